"""Targets ahead: the robust slope worked out by hand, and nothing told where it cannot be."""

from __future__ import annotations

import itertools
import math
import statistics

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables_of_facts import came, known, row

from adoption import outlook
from adoption.months import stretch

MONTHS = stretch("2025-01", "2025-06")
DISTRICTS = tuple(
    f"district-{name}"
    for name in ("bac-ninh", "yen-phong", "que-vo", "tien-du", "tu-son", "thuan-thanh", "gia-binh", "luong-tai")
)
SHARES = st.lists(st.integers(0, 100), min_size=6, max_size=6)


def told(shares, months=MONTHS, units=DISTRICTS):
    """The outlook on records of districts (80 % by the end of 2025) in these months."""
    rows = [
        row(month, unit, records=100, records_digital=share)
        for month, share in zip(months, shares, strict=True)
        for unit in units
        if share is not None
    ]
    table = outlook.table(known(work_records=rows), MONTHS[-1]).set_index(["measure", "level"])
    return table.loc[("records_share", "district")]


def full(shares):
    """The outlook on dossiers handled fully online (80 % by the end of 2025)."""
    rows = [
        came(month, unit, share, 100 - share, received_postal=0, level="full", breakdown="level")
        for month, share in zip(MONTHS, shares, strict=True)
        for unit in DISTRICTS
    ]
    table = outlook.table(known(service_usage=rows), MONTHS[-1]).set_index(["measure", "level"])
    return table.loc[("full_share", "district")]


@given(SHARES)
def test_the_slope_is_the_median_of_all_pairs_within_its_bounds(shares):
    pairs = itertools.combinations(enumerate(shares), 2)
    slopes = [(later - earlier) / (end - start) for (start, earlier), (end, later) in pairs]
    line = outlook.trend(shares)
    assert line.slope == pytest.approx(statistics.median(slopes))
    assert line.low <= line.slope <= line.high
    assert line.at == pytest.approx(statistics.median(shares) + 2.5 * line.slope)


@given(SHARES, st.integers(0, 100))
def test_the_month_told_is_the_first_in_which_the_line_is_there(shares, target):
    line = outlook.trend(shares)
    ahead = outlook.months_until(line.at, line.slope, target)
    if math.isinf(ahead):
        assert line.at < target
        assert line.slope <= 0
    else:
        assert line.at + ahead * line.slope >= target - 1e-6 or line.at >= target
        assert ahead == 1 or line.at + (ahead - 1) * line.slope < target


def test_a_steady_rise_is_followed_to_the_target():
    found = full([50, 54, 58, 62, 66, 70])
    assert (found["slope"], found["low"], found["high"]) == pytest.approx((4, 4, 4))
    assert [found["first"], found["earliest"], found["latest"]] == ["2025-09"] * 3
    assert (found["on_pace"], found["behind"], found["until"]) == (8, 0, "2025-12")
    assert found["pace"] == pytest.approx(10 / 6)


def test_too_slow_a_rise_is_behind_and_says_the_month_all_the_same():
    found = full([60, 61, 62, 63, 64, 65])
    assert (found["on_pace"], found["behind"], found["first"]) == (0, 8, "2026-09")


def test_a_fall_never_reaches_it():
    found = full([70, 69, 68, 67, 66, 65])
    assert (found["behind"], found["why"]) == (8, "never")
    assert pd.isna(found["first"])


def test_what_is_reached_has_no_month_ahead():
    found = told([80, 81, 83, 85, 86, 87])
    assert (found["reached"], found["why"]) == (8, "reached")


def test_a_target_in_its_last_month_is_due_now():
    months = stretch("2025-07", "2025-12")
    rows = [
        row(month, "dept-tu-phap", records=100, records_digital=share)
        for month, share in zip(months, (70, 74, 78, 82, 86, 89), strict=True)
    ]
    table = outlook.table(known(work_records=rows), "2025-12").set_index(["measure", "level"])
    found = table.loc[("records_share", "department")]
    assert (found["target"], found["behind"], found["on_pace"]) == (90, 1, 0)


def test_a_month_without_figures_hides_what_is_ahead():
    assert told([60, 62, None, 66, 68, 70])["why"] == "short"


def test_low_coverage_hides_what_is_ahead():
    found = told([60, 62, 64, 66, 68, 70], units=DISTRICTS[:6])
    assert (found["why"], found["no_figure"]) == ("coverage", 2)


def test_a_change_of_units_hides_what_is_ahead():
    rows = [
        row(month, "commune-gia-binh-2025", records=100, records_digital=50) for month in stretch("2025-07", "2025-09")
    ]
    table = outlook.table(known(work_records=rows), "2025-09").set_index(["measure", "level"])
    assert table.loc[("records_share", "commune"), "why"] == "units"
