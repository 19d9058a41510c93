"""The map of one month after the other: a slider over the months, and a button that plays them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ui import address, language, panels

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from ui.asked import Asked

WHOLE = "all"
SECONDS_A_MONTH = 1.5
LARGE = 540
_AT = "at"
_PLAYING = "months are played"
_STARTS = "months start to be played"


def show(rows: pd.DataFrame, asked: Asked) -> None:
    """Show the map of the whole stretch, `rows`, or of one month of it; the address holds which."""
    months = asked.selection.months
    if len(months) == 1:
        panels.area_map(rows, asked, height=LARGE)
        return
    address.one(_AT, [WHOLE, *months], WHOLE)
    _offer_to_play(months)
    is_playing = st.session_state.get(_PLAYING, False)
    st.fragment(_frame, run_every=SECONDS_A_MONTH if is_playing else None)(rows, asked)


def _frame(rows: pd.DataFrame, asked: Asked) -> None:
    """Show the slider and the map; while months are played, each run goes on by one."""
    _ = language.words()
    months = asked.selection.months
    if set(st.session_state.get("units", ())) != set(asked.selection.units):
        st.rerun()  # a unit was clicked, which is for all of the page
    if st.session_state.get(_PLAYING):
        _go_on(months)
    names = {WHOLE: _("All months together"), **{month: language.month(month, short=True) for month in months}}
    at = st.select_slider(
        _("Month on the map"),
        [WHOLE, *months],
        format_func=names.__getitem__,
        key=_AT,
        on_change=_follow,
        persist_state="session",
    )
    if at == WHOLE:
        panels.area_map(rows, asked, height=LARGE)
    else:
        every = panels.by_month(asked.of_all, "unit")
        panels.area_map(every[every["month"] == at], asked, at, among=every["value"], height=LARGE)


def _go_on(months: Sequence[str]) -> None:
    """Take the next month, except in the run that shows the first; at the last one stop."""
    if st.session_state.pop(_STARTS, False):
        return
    at = st.session_state[_AT]
    place = months.index(at) + 1 if at in months else len(months)
    if place < len(months):
        st.session_state[_AT] = months[place]
    else:
        st.session_state[_PLAYING] = False
        st.rerun()


def _follow() -> None:
    """Let the address say what the slider does, which runs without the rest of the page."""
    st.session_state[_PLAYING] = False
    address.hold(_AT, st.session_state[_AT])
    address.publish()


def _offer_to_play(months: Sequence[str]) -> None:
    _ = language.words()
    if st.session_state.get(_PLAYING):
        st.button(_("Stop"), icon=":material/stop:", key="play", on_click=_stop)
    else:
        st.button(_("Play the months"), icon=":material/play_arrow:", key="play", on_click=_start, args=(months,))


def _start(months: Sequence[str]) -> None:
    at = st.session_state[_AT]
    if at not in months[:-1]:
        st.session_state[_AT] = months[0]
    st.session_state[_PLAYING] = st.session_state[_STARTS] = True


def _stop() -> None:
    st.session_state[_PLAYING] = False
