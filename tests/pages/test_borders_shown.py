"""One choice of borders for all explore pages: whole sums, what is missing from them, estimates, each in its words."""

import pyarrow as pa
import pytest
from opened import open_page, said, settled
from small_province import accept, report, usage

from adoption import borders
from reference import units

SERVICES = "pages/explore/services.py"
GIA_BINH = "district-gia-binh"
COMMUNES = [one.id for one in borders.origin(GIA_BINH, "2025-07").parts]
OVER_THE_MERGER = {"from": "2025-06", "to": "2025-07"}
LANGUAGES = ("vi", "en")


def told(*unit_ids):
    return usage(dict.fromkeys(unit_ids, (80, 20)))


@pytest.fixture
def merged(store):
    """Gia Binh of June, and its five communes of July."""
    accept(store, report("service_usage", "C", "2025-06", told(GIA_BINH)))
    accept(store, report("service_usage", "C", "2025-07", told(*COMMUNES)))
    return store


def row(app, unit="Gia Bình district"):
    return app.dataframe[0].value.set_index("unit_name").loc[unit]


def test_units_as_they_were_are_shown_at_first_and_the_address_says_so(merged):
    app = open_page(SERVICES, **OVER_THE_MERGER)
    assert app.query_params["borders"] == "then"
    assert len(app.dataframe[0].value) == 99
    assert "basis" not in app.dataframe[0].value


@pytest.mark.parametrize(
    ("language", "unit", "basis"),
    [
        ("vi", "Huyện Gia Bình", "Quy đổi: tổng các đơn vị hợp thành"),
        ("en", "Gia Bình district", "Carried over: sum of parts"),
    ],
)
def test_a_link_shows_the_districts_of_then_after_their_end(merged, language, unit, basis):
    app = open_page(SERVICES, language, **OVER_THE_MERGER, borders="old", unit_level="district")
    assert app.query_params["unit_level"] == "district"
    assert len(app.dataframe[0].value) == 8
    one = row(app, unit)
    assert one[["numerator", "denominator", "value", "months_reported"]].tolist() == [480, 600, 80, 2]
    assert one["basis"] == basis
    assert one[["rank", "target"]].isna().all()


def test_the_choice_is_one_for_all_pages_and_changes_the_level_with_it(merged):
    app = open_page(SERVICES, **OVER_THE_MERGER)
    app.selectbox(key="borders").set_value("old")
    settled(app)
    assert (app.query_params["borders"], app.query_params["unit_level"]) == ("old", "district")
    app.switch_page("pages/explore/overview.py").run()
    assert app.query_params["borders"] == "old"
    assert not app.exception


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sum_that_lacks_a_part_names_it_and_shows_no_figure(store, language):
    accept(store, report("service_usage", "C", "2025-06", told("district-tien-du", GIA_BINH)))
    accept(store, report("service_usage", "C", "2025-07", told(*COMMUNES[1:], "commune-tien-du-2025")))
    app = open_page(SERVICES, language, **OVER_THE_MERGER, borders="old", unit_level="district")
    one = row(app, units.unit(GIA_BINH).label(language))
    assert one["months_reported"] == 1
    assert one["missing"] == units.unit(COMMUNES[0]).label(language)


def test_an_estimate_is_named_as_one(store):
    new = units.unit("commune-que-vo-2025")
    parts = [one.id for one in borders.origin(new.id, "2024-11").parts]
    accept(store, report("service_usage", "C", "2024-11", told(*parts)))
    app = open_page(SERVICES, **{"from": "2024-11", "to": "2024-11"}, borders="now", unit_level="commune")
    assert row(app, new.label("en"))["basis"] == "Estimate: a part lies partly outside"
    assert "Estimates, drawn hollow" in said(app)
    assert new.label("en") in said(app)


@pytest.mark.parametrize("wrong", ["", "banana", "THEN"])
def test_borders_that_make_no_sense_are_those_of_then(merged, wrong):
    app = open_page(SERVICES, **OVER_THE_MERGER, borders=wrong)
    assert app.query_params["borders"] == "then"


@pytest.mark.parametrize(
    ("language", "label", "words"),
    [
        ("vi", "Sự kiện trong các tháng này (2)", "Kết thúc cấp huyện"),
        ("en", "What changed in these months (2)", "Districts abolished"),
    ],
)
def test_what_changed_is_listed_under_the_trend(merged, language, label, words):
    app = open_page(SERVICES, language, **OVER_THE_MERGER)
    folded = next(one for one in app.expander if one.label == label)
    assert words in folded.markdown[0].value
    assert "NQ 1658/NQ-UBTVQH15" in folded.markdown[0].value


def test_a_unit_goes_on_after_its_end_in_other_borders(merged):
    then = open_page("pages/explore/unit.py", **OVER_THE_MERGER, unit=GIA_BINH)
    after = open_page("pages/explore/unit.py", **OVER_THE_MERGER, unit=GIA_BINH, borders="old")
    assert [len(trend_points(app)) for app in (then, after)] == [1, 2]


def trend_points(app):
    """The months of the unit's own line that have a figure."""
    datasets = app.get("vega_lite_chart")[0].proto.datasets
    tables = (pa.ipc.open_stream(one.data.data).read_all().to_pylist() for one in datasets)
    return [row for rows in tables for row in rows if row.get("unit_id") == GIA_BINH and row["value"] is not None]
