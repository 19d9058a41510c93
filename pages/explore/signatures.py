"""Digital signatures: issued, and to whom, by unit and month."""

import streamlit as st

from ui import filters, labels, language, views
from ui.asked import Asked, choose_measure, choose_reading

_ = language.words()
st.title(_("Digital signatures"))

with st.container(horizontal=True, vertical_alignment="bottom"):
    one = choose_measure("adults_share", "issued", "issued_to_date", "active")
    holder = filters.choose_in_list(_("Holder"), "holder", labels.HOLDERS)
    reading = choose_reading(one)

asked = Asked(one, filters.selection("digital_signatures", holder=None if holder == "all" else holder), reading)
narrowed = {_("Holder"): labels.breakdown(holder)}
views.show(asked, narrowed, name="signatures")
