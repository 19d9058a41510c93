"""A report becomes Parquet: which rows make a total, what the breakdown is, and always the same bytes."""

import hypothesis.strategies as st
import pyarrow as pa
import pytest
from handmade import SEPTEMBER, make_report
from hypothesis import given, settings

from reference.period import Period
from store import facts, schema


def lines(*told):
    """Make service rows from "sector/procedure/level received" lines; "-" is none, "." no figure."""
    rows = []
    for line in told:
        path, figure = line.split()
        sector, procedure, level = (None if part == "-" else part for part in path.split("/"))
        received = None if figure == "." else int(figure)
        rows.append({"unit_id": "u", "sector": sector, "procedure": procedure, "level": level, "received": received})
    return rows


@pytest.mark.parametrize(
    ("told", "total"),
    [
        (["-/-/all 10", "-/-/full 6", "-/-/partial 4"], [True, False, False]),
        (["-/-/all .", "-/-/full 6", "-/-/partial 4"], [False, True, True]),
        (["-/-/full 6", "-/-/partial 4"], [True, True]),
        (["-/-/all ."], [True]),
        (["-/-/all .", "-/-/full .", "-/-/partial ."], [True, False, False]),
        (["-/-/all 10", "land/-/all 6", "tax/-/all 4"], [True, False, False]),
        (["-/-/full 10", "land/-/all 6", "tax/-/all 4"], [True, False, False]),
        (["-/-/all .", "land/-/all 6", "tax/-/full 4", "tax/-/partial 1"], [False, True, True, True]),
        (["land/-/all 6", "land/one/all 6", "tax/one/full 4", "tax/one/all 4"], [True, False, False, True]),
        (["-/one/all 3", "-/two/all 4"], [True, True]),
    ],
)
def test_a_unit_is_summed_from_its_topmost_lines_with_figures(told, total):
    assert facts.table_of(make_report(lines(*told)), SEPTEMBER)["in_total"].to_pylist() == total


def test_a_unit_is_summed_by_its_own_lines_whatever_another_has():
    rows = [{"unit_id": unit, "level": level, "received": n} for unit, level, n in [("a", "all", 3), ("b", "full", 2)]]
    assert facts.table_of(make_report(rows), SEPTEMBER)["in_total"].to_pylist() == [True, True]


def test_adults_on_the_line_of_all_holders_do_not_make_it_the_total():
    rows = [
        {"unit_id": "a", "holder": "all", "issued": None, "adults": 900},
        {"unit_id": "a", "holder": "citizen", "issued": 5, "adults": None},
        {"unit_id": "a", "holder": "business", "issued": 2, "adults": None},
    ]
    table = facts.table_of(make_report(rows, "digital_signatures"), SEPTEMBER)
    assert table["in_total"].to_pylist() == [False, True, True]


@pytest.mark.parametrize(
    ("kind", "row", "breakdown"),
    [
        ("service_usage", {"level": "full", "received": 1}, "level"),
        ("service_usage", {"level": "all", "received": 1}, "level"),
        ("service_usage", {"level": "all", "received": 1, "resolved": 1}, "none"),
        ("service_usage", {"level": "full", "received": 1, "resolved": 1}, "level"),
        ("service_usage", {"level": "all", "received": 1, "sector": "Đất đai"}, "sector"),
        ("service_usage", {"level": "all", "received": 1, "sector": ""}, "level"),
        ("service_usage", {"level": "all", "received": 1, "sector": "Đất đai", "procedure": "Cấp lại"}, "procedure"),
        ("work_records", {"records": 1}, "none"),
        ("digital_signatures", {"holder": "all", "issued": 1}, "none"),
        ("digital_signatures", {"holder": "official", "issued": 1}, "official"),
        ("headline", {"indicator": "dti_rank", "value": 7.0}, "none"),
    ],
)
def test_the_breakdown_is_by_what_the_report_splits_its_units(kind, row, breakdown):
    report = make_report([{"unit_id": "a", **row}], kind)
    assert facts.table_of(report, SEPTEMBER)["breakdown"].to_pylist() == [breakdown]


def test_the_breakdown_is_by_holder_where_there_are_several():
    rows = [{"unit_id": "a", "holder": holder, "issued": 1} for holder in ("citizen", "official")]
    assert facts.breakdown_of(make_report(rows, "digital_signatures")) == "holder"


def test_a_sector_that_two_systems_list_is_added_up():
    table = facts.table_of(make_report(lines("tax/-/all 3", "tax/-/all 4")), SEPTEMBER)
    assert table["in_total"].to_pylist() == [True, True]


@pytest.mark.parametrize("kind", list(schema.KINDS))
def test_facts_have_the_whole_schema_and_no_unit_name(kind):
    extra = {"indicator": "dti_rank"} if kind == "headline" else {}
    table = facts.table_of(make_report([{"unit_id": "a", **extra}], kind), SEPTEMBER)
    assert table.schema == schema.of_report(kind)
    assert "unit_name" not in table.column_names


@pytest.mark.parametrize(
    ("period", "month"),
    [("2024-09", "2024-09"), ("2024-08-15..2024-09-14", "2024-09"), ("2024", None), ("2024-07-01..2024-09-30", None)],
)
def test_the_month_is_the_one_reported_on_or_none(period, month):
    table = facts.table_of(make_report(lines("-/-/all 1"), period=None), Period.parse(period))
    assert table["month"].to_pylist() == [month]


def test_missing_level_and_holder_mean_all():
    assert facts.table_of(make_report([{"unit_id": "a", "received": 1}]), SEPTEMBER)["level"].to_pylist() == ["all"]


def test_a_fraction_in_a_count_is_never_rounded_away():
    report = make_report(lines("-/-/all 1"))
    report.frame["received"] = [1.5]
    with pytest.raises(TypeError):
        facts.table_of(report, SEPTEMBER)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 2**40)), min_size=1, max_size=20))
def test_the_same_report_gives_the_same_bytes_and_reads_back(counts):
    rows = [{"unit_id": f"u{place}", "level": "all", "received": count} for place, count in enumerate(counts)]
    first = facts.table_of(make_report(rows), SEPTEMBER)
    again = facts.table_of(make_report(rows), SEPTEMBER)
    parquet = facts.encode(first)
    assert parquet == facts.encode(again)
    assert facts.decode(parquet, "service_usage").equals(first)
    assert pa.types.is_int64(first.schema.field("received").type)
