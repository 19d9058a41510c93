"""Puts a table's lines in order: which figures belong to which name, under which section, at which level of service."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from loaders import values
from loaders.dossiers import words
from loaders.lines import speaks_of_level
from loaders.report import Finding
from loaders.sections import Section, opened
from loaders.units import is_average
from loaders.values import Read
from loaders.words import is_roman

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from loaders.form import Column
    from loaders.lines import Line
    from loaders.match import Matched
    from loaders.report import Severity
    from loaders.sections import Path
    from loaders.sheet import Cell, Sheet
    from reference.units import Unit


def _rating(cell: Cell | None) -> Read:
    """Find a figure where a form has words of judgement only; the words themselves are not kept."""
    is_figure = cell is not None and any(letter.isdigit() for letter in cell.text)
    return Read(problem="column-not-as-headed") if is_figure else values.NOTHING


_READERS: dict[str, Callable[[Cell | None], Read]] = {
    "count": values.count,
    "percent": values.percent,
    "rating": _rating,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of figures: `figures` by the field's key ("received", "issued/citizen"), as they were read."""

    row: int
    level: str
    figures: dict[str, Read]

    def value(self, key: str) -> float | int | None:
        """Return the figure of that field, None where it has none."""
        return self.figures.get(key, values.NOTHING).value

    def is_unread(self, key: str) -> bool:
        """Whether something stands there that could not be read: a finding of its own, and no part of any sum."""
        return bool(self.figures.get(key, values.NOTHING).problem)

    @property
    def is_empty(self) -> bool:
        """Whether it has neither a figure nor a dash."""
        return all(read.value is None and not read.mark for read in self.figures.values())


@dataclass(slots=True)
class Item:
    """One name with its figures: its `own` line, and a line for each level of service under it.

    `under` are the sections it stands in, `unit` what its name was settled to (reporting.py).
    """

    line: Line
    under: Path
    own: Entry
    levels: list[Entry] = field(default_factory=list)
    unit: Unit | None = None

    @property
    def section(self) -> str:
        """The words of the section it stands in, "" for none; a unit's name over it is no section."""
        return next((one.line.label for one in reversed(self.under) if not one.is_unit), "")

    @property
    def counted(self) -> list[Entry]:
        """The lines that add up to the whole of it: its own where that has counts, else those of its levels."""
        return self.levels if self.levels and not self.line.has_counts else [self.own]


@dataclass(slots=True)
class Total:
    """A line that says what others come to: its figures and those of the levels of service under it.

    `under` are the sections it stands in; a section's own line with figures stands in itself. `above` is how many items
    stand above it.
    """

    line: Line
    under: Path
    above: int
    entries: list[Entry]


@dataclass(slots=True)
class Table:
    """A table's names in order, its sections and totals, and the lines left out."""

    items: list[Item] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    averages: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    has_no_data: bool = False
    findings: list[Finding] = field(default_factory=list)


def arrange(lines: Iterable[Line], sheet: Sheet, match: Matched, names: Names) -> Table:
    """Sort a table's lines; `names` tells labels that are names of units from those that are only words."""
    table = Table()
    ordered = list(lines)
    shared = frozenset((one.top, one.left) for one in sheet.merges if one[:2] != one[2:])
    arranging = _Arranging(table, sheet, match, names, shared)
    for place, line in enumerate(ordered):
        arranging.take(line, ordered[place + 1 :])
    return table


class Names(Protocol):
    """What is asked of labels while a table's lines are sorted."""

    def is_known(self, label: str) -> bool:
        """Whether it is the name of a unit."""

    def lies_in(self, label: str, outer: str) -> bool:
        """Whether it names a unit that lies in one that `outer` names."""


