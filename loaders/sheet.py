"""The one shape every container is turned into: sheets of cells with their addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

CellValue = str | int | float | bool | datetime | date | time | None


def letters(column: int) -> str:
    """Return the column's letters: 1 is A, 28 is AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


class Range(NamedTuple):
    """A merged range; rows and columns count from 1 as Excel shows them, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `value` typed as the file has it (text stays text), `error` such as "#REF!", Excel's number `format`.

    `stale` marks a formula without a stored result: its value is unknown until Excel saves it again.
    """

    row: int
    column: int
    value: CellValue
    format: str = ""
    error: str = ""
    stale: bool = False

    @property
    def text(self) -> str:
        """What stands there, as one line of text."""
        return self.error or ("" if self.value is None else " ".join(str(self.value).split()))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: only cells that hold something, by (row, column) counted from 1."""

    name: str
    cells: dict[tuple[int, int], Cell]
    merges: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    notes: tuple[str, ...] = field(default=())

    def where(self, row: int, column: int) -> str:
        """Return the address in Excel's writing: "Biểu 01!C10"."""
        return f"{self.name}!{letters(column)}{row}"

    @property
    def last_row(self) -> int:
        """The last row that holds something."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        """The last column that holds something."""
        return max((column for _, column in self.cells), default=0)
