"""Compares each printed total with the lines it adds up: those its words name, else those it stands with.

A total whose words name its lines ("Cộng I + II", "Tổng cấp huyện") is held to exactly these. One that says only "Cộng"
may be of its section, of the lines since the last total or of all: it must agree with one of these in all its figures,
and where it agrees with none and several are as near, it is asked what it adds up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.places import difference
from loaders.report import Finding
from loaders.units import level_hint
from loaders.words import fold
from reference import units
from reference.names import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.places import Places
    from loaders.sections import Section
    from loaders.table import Entry, Item, Table, Total

_TOTAL = re.compile(r"^\W*(?:tổng|cộng|số|toàn)(?:\s+(?:số|cộng))?\W*", re.IGNORECASE)
_OF_ALL = frozenset(map(fold, ("toàn tỉnh", "tỉnh", "toàn quốc", "chung", "toàn bộ", "tất cả", "chung toàn tỉnh")))
_NUMBER = r"(?:[IVX]{1,4}|[A-HĐ]|[0-9]{1,2})"
_SEVERAL = re.compile(rf"(?<!\w){_NUMBER}(?:\s*(?:[+;&]|và)\s*{_NUMBER})+(?!\w)")
_LISTED = re.compile(r"(?<!\w)[IVXA-H]{1,4}(?:\s*,\s*[IVXA-H]{1,4})+(?!\w)")
_RANGE = re.compile(r"(?<!\w)([IVX]{1,4}|[A-H])\s*(?:[-–÷]|đến)\s*([IVX]{1,4}|[A-H])(?!\w)")
_ONE = re.compile(rf"\W*(?:mục|phần|khối|nhóm)?\s*({_NUMBER})\W*", re.IGNORECASE)
_LEVEL_OF_SERVICE = re.compile(r"(?<!\w)(?:mức|dvc)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sum:
    """One figure of a total beside what lines come to."""

    entry: Entry
    key: str
    printed: float
    computed: float
    rows: tuple[int, ...]

    @property
    def off(self) -> float:
        return abs(self.printed - self.computed)


def run(table: Table, place: Places) -> Iterator[Finding]:
    """Yield every difference between a total and its lines, at the printed cell."""
    for total in table.totals:
        scopes = {tuple(item.line.row for item in items): items for items in _scopes(total, table)}
        readings = [_sums(total, items, place) for items in scopes.values()]
        yield from _compared(total, [sums for sums in readings if sums], place)


def _compared(total: Total, readings: list[list[_Sum]], place: Places) -> Iterator[Finding]:
    if not readings:
        yield from _unnamed(total, place)
        return
    ranked = sorted(readings, key=_nearness, reverse=True)
    nearest = ranked[0]
    if all(not one.off for one in nearest):
        return
    if len(ranked) > 1 and _nearness(ranked[1]) == _nearness(nearest):
        yield _unclear(ranked, place)
        return
    for one in nearest:
        if one.off:
            where, text = place.where(one.key, one.entry.row), place.text(one.key, one.entry.row)
            cells = place.cells(one.key, one.rows)
            yield difference("total", one.printed, one.computed, where=where, text=text, cells=cells)


def _unnamed(total: Total, place: Places) -> Iterator[Finding]:
    """Tell figures that neither a name nor a sum says whose they are."""
    for entry in total.entries if not total.line.label else ():
        figures = (name for name in place.counts if entry.value(name) is not None)
        if first := next(figures, None):
            text = place.text(first, entry.row)
            yield Finding("error", "unnamed-figures", place.where(first, entry.row), text)


def _nearness(sums: list[_Sum]) -> tuple[int, int]:
    """Count the figures that agree, and those that are at most one off."""
    return sum(not one.off for one in sums), sum(one.off <= 1 for one in sums)


def _unclear(ranked: list[list[_Sum]], place: Places) -> Finding:
    first = next(one for one in ranked[0] if one.off)
    options = [one for sums in ranked for one in sums if (one.entry, one.key) == (first.entry, first.key)]
    said = "; ".join(f"{place.cells(one.key, one.rows)} = {one.computed:.0f}" for one in options[:4])
    where, text = place.where(first.key, first.entry.row), place.text(first.key, first.entry.row)
    return Finding("error", "total-unclear", where, text, {"options": said})


def _sums(total: Total, items: list[Item], place: Places) -> list[_Sum]:
    """Add up the items for each figure of the total, but what holds a figure that could not be read."""
    found = []
    for entry in total.entries:
        counted = counted_lines(items, entry.level)
        for name in place.counts:
            printed = entry.value(name)
            if printed is not None and has_figures(name, counted):
                rows = tuple(line.row for line in counted)
                found.append(_Sum(entry, name, printed, added(name, counted), rows))
    return found


def counted_lines(items: Iterable[Item], level: str) -> list[Entry]:
    """Return the lines a total adds up: of one level of service where it stands for that."""
    if level == "all":
        return [line for item in items for line in item.counted]
    return [line for item in items for line in item.levels if line.level == level]


def added(name: str, entries: Iterable[Entry]) -> float:
    """Return what the entries' figures of a field come to."""
    return sum(value for entry in entries if (value := entry.value(name)) is not None)


