"""Accepting, restating, withdrawing: what holds afterwards."""

from datetime import UTC, datetime

import pytest
from handmade import SEPTEMBER, make_loaded, make_report, put, received

from loaders.report import Finding
from reference.period import Period
from store import Refused, open_store

A, B = "district-gia-binh", "district-tien-du"


def counts(**by_unit):
    return [{"unit_id": unit.replace("_", "-"), "level": "all", "received": count} for unit, count in by_unit.items()]


def facts_of(store, kind, as_of=None):
    return store.facts(kind, as_of).collect("pandas").to_native()


def test_an_empty_store_answers_every_kind_with_no_rows(store):
    assert store.version == 0
    for kind in ("service_usage", "work_records", "digital_signatures", "headline"):
        assert len(facts_of(store, kind)) == 0


def test_a_receipt_says_what_came_from_whom_and_when(store):
    moment = datetime(2024, 10, 5, 7, 30, tzinfo=UTC)
    warning, note = Finding("warning", "off-by-one", "PL3!C10", "12"), Finding("note", "hidden-row", "PL3!A4")
    loaded = make_loaded(make_report(counts(a=1)), findings=(warning, note))
    receipt = store.accept(loaded, b"one", by="Hoa", why="tháng 9", at=moment).receipt
    assert (receipt.id, receipt.event, receipt.by, receipt.why, receipt.at) == (
        "1",
        "accepted",
        "Hoa",
        "tháng 9",
        moment,
    )
    assert receipt.findings == (warning,)
    (report,) = receipt.reports
    assert (report.kind, report.form, report.period, report.sheet) == ("service_usage", "PL3", SEPTEMBER, "PL3")
    assert (report.rows, report.units, report.columns["received"]) == (1, ("a",), "C")
    assert store.receipts() == (receipt,)
    assert store.original(receipt.original) == b"one"


def test_a_moment_needs_its_time_zone(store):
    with pytest.raises(ValueError, match="time zone"):
        put(store, make_report(counts(a=1)), at=datetime(2024, 10, 5))  # noqa: DTZ001 - the very mistake
    assert store.version == 0


def test_the_same_bytes_again_are_no_event(store):
    first = put(store, make_report(counts(a=1)))
    again = put(store, make_report(counts(a=1)), why="once more")
    assert (first.is_new, again.is_new) == (True, False)
    assert again.receipt == first.receipt
    assert store.version == 1


def test_the_same_bytes_for_another_period_are_an_event(store):
    unstated = make_report(counts(a=1), period=None)
    put(store, unstated, period=SEPTEMBER)
    assert put(store, unstated, period=Period.month(2024, 10)).is_new
    assert sorted(facts_of(store, "service_usage")["month"]) == ["2024-09", "2024-10"]


def test_the_same_bytes_may_come_again_after_they_were_withdrawn(store):
    put(store, make_report(counts(a=1)))
    store.withdraw(1, by="Hoa", why="wrong month")
    assert received(store) == {}
    again = put(store, make_report(counts(a=1)))
    assert (again.is_new, again.receipt.number) == (True, 3)
    assert put(store, make_report(counts(a=1))).receipt.number == 3
    assert received(store) == {"a": 1}


def test_a_later_file_replaces_exactly_the_units_that_it_names(store):
    put(store, make_report(counts(a=1, b=2)))
    later = put(store, make_report(counts(b=20, c=30)), original=b"two")
    assert later.receipt.supersedes == (1,)
    assert received(store) == {"a": 1, "b": 20, "c": 30}
    assert received(store, as_of=1) == {"a": 1, "b": 2}
    assert [state.name for state in store.states().values()] == ["partly-superseded", "current"]


def test_withdrawing_lets_hold_again_what_was_superseded(store):
    put(store, make_report(counts(a=1)))
    put(store, make_report(counts(a=2)), original=b"two")
    put(store, make_report(counts(a=3)), original=b"three")
    store.withdraw("2", by="Hoa", why="not it")
    assert received(store) == {"a": 3}
    store.withdraw("3", by="Hoa", why="not it either")
    assert received(store) == {"a": 1}
    assert received(store, as_of=3) == {"a": 3}
    assert [state.name for state in store.states().values()] == ["current", "withdrawn", "withdrawn"]


