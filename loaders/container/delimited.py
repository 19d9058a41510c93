"""A text of lines cut by commas, semicolons, tabs or bars into one sheet of text cells."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from loaders.container import limits
from loaders.container.contents import Unreadable, by_address, cell
from loaders.container.sniff import delimiter
from loaders.container.text import decoded
from loaders.sheet import Sheet, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.report import Finding
    from loaders.sheet import Cell

_SAMPLE = 64 * 1024


def read(data: bytes) -> tuple[str, tuple[Sheet, ...], list[Finding]]:
    """Return "csv" and one sheet; every cell is text, since a text file says no more about its numbers."""
    text, findings = decoded(data)
    sign = delimiter(text[:_SAMPLE])
    if sign is None:
        raise Unreadable("not-a-workbook", found="text")
    rows = csv.reader(text.splitlines(keepends=True), delimiter=sign)
    try:
        cells = by_address(_cells(rows))
    except csv.Error:
        raise Unreadable("damaged", found="CSV") from None
    return "csv", (Sheet("Sheet1", cells),), findings


def _cells(rows: Iterable[list[str]]) -> Iterator[Cell | None]:
    for row, values in enumerate(rows, start=1):
        if row > limits.ROWS:
            raise Unreadable("too-many-rows", found=str(row), limit=str(limits.ROWS))
        if len(values) > limits.COLUMNS:
            raise Unreadable("too-many-columns", found=str(len(values)), limit=letters(limits.COLUMNS))
        for column, value in enumerate(values, start=1):
            yield cell(row, column, value)
