"""What a trend draws: its target in every month that has one, whichever units stood for the level then."""

import math

import pandas as pd
import pytest

from documents import charts
from locales.words import Words
from reference import events
from reference.measures import measure

SHARE = measure("online_share")
SAY = Words("vi")


def months(*rows):
    """Rows of (month, unit id, value, target), as `by_month` gives them."""
    columns = ["month", "unit_id", "value", "target"]
    return pd.DataFrame(rows, columns=columns).assign(
        unit_name="UBND cấp xã", is_estimate=False, document="QĐ 749/QĐ-TTg", start_day=1.0
    )


def layers(chart):
    """The drawn rows of each layer, with the mark they are drawn by."""
    spec = chart.to_dict()
    return [(layer["mark"], spec["datasets"][layer.get("data", spec.get("data"))["name"]]) for layer in spec["layer"]]


def target_line(chart):
    return [
        (row["label"], row["value"])
        for mark, rows in layers(chart)
        if mark.get("interpolate") == "step"
        for row in rows
    ]


@pytest.mark.parametrize("chosen", [("group-communes", "group-communes-2025"), ("group-communes-2025",) * 2])
def test_the_target_goes_on_after_a_merger_gave_the_level_another_id(chosen):
    before, after = chosen
    table = months(("2025-06", before, 70.0, 80.0), ("2025-07", after, 75.0, 80.0), ("2025-08", after, 76.0, 85.0))
    assert target_line(charts.trend(table, SHARE, SAY)) == [("T6/2025", 80), ("T7/2025", 80), ("T8/2025", 85)]


def test_where_the_units_drawn_have_two_targets_none_is_drawn():
    table = months(("2025-06", "a", 70.0, 80.0), ("2025-06", "b", 70.0, 90.0), ("2025-07", "a", 70.0, 80.0))
    assert target_line(charts.trend(table, SHARE, SAY)) == [("T7/2025", 80)]


def test_the_target_names_its_document():
    spec = charts.trend(months(("2025-06", "a", 70.0, 80.0)), SHARE, SAY).to_dict()
    assert {row["said"] for rows in spec["datasets"].values() for row in rows if "said" in row} == {
        "Chỉ tiêu 80% (QĐ 749/QĐ-TTg)"
    }


def test_a_change_of_units_is_told_apart_from_other_events_of_its_series():
    table = months(("2024-12", "a", 70.0, None), ("2025-03", "a", 71.0, None), ("2025-09", "a", 72.0, None))
    happened = events.between("2024-12", "2025-09", "service_usage", "commune")
    drawn = [rows for mark, rows in layers(charts.trend(table, SHARE, SAY, happened)) if mark["type"] == "rule"]
    assert [[(row["label"], row["numbers"], row["is_borders"]) for row in rows] for rows in drawn] == [
        [("T12/2024", "1", True), ("T7/2025", "2,3", True), ("T9/2025", "4,5", False)]
    ]


@pytest.mark.parametrize("is_estimate", [True, False])
def test_an_estimate_is_drawn_hollow_and_written_so(is_estimate):
    table = months(("2025-08", "a", 70.0, None)).assign(is_estimate=is_estimate)
    spec = charts.trend(table, SHARE, SAY).to_dict()
    (point,) = (layer for layer in spec["layer"] if layer["mark"]["type"] == "point")
    assert point["encoding"]["fill"]["condition"] == {
        "test": "datum.is_estimate || datum.incomplete",
        "value": "transparent",
    }
    (row,) = (row for rows in spec["datasets"].values() for row in rows)
    assert (row["is_estimate"], row["shown"].startswith("≈")) == (is_estimate, is_estimate)


def test_a_month_without_a_figure_is_drawn_as_a_gap_and_other_units_as_another_line():
    table = months(("2025-05", "a", 70.0, None), ("2025-06", "a", None, None), ("2025-07", "b", 0.0, None))
    spec = charts.trend(table, SHARE, SAY).to_dict()
    (line,) = (layer for layer in spec["layer"] if layer["mark"]["type"] == "line")
    assert line["mark"]["invalid"] == "break-paths-show-path-domains"
    assert line["encoding"]["detail"]["field"] == "line"
    (rows,) = spec["datasets"].values()
    assert [row["line"] for row in rows] == ["a 0", "a 0", "b 0"]
    assert [row["value"] for row in rows] == [70, None, 0]
    assert [row["shown"] for row in rows] == ["70,0%", "–", "0,0%"]


def test_a_line_breaks_where_its_months_are_of_other_days():
    table = months(*((f"2025-0{month}", "a", 70.0, None) for month in range(1, 6)))
    days = [1.0, math.nan, 15.0, 15.0, 1.0]
    spec = charts.trend(table.assign(start_day=days), SHARE, SAY).to_dict()
    (rows,) = spec["datasets"].values()
    assert [row["line"] for row in rows] == ["a 0", "a 0", "a 1", "a 1", "a 2"]


def test_a_month_that_lacks_units_is_a_hollow_lozenge_that_says_so():
    table = months(("2025-08", "a", 70.0, None)).assign(incomplete=["7/8 đơn vị đã báo cáo"])
    (point,) = (
        layer for layer in charts.trend(table, SHARE, SAY).to_dict()["layer"] if layer["mark"]["type"] == "point"
    )
    assert point["encoding"]["shape"]["condition"] == {"test": "datum.incomplete", "value": "diamond"}
    assert [one["field"] for one in point["encoding"]["tooltip"]][-1] == "incomplete"