@dataclass(slots=True)
class _Arranging:
    """The sections that the next line stands under."""

    table: Table
    sheet: Sheet
    match: Matched
    names: Names
    shared: frozenset[tuple[int, int]]
    """Where merged cells begin: a count there may be of several lines or columns together."""
    path: Path = ()
    above: Item | Total | None = None
    """What a level of service would stand under here: a name, or a total or section whose levels are no unit's."""

    def take(self, line: Line, following: list[Line]) -> None:
        """Put a line where it belongs."""
        role = "named" if line.role == "note" and self.names.is_known(line.label) else line.role
        is_average_of_others = any(is_average(one.line.label) for one in self.path)
        if is_average_of_others and role not in ("section", "total", "no-data"):
            self.table.averages.append(line)
        elif role == "section":
            self._section(line, following)
        elif role == "named":
            self._name(line, following)
        elif role == "no-data":
            self.table.has_no_data = True
        else:
            simple = {
                "total": self._total,
                "level": self._level,
                "whole": self._whole,
                "note": self.table.notes.append,
                "average": self.table.averages.append,
            }
            simple.get(role, _pass_over)(line)

    def _entry(self, line: Line) -> Entry:
        return Entry(line.row, line.level or "all", {} if line.is_outer else dict(self._figures(line.row)))

    def _own(self, line: Line) -> Entry:
        """Return a name's line; where the form has a column for it, the level of service is printed there."""
        column = self.match.level
        if column is None:
            return self._entry(line)
        cell = self.sheet.cells.get((line.row, column))
        level = words.level(cell.text) if cell else None
        if level is None:
            where = self.sheet.where(line.row, column)
            self.table.findings.append(Finding("error", "not-a-level", where, cell.text if cell and cell.text else "–"))
        return replace(self._entry(line), level=level or "all")

    def _section(self, line: Line, following: list[Line]) -> None:
        """Open a section. One with counts and no names under it is itself a name: all units of a level in one line."""
        is_unit = line.is_outer or (not speaks_of_level(line.label) and self.names.is_known(line.label))
        if is_unit and following and following[0].role == "level":
            self._add(Item(line, self.path, self._entry(line)))
            return
        whole = self._whole_above(line)
        self._open(Section(line, is_unit=is_unit))
        if whole:
            self.table.totals.append(Total(line, self.path, len(self.table.items), [whole.own]))
        if line.has_counts and _has_members(following):
            self._total(line)
        elif line.has_counts:
            self._add(Item(line, (), self._entry(line)))

    def _open(self, section: Section) -> None:
        outer = [place for place, one in enumerate(self.path, 1) if one.is_unit and self._lies_in(section, one)]
        self.path = (*self.path[: outer[-1]], section) if outer else opened(self.path, section)
        self.above = None
        self.table.sections.append(section)

    def _whole_above(self, line: Line) -> Item | None:
        """Take back the unit's own line where sectors turn out to stand beside it: it is their total."""
        is_whole = isinstance(self.above, Item) and line.is_outer and self.above.line.label == line.label
        return self.table.items.pop() if is_whole and "sector" in self.match.form.rows else None

    def _lies_in(self, section: Section, outer: Section) -> bool:
        return section.is_unit and self.names.lies_in(section.line.label, outer.line.label)

    def _total(self, line: Line) -> None:
        self.above = Total(line, self.path, len(self.table.items), [self._entry(line)])
        self.table.totals.append(self.above)

    def _name(self, line: Line, following: list[Line]) -> None:
        """Take a name for an item, for the heading of its own units below, or for both where it has figures too."""
        below = next((one for one in following if one.role != "level"), None)
        has_own = below is not None and below.role == "named" and self.names.lies_in(below.label, line.label)
        is_heading = (has_own and not _is_next_in_list(line, below)) or _is_over_names_with_levels(line, following)
        if not line.has_counts and is_heading and following[0] is below:
            self._open(Section(line, is_unit=True))
            return
        if has_own and _is_numbered_inside(line, below):
            self._open(Section(line, is_unit=True))
        self._add(Item(line, self.path, self._own(line)))

    def _add(self, item: Item) -> None:
        self.above = item
        self.table.items.append(item)

    def _whole(self, line: Line) -> None:
        """Take a unit's own figures from below its levels; under lines that it heads they are their total."""
        if isinstance(self.above, Item) and self.above.levels and not self.above.line.has_counts:
            self.above.own = self._entry(line)
            self.above.line = replace(self.above.line, has_counts=True)
        else:
            self._total(line)

    def _level(self, line: Line) -> None:
        entry = self._entry(line)
        where = self.sheet.where(line.row, self.match.label)
        if self.above is None:
            self.table.findings.append(Finding("error", "level-without-unit", where, line.label))
        elif isinstance(self.above, Total):
            self.above.entries.append(entry)
        else:
            self._check_once(self.above, entry, where, line.label)
            self.above.levels.append(entry)

    def _check_once(self, item: Item, entry: Entry, where: str, label: str) -> None:
        if same := next((level for level in item.levels if level.level == entry.level), None):
            other = {"other": self.sheet.where(same.row, self.match.label)}
            self.table.findings.append(Finding("error", "unit-twice", where, label, other))

    def _figures(self, row: int) -> Iterator[tuple[str, Read]]:
        sums: dict[str, Read] = {}
        for column, declared in self.match.fields.items():
            if declared.read in _READERS:
                read = self._read(row, column, declared)
                sums[declared.key] = _added(sums.get(declared.key), read) if declared.is_part else read
        for name in self.match.form.summed:
            sums[name] = _sum([read for key, read in sums.items() if key.startswith(f"{name}/")])
        yield from sums.items()

    def _read(self, row: int, column: int, declared: Column) -> Read:
        cell = self.sheet.cells.get((row, column))
        read = _READERS[declared.read](cell)
        if cell is not None and declared.read == "count" and (row, column) in self.shared and cell.text:
            self._find("error", "merged-figure", cell)
        if cell is not None and read.problem:
            severity: Severity = "warning" if declared.read == "percent" else "error"
            self._find(severity, read.problem, cell, column=declared.headings[0])
        return read

    def _find(self, severity: Severity, code: str, cell: Cell, **values: str) -> None:
        self.table.findings.append(Finding(severity, code, self.sheet.where(cell.row, cell.column), cell.text, values))


