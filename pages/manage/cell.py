"""Where one figure of a report stands: its cell in the sheet, and the file as it was sent."""

from __future__ import annotations

import streamlit as st

from adoption import tracing
from ui import language, sheet_lines, traced
from ui.session import ask

_ = language.words()
st.title(_("Where a figure stands"))

place = traced.asked_place()
cells = ask(tracing.standing, place) if place else None

if place is None or cells is None or cells.empty:
    st.info(_("There is no such figure in this state of the ledger. Come here from a table of figures."))
else:
    traced.show_standing(place, cells)
    sheet_lines.show(cells)
    traced.show_files(cells)
