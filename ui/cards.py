"""Headline figures -> cards: value, change, target, and the year behind it as a small line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import streamlit as st

from adoption import territory
from adoption.selection import Selection
from reference.measures import measure
from ui import language, origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adoption.headline import Card

ACROSS = 3


def show(cards: Sequence[Card], past: Sequence[Sequence[float | None]]) -> None:
    """Show the cards in rows; `past` holds each card's values of the months that lead to it, oldest first."""
    for start in range(0, len(cards), ACROSS):
        columns = st.columns(ACROSS)
        for column, card, values in zip(columns, cards[start:], past[start:], strict=False):
            with column:
                _card(card, values)


def _card(card: Card, past: Sequence[float | None]) -> None:
    _ = language.words()
    one = measure(card.measure_id)
    is_percent = one.unit == "percent"
    with st.container(border=True, height="stretch"):
        st.metric(
            _(one.label),
            language.figure(card.value, is_percent=is_percent),
            delta=None if card.change is None else language.change(card.change, is_percent=is_percent),
            delta_color="off" if one.better == "none" else "normal" if one.better == "higher" else "inverse",
            delta_description=_against_target(card),
            help="\n\n".join([_(one.definition), *_aim(card)]),
            chart_data=line(past),
        )
        if card.units_reported < card.units_due:
            reported, due = language.count(card.units_reported), language.count(card.units_due)
            said = (
                _("{reported} of {due} units have reported, too few for a figure of the province")
                if card.is_withheld
                else _("{reported} of {due} units have reported")
            )
            st.caption(said.format(reported=reported, due=due))
        if card.value is not None:
            month = Selection(card.kind, card.month, card.month)
            origin.link(origin.asked(card.measure_id, territory.province(card.month).id, month))


def _aim(card: Card) -> list[str]:
    """Say which document set the target, and what it takes to reach it in time."""
    _ = language.words()
    said = [_("Target set by {document}.").format(document=card.document)] if card.document else []
    if card.pace is not None:
        said.append(_("Needs {change} each month to reach it in time").format(change=language.needed(card.pace)))
    return said


def line(past: Sequence[float | None]) -> list[float] | None:
    """Return the months for the card's small line, in which NaN is a gap; None where no month has a figure."""
    values = [math.nan if value is None else value for value in past]
    return None if all(map(math.isnan, values)) else values


def _against_target(card: Card) -> str | None:
    if card.target is None or card.value is None:
        return None
    _ = language.words()
    said = _("target {value}: reached") if card.target_state == "reached" else _("target {value}: not reached")
    return said.format(value=language.target(card.target))
