"""A file's cells as read into a plain .xlsx, for what cannot be written back: .xls, web pages, .csv, .ods, .xlsb."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from loaders import personal
from loaders.container.xlsx_parts import FINDINGS_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from loaders.sheet import Cell, Sheet

# Text stays text: a cell of text that begins with "=" must never become a formula.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NAME_LETTERS = 31
_TEXT_LETTERS = 32_767
_DATES = {datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy", time: "hh:mm"}
_FIRST_YEAR = 1900
_WIDEST = 40


def blank(title: str) -> bytes:
    """Return a workbook with nothing but our sheet, still empty."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        book.add_worksheet(title)
        book.define_name(FINDINGS_NAME, f"='{title}'!$A$1")
    return target.getvalue()


def written(sheets: Iterable[Sheet], instead_of_people: str) -> tuple[bytes, dict[str, str]]:
    """Return the workbook, and each sheet's name in it; lists of people are not copied, their sheet says so."""
    target = BytesIO()
    names: dict[str, str] = {}
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        for sheet in sheets:
            names[sheet.name] = name = sheet_name(sheet.name, names.values())
            worksheet = book.add_worksheet(name)
            if personal.is_list_of_people(sheet):
                worksheet.write_string(0, 0, instead_of_people)
            else:
                _write(book, worksheet, sheet)
    return target.getvalue(), names


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """Return a name that Excel allows and no sheet has: 31 characters, none of its seven signs, no quote at an end."""
    clean = re.sub(r"[\[\]:*?/\\\0-\x1f]", " ", wanted)[:_NAME_LETTERS].strip().strip("'") or "Sheet"
    used, name, number = {one.casefold() for one in taken} | {"history"}, clean, 1
    while name.casefold() in used:
        number += 1
        name = f"{clean[: _NAME_LETTERS - len(str(number)) - 1]} {number}"
    return name


def _write(book: Workbook, worksheet: Worksheet, sheet: Sheet) -> None:
    for area in sheet.merges:
        if (area.top, area.left) != (area.bottom, area.right):
            with suppress(OverlappingRange):  # a page's spans may cross; Excel's merges may not
                worksheet.merge_range(area.top - 1, area.left - 1, area.bottom - 1, area.right - 1, "")
    formats = {one: book.add_format({"num_format": one}) for one in sorted({*map(_format, sheet.cells.values())})}
    for cell in sheet.cells.values():
        _write_cell(worksheet, cell, formats[_format(cell)])
    for column, width in _widths(sheet).items():
        worksheet.set_column(column - 1, column - 1, width)
    for row in sheet.hidden_rows:
        worksheet.set_row(row - 1, None, None, {"hidden": True})
    for column in sheet.hidden_columns:
        worksheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
    if sheet.is_hidden and len(book.worksheets()) > 1:
        worksheet.hide()


def _widths(sheet: Sheet) -> dict[int, int]:
    """Return widths in characters that show what stands in one column alone; titles may run over."""
    spanning = {(area.top, area.left) for area in sheet.merges if area.right > area.left}
    widths: dict[int, int] = {}
    for (row, column), cell in sheet.cells.items():
        if (row, column) not in spanning and len(cell.text) <= _WIDEST:
            widths[column] = max(widths.get(column, 8), len(cell.text) + 2)
    return widths


def _format(cell: Cell) -> str:
    return cell.format or _DATES.get(type(cell.value), "General")


def _write_cell(worksheet: Worksheet, cell: Cell, style: object) -> None:
    row, column, value = cell.row - 1, cell.column - 1, cell.value
    if cell.error:
        worksheet.write_formula(row, column, f"={cell.error}", style, cell.error)
    elif isinstance(value, bool):
        worksheet.write_boolean(row, column, value, style)
    elif isinstance(value, int | float):
        worksheet.write_number(row, column, value, style)
    elif isinstance(value, time) or (isinstance(value, date) and value.year >= _FIRST_YEAR):
        worksheet.write_datetime(row, column, value, style)
    elif value is not None:
        worksheet.write_string(row, column, str(value)[:_TEXT_LETTERS], style)
