"""A file that states no period -> the officer's answer: the kind of period, then which one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import streamlit as st

from locales import N_
from reference.period import VIETNAM, Period
from ui import labels, language, tray
from ui.findings import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.waiting import Waiting

KINDS = {
    "month": N_("Month"),
    "legal": N_("Month, 15th to 14th"),
    "quarter": N_("Quarter"),
    "half": N_("Half-year"),
    "nine": N_("Nine months"),
    "year": N_("Year"),
    "days": N_("Other days"),
}
LENGTHS = {"month": (1, 1), "quarter": (3, 3), "half": (6, 6), "nine": (9, 12), "year": (12, 12)}
"""Months that a stretch is long, and after how many the next begins."""
YEARS_OFFERED = 4


def ask(file: Waiting) -> None:
    """Ask for one file; what its name or its sheets' say is shown beside, and taken only at a click."""
    _ = language.words()
    if file.period:
        told = _("You said that it reports on {period}. If that was wrong:")
        _choose(told.format(period=labels.period(file.period)), (file,), file.key)
    elif file.asks_for_period:
        _choose(_("The file does not say which period it reports on. Choose it:"), (file,), file.key)
        for name, period in hints(file, _today()):
            told = _("The name “{name}” speaks of it: take {period}")
            label = told.format(name=plain(name), period=labels.period(period))
            key = f"hint {period} {file.key}"
            st.button(label, key=key, type="tertiary", on_click=tray.answer_period, args=((file,), period))


def ask_for_all(files: Sequence[Waiting]) -> None:
    """Ask once for all files that state none, where there are several."""
    _ = language.words()
    asking = tuple(file for file in files if file.asks_for_period)
    if len(asking) < 2:
        return
    told = _("{count} files do not say which period they report on. If it is the same for all of them:")
    with st.container(border=True, key="period of all"):
        _choose(told.format(count=language.count(len(asking))), asking, "all")


def offered(kind: str, today: date) -> tuple[Period, ...]:
    """List the latest stretches of a kind that have begun, newest first."""
    if kind == "legal":
        return tuple(map(_legal, offered("month", today)))
    length, step = LENGTHS[kind]
    years = range(today.year, today.year - YEARS_OFFERED, -1)
    starts = [(year, month) for year in years for month in range(13 - step, 0, -step)]
    stretches = [Period(date(*start, 1), Period.month(start[0], start[1] + length - 1).end) for start in starts]
    return tuple(stretch for stretch in stretches if stretch.start <= today)


def hints(file: Waiting, today: date) -> tuple[tuple[str, Period], ...]:
    """Return the months that the names of the file and its sheets speak of, each with that name.

    A name that says no year ("Thang 9") is taken to speak of the latest such month that has begun.
    """
    named = [finding for finding in file.loaded.findings if finding.code == "period-in-name"]
    told = {_month(finding.values["month"], today): finding.found for finding in named}
    return tuple((name, period) for period, name in told.items())


def _choose(label: str, files: tuple[Waiting, ...], name: str) -> None:
    _ = language.words()
    st.markdown(label)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kinds = {code: _(words) for code, words in KINDS.items()}
        kind = st.selectbox(
            _("Kind of period"), list(kinds), format_func=kinds.__getitem__, key=f"period kind {name}", width=210
        )
        key = f"period {kind} {name}"
        if kind == "days":
            days = _("First and last day")
            st.date_input(days, [], key=key, format="DD/MM/YYYY", on_change=_answer_days, args=(files, key), width=260)
        else:
            periods_of = {str(one): labels.period(one) for one in offered(kind, _today())}
            st.selectbox(
                _("Period"),
                list(periods_of),
                index=None,
                format_func=periods_of.__getitem__,
                key=key,
                placeholder=_("Choose"),
                on_change=_answer,
                args=(files, key),
                width=260,
            )


def _answer(files: tuple[Waiting, ...], key: str) -> None:
    if period := st.session_state[key]:
        tray.answer_period(files, Period.parse(period))


def _answer_days(files: tuple[Waiting, ...], key: str) -> None:
    """Take the answer once both days are chosen."""
    days = st.session_state[key]
    if len(days) == 2:
        tray.answer_period(files, Period(*days))


def _month(said: str, today: date) -> Period:
    """Return the month of "9/2024" or "9"."""
    month, _, year = said.partition("/")
    if year:
        return Period.month(int(year), int(month))
    return Period.month(today.year - (int(month) > today.month), int(month))


def _today() -> date:
    return datetime.now(VIETNAM).date()


def _legal(month: Period) -> Period:
    """Return the days from the 15th of the month before to the 14th, as Circular 01/2020/TT-VPCP lets offices count."""
    return Period((month.start - timedelta(days=1)).replace(day=15), month.start.replace(day=14))
