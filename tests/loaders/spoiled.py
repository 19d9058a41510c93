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
            archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)  # with a day of its own, not today's
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


def xls(cells: bytes, *, in_globals: bytes = b"", name: str = "A") -> bytes:
    """Return an .xls (BIFF8) with one sheet of the given records."""
    opening = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    start = len(record(0x809, opening) + in_globals) + 4 + 6 + len(title) + 4
    listed = record(0x85, struct.pack("<IBB", start, 0, 0) + title)
    of_sheet = struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6)
    whole = record(0x809, opening) + in_globals + listed + record(0x0A) + record(0x809, of_sheet) + cells + record(0x0A)
    return compound({"Workbook": whole})


OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def ods(tables: str, *, styles: str = "") -> bytes:
    """Return an .ods of the given tables, written with the prefixes table:, office:, text:, style: and calcext:."""
    names = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f"<office:document-content {names} {calc}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<!DOCTYPE m><m/>"})


def packed(number: int, body: bytes = b"") -> bytes:
    """Return a record of an .xlsb: its number and its length in groups of seven bits."""
    head = bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7])
    length, size = len(body), b""
    while length > 127:
        size, length = size + bytes([length & 127 | 128]), length >> 7
    return head + size + bytes([length]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(
    cells: bytes,
    *,
    after: bytes = b"",
    before: bytes = b"",
    in_workbook: bytes = b"",
    name: str = "Biểu 01",
    formats: tuple[str, ...] = ("General", "dd/mm/yyyy", "0.0%"),
) -> bytes:
    """Return an .xlsb with one sheet of the given records; a cell's style is the place of its number format."""
    kind = "application/vnd.ms-excel"
    codes = b"".join(packed(44, struct.pack("<H", 164 + place) + wide(code)) for place, code in enumerate(formats))
    kept = b"".join(packed(47, struct.pack("<HH", 0, 164 + n).ljust(16, b"\0")) for n, _ in enumerate(formats))
    listed = packed(156, struct.pack("<II", 0, 1) + wide("rId1") + wide(name))
    size = packed(148, struct.pack("<IIII", 0, 9, 0, 9))
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.bin" ContentType="{kind}.sheet.binary.macroEnabled.main"/></Types>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships">'
                f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.bin"/></Relationships>'
            ),
            "xl/_rels/workbook.bin.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships">'
                f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
            ),
            "xl/workbook.bin": packed(131) + in_workbook + packed(143) + listed + packed(144) + packed(132),
            "xl/styles.bin": packed(278)
            + codes
            + packed(617, struct.pack("<I", len(formats)))
            + kept
            + packed(618)
            + packed(279),
            "xl/worksheets/sheet1.bin": (
                packed(129) + size + before + packed(145) + cells + packed(146) + after + packed(130)
            ),
        }
    )
