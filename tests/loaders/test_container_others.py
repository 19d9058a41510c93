"""The rarer containers: .xls, XML Spreadsheet 2003, delimited text, and zips of files."""

import struct
from datetime import date

import pytest

from loaders import container
from loaders.container.folder import is_archive, spreadsheets
from loaders.sheet import Range
from tests.loaders import spoiled


def number(row, column, value):
    return spoiled.record(0x203, struct.pack("<HHHd", row, column, 15, value))


def test_an_xls_shows_the_error_cells_and_hidden_rows_that_its_engine_hides():
    error = spoiled.record(0x205, struct.pack("<HHHBB", 0, 1, 15, 0x17, 1))
    formula_error = spoiled.record(0x006, struct.pack("<HHHBxBxxxHHIH", 1, 1, 15, 2, 0x07, 0xFFFF, 0, 0, 0))
    hidden_row = spoiled.record(0x208, struct.pack("<HHHHHHI", 1, 0, 3, 255, 0, 0, 0x20))
    hidden_columns = spoiled.record(0x07D, struct.pack("<HHHHHH", 2, 3, 0, 0, 1, 0))
    whole = spoiled.xls(hidden_columns + hidden_row + number(0, 0, 12.0) + error + formula_error)
    contents = container.read(whole, "a.xls")
    (sheet,) = contents.sheets
    assert (contents.container, contents.findings) == ("xls", ())
    assert {address: cell.text for address, cell in sheet.cells.items()} == {
        (1, 1): "12",
        (1, 2): "#REF!",
        (2, 2): "#DIV/0!",
    }
    assert (sheet.name, sheet.hidden_rows, sheet.hidden_columns) == ("A", {2}, {3, 4})


def test_an_xls_whose_sectors_run_in_a_ring_is_damaged():
    whole = bytearray(spoiled.xls(number(0, 0, 12.0)))
    whole[512 + 2 * 4 : 512 + 3 * 4] = struct.pack("<I", 2)  # the table's entry of the stream's first sector
    (finding,) = container.read(bytes(whole), "a.xls").findings
    assert finding.code == "damaged"


XML_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
<Styles><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style></Styles>
<Worksheet ss:Name="Biểu 01"><Table>
<Column/><Column ss:Hidden="1" ss:Span="1"/>
<Row><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">Đơn vị</Data></Cell>
<Cell><Data ss:Type="Number">12</Data></Cell></Row>
<Row ss:Index="5" ss:Hidden="1">
<Cell ss:Index="3" ss:StyleID="d"><Data ss:Type="DateTime">2024-10-01T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=R1C1"/>
<Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="ẩn"><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible>
</WorksheetOptions></Worksheet></Workbook>"""


def test_an_xml_spreadsheet_is_read_with_its_addresses():
    contents = container.read(XML_2003.encode(), "a.xls")
    first, second = contents.sheets
    values = {address: cell.error or cell.stale or cell.value for address, cell in first.cells.items()}
    assert values == {
        (1, 1): "Đơn vị",
        (1, 3): 12,
        (5, 3): date(2024, 10, 1),
        (5, 4): "#N/A",
        (5, 5): True,
        (5, 6): True,
    }
    assert (contents.container, contents.findings) == ("xml-2003", ())
    assert (first.merges, first.hidden_rows, first.hidden_columns) == ((Range(1, 1, 2, 2),), {5}, {2, 3})
    assert first.cells[5, 3].format == "Short Date"
    assert (first.is_hidden, second.name, second.is_hidden) == (False, "ẩn", True)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("</Workbook>", "", "truncated"),
        ("</Row>", "", "damaged"),
        ("<Workbook", "<!DOCTYPE Workbook [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Workbook", "has-dtd"),
        ('ss:Index="5"', 'ss:Index="1048576"', "too-many-rows"),
        ('ss:Index="3"', 'ss:Index="16384"', "too-many-columns"),
        ('ss:MergeAcross="1"', 'ss:MergeAcross="9999"', "too-many-columns"),
    ],
)
def test_a_spoiled_xml_spreadsheet_is_refused(old, new, code):
    (finding,) = container.read(XML_2003.replace(old, new).encode(), "a.xls").findings
    assert (finding.severity, finding.code) == ("error", code)


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("Đơn vị,Tổng\nGia Bình,1264\n".encode(), [["Đơn vị", "Tổng"], ["Gia Bình", "1264"]]),
        ("\ufeffĐơn vị;Tỷ lệ\r\nGia Bình;57,76\r\n".encode(), [["Đơn vị", "Tỷ lệ"], ["Gia Bình", "57,76"]]),
        ("Đơn vị\tTổng\nGia Bình\t1.264\n".encode("utf-16"), [["Đơn vị", "Tổng"], ["Gia Bình", "1.264"]]),
        (b'a|b\n"x|y\nz"|2\n', [["a", "b"], ["x|y\nz", "2"]]),
    ],
)
def test_delimited_text_is_read_as_text(data, rows):
    contents = container.read(data, "a.xlsx")
    (sheet,) = contents.sheets
    assert contents.container == "csv"
    assert [[sheet.cells[r, c].value for c in (1, 2)] for r in (1, 2)] == rows


def test_a_zip_gives_its_files_by_their_names():
    one = spoiled.workbook()
    inner = spoiled.zipped({"b.xlsx": one})
    folder = spreadsheets(
        spoiled.zipped(
            {"Tháng 9/": "", "Tháng 9/PL3.xls": "<table>", "a.xlsx": one, "nested.zip": inner}
            | {"__MACOSX/._a.xlsx": "x", "~$a.xlsx": "x", ".DS_Store": "x"}
        )
    )
    assert folder.files == (("Tháng 9/PL3.xls", b"<table>"), ("a.xlsx", one))
    assert [(f.severity, f.code, f.found) for f in folder.findings] == [("error", "archive-not-read", "nested.zip")]


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"../x.xlsx": b"x"}, "unsafe-member-name"),
        ({"x.xlsx": bytes(3_000_000)}, "zip-bomb"),
        ({"__MACOSX/x": b"x"}, "empty-file"),
    ],
)
def test_a_hostile_or_empty_zip_gives_no_files(members, code):
    folder = spreadsheets(spoiled.zipped(members))
    assert folder.files == ()
    assert [finding.code for finding in folder.findings] == [code]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (spoiled.workbook(), False),
        (spoiled.zipped({"mimetype": "x"}), False),
        (spoiled.zipped({"Tháng 9/a.xlsx": "x"}), True),
        (b"PK", False),
        (b"<table>", False),
    ],
)
def test_a_workbook_is_not_taken_for_a_zip_of_files(data, expected):
    assert is_archive(data) is expected
