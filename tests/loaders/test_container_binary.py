"""The binary workbooks .xls and .xlsb: their records and calamine must tell the same of every cell."""

import struct
from datetime import date

import pytest

from loaders import container
from loaders.container.recorded import rk
from loaders.sheet import Range
from tests.loaders import spoiled
from tests.loaders.spoiled import packed, record, wide

FALSE, ERROR = b"\0", b"\x17"


def row(number, *, is_hidden=False):
    flags = b"\0\x10" if is_hidden else b"\0\0"
    return packed(0, struct.pack("<IIH", number - 1, 0, 300) + flags + b"\0" + struct.pack("<I", 0))


def placed(kind, column, value, style=0):
    return packed(kind, struct.pack("<II", column - 1, style) + value)


def real(column, value, style=0):
    return placed(5, column, struct.pack("<d", value), style)


def read_xlsb(cells, **around):
    return container.read(spoiled.xlsb(cells, **around), "a.xlsb")


FORMULA_END = struct.pack("<HI", 0, 0) + struct.pack("<I", 0)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (real(1, 1264.0), 1264),
        (real(1, 12.5), 12.5),
        (placed(2, 1, struct.pack("<I", 1264 << 2 | 2)), 1264),
        (placed(2, 1, struct.pack("<I", 1250 << 2 | 3)), 12.5),
        (placed(6, 1, wide("Huyện Gia Bình")), "Huyện Gia Bình"),
        (placed(4, 1, b"\1"), True),
        (placed(9, 1, struct.pack("<d", 7.0) + FORMULA_END), 7),
        (placed(8, 1, wide("kết quả") + FORMULA_END), "kết quả"),
        (real(1, 45566.0, style=1), date(2024, 10, 1)),
    ],
)
def test_a_cell_of_an_xlsb_keeps_its_type(written, value):
    contents = read_xlsb(row(1) + written)
    assert contents.findings == ()
    (held,) = contents.sheets[0].cells.values()
    assert held.value == value
    assert type(held.value) is type(value)


def test_a_share_in_an_xlsb_says_that_it_is_one():
    (held,) = read_xlsb(row(1) + real(1, 0.5776, style=2)).sheets[0].cells.values()
    assert (held.value, held.format) == (0.5776, "0.0%")


def test_an_xlsb_shows_its_errors_merges_and_hidden_lines():
    cells = row(1) + real(1, 1.0) + placed(3, 2, ERROR) + row(2, is_hidden=True) + placed(11, 1, b"\x07" + FORMULA_END)
    merge = packed(177, struct.pack("<I", 1)) + packed(176, struct.pack("<IIII", 0, 0, 2, 4)) + packed(178)
    columns = packed(390) + packed(60, struct.pack("<IIIIH", 3, 5, 2304, 0, 1)) + packed(391)
    contents = read_xlsb(cells, before=columns, after=merge)
    (sheet,) = contents.sheets
    assert (contents.container, contents.findings) == ("xlsb", ())
    assert {address: held.text for address, held in sheet.cells.items()} == {
        (1, 1): "1",
        (1, 2): "#REF!",
        (2, 1): "#DIV/0!",
    }
    assert (sheet.merges, sheet.hidden_rows, sheet.hidden_columns) == ((Range(1, 3, 1, 5),), {2}, {4, 5, 6})


def test_a_value_that_a_merge_covers_is_an_error_there():
    merge = packed(176, struct.pack("<IIII", 0, 1, 0, 0))
    (finding,) = read_xlsb(row(1) + real(1, 1.0) + row(2) + real(1, 7.0), after=merge).findings
    assert (finding.severity, finding.code, finding.where) == ("error", "engines-disagree", "Biểu 01!A2")


@pytest.mark.parametrize(
    ("cells", "around", "code"),
    [
        (row(200_001) + real(1, 1.0), {}, "too-many-rows"),
        (row(4_000_000_000) + real(1, 1.0), {}, "too-many-rows"),
        (row(1) + real(16_384, 1.0), {}, "too-many-columns"),
        (row(1) + real(512, 1.0) + row(199_999) + real(1, 1.0), {}, "too-many-cells"),
        (
            row(1) + real(1, 1.0),
            {"after": packed(176, struct.pack("<IIII", 0, 1_048_575, 0, 16_383))},
            "too-many-merges",
        ),
        (row(1) + packed(13, bytes(8)), {}, "damaged"),
        (b"\x05\xff\xff\xff\x7f", {}, "damaged"),
    ],
)
def test_a_hostile_xlsb_is_refused_before_an_engine_believes_it(cells, around, code):
    (finding,) = read_xlsb(cells, **around).findings
    assert (finding.severity, finding.code) == ("error", code)


def placed_xls(kind, body, *, row_=0, column=0, style=0):
    return record(kind, struct.pack("<HHH", row_, column, style) + body)


