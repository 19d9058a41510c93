"""Files made to hurt whoever reads them: bombs, lies about sizes, entities, loops, and text that patterns choke on."""

from __future__ import annotations

import random
import struct
import zlib
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from tests.loaders import spoiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEGABYTE = 1024 * 1024
ONE_CELL = '<c r="A1"><v>1</v></c>'


def _bomb(name: str, start: str, filling: bytes, end: str, megabytes: int, effort: int = 1) -> bytes:
    """Return a workbook one part of which inflates to so many megabytes."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=effort) as archive:
        for part, body in spoiled.parts().items():
            if part != name:
                archive.writestr(part, body)
        with archive.open(name, "w", force_zip64=True) as stream:
            stream.write(start.encode())
            for _ in range(megabytes * MEGABYTE // len(filling)):
                stream.write(filling)
            stream.write(end.encode())
    return target.getvalue()


def _sheet_bomb(filling: bytes, megabytes: int, effort: int = 1) -> bytes:
    opening = f'<worksheet xmlns="{spoiled.MAIN}"><sheetData>'
    return _bomb(spoiled.SHEET, opening, filling, "</sheetData></worksheet>", megabytes, effort)


def dense() -> bytes:
    return _sheet_bomb(b" " * MEGABYTE, 64, effort=9)


def long() -> bytes:
    """Inflate to more than is allowed, each part of it at a ratio that is."""
    grain = zlib.compress(struct.pack("<700H", *((7 * n * n) % 65536 for n in range(700))))[:1000]
    return _sheet_bomb(b"<!-- " + grain.replace(b"-", b"_") + b" " * 150_000 + b" -->", 310)


def understated() -> bytes:
    """Announce 10 bytes of the sheet in the zip's directory; there are 20 megabytes."""
    whole = bytearray(_sheet_bomb(b" " * 50_000 + bytes(range(48, 58)) * 100, 20))
    at = whole.rindex(b"PK\x01\x02")
    while spoiled.SHEET.encode() not in whole[at : at + 80]:
        at = whole.rindex(b"PK\x01\x02", 0, at)
    whole[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(whole)


def nested(depth: int = 12) -> bytes:
    inner = spoiled.workbook()
    for level in range(depth):
        inner = spoiled.zipped({f"{level}-{copy}.zip": inner for copy in range(2)})
    return inner


def with_rows(rows: str, **around: str) -> Callable[[], bytes]:
    return partial(spoiled.workbook, rows, **around)


def with_entities(part: str, prologue: str, inside: str = "&x;") -> Callable[[], bytes]:
    """Put a document type before a part of a workbook, and a reference to its entity into the part."""

    def make() -> bytes:
        parts = spoiled.parts()
        body = parts[part]
        assert isinstance(body, str)
        return spoiled.zipped({**parts, part: prologue + body.replace("</", f"{inside}</", 1)})

    return make


LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
)
FILE = "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
WEB = "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"


def in_utf_16() -> bytes:
    """Hide a document type from a search of bytes."""
    body = spoiled.parts()[spoiled.SHEET]
    return spoiled.with_part(spoiled.SHEET, f"<?xml version='1.0' encoding='UTF-16'?>{FILE}{body}".encode("utf-16"))


def with_member(name: str) -> Callable[[], bytes]:
    return lambda: spoiled.zipped({**spoiled.parts(), name: "x"})


def twice() -> bytes:
    return spoiled.zipped([*spoiled.parts().items(), (spoiled.SHEET.upper(), spoiled.sheet(ONE_CELL))])


def many_members() -> bytes:
    return spoiled.zipped({**spoiled.parts(), **{f"xl/media/{n}.png": "" for n in range(3_000)}})


def many_sheets() -> bytes:
    parts = spoiled.parts()
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 20_001))
    workbook = str(parts["xl/workbook.xml"]).replace('<sheet name="Biểu 01" sheetId="1" r:id="rId1"/>', listed)
    return spoiled.zipped({**parts, "xl/workbook.xml": workbook})


def many_merges() -> bytes:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 1_000_001))
    return spoiled.workbook(f'<row r="1">{ONE_CELL}</row>', after=f"<mergeCells>{merges}</mergeCells>")


def many_texts() -> bytes:
    texts = "".join(f"<si><t>{n}</t></si>" for n in range(1_000_000))
    return spoiled.with_part("xl/sharedStrings.xml", f'<sst xmlns="{spoiled.MAIN}">{texts}</sst>')


def many_styles() -> bytes:
    styles = "".join(f'<xf numFmtId="{n % 60}" applyNumberFormat="1"/>' for n in range(150_000))
    body = spoiled.STYLES.replace('<cellXfs count="2">', f'<cellXfs count="150000">{styles}')
    return spoiled.with_part("xl/styles.xml", body)


def many_conditions() -> bytes:
    rules = "".join(
        f'<conditionalFormatting sqref="A{n}"><cfRule type="expression" priority="{n}"><formula>A{n}&gt;1</formula>'
        "</cfRule></conditionalFormatting>"
        for n in range(1, 60_001)
    )
    return spoiled.workbook(f'<row r="1">{ONE_CELL}</row>', after=rules)


def deep() -> bytes:
    return spoiled.workbook("<a>" * 200_000 + "</a>" * 200_000)


def announcing(count: int) -> bytes:
    return spoiled.with_part(
        "xl/sharedStrings.xml", f'<sst xmlns="{spoiled.MAIN}" uniqueCount="{count}"><si><t>a</t></si></sst>'
    )


