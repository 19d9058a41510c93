"""Documents: the month's report, each unit's slip, reminders and the workbook, made from the state shown."""

import streamlit as st

from ui import filters, language, navigation, papers

_ = language.words()
st.title(_("Documents"))
st.caption(_("Made from the figures shown, in Vietnamese and in the layout of Decree 30/2020/NĐ-CP."))

if months := filters.months_with_facts():
    chosen = papers.choose_month(months)
    papers.offer(chosen, papers.ask_heading())
else:
    st.markdown(_("No file is in force: none was accepted yet, or all were withdrawn."))
    navigation.link("upload", _("Upload a file"), ":material/upload_file:")
