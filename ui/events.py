"""Dated events -> thin rules across a trend, each with its number, and the list that says what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd
import streamlit as st

import locales
from locales import N_
from ui import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reference.events import Event

BORDERS_COLOR = "#b45309"
OTHER_COLOR = "#8290a2"
_SORTS = {
    "borders": N_("Units changed"),
    "rule": N_("Rule"),
    "target": N_("Target"),
    "campaign": N_("Campaign"),
}


def layers(events: Sequence[Event], x: alt.X) -> list[alt.Chart]:
    """Draw a rule at the first month after each event: whole for a change of units, dotted for any other.

    Events of one month share a rule, with all their numbers at its top and their words in its tooltip.
    """
    if not events:
        return []
    rules = _rules(events)
    is_borders = alt.FieldEqualPredicate(field="is_borders", equal=True)
    color = alt.condition(is_borders, alt.value(BORDERS_COLOR), alt.value(OTHER_COLOR))
    base = alt.Chart(rules).encode(x=x, tooltip=[alt.Tooltip("said:N", title=language.words()("Event"))])
    dash = alt.condition(is_borders, alt.value([1, 0]), alt.value([2, 3]))
    lines = base.mark_rule(strokeWidth=1.5).encode(color=color, strokeDash=dash)
    numbers = base.mark_text(baseline="bottom", dy=-3, fontSize=11, fontWeight="bold").encode(
        y=alt.value(0), text="numbers:N", color=color
    )
    return [lines, numbers]


def listed(events: Sequence[Event], key: str) -> None:
    """Say what the numbered rules of a trend are, folded until it is asked for."""
    if not events:
        return
    _ = language.words()
    with st.expander(_("What changed in these months ({count})").format(count=language.count(len(events))), key=key):
        st.markdown("\n".join(f"{number}. {_said(one)}" for number, one in enumerate(events, start=1)))


def _rules(events: Sequence[Event]) -> pd.DataFrame:
    """Return one row a month: `label`, the events' numbers, their words, and whether units changed."""
    rows = pd.DataFrame(
        {
            "label": [language.month(one.month, short=True) for one in events],
            "numbers": [str(number) for number in range(1, len(events) + 1)],
            "said": [f"{locales.day(one.day, language.current())}: {one.label(language.current())}" for one in events],
            "is_borders": [one.sort == "borders" for one in events],
        }
    )
    together = rows.groupby("label", sort=False)
    return together.agg({"numbers": ",".join, "said": "; ".join, "is_borders": "any"}).reset_index()


def _said(one: Event) -> str:
    """Write the day, the sort, the words and the document of an event."""
    _ = language.words()
    day = locales.day(one.day, language.current())
    document = f" ({one.document})" if one.document else ""
    return f"**{day}** · {_(_SORTS[one.sort])}: {one.label(language.current())}{document}"
