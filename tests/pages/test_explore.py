"""The explore pages over a small store: words and figures in the reader's form, and what an address chooses."""

from pathlib import Path

import pytest
from opened import ROOT, open_page
from small_province import USED, accept, fill, fill_departments, report, usage
from streamlit.testing.v1 import AppTest

TITLES = {
    "overview": ("Tổng quan", "Overview"),
    "services": ("Dịch vụ công trực tuyến", "Online services"),
    "records": ("Hồ sơ công việc", "Work records"),
    "signatures": ("Chữ ký số", "Digital signatures"),
}
LANGUAGES = ("vi", "en")
DISTRICTS = {"from": "2024-09", "to": "2024-09", "unit_level": "district"}


@pytest.fixture
def filled(store):
    fill(store)
    return store


def visit(name, language="vi", **asked):
    return open_page(f"pages/explore/{name}.py", language, **asked)


def rows(app):
    """The table on screen: what stands in it, before it is written in the reader's form."""
    return app.dataframe[0].value.set_index("unit_name")


def card(app, label):
    one = next(metric for metric in app.metric if metric.label == label)
    return one.value, one.delta


@pytest.mark.parametrize(("place", "language"), list(enumerate(LANGUAGES)))
@pytest.mark.parametrize("name", TITLES)
def test_page_opens_under_its_title(filled, name, place, language):
    assert [title.value for title in visit(name, language).title] == [TITLES[name][place]]


@pytest.mark.parametrize("place", range(len(LANGUAGES)))
def test_empty_store_greets_and_offers_the_sample(store, place):
    app = visit("overview", LANGUAGES[place])
    assert [title.value for title in app.title] == [("Chào mừng", "Welcome")[place]]
    assert app.button(key="load_sample").label == ("Nạp dữ liệu mẫu", "Load the sample data")[place]
    assert ("Đến trang Tải lên", "Go to Upload")[place] in [link.value for link in app.page_link]


@pytest.mark.parametrize(
    ("language", "label", "expected"),
    [
        ("vi", "Hồ sơ nộp trực tuyến", ("77,5%", "+20,8 điểm")),  # 2530 of 3264, after 1700 of 3000
        ("en", "Dossiers filed online", ("77.5%", "+20.8 points")),
        ("vi", "Chữ ký số đã cấp lũy kế", ("20.000", "")),
        ("en", "Digital signatures issued to date", ("20,000", "")),
        ("vi", "Hồ sơ trực tuyến toàn trình", ("–", "")),
    ],
)
def test_card_says_the_month_in_the_readers_form(filled, language, label, expected):
    fill_departments(filled)
    assert card(visit("overview", language), label) == expected


def test_of_two_units_no_card_makes_a_province(filled):
    app = visit("overview", "en")
    assert card(app, "Dossiers filed online") == ("–", "")
    said = "2 of 29 units have reported, too few for a figure of the province"
    assert said in [caption.value for caption in app.caption]
    assert app.dataframe[0].value.iloc[:, 1:].isna().all(axis=None)


def test_missing_units_are_named(filled):
    said = [caption.value for caption in visit("overview").caption]
    assert any("Chưa gửi: " in text and "Gia Bình" not in text for text in said)


def test_published_rank_stands_in_the_table(filled):
    assert visit("overview").dataframe[-1].value[["value", "out_of"]].to_numpy().tolist() == [[7, 63]]


@pytest.mark.parametrize(
    ("name", "unit", "share"),
    [
        ("services", "Huyện Gia Bình", 730 / 1264),
        ("services", "Thành phố Từ Sơn", 0.9),
        ("records", "Huyện Gia Bình", 0.95),
        ("signatures", "Huyện Gia Bình", 0.25),
    ],
)
def test_table_holds_the_share_recomputed_from_counts(filled, name, unit, share):
    assert rows(visit(name, **DISTRICTS)).loc[unit, "value"] == pytest.approx(100 * share)


def test_several_months_are_summed_before_dividing(filled):
    table = rows(visit("services", **DISTRICTS | {"from": "2024-08"}))
    assert table.loc["Huyện Gia Bình", "value"] == pytest.approx(100 * (500 + 730) / (1000 + 1264))


