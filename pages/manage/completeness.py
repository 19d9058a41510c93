"""Completeness: who has sent which month of a kind of report, who is missing, and the reminder to copy."""

from __future__ import annotations

import streamlit as st

from ui import closing, filters, language, navigation, standing

_ = language.words()

st.title(_("Who has sent what"))

if not filters.months_with_facts():
    st.markdown(_("No file is in force: none was accepted yet, or all were withdrawn."))
    navigation.link("upload", _("Upload a file"), ":material/upload_file:")
else:
    kind, first, last = standing.choose()
    standing.show_coverage(kind, last)
    closing.show(kind, last)
    standing.show_matrix(kind, first, last)
