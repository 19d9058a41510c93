"""What a page asks -> a small chart for each unit, on one scale or each on its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from documents import multiples
from locales import N_
from ui import address, charts, filters, labels, language, monthly, panels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import altair as alt
    import pandas as pd

    from documents.charts import Chart
    from ui.asked import Asked

LAYOUTS = {"one": N_("One chart"), "each": N_("A chart for each unit")}
AXES = {"shared": N_("Shared"), "free": N_("Free")}
AXES_HELP = N_("Shared: heights compare from chart to chart. Free: each chart shows its own ups and downs.")
AT_ONCE = 12
SMALL_CHART = 240
_SHEET = "page of small charts"


@dataclass(frozen=True, slots=True)
class Layout:
    """Whether each unit has a chart of its own, and whether these have one scale."""

    is_each: bool
    is_shared: bool


def choose() -> Layout:
    """Let all lines stand in one chart, or each unit in its own."""
    _ = language.words()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        is_each = filters.choose(_("Layout"), "layout", LAYOUTS) == "each"
        return Layout(is_each, is_each and filters.choose(_("Axes"), "axes", AXES, _(AXES_HELP)) == "shared")


def show(asked: Asked, layout: Layout) -> None:
    """Show the units chosen, or all of the level, a page of them at a time; or the trend in one chart."""
    if not layout.is_each:
        monthly.show(panels.trend(asked), asked)
        return
    _ = language.words()
    st.header(_("Trend"))
    lines = panels.by_month(asked, "unit")
    told = lines.groupby("unit_id")["value"].transform(lambda values: values.notna().any())
    kept = lines[told]
    if kept.empty:
        st.caption(_("No figure in these months."))
        return
    whole = panels.by_month(asked.of_all, "province")
    draw = partial(multiples.panels, kept, whole, asked.measure, _, shared=layout.is_shared, reading=asked.reading)
    drawn = draw()
    sheet = _sheet(list(drawn))
    if asked.measure.unit == "percent":
        st.caption(_("In grey behind each: all of the level together."))
    grid = st.grid(4, min_column_width=SMALL_CHART)
    for unit_id in sheet:
        with grid.cell():
            alt_text = f"{asked.by_month}, {labels.unit_name(unit_id)}"
            charts.show(drawn[unit_id], alt_text=alt_text, key=f"small {unit_id} {asked.key} {layout.is_shared}")
    _offer(draw, sheet, asked)
    monthly.show(kept, asked)
    _say_silent(lines[~told])


def _sheet(unit_ids: Sequence[str]) -> Sequence[str]:
    """Return the units of the page chosen, where they are too many for one; the address holds the page."""
    pages = -(-len(unit_ids) // AT_ONCE)
    if pages == 1:
        return unit_ids
    if (wished := address.wished("sheet")) is not None and wished.isdecimal():
        st.session_state[_SHEET] = int(wished)
    st.session_state[_SHEET] = max(1, min(st.session_state.get(_SHEET, 1), pages))
    at = st.pagination(pages, key=_SHEET, persist_state="session")
    address.hold("sheet", str(at))
    return unit_ids[(at - 1) * AT_ONCE : at * AT_ONCE]


def _offer(draw: Callable[[], dict[str, Chart]], sheet: Sequence[str], asked: Asked) -> None:
    """Offer the small charts in sight as one picture."""

    def drawn() -> alt.ConcatChart:
        made = draw()
        return multiples.together([made[unit_id] for unit_id in sheet])

    selection = asked.selection
    key = f"small {asked.measure.id} {asked.reading} {selection.first} {selection.last} {sheet[0]}"
    charts.offer(drawn, title=asked.by_month, key=key, note=panels.narrowed_to(selection))


def _say_silent(lines: pd.DataFrame) -> None:
    """Name the units that have no figure in any of the months."""
    if len(lines):
        said = language.words()("No figure in these months: {units}.")
        st.caption(said.format(units=labels.units(dict.fromkeys(lines["unit_id"]))))
