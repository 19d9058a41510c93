"""A unit and a month -> the units of that month whose counts, added up, are its figure in its own borders.

Counts only are carried over a change of borders; rates are divided anew from the sums. Nothing is apportioned: a unit
that lies only partly in the one asked for is added whole, and the sum is then called an estimate.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from adoption import months
from reference import units

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from reference.units import Unit


@dataclass(frozen=True, slots=True)
class Origin:
    """The units of a month that make up a unit in its own borders; none where the month's units cannot tell.

    `is_exact` is False where one of them lies partly outside, or where it is not documented where all of it came from.
    """

    parts: tuple[Unit, ...]
    is_exact: bool


@cache
def origin(unit_id: str, month: str) -> Origin:
    """Return of which units of the month the unit is the sum; KeyError for an unknown unit.

    A commune, department or province of later is the sum of its predecessors; a district of before July 2025 the sum
    of the communes that lie in it since; a unit that went on under one new name is that one.
    """
    wanted, day = units.unit(unit_id), months.last_day(month)
    if wanted.is_valid_on(day):
        return Origin((wanted,), is_exact=True)
    if wanted.valid_from > day:
        return _before(wanted, day)
    return _within_district(wanted, day) if wanted.level == "district" else _after(wanted, day)


def _before(wanted: Unit, day: date) -> Origin:
    """Add up what a unit of later was made of, however many changes ago."""
    if wanted.level == "province":
        return Origin((), is_exact=False)  # the two provinces that merged were never reported by one of them
    earlier = units.predecessors(wanted.id)
    found = [Origin((one,), is_exact=True) if one.is_valid_on(day) else _before(one, day) for one in earlier]
    if not found or not all(one.parts for one in found):
        return Origin((), is_exact=False)
    parts = _unique(part for one in found for part in one.parts)
    return Origin(parts, all(one.is_exact for one in found) and not _has_unplaced(parts, day))


def _has_unplaced(parts: tuple[Unit, ...], day: date) -> bool:
    """Whether a unit of the same parent ended later without a documented successor: some of it may belong here."""
    parents = {one.parent for one in parts}
    return any(
        one.parent in parents and one.valid_to is not None and not units.successors(one.id)
        for one in units.units_on(day, "commune")
    )


def _after(wanted: Unit, day: date) -> Origin:
    """Follow a unit that ended to what it became, as long as that is it alone under a new name."""
    later = units.successors(wanted.id)
    if len(later) != 1 or len(units.predecessors(later[0].id)) != 1:
        return Origin((), is_exact=False)
    return Origin((later[0],), is_exact=True) if later[0].is_valid_on(day) else _after(later[0], day)


def _within_district(wanted: Unit, day: date) -> Origin:
    """Add up the communes that lie in an abolished district; one that straddles two makes the sum an estimate."""
    communes = units.units_on(day, "commune")
    inside = tuple(one for one in communes if units.old_district(one.id) == wanted)
    crossing = tuple(one for one in communes if units.old_district(one.id) is None and _touches(one, wanted))
    return Origin(inside + crossing, is_exact=bool(inside) and not crossing)


def _touches(commune: Unit, district: Unit) -> bool:
    return any(one.parent == district.id for one in units.predecessors(commune.id))


def _unique(parts: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple(dict.fromkeys(parts))
