"""The month's papers: every figure is the store's, twice the same, in the decree's layout, on as many pages as due."""

import re
import shutil
import subprocess
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn
from paper_store import AT, FILLED, filled, members, tables, words

import locales
from adoption import headline, narrative, territory
from adoption import tables as asked
from adoption.facts import AsOf
from adoption.selection import Selection
from documents import book, note, office, slips
from documents.month import MEASURES, gathered, similar
from documents.office import Heading
from reference.measures import measure

APRIL, JULY = "2024-04", "2025-07"
MISSING = "district-luong-tai"
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    kept = filled(tmp_path_factory.mktemp("store"))
    return AsOf(kept, kept.version)


@pytest.fixture(scope="module")
def april(store):
    return gathered(store, APRIL, store.number)


@pytest.fixture(scope="module")
def report(april):
    return note.written(april, FILLED, AT)


@pytest.fixture(scope="module")
def packed(april):
    return slips.zipped(april, FILLED, AT)


def by_unit(store, name, month=APRIL):
    return asked.by_unit(store, name, Selection(measure(name).kind, month, month))


def shown(name, value):
    """Write a value as the papers do, anew from the store's number."""
    if value is None or pd.isna(value):
        return "–"
    return locales.percent(value, "vi") if measure(name).unit == "percent" else locales.number(value, "vi")


def moved(name, value):
    if value is None or pd.isna(value):
        return "–"
    is_percent = measure(name).unit == "percent"
    number = locales.number(value, "vi", 1 if is_percent else 0)
    return f"{'' if number.startswith('-') else '+'}{number}{' điểm' if is_percent else ''}"


def test_the_same_month_heading_and_moment_give_the_same_bytes(april, report, packed):
    assert note.written(april, FILLED, AT) == report
    assert slips.zipped(april, FILLED, AT) == packed
    assert book.written(april, AT) == book.written(april, AT)


def test_the_report_tells_the_month_in_the_narratives_words(store, report):
    told = words(report).replace("\n", " ")
    for paragraph in narrative.story(store, APRIL):
        for sentence in paragraph.sentences:
            assert sentence.text() in told


def test_the_reports_table_of_measures_is_the_cards(store, report):
    rows = next(table for table in tables(report) if len(table[0]) == 7)[1:]
    cards = headline.headline_cards(store, APRIL)
    assert [row[2] for row in rows] == [shown(card.measure_id, card.value) for card in cards]
    assert [row[3] for row in rows] == [moved(card.measure_id, card.change) for card in cards]
    assert [row[6] for row in rows] == [f"{card.units_reported}/{card.units_due}" for card in cards]


@pytest.mark.parametrize("name", note.LISTED)
def test_the_annex_lists_every_unit_with_its_figures(store, report, name):
    listed = {row[1]: row for table in tables(report)[2:] for row in table[1:] if name == listed_of(report, table)}
    rows = by_unit(store, name)
    assert set(listed) == set(rows["unit_name"])
    for row in rows.to_dict("records"):
        told = listed[row["unit_name"]]
        assert told[2] == shown(name, row["value"])
        assert told[3] == moved(name, row["change"])
        assert told[6] == ("–" if pd.isna(row["rank"]) else str(row["rank"]))


