"""indicators.csv -> the headline figures that the province publishes as such, and their names in its tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from reference import tables
from reference.spelling import words

Better = Literal["higher", "lower", "none"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One published figure. `label` is English for `locales.translator`; a rank is better the lower it is."""

    id: str
    label: str
    unit_of_measure: str
    better: Better
    spellings: tuple[str, ...]
    source: str


@cache
def all_indicators() -> tuple[Indicator, ...]:
    """List the indicators in the order to show them."""
    return tuple(
        Indicator(
            id=row["id"],
            label=row["label"],
            unit_of_measure=row["unit_of_measure"],
            better=cast("Better", row["better"]),
            spellings=tuple(row["spellings"].split("|")),
            source=row["source"],
        )
        for row in tables.rows("indicators")
    )


def indicator(indicator_id: str) -> Indicator:
    """Return the indicator of that id; KeyError if there is none."""
    return {one.id: one for one in all_indicators()}[indicator_id]


def match(text: str) -> str | None:
    """Return the id of the indicator that a table names so, None if it is none of ours."""
    return _by_name().get(words(text))


@cache
def _by_name() -> dict[tuple[str, ...], str]:
    return {words(spelling): one.id for one in all_indicators() for spelling in one.spellings}
