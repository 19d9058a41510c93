"""What changed: between two states of the ledger, cell by cell, with the file and the reason."""

from __future__ import annotations

import streamlit as st

from ui import changed, language, navigation, session

_ = language.words()
st.title(_("What changed"))
receipts = session.store().receipts()

if not receipts:
    st.markdown(_("No file has been accepted yet."))
    navigation.link("upload", _("Upload the first one"), ":material/upload_file:")
else:
    since, until = changed.choose(receipts)
    changed.show(changed.narrowed(changed.cells(since, until)), since, until)

    st.header(_("What happened in between"))
    changed.show_events(receipts, since, until)
