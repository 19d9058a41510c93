"""units.csv, changes.csv and populations.csv -> the dated units, what became of each, and how many live there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal, cast, get_args

from reference import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

Level = Literal["province", "department", "district", "commune", "group"]
"""A group is one printed line for a whole level ("UBND cấp huyện"); it is never summed with its members."""

LEVELS: tuple[Level, ...] = get_args(Level)

_ENGLISH_TYPES = {
    "tỉnh": "province",
    "thành phố": "city",
    "thị xã": "town",
    "huyện": "district",
    "phường": "ward",
    "xã": "commune",
    "thị trấn": "township",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One administrative unit for as long as it existed under that name, type and borders.

    `gso_code` is a key only together with a date: every code of 1/7/2025 had belonged to another unit. `valid_to` None
    is an open end; `parent` is a unit's id, None for a province. `source` says where the row was read.
    """

    id: str
    name: str
    type: str
    level: Level
    parent: str | None
    gso_code: str | None
    valid_from: date
    valid_to: date | None
    english: str = field(default="", compare=False)
    source: str = field(default="", compare=False)

    @property
    def is_area(self) -> bool:
        """Whether it is a place on the map, not an office or a group of offices."""
        return self.type in _ENGLISH_TYPES

    @property
    def full_name(self) -> str:
        """Type and name as an official list prints them: "Huyện Gia Bình", "Sở Tư pháp"."""
        return f"{self.type.capitalize()} {self.name}" if self.is_area else self.name

    def label(self, language: str) -> str:
        """Name it for a reader of "vi" or "en": "Huyện Gia Bình", "Gia Bình district"."""
        if language == "vi":
            return self.full_name
        return f"{self.name} {_ENGLISH_TYPES[self.type]}" if self.is_area else self.english or self.name

    def is_valid_on(self, day: date) -> bool:
        """Whether it existed on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Population:
    """How many people live in a unit, as counted for a day."""

    value: int
    as_of: date
    source: str


@cache
def all_units() -> tuple[Unit, ...]:
    """Every unit ever recorded, in official order within its level."""
    return tuple(_unit(row) for row in tables.rows("units"))


def unit(unit_id: str) -> Unit:
    """Return the unit of that id; KeyError if there is none."""
    return _by_id()[unit_id]


def units_on(day: date, level: Level | None = None, parent: str | None = None) -> tuple[Unit, ...]:
    """List the units in force on a day, in official order.

    `level` keeps one level; `parent` what lies under that unit, directly or further down: Bac Giang's 10 districts and
    192 communes are recorded for the half year before the merger, so ask under `home_province(day)` for our own.
    """
    return tuple(
        candidate
        for candidate in all_units()
        if candidate.is_valid_on(day)
        and (level is None or candidate.level == level)
        and (parent is None or _is_under(candidate, parent))
    )


def home_province(day: date) -> Unit:
    """Return the province whose reports are read here: Bac Ninh, in the borders of that day."""
    return next(one for one in units_on(day, "province") if one.name == "Bắc Ninh")


def successors(unit_id: str) -> tuple[Unit, ...]:
    """List what the unit directly became when it ended: one unit, or none if that is open or not documented."""
    return _changes()[0].get(unit_id, ())


def predecessors(unit_id: str) -> tuple[Unit, ...]:
    """List the units that directly became this one. An unchanged unit has none."""
    return _changes()[1].get(unit_id, ())


@cache
def old_district(unit_id: str) -> Unit | None:
    """Return the district, until 30/6/2025, that a commune lies in; None where a commune of 2025 straddles two.

    Also None for a unit that is no commune.
    """
    this = unit(unit_id)
    if this.level != "commune":
        return None
    old = {before.parent for before in predecessors(unit_id)} if this.valid_to is None else {this.parent}
    return unit(cast("str", old.pop())) if len(old) == 1 else None


def population(unit_id: str) -> Population | None:
    """Return the people of a unit with the day and source of the count; None where no source is known."""
    return _populations().get(unit_id)


def _unit(row: Mapping[str, str]) -> Unit:
    return Unit(
        id=row["id"],
        name=row["name"],
        type=row["type"],
        level=cast("Level", row["level"]),
        parent=row["parent"] or None,
        gso_code=row["gso_code"] or None,
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=tables.day(row["valid_to"]),
        english=row["english"],
        source=row["source"],
    )


@cache
def _by_id() -> dict[str, Unit]:
    return {one.id: one for one in all_units()}


def _is_under(candidate: Unit, parent: str) -> bool:
    if candidate.level == "department" and candidate.parent:
        # A department that outlived the merger of 1/7/2025 names the new province, but was the old one's before.
        return unit(parent).name == unit(candidate.parent).name
    return candidate.parent == parent or (candidate.parent is not None and _is_under(unit(candidate.parent), parent))


@cache
def _changes() -> tuple[dict[str, tuple[Unit, ...]], dict[str, tuple[Unit, ...]]]:
    after: defaultdict[str, list[Unit]] = defaultdict(list)
    before: defaultdict[str, list[Unit]] = defaultdict(list)
    for row in tables.rows("changes"):
        if row["successor"]:
            after[row["predecessor"]].append(unit(row["successor"]))
            before[row["successor"]].append(unit(row["predecessor"]))
    return {key: tuple(found) for key, found in after.items()}, {key: tuple(found) for key, found in before.items()}


@cache
def _populations() -> dict[str, Population]:
    return {
        row["unit_id"]: Population(int(row["value"]), date.fromisoformat(row["as_of"]), row["source"])
        for row in tables.rows("populations")
    }
