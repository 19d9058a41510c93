"""Yields what a table's body says, line by line: no blanks, no repeated headers, no signatures, one name a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unicodedata import normalize

from loaders.dossiers.words import level as printed_level
from loaders.header import Merged, is_numbering
from loaders.lines import classified, is_footer
from loaders.words import fold, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.header import Header
    from loaders.lines import Line
    from loaders.match import Matched
    from loaders.sheet import Sheet

_NUMERAL = re.compile(r"[0-9]+(?:[.)][0-9]+)*[.)]?|[IVXLC]{1,6}[.)]?|[A-Ha-hđ][.)]?|")
_FIGURE = re.compile(r"[0-9#]")


@dataclass(frozen=True, slots=True)
class _Body:
    """What tells the lines of one table apart."""

    sheet: Sheet
    header: Header
    match: Matched
    merged: Merged
    counts: frozenset[int]

    def texts(self, row: int) -> dict[int, str]:
        """Return what stands in the row, by column."""
        columns = range(1, self.merged.last_column + 1)
        return {column: cell.text for column in columns if (cell := self.sheet.cells.get((row, column))) and cell.text}

    def has_figures(self, row: int) -> bool:
        """Whether a digit stands in a column of counts."""
        return any(_FIGURE.search(text) for column, text in self.texts(row).items() if column in self.counts)

    def numbers_columns(self, row: int) -> bool:
        """Whether the row numbers the columns in brackets, or as the row below the header did."""
        texts, header = self.texts(row), self.header
        is_marked = all(text[0] in "([" for text in texts.values())
        is_repeated = header.numbering is not None and texts == self.texts(header.numbering)
        return is_repeated or (is_marked and is_numbering(self.merged.shown(row, list(texts))))

    def line(self, row: int) -> Line | None:
        """Return the row as a line; None where it says nothing."""
        texts = self.texts(row)
        if all(column == self.header.ordinal and text.strip(" .)").isdecimal() for column, text in texts.items()):
            return None  # numbered in advance, or a page's number
        ordinal = texts.get(self.header.ordinal, "") if self.header.ordinal else ""
        label = texts.get(self.match.label, "")
        counts = [text for column, text in texts.items() if column in self.counts and column != self.match.label]
        if not label and not _NUMERAL.fullmatch(ordinal):
            ordinal, label = "", ordinal
        names_nothing = (not label and not ordinal) or is_footer(fold(label))
        if names_nothing and not any(_FIGURE.search(text) and len(text) < 20 for text in counts):
            # Words under the columns of figures, as signatures are.
            label, counts = " ".join(texts.values()), []
        is_wide = self.merged.width(row, self.header.ordinal or self.match.label) > 3
        line = classified(row, label, ordinal, has_counts=bool(counts), is_wide=is_wide, has_more=len(texts) > 2)
        is_of_its_own_level = self.match.level and (
            line.role == "level" or printed_level(texts.get(self.match.level, ""))
        )
        # Whatever its name: "Cung cấp thông tin đất đai" is a procedure and no level.
        return replace(line, role="named", level="") if is_of_its_own_level else line


def body(sheet: Sheet, header: Header, match: Matched, last: int) -> Iterator[Line]:
    """Yield the lines from below the header to row `last`: no blanks, numbering, repeated headers or signatures."""
    counts = frozenset(column for column, field in match.fields.items() if field.read in ("count", "decimal", "rank"))
    table = _Body(sheet, header, match, Merged(sheet), counts)
    apart, is_signed = _TwoNames(table), False
    for row in sorted({row for row, _ in sheet.cells if header.last < row <= last} - header.again):
        if (line := table.line(row)) is None or table.numbers_columns(row):
            continue
        # Below a signature stand people's names: without figures they are not even a note.
        is_signed = is_signed or line.role == "footer"
        if not is_signed or (line.has_counts and table.has_figures(row)):
            yield from apart.lines(line)


@dataclass(slots=True)
class _TwoNames:
    """Takes a line apart that two columns name: a unit, often merged down, and its sector, level or commune beside it.

    `outer` is the unit last named, `is_open` whether a line that heads others was made of it.
    """

    table: _Body
    outer: str = ""
    is_open: bool = False

    def lines(self, line: Line) -> Iterator[Line]:
        """Yield the line, or the unit's that begins here and what the row's figures are of."""
        inner = self._inner(line.row)
        outer = self.table.merged.text(line.row, self.table.match.label) or self.outer
        begins = outer != self.outer
        if not inner or line.role == "section":
            self.outer, self.is_open = ("" if line.role in ("section", "total") else outer), False
            yield line
            return
        self.outer, self.is_open = outer, self.is_open and not begins
        number = "" if outer else line.ordinal
        named = classified(line.row, inner, number, has_counts=line.has_counts, is_wide=False, has_more=True)
        if not outer:
            yield replace(named, column=self.table.match.inner or 0)
            return
        yield from self._apart(line, replace(named, column=self.table.match.inner or 0), begins=begins)

    def _inner(self, row: int) -> str:
        """Return the row's second name, "" where it has none or the first stretches over it."""
        match, merged = self.table.match, self.table.merged
        if match.inner is None or merged.origin(row, match.inner) == merged.origin(row, match.label):
            return ""
        return merged.text(row, match.inner)

    def _apart(self, line: Line, named: Line, *, begins: bool) -> Iterator[Line]:
        outer = classified(line.row, self.outer, line.ordinal, has_counts=False, is_wide=False, has_more=True)
        if outer.role == "total" and named.role != "level":
            yield replace(named, role="total", label=f"{outer.label} {named.label}")
        elif named.role == "total":
            yield from [replace(outer, has_counts=True)] if begins else [replace(named, role="whole")]
        elif named.role == "level":
            yield from (replace(outer, is_outer=True), named) if begins else (named,)
        else:
            yield from (named,) if self.is_open else (replace(outer, role="section", is_outer=True), named)
            self.is_open = True


def title_lines(sheet: Sheet, first: int, last: int) -> tuple[str, ...]:
    """Return the lines of text that stand in the rows from `first` to `last`, top down."""
    cells = sorted((place, cell) for place, cell in sheet.cells.items() if first <= place[0] <= last)
    texts = (normalize("NFC", cell.value) for _, cell in cells if isinstance(cell.value, str))
    return tuple(line for text in texts for line in lines(text))
