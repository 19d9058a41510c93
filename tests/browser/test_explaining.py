"""The officer's way through a file that leaves something open: explain it once, accept it, and never be asked again."""

import openpyxl
import pytest
from conftest import SAMPLE
from looking import choose, fill, press, send, settle, visit
from playwright.sync_api import expect

from tests.pages.unknown_forms import FIELDS, workbook

pytestmark = pytest.mark.browser

UNKNOWN_UNIT = next((SAMPLE / "refused").glob("*đơn vị lạ*"))
WORDS_FOR_COUNTS = next((SAMPLE / "refused").glob("*số viết chữ*"))


def written(folder, name, **said):
    path = folder / name
    path.write_bytes(workbook(**said))
    return path


def test_an_unknown_name_is_decided_and_the_file_accepted(site, page):
    visit(page, site, "upload")
    send(page, UNKNOWN_UNIT)
    fill(page, "Your name", "Lan")
    choose(page, "Gia Lâm", "Gia Bình district")
    press(page, "Remember this answer")
    expect(page.get_by_text("means Gia Bình district, as Lan said")).to_be_visible()
    if page.get_by_label("Why do the figures change?").count():
        fill(page, "Why do the figures change?", "the name was misspelt")
    press(page, "Accept")
    expect(page.get_by_text("Accepted: ")).to_be_visible()


def test_an_unknown_form_is_explained_and_a_second_file_of_it_needs_no_question(site, page, tmp_path):
    visit(page, site, "upload")
    send(page, written(tmp_path, "lạ.xlsx"))
    fill(page, "Your name", "Lan")
    for letter, field in FIELDS.items():
        suggested = page.get_by_test_id("stSelectbox").filter(has_text=f"{letter} · ").locator("input")
        expect(suggested).to_have_value(field)
    expect(page.get_by_text("So it would be read")).to_be_visible()
    press(page, "Remember this form")
    press(page, "Accept")
    expect(page.get_by_text("Accepted: ")).to_be_visible()

    send(page, written(tmp_path, "lạ nữa.xlsx", period="Tháng 10 năm 2024"))
    expect(page.get_by_text("What is which column?")).to_have_count(0)
    press(page, "Accept")
    expect(page.get_by_text("Accepted: ")).to_be_visible()

    visit(page, site, "reports")
    page.get_by_role("tab", name="What the program was taught").click()
    settle(page)
    expect(page.get_by_text("Names and forms that officers explained.")).to_be_visible()


def test_the_marked_workbook_comes_down_with_what_was_found_in_it(site, page, tmp_path):
    visit(page, site, "upload")
    send(page, WORDS_FOR_COUNTS)
    with page.expect_download() as started:
        page.get_by_role("button", name="Download the marked workbook").click()
    assert started.value.suggested_filename == f"{WORDS_FOR_COUNTS.stem} - marked.xlsx"
    started.value.save_as(tmp_path / "marked.xlsx")
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    commented = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    assert any("một nghìn" in str(cell.value) or "not a whole number" in cell.comment.text for cell in commented)