def _pass_over(_: Line) -> None:
    """Leave a footer out."""


def _has_members(following: list[Line]) -> bool:
    """Whether names stand under a section before the next one."""
    for line in following:
        if line.role in ("section", "total"):
            return False
        if line.role == "named":
            return True
    return False


def _is_over_names_with_levels(line: Line, following: list[Line]) -> bool:
    """Whether the next line is a name with levels of its own, and not merely the next in the list."""
    after = following[:2]
    is_name = len(after) == 2 and after[0].role == "named" and not after[0].has_counts and after[1].role == "level"
    return is_name and not _is_next_in_list(line, after[0])


def _is_next_in_list(line: Line, after: Line | None) -> bool:
    numbers = [one.ordinal.strip(" .)") for one in (line, after) if one]
    return all(map(str.isdecimal, numbers)) and int(numbers[-1]) == int(numbers[0]) + 1


def _is_numbered_inside(line: Line, after: Line | None) -> bool:
    """Whether the line after is numbered as a part of the line: 1.1 under 1, 1 or a bullet under I, none under 1."""
    outer, inner = (one.ordinal.strip(" .)") if one else "" for one in (line, after))
    return inner.startswith(f"{outer}.") or (outer != "" and not inner) or (is_roman(outer) and inner.isdecimal())


def _added(so_far: Read | None, read: Read) -> Read:
    """Add a part of a field that stands in several columns; a blank part adds nothing."""
    if so_far is None or so_far.value is None:
        return read
    return so_far if read.value is None else Read(so_far.value + read.value)


def _sum(parts: list[Read]) -> Read:
    """Add up a field that has no column of its own; nothing where a part could not be read, a dash where all are."""
    if any(part.problem for part in parts) or all(part.value is None for part in parts):
        return Read(mark=parts[0].mark if all(part.mark for part in parts) else "")
    return Read(sum(part.value for part in parts if part.value is not None))
