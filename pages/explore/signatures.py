"""Digital signatures: issued, and to whom, by unit and month."""

import streamlit as st

from ui import filters, labels, language, panels

_ = language.words()
st.title(_("Digital signatures"))

with st.container(horizontal=True, vertical_alignment="bottom"):
    one = panels.choose_measure("adults_share", "issued", "issued_to_date", "active")
    holder = filters.choose(_("Holder"), "holder", labels.HOLDERS)
filters.show_chosen_units()

selection = filters.selection("digital_signatures", holder=None if holder == "all" else holder)
by_unit = panels.by_unit(one, selection)

if not panels.is_empty(by_unit):
    panels.show(one, by_unit, selection, {_("Holder"): labels.breakdown(holder)}, name="signatures")
