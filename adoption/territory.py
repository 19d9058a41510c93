"""A month -> the province and its units then: districts until June 2025, communes since, departments all along."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from adoption import months
from reference import units

if TYPE_CHECKING:
    from adoption.selection import Borders, Selection
    from reference.units import Unit

PROVINCES = ("province-bac-ninh", "province-bac-ninh-2025")
"""The province before and after the merger of 1/7/2025 (NQ 202/2025/QH15)."""

UNIT_LEVELS = ("department", "district", "commune")
"""Levels whose units report for themselves; a group line repeats them and is never added to them."""


@cache
def province(month: str) -> Unit:
    """Return the province as it was on the month's last day."""
    day = months.last_day(month)
    return next(one for one in map(units.unit, PROVINCES) if one.is_valid_on(day))


@cache
def of_level(month: str, level: str) -> tuple[Unit, ...]:
    """Return the province's own units of a level on the month's last day, in official order."""
    return tuple(one for one in units.units_on(months.last_day(month)) if one.level == level and is_ours(one))


def is_ours(one: Unit) -> bool:
    """Whether a unit belongs to the province; the old neighbour's units do not, before the merger."""
    while one.parent:
        one = units.unit(one.parent)
    return one.id in PROVINCES


def summed_levels(month: str) -> tuple[str, ...]:
    """Return the levels whose units make the province's figure: departments, and districts or (now) communes."""
    return ("department", "district" if of_level(month, "district") else "commune")


@cache
def border_month(borders: Borders, month: str) -> str:
    """Return the month whose units are shown for a month: itself, or the one whose borders are chosen for all."""
    if borders == "then":
        return month
    if borders == "old":
        return months.shift(f"{units.unit(PROVINCES[-1]).valid_from:%Y-%m}", -1)
    return f"{max(one.valid_from for one in units.all_units()):%Y-%m}"


@cache
def group(month: str, level: str) -> Unit:
    """Return the unit that stands for a whole level ("UBND cấp huyện"), of the last day on which there was one."""
    known = [one for one in units.all_units() if one.level == "group" and one.id.startswith(f"group-{level}s")]
    day = months.last_day(month)
    return next((one for one in known if one.is_valid_on(day)), known[-1])


@cache
def of_levels(month: str, levels: tuple[str, ...]) -> tuple[Unit, ...]:
    """Return the units of several levels, level by level; of the summed levels where none is named."""
    return tuple(one for level in levels or summed_levels(month) for one in of_level(month, level))


def chosen(selection: Selection, month: str) -> tuple[Unit, ...]:
    """Return the units a selection means in a month: those named, else those of its levels.

    In the borders of then they are those of that month; in others the same in every month, be they there or not.
    """
    if not selection.units:
        return of_levels(border_month(selection.borders, month), selection.unit_levels)
    day = months.last_day(month)
    named = [one for one in map(units.unit, selection.units) if one.level in UNIT_LEVELS]
    return tuple(one for one in named if selection.borders != "then" or one.is_valid_on(day))
