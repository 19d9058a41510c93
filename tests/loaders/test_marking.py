"""The officer's own workbook comes back marked: each finding in its cell and in a list, nothing else changed."""

from __future__ import annotations

import shutil
import subprocess
import warnings
import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

from loaders import load_in_process as load
from loaders import marked
from loaders.__main__ import main
from loaders.marking.copying import sheet_name
from loaders.marking.styles import COLOURS
from loaders.messages import sentence
from loaders.report import Finding
from tests import commands
from tests.loaders import golden, spoiled

if TYPE_CHECKING:
    from loaders.report import Loaded

PATHS = {path.name: path for path in golden.ORIGINALS}
FLAWS = [name for name in PATHS if name.startswith("flaw-")]
ONES = [Finding("error", "not-a-count", "Biểu 01!B3", "một"), Finding("note", "hidden-sheet", "Biểu 01")]
OFFICE = shutil.which("soffice")
NAME = 31
"""How long a sheet's name may be in Excel."""
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def marked_as_read(data: bytes, name: str = "a.xlsx"):
    return marked(data, name, load(data, name).findings)


def opened(data: bytes):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles that a small workbook made by hand leaves out
        return load_workbook(BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def colour(cell) -> str:
    return cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else ""


def coloured(book) -> set[str]:
    return {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book.worksheets[:-1]
        for row in sheet.iter_rows()
        for cell in row
        if colour(cell) in COLOURS.values()
    }


def summary(loaded: Loaded):
    reports = [
        ({**golden.summary(report), "sheet": report.sheet[:NAME]}, golden.rows(report)) for report in loaded.reports
    ]
    return reports, [(one.severity, one.code, within_name(one.where), one.found) for one in loaded.findings]


def within_name(where: str) -> str:
    """Cut the sheet's name as Excel does: a web page's may be longer."""
    sheet, mark, cell = where.rpartition("!") if "!" in where else (where, "", "")
    return f"{sheet[:NAME]}{mark}{cell}"


def marked_at(book, finding: Finding) -> str:
    """Return the cell that shows a finding: of merged ones the first."""
    if "!" not in finding.where:
        return ""
    sheet, _, cell = within_name(finding.where).rpartition("!")
    merged = next((area for area in book[sheet].merged_cells.ranges if cell in area), None)
    return f"{sheet}!{merged.start_cell.coordinate if merged else cell}"


def saved_by_office(data: bytes, folder, kind: str = "xlsx") -> bytes:
    source = folder / "in" / "marked.xlsx"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"marked.{kind}").read_bytes()


@pytest.mark.parametrize("name", FLAWS)
def test_marks_stand_at_the_findings_and_nowhere_else(name):
    data = PATHS[name].read_bytes()
    findings = load(data, name).findings
    answer = marked(data, name, findings)
    book = opened(answer.workbook)
    assert coloured(book) == {marked_at(book, one) for one in findings} - {""}
    for finding in findings:
        if place := marked_at(book, finding):
            sheet, _, cell = place.rpartition("!")
            assert finding.hint("vi") in book[sheet][cell].comment.text
            assert colour(book[sheet][cell]) == COLOURS[finding.severity]
    assert answer.is_copy == (load(data, name).container not in {"xlsx", "xlsm"})


def looks(cell) -> tuple:
    return cell.value, cell.number_format, repr(cell.font), repr(cell.border), repr(cell.alignment)


@pytest.mark.parametrize("name", [name for name in FLAWS if name.endswith(".xlsx")])
def test_only_styles_comments_and_the_list_are_written_anew(name):
    data = PATHS[name].read_bytes()
    before, after = opened(data), opened(marked_as_read(data, name).workbook)
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                other = after[sheet.title][cell.coordinate]
                assert looks(cell) == looks(other)
        assert sorted(map(str, sheet.merged_cells.ranges)) == sorted(map(str, after[sheet.title].merged_cells.ranges))


@pytest.mark.parametrize("name", FLAWS)
def test_the_marked_workbook_reads_as_before(name):
    data = PATHS[name].read_bytes()
    loaded = load(data, name)
    answer = marked(data, name, loaded.findings)
    if loaded.reports:
        assert summary(unmarked(load(answer.workbook, "m.xlsx"))) == summary(loaded)