def formula(value, *, options=0):
    return placed_xls(0x006, value + struct.pack("<HIH", options, 0, 0))


STYLES = b"".join(record(0xE0, struct.pack("<HH", 0, number).ljust(20, b"\0")) for number in (0, 14, 10, 164))
SCIENTIFIC = record(0x41E, struct.pack("<HHB", 164, 11, 0) + b"0.00000E+00")


def read_xls(cells):
    return container.read(spoiled.xls(cells, in_globals=SCIENTIFIC + STYLES), "a.xls")


@pytest.mark.parametrize(
    ("written", "value", "number_format"),
    [
        (placed_xls(0x203, struct.pack("<d", 1264.0)), 1264, ""),
        (placed_xls(0x27E, struct.pack("<I", 1264 << 2 | 2)), 1264, ""),
        (record(0xBD, struct.pack("<HHHIH", 0, 0, 0, 1264 << 2 | 2, 0)), 1264, ""),
        (placed_xls(0x203, struct.pack("<d", 45566.0), style=1), date(2024, 10, 1), "m/d/yyyy"),
        (placed_xls(0x203, struct.pack("<d", 0.5776), style=2), 0.5776, "0.00%"),
        (placed_xls(0x203, struct.pack("<d", 3183.1), style=3), 3183.1, "0.00000E+00"),
        (placed_xls(0x203, struct.pack("<d", 1264.0), style=3), 1264, "0.00000E+00"),
        (formula(struct.pack("<d", 7.0)), 7, ""),
        (formula(struct.pack("<d", 0.0)), 0, ""),
        (formula(struct.pack("<BBBBHH", 1, 0, 1, 0, 0, 0xFFFF)), True, ""),
    ],
)
def test_a_cell_of_an_xls_keeps_its_type_and_format(written, value, number_format):
    contents = read_xls(written)
    assert contents.findings == ()
    (held,) = contents.sheets[0].cells.values()
    assert (held.value, held.format) == (value, number_format)
    assert type(held.value) is type(value)


def test_a_zero_stored_by_a_program_that_cannot_calculate_is_no_result():
    (held,) = read_xls(formula(struct.pack("<d", 0.0), options=2)).sheets[0].cells.values()
    assert (held.value, held.stale) == (None, True)


def test_an_xls_shows_its_merges_and_what_they_cover_is_an_error():
    merge = record(0xE5, struct.pack("<HHHHH", 1, 0, 1, 0, 0))
    one, other = (placed_xls(0x203, struct.pack("<d", 5.0), row_=row_) for row_ in (0, 1))
    assert read_xls(one + merge).sheets[0].merges == (Range(1, 1, 2, 1),)
    (finding,) = read_xls(one + other + merge).findings
    assert (finding.severity, finding.code, finding.where) == ("error", "engines-disagree", "A!A2")


def test_text_of_two_bytes_a_letter_read_as_one_is_refused():
    words = "Huyện Gia Bình".encode("utf-16-le")
    as_one_byte = placed_xls(0x204, struct.pack("<HB", len(words), 0) + words)
    codes = {finding.code for finding in read_xls(as_one_byte).findings}
    assert codes == {"garbled-text"}


def biff5(cells):
    opening = struct.pack("<HHHH", 0x0500, 0x0005, 0x0DBB, 0x07CC)
    styles = record(0x42, struct.pack("<H", 1252)) + STYLES
    start = len(record(0x809, opening) + styles) + 4 + 8 + 4
    listed = record(0x85, struct.pack("<IBBB", start, 0, 0, 1) + b"A")
    body = record(0x809, struct.pack("<HHHH", 0x0500, 0x0010, 0x0DBB, 0x07CC)) + cells + record(0x0A)
    return spoiled.compound({"Book": record(0x809, opening) + styles + listed + record(0x0A) + body})


def test_an_xls_of_excel_95_is_read_with_its_errors_and_hidden_rows():
    hidden = record(0x208, struct.pack("<HHHHHHI", 1, 0, 3, 255, 0, 0, 0x20))
    label = placed_xls(0x204, struct.pack("<H", 3) + b"Que", column=1)
    error = placed_xls(0x205, ERROR + b"\1", column=2)
    contents = container.read(biff5(hidden + placed_xls(0x203, struct.pack("<d", 12.0)) + label + error), "a.xls")
    (sheet,) = contents.sheets
    assert contents.findings == ()
    assert [held.text for held in sheet.cells.values()] == ["12", "Que", "#REF!"]
    assert sheet.hidden_rows == {2}


@pytest.mark.parametrize(
    ("packed_number", "value"),
    [
        (0x3FF00000, 1.0),
        (0x3FF00001, 0.01),
        (1264 << 2 | 2, 1264),
        (0xFFFFFFFE, -1),
        ((-5 << 2 | 3) & 0xFFFFFFFF, -0.05),
    ],
)
def test_packed_numbers_are_unpacked(packed_number, value):
    assert rk(packed_number) == value
