"""Dated events -> the list that says what the numbered rules across a trend are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import locales
from locales import N_
from ui import language, plain_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reference.events import Event

_SORTS = {
    "borders": N_("Units changed"),
    "rule": N_("Rule"),
    "target": N_("Target"),
    "campaign": N_("Campaign"),
}


def listed(events: Sequence[Event], key: str) -> None:
    """Say what the numbered rules of a trend are, folded until it is asked for."""
    if not events:
        return
    _ = language.words()
    with plain_view.fold(
        _("What changed in these months ({count})").format(count=language.count(len(events))), key=key
    ):
        st.markdown("\n".join(f"{number}. {_said(one)}" for number, one in enumerate(events, start=1)))


def in_one_line(events: Sequence[Event]) -> str:
    """Say what the numbers are, for a picture that leaves its page."""
    told = (
        f"{number}: {locales.day(one.day, language.current())} {one.label(language.current())}"
        for number, one in enumerate(events, start=1)
    )
    return "; ".join(told)


def _said(one: Event) -> str:
    """Write the day, the sort, the words and the document of an event."""
    _ = language.words()
    day = locales.day(one.day, language.current())
    document = f" ({one.document})" if one.document else ""
    return f"**{day}** · {_(_SORTS[one.sort])}: {one.label(language.current())}{document}"
