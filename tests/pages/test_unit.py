"""One unit: what its page shows is what its files say, and where the unit came from and went."""

import pytest
from opened import open_page, put, said, sample

PAGE = "pages/explore/unit.py"
MONTH_OF_DISTRICTS = tuple(
    sample("2025/06", words) for words in ("cấp huyện", "các sở", "hồ sơ công việc", "chữ ký số")
)
MONTH_OF_COMMUNES = (sample("2025/07", "cấp xã"),)


def cards(app):
    return {metric.label: metric.value for metric in app.metric}


@pytest.mark.parametrize(
    ("language", "title", "label", "value"),
    [
        ("vi", "Huyện Gia Bình", "Hồ sơ nộp trực tuyến", "89,9%"),
        ("en", "Gia Bình district", "Dossiers filed online", "89.9%"),
    ],
)
def test_a_bookmark_opens_the_unit_with_its_figures(store, language, title, label, value):
    put(store, *MONTH_OF_DISTRICTS)
    app = open_page(PAGE, language, unit="district-gia-binh")
    assert app.title[0].value == title
    assert cards(app)[label] == value


def test_the_place_is_among_units_of_its_level(store):
    put(store, *MONTH_OF_DISTRICTS)
    assert "Place 2 of 8" in said(open_page(PAGE, unit="district-gia-binh"))


def test_the_files_behind_the_figures_are_listed_with_their_sheets(store):
    put(store, *MONTH_OF_DISTRICTS)
    files = open_page(PAGE, unit="district-gia-binh").dataframe[-1].value
    assert set(files["file"]) == {path.name for path in MONTH_OF_DISTRICTS if "các sở" not in path.name}
    assert {"K2-1", "K2-2", "K3-1"} <= set(files["sheet"])


def test_an_abolished_district_keeps_its_last_months_and_points_to_its_communes(store):
    put(store, *MONTH_OF_DISTRICTS, *MONTH_OF_COMMUNES)
    app = open_page(PAGE, unit="district-gia-binh")
    assert "June 2025" in [header.value for header in app.subheader]
    assert "Gia Bình commune" in [link.value for link in app.page_link]


def test_a_commune_of_the_reform_points_to_its_old_district(store):
    put(store, *MONTH_OF_DISTRICTS, *MONTH_OF_COMMUNES)
    app = open_page(PAGE, unit="commune-gia-binh-2025")
    assert app.title[0].value == "Gia Bình commune"
    assert "Gia Bình district" in [link.value for link in app.page_link]


def test_a_unit_without_figures_says_what_to_do(store):
    put(store, *MONTH_OF_COMMUNES)
    app = open_page(PAGE, unit="dept-tu-phap")
    assert "upload its report" in app.info[0].value
    assert not app.metric


def test_an_unknown_unit_in_the_address_shows_the_first_one_instead(store):
    put(store, *MONTH_OF_COMMUNES)
    assert open_page(PAGE, unit="no-such-unit").title[0].value
