"""Paper bound as any container that offices send: .xlsx, .xls, .xlsb, .ods, HTML, XML 2003, CSV."""

from __future__ import annotations

import csv as delimited
import io
import struct
from html import escape
from typing import TYPE_CHECKING

from tests.loaders import spoiled
from tests.workbooks.paper import Box, html, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.workbooks.paper import Paper, Value


def _filled(paper: Paper) -> list[tuple[int, int, Box]]:
    boxes = ((row, column, box) for (row, column), box in sorted(paper.boxes.items()))
    return [one for one in boxes if one[2].value not in ("", None)]


def _spread(paper: Paper) -> list[tuple[int, int, Box]]:
    return [(row, column, box) for (row, column), box in sorted(paper.boxes.items()) if box.across * box.down > 1]


def _formats(paper: Paper) -> list[str]:
    """List the number formats; the place of each is its number as a cell's style."""
    return ["General", *sorted({box.format for box in paper.boxes.values()} - {"General"})]


def _xls_text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def xls(paper: Paper) -> bytes:
    """Write BIFF8 records: texts as labels, numbers as doubles, merged ranges."""
    formats, cells = _formats(paper), b""
    for row, column, box in _filled(paper):
        place = struct.pack("<HHH", row - 1, column - 1, formats.index(box.format))
        if isinstance(box.value, str):
            cells += spoiled.record(0x204, place + _xls_text(box.value))
        else:
            cells += spoiled.record(0x203, place + struct.pack("<d", box.value))
    merges = [
        struct.pack("<HHHH", row - 1, row + box.down - 2, column - 1, column + box.across - 2)
        for row, column, box in _spread(paper)
    ]
    cells += spoiled.record(0xE5, struct.pack("<H", len(merges)) + b"".join(merges)) if merges else b""
    kept = [
        spoiled.record(0x41E, struct.pack("<H", 164 + number) + _xls_text(code)) for number, code in enumerate(formats)
    ]
    styles = [spoiled.record(0xE0, struct.pack("<HH", 0, 164 + n).ljust(20, b"\0")) for n, _ in enumerate(formats)]
    return spoiled.xls(cells, in_globals=b"".join([*kept, *styles]), name=paper.name)


def xlsb(paper: Paper) -> bytes:
    """Write the records of .xlsb; its texts stand in the cells."""
    formats, cells, current = _formats(paper), b"", 0
    for row, column, box in _filled(paper):
        if row != current:
            cells, current = cells + spoiled.packed(0, struct.pack("<IIHHBI", row - 1, 0, 300, 0, 0, 0)), row
        place = struct.pack("<II", column - 1, formats.index(box.format))
        if isinstance(box.value, str):
            cells += spoiled.packed(6, place + spoiled.wide(box.value))
        else:
            cells += spoiled.packed(5, place + struct.pack("<d", box.value))
    merges = [
        spoiled.packed(176, struct.pack("<IIII", row - 1, row + box.down - 2, column - 1, column + box.across - 2))
        for row, column, box in _spread(paper)
    ]
    after = spoiled.packed(177, struct.pack("<I", len(merges))) + b"".join(merges) + spoiled.packed(178)
    return spoiled.xlsb(cells, after=after if merges else b"", name=paper.name, formats=tuple(formats))


def _ods_cell(box: Box) -> str:
    spread = f' table:number-columns-spanned="{box.across}" table:number-rows-spanned="{box.down}"'
    spread = spread if box.across * box.down > 1 else ""
    if box.value in ("", None):
        return f"<table:table-cell{spread}/>"
    shown = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(box.value).split("\n"))
    if isinstance(box.value, str):
        return f'<table:table-cell office:value-type="string"{spread}>{shown}</table:table-cell>'
    kind = "percentage" if "%" in box.format else "float"
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{box.value!r}"{spread}>{shown}</table:table-cell>'
    )


def ods(paper: Paper) -> bytes:
    """Write OpenDocument; cells under merged ones are covered."""
    rows = (
        "".join(
            "<table:covered-table-cell/>" if place in paper.covered else _ods_cell(paper.boxes.get(place, Box()))
            for place in places
        )
        for places in _places(paper)
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return spoiled.ods(f'<table:table table:name="{escape(paper.name)}">{body}</table:table>')


def _places(paper: Paper) -> Iterator[list[tuple[int, int]]]:
    for row in range(1, paper.last_row + 1):
        yield [(row, column) for column in range(1, paper.last_column + 1)]


def _xml_cell(column: int, box: Box, formats: list[str]) -> str:
    spread = f' ss:MergeAcross="{box.across - 1}"' * (box.across > 1) + f' ss:MergeDown="{box.down - 1}"' * (
        box.down > 1
    )
    kind = "String" if isinstance(box.value, str) else "Number"
    shown = escape(str(box.value)).replace("\n", "&#10;")
    inside = "" if box.value in ("", None) else f'<Data ss:Type="{kind}">{shown}</Data>'
    return f'<Cell ss:Index="{column}" ss:StyleID="s{formats.index(box.format)}"{spread}>{inside}</Cell>'


def xml_2003(paper: Paper) -> bytes:
    """Write XML Spreadsheet 2003, as report tools do under .xls."""
    formats, rows = _formats(paper), ""
    for row in range(1, paper.last_row + 1):
        boxes = sorted((column, box) for (at, column), box in paper.boxes.items() if at == row)
        rows += f'<Row ss:Index="{row}">{"".join(_xml_cell(column, box, formats) for column, box in boxes)}</Row>\n'
    styles = "".join(
        f'<Style ss:ID="s{number}"><NumberFormat ss:Format="{escape(code)}"/></Style>'
        for number, code in enumerate(formats)
    )
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{name}" xmlns:ss="{name}">'
        f'<Styles>{styles}</Styles><Worksheet ss:Name="{escape(paper.name)}"><Table>{rows}</Table>'
        "</Worksheet></Workbook>"
    ).encode()


def csv(paper: Paper, sign: str = ";") -> bytes:
    """Write delimited text with a byte order mark, as Excel saves it: no merges, every row as wide as the sheet."""
    target = io.StringIO()
    write = delimited.writer(target, delimiter=sign)
    write.writerows([_written(paper.boxes.get(place, Box())) for place in places] for places in _places(paper))
    return target.getvalue().encode("utf-8-sig")


def _written(box: Box) -> Value:
    """Return what Excel shows, as it saves that: a share with its sign."""
    is_share = "%" in box.format and isinstance(box.value, int | float)
    return f"{100 * box.value:.2f}%" if is_share and isinstance(box.value, int | float) else box.value


BINDINGS: dict[str, Callable[[Paper], bytes]] = {
    "xlsx": lambda paper: xlsx((paper,)),
    "html": lambda paper: html((paper,)),
    "xls": xls,
    "xlsb": xlsb,
    "ods": ods,
    "xml-2003": xml_2003,
    "csv": csv,
}
"""By the name that the reader has for the container."""
