"""What became of a report that was due: by what it says and the day it came."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tables_of_facts import Facts, came, intake_of_september, row

from adoption import completeness, timeliness
from reference.due import due_on
from store.receipts import Receipt

DISTRICTS = tuple(
    f"district-{name}"
    for name in ("bac-ninh", "yen-phong", "que-vo", "tien-du", "tu-son", "thuan-thanh", "gia-binh", "luong-tai")
)
GIA_BINH, TU_SON, TIEN_DU = "district-gia-binh", "district-tu-son", "district-tien-du"
IN_TIME, LATE = datetime(2024, 10, 5, tzinfo=UTC), datetime(2024, 10, 15, tzinfo=UTC)


def receipt(number, at, *units, event="accepted", withdraws=None):
    report = intake_of_september(*units)
    said = {"original": "", "filename": "a.xls", "by": "Hoa", "why": "", "parser": "1", "previous": ""}
    reports = (report,) if event == "accepted" else ()
    return Receipt(number, event, at=at, reports=reports, withdraws=withdraws, **said)


def states(receipts, *facts, first="2024-09"):
    store = Facts(receipts=receipts, service_usage=list(facts))
    rows = timeliness.matrix(store, "service_usage", first, "2024-09")
    return rows[rows["month"] == "2024-09"].set_index("unit_id")


@pytest.mark.parametrize(
    ("month", "day"),
    [("2024-09", date(2024, 10, 10)), ("2024-12", date(2025, 1, 10)), ("2025-01", date(2025, 2, 10))],
)
def test_a_month_is_due_in_the_month_after(month, day):
    assert due_on("service_usage", month) == day


def test_a_kind_without_a_day_is_never_due():
    assert due_on("headline", "2024-09") is None


def test_a_report_is_on_time_or_late_by_the_day_it_came():
    rows = states(
        (receipt(1, IN_TIME, GIA_BINH), receipt(2, LATE, TU_SON)),
        came("2024-09", GIA_BINH, 9, 1),
        came("2024-09", TU_SON, 8, 2),
    )
    assert list(rows.loc[GIA_BINH, ["state", "days_late", "received_on"]]) == ["on_time", 0, date(2024, 10, 5)]
    assert list(rows.loc[TU_SON, ["state", "days_late", "received_on"]]) == ["late", 5, date(2024, 10, 15)]
    assert rows.loc[TIEN_DU, "state"] == "not_sent"
    assert rows.loc[TIEN_DU, "received_on"] is None


def test_a_correction_that_comes_later_makes_nobody_late():
    rows = states(
        (receipt(1, IN_TIME, GIA_BINH), receipt(2, LATE, GIA_BINH)), came("2024-09", GIA_BINH, 9, 1, receipt=2)
    )
    assert rows.loc[GIA_BINH, "state"] == "on_time"


def test_the_day_of_a_file_that_was_taken_back_does_not_count():
    events = (
        receipt(1, IN_TIME, GIA_BINH),
        receipt(2, IN_TIME, event="withdrawn", withdraws=1),
        receipt(3, LATE, GIA_BINH),
    )
    rows = states(events, came("2024-09", GIA_BINH, 9, 1, receipt=3))
    assert rows.loc[GIA_BINH, "state"] == "late"


def test_what_was_taken_back_is_withdrawn():
    rows = states((receipt(1, IN_TIME, GIA_BINH), receipt(2, IN_TIME, event="withdrawn", withdraws=1)))
    assert rows.loc[GIA_BINH, "state"] == "withdrawn"


@pytest.mark.parametrize(
    ("given", "state"), [({}, "empty"), ({"dashes": "received"}, "on_time"), ({"received": 0}, "on_time")]
)
def test_a_line_without_any_figure_is_empty_and_zero_is_a_figure(given, state):
    facts = (row("2024-09", GIA_BINH, **given),)
    assert states((receipt(1, IN_TIME, GIA_BINH),), *facts).loc[GIA_BINH, "state"] == state
    reported = completeness.coverage(Facts(service_usage=list(facts)), "service_usage", "2024-09").reported
    assert bool(reported) == (state != "empty")


def test_a_part_that_most_of_its_level_gave_is_missing():
    whole = [came("2024-09", one, 9, 1, resolved=8, pending=2) for one in DISTRICTS if one != GIA_BINH]
    rows = states((receipt(1, IN_TIME, *DISTRICTS),), *whole, came("2024-09", GIA_BINH, 9, 1))
    assert list(rows.loc[GIA_BINH, ["state", "lacks"]]) == ["partial", "resolution"]
    assert set(rows.loc[[TU_SON, TIEN_DU], "state"]) == {"on_time"}


def test_what_only_lists_give_is_missed_of_nobody():
    facts = [came("2024-09", one, 9, 1, outcome_resolved=8) for one in DISTRICTS if one != GIA_BINH]
    rows = states((receipt(1, IN_TIME, *DISTRICTS),), *facts, came("2024-09", GIA_BINH, 9, 1))
    assert list(rows.loc[GIA_BINH, ["state", "lacks"]]) == ["on_time", ""]


def test_a_part_that_few_gave_is_missing_nowhere():
    facts = [came("2024-09", one, 9, 1) for one in DISTRICTS if one != GIA_BINH]
    rows = states((receipt(1, IN_TIME, *DISTRICTS),), *facts, came("2024-09", GIA_BINH, 9, 1, resolved=8))
    assert set(rows.loc[list(DISTRICTS), "lacks"]) == {""}


@pytest.mark.parametrize(("online", "state"), [(700, "copied"), (701, "on_time")])
def test_the_month_before_sent_again_is_told(online, state):
    before = came("2024-08", GIA_BINH, 700, 300, received=1000)
    now = came("2024-09", GIA_BINH, online, 300, received=online + 300)
    assert states((receipt(1, IN_TIME, GIA_BINH),), before, now).loc[GIA_BINH, "state"] == state


def test_small_figures_may_be_equal_by_chance():
    before, now = (came(month, GIA_BINH, 20, 15, received=35) for month in ("2024-08", "2024-09"))
    assert states((receipt(1, IN_TIME, GIA_BINH),), before, now).loc[GIA_BINH, "state"] == "on_time"
