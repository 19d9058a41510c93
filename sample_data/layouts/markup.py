"""A grid -> the HTML table that a one-stop system saves under the name .xls."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sample_data.layouts.grid import Cell, Grid

HEAD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" \
xmlns="http://www.w3.org/TR/REC-html40"><head><meta charset="UTF-8"><!--[if gte mso 9]><xml><x:ExcelWorkbook>\
<x:ExcelWorksheets><x:ExcelWorksheet><x:Name>{name}</x:Name><x:WorksheetOptions><x:DisplayGridlines/>\
</x:WorksheetOptions></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><body>\
"""
TAIL = "</body></html>"
LETTER = 7
"""Pixels of a column's unit of width."""

ATTRIBUTES = {"letterhead": ' align="center"', "title": ' align="center"', "note": ' align="center"'}


def workbook(grid: Grid, *, is_nested: bool = False) -> bytes:
    """Return the file: UTF-8 without a mark; the sheet's name in the island that Excel reads.

    `is_nested` puts the table in a cell of another, as the system's wide reports do.
    """
    table = _table(grid)
    if is_nested:
        table = f'<table id="ContainerSwapper1"><tbody><tr><td>{table}</td></tr></tbody></table>'
    return (HEAD.format(name=escape(grid.name)) + table + TAIL).encode()


def _table(grid: Grid) -> str:
    body: list[str] = []
    for row, places in groupby(sorted(grid.cells), key=lambda place: place[0]):
        if row == grid.tail:
            body.append("</tbody>")
        body.append("<tr>" + "".join(_cell(grid.cells[place]) for place in places) + "</tr>\n")
    closing = "" if grid.tail else "</tbody>"
    columns = "".join(f'<col width="{width * LETTER}">' for width in grid.widths)
    return f'<table border="1"><colgroup>{columns}</colgroup><tbody>\n' + "".join(body) + closing + "</table>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.look == "head" else "td"
    spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
        f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    )
    text = "" if cell.value is None else escape(str(cell.value), quote=False).replace("\n", "<br>")
    if cell.look in {"title", "section"}:
        text = f"<b>{text}</b>"
    return f"<{tag}{spans}{ATTRIBUTES.get(cell.look, '')}>{text}</{tag}>"
