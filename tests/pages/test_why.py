"""Why the province's figure moved: in words, drawn, and as a table; nothing is split that cannot be compared."""

import pytest
from opened import open_page, said
from small_province import accept, fill, report, usage

PAGE = "pages/explore/why.py"
SEPTEMBER = {"from": "2024-09", "to": "2024-09"}


@pytest.fixture
def filled(store):
    fill(store)
    return store


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("en", "Why it moved", "went from 56.7% to 77.5% between August 2024 and September 2024: +20.85 points"),
        ("vi", "Vì sao thay đổi", "từ 56,7% thành 77,5%, giữa tháng 8/2024 và tháng 9/2024: +20,85 điểm"),
    ],
)
def test_the_change_is_told_in_words(filled, language, title, words):
    app = open_page(PAGE, language, **SEPTEMBER)
    assert [one.value for one in app.title] == [title]
    assert words in said(app)


def test_the_table_adds_up_to_the_change(filled):
    rows = open_page(PAGE, **SEPTEMBER).dataframe[0].value
    assert rows["effect"].sum() == pytest.approx(100 * (2530 / 3264 - 1700 / 3000))
    assert (rows["rate"] + rows["mix"]).tolist() == pytest.approx(rows["effect"].tolist())


def test_a_month_without_a_figure_is_said(filled):
    app = open_page(PAGE, **SEPTEMBER, against="year")
    assert "One of the two months has no figure" in app.info[0].value
    assert not app.dataframe


def test_records_are_split_by_unit_only(filled):
    app = open_page(PAGE, **SEPTEMBER, measure="records_share")
    assert [one.options for one in app.get("button_group") if one.label == "Split by"] in ([["Units"]], [])


def test_each_unit_leads_to_its_cells(filled):
    links = open_page(PAGE, **SEPTEMBER).dataframe[0].value.set_index("name")["link"]
    assert "unit=district-gia-binh" in links["Gia Bình district"]
    assert "from=2024-09&to=2024-09" in links["Gia Bình district"]


def test_each_level_leads_to_the_cells_of_the_whole_province(filled):
    for month in ("2024-08", "2024-09"):
        (row,) = usage({"district-yen-phong": (10, 10)})
        accept(filled, report("service_usage", "C", month, [row | {"level": "full"}, row | {"level": "partial"}]))
    links = open_page(PAGE, **SEPTEMBER, by="level").dataframe[0].value["link"]
    assert all("unit=province-bac-ninh" in one for one in links)
    assert ["level=full" in one for one in links].count(True) == 1
