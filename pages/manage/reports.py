"""Reports: every file received, how it stands, its original; and what officers taught the reader; each undone."""

from __future__ import annotations

import streamlit as st

from ui import language, ledger, navigation, received_card, session, taught

_ = language.words()
receipts, states = session.store().receipts(), session.store().states()

st.title(_("Files received"))
of_files, of_answers = st.tabs([_("Files"), _("What the program was taught")], key="reports tab")

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
taught.confirm()
