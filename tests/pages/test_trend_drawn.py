"""What a trend draws: its target in every month that has one, whichever units stood for the level then."""

import pandas as pd
import pytest

from reference.measures import measure
from ui import charts

SHARE = measure("online_share")


def months(*rows):
    """Rows of (month, unit id, value, target), as `by_month` gives them."""
    columns = ["month", "unit_id", "value", "target"]
    return pd.DataFrame(rows, columns=columns).assign(unit_name="UBND cấp xã", is_estimate=False)


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
    assert target_line(charts.trend(table, SHARE)) == [("T6/2025", 80), ("T7/2025", 80), ("T8/2025", 85)]


def test_where_the_units_drawn_have_two_targets_none_is_drawn():
    table = months(("2025-06", "a", 70.0, 80.0), ("2025-06", "b", 70.0, 90.0), ("2025-07", "a", 70.0, 80.0))
    assert target_line(charts.trend(table, SHARE)) == [("T7/2025", 80)]
