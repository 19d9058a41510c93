"""Turns the names in a table into dated units: by the day, the type word, the section, and the company they keep.

"Gia Bình" alone was a district and a township in 2024 and is a commune since July 2025. The day rules most of it out;
what is left is settled by the section's or title's words, or by the level that the table's unmistakable names have.
Nothing else is tried: a name still open, or not known that day, is a finding.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from loaders.words import fold, toned
from reference import names, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reference.units import Unit

_LEVEL_WORDS = (
    ("district", ("cấp huyện", "ubnd huyện", "huyện thị xã", "khối huyện", "các huyện")),
    ("commune", ("cấp xã", "xã phường", "phường xã", "khối xã", "các xã")),
    ("department", ("cấp tỉnh", "sở ban ngành", "các sở", "khối sở", "ban ngành")),
)
_OFFICE = re.compile(r"(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|sở|chi cục|xã|phường|thị trấn|huyện|thị xã|thành phố)\b")
_AVERAGE = fold("trung bình")
_MOST_OFFERED = 200
"""Unknown names of a table for which similar ones are sought: a table with more is not one of our units at all."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name to settle: as printed, the words of its section, the unit it stands under (communes of a district)."""

    text: str
    section: str = ""
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a name: a unit, or a finding's code with the units it might be."""

    unit: Unit | None
    problem: str = ""
    options: tuple[Unit, ...] = ()


def level_hint(words: str) -> str | None:
    """Return the level that a section or title speaks of; None where it names none or several."""
    folded = fold(words)
    named = {level for level, parts in _LEVEL_WORDS if any(fold(part) in folded for part in parts)}
    return named.pop() if len(named) == 1 else None


def is_office(words: str) -> bool:
    """Whether words begin as an office's name does and not as the words for a level of units: known or misspelt."""
    return bool(_OFFICE.match(toned(words))) and level_hint(words) is None


def is_average(section: str) -> bool:
    """Whether a section's lines are averages over others ("Cấp xã (trung bình theo huyện)"), not units' own figures."""
    return _AVERAGE in names.key(section)


@lru_cache(maxsize=20_000)
def possible(text: str, day: date) -> tuple[Unit, ...]:
    """List the units of our own province that the name can mean that day."""
    around = ours(day)
    return tuple(unit for unit in names.candidates(text, day) if unit.id in around)


@lru_cache(maxsize=400)
def ours(day: date) -> frozenset[str]:
    """Return the ids of our own province and of the units in it that day."""
    home = units.home_province(day)
    return frozenset((home.id, *(unit.id for unit in units.units_on(day, parent=home.id))))


def settle(wanted: Sequence[Name], day: date, title: str) -> tuple[Settled, ...]:
    """Settle all names of a table together, in order."""
    company = _company(wanted, day)
    hint, settled = level_hint(title), []
    left = _MOST_OFFERED
    for name in wanted:
        settled.append(_settled(name, day, hint, company[name.section], is_offered=left > 0))
        left -= settled[-1].unit is None
    return tuple(settled)


def _company(wanted: Iterable[Name], day: date) -> dict[str, Counter[str]]:
    """Count, for each section, the levels of the names that can mean one level only."""
    company: dict[str, Counter[str]] = {}
    for name in wanted:
        levels = {unit.level for unit in possible(name.text, day)}
        company.setdefault(name.section, Counter()).update(levels if len(levels) == 1 else ())
    return company


def _settled(name: Name, day: date, hint: str | None, company: Counter[str], *, is_offered: bool) -> Settled:
    options = possible(name.text, day)
    if not options:
        return Settled(None, "unknown-unit", names.suggestions(name.text, day) if is_offered else ())
    own = [unit for unit in options if unit.level != "group"] or list(options)
    for keep in (
        lambda unit: name.parent is None or unit.parent == name.parent,
        lambda unit: unit.level == level_hint(name.section),
        lambda unit: unit.level == hint,
        lambda unit: company[unit.level] > 0 and company[unit.level] == max(company[one.level] for one in options),
    ):
        if len(own) > 1:
            own = [unit for unit in own if keep(unit)] or own
    return Settled(own[0]) if len(own) == 1 else Settled(None, "ambiguous-unit", tuple(own))


def likely_day(wanted: Sequence[Name], days: Sequence[date]) -> date:
    """Return the day on which most names are known; for a preview only, while the period is still asked for."""
    return max(days, key=lambda day: sum(bool(possible(name.text, day)) for name in wanted))
