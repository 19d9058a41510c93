"""headline.csv -> a year's published indicators of the province."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

INDICATORS = Path(__file__).parent / "headline.csv"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator as announced: a value (a whole number stays one), a rank such as "7/63", or both."""

    year: int
    name: str
    unit_of_measure: str
    value: int | float | None
    rank: str | None


def indicators(year: int) -> list[Indicator]:
    """List the year's indicators in the order they are printed."""
    return [indicator for indicator in _all() if indicator.year == year]


@cache
def _all() -> list[Indicator]:
    with INDICATORS.open(encoding="utf-8", newline="") as file:
        return [
            Indicator(
                int(row["year"]), row["indicator"], row["unit_of_measure"], _value(row["value"]), row["rank"] or None
            )
            for row in csv.DictReader(file)
        ]


def _value(text: str) -> int | float | None:
    if not text:
        return None
    return float(text) if "." in text else int(text)
