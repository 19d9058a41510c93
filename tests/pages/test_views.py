"""One measure four ways: what is chosen stays while the view changes, and the address holds all of it."""

import pytest
from opened import open_page, press, said
from small_province import accept, fill, report, usage

from reference.measures import measure

TWO = {"from": "2024-08", "to": "2024-09", "unit_level": "district"}


@pytest.fixture
def filled(store):
    fill(store)
    return store


def visit(language="en", **asked):
    return open_page("pages/explore/services.py", language, **TWO | asked)


def headings(app):
    return [heading.value for heading in app.header if heading.value != "Show"]


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("together", ["Ranking", "Trend", "Map", "Table"]),
        ("map", ["Map"]),
        ("trend", ["Trend"]),
        ("ranking", ["Ranking"]),
        ("table", ["Table"]),
    ],
)
def test_a_view_shows_its_own_and_no_other(filled, view, shown):
    assert headings(visit(view=view)) == shown


def test_switching_the_view_loses_nothing_that_was_chosen(filled):
    asked = {"measure": "received", "units": "district-gia-binh,district-tu-son", "reading": "month"}
    app = visit(view="map", **asked)
    app.segmented_control(key="view").set_value("table").run()
    assert {name: app.query_params[name] for name in asked} == asked
    assert app.query_params["view"] == "table"
    rows = app.dataframe[0].value.set_index("unit_name")
    assert rows["change"].to_dict() == {"Gia Bình district": 264, "Từ Sơn city": 0}


def test_what_the_chosen_measure_and_level_mean_stands_beside_them(filled):
    app = visit(measure="full_share")
    assert app.selectbox(key="measure").help == measure("full_share").definition
    assert "**Partly online**" in app.selectbox(key="level").help


@pytest.mark.parametrize(
    ("reading", "value", "previous", "months"),
    [
        ("value", 100 * 1230 / 2264, None, "August 2024 – September 2024"),
        ("month", 100 * 730 / 1264, 50.0, "September 2024"),
        ("year", 100 * 730 / 1264, 40.0, "September 2024"),
        ("to_date", 100 * 1230 / 2264, 40.0, "January 2024 – September 2024"),
    ],
)
def test_each_reading_says_its_months_and_what_it_is_compared_with(filled, reading, value, previous, months):
    accept(filled, report("service_usage", "C", "2023-09", usage({"district-gia-binh": (40, 60)})))
    app = visit(view="table", reading=reading)
    row = app.dataframe[0].value.set_index("unit_name").loc["Gia Bình district"]
    assert row["value"] == pytest.approx(value)
    assert row["previous"] == pytest.approx(previous, nan_ok=True) if previous else row.isna()["previous"]
    assert months in said(app)


def test_where_nothing_stands_before_it_says_so(filled):
    assert "Nothing to compare September 2024 with" in said(visit(view="ranking", reading="year"))


def test_a_stock_is_not_offered_as_a_sum_since_january(filled):
    app = open_page("pages/explore/signatures.py", "en", **TWO, measure="issued_to_date", reading="to_date")
    assert app.query_params["reading"] == "value"
    assert "Since January" not in app.selectbox(key="reading").options


def test_departments_have_no_map_and_the_view_stays_chosen(filled):
    one = {"unit_id": "dept-tu-phap"} | usage({"dept-tu-phap": (5, 5)})[0]
    accept(filled, report("service_usage", "PL2", "2024-09", [one]))
    app = visit(view="map", unit_level="department")
    assert "There is no map of these units" in said(app)
    assert app.query_params["view"] == "map"


def test_a_month_that_not_all_have_reported_is_named_under_the_trend(filled):
    assert "◇ Not complete, as not all have reported: Aug 2024, Sep 2024." in said(visit(view="trend"))


def test_each_unit_has_a_small_chart_and_those_without_a_figure_are_named(filled):
    app = visit(view="trend", layout="each")
    assert app.query_params["axes"] == "shared"
    told = said(app)
    assert "No figure in these months: " in told
    assert "In grey behind each" in told


def test_the_map_of_one_month_is_held_by_the_address(filled):
    app = visit(view="map", at="2024-08")
    assert app.select_slider(key="at").value == "2024-08"
    app.select_slider(key="at").set_value("2024-09").run()
    assert app.query_params["at"] == "2024-09"


def test_playing_goes_through_the_months_and_stops_at_the_last(filled):
    app = press(visit(view="map"), "Play the months")
    assert app.select_slider(key="at").value == "2024-08"
    app.run()
    assert app.select_slider(key="at").value == "2024-09"
    app.run()
    assert [button.label for button in app.button if button.key == "play"] == ["Play the months"]
    assert app.query_params["at"] == "2024-09"


@pytest.mark.parametrize("layout", ["one", "each"])
def test_what_a_trend_draws_stands_behind_it_as_a_table(filled, layout):
    app = visit(view="trend", layout=layout, reading="month", units="district-gia-binh")
    rows = app.dataframe[0].value
    assert rows[["named", "unit_name"]].to_numpy().tolist()[-1] == ["September 2024", "Gia Bình district"]
    assert rows["value"].iloc[-1] == pytest.approx(100 * 730 / 1264 - 50)
    assert "unit=district-gia-binh" in rows["link"].iloc[-1]