def test_what_is_missing_is_said_and_never_zero(filled):
    table = rows(visit("services", **DISTRICTS))
    assert table.loc["Huyện Yên Phong", ["value", "state"]].isna().tolist() == [True, False]
    assert table.loc["Huyện Yên Phong", "state"] == "Chưa gửi"


def test_chosen_units_narrow_the_table_and_can_be_cleared(filled):
    app = visit("services", "en", **DISTRICTS, units="district-tu-son")
    assert list(rows(app).index) == ["Từ Sơn city"]
    assert rows(app).loc["Từ Sơn city", "rank"] == 1
    app.button(key="clear_units").click().run()
    assert len(rows(app)) == 8


def test_the_address_always_says_the_months(filled):
    app = visit("services")
    assert (app.query_params["from"], app.query_params["to"]) == ("2024-08", "2024-09")
    assert app.query_params["unit_level"] == "district"


def test_the_address_holds_ids_in_either_language(filled):
    app = visit("services", "en", **DISTRICTS, units="district-gia-binh", measure="received")
    app.segmented_control(key="lang").set_value("vi").run()
    assert app.query_params["units"] == "district-gia-binh"
    assert app.query_params["measure"] == "received"
    assert rows(app).loc["Huyện Gia Bình", "value"] == 1264


@pytest.mark.parametrize(
    "asked",
    [{"from": "banana"}, {"to": "1999-01"}, {"unit_level": "galaxy"}, {"units": "x"}, {"measure": "y"}, {"lang": "fr"}],
)
def test_an_address_that_makes_no_sense_falls_back(filled, asked):
    app = visit("services", **asked)
    assert len(rows(app)) == 8
    key, value = next(iter(asked.items()))
    assert app.query_params.get(key) != value


def test_a_last_month_alone_in_the_address_holds_with_the_year_before_it(store):
    for month in ("2023-06", "2023-07", "2024-06", "2025-08"):
        accept(store, report("service_usage", "C", month, usage(USED)))
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30)
    app.query_params["to"] = "2024-06"
    app.run()
    assert (app.query_params["from"], app.query_params["to"]) == ("2023-07", "2024-06")


@pytest.mark.parametrize(("name", "labels"), [("unit", {"Borders"}), ("words", set()), ("why", set())])
def test_a_page_shows_only_the_shared_filters_that_it_heeds(filled, name, labels):
    app = visit(name, "en", units="district-gia-binh")
    shown = {one.label for one in [*app.sidebar.selectbox, *app.sidebar.multiselect]}
    assert shown - {"From", "To"} == labels
    assert app.query_params["units"] == "district-gia-binh"
    app.switch_page("pages/explore/services.py").run()
    assert list(rows(app).index) == ["Gia Bình district"]


def test_shared_filters_go_along_to_the_next_page(filled):
    app = visit("services", **DISTRICTS, units="district-gia-binh")
    app.switch_page("pages/explore/records.py").run()
    assert list(rows(app).index) == ["Huyện Gia Bình"]


@pytest.mark.parametrize(
    ("language", "hint"),
    [("vi", "Hãy chọn tháng khác, cấp đơn vị khác"), ("en", "Choose other months or another unit level")],
)
def test_an_empty_result_says_what_to_change(filled, language, hint):
    app = visit("services", language, **DISTRICTS | {"unit_level": "commune"})
    assert hint in app.info[0].value
    assert not app.dataframe


def test_no_script_can_be_opened_without_the_frame():
    """Streamlit runs what lies directly in pages/ by its address, past the frame; pages lie one folder down."""
    assert not list((Path(__file__).parents[2] / "pages").glob("*.py"))


@pytest.mark.parametrize(
    ("language", "words"), [("en", "September 2024: 2 of 8 units have reported"), ("vi", "2/8 đơn vị")]
)
def test_how_many_have_reported_stands_beside_the_sum(filled, language, words):
    said = " ".join(one.value for one in visit("services", language, **DISTRICTS).caption)
    assert words in said
