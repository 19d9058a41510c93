"""Puts a table's lines in order: which figures belong to which name, under which section, at which level of service."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders import values
from loaders.report import Finding
from loaders.units import is_average
from loaders.values import Read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from loaders.match import Matched
    from loaders.report import Severity
    from loaders.rows import Line
    from loaders.sheet import Cell, Sheet

_READERS: dict[str, Callable[[Cell | None], Read]] = {
    "count": values.count,
    "percent": values.percent,
    "decimal": values.decimal,
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

    @property
    def is_empty(self) -> bool:
        """Whether it has neither a figure nor a dash."""
        return all(read.value is None and not read.mark for read in self.figures.values())


@dataclass(slots=True)
class Item:
    """One name with its figures: its `own` line, and a line for each level of service under it.

    `section` is the section's line it stands in, `heading` the name of a line without figures that it stands under.
    """

    line: Line
    section: Line | None
    heading: Line | None
    own: Entry
    levels: list[Entry] = field(default_factory=list)

    @property
    def counted(self) -> list[Entry]:
        """The lines that add up to the whole of it: its own where that has counts, else those of its levels."""
        return self.levels if self.levels and not self.line.has_counts else [self.own]


@dataclass(slots=True)
class Table:
    """A table's names in order, its totals (each with how many items stood above it), and the lines left out."""

    items: list[Item] = field(default_factory=list)
    totals: list[tuple[Line, Entry, Line | None]] = field(default_factory=list)
    subtotals: list[tuple[Line, Entry]] = field(default_factory=list)
    averages: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    has_no_data: bool = False
    findings: list[Finding] = field(default_factory=list)


def arrange(lines: Iterable[Line], sheet: Sheet, match: Matched, is_name: Callable[[str], bool]) -> Table:
    """Sort a table's lines; `is_name` says whether a label without figures is the name of a unit."""
    table = Table()
    ordered = list(lines)
    arranging = _Arranging(table, sheet, match, is_name)
    for place, line in enumerate(ordered):
        arranging.take(line, ordered[place + 1 :])
    return table


@dataclass(slots=True)
class _Arranging:
    """The section and the heading that the next line stands under."""

    table: Table
    sheet: Sheet
    match: Matched
    is_name: Callable[[str], bool]
    section: Line | None = None
    heading: Line | None = None

    def take(self, line: Line, following: list[Line]) -> None:
        """Put a line where it belongs."""
        role = "named" if line.role == "note" and self.is_name(line.label) else line.role
        if role == "section":
            self._open(line, following)
        elif role == "total":
            self.table.totals.append((line, self._entry(line), self.section))
        elif role == "no-data":
            self.table.has_no_data = True
        elif self.section is not None and is_average(self.section.label):
            self.table.averages.append(line)
        elif role == "named":
            self._name(line, following)
        elif role == "level":
            self._level(line)
        elif role == "note":
            self.table.notes.append(line)

    def _entry(self, line: Line) -> Entry:
        figures = dict(_figures(line.row, self.sheet, self.match, self.table)) if line.has_counts else {}
        return Entry(line.row, line.level or "all", figures)

    def _open(self, line: Line, following: list[Line]) -> None:
        """Open a section. One with counts and no names under it is itself a name: all units of a level in one line."""
        self.section, self.heading = line, None
        if line.has_counts and _has_members(following):
            self.table.subtotals.append((line, self._entry(line)))
        elif line.has_counts:
            self.table.items.append(Item(line, None, None, self._entry(line)))

    def _name(self, line: Line, following: list[Line]) -> None:
        if _is_heading(line, following):
            self.heading = line
        else:
            self.table.items.append(Item(line, self.section, self.heading, self._entry(line)))

    def _level(self, line: Line) -> None:
        if self.table.items:
            self.table.items[-1].levels.append(self._entry(line))
        else:
            where = self.sheet.where(line.row, self.match.label)
            self.table.findings.append(Finding("error", "level-without-unit", where, line.label))


def _has_members(following: list[Line]) -> bool:
    """Whether names stand under a section before the next one."""
    for line in following:
        if line.role in ("section", "total"):
            return False
        if line.role == "named":
            return True
    return False


def _is_heading(line: Line, following: list[Line]) -> bool:
    """Whether a name without counts only heads the names below: the next line is one of these, with its own levels."""
    after = following[:2]
    is_next_a_unit = len(after) == 2 and after[0].role == "named" and after[1].role == "level"
    return not line.has_counts and is_next_a_unit and not after[0].has_counts


def _figures(row: int, sheet: Sheet, match: Matched, table: Table) -> Iterator[tuple[str, Read]]:
    sums: dict[str, Read] = {}
    for column, declared in match.fields.items():
        if declared.read not in _READERS:
            continue
        cell = sheet.cells.get((row, column))
        read = _READERS[declared.read](cell)
        if read.problem and cell is not None:
            severity: Severity = "warning" if declared.read == "percent" else "error"
            table.findings.append(
                Finding(severity, read.problem, sheet.where(row, column), cell.text, {"column": declared.headings[0]})
            )
        sums[declared.key] = _added(sums.get(declared.key), read) if declared.is_part else read
    yield from sums.items()


def _added(so_far: Read | None, read: Read) -> Read:
    """Add a part of a field that stands in several columns; a blank part adds nothing."""
    if so_far is None or so_far.value is None:
        return read
    return so_far if read.value is None else Read(so_far.value + read.value)
