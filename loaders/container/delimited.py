"""A text of lines cut by commas, semicolons, tabs or bars into one sheet of text cells."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING

from loaders.container import limits
from loaders.container.contents import Unreadable, by_address, cell
from loaders.container.sniff import delimiter
from loaders.container.text import decoded
from loaders.container.xlsx_parts import ORIGIN_NAME
from loaders.report import Finding
from loaders.sheet import Sheet, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from loaders.container.xlsx_parts import Address
    from loaders.sheet import Cell

_SAMPLE = 64 * 1024


def read(data: bytes) -> tuple[str, tuple[Sheet, ...], list[Finding]]:
    """Return "csv" and one sheet; every cell is text, since a text file says no more about its numbers."""
    text, findings = decoded(data)
    sign = delimiter(text[:_SAMPLE])
    if sign is None:
        raise Unreadable("not-a-workbook", found="text")
    widths: list[int] = []
    try:
        cells = by_address(_cells(csv.reader(StringIO(text, newline=""), delimiter=sign), widths))
    except csv.Error:
        raise Unreadable("damaged", found="CSV") from None
    if address := _origin(cells):
        raise Unreadable("own-download", found=address)
    if not text.endswith(("\n", "\r")):
        _check_last(text, sign, widths)
        findings.append(Finding("warning", "truncated", found="CSV"))  # its last line is whole, but more may be lost
    return "csv", (Sheet("Sheet1", cells),), findings


def _origin(cells: Mapping[Address, Cell]) -> str:
    """Return the address of the view that a table was downloaded from here; "" for all other files."""
    place = next((column for (row, column), one in cells.items() if row == 1 and one.text == ORIGIN_NAME), None)
    below = (one.text for (row, column), one in cells.items() if row > 1 and column == place)
    return next(below, "")


def _check_last(text: str, sign: str, widths: list[int]) -> None:
    """Refuse a text that breaks off in its last line: within a quoted cell, or before it has as many as the others."""
    usual = Counter(width for width in widths if width > 1).most_common(1)
    is_narrow = bool(usual) and 0 < widths[-1] < usual[0][0]
    if is_narrow or _is_quote_open(text, sign):
        raise Unreadable("truncated", found="CSV")


def _is_quote_open(text: str, sign: str) -> bool:
    try:
        for _ in csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _cells(rows: Iterable[list[str]], widths: list[int]) -> Iterator[Cell | None]:
    """Yield the cells; each line's width is added to `widths`."""
    for row, values in enumerate(rows, start=1):
        widths.append(len(values))
        if row > limits.ROWS:
            raise Unreadable("too-many-rows", found=str(row), limit=str(limits.ROWS))
        if len(values) > limits.COLUMNS:
            raise Unreadable("too-many-columns", found=str(len(values)), limit=letters(limits.COLUMNS))
        for column, value in enumerate(values, start=1):
            yield cell(row, column, value)