def _cells(count: int) -> Iterator[str]:
    for row in range(1, count // 20 + 1):
        yield (
            f'<row r="{row}">'
            + "".join(f'<c r="{chr(65 + n)}{row}"><v>{row * n}</v></c>' for n in range(20))
            + "</row>"
        )


def a_quarter_million_cells() -> bytes:
    return spoiled.workbook("".join(_cells(250_000)))


def list_of_offices() -> bytes:
    """Pass for a large list of dossiers whose every row names another office, in a text that takes long to judge."""
    tail = " ".join(f"{chr(0x1EA0 + n % 90)}{n}" for n in range(400))
    texts = [
        ("Mã hồ sơ", "Đơn vị", "Ngày tiếp nhận"),
        *((f"H{n}", f"A{n} {tail}", "05/09/2025") for n in range(20_000)),
    ]
    cells = ("".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) for row in texts)
    return spoiled.workbook("".join(f"<row>{row}</row>" for row in cells))


def huge_text(length: int) -> Callable[[], bytes]:
    letters = "".join(chr(0x1EA0 + (n * n) % 90) for n in range(length))
    return with_rows(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{letters}</t></is></c></row>')


def choking_scan(piece: str, times: int, after: str = "") -> Callable[[], bytes]:
    """Fill a sheet's XML with what a careless pattern would try in every combination."""
    return lambda: spoiled.workbook(f'<row r="1">{ONE_CELL}{piece * times}{after}</row>')


# OLE and BIFF


def compound(**changes: int) -> bytes:
    """Return an .xls with numbers of its header changed: name them by their offset, as at_44=..."""
    whole = bytearray(spoiled.xls(spoiled.record(0x203, struct.pack("<HHHd", 0, 0, 0, 12.0))))
    for place, number in changes.items():
        struct.pack_into("<I", whole, int(place.removeprefix("at_")), number)
    return bytes(whole)


def ring_of_table_sectors() -> bytes:
    """Let the chain of sectors that hold the table run in a ring of one."""
    whole = bytearray(compound(at_44=4_000_000_000, at_68=0, at_72=4_000_000_000))
    struct.pack_into("<I", whole, 512 + 127 * 4, 0)
    return bytes(whole)


def ring(sector: int, to: int) -> bytes:
    return compound(**{f"at_{512 + 4 * sector}": to})


def biff(*records: tuple[int, bytes]) -> bytes:
    return spoiled.xls(b"".join(spoiled.record(*one) for one in records))


def lying_record() -> bytes:
    """End the sheet with a record that says it is 60,000 bytes long."""
    return spoiled.xls(struct.pack("<HH", 0x203, 60_000) + bytes(14))


def lying_texts() -> bytes:
    table = spoiled.record(0xFC, struct.pack("<II", 4_000_000_000, 4_000_000_000))
    return spoiled.xls(spoiled.record(0xFD, struct.pack("<HHHI", 0, 0, 0, 3_999_999_999)), in_globals=table)


def lying_sheet_start() -> bytes:
    whole = spoiled.xls(b"")
    at = whole.index(struct.pack("<H", 0x85)) + 4
    return whole[:at] + struct.pack("<I", 0xFFFFFFF0) + whole[at + 4 :]


def tall_merges() -> bytes:
    """Merge 65,536 rows a thousand times: each is small, all together are not."""
    merges = [(0xE5, struct.pack("<H", 1000) + struct.pack("<HHHH", 0, 65_535, 1, 2) * 1000)]
    return biff((0x203, struct.pack("<HHHd", 0, 0, 0, 1.0)), *merges)


# the other containers


def ods_of_repeats(rows: int, columns: int) -> Callable[[], bytes]:
    cell = f'<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{columns}"/>'
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    return partial(spoiled.ods, f'<table:table table:name="S">{row}</table:table>')


def ods_of_spans() -> bytes:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-rows-spanned="900000"/>'
    rows = f"<table:table-row>{cell * 100}</table:table-row>" * 100
    return spoiled.ods(f'<table:table table:name="S">{rows}</table:table>')


def ods_with_entities() -> bytes:
    whole = spoiled.ods('<table:table table:name="S"/>')
    with ZipFile(BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return spoiled.zipped({**parts, "content.xml": LAUGHS.encode() + parts["content.xml"]})


def xml_2003(table: str, prologue: str = "") -> Callable[[], bytes]:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    whole = (
        f'<?xml version="1.0"?>{prologue}<Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="S">'
        f"<Table>{table}</Table></Worksheet></Workbook>"
    )
    return whole.encode


def xlsb_lying() -> bytes:
    """Begin a record of 256 megabytes in a sheet of an .xlsb."""
    return spoiled.xlsb(b"\x05\xff\xff\xff\x7f")


def xlsb_far() -> bytes:
    row = spoiled.packed(0, struct.pack("<IIHHBI", 1_048_575, 0, 300, 0, 0, 0))
    return spoiled.xlsb(row + spoiled.packed(5, struct.pack("<IId", 16_383, 0, 1.0)))


def text(line: str, times: int, end: str = "") -> Callable[[], bytes]:
    return (line * times + end).encode


def long_line() -> bytes:
    return ("a;b\n1;" + "ngày tháng " * 8_000 + "\n").encode()


def noise(start: bytes) -> bytes:
    """Return bytes that chance wrote, after a beginning that promises something."""
    return start + random.Random(start).randbytes(100_000)  # noqa: S311 - nothing is kept secret by it
