"""A table that no form reads -> what an officer needs to say which column is what, with guesses that are only shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders import guess, people, personal
from loaders.header import NUMBER
from loaders.memory import header_signature, named_paths
from loaders.sheet import letters

if TYPE_CHECKING:
    from loaders.header import Header
    from loaders.match import Matched
    from loaders.sheet import Sheet

_SAMPLE_LINES = 8
_WIDEST = 40
"""Columns; what is wider is no report by units."""


@dataclass(frozen=True, slots=True)
class UnknownColumn:
    """A column with a heading: its number and letter, its heading path, the field it may be ("" for none).

    `is_figures` says whether most of what stands in it are numbers.
    """

    column: int
    letter: str
    path: str
    suggestion: str
    is_figures: bool


@dataclass(frozen=True, slots=True)
class UnknownTable:
    """A table whose header was found and which no form reads.

    The header stands in rows `top` to `bottom`, the body ends at `last`. `kind` is the likeliest kind of report or "",
    `label` the column that probably names the lines or None. `sample` are up to eight body lines, one text a column of
    `columns`, as printed.
    """

    sheet: str
    signature: str
    top: int
    bottom: int
    last: int
    kind: str
    label: int | None
    columns: tuple[UnknownColumn, ...]
    sample: tuple[tuple[str, ...], ...]


def table(sheet: Sheet, header: Header, last: int, near: Matched | None = None) -> UnknownTable | None:
    """Describe a table, of which `near` is the form it nearly is; None where its lines are people, not units."""
    texts = {column: _texts(sheet, column, header.last, last) for column in header.paths}
    headings = [word for path in header.paths.values() for word in path]
    if len(header.paths) > _WIDEST or personal.is_list_of_people(sheet) or people.are_listed(headings, texts.values()):
        return None
    label = near.label if near else guess.label(header, texts)
    figures = {column for column, printed in texts.items() if _are_figures(printed)} - {label, header.ordinal}
    kind, fields = guess.fields({column: header.paths[column] for column in sorted(figures)}, near)
    paths = zip(header.paths, named_paths(header.paths.values()), strict=True)
    columns = (UnknownColumn(at, letters(at), path, fields.get(at, ""), at in figures) for at, path in paths)
    signature = header_signature(header.paths.values())
    sample = _sample(sheet, header, last)
    return UnknownTable(sheet.name, signature, header.top, header.bottom, last, kind, label, tuple(columns), sample)


def _texts(sheet: Sheet, column: int, above: int, last: int) -> tuple[str, ...]:
    """Return what stands in a column of the body."""
    cells = (sheet.cells.get((row, column)) for row in range(above + 1, last + 1))
    return tuple(cell.text for cell in cells if cell and cell.text)


def _are_figures(texts: tuple[str, ...]) -> bool:
    return 2 * sum(bool(NUMBER.match(text)) or text in "-–—" for text in texts) > len(texts)


def _sample(sheet: Sheet, header: Header, last: int) -> tuple[tuple[str, ...], ...]:
    rows = sorted({row for row, column in sheet.cells if header.last < row <= last and column in header.paths})
    cells = ([sheet.cells.get((row, column)) for column in header.paths] for row in rows[:_SAMPLE_LINES])
    return tuple(tuple(cell.text if cell else "" for cell in line) for line in cells)