@pytest.mark.parametrize("name", ["flaw-unknown-unit.xlsx", "flaw-words-for-a-count.xlsx"])
def test_a_marked_copy_sent_back_as_it_was_is_told_for_what_it_is(name):
    again = load(marked_as_read(PATHS[name].read_bytes(), name).workbook, "m.xlsx")
    (told,) = (one for one in again.findings if one.code == "marked-copy")
    assert "Mend the coloured cells" in sentence(told, "en")


def unmarked(loaded):
    """What was read but for the word that the file is a marked copy."""
    return replace(loaded, findings=tuple(one for one in loaded.findings if one.code != "marked-copy"))


@pytest.mark.parametrize("name", [name for name in FLAWS if name.endswith(".xlsx")])
def test_marking_again_does_not_pile_up(name):
    data = PATHS[name].read_bytes()
    once = marked_as_read(data, name).workbook
    twice = marked_as_read(once, name).workbook
    first, second = opened(once), opened(twice)
    assert first.sheetnames == second.sheetnames
    assert coloured(first) == coloured(second)
    for sheet in first.worksheets[:-1]:
        for row in sheet.iter_rows():
            for cell in row:
                other = second[sheet.title][cell.coordinate].comment
                assert (cell.comment and cell.comment.text) == (other and other.text)


def rich() -> bytes:
    """A workbook with what openpyxl writes of all that must stay."""
    picture = BytesIO()
    Picture.new("RGB", (4, 4), "red").save(picture, "png")
    book = xlsxwriter_with_formula()
    sheet = book["Biểu 01"]
    sheet["B3"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["B3"].font = Font(bold=True, name="Times New Roman")
    sheet["B3"].comment = Comment("của tôi", "Cán bộ")
    sheet["A1"].comment = Comment("ghi chú khác", "Cán bộ")
    sheet.add_image(Image(picture), "F2")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=3))
    sheet.add_chart(chart, "F10")
    sheet.conditional_formatting.add("A1:A3", CellIsRule("greaterThan", ["5"], fill=PatternFill("solid")))
    validation = DataValidation("whole")
    validation.add("A1:A9")
    sheet.add_data_validation(validation)
    sheet.print_area = "A1:C9"
    hidden = book.create_sheet("Ẩn")
    hidden["A1"], hidden.sheet_state = "x", "hidden"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def xlsxwriter_with_formula():
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("Biểu 01")
        sheet.write("A1", 4)
        sheet.write("B3", "một")
        sheet.write_formula("A3", "=A1*2", None, 8)
    return load_workbook(BytesIO(target.getvalue()))


def test_all_other_parts_are_the_same_bytes():
    data = rich()
    before, after = parts(data), parts(marked(data, "a.xlsx", ONES).workbook)
    changed = {name for name, body in before.items() if after[name] != body}
    assert changed <= {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/comments/comment1.xml",
    }
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml"}


def test_an_existing_comment_stays_above_ours_and_ours_can_go():
    data = rich()
    once = marked(data, "a.xlsx", ONES).workbook
    text = opened(once)["Biểu 01"]["B3"].comment.text
    assert text.startswith("của tôi\n")
    assert ONES[0].hint("vi") in text
    cleared = opened(marked(once, "a.xlsx", []).workbook)["Biểu 01"]
    assert cleared["B3"].comment.text == "của tôi"
    assert cleared["A1"].comment.text == "ghi chú khác"
    assert colour(cleared["B3"]) == "FF00FF00"


def test_cached_values_of_formulas_stay():
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("Biểu 01")
        sheet.write_formula("A3", "=A1*2", None, 8)
    answer = marked(target.getvalue(), "a.xlsx", ONES).workbook
    assert load_workbook(BytesIO(answer), data_only=True)["Biểu 01"]["A3"].value == 8
    assert opened(answer)["Biểu 01"]["A3"].value == "=A1*2"


PREFIXED = spoiled.sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
for tag in ("worksheet", "sheetData", "row", "c", "v"):
    PREFIXED = PREFIXED.replace(f"<{tag}", f"<x:{tag}").replace(f"</{tag}>", f"</x:{tag}>")
PREFIXED = PREFIXED.replace("xmlns=", "xmlns:x=")


