"""Who owes a kind of report for a month, who has sent it and who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import narwhals as nw

from adoption import months, territory
from adoption.facts import events, remembered
from store import folding, schema

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    import pandas as pd

    from adoption.facts import FactStore
    from reference.units import Unit

UNIT_KINDS = ("service_usage", "work_records", "digital_signatures")
"""Kinds that each department and district (since July 2025: commune) owes monthly; others are the province's own."""

ENOUGH = 60.0
"""Percent of the units due; of fewer that told a figure none is given for the province, for it would not be that."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who reported, of those due, in one month."""

    kind: str
    month: str
    due: tuple[Unit, ...]
    reported: tuple[Unit, ...]
    """Of those due; a report by a unit that owes none does not count, so that the share stays within 100 %."""
    missing: tuple[Unit, ...]

    @property
    def share(self) -> float | None:
        """Reported of due in percent; None where none is due."""
        return 100 * len(self.reported) / len(self.due) if self.due else None


def expected(kind: str, month: str) -> tuple[Unit, ...]:
    """Return the units that owe the kind for the month, in official order."""
    return territory.of_levels(month, ()) if kind in UNIT_KINDS else ()


def coverage(store: FactStore, kind: str, month: str, as_of: int | None = None) -> Coverage:
    """Return who is due, who reported and who is missing."""
    senders = {unit_id for when, unit_id in _sent(store, kind, as_of) if when == month}
    return covered(kind, month, expected(kind, month), senders)


def covered(kind: str, month: str, units: Sequence[Unit], senders: AbstractSet[str]) -> Coverage:
    """Return who of these units is due, being in force on the month's last day, and who of those has sent."""
    due = tuple(unit for unit in units if unit.is_valid_on(months.last_day(month)))
    return Coverage(
        kind=kind,
        month=month,
        due=due,
        reported=tuple(unit for unit in due if unit.id in senders),
        missing=tuple(unit for unit in due if unit.id not in senders),
    )


def is_enough(told: pd.Series[int], due: pd.Series[int]) -> pd.Series[bool]:
    """Whether so many of the units due told their figure that it is the whole's."""
    return 100 * told >= ENOUGH * due


def of_enough(rows: pd.DataFrame) -> pd.DataFrame:
    """Return tables.by_month's rows of the province, blank where fewer than `ENOUGH` percent of those due told theirs.

    `is_withheld` says of a row whether a figure was there.
    """
    is_withheld = rows["value"].notna() & ~is_enough(rows["units_reported"], rows["units_due"])
    blank = {name: rows[name].astype(float).mask(is_withheld) for name in ("numerator", "denominator", "value")}
    return rows.assign(**blank, is_withheld=is_withheld)


def missing(store: FactStore, kind: str, month: str, as_of: int | None = None) -> tuple[Unit, ...]:
    """Return the units that owe the month and have no current report of it."""
    return coverage(store, kind, month, as_of).missing


def withdrawn(
    store: FactStore, kind: str, first: str, last: str, *, as_of: int | None = None
) -> frozenset[tuple[str, str]]:
    """Return (month, unit id) of what was reported and taken back; another file may have reported it since."""
    return frozenset(one for one in _withdrawn(store, kind, as_of) if first <= one[0] <= last)


@remembered
def _withdrawn(store: FactStore, kind: str, as_of: int | None) -> frozenset[tuple[str, str]]:
    told = events(store, as_of)
    gone = folding.withdrawn_in(told)
    reports = [report for one in told if one.number in gone for report in one.reports if report.kind == kind]
    named = ((report.period.reporting_month, report.units) for report in reports)
    return frozenset((month, unit_id) for month, units in named if month for unit_id in units)


@remembered
def _sent(store: FactStore, kind: str, as_of: int | None) -> frozenset[tuple[str, str]]:
    """Return (month, unit id) of what has current facts that say something: a figure, or a "-"."""
    says = [~nw.col(count).is_null() for count in schema.KINDS[kind].counts] or [nw.lit(value=True)]
    rows = store.facts(kind, as_of).filter(
        ~nw.col("month").is_null(),
        ~nw.col("unit_id").is_null(),
        nw.any_horizontal(*says, nw.col("dashes") != "", ignore_nulls=True),
    )
    pairs = rows.select("month", "unit_id").unique().collect("pandas").to_native()
    return frozenset(zip(pairs["month"], pairs["unit_id"], strict=True))
