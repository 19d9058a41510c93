"""A measure's id -> how its figures are made from rows: what is added, what may be absent, which rows count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reference.measures import measure

if TYPE_CHECKING:
    from reference.measures import Measure

STOCKS = frozenset(
    {"issued_to_date", "active", "adults", "pending", "pending_in_time", "pending_overdue", "carried_over"}
)
"""What stands at the end of a month: taken at a selection's last month, never added over months."""

MAY_BE_ABSENT = frozenset({"received_postal", "resolved_early"})
"""Parts that some forms print inside another column (II.06a: post with the counter), so that none of it is lost."""

NEEDS_ITS_OWN_COLUMN = {"online_share_without_post": ("received_postal",)}
"""Without the post printed apart, "online + counter" would silently hold it."""

OF_THE_UNIT = frozenset({"adults"})
"""Printed once a unit; where a reader repeats it on each holder's row it still counts once."""


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`top` over `bottom` (empty for a count); the `needed` ones must be known in a row, or its figure is not known.

    `top_where` lists (column, value) pairs that a row above the line must have; below it all rows of the total count.
    """

    measure_id: str
    kind: str
    top: tuple[str, ...]
    bottom: tuple[str, ...]
    top_needed: tuple[str, ...]
    bottom_needed: tuple[str, ...]
    top_where: tuple[tuple[str, str], ...] = ()

    @property
    def is_share(self) -> bool:
        """Whether it has a denominator."""
        return bool(self.bottom)

    @property
    def is_stock(self) -> bool:
        """Whether it is taken at the last month instead of being added over months."""
        return not STOCKS.isdisjoint(self.top)

    @property
    def is_per_resident(self) -> bool:
        """Whether it divides by a unit's people: taken once a unit, and nothing that an office has."""
        return bool(self.bottom) and OF_THE_UNIT.issuperset(self.bottom)

    @property
    def parts(self) -> tuple[str, ...]:
        """Every column it reads, each once."""
        return tuple(dict.fromkeys(self.top + self.bottom + self.top_needed))


def of(measure_id: str) -> Arithmetic:
    """Return a measure's arithmetic; KeyError for an unknown one."""
    return from_measure(measure(measure_id))


def from_measure(one: Measure) -> Arithmetic:
    """Return the arithmetic of a measure of the reference."""
    own_column = NEEDS_ITS_OWN_COLUMN.get(one.id, ())
    return Arithmetic(
        measure_id=one.id,
        kind=one.kind,
        top=one.numerator,
        bottom=one.denominator,
        top_needed=_needed(one.numerator) + own_column,
        bottom_needed=_needed(one.denominator) + own_column,
        top_where=one.numerator_where,
    )


def _needed(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in parts if part not in MAY_BE_ABSENT | OF_THE_UNIT)