@pytest.mark.parametrize(
    ("receipt_id", "why", "code"),
    [
        ("9", "x", "unknown-receipt"),
        ("one", "x", "unknown-receipt"),
        ("3", "x", "unknown-receipt"),
        ("2", "x", "already-withdrawn"),
        ("1", " ", "why-missing"),
    ],
)
def test_only_an_accepted_file_can_be_withdrawn_once_and_with_a_reason(store, receipt_id, why, code):
    put(store, make_report(counts(a=1)))
    put(store, make_report(counts(a=2)), original=b"two")
    store.withdraw(2, by="Hoa", why="x")
    with pytest.raises(Refused) as refusal:
        store.withdraw(receipt_id, by="Hoa", why=why)
    assert refusal.value.code == code
    assert store.version == 3


@pytest.mark.parametrize(
    ("reports", "how", "code"),
    [
        ([make_report(counts(a=1), period=None)], {}, "period-missing"),
        ([make_report(counts(a=1))], {"period": Period.month(2024, 8)}, "period-contradicts"),
        ([make_report(counts(a=1)), make_report(counts(a=1), sheet="PL3 (2)")], {}, "same-key-twice"),
        ([make_report([{"unit_id": None, "level": "all", "received": 1}])], {}, "unknown-unit"),
        ([make_report([{"unit_id": "a", "level": "all", "received": 1}] * 2)], {}, "same-row-twice"),
        ([], {}, "no-report"),
    ],
)
def test_what_cannot_be_accepted_is_refused_and_changes_nothing(store, reports, how, code):
    with pytest.raises(Refused) as refusal:
        put(store, *reports, **how)
    assert refusal.value.code == code
    assert store.version == 0
    assert not list((store.root / "facts").rglob("*.parquet"))
    assert not list((store.root / "originals").glob("*/*"))


def test_a_file_with_an_error_is_refused_with_its_findings(store):
    error = Finding("error", "unknown-unit", "PL3!B9", "Gia Binh")
    with pytest.raises(Refused) as refusal:
        store.accept(make_loaded(make_report(counts(a=1)), findings=(error,)), b"one", by="Hoa")
    assert (refusal.value.code, refusal.value.findings) == ("has-errors", (error,))


def test_other_bytes_than_those_that_were_read_are_refused(store):
    with pytest.raises(Refused, match="not the one that was read"):
        store.accept(make_loaded(make_report(counts(a=1))), b"another", by="Hoa")


def test_a_given_period_that_the_sheet_states_too_is_taken(store):
    assert put(store, make_report(counts(a=1)), period=SEPTEMBER).is_new


def test_two_sheets_may_report_different_parts_of_a_unit(store):
    documents = make_report([{"unit_id": A, "documents_out": 10}], "work_records", sheet="K2-1", columns={})
    records = make_report([{"unit_id": A, "records": 7}], "work_records", sheet="K2-2", columns={})
    put(store, documents, records)
    facts = facts_of(store, "work_records")
    assert facts["documents_out"].sum() == 10
    assert facts["records"].sum() == 7


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_form_without_levels_stands_beside_one_with_levels_whichever_comes_first(store, order):
    six_a = make_report([{"unit_id": A, "level": "all", "received": 100, "resolved": 90}], form="II.06a", columns={})
    annex = make_report([{"unit_id": A, "level": level, "received": 50} for level in ("full", "partial")])
    for place in order:
        put(store, (six_a, annex)[place], original=str(place).encode())
    assert [state.name for state in store.states().values()] == ["current", "current"]
    facts = facts_of(store, "service_usage")
    sums = facts[facts["in_total"]].groupby("breakdown")["received"].sum()
    assert sums.to_dict() == {"level": 100, "none": 100}


def test_a_form_takes_over_only_the_parts_that_it_has(store):
    line = {"unit_id": A, "level": "all", "sector": "Đất đai"}
    whole = {**line, "received": 100, "resolved": 90}
    put(store, make_report([{**whole, "dashes": "received_postal pending"}], form="II.06a", columns={}))
    put(store, make_report([{**line, "received": 101}], form="C"), original=b"two")
    facts = facts_of(store, "service_usage").set_index("form")
    assert facts["received"].sum() == 101
    assert facts["resolved"].sum() == 90
    assert facts["received"].isna().to_dict() == {"II.06a": True, "C": False}
    assert facts.loc["II.06a", "dashes"] == "pending"
    put(store, make_report([{**whole, "received": 102}], form="II.06a", columns={}), original=b"three")
    facts = facts_of(store, "service_usage")
    assert facts[["received", "resolved", "receipt"]].to_numpy().tolist() == [[102, 90, 3]]


