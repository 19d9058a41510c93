"""The page that makes the month's papers: in both languages, from the state shown, with what the officer filled in."""

from io import BytesIO

import openpyxl
import pytest
from docx import Document
from opened import open_page, settled
from small_province import fill

PAGE = "pages/manage/documents.py"


@pytest.fixture
def filled(store):
    fill(store)
    return store


def test_empty_store_says_what_to_do(store):
    app = open_page(PAGE)
    assert "No file is in force: none was accepted yet, or all were withdrawn." in [one.value for one in app.markdown]


@pytest.mark.parametrize(("language", "title"), [("en", "Documents"), ("vi", "Văn bản")])
def test_it_makes_the_workbook_and_the_slips(filled, language, title):
    app = open_page(PAGE, language, to="2024-09")
    assert [one.value for one in app.title] == [title]
    app.button(key="make so-lieu").click()
    app = settled(app)
    made = app.session_state["paper made so-lieu"]
    sheet = openpyxl.load_workbook(BytesIO(made.content)).worksheets[1]
    assert {row[0].value: row[2].value for row in sheet.iter_rows(min_row=2)}["Thành phố Từ Sơn"] == pytest.approx(0.9)


def test_the_report_has_what_the_officer_filled_in_and_the_state_shown(filled):
    app = open_page(PAGE, to="2024-09", as_of="2")
    app.text_input(key="paper signer").set_value("Nguyễn Văn A")
    app.button(key="make bao-cao").click()
    app = settled(app)
    made = Document(BytesIO(app.session_state["paper made bao-cao"].content))
    told = "\n".join(cell.text for table in made.tables for row in table.rows for cell in row.cells)
    assert "Nguyễn Văn A" in told
    assert "nhận đến số 2 trong sổ" in "\n".join(one.text for one in made.paragraphs)


def test_another_month_has_nothing_to_take_away_until_it_is_made(filled):
    app = open_page(PAGE, to="2024-09")
    app.button(key="make so-lieu").click()
    app = settled(app)
    assert len(app.get("download_button")) == 1
    app.selectbox(key="to").set_value("2024-08")
    assert not settled(app).get("download_button")


def test_every_chart_of_an_explore_page_can_be_taken_as_a_picture(filled):
    app = open_page("pages/explore/services.py", **{"from": "2024-08", "to": "2024-09", "unit_level": "district"})
    pictures = [one.proto.label for one in app.get("download_button") if one.proto.label in {"PNG", "SVG"}]
    assert len(pictures) >= 6  # ranking, trend, map