def listed_of(content, table):
    """Which measure a table of the annex is of: they come measure by measure, level by level."""
    annex = tables(content)[2:]
    return note.LISTED[annex.index(table) * len(note.LISTED) // len(annex)]


def test_the_report_names_who_is_missing(report):
    reporting = tables(report)[1]
    assert reporting[1] == ["Dịch vụ công trực tuyến", "29", "28", "Huyện Lương Tài"]


def test_each_unit_has_a_slip_and_each_missing_one_a_letter(april, packed):
    found = members(packed)
    assert {name.partition("/")[0] for name in found} == {slips.CONTENTS, "phieu", "don-doc"}
    assert len([name for name in found if name.startswith("phieu/")]) == len(territory.of_levels(APRIL, ()))
    (letter,) = (name for name in found if name.startswith("don-doc/"))
    assert letter.endswith(f"{MISSING}.docx")
    listed = openpyxl.load_workbook(BytesIO(found[slips.CONTENTS])).worksheets[0]
    assert [row[0].value for row in listed.iter_rows(min_row=2)] == [name for name in found if name != slips.CONTENTS]


def test_a_letter_says_what_is_missing_by_when_it_was_due_and_whom_to_answer(packed):
    (letter,) = (content for name, content in members(packed).items() if name.startswith("don-doc/"))
    told = words(letter)
    for said in ("Kính gửi: UBND huyện Lương Tài", "- Dịch vụ công trực tuyến (hạn gửi:", FILLED.contact, "V/v"):
        assert said in told
    assert "- Hồ sơ công việc" not in told


def test_every_figure_of_every_slip_is_the_stores(store, packed):
    found = members(packed)
    rows = {name: by_unit(store, name).set_index("unit_id") for name in MEASURES}
    whole = {
        name: asked.by_month(store, name, Selection(measure(name).kind, APRIL, APRIL))["value"].iloc[0]
        for name in MEASURES
    }
    for name in (one for one in found if one.startswith("phieu/")):
        unit_id = name.removesuffix(".docx").partition("-")[2]
        figures = tables(found[name])[0][1:]
        assert len(figures) == len(MEASURES)
        for told, measure_id in zip(figures, MEASURES, strict=True):
            row = rows[measure_id].loc[unit_id]
            assert told[1] == shown(measure_id, row["value"])
            assert told[2] == moved(measure_id, row["change"])
            assert told[5] == (shown(measure_id, whole[measure_id]) if measure(measure_id).unit == "percent" else "–")


def test_similar_units_are_those_of_one_level_and_type_together(store):
    table = by_unit(store, "online_share", JULY)
    alike = similar(table)
    wards = table["unit_name"].str.startswith("Phường")
    sums = table.loc[wards, ["numerator", "denominator"]].sum()
    assert alike[wards].round(9).unique() == pytest.approx([100 * sums["numerator"] / sums["denominator"]])
    assert alike[table["unit_level"] == "commune"].round(9).nunique() == 2


def test_the_workbook_has_each_measures_figures_as_numbers_and_no_formula(store, april):
    made = openpyxl.load_workbook(BytesIO(book.written(april, AT)))
    assert [cell.coordinate for sheet in made for row in sheet for cell in row if cell.data_type == "f"] == []
    for sheet, name in zip(made.worksheets[1:], MEASURES, strict=False):
        factor = 100 if measure(name).unit == "percent" else 1
        told = {row[0].value: row[2].value for row in sheet.iter_rows(min_row=2)}
        for row in by_unit(store, name).to_dict("records"):
            value = told[row["unit_name"]]
            assert (value is None) == pd.isna(row["value"])
            assert value is None or factor * value == pytest.approx(row["value"])
    assert made.sheetnames[-1] == "Nguồn"


def test_a_counts_change_is_written_as_a_count_and_a_shares_in_points(april):
    sheet = openpyxl.load_workbook(BytesIO(book.written(april, AT))).worksheets[0]
    headings = {cell.value: cell.column for cell in sheet[1]}
    points, count = (headings[name] for name in ("Thay đổi (điểm)", "Thay đổi"))
    of = {measure(name).label: measure(name).unit for name in headline.HEADLINE_MEASURES}
    units = {locales.translator("vi")(label): unit for label, unit in of.items()}
    for line in range(2, sheet.max_row + 1):
        is_share = units[sheet.cell(line, 1).value] == "percent"
        told, other = (sheet.cell(line, at) for at in ((points, count) if is_share else (count, points)))
        assert told.value is not None
        assert other.value is None
        assert told.number_format == ("#,##0.00" if is_share else "#,##0")


def test_the_paper_is_laid_out_as_the_decree_asks(report):
    made = Document(BytesIO(report))
    section = made.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
    assert [round(side.mm) for side in (section.top_margin, section.right_margin, section.bottom_margin)] == [20] * 3
    assert round(section.left_margin.mm) == 30
    assert section.different_first_page_header_footer
    assert made.styles["Normal"].font.name == "Times New Roman"
    told = words(report)
    for said in (office.NATION, office.MOTTO, "Số: 12/BC-VP", "Bắc Ninh, ngày 05 tháng 02 năm 2024", "BÁO CÁO"):
        assert said in told
    assert "CHÁNH VĂN PHÒNG" in told
    assert "- Lưu: VT." in told


def test_the_annex_names_its_paper_and_counts_its_own_pages(report):
    made = Document(BytesIO(report))
    _, annex = made.sections
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert "(Kèm theo Báo cáo số 12/BC-VP ngày 05 tháng 02 năm 2024 của Văn phòng)" in words(report)
    (end,) = (one for one in made.paragraphs if one._p.find(f".//{qn('w:sectPr')}") is not None)
    assert end.paragraph_format.line_spacing.pt == 1  # it follows the signatures, and must not need a page for itself


@pytest.mark.parametrize(
    ("count", "apart"),
    [(1, [0]), (office.WHOLE_ROWS, [office.WHOLE_ROWS - 1]), (20, [*range(3, 17), 19])],
)
def test_a_short_table_stays_whole_and_no_end_of_a_long_one_is_alone(count, apart):
    made = office.paper(AT, "")
    office.table(made, [office.Column("Đơn vị")], [["x"]] * count)
    rows = [cell.paragraphs[0] for cell in made.tables[0].columns[0].cells]
    kept = [row.paragraph_format.keep_with_next for row in rows]
    assert kept[0]
    assert [place for place, is_kept in enumerate(kept[1:]) if not is_kept] == apart


def test_nobody_signs_an_empty_page(report):
    """The last table of the body stands with the last words and the signature."""
    made = Document(BytesIO(report))
    before_closing = made.tables[2]
    assert before_closing.rows[0].cells[0].text == "Báo cáo"
    assert all(row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in before_closing.rows)


def test_what_is_not_filled_in_is_left_as_dots(april):
    told = words(slips.letter(april, april.coverage["service_usage"].missing[0], Heading(), AT))
    assert "Số: ........../....." in told
    assert "ngày ..... tháng ..... năm ........." in told


def test_a_month_of_before_is_told_as_it_stood(store):
    first = gathered(store, APRIL, 1)
    assert {kind for kind, found in first.coverage.items() if not found.reported} >= {"digital_signatures"}
    assert note.written(first, FILLED, AT)


def fullest(month):
    """The slip with most on it: the longest name, dossiers not sent, parts missing in all that was, five warnings."""
    longest = max(month.due, key=lambda one: len(one.full_name))
    about = slips.Province(month)
    about.doubts[longest.id] = tuple(f"{place}: {'số liệu khác xa mọi tháng trước ' * 6}" for place in range(5))
    for name in MEASURES[:4]:
        about.rows[name][longest.id].update(value=None, state="not_sent")
    for rows in about.standing.values():
        rows[longest.id]["lacks"] = "resolution procedures"
    return slips.slip(about, longest, FILLED, AT)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing: apt install libreoffice-writer")
def test_an_office_can_open_them_and_a_slip_is_one_page(tmp_path, april, report, packed):
    found = members(packed)
    longest = max((name for name in found if name.startswith("phieu/")), key=lambda name: len(words(found[name])))
    (letter,) = (name for name in found if name.startswith("don-doc/"))
    papers = {"report": report, "slip": found[longest], "letter": found[letter], "fullest": fullest(april)}
    for name, content in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    paths = sorted(str(path) for path in tmp_path.glob("*.docx"))
    subprocess.run([*command, "--outdir", str(tmp_path), *paths], check=True, capture_output=True, timeout=240)
    pages = {path.stem: len(PAGE.findall(path.read_bytes())) for path in tmp_path.glob("*.pdf")}
    assert pages == {"report": 7, "slip": 1, "letter": 1, "fullest": 1}
