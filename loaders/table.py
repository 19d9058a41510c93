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
    table, section, heading = Table(), None, None
    ordered = list(lines)
    for place, line in enumerate(ordered):
        entry = Entry(
            line.row, line.level or "all", dict(_figures(line.row, sheet, match, table)) if line.has_counts else {}
        )
        if line.role == "section":
            section, heading = line, None
            if line.has_counts and not _has_members(ordered[place + 1 :]):
                table.items.append(Item(line, None, None, entry))
            elif line.has_counts:
                table.subtotals.append((line, entry))
        elif section is not None and is_average(section.label) and line.role in ("named", "level", "note"):
            table.averages.append(line)
        elif line.role == "named" or (line.role == "note" and is_name(line.label)):
            if _is_heading(line, ordered[place + 1 :]):
                heading = line
            else:
                table.items.append(Item(line, section, heading, entry))
        elif line.role == "level":
            _add_level(table, line, entry, sheet, match)
        elif line.role == "total":
            table.totals.append((line, entry, section))
        elif line.role == "no-data":
            table.has_no_data = True
        elif line.role == "note":
            table.notes.append(line)
    return table


def _has_members(following: list[Line]) -> bool:
    """Whether names stand under a section before the next one."""
    for line in following:
        if line.role in ("section", "total"):
            return False
        if line.role == "named":
            return True
    return False


def _is_heading(line: Line, following: list[Line]) -> bool:
    """Whether a name without counts only heads the names below it: the next line is one of these, not a level of its own."""
    if line.has_counts or line.role == "level":
        return False
    after = following[:2]
    return len(after) == 2 and after[0].role == "named" and not after[0].has_counts and after[1].role == "level"


def _add_level(table: Table, line: Line, entry: Entry, sheet: Sheet, match: Matched) -> None:
    if table.items:
        table.items[-1].levels.append(entry)
    else:
        table.findings.append(Finding("error", "level-without-unit", sheet.where(line.row, match.label), line.label))


def _figures(row: int, sheet: Sheet, match: Matched, table: Table) -> Iterator[tuple[str, Read]]:
    sums: dict[str, Read] = {}
    for column, declared in match.fields.items():
        if declared.read not in _READERS:
            continue
        cell = sheet.cells.get((row, column))
        read = _READERS[declared.read](cell)
        if read.problem and cell is not None:
            severity = "warning" if declared.read == "percent" else "error"
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
