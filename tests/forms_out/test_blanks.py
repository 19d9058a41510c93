"""A blank form, filled in by another program, comes back without a question, and takes nothing but counts."""

import io
import shutil
import subprocess
from datetime import UTC, datetime

import openpyxl
import pytest
from openpyxl.cell.cell import MergedCell

from adoption import territory
from forms_out import blank, naming, paper
from forms_out.layouts import LAYOUTS
from reference.period import Period
from tests.adoption.tables_of_facts import Facts, row
from tests.forms_out.read_back import read, told

MADE_AT = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
MONTH = {"PL4": "2025-08"}
SECTORS = ("Hộ tịch", "Đất đai")
OFFICE = shutil.which("soffice")


def made(layout, *, is_named=True):
    """A blank form of all units of a month: named line by line, or to be named by the office."""
    period = Period.parse(MONTH.get(layout.id, "2025-05"))
    units = territory.of_levels(f"{period.end:%Y-%m}", layout.levels)
    if is_named and layout.rows != "sectors":
        return blank.written(blank.Blank(blank.named(layout, period, units, "UBND TỈNH BẮC NINH")), MADE_AT)
    choices = SECTORS if layout.rows == "sectors" else tuple(map(naming.printed, units))
    table = blank.unnamed(layout, period, units[0].full_name, len(choices))
    return blank.written(blank.Blank(table, choices), MADE_AT)


def asked(sheet):
    """The cells to be filled in with counts: those that only take whole numbers and "-"."""
    ranges = [str(rule.sqref) for rule in sheet.data_validations.dataValidation if rule.type == "custom"]
    cells = [cell for places in ranges for line in sheet[places] for cell in line]
    return [cell for cell in cells if not cell.protection.locked and not isinstance(cell, MergedCell)]


def filled(data, figure=0):
    """Fill it in as an office would: names chosen from the list, the same figure in each cell."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet, listed = book.worksheets
    names = iter([cell.value for cell in listed["A"][8:]])
    to_name = [line[1] for line in sheet.iter_rows() if not line[1].protection.locked]
    for cell in to_name:
        cell.value = next(names, None)
    nameless = {cell.row for cell in to_name if cell.value is None}
    for cell in asked(sheet):
        cell.value = None if cell.row in nameless else figure
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("figure", [0, "-"])
@pytest.mark.parametrize("is_named", [True, False], ids=["named", "unnamed"])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_filled_form_comes_back_without_a_question(layout, is_named, figure):
    loaded = read(filled(made(layout, is_named=is_named), figure))
    assert loaded.findings == ()
    (report,) = loaded.reports
    assert report.form == layout.id.removesuffix("-sectors")
    assert str(report.period) == MONTH.get(layout.id, "2025-05")
    figures = {value for one in told(report.frame, layout) for value in one[4:] if value != ""}
    assert figures == {figure}


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice (soffice)")
@pytest.mark.parametrize("form", ["II.06a", "PL3", "K2-1", "K3-1"])
def test_a_form_saved_by_libreoffice_comes_back_without_a_question(form, tmp_path):
    source = tmp_path / "bieu.xlsx"
    source.write_bytes(filled(made(LAYOUTS[form]), 0))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    subprocess.run([*command, str(tmp_path / "out"), str(source)], check=True, capture_output=True, timeout=180)
    loaded = read((tmp_path / "out" / "bieu.xlsx").read_bytes())
    assert loaded.findings == ()
    assert loaded.reports[0].form == form


def test_only_cells_to_be_filled_in_can_be_written_to():
    sheet = openpyxl.load_workbook(io.BytesIO(made(LAYOUTS["II.06a"]))).worksheets[0]
    assert sheet.protection.sheet
    unlocked = {cell.coordinate for line in sheet.iter_rows() for cell in line if not cell.protection.locked}
    assert unlocked == {cell.coordinate for cell in asked(sheet)}
    assert sheet.freeze_panes


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_narrow_form_is_printed_upright_and_pages_are_numbered(layout):
    sheet = openpyxl.load_workbook(io.BytesIO(made(layout))).worksheets[0]
    is_narrow = len(layout.fields) <= paper.UPRIGHT
    assert sheet.page_setup.orientation == ("portrait" if is_narrow else "landscape")
    assert sheet.oddFooter.center.text == "&P/&N"


def test_what_stood_at_the_end_of_the_month_before_is_noted_where_this_month_begins():
    facts = Facts(service_usage=[row("2025-04", "district-gia-binh", form="II.06a", pending=12, received=9)])
    layout, period = LAYOUTS["II.06a"], Period.parse("2025-05")
    units = territory.of_level("2025-05", "district")
    known = blank.stocks(facts, layout, period, units)
    assert known == {"UBND huyện Gia Bình": {"carried_over": 12, "pending": 12}}
    table = blank.named(layout, period, units, "UBND TỈNH BẮC NINH")
    sheet = openpyxl.load_workbook(io.BytesIO(blank.written(blank.Blank(table, (), known, "en"), MADE_AT))).worksheets[
        0
    ]
    notes = {cell.column_letter: cell.comment.text for line in sheet.iter_rows() for cell in line if cell.comment}
    assert notes == dict.fromkeys("FK", "At the end of the month before: 12")
    assert read(blank.written(blank.Blank(table, (), known, "vi"), MADE_AT)).findings == ()
