"""Who owes a month's report, who sent it, and what was taken back."""

from datetime import UTC, datetime

import pytest
from tables_of_facts import Facts, came

from adoption import completeness, sources, tables
from adoption.selection import Selection
from reference.period import Period
from store.receipts import Claim, Receipt, ReportReceipt

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
    report = ReportReceipt(
        kind="service_usage",
        form="PL3",
        period=Period.month(2024, 9),
        breakdown="level",
        sheet="PL3",
        title="",
        columns={},
        facts="",
        rows=1,
        first_row=8,
        last_row=8,
        claims=(Claim(("intake",), (unit_id,)),),
    )
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
