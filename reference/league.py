"""league.csv -> what each measure weighs in the league of a level of units on a day, and on what ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from reference import tables


@dataclass(frozen=True, slots=True)
class Weight:
    """What a measure weighs, of 100; `basis` is a document, or says in English that the proposal is our own."""

    unit_level: str
    measure: str
    weight: float
    valid_from: date
    valid_to: date | None
    basis: str

    def is_in_force_on(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@cache
def all_weights() -> tuple[Weight, ...]:
    """List every weight on record."""
    return tuple(
        Weight(
            unit_level=row["unit_level"],
            measure=row["measure"],
            weight=float(row["weight"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=tables.day(row["valid_to"]),
            basis=row["basis"],
        )
        for row in tables.rows("league")
    )


def weights_on(day: date, unit_level: str) -> tuple[Weight, ...]:
    """List the weights of a level on a day; they add up to 100, or there are none."""
    return tuple(one for one in all_weights() if one.unit_level == unit_level and one.is_in_force_on(day))
