"""Who owes a month's report, who sent it, and what was taken back."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables_of_facts import Facts, came, intake_of_september

from adoption import completeness, sources, tables
from adoption.months import last_day, shift
from adoption.selection import Selection
from reference import units
from reference.units import Unit
from store.receipts import Receipt

GIA_BINH = "district-gia-binh"


@pytest.mark.parametrize(
    ("month", "level", "count"),
    [("2025-06", "district", 8), ("2025-06", "commune", 0), ("2025-07", "district", 0), ("2025-07", "commune", 99)],
)
def test_who_owes_a_month_follows_from_the_units_of_that_month(month, level, count):
    assert sum(unit.level == level for unit in completeness.expected("service_usage", month)) == count


def test_the_old_neighbours_districts_owe_nothing():
    owing = {unit.id for unit in completeness.expected("service_usage", "2024-09")}
    assert GIA_BINH in owing
    assert "district-hiep-hoa" not in owing


def test_the_provinces_own_indicators_are_owed_by_no_unit():
    assert completeness.coverage(Facts(), "headline", "2024-09").share is None


def test_missing_are_those_who_owe_and_did_not_send():
    store = Facts(service_usage=[came("2024-09", GIA_BINH, 1, 1)])
    missing = completeness.missing(store, "service_usage", "2024-09")
    assert len(missing) == 28
    assert GIA_BINH not in {unit.id for unit in missing}


def withdrawal_of(unit_id):
    """Make the two events of a report of September 2024 that was accepted and withdrawn."""
    shared = {"original": "", "filename": "a.xls", "by": "Hoa", "at": datetime(2024, 10, 5, tzinfo=UTC), "why": ""}
    report = intake_of_september(unit_id)
    accepted = Receipt(1, "accepted", **shared, parser="1", previous="", reports=(report,))
    return accepted, Receipt(2, "withdrawn", **shared, parser="1", previous="", withdraws=1)


def test_what_was_taken_back_is_not_the_same_as_what_never_came():
    store = Facts(receipts=withdrawal_of(GIA_BINH))
    chosen = Selection("service_usage", "2024-09", "2024-09", unit_levels=("district",))
    states = tables.by_unit(store, "online_share", chosen).set_index("unit_id")["state"]
    assert states.pop(GIA_BINH) == "withdrawn"
    assert set(states) == {"not_sent"}


@pytest.mark.parametrize(("unit_id", "files"), [(GIA_BINH, ["a.xls"]), ("district-tien-du", [])])
def test_a_table_names_the_files_its_figures_come_from(unit_id, files):
    store = Facts(receipts=withdrawal_of(GIA_BINH), service_usage=[came("2024-09", GIA_BINH, 1, 1)])
    chosen = Selection("service_usage", "2024-09", "2024-09", units=(unit_id,))
    assert [one.name for one in sources.files(store, chosen)] == files


def test_as_of_before_the_withdrawal_nothing_is_taken_back():
    store = Facts(receipts=withdrawal_of(GIA_BINH))
    assert not completeness.withdrawn(store, "service_usage", "2024-09", "2024-09", as_of=1)


days = st.dates(date(2023, 1, 1), date(2027, 12, 31))
lives = st.tuples(days, st.none() | days).map(lambda both: (both[0], both[1] and max(both)))


def opened_and_closed(place, life):
    return Unit(f"unit-{place}", "", "xã", "commune", None, None, *life)


@given(
    st.lists(lives, max_size=30).map(lambda found: [opened_and_closed(*one) for one in enumerate(found)]),
    st.sets(st.integers(0, 40).map("unit-{}".format)),
    days.map(lambda day: f"{day:%Y-%m}"),
)
def test_however_units_open_and_close_no_more_report_than_owe(all_units, senders, month):
    told = completeness.covered("service_usage", month, all_units, senders)
    assert set(told.reported) | set(told.missing) == set(told.due)
    assert len(told.reported) + len(told.missing) == len(told.due)
    assert {one.id for one in told.reported} <= senders
    assert all(one.is_valid_on(last_day(month)) for one in told.due)
    assert (told.share is None) == (not told.due)
    assert told.share is None or 0 <= told.share <= 100


@given(
    st.sets(st.sampled_from([one.id for one in units.all_units()])),
    st.integers(1, 27 * 12).map(lambda months: shift("2000-01", months)),
)
def test_no_report_of_a_unit_that_owes_none_counts(senders, month):
    due = completeness.expected("work_records", month)
    told = completeness.covered("work_records", month, due, senders)
    assert told.due == due
    assert told.share is None or 0 <= told.share <= 100