@pytest.mark.parametrize(
    "data",
    [
        spoiled.workbook('<row r="3"><c r="A3"><v>1</v></c><c r="C3"><v>2</v></c></row><row r="5"/>'),
        spoiled.workbook('<row r="3"><c r="B3" t="inlineStr"><is><t>một</t></is></c></row>'),
        spoiled.workbook('<row r="3"><c r="B3" t="s"><v>0</v></c></row>'),
        spoiled.workbook("<row><c><v>1</v></c></row><row><c><v>1</v></c></row><row><c><v>7</v></c></row>"),
        spoiled.with_part(spoiled.SHEET, PREFIXED),
    ],
    ids=["missing cell", "inline text", "shared text", "no addresses", "prefixed tags"],
)
def test_a_cell_is_marked_however_the_sheet_is_written(data):
    book, before = opened(marked(data, "a.xlsx", ONES).workbook), opened(data)
    assert coloured(book) == {"Biểu 01!B3"}
    values = [[cell.value for cell in row] for row in before["Biểu 01"].iter_rows(max_row=5, max_col=3)]
    assert [[cell.value for cell in row] for row in book["Biểu 01"].iter_rows(max_row=5, max_col=3)] == values


def test_strict_open_xml_stays_strict():
    strict = {
        name: str(body)
        .replace(spoiled.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
        .replace(spoiled.RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, body in spoiled.parts('<row r="3"><c r="B3"><v>1</v></c></row>').items()
    }
    data = spoiled.zipped(strict)
    answer = marked(data, "a.xlsx", ONES)
    assert not answer.is_copy
    assert b"schemas.openxmlformats.org/spreadsheetml" not in b"".join(parts(answer.workbook).values())
    assert summary(unmarked(load(answer.workbook, "a.xlsx"))) == summary(load(data, "a.xlsx"))


def listed(data: bytes) -> list[tuple]:
    return list(opened(data).worksheets[-1].iter_rows(values_only=True, max_col=4))


def test_the_list_names_every_finding_and_links_to_its_cell():
    book = opened(marked(spoiled.workbook(), "a.xlsx", ONES).workbook)
    sheet = book["Lỗi"]
    lines = [tuple(cell.value for cell in row[:4]) for row in sheet.iter_rows(min_row=5)]
    assert lines == [
        ("lỗi", "Biểu 01!B3", "một", ONES[0].hint("vi")),
        ("lưu ý", "Biểu 01", None, ONES[1].hint("vi")),
    ]
    assert [sheet[place].hyperlink.location for place in ("B5", "B6")] == ["'Biểu 01'!B3", "'Biểu 01'!A1"]


def test_the_list_takes_another_name_where_its_own_is_taken():
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("LỖI")
    assert opened(marked(target.getvalue(), "a.xlsx", ONES).workbook).sheetnames == ["LỖI", "Lỗi 2"]


def test_text_that_looks_like_a_formula_stays_text():
    findings = [Finding("error", "not-a-count", "Biểu 01!A1", '=HYPERLINK("http://x")')]
    data = b"<table><tr><td>=1+1</td><td>+84</td></tr><tr><td>@x</td><td>012</td></tr></table>"
    for answer in (marked(spoiled.workbook(), "a.xlsx", findings), marked(data, "a.xls", findings)):
        cells = [cell for sheet in opened(answer.workbook).worksheets for row in sheet.iter_rows() for cell in row]
        assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for row in opened(answer.workbook).worksheets[0].iter_rows() for cell in row] == [
        *("=1+1", "+84", "@x", "012")
    ]


def test_a_copy_says_that_it_is_one():
    answer = marked_as_read(PATHS["flaw-levels-differ.xls"].read_bytes(), "flaw-levels-differ.xls")
    assert answer.is_copy
    assert "bản chép" in str(listed(answer.workbook)[3][0])


def test_people_are_not_copied():
    answer = marked_as_read(PATHS["flaw-personal-list.xls"].read_bytes(), "flaw-personal-list.xls")
    written = b"".join(parts(answer.workbook).values()).decode("utf-8", "replace")
    assert answer.is_copy
    assert not [person for person in golden.PEOPLE if person in written]
    assert "không được chép" in written


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n", b"PK\x03\x04 cut", b"no workbook at all"])
def test_what_cannot_be_opened_is_only_listed(data):
    answer = marked_as_read(data)
    assert answer.is_copy
    assert opened(answer.workbook).sheetnames == ["Lỗi"]
    assert listed(answer.workbook)[4][0] == "lỗi"


def test_a_signature_is_taken_out_and_said():
    signed = {**spoiled.parts(), "_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": "<Signature/>"}
    answer = marked(spoiled.zipped(signed), "a.xlsx", ONES)
    assert not [name for name in parts(answer.workbook) if name.startswith("_xmlsignatures")]
    assert "Chữ ký số" in str(listed(answer.workbook)[3][0])


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("Biểu 01", [], "Biểu 01"),
        ("Biểu 01", ["BIỂU 01"], "Biểu 01 2"),
        ("a[b]:c*", [], "a b  c"),
        ("x" * 40, [], "x" * 31),
        ("x" * 40, ["x" * 31], "x" * 29 + " 2"),
        ("'", [], "Sheet"),
        ("History", [], "History 2"),
    ],
)
def test_a_sheet_gets_a_name_that_excel_allows(wanted, taken, name):
    assert sheet_name(wanted, taken) == name


