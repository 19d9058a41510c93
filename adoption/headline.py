"""A month -> the cards of the overview; a year -> the indicators the province published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from adoption.facts import FactStore

HEADLINE_MEASURES = ("online_share", "full_share", "signed_share", "records_share", "issued_to_date", "adults_share")


@dataclass(frozen=True, slots=True)
class Card:
    """One measure of the province in one month; None where there is nothing to show (never 0 for missing)."""

    measure_id: str
    kind: str
    month: str
    numerator: float | None
    denominator: float | None
    value: float | None
    """Percent 0-100, or the count."""
    previous: float | None
    change: float | None
    """Points or count against the month before."""
    target: float | None
    gap: float | None
    """value - target, in points."""
    target_state: str
    """"reached", "below" or "none"."""
    units_reported: int
    units_due: int


def headline_cards(store: FactStore, month: str, as_of: int | None = None) -> tuple[Card, ...]:
    """Return a card for each measure of HEADLINE_MEASURES, also for those without data in that month."""
    raise NotImplementedError


def published_indicators(store: FactStore, year: int, as_of: int | None = None) -> pd.DataFrame:
    """Return the indicators published for that year, one row each.

    Columns: `indicator, value, unit_of_measure, rank, out_of, period_start, period_end, file`. Where one stands in several
    periods of the year, the one that ends last is taken.
    """
    raise NotImplementedError
