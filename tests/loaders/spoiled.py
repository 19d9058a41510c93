"""Small files made by hand: workbooks of chosen parts, compound files of chosen streams, and their spoiled forms."""

from __future__ import annotations

import struct
import warnings
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>', **around: str) -> dict[str, str | bytes]:
    """Return the parts of a workbook with one sheet, "Biểu 01"."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/{SHEET}" ContentType="{kind}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="Biểu 01" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId3" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        ),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>Huyện Gia Bình</t></si></sst>',
        SHEET: sheet(rows, **around),
    }


def workbook(rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>', **around: str) -> bytes:
    return zipped(parts(rows, **around))


def with_part(name: str, body: str | bytes) -> bytes:
    return zipped({**parts(), name: body})


def zipped(members: Mapping[str, str | bytes] | list[tuple[str, str | bytes]]) -> bytes:
    target = BytesIO()
    listed = members if isinstance(members, list) else list(members.items())
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # of a name written twice, which is the point of it
        for name, body in listed:
            archive.writestr(name, body)
    return target.getvalue()


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return an OLE compound file (version 3, 512-byte sectors); streams are padded so that none is a small one."""
    end, free, table_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    bodies = [body.ljust(4096, b"\0") for body in streams.values()]
    bodies = [body + bytes(-len(body) % 512) for body in bodies]
    table, directory, sectors = [table_mark, end], _entry("Root Entry", 5, end, 0), b""
    for name, body in zip(streams, bodies, strict=True):
        start, count = len(table), len(body) // 512
        table += [*range(start + 1, start + count), end]
        directory += _entry(name, 2, start, len(body))
        sectors += body
    table += [free] * (128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0, 0) + struct.pack("<108I", *[free] * 108)
    return header + struct.pack("<128I", *table) + directory.ljust(512, b"\0")[:512] + sectors


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    title = name.encode("utf-16-le") + b"\0\0"
    child, none = (1 if kind == 5 else 0xFFFFFFFF), 0xFFFFFFFF
    head = title.ljust(64, b"\0") + struct.pack("<HBBIII", len(title), kind, 1, none, none, child)
    return head + bytes(36) + struct.pack("<III", start, size, 0)


def record(number: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def xls(cells: bytes, *, in_globals: bytes = b"") -> bytes:
    """Return an .xls (BIFF8) with one sheet, "A", of the given records."""
    opening = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    start = len(record(0x809, opening) + in_globals) + 4 + 9 + 4
    listed = record(0x85, struct.pack("<IBBBB", start, 0, 0, 1, 0) + b"A")
    of_sheet = struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6)
    whole = record(0x809, opening) + in_globals + listed + record(0x0A) + record(0x809, of_sheet) + cells + record(0x0A)
    return compound({"Workbook": whole})