def test_colours_differ_in_print_and_black_text_stands_out():
    shades = sorted(luminance(one) for one in COLOURS.values())
    assert all((second + 0.05) / (first + 0.05) > 1.15 for first, second in pairwise(shades))
    assert (shades[0] + 0.05) / 0.05 > 7  # WCAG 2.1, 1.4.6


def luminance(argb: str) -> float:
    parts = [int(argb[place : place + 2], 16) / 255 for place in (2, 4, 6)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def run(*arguments: object) -> int:
    return commands.run(main, *arguments).returncode


def test_the_command_writes_the_marked_workbook(tmp_path):
    source, out = PATHS["flaw-unknown-unit.xlsx"], tmp_path / "out.xlsx"
    assert run(source, "--marked", out) == 1
    assert coloured(opened(out.read_bytes())) == {"Bieu 02!B17"}
    assert run(PATHS["flaw-total-off-by-one.xlsx"], "--marked", out, "--json") == 0
    assert run(source, source, "--marked", out) == 2
    assert run(source, "--marked", tmp_path / "none" / "out.xlsx") == 2


def test_the_command_never_writes_over_the_file_it_read(tmp_path):
    own = tmp_path / "own.xlsx"
    own.write_bytes(PATHS["flaw-unknown-unit.xlsx"].read_bytes())
    assert run(own, "--marked", own) == 2
    assert own.read_bytes() == PATHS["flaw-unknown-unit.xlsx"].read_bytes()


@needs_office
@pytest.mark.parametrize("name", ["flaw-unknown-unit.xlsx", "flaw-levels-differ.xls"])
def test_libreoffice_opens_and_saves_it_without_a_change_in_what_is_read(name, tmp_path):
    data = PATHS[name].read_bytes()
    saved = saved_by_office(marked_as_read(data, name).workbook, tmp_path)
    assert summary(unmarked(load(saved, "m.xlsx"))) == summary(load(data, name))
    again = opened(marked_as_read(saved).workbook)
    assert len([sheet for sheet in again.sheetnames if sheet.startswith("Lỗi")]) == 1


@needs_office
def test_repaired_in_libreoffice_it_is_accepted(tmp_path):
    name = "flaw-words-for-a-count.xlsx"
    (finding,) = load(PATHS[name].read_bytes(), name).findings
    data = marked_as_read(PATHS[name].read_bytes(), name).workbook
    book = opened(data)
    sheet, _, cell = finding.where.rpartition("!")
    right = opened(PATHS["k2-2-records-2024-09.xlsx"].read_bytes())
    book[sheet][cell] = right.worksheets[0][cell].value
    target = BytesIO()
    book.save(target)
    repaired = load(saved_by_office(target.getvalue(), tmp_path), name)
    assert repaired.is_acceptable
    assert repaired.findings == ()


@needs_office
def test_a_cell_gets_its_own_fill_back_after_libreoffice_saved_the_file(tmp_path):
    saved = saved_by_office(marked(rich(), "a.xlsx", ONES).workbook, tmp_path)
    cleared = opened(marked(saved, "a.xlsx", []).workbook)["Biểu 01"]["B3"]
    assert colour(cleared) == "FF00FF00"
    assert cleared.comment.text.strip() == "của tôi"
