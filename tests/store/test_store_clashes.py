"""Two files that give the same figures are told before either is accepted."""

from datetime import date

import pytest
from handmade import SEPTEMBER, make_loaded, make_report, put

from loaders.report import Finding
from reference.period import Period

LEGAL = Period(date(2024, 8, 15), date(2024, 9, 14))


def file(name, *units, period=SEPTEMBER, findings=(), kind="service_usage", **columns):
    rows = [{"unit_id": unit, **(columns or {"level": "all", "received": 1})} for unit in units]
    report = make_report(rows, kind, period, columns={} if columns else None)
    return make_loaded(report, original=name.encode(), filename=name, findings=findings)


def test_the_refusal_names_both_files_how_many_units_and_the_period(store):
    (clash,) = store.clashes([file("a.xls", "x", "y", "z"), file("b.xls", "w"), file("c.xls", "y", "z", "w2")])
    assert clash.units == ("y", "z")
    assert str(clash.refusal) == (
        "a.xls and c.xls both give figures of 2 units for 2024-09: which one holds? "
        "Leave one out, or accept the one that was corrected afterwards, by itself."
    )
    assert (clash.first, clash.second) == tuple(file(name, "x").sha256 for name in ("a.xls", "c.xls"))


@pytest.mark.parametrize(
    "other",
    [
        file("b", "other-unit"),
        file("b", "x", period=LEGAL),
        file("b", "x", findings=(Finding("error", "unknown-unit", "PL3!B9", "?"),)),
        file("b", "x", period=None),
        file("b", "x", sector="Đất đai", received=1),
        file("a", "x"),
    ],
    ids=["another unit", "another period", "has errors", "no period", "another breakdown", "the same bytes"],
)
def test_what_gives_no_key_twice_is_no_clash(store, other):
    assert store.clashes([file("a", "x"), other]) == ()


def test_a_given_period_counts_where_none_is_stated(store):
    assert store.clashes([file("a", "x"), file("b", "x", period=None)], SEPTEMBER)


def test_parts_of_a_unit_come_from_several_files(store):
    documents = file("a", "x", kind="work_records", documents_out=1)
    records = file("b", "x", kind="work_records", records=1)
    assert store.clashes([documents, records]) == ()
    assert store.clashes([documents, records, file("c", "x", kind="work_records", records=2)])


def test_a_file_that_is_kept_already_brings_nothing_to_clash_with(store):
    known = file("a", "x")
    store.accept(known, b"a", by="Hoa")
    assert store.clashes([known, file("b", "x")]) == ()
    store.withdraw(1, by="Hoa", why="a slip")
    assert store.clashes([known, file("b", "x")])
    assert put(store, *file("b", "x").reports, original=b"b").is_new