def has_figures(name: str, entries: list[Entry]) -> bool:
    """Whether there is something to add up, and nothing among it that could not be read (a finding of its own)."""
    is_unread = any(entry.is_unread(name) for entry in entries)
    return not is_unread and any(entry.value(name) is not None for entry in entries)


def _scopes(total: Total, table: Table) -> Iterator[list[Item]]:
    """Yield the lines a total may be of; of units listed with those that lie in them, also without the latter."""
    is_of_its_section = total.line.role in ("section", "whole") and total.under
    named = _inside(total.under[-1], table) if is_of_its_section else _named(total, table)
    for items in [named] if named else _by_place(total, table):
        yield items
        # Systems add accounts no longer in use up, or leave them out.
        yield [item for item in items if not item.line.is_unused]
        outer = {item.unit.id for item in items if item.unit}
        outermost = [item for item in items if not (item.unit and item.unit.parent in outer)]
        if len(outermost) < len(items):
            yield outermost


def _inside(section: Section, table: Table) -> list[Item]:
    return [item for item in table.items if section in item.under or item.line is section.line]


def _by_place(total: Total, table: Table) -> list[list[Item]]:
    """List what a total may be of that does not say so; all, unless it ends a section or follows another total."""
    own = [_inside(section, table) for section in reversed(total.under)]
    at = table.totals.index(total)
    before = [one for one in table.totals[:at] if one.line.role == "total"]
    is_last = all(one.line.role != "total" for one in table.totals[at + 1 :])
    is_own_told = any(one.under == total.under for one in table.totals[:at])
    if fold(total.line.label) in _OF_ALL or (is_last and (not before or is_own_told)):
        return [table.items]
    since = table.items[before[-1].above : total.above] if before else table.items[: total.above]
    candidates = [*own, *([since] if total.line.label else []), table.items]
    return [items for items in candidates if items]


def _named(total: Total, table: Table) -> list[Item]:
    """Return the items whose sections, numbers, district or level of units the total's words name; none if unsure."""
    rest = _TOTAL.sub("", total.line.label, count=1) or total.line.ordinal
    if numbers := numbers_in(rest):
        return _numbered(numbers, table)
    words = fold(rest)
    titled = [section for section in table.sections if words and fold(section.line.label) == words]
    if titled:
        return _inside(titled[0], table) if len(titled) == 1 else []
    if district := _district(rest, table):
        return [item for item in table.items if item.unit and item.unit.parent == district]
    level = level_hint(rest)
    by_section = [item for item in table.items if level and level_hint(item.section) == level]
    return by_section or [item for item in table.items if level and item.unit and item.unit.level == level]


def numbers_in(words: str) -> list[str]:
    """Return the numbers of sections that a total says it adds up: I and II of "(I + II)"; none where it says none."""
    if _LEVEL_OF_SERVICE.search(words):
        return []
    if stretch := _RANGE.search(words):
        return _between(*stretch.groups())
    if several := _SEVERAL.search(words) or _LISTED.search(words):
        return re.findall(rf"(?<!\w){_NUMBER}(?!\w)", several[0])
    one = _ONE.fullmatch(words)
    return [one[1]] if one else []


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def _between(first: str, last: str) -> list[str]:
    ordered = _ROMAN if first in _ROMAN and last in _ROMAN else tuple("ABCDEFGH")
    return list(ordered[ordered.index(first) : ordered.index(last) + 1]) if {first, last} <= {*ordered} else []


def _numbered(numbers: list[str], table: Table) -> list[Item]:
    """Return the items in or of the lines so numbered, each number standing for one line only; else none."""
    found: list[Item] = []
    for number in numbers:
        sections = [one for one in table.sections if one.line.ordinal.strip("() .") == number]
        items = [item for item in table.items if item.line.ordinal.strip("() .") == number]
        inside = [_inside(section, table) for section in sections] or [[item] for item in items]
        if len(inside) != 1:
            return []
        found += inside[0]
    return found


def _district(words: str, table: Table) -> str | None:
    """Return the id of the one district above items that the words name."""
    said = f" {key(words)} "
    parents = {item.unit.parent for item in table.items if item.unit and item.unit.level == "commune"}
    above = [units.unit(parent) for parent in parents if parent]
    named = [unit.id for unit in above if unit.level == "district" and f" {key(unit.full_name)} " in said]
    return named[0] if len(named) == 1 else None
