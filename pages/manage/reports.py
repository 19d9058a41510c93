"""Reports: every file received, how it stands, its original; one can be withdrawn with a reason."""

from __future__ import annotations

import streamlit as st

from ui import language, ledger, navigation, received_card, session

_ = language.words()
receipts, states = session.store().receipts(), session.store().states()

st.title(_("Files received"))

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
