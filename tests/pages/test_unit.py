"""One unit: what its page shows is what its files say, and where the unit came from and went."""

from dataclasses import replace

import pytest
from opened import open_page, put, said, sample

from adoption import comparing, tables, timeliness
from adoption.selection import Selection
from documents.labels import TIMELY

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
    files = next(one.value for one in open_page(PAGE, unit="district-gia-binh").dataframe if "file" in one.value)
    assert set(files["file"]) == {path.name for path in MONTH_OF_DISTRICTS if "các sở" not in path.name}
    assert {"K2-1", "K2-2", "K3-1"} <= set(files["sheet"])


def test_an_abolished_district_keeps_its_last_months_and_points_to_its_communes(store):
    put(store, *MONTH_OF_DISTRICTS, *MONTH_OF_COMMUNES)
    app = open_page(PAGE, unit="district-gia-binh")
    assert "June 2025" in [header.value for header in app.header]
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


@pytest.mark.parametrize(
    ("language", "heading", "communes"),
    [
        ("en", "Gia Bình district beside the others", "Its 14 communes"),
        ("vi", "Huyện Gia Bình so với các đơn vị khác", "Gồm 14 đơn vị cấp xã"),
    ],
)
def test_the_unit_stands_beside_target_level_and_province(store, language, heading, communes):
    put(store, *MONTH_OF_DISTRICTS)
    app = open_page(PAGE, language, unit="district-gia-binh")
    assert heading in [header.value for header in app.header]
    assert communes in said(app)
    rows = next(one.value for one in app.dataframe if "median" in one.value)
    online = rows.iloc[0]
    month = Selection("service_usage", "2025-06", "2025-06")
    peers = tables.by_unit(store, "online_share", replace(month, unit_levels=("district",)))["value"]
    whole = tables.by_month(store, "online_share", month)["value"].iloc[0]
    assert [online["median"], online["province"]] == pytest.approx([peers.median(), whole])
    assert (online["rank"], online["ranked"]) == (2, 8)


def test_its_reports_are_told_month_by_month(store):
    put(store, *MONTH_OF_DISTRICTS)
    app = open_page(PAGE, "en", unit="district-gia-binh")
    rows = next(one.value for one in app.dataframe if "work_records" in one.value)
    told = timeliness.matrix(store, "work_records", "2025-06", "2025-06", language="en").set_index("unit_id")
    said_so = rows.set_index("month").loc["June 2025", "work_records"]
    assert told.loc["district-gia-binh", "state"] == "late"
    assert said_so == TIMELY["late"]


def test_places_are_those_of_the_ranking_in_each_month(store):
    put(store, *MONTH_OF_DISTRICTS)
    found = comparing.places(store, "district-gia-binh", "online_share", "2025-05", "2025-06").set_index("month")
    assert found.loc["2025-06"].tolist() == [2, 8]
    assert found["place"].isna().tolist() == [True, False]


def test_behind_the_trend_and_the_places_stand_tables(store):
    put(store, *(sample(month, "cấp huyện") for month in ("2025/01", "2025/02")), *MONTH_OF_DISTRICTS)
    app = open_page(PAGE, unit="district-gia-binh", **{"from": "2025-01", "to": "2025-06"})
    shown = [one.value for one in app.dataframe]
    trend = next(one for one in shown if "line 0" in one.columns)
    drawn = trend.set_index("month").loc["June 2025", "line 0"]
    assert cards(app)["Dossiers filed online"] == f"{drawn:.1f}%"
    places = next(one for one in shown if "place" in one.columns)
    assert places["month"].tolist() == ["January 2025", "February 2025", "June 2025"]
