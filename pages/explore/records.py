"""Work records: handled online, and documents signed digitally, by unit and month."""

import streamlit as st

from ui import filters, language, panels

_ = language.words()
st.title(_("Work records"))

with st.container(horizontal=True, vertical_alignment="bottom"):
    one = panels.choose_measure("records_share", "signed_share", "records", "documents_out")
filters.show_chosen_units()

selection = filters.selection("work_records")
by_unit = panels.by_unit(one, selection)

if not panels.is_empty(by_unit):
    panels.show(one, by_unit, selection, {}, name="records")
