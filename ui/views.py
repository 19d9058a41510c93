"""What a page asks -> the same in the way chosen: map, trend, ranking, table, or all of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from locales import N_
from ui import filters, language, multiples, panels, playing

if TYPE_CHECKING:
    import pandas as pd

    from ui.asked import Asked

VIEWS = {
    "together": N_("Together"),
    "map": N_("Map"),
    "trend": N_("Trend"),
    "ranking": N_("Ranking"),
    "table": N_("Table"),
}
ICONS = {
    "together": "dashboard",
    "map": "map",
    "trend": "show_chart",
    "ranking": "leaderboard",
    "table": "table",
}
RANKING_ALONE = 2600
"""All 99 units in sight, on a page of their own."""


def show(asked: Asked, narrowed: dict[str, str], name: str) -> None:
    """Show the measure as chosen; a click on a unit narrows every view. `narrowed` are the page's filters in words."""
    view = _choose()  # not in a row with others: on a phone it breaks into two lines only when alone
    layout = multiples.choose() if view == "trend" else None
    filters.show_chosen_units()
    rows = panels.by_unit(asked)
    if panels.is_empty(rows, asked):
        return
    if view == "together":
        _together(rows, asked)
    elif view == "map":
        _map(rows, asked)
    elif view == "ranking":
        panels.ranking(rows, asked, height=RANKING_ALONE)
    elif layout:
        multiples.show(asked, layout)
    if view in {"together", "table"}:
        panels.table(rows, asked, narrowed, name)


def _choose() -> str:
    _ = language.words()
    shown = {view: f":material/{ICONS[view]}: {_(name)}" for view, name in VIEWS.items()}
    return filters.choose_in_sight(_("View"), "view", shown)


def _together(rows: pd.DataFrame, asked: Asked) -> None:
    _ = language.words()
    left, right = st.columns([5, 6], gap="large")
    with left:
        panels.ranking(rows, asked, height=860)
    with right:
        panels.trend(asked)
        if panels.has_outlines(asked.selection):
            st.header(_("Map"))
            panels.area_map(rows, asked)


def _map(rows: pd.DataFrame, asked: Asked) -> None:
    _ = language.words()
    st.header(_("Map"))
    if not panels.has_outlines(asked.selection):
        said = _("There is no map of these units. Choose the level of areas that reported in the last month.")
        st.info(said, icon=":material/info:")
        return
    playing.show(rows, asked)
