"""Receipts in their order -> what the measures weigh in the league, and from which month on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reference.measures import all_measures
from store import folding
from store.errors import Refused
from store.receipts import Receipt, Weights

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.journal import Act, Page

LEVELS = ("department", "district", "commune")
WHOLE = 100.0
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def in_force(receipts: Iterable[Receipt], unit_level: str, month: str) -> Receipt | None:
    """Return the receipt whose weights hold for a level in a month, None where nobody set any.

    Of those that had begun by then the latest beginning holds, of one beginning what was said last.
    """
    receipts = tuple(receipts)
    gone = folding.withdrawn_in(receipts)
    begun = [
        (one.weights.since, one.number, one)
        for one in receipts
        if one.weights and one.number not in gone
        if one.weights.unit_level == unit_level and one.weights.since <= month
    ]
    return max(begun, default=(None, None, None))[2]


def check(weights: Weights) -> None:
    """Refuse weights of no level, from no month, of no such measure, or that do not add up to 100."""
    if weights.unit_level not in LEVELS or not _MONTH.fullmatch(weights.since):
        raise Refused("weights-when", level=weights.unit_level, month=weights.since)
    weighable = {one.id for one in all_measures() if one.unit == "percent" and one.better == "higher"}
    for measure_id, weight in weights.of_measures.items():
        if measure_id not in weighable or not 0 < weight <= WHOLE:
            raise Refused("weights-measure", measure=measure_id, weight=f"{weight:g}")
    total = sum(weights.of_measures.values())
    if round(total - WHOLE, 9):
        raise Refused("weights-total", total=f"{total:g}")


def settle(page: Page, weights: Weights, act: Act) -> Receipt:
    """Write the receipt of weights that were checked; Refused("weights-why-missing")."""
    if not act.why.strip():
        raise Refused("weights-why-missing")
    return page.commit(Receipt(**page.next_event(act), event="weights-set", weights=weights))
