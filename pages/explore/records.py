"""Work records: handled online, and documents signed digitally, by unit and month."""

import streamlit as st

from ui import filters, language, views
from ui.asked import Asked, choose_measure, choose_reading

_ = language.words()
st.title(_("Work records"))

with st.container(horizontal=True, vertical_alignment="bottom"):
    one = choose_measure("records_share", "signed_share", "records", "documents_out")
    reading = choose_reading(one)

asked = Asked(one, filters.selection("work_records"), reading)
narrowed: dict[str, str] = {}
views.show(asked, narrowed, name="records")
