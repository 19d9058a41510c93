"""An .xlsx's cells as Excel shows them, the two engines' differences, and what is refused before any engine."""

import random
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from loaders import container
from loaders.container import archive
from loaders.container.contents import Unreadable
from loaders.sheet import Range
from tests.loaders import spoiled


def read(rows="", **around):
    return container.read(spoiled.workbook(rows, **around), "a.xlsx")


def only_cell(cell):
    (sheet,) = read(f'<row r="1">{cell}</row>').sheets
    (held,) = sheet.cells.values()
    return held


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>1264</v></c>', 1264),
        ('<c r="A1"><v>12.5</v></c>', 12.5),
        ('<c r="A1"><v>1E+20</v></c>', 1e20),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="s"><v>0</v></c>', "Huyện Gia Bình"),
        ('<c r="A1" t="str"><f>B1</f><v>kết quả</v></c>', "kết quả"),
        ('<c r="A1" t="inlineStr"><is><r><t>Gia </t></r><r><t>Bình</t></r></is></c>', "Gia Bình"),
        ('<c r="A1" t="inlineStr"><is><t>Gia_x000D_&#10;Bình</t></is></c>', "Gia\r\nBình"),
        ('<c r="A1" t="inlineStr"><is><t>_x005F_x000D_</t></is></c>', "_x000D_"),
        ('<c r="A1" s="1"><v>45566</v></c>', date(2024, 10, 1)),
        ("<c><v>7</v></c>", 7),
    ],
)
def test_a_cell_keeps_its_type(cell, value):
    held = only_cell(cell)
    assert held.value == value
    assert type(held.value) is type(value)


def test_a_date_keeps_its_number_format():
    assert only_cell('<c r="A1" s="1"><v>45566</v></c>').format == "mm-dd-yy"


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_an_error_is_no_blank(error):
    held = only_cell(f'<c r="C10" t="e"><f>1/0</f><v>{error}</v></c>')
    assert (held.value, held.error, held.text) == (None, error, error)


@pytest.mark.parametrize(
    ("cell", "is_stale"),
    [
        ('<c r="B2"><f>SUM(A1:A9)</f></c>', True),
        ('<c r="B2"><f>SUM(A1:A9)</f><v></v></c>', True),
        ('<c r="B2"><f>SUM(A1:A9)</f><v/></c>', True),
        ('<c r="B2"><f t="shared" si="0"/></c>', True),
        ('<x:c r="B2"><x:f>A1</x:f></x:c>', True),
        ('<c r="B2"><f>SUM(A1:A9)</f><v>0</v></c>', False),
    ],
)
def test_a_formula_without_a_result_is_stale(cell, is_stale):
    around = f'<row r="1"><c r="A1"><v>1</v></c></row><row xmlns:x="{spoiled.MAIN}" r="2">{cell}</row>'
    (sheet,) = read(around).sheets
    assert ((2, 2) in sheet.cells and sheet.cells[2, 2].stale) is is_stale


@pytest.mark.parametrize(("calculation", "is_stale"), [("", False), ('<calcPr fullCalcOnLoad="1"/>', True)])
def test_a_zero_stored_by_a_program_that_cannot_calculate_is_no_result(calculation, is_stale):
    rows = (
        '<row r="1"><c r="A1"><f>SUM(B1:B9)</f><v>0</v></c><c r="B1"><v>0</v></c><c r="C1"><f>5</f><v>5</v></c></row>'
    )
    parts = spoiled.parts(rows)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("</workbook>", f"{calculation}</workbook>")
    (sheet,) = container.read(spoiled.zipped(parts), "a.xlsx").sheets
    assert {address: held.stale for address, held in sheet.cells.items()} == {
        (1, 1): is_stale,
        (1, 2): False,
        (1, 3): False,
    }


def test_a_formula_whose_result_is_an_empty_text_is_a_blank():
    (sheet,) = read('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>').sheets
    assert set(sheet.cells) == {(1, 1)}


