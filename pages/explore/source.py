"""Where a figure comes from: its arithmetic in words, the cells that are added up, and these in the files as sent."""

from __future__ import annotations

import streamlit as st

from adoption import tracing
from ui import language, sheet_lines, traced
from ui.session import ask

_ = language.words()
st.title(_("Where a figure comes from"))

asked = traced.choose()
figure = ask(tracing.figure, asked.measure.id, asked.selection)
cells = ask(tracing.cells, asked.measure.id, asked.selection)

traced.show_arithmetic(asked, figure, cells)
if not cells.empty:
    traced.show_cells(asked, cells)
    sheet_lines.show(cells)
    traced.show_files(cells)