def test_a_restated_annex_without_its_levels_still_takes_over(store):
    put(store, make_report([{"unit_id": A, "level": level, "received": 50} for level in ("full", "partial")]))
    put(store, make_report([{"unit_id": A, "level": "all", "received": 90}]), original=b"two")
    assert received(store) == {A: 90}


def test_the_states_certificates_stand_beside_those_of_everyone(store):
    everyone = [{"unit_id": A, "holder": holder, "issued_to_date": 100} for holder in ("citizen", "official")]
    state = [{"unit_id": A, "holder": "official", "issued_to_date": 40, "active": 30}]
    put(store, make_report(everyone, "digital_signatures", sheet="K3-1", columns={}))
    put(store, make_report(state, "digital_signatures", sheet="K3-2", columns={}), original=b"two")
    facts = facts_of(store, "digital_signatures")
    assert facts.groupby("breakdown")["issued_to_date"].sum().to_dict() == {"holder": 200, "official": 40}


def test_a_blank_column_of_the_form_still_takes_over(store):
    put(store, make_report([{"unit_id": A, "records": 7}], "work_records"))
    put(store, make_report([{"unit_id": A, "records": None}], "work_records"), original=b"two")
    facts = facts_of(store, "work_records")
    assert facts["receipt"].tolist() == [2]
    assert facts["records"].isna().all()


def test_each_indicator_of_a_headline_stands_for_itself(store):
    def headline(**values):
        rows = [{"unit_id": "province-bac-ninh", "indicator": name, "value": value} for name, value in values.items()]
        return make_report(rows, "headline", period=Period.parse("2024"))

    put(store, headline(dti_rank=7.0, digital_economy_share=56.83))
    put(store, headline(dti_rank=6.0), original=b"two")
    facts = facts_of(store, "headline")
    assert dict(zip(facts["indicator"], facts["value"], strict=True)) == {
        "dti_rank": 6.0,
        "digital_economy_share": 56.83,
    }
    assert facts["month"].isna().all()


def test_a_figure_leads_back_to_its_cell(store):
    put(
        store,
        make_report([{"unit_id": A, "holder": "citizen", "issued": 5}], "digital_signatures", sheet="K3-1"),
        make_report(counts(a=1)),
    )
    assert store.source(1, "K3-1", 8, "issued", "citizen") == "K3-1!D8"
    assert store.source(1, "PL3", 8, "received_online") == "PL3!D8"
    assert store.source(1, "PL3", 8, "resolved") is None
    assert store.source(1, "PL3", 99, "received") is None


def test_a_preview_says_what_accepting_would_do_and_does_nothing(store):
    put(store, make_report(counts(a=1, b=2)))
    change = store.preview(make_loaded(make_report(counts(b=3, c=4)), original=b"two"), b"two")
    assert (change.known, change.added, change.replaced, change.supersedes) == (None, 1, 1, (1,))
    known = store.preview(make_loaded(make_report(counts(a=1, b=2))), b"one")
    assert known.known == store.receipt(1)
    assert store.version == 1


def test_a_question_may_be_asked_after_the_store_is_gone_and_the_merged_copy_made_anew(tmp_path, new_ledger):
    address = new_ledger()
    store = open_store(tmp_path / "a [folder] of *", address)
    put(store, make_report(counts(a=1)))
    question = store.facts("service_usage")
    del store
    assert question.collect("pandas").to_native()["received"].tolist() == [1]
    again = open_store(tmp_path / "a [folder] of *", address)
    for path in (again.root / "derived").iterdir():
        path.unlink()
    (again.root / "derived").rmdir()
    assert received(again) == {"a": 1}


def test_an_old_answer_does_not_change_under_the_reader(store):
    put(store, make_report(counts(a=1)))
    before = store.facts("service_usage")
    put(store, make_report(counts(a=2)), original=b"two")
    assert before.collect("pandas").to_native()["received"].tolist() == [1]


def test_the_folder_is_named_by_the_environment(tmp_path, monkeypatch):
    monkeypatch.delenv("ADOPTION_LEDGER", raising=False)
    monkeypatch.setenv("ADOPTION_STORE", str(tmp_path / "kho"))
    assert open_store().root == tmp_path / "kho"
    assert (tmp_path / "kho" / "ledger.sqlite").exists()
