"""Tables, their columns and their About -> the bytes of an XLSX workbook: a sheet each, and one of the source."""

from __future__ import annotations

import io
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

import xlsxwriter

from adoption.exports import cells
from loaders.container.xlsx_parts import ORIGIN_NAME
from locales import translator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    from xlsxwriter.format import Format as Style
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from adoption.exports import About, ExportColumn, Format

NUMBER_FORMATS: dict[Format, str] = {
    "text": "@",
    "integer": "#,##0",
    "decimal": "#,##0.00",
    "percent1": "0.0%",
    "percent2": "0.00%",
}

WIDEST = 60
"""Characters; longer text is still whole in its cell."""

_LINE = 15
"""Points that a line of text is high."""

_BUTTON = 3
"""Characters that the filter's button covers."""

_SHA_WIDTH = 76
"""Characters that show a file's hash in one line."""

LONGEST_TEXT = 32767
"""Characters that a cell of Excel holds; XlsxWriter would drop the whole cell without a word."""

# Text stays text: without these, ten dangerous texts made twelve live formulas and links.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a workbook; its name has at most 31 characters and no signs that paths have."""

    name: str
    table: pd.DataFrame
    columns: Sequence[ExportColumn]


def written(table: pd.DataFrame, columns: Sequence[ExportColumn], about: About) -> bytes:
    """Return the workbook of one table; its dates are the About's, so that it can be made twice alike."""
    return of_sheets([Sheet(translator(about.language)("Data"), table, columns)], about)


def of_sheets(sheets: Sequence[Sheet], about: About) -> bytes:
    """Return a workbook of several tables, made as `written` does."""
    sink = io.BytesIO()
    _ = translator(about.language)
    with xlsxwriter.Workbook(sink, _OPTIONS) as book:
        book.set_properties({"title": about.title, "created": about.made_at.replace(tzinfo=None)})
        for one in sheets:
            _write_table(book, book.add_worksheet(one.name), one.table, one.columns)
        _write_about(book, book.add_worksheet(_("Source")), about)
    return sink.getvalue()


def _write_table(book: Workbook, sheet: Worksheet, table: pd.DataFrame, columns: Sequence[ExportColumn]) -> None:
    """Write headings that stay in sight, then the rows, each column in its number format."""
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    tallest = 1
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.heading, heading)
        values = _cells_of_excel(table, column)
        # A text beside a number would touch it.
        style = book.add_format({"num_format": NUMBER_FORMATS[column.format], "indent": int(column.format == "text")})
        for row, cell in enumerate(values, start=1):
            _write(sheet, row, place, cell, style)
        width = column.width or _width(column, values)
        sheet.set_column(place, place, width, style)
        tallest = max(tallest, _lines_of(column.heading, width - _BUTTON))
    sheet.set_row(0, _LINE * tallest)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.hide_gridlines(0)  # they are printed too: across a page no eye follows a line of figures without
    _fit_page(sheet)
    if columns:
        sheet.autofilter(0, 0, len(table), len(columns) - 1)


def _cells_of_excel(table: pd.DataFrame, column: ExportColumn) -> list[str | float | None]:
    """Return the cells, a percent as the fraction that Excel's % formats expect."""
    found = cells(table[column.name], column)
    if not column.format.startswith("percent"):
        return found
    return [None if cell is None else float(cell) / 100 for cell in found]


def _write(sheet: Worksheet, row: int, place: int, cell: str | float | None, style: Style) -> None:
    if isinstance(cell, str):
        if len(cell) > LONGEST_TEXT:
            raise ValueError(f"a text of {len(cell)} characters does not fit a cell: {cell[:40]!r} ...")
        sheet.write_string(row, place, cell, style)
    elif cell is not None:
        sheet.write_number(row, place, cell, style)


def _width(column: ExportColumn, values: Sequence[str | float | None]) -> int:
    """Return a width in characters that shows every cell, and the longest word of the heading."""
    words = max((len(word) for word in column.heading.split()), default=0)
    shown = [len(cell) if isinstance(cell, str) else len(f"{cell:,.2f}") for cell in values if cell is not None]
    return min(WIDEST, max([words + _BUTTON, *shown, 8]) + 2)


def _lines_of(text: str, width: int) -> int:
    """Say how many lines a text takes: programs other than Excel do not make room for wrapped text by themselves."""
    return max(1, len(wrap(text, max(width, 1))))


def _fit_page(sheet: Worksheet) -> None:
    """Print on landscape A4, as wide as one page, the pages numbered."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L&A")
    sheet.set_footer("&C&P/&N")


def _write_about(book: Workbook, sheet: Worksheet, about: About) -> None:
    label = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for row, (name, *values) in enumerate(_lines(about)):
        if about.link and values == [about.link]:
            book.define_name(ORIGIN_NAME, f"='{sheet.name}'!$B${row + 1}")
        sheet.write_string(row, 0, name, label)
        for place, value in enumerate(values, start=1):
            _write(sheet, row, place, value, text)
        sheet.set_row(row, _LINE * max(_lines_of(*pair) for pair in zip(values, (WIDEST, _SHA_WIDTH), strict=False)))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, WIDEST)
    sheet.set_column(2, 2, _SHA_WIDTH)
    _fit_page(sheet)


def _lines(about: About) -> Iterator[tuple[str, ...]]:
    """List the second sheet's lines: a label, then one or two texts."""
    _ = translator(about.language)
    yield _("Title"), about.title
    yield from about.filters
    for name, definition in about.definitions:
        yield _("Definition"), name, definition
    if about.data_version is not None:
        yield _("Data version"), str(about.data_version)
    for source in about.sources:
        yield _("Source file"), source.name, f"SHA-256: {source.sha256}"
    if about.link:
        yield _("Link"), about.link
    yield _("Made at"), f"{about.made_at:%d/%m/%Y %H:%M %Z}".strip()