def test_merges_and_hidden_rows_columns_and_sheets():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Đơn vị", None, "Tổng"])
    sheet.merge_cells("A1:B2")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions.group("D", "F", hidden=True)
    book.create_sheet("ẩn").sheet_state = "hidden"
    first, second = container.read(saved(book), "a.xlsx").sheets
    assert first.merges == (Range(1, 1, 2, 2),)
    assert (first.hidden_rows, first.hidden_columns) == ({5}, {4, 5, 6})
    assert (first.is_hidden, second.is_hidden, second.name) == (False, True, "ẩn")


def saved(book):
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_dimension_that_lies_hides_no_cell():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 41))
    for reference in ("A1", "A1:XFD1048576", "B7:C8"):
        (sheet,) = read(rows, before=f'<dimension ref="{reference}"/>').sheets
        assert len(sheet.cells) == 40


def test_strict_ooxml_is_read_by_both_with_its_hidden_rows():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2" s="1"><v>45566</v></c></row>'
    strict = {
        name: body.replace(spoiled.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            spoiled.RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, body in spoiled.parts(rows).items()
    }
    contents = container.read(spoiled.zipped(strict), "a.xlsx")
    (sheet,) = contents.sheets
    assert contents.findings == ()
    assert [held.value for held in sheet.cells.values()] == [1, date(2024, 10, 1)]
    assert sheet.hidden_rows == {2}


def test_a_cell_that_two_engines_read_differently_is_an_error_there():
    contents = read('<row r="1"><c r="A1"><v>5</v></c><c r="B1" s="1"><v>-5</v></c></row>')
    (finding,) = contents.findings
    assert (finding.severity, finding.code, finding.where) == ("error", "engines-disagree", "Biểu 01!B1")
    assert finding.found == "“1899-12-25” / “00:00:00”"


def test_many_disagreements_are_summed_up():
    cells = "".join(f'<row r="{n}"><c r="A{n}" s="1"><v>-5</v></c></row>' for n in range(1, 31))
    codes = [finding.code for finding in read(cells).findings]
    assert codes == ["engines-disagree"] * 20 + ["engines-disagree-more"]


def test_a_workbook_that_one_engine_cannot_open_says_so():
    contents = container.read(
        spoiled.with_part("xl/styles.xml", spoiled.STYLES.replace("<patternFill/>", "")), "a.xlsx"
    )
    assert contents.sheets[0].cells[1, 1].value == 1
    (finding,) = contents.findings
    assert (finding.severity, finding.code, finding.found) == ("warning", "one-engine-only", "calamine")


def test_macros_are_noted_and_left_alone():
    macro = spoiled.parts()
    macro["[Content_Types].xml"] = macro["[Content_Types].xml"].replace(
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", "vnd.ms-excel.sheet.macroEnabled.main"
    )
    contents = container.read(spoiled.zipped({**macro, "xl/vbaProject.bin": b"\0"}), "a.xlsm")
    assert contents.container == "xlsm"
    assert [finding.code for finding in contents.findings] == ["macro-ignored"]


def cell(address, value="1"):
    row = "".join(filter(str.isdigit, address))
    return f'<row r="{row}"><c r="{address}"><v>{value}</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "after", "code", "found"),
    [
        (cell("A1") + cell("A1048576"), "", "too-many-rows", "1048576"),
        (cell("A4000000000"), "", "too-many-rows", "4000000000"),
        (cell("A1") + cell("XFD2"), "", "too-many-columns", "XFD"),
        (cell("ZZZZZZ1"), "", "too-many-columns", "321272406"),
        ("<row r='1'><c\n r = 'XFD1' t='n'><v>1</v></c></row>", "", "too-many-columns", "XFD"),
        (cell("SR1") + cell("A150000"), "", "too-many-cells", "76800000"),
        (cell("A1"), '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', "too-many-merges", "A1:XFD1048576"),
        (
            cell("A1"),
            "<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 20_001 + "</mergeCells>",
            "too-many-merges",
            "A1:B1",
        ),
    ],
)
def test_addresses_beyond_any_report_are_refused_before_an_engine_believes_them(rows, after, code, found):
    (finding,) = read(rows, after=after).findings
    assert (finding.severity, finding.code, finding.where, finding.found) == ("error", code, "Biểu 01", found)


def test_styled_blank_cells_far_out_do_no_harm():
    (sheet,) = read(
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="9"><c s="1" r="XFD9" /></row>'
    ).sheets
    assert set(sheet.cells) == {(1, 1)}


