"""Classes of a map, standing against a target, places of a ranking."""

import math

import pandas as pd
import pytest

from adoption import maps, months, ranking, targets, territory
from adoption.selection import Selection

DISTRICTS = [unit.id for unit in territory.of_level("2024-09", "district")]
NAN = float("nan")


def by_unit(values):
    states = ["not_sent" if math.isnan(value) else "reported" for value in values]
    return pd.DataFrame({"unit_id": DISTRICTS, "value": values, "state": states, "is_estimate": False})


def test_a_map_has_every_outline_and_a_class_for_those_without_a_figure():
    values = [NAN, 10, 20, 30, 40, 50, 60, 70]
    layer = maps.layer(by_unit(values), "2024-09", is_percent=True)
    drawn = {one["unit_id"]: one for one in layer.rows.to_dict("records")}
    assert set(drawn) == set(DISTRICTS)
    assert math.isnan(drawn[DISTRICTS[0]]["value"])
    assert drawn[DISTRICTS[0]]["class"] == "not_sent"
    assert drawn[DISTRICTS[1]]["class"] == layer.classes[0] == "10,0–20,0%"
    assert drawn[DISTRICTS[-1]]["class"] == layer.classes[-1] == "60,0–70,0%"
    assert layer.empty == ("not_sent",)


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        ([50.0] * 8, ("50,0%",)),
        ([50.01, 50.02, 50.03, 50.04, 49.98, 49.97, 49.96, 50.0], ("50,0%",)),
        ([NAN] * 8, ()),
    ],
)
def test_values_that_read_alike_share_a_class(values, classes):
    assert maps.layer(by_unit(values), "2024-09", is_percent=True).classes == classes


def test_the_map_of_july_2025_has_the_communes_and_no_old_district():
    layer = maps.layer(by_unit([1.0] * 8), "2025-07", is_percent=True)
    assert len(layer.rows) == 99
    assert (layer.classes, layer.empty) == ((), ("not_due",))


def test_on_a_map_each_kind_of_nothing_is_a_class_of_its_own():
    nothings = ["zero_cases", "no_case", "partial", "blank", "withdrawn", "not_sent", "uncarried", "not_due"]
    table = by_unit([NAN] * 8).assign(state=nothings)
    layer = maps.layer(table, "2024-09", is_percent=True)
    assert layer.empty == tuple(nothings)
    drawn = dict(zip(layer.rows["unit_id"], layer.rows["class"], strict=True))
    assert drawn == dict(zip(DISTRICTS, nothings, strict=True))


@pytest.mark.parametrize(
    ("better", "places"), [("higher", [1, 3, 1, None]), ("lower", [2, 1, 2, None]), ("none", [1, 3, 1, None])]
)
def test_ties_share_a_place_and_who_has_no_value_has_none(better, places):
    values = pd.Series([2 / 3 * 100, 50, 200 / 3, NAN])
    found = ranking.places(values, pd.Series(["district"] * 4), better)
    assert [None if pd.isna(place) else place for place in found] == places


@pytest.mark.parametrize(
    ("value", "target", "better", "state", "gap"),
    [
        (80, 80, "higher", "reached", 0),
        (79.9, 80, "higher", "below", -0.1),
        (5, 7, "lower", "reached", -2),
        (9, 7, "lower", "below", 2),
        (80, NAN, "higher", "none", None),
        (NAN, 80, "higher", "no_figure", None),
        (NAN, NAN, "higher", "none", None),
    ],
)
def test_standing_against_a_target(value, target, better, state, gap):
    one = targets.against(pd.Series([value]), pd.Series([target]), better).iloc[0]
    assert one["target_state"] == state
    assert (None if pd.isna(one["gap"]) else one["gap"]) == gap


@pytest.mark.parametrize(
    ("level", "month", "value"),
    [
        ("department", "2024-09", 90),
        ("district", "2024-09", 80),
        ("province", "2024-09", None),
        ("commune", "2026-01", 70),
    ],
)
def test_the_records_target_of_a_level_and_a_month(level, month, value):
    found = targets.target("records_share", level, month)
    assert (found and found.value) == value


@pytest.mark.parametrize(("month", "by", "other"), [("2024-01", -1, "2023-12"), ("2024-11", 14, "2026-01")])
def test_months_shift_over_the_year(month, by, other):
    assert months.shift(month, by) == other


def test_a_selection_knows_its_months_and_the_stretch_before():
    chosen = Selection("service_usage", "2024-01", "2024-03")
    assert chosen.months == ("2024-01", "2024-02", "2024-03")
    assert (chosen.before.first, chosen.before.last) == ("2023-10", "2023-12")
    with pytest.raises(ValueError, match="2024-03"):
        Selection("service_usage", "2024-03", "2024-01")


@pytest.mark.parametrize(
    ("measure_id", "level", "month", "value", "needed"),
    [
        ("records_share", "department", "2025-06", 84.0, 1.0),  # 90 % by December 2025: six months to go
        ("records_share", "department", "2025-11", 84.0, 6.0),
        ("records_share", "department", "2025-12", 84.0, None),  # its last month: no month is left
        ("records_share", "department", "2025-06", 90.0, None),
        ("records_share", "department", "2025-06", NAN, None),
        ("records_share", "commune", "2026-12", 46.0, 0.5),  # 70 % by December 2030
        ("online_share", "commune", "2025-10", 50.0, None),  # QĐ 126/QĐ-BCĐCP stands without an end
        ("records_share", "province", "2025-06", 50.0, None),
        ("received", "district", "2025-06", 50.0, None),
    ],
)
def test_the_pace_that_a_target_asks_for(measure_id, level, month, value, needed):
    (found,) = targets.pace(measure_id, pd.Series([value]), pd.Series([level]), month)
    assert (None if pd.isna(found) else found) == needed


def test_a_target_is_named_with_its_document():
    levels = pd.Series(["department", "district", "province"])
    found = targets.aims("records_share", levels, pd.Series(["2021-09", "2021-09", "2021-09"]))
    assert found["document"].tolist() == ["2243/UBND-VX", "2243/UBND-VX", ""]
    assert found["target"].fillna(0).tolist() == [90, 85, 0]
