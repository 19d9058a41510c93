"""Reports: every file received, how it stands, its original; what officers taught the reader, the weights they set."""

from __future__ import annotations

import streamlit as st

from ui import language, ledger, navigation, received_card, session, taught, weights_set

_ = language.words()
receipts, states = session.store().receipts(), session.store().states()

st.title(_("Files received"))
names = [_("Files"), _("What the program was taught"), _("Weights of the league")]
of_files, of_answers, of_weights = st.tabs(names, key="reports tab")

with of_files:
    if not states:
        st.markdown(_("No file has been accepted yet."))
        navigation.link("upload", _("Upload the first one"), ":material/upload_file:")
    else:
        files = ledger.chosen(receipts, states)
        if files:
            ledger.show(ledger.table(files, states, receipts))
        else:
            st.info(_("No file is like that: choose “All” in one of the filters."))
        if picked := ledger.picked(receipts):
            received_card.show(picked, states[picked.number])
        else:
            st.caption(_("Tick a row at its left edge to see the file, get its original, or withdraw it."))
with of_answers:
    taught.show_all(receipts)
with of_weights:
    weights_set.show(receipts)
taught.confirm()
