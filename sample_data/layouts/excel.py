"""Grids -> an .xlsx workbook whose bytes depend on nothing but the grids."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from sample_data.layouts.grid import Cell, Grid, Look

FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
FRAMED = {**FONT, "border": 1}
LOOKS: Mapping[Look, dict[str, object]] = {
    "plain": FONT,
    "letterhead": {**FONT, "bold": True, "align": "center", "text_wrap": True},
    "title": {**FONT, "font_size": 14, "bold": True, "align": "center", "text_wrap": True},
    "note": {**FONT, "italic": True, "align": "center"},
    "head": {**FRAMED, "bold": True, "align": "center", "text_wrap": True},
    "text": {**FRAMED, "text_wrap": True},
    "ordinal": {**FRAMED, "align": "center"},
    "count": {**FRAMED, "num_format": "#,##0", "align": "right"},
    "points": {**FRAMED, "num_format": "0.00", "align": "right"},
    "change": {**FRAMED, "num_format": "+0.00;-0.00;0.00", "align": "right"},
    "share": {**FRAMED, "num_format": "0.00%", "align": "right"},
    "section": {**FRAMED, "bold": True},
}
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
LINE_HEIGHT = 18
WIDE = 1.25
"""How much wider a bold letter is than a column's unit of width."""


def workbook(grids: Sequence[Grid], saved_on: date) -> bytes:
    """Return the file; its properties say it was made on `saved_on`, so that a second run gives the same bytes."""
    buffer = BytesIO()
    with Workbook(buffer, OPTIONS) as book:
        book.set_properties({"author": "Dữ liệu mẫu", "created": datetime(saved_on.year, saved_on.month, saved_on.day)})  # noqa: DTZ001 - a workbook's properties hold no zone
        formats = {look: book.add_format(properties) for look, properties in LOOKS.items()}
        for grid in grids:
            _write_sheet(book.add_worksheet(grid.name), grid, formats)
    return buffer.getvalue()


def _write_sheet(sheet: Worksheet, grid: Grid, formats: Mapping[Look, Format]) -> None:
    for column, width in enumerate(grid.widths):
        sheet.set_column(column, column, width)
    lines: dict[int, int] = {}
    for (row, column), cell in grid.cells.items():
        _write_cell(sheet, row - 1, column - 1, cell, formats[cell.look])
        lines[row] = max(lines.get(row, 1), ceil(_lines(cell, grid.widths[column - 1 :]) / cell.rows))
    for row, count in lines.items():
        height = LINE_HEIGHT * count if count > 1 else None
        sheet.set_row(row - 1, height, None, {"hidden": row in grid.hidden_rows})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _lines(cell: Cell, widths: Sequence[int]) -> int:
    """Return how many lines a cell's text takes; Excel leaves a row it did not write itself at one line."""
    if not isinstance(cell.value, str):
        return 1
    letters = sum(widths[: cell.columns]) / (WIDE if cell.look in {"head", "title"} else 1)
    return sum(ceil(max(len(line), 1) / letters) for line in cell.value.split("\n"))


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, form: Format) -> None:
    if cell.columns == cell.rows == 1:
        sheet.write(row, column, cell.value, form)
    else:
        sheet.merge_range(row, column, row + cell.rows - 1, column + cell.columns - 1, cell.value, form)
