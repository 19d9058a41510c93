"""One figure a unit and month: which rows are added, which breakdown is read, when nothing may be said."""

import math

import pytest
from tables_of_facts import Facts, came, row

from adoption import arithmetic, figures
from adoption.selection import Selection

UNIT = "district-gia-binh"
SEPTEMBER = "2024-09"


def figure(measure_id, *rows, **chosen):
    """Return numerator, denominator and state of the one unit in September 2024; None where not known."""
    how = arithmetic.of(measure_id)
    selection = Selection(how.kind, SEPTEMBER, SEPTEMBER, **chosen)
    facts = Facts(**{how.kind: rows}).facts(how.kind)
    (found,) = figures.by_unit_and_month(facts, how, selection).to_dict("records")
    numbers = (None if math.isnan(found[name]) else found[name] for name in ("numerator", "denominator"))
    return (*numbers, found["state"])


LEVELS = (
    came(SEPTEMBER, UNIT, 60, 10, level="full", breakdown="level", received_postal=5),
    came(SEPTEMBER, UNIT, 20, 30, level="partial", breakdown="level", received_postal=0),
)


def test_the_unit_line_is_read_where_it_makes_the_total_and_its_levels_are_not_added_to_it():
    details = [{**one, "in_total": False} for one in LEVELS]
    assert figure("online_share", came(SEPTEMBER, UNIT, 80, 45, breakdown="level"), *details) == (80, 125, "reported")


def test_levels_are_added_where_the_unit_has_no_line_of_its_own():
    assert figure("online_share", *LEVELS) == (80, 125, "reported")


def test_a_selected_level_narrows_both_parts_of_the_share():
    assert figure("online_share", *LEVELS, level="full") == (60, 75, "reported")


def test_full_share_divides_the_full_level_by_all_levels_whatever_level_is_selected():
    assert figure("full_share", *LEVELS) == (60, 125, "reported")
    assert figure("full_share", *LEVELS, level="partial") == (60, 125, "reported")


def test_full_share_is_unknown_where_no_report_tells_the_levels_apart():
    assert figure("full_share", came(SEPTEMBER, UNIT, 80, 45)) == (None, None, "blank")


def test_breakdowns_that_repeat_each_other_are_never_added():
    sectors = [came(SEPTEMBER, UNIT, 7, 3, sector=name, breakdown="sector") for name in ("Hộ tịch", "Đất đai")]
    assert figure("online_share", *LEVELS, came(SEPTEMBER, UNIT, 70, 30), *sectors) == (80, 125, "reported")
    assert figure("online_share", *sectors) == (14, 20, "reported")
    assert figure("online_share", *LEVELS, *sectors, sector="Hộ tịch") == (7, 10, "reported")


def test_the_form_that_has_the_columns_is_read_where_the_preferred_one_lacks_them():
    outcome = came(SEPTEMBER, UNIT, 70, 30, resolved_early=10, resolved_on_time=80, resolved_overdue=10)
    assert figure("resolved_on_time_share", *LEVELS, outcome) == (90, 100, "reported")
    assert figure("online_share", *LEVELS, outcome) == (80, 125, "reported")


def test_a_calendar_month_counts_before_the_15th_to_14th_of_the_same_name():
    legal = came("2024-08-15..2024-09-14", UNIT, 1, 1)
    assert figure("online_share", legal, came(SEPTEMBER, UNIT, 80, 20)) == (80, 100, "reported")
    assert figure("online_share", legal) == (1, 2, "reported")


def test_periods_that_are_no_month_are_left_out():
    assert figure("online_share", came("2024-01-01..2024-09-30", UNIT, 900, 100), *LEVELS) == (80, 125, "reported")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"received_online": 0, "received_in_person": 5}, (0, 5, "reported")),
        ({"received_online": 0, "received_in_person": 0}, (0, 0, "zero_cases")),
        ({"received_online": None, "received_in_person": None}, (None, None, "blank")),
        ({"received_online": None, "received_in_person": 5}, (None, None, "blank")),
        ({"dashes": "received_online received_in_person"}, (None, None, "no_case")),
        ({"dashes": "received_online", "received_in_person": 5}, (0, 5, "reported")),
    ],
)
def test_each_kind_of_nothing_keeps_its_own_mark(given, expected):
    assert figure("online_share", row(SEPTEMBER, UNIT, **given)) == expected


def test_one_row_that_cannot_be_read_leaves_the_whole_unit_without_a_figure():
    unread = row(SEPTEMBER, UNIT, level="info", breakdown="level", received_online=3)
    assert figure("online_share", *LEVELS, unread) == (None, None, "blank")
    unused = row(SEPTEMBER, UNIT, level="info", breakdown="level")
    assert figure("online_share", *LEVELS, unused) == (80, 125, "reported")


def test_leaving_the_post_out_needs_a_form_that_prints_it_apart():
    assert figure("online_share_without_post", came(SEPTEMBER, UNIT, 80, 45)) == (None, None, "blank")
    assert figure("online_share_without_post", *LEVELS) == (80, 120, "reported")


HOLDERS = [
    row(SEPTEMBER, UNIT, holder=holder, breakdown="holder", issued_to_date=count, adults=adults)
    for holder, count, adults in (("citizen", 300, 10_000), ("business", 40, None), ("official", 60, None))
]


def test_adults_share_takes_the_citizens_and_the_adults_once():
    assert figure("adults_share", *HOLDERS) == (300, 10_000, "reported")
    assert figure("adults_share", *({**one, "adults": 10_000} for one in HOLDERS)) == (300, 10_000, "reported")


@pytest.mark.parametrize(("holder", "count"), [(None, 400), ("business", 40)])
def test_a_selected_holder_is_counted_alone(holder, count):
    assert figure("issued_to_date", *HOLDERS, holder=holder) == (count, None, "reported")
