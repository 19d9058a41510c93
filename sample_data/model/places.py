"""A unit on a day -> the lasting pieces whose figures it is the sum of, so that a series runs on across a reform.

A piece of land is a commune of 1/7/2025 (the 41 of the old province nest in its 8 districts); an office is a department
as it was before the mergers of 2025.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reference import units

if TYPE_CHECKING:
    from reference.period import Period
    from reference.units import Unit

REFORM = date(2025, 7, 1)
"""Districts end and the province is merged (Resolution 1658/NQ-UBTVQH15)."""

PROVINCES = ("province-bac-ninh", "province-bac-ninh-2025")
ADULTS_IN_PEOPLE = 0.70
OFFICES = Path(__file__).parent / "offices.csv"


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of land: its people, those of 18 and over, whether it is a ward and which old province it was in."""

    id: str
    district: str
    people: int
    adults: int
    is_ward: bool
    is_old_bac_ninh: bool


@dataclass(frozen=True, slots=True)
class Office:
    """A department before the mergers: dossiers, documents received and signature holders it has in a plain month."""

    id: str
    dossiers: int
    documents: int
    staff: int


def province(month: Period) -> str:
    """Return the id of the province that reports that month."""
    return PROVINCES[month.start >= REFORM]


def reporting_units(month: Period, level: units.Level) -> tuple[Unit, ...]:
    """List the province's units of a level in force on the month's last day."""
    return units.units_on(month.end, level=level, parent=province(month))


@cache
def places(unit_id: str) -> tuple[Place, ...]:
    """List the pieces of land of a commune of 2025 or of a district of the old province."""
    if units.unit(unit_id).level == "commune":
        return (_all_places()[unit_id],)
    return tuple(place for place in _all_places().values() if place.district == unit_id)


@cache
def offices(unit_id: str) -> tuple[Office, ...]:
    """List the departments of 2024 that a department is made of; itself where it never merged."""
    origins = [before.id for before in units.predecessors(unit_id)] or [unit_id]
    return tuple(_all_offices()[origin] for origin in origins)


@cache
def _all_places() -> dict[str, Place]:
    return {unit.id: _place(unit) for unit in units.units_on(REFORM, level="commune", parent=PROVINCES[1])}


def _place(unit: Unit) -> Place:
    counted = units.population(unit.id)
    if counted is None:
        raise ValueError(f"no population for {unit.id!r}")
    district = units.old_district(unit.id)
    return Place(
        id=unit.id,
        district=district.id if district else "",
        people=counted.value,
        adults=round(counted.value * ADULTS_IN_PEOPLE),
        is_ward=unit.type == "phường",
        is_old_bac_ninh=district is not None and district.parent == PROVINCES[0],
    )


@cache
def _all_offices() -> dict[str, Office]:
    with OFFICES.open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: Office(row["id"], int(row["dossiers"]), int(row["documents"]), int(row["staff"]))
            for row in csv.DictReader(file)
        }
