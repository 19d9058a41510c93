"""The officer's way: a workbook in, its figures on the district's page, the table that is on screen out; and back."""

import re

import openpyxl
import pytest
from conftest import SAMPLE
from looking import card, fill, press, send, settle, table, visit
from playwright.sync_api import expect

import loaders
import locales
from tests.pages.bad_files import BAD_FILES

pytestmark = pytest.mark.browser

CORRECTED = next((SAMPLE / "2025" / "03").glob("*cấp huyện 18_4*"))
LINK = 1
"""The column that leads from a row to its cells; it is on screen only."""
MARCH = "from=2025-03&to=2025-03"
QUE_VO = f"unit?unit=district-que-vo&{MARCH}"


def in_workbook(cell):
    """Read a workbook's cell as the page holds it: a percentage in hundredths, nothing as an empty text."""
    if isinstance(cell.value, int | float):
        return cell.value * (100 if "%" in cell.number_format else 1)
    return cell.value or ""


def on_screen(text):
    """Read a cell of the table as a screen reader is told it: its figure in full, whatever the decimals drawn."""
    return float(text) if re.fullmatch(r"-?[\d.]+", text) else text


def online_share(path, unit_id):
    """Divide by hand what the workbook's own line of a unit says."""
    frame = loaders.load(path.read_bytes(), path.name).reports[0].frame
    line = frame[(frame["unit_id"] == unit_id) & (frame["level"] == "all")].iloc[0]
    received = line["received_online"] + line["received_in_person"] + line["received_postal"]
    return locales.percent(100 * line["received_online"] / received, "en")


def test_a_corrected_workbook_moves_the_districts_figures_and_the_download_equals_the_screen(site, page, tmp_path):
    visit(page, site, QUE_VO)
    before = card(page, "Dossiers filed online")

    visit(page, site, "upload")
    send(page, CORRECTED)
    expect(page.get_by_text("would change").first).to_be_visible()
    fill(page, "Your name", "Lan")
    fill(page, "Why do the figures change?", "Quế Võ sent the rest")
    press(page, "Accept")
    expect(page.get_by_text("Accepted: ")).to_be_visible()

    visit(page, site, QUE_VO)
    assert before != card(page, "Dossiers filed online") == online_share(CORRECTED, "district-que-vo")

    visit(page, site, f"services?{MARCH}&unit_level=district")
    with page.expect_download() as started:
        page.get_by_role("button", name="XLSX").click()
    started.value.save_as(tmp_path / "table.xlsx")
    book = openpyxl.load_workbook(tmp_path / "table.xlsx")
    downloaded = [[in_workbook(cell) for cell in row] for row in book.worksheets[0].iter_rows()]
    shown = [[on_screen(text) for place, text in enumerate(row) if place != LINK] for row in table(page)]
    assert [row[0] for row in downloaded] == [row[0] for row in shown]
    for row, cells in zip(downloaded, shown, strict=True):
        assert row == [pytest.approx(cell, rel=1e-6) if isinstance(cell, float) else cell for cell in cells]


def test_a_bad_file_gets_one_clear_sentence_and_the_app_goes_on(site, page, tmp_path):
    visit(page, site, "upload")
    for name, content, words in BAD_FILES.values():
        path = tmp_path / name
        path.write_bytes(content)
        send(page, path)
        error = page.get_by_test_id("stAlert")
        expect(error).to_have_count(1)
        expect(error).to_contain_text(words)
        press(page, "Leave")
        expect(page.get_by_text("These reports are recognised")).to_be_visible()


def test_withdrawing_takes_the_figures_back(site, page):
    signatures = f"unit?unit=district-gia-binh&{MARCH}&measure=issued"
    visit(page, site, signatures)
    assert card(page, "Digital signatures issued")

    visit(page, site, "reports?kind=digital_signatures&period=2025-03")
    headings, newest = table(page)[:2]
    number = newest[headings.index("No.")]
    visit(page, site, f"reports?file={number}")
    press(page, "Withdraw…")
    expect(page.get_by_text("Nothing takes the place of its figures")).to_be_visible()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your name").fill("Lan")
    dialog.get_by_label("Why is it withdrawn?").fill("sent by mistake")
    dialog.get_by_role("button", name="Withdraw", exact=True).click()
    settle(page)
    expect(page.get_by_text("Reason: sent by mistake")).to_be_visible()

    visit(page, site, signatures)
    expect(page.get_by_text("Digital signatures issued", exact=True)).to_have_count(0)
