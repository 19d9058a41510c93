"""Where a figure comes from: its arithmetic, its cells and files, and the ways that lead there."""

from urllib.parse import parse_qs, urlparse

import pytest
from opened import SAMPLE, open_page, put, said, sample
from small_province import USED, accept, fill, fill_departments, report, usage

PAGE = "pages/explore/source.py"
SEPTEMBER = {"from": "2024-09", "to": "2024-09"}
FIRST, CORRECTED = (sample("2025/03", words) for words in ("cấp huyện 7_4", "cấp huyện 18_4"))
QUE_VO = {"from": "2025-03", "to": "2025-03", "unit": "district-que-vo", "measure": "online_share"}


@pytest.mark.parametrize(
    ("language", "title", "arithmetic"),
    [
        ("vi", "Nguồn của số liệu", "730 / 1.264 = 57,8%"),
        ("en", "Where a figure comes from", "730 / 1,264 = 57.8%"),
    ],
)
def test_the_figure_is_said_with_its_arithmetic(store, language, title, arithmetic):
    fill(store)
    app = open_page(PAGE, language, **SEPTEMBER, measure="online_share", unit="district-gia-binh")
    assert [one.value for one in app.title] == [title]
    assert arithmetic in said(app)


@pytest.mark.parametrize(
    ("asked", "arithmetic"),
    [
        ({"measure": "online_share", "unit": "province-bac-ninh"}, "2,530 / 3,264 = 77.5%"),
        ({"measure": "online_share", "unit": "group-districts-bac-ninh"}, "2,530 / 3,264 = 77.5%"),
        ({"measure": "online_share", "unit": "district-gia-binh", "from": "2024-08"}, "1,230 / 2,264 = 54.3%"),
        ({"measure": "received", "unit": "district-gia-binh"}, "## 1,264"),
        ({"measure": "issued_to_date", "unit": "district-gia-binh", "from": "2024-08"}, "## 20,000"),
    ],
)
def test_province_group_unit_months_and_counts_can_be_asked_for(store, asked, arithmetic):
    fill(store)
    assert arithmetic in said(open_page(PAGE, **SEPTEMBER | asked))


def test_the_cells_stand_in_a_table_with_their_file_and_sender(store):
    put(store, FIRST)
    table = open_page(PAGE, **QUE_VO).dataframe[0].value
    assert set(table["part"]) == {"Numerator", "Denominator"}
    assert table.loc[table["part"] == "Numerator", ["field", "value", "cell"]].to_numpy().tolist() == [
        ["Received online", 3963, "D16"]
    ]
    assert set(table["file"]) == {FIRST.name}
    assert set(table["by"]) == {"Hoa"}


def test_the_sheets_lines_are_shown_around_the_cells(store):
    put(store, FIRST)
    lines = open_page(PAGE, **QUE_VO).dataframe[1].value
    assert lines.loc[16, ["B", "D"]].tolist() == ["UBND thị xã Quế Võ", "3.963"]
    assert lines.loc[7, "B"] == "Tên đơn vị"
    assert lines.index.name == "Row"


def test_each_file_can_be_downloaded_and_its_receipt_opened(store):
    put(store, FIRST)
    app = open_page(PAGE, **QUE_VO)
    assert f"No. 1 · {FIRST.stem.split()[0]}" in said(app)
    assert any(button.proto.label == "The original file" for button in app.get("download_button"))
    assert "Its receipt" in [link.value for link in app.page_link]


def test_after_a_correction_the_cells_are_the_laters_and_as_of_then_the_firsts(store):
    put(store, FIRST, CORRECTED)
    assert set(open_page(PAGE, **QUE_VO).dataframe[0].value["receipt"]) == {2}
    assert set(open_page(PAGE, **QUE_VO, as_of="1").dataframe[0].value["receipt"]) == {1}


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Không có số liệu: chưa gửi."), ("en", "There is no figure: not sent.")]
)
def test_where_there_is_no_figure_its_state_is_said(store, language, words):
    fill(store)
    app = open_page(PAGE, language, **SEPTEMBER, measure="records_share", unit="district-tu-son")
    assert words in said(app)
    assert not app.dataframe


def test_the_adults_source_is_named(store):
    put(store, sample("2025/03", "chữ ký số"))
    app = open_page(PAGE, **QUE_VO | {"measure": "adults_share"})
    assert "The number of adults is the one printed in" in said(app)
    assert "C10" in said(app)


def test_rows_of_a_list_are_said_to_be_counted(store):
    accept(store, report("service_usage", "dossiers", "2024-09", usage(USED)))
    app = open_page(PAGE, **SEPTEMBER, measure="received", unit="province-bac-ninh")
    assert "Counted from the rows of the sheet “Biểu”, from row 8 on" in said(app)
    assert set(app.dataframe[0].value["cell"]) == {"(counted)"}


def test_every_row_of_a_table_leads_to_its_cells(store):
    fill(store)
    app = open_page("pages/explore/services.py", **SEPTEMBER, unit_level="district")
    table = app.dataframe[0].value.set_index("unit_name")
    link = urlparse(table.loc["Gia Bình district", "link"])
    asked = {name: values[0] for name, values in parse_qs(link.query).items()}
    assert link.path == "source"
    assert "730 / 1,264 = 57.8%" in said(open_page(PAGE, **asked))


@pytest.mark.parametrize("page", ["overview", "unit"])
def test_cards_lead_to_their_cells(store, page):
    fill(store)
    fill_departments(store)
    app = open_page(f"pages/explore/{page}.py", **SEPTEMBER, unit="district-gia-binh")
    assert [link.value for link in app.page_link].count("Where it comes from") >= 2


def test_a_published_rank_leads_to_its_cell(store):
    put(store, next(SAMPLE.glob("2024/*2024.xlsx")))
    months = {"from": "2024-12", "to": "2024-12"}
    put(store, sample("2024/12", "hồ sơ công việc"))
    published = open_page("pages/explore/overview.py", **months).dataframe[-1].value
    link = urlparse(published["link"].iloc[0])
    app = open_page(f"pages/manage/{link.path}.py", **{name: one[0] for name, one in parse_qs(link.query).items()})
    assert f"## {published['value'].iloc[0]:.0f}" in said(app)
    assert "Rank · Bắc Ninh province" in [one.value for one in app.header]


def test_of_very_many_cells_the_first_are_shown_and_all_are_to_be_had(store, monkeypatch):
    monkeypatch.setattr("ui.traced.CELLS_SHOWN", 1)
    put(store, FIRST)
    app = open_page(PAGE, **QUE_VO)
    assert len(app.dataframe[0].value) == 1
    assert any("The first 1 of" in one.value and "a download has all" in one.value for one in app.caption)