LAUGHS = '<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
STRINGS = f'<sst xmlns="{spoiled.MAIN}"><si><t>&b;</t></si></sst>'


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("xl/sharedStrings.xml", LAUGHS + STRINGS, "has-dtd"),
        ("xl/sharedStrings.xml", EXTERNAL + STRINGS.replace("&b;", "&x;"), "has-dtd"),
        (spoiled.SHEET, (EXTERNAL + spoiled.sheet("")).encode("utf-16"), "has-dtd"),
        (spoiled.SHEET, (EXTERNAL + spoiled.sheet("")).encode("utf-16-be"), "has-dtd"),
        (spoiled.SHEET, ('<?xml version="1.0" encoding="utf-7"?>' + spoiled.sheet("")), "damaged"),
        (spoiled.SHEET, spoiled.sheet(cell("XFD1")).encode("utf-16"), "too-many-columns"),
        ("xl/sharedStrings.xml", STRINGS.replace("<sst ", '<sst uniqueCount="4000000000" '), "damaged"),
        ("xl/workbook.xml", "<workbook", "damaged"),
        ("xl/../../etc/passwd", "x", "unsafe-member-name"),
        ("/etc/passwd", "x", "unsafe-member-name"),
        ("C:\\windows\\x", "x", "unsafe-member-name"),
        ("xl\\..\\..\\x", "x", "unsafe-member-name"),
        ("xl/Styles.xml", "x", "duplicate-member"),
        ("xl/media/a.bin", bytes(2_000_000), "zip-bomb"),
        (spoiled.SHEET, spoiled.sheet("<row>" + "<c>" * 600_000), "zip-bomb"),
    ],
)
def test_a_hostile_part_is_refused(name, body, code):
    (finding,) = container.read(spoiled.with_part(name, body), "a.xlsx").findings
    assert (finding.severity, finding.code) == ("error", code)


def test_a_member_written_twice_is_refused():
    twice = [*spoiled.parts().items(), (spoiled.SHEET, spoiled.sheet(cell("A1", "2")))]
    (finding,) = container.read(spoiled.zipped(twice), "a.xlsx").findings
    assert (finding.code, finding.found) == ("duplicate-member", spoiled.SHEET)


def test_a_bomb_of_many_members_is_counted_as_it_comes():
    noise = bytes(range(256)) * 16
    padded = {f"xl/media/{n}.bin": noise + bytes(900_000) for n in range(5)}
    with pytest.raises(Unreadable, match="zip-bomb"):
        archive.members(spoiled.zipped({**spoiled.parts(), **padded}), total_bytes=3_000_000)


@pytest.mark.parametrize(("count", "code"), [(200, None), (201, "too-many-sheets")])
def test_sheets_are_counted(count, code):
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, count + 1))
    body = spoiled.parts()["xl/workbook.xml"]
    head, tail = body.split("<sheets>")[0], body.split("</sheets>")[1]
    contents = container.read(spoiled.with_part("xl/workbook.xml", f"{head}<sheets>{listed}</sheets>{tail}"), "a.xlsx")
    assert code in {None, *(finding.code for finding in contents.findings)}
    assert bool(contents.sheets) is (code is None)


def test_members_are_counted():
    many = {f"xl/media/{n}.png": b"" for n in range(2_001)}
    (finding,) = container.read(spoiled.zipped({**spoiled.parts(), **many}), "a.xlsx").findings
    assert finding.code == "too-many-members"


def summary():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"].fill = PatternFill("solid", fgColor="FFFF00")
    for row in range(30):
        sheet.append([row, f"Xã {row}", 1000 + row, row / 7])
    return saved(book)


def test_no_flipped_bit_changes_a_figure_in_silence():
    whole = summary()
    dice = random.Random(20261123)  # noqa: S311 - seeded, so that a failure can be repeated
    (before,) = container.read(whole, "a.xlsx").sheets
    for _ in range(60):
        spoilt = bytearray(whole)
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
        contents = container.read(bytes(spoilt), "a.xlsx")
        assert contents.findings or contents.sheets[0].cells == before.cells
