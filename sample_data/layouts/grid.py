"""Rows of cells -> a grid laid out as a browser lays out a table, from which both file formats are written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from loaders.sheet import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Value = str | int | float | None
Look = Literal[
    "plain", "letterhead", "title", "note", "head", "text", "ordinal", "count", "points", "change", "share", "section"
]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, how it looks, and how many columns and rows it covers."""

    value: Value = None
    look: Look = "text"
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: cells by (row, column) counted from 1; `tail` is the first row that stands outside the table's body."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    widths: tuple[int, ...]
    tail: int | None = None
    hidden_rows: frozenset[int] = frozenset()

    def row_of(self, label: str) -> int:
        """Return the first row that holds a cell reading `label`; KeyError where there is none."""
        for (row, _), cell in sorted(self.cells.items()):
            if cell.value == label:
                return row
        raise KeyError(label)

    def address(self, row: int, column: int) -> str:
        """Return a cell's address as findings tell it: "K2-1!C10"."""
        return f"{self.name}!{letters(column)}{row}"

    def with_value(self, row: int, column: int, value: Value) -> Grid:
        """Return the grid with another value in one cell that exists."""
        changed = replace(self.cells[row, column], value=value)
        return replace(self, cells={**self.cells, (row, column): changed})


def laid_out(name: str, widths: Sequence[int], rows: Iterable[Sequence[Cell]], tail: int | None = None) -> Grid:
    """Place rows of cells: each goes to the first column that no cell from above covers, as in HTML."""
    cells: dict[tuple[int, int], Cell] = {}
    covered: set[tuple[int, int]] = set()
    for row, line in enumerate(rows, start=1):
        column = 1
        for cell in line:
            while (row, column) in covered:
                column += 1
            cells[row, column] = cell
            covered |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            column += cell.columns
    return Grid(name, cells, tuple(widths), tail)


def heads(*labels: str, rows: int = 1) -> tuple[Cell, ...]:
    """Return one heading cell a label, each `rows` high."""
    return tuple(Cell(label, "head", rows=rows) for label in labels)


def ordinal(number: Value) -> Cell:
    """Return the cell that numbers a line."""
    return Cell(number, "ordinal")


def across(text: Value, columns: int, look: Look = "plain") -> list[Cell]:
    """Return a row that is one cell over all columns."""
    return [Cell(text, look, columns=columns)]
