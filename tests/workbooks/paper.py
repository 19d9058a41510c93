"""Sheets of paper: cells put at addresses, written as the HTML that a one-stop system saves under .xls, or as .xlsx."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | datetime | None
_THE_DAY = datetime(2024, 10, 2, 8, 5)  # noqa: DTZ001 a workbook's own clock has no zone


@dataclass(frozen=True, slots=True)
class Box:
    """One cell: what stands there and how far it spreads; a count also knows how its number is written."""

    value: Value = ""
    across: int = 1
    down: int = 1
    number: int | None = None
    writes: Callable[[int], Value] | None = None
    format: str = "General"
    bold: bool = False
    formula: str = ""

    def plus(self, more: int) -> Box:
        """The same count, larger by so many, written the same way."""
        assert self.number is not None
        assert self.writes is not None
        number = self.number + more
        return replace(self, number=number, value=self.writes(number))


Heading = str | tuple[str, tuple["Heading", ...]]


def _depth(heading: Heading) -> int:
    return 1 if isinstance(heading, str) else 1 + max(map(_depth, heading[1]))


def _width(heading: Heading) -> int:
    return 1 if isinstance(heading, str) else sum(map(_width, heading[1]))


@dataclass
class Paper:
    """A sheet being filled in; rows and columns count from 1."""

    name: str
    boxes: dict[tuple[int, int], Box] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_hidden: bool = False
    freeze: str = ""
    body_ends: int = 0
    nested_from: int = 0

    def put(self, row: int, column: int, box: Box | Value) -> str:
        """Put a cell unless a merged one lies there, and return the address."""
        box = box if isinstance(box, Box) else Box(box)
        if (row, column) not in self.covered:
            self.boxes[row, column] = box
            spread = {(row + y, column + x) for y in range(box.down) for x in range(box.across)}
            self.covered |= spread - {(row, column)}
        return self.where(row, column)

    def where(self, row: int, column: int) -> str:
        return f"{self.name}!{get_column_letter(column)}{row}"

    def heading(self, row: int, column: int, headings: Iterable[Heading], depth: int = 0) -> int:
        """Put a header block of merged cells and return the row below it."""
        headings = tuple(headings)
        depth = depth or max(map(_depth, headings))
        for item in headings:
            words = item if isinstance(item, str) else item[0]
            leaf = isinstance(item, str)
            self.put(row, column, Box(words, across=_width(item), down=depth if leaf else 1, bold=True))
            if not leaf:
                self.heading(row + 1, column, item[1], depth - 1)
            column += _width(item)
        return row + depth

    @property
    def last_row(self) -> int:
        return max(row for row, _ in self.boxes)

    @property
    def last_column(self) -> int:
        return max(column + box.across - 1 for (_, column), box in self.boxes.items())

    def decomposed(self) -> None:
        """Write every letter with its marks apart (NFD), as some Macs do."""
        for place, box in self.boxes.items():
            if isinstance(box.value, str):
                self.boxes[place] = replace(box, value=unicodedata.normalize("NFD", box.value))


def _td(box: Box) -> str:
    spread = f' colspan="{box.across}"' * (box.across > 1) + f' rowspan="{box.down}"' * (box.down > 1)
    shown = "" if box.value is None else escape(str(box.value)).replace("\n", "<br>")
    return f"<td{spread}>{f'<b>{shown}</b>' if box.bold else shown}</td>"


def _tr(paper: Paper, row: int) -> str:
    places = [(row, column) for column in range(1, paper.last_column + 1)]
    cells = "".join(_td(paper.boxes.get(place, Box())) for place in places if place not in paper.covered)
    return f"<tr>{cells}</tr>\n"


def _tables(paper: Paper) -> str:
    rows = {row: _tr(paper, row) for row in range(1, paper.last_row + 1)}
    body_ends = paper.body_ends or paper.last_row
    inside = "".join(text for row, text in rows.items() if paper.nested_from <= row <= body_ends)
    after = "".join(text for row, text in rows.items() if row > body_ends)
    table = f'<table border="1"><tbody>\n{inside}</tbody>{after}</table>'
    if not paper.nested_from:
        return table
    head = "".join(text for row, text in rows.items() if row < paper.nested_from)
    return f"<table><tr><td><table>\n{head}</table></td></tr><tr><td>{table}</td></tr></table>"


def html(papers: tuple[Paper, ...]) -> bytes:
    """Write one sheet the way exportTableToExcel does: an HTML page with the sheet's name in an island."""
    (paper,) = papers
    island = f"<x:ExcelWorksheet><x:Name>{escape(paper.name)}</x:Name><x:WorksheetOptions><x:DisplayGridlines/>"
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" '
        'xmlns="http://www.w3.org/TR/REC-html40"><head><meta charset="UTF-8"><!--[if gte mso 9]><xml><x:ExcelWorkbook>'
        f"<x:ExcelWorksheets>{island}</x:WorksheetOptions></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml>"
        f"<![endif]--></head><body>{_tables(paper)}</body></html>"
    ).encode()


def _fill(page: Worksheet, paper: Paper) -> None:
    line = Side(style="thin")
    for (row, column), box in paper.boxes.items():
        cell = page.cell(row, column, f"={box.formula}" if box.formula else box.value if box.value != "" else None)
        cell.number_format = box.format
        cell.font = Font(name="Times New Roman", bold=box.bold)
        cell.border = Border(line, line, line, line)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        if box.across * box.down > 1:
            page.merge_cells(None, row, column, row + box.down - 1, column + box.across - 1)
    for column in range(1, paper.last_column + 1):
        page.column_dimensions[get_column_letter(column)].width = 30 if column in {2, 3} else 14
    for row in paper.hidden_rows:
        page.row_dimensions[row].hidden = True
    for column in paper.hidden_columns:
        page.column_dimensions[get_column_letter(column)].hidden = True
    page.freeze_panes = paper.freeze or None
    page.sheet_state = "hidden" if paper.is_hidden else "visible"


def _with_stored_results(xml: str, paper: Paper) -> str:
    for (row, column), box in paper.boxes.items():
        if box.formula and box.value is not None:
            address = f"{get_column_letter(column)}{row}"
            pattern = rf'(<c r="{address}"[^>]*><f>[^<]*</f>)<v ?(?:/>|></v>)'
            xml, found = re.subn(pattern, rf"\g<1><v>{box.value}</v>", xml)
            assert found == 1, address
    return xml


def xlsx(papers: tuple[Paper, ...]) -> bytes:
    """Write a workbook, the same bytes each time; a formula keeps its box's value as its stored result."""
    book = openpyxl.Workbook()
    book.properties.created = _THE_DAY
    book.remove(book.active)
    for paper in papers:
        _fill(book.create_sheet(paper.name), paper)
    raw, steady = io.BytesIO(), io.BytesIO()
    book.save(raw)
    parts = {f"xl/worksheets/sheet{number}.xml": paper for number, paper in enumerate(papers, 1)}
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            text = _with_stored_results(text, parts[name]) if name in parts else text
            text = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{_THE_DAY:%Y-%m-%dT%H:%M:%SZ}", text)
            target.writestr(zipfile.ZipInfo(name, date_time=(2024, 10, 2, 8, 5, 0)), text, zipfile.ZIP_DEFLATED)
    return steady.getvalue()
