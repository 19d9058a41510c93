"""targets.csv -> what a document asks of a measure at a level, and which document holds on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reference import tables, units

if TYPE_CHECKING:
    from collections.abc import Mapping

NATIONAL = "national"

_LEVEL_ASKED = {"department": "province"}
"""Targets for the provincial level bind the departments."""


@dataclass(frozen=True, slots=True)
class Target:
    """What one document asks: a measure (or headline indicator) to reach a value while it holds.

    `level` is "province" (which binds departments), "district", "commune" or "all"; `scope` is "national" or the id of
    the province that set it. A target "by 2025" holds from the document's day to the end of 2025. `note` says, as an
    English sentence for `locales.translator`, where the document counts something else than the measure; "" if not.
    """

    measure: str
    level: str
    value: float
    unit_of_measure: str
    document: str
    scope: str
    valid_from: date
    valid_to: date | None
    source: str
    note: str

    def is_in_force_on(self, day: date) -> bool:
        """Whether it binds on that day; a province's own target ends with that province."""
        holds = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return holds and (self.scope == NATIONAL or units.unit(self.scope).is_valid_on(day))


@cache
def all_targets() -> tuple[Target, ...]:
    """List every target on record, also those no longer or not yet in force."""
    return tuple(_target(row) for row in tables.rows("targets"))


@lru_cache(maxsize=4096)
def in_force(measure: str, level: str, on: date) -> Target | None:
    """Return the target that binds units of a level on a day, None if none is documented.

    The province's document beats the nation's, one for the level beats one for all, and the later of two wins.
    """
    asked = (_LEVEL_ASKED.get(level, level), "all")
    found = [one for one in all_targets() if one.measure == measure and one.level in asked and one.is_in_force_on(on)]
    return max(found, key=lambda one: (one.scope != NATIONAL, one.level != "all", one.valid_from), default=None)


def _target(row: Mapping[str, str]) -> Target:
    return Target(
        measure=row["measure"],
        level=row["level"],
        value=float(row["value"]),
        unit_of_measure=row["unit_of_measure"],
        document=row["document"],
        scope=row["scope"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=tables.day(row["valid_to"]),
        source=row["source"],
        note=row["note"],
    )
