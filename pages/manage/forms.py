"""Forms and templates: the authorities' forms filled in from the store, or blank for an office to fill in."""

from __future__ import annotations

import streamlit as st

from ui import language, outgoing

_ = language.words()

st.title(_("Forms and templates"))
st.caption(_("The official layout, filled in from accepted files; or a workbook for an office to fill in and return."))

left, right = st.columns(2)
with left:
    layout = outgoing.choose_form()
way = outgoing.choose_way(layout)
with right:
    period = outgoing.choose_period(layout, way)
if period is not None:
    units = outgoing.choose_units(layout, period, way)
    if units:
        outgoing.offer(layout, way, period, units)
