"""Which state of the ledger the pages show: the newest, or one of before that a link names or a day asks for.

The address always carries the number of the state shown, so a link made today keeps its figures; what came after it is
said on the page, never mixed in.
"""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

import locales
from reference.period import VIETNAM
from ui import address, language, navigation, session

AS_OF = "as_of"
_PINNED = "ledger number asked for"
_DAY = "as_of_day"


def settle() -> None:
    """Settle the number this run shows and put it into the address; the newest unless an earlier one was asked for."""
    wished = address.wished(AS_OF)
    if wished is not None:
        st.session_state[_PINNED] = _number(wished)
    newest = session.store().version
    number = min(st.session_state.get(_PINNED) or newest, newest)
    session.show_as_of(number)
    if newest:
        address.hold(AS_OF, str(number))


def show_newest() -> None:
    """Let this run show the newest state, whatever was asked for: pages on which something is done."""
    session.show_as_of(session.store().version)


def choose() -> None:
    """Let a day be chosen whose evening the figures are shown as of."""
    _ = language.words()
    receipts = session.store().receipts()
    if not receipts:
        return
    with st.popover(_("As it stood on…"), icon=":material/history:", width="stretch"):
        st.caption(_("Shows every figure as it was known at the end of a day, before later corrections."))
        st.date_input(
            _("Day"),
            None,
            min_value=receipts[0].day,
            max_value=datetime.now(VIETNAM).date(),
            format="DD/MM/YYYY",
            key=_DAY,
            on_change=_choose_day,
        )


def banner() -> None:
    """Say that newer figures exist where the page shows an earlier state, with the way to them."""
    _ = language.words()
    number, newest = session.shown(), session.store().version
    if number >= newest:
        return
    receipt = session.store().receipt(number)
    said = _("Figures as of No. {number}, {day}. Newer figures exist: {count} entries were made since.")
    day = locales.day(receipt.day, language.current())
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        counted = {"number": str(number), "count": language.count(newest - number)}
        st.markdown(f":material/history: **{said.format(day=day, **counted)}**", width="stretch")
        navigation.link("changes", _("What changed since"), since=str(number), until=str(newest))
        st.button(_("Show the newest"), key="show_newest", on_click=_release)


def source() -> str:
    """Say which state of the ledger the figures are of, for a picture that leaves its page."""
    number = session.shown()
    said = language.words()("Source: the units' own reports, as received up to No. {number} ({day}).")
    return said.format(number=number, day=language.words().day(session.store().receipt(number).day))


def _number(wished: str) -> int | None:
    """Read a ledger number or a day ("2025-06-30"); None, the newest, for what is neither or before the first."""
    if wished.isdecimal():
        return int(wished) or None
    try:
        return session.store().number_on(date.fromisoformat(wished)) or None
    except ValueError:
        return None


def _choose_day() -> None:
    if day := st.session_state[_DAY]:
        st.session_state[_PINNED] = session.store().number_on(day) or None


def _release() -> None:
    st.session_state[_PINNED] = None
    st.session_state[_DAY] = None
