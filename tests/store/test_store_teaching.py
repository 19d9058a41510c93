"""What officers teach holds from its receipt on, until another answer or taking it back."""

from dataclasses import replace

import pytest
from handmade import make_form, make_report, put, received

from loaders.memory import NOTHING
from store import Refused

GIA_BINH, LUONG_TAI, COMMUNE = "district-gia-binh", "district-luong-tai", "commune-gia-binh-2025"


def counted(taught=(), unit="a", count=1):
    return make_report([{"unit_id": unit, "level": "all", "received": count}], taught=taught)


def names(store, as_of=None):
    return [(one.printed, one.unit_id) for one in store.memory(as_of).names]


def test_a_fresh_store_was_taught_nothing(store):
    assert store.memory() == NOTHING


def test_a_decided_name_says_who_decided_it_when_and_why(store):
    receipt = store.decide_name("Gia Bin", GIA_BINH, by="Hoa", why="asked the district")
    assert (receipt.id, receipt.event, receipt.by, receipt.why) == ("1", "name-decided", "Hoa", "asked the district")
    (decision,) = store.memory().names
    assert receipt.decision == decision
    assert (decision.id, decision.by, decision.at) == ("1", "Hoa", receipt.at.isoformat(timespec="microseconds"))


def test_the_same_answer_again_is_no_event(store):
    first = store.decide_name("Gia Bin", GIA_BINH, by="Hoa")
    assert store.decide_name("GIA  BIN", GIA_BINH, by="Bình") == first
    learned = store.learn_form(make_form(), by="Hoa")
    assert store.learn_form(make_form(columns={"PHÁT HÀNH": "documents_out"}), by="Bình") == learned
    assert store.version == 2


def test_another_unit_takes_over_and_taking_that_back_lets_the_first_hold_again(store):
    store.decide_name("Gia Bin", GIA_BINH, by="Hoa")
    store.decide_name("Gia Bin", LUONG_TAI, by="Hoa")
    assert names(store) == [("Gia Bin", LUONG_TAI)]
    back = store.take_back(2, by="Bình", why="a slip")
    assert (back.event, back.withdraws, back.decision) == ("taken-back", 2, None)
    assert names(store) == [("Gia Bin", GIA_BINH)]
    assert (names(store, as_of=2), names(store, as_of=0)) == ([("Gia Bin", LUONG_TAI)], [])


def test_answers_for_days_that_do_not_meet_hold_side_by_side(store):
    store.decide_name("Gia Bin", GIA_BINH, by="Hoa")
    store.decide_name("Gia Bin", COMMUNE, by="Hoa")
    assert names(store) == [("Gia Bin", GIA_BINH), ("Gia Bin", COMMUNE)]


def test_a_learned_form_comes_back_as_it_was_told_columns_in_order(store):
    columns = {"Phát hành": "documents_out", "Ghi chú": "", "Đến": "documents_in"}
    store.learn_form(make_form(columns=columns), by="Hoa")
    (form,) = store.memory().forms
    assert (form.id, form.by, form.form_id) == ("1", "Hoa", "learned:ffffffff")
    assert list(form.columns.items()) == list(columns.items())
    store.learn_form(make_form(columns={"Phát hành": "documents_signed"}), by="Hoa")
    assert store.memory().form("f" * 64).columns == {"Phát hành": "documents_signed"}
    store.take_back("2", by="Hoa", why="a slip")
    assert store.memory().form("f" * 64).columns == columns


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "headline"}, "form-unknown-kind"),
        ({"kind": "budget"}, "form-unknown-kind"),
        ({"label": ""}, "form-no-label"),
        ({"label": "PHÁT HÀNH"}, "form-no-label"),
        ({"columns": {"Phát hành": ""}}, "form-no-count"),
        ({"columns": {"Phát hành": "received"}}, "form-unknown-field"),
        ({"columns": {"Phát hành": "documents_out/full"}}, "form-unknown-field"),
        ({"columns": {"Phát hành": "documents_out", "Đi": "documents_out"}}, "form-field-twice"),
    ],
)
def test_a_form_without_sense_is_refused(store, changes, code):
    with pytest.raises(Refused) as refusal:
        store.learn_form(replace(make_form(), **changes), by="Hoa")
    assert (refusal.value.code, store.version) == (code, 0)


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("service_usage", "received/full"),
        ("service_usage", "pending"),
        ("digital_signatures", "issued/citizen"),
        ("work_records", "records"),
    ],
)
def test_a_column_may_hold_any_count_whole_or_of_one_side(store, kind, field):
    assert store.learn_form(make_form(kind=kind, columns={"Số": field}), by="Hoa").number == 1


def test_two_answers_about_one_column_are_a_fault(store):
    with pytest.raises(ValueError, match="two answers"):
        store.learn_form(make_form(columns={"Đi": "documents_out", "ĐI": "documents_in"}), by="Hoa")


@pytest.mark.parametrize(
    ("printed", "unit", "code"),
    [(" - ", GIA_BINH, "name-empty"), ("Gia Bin", "gia-binh", "unit-id-unknown")],
)
def test_an_answer_about_no_name_or_no_unit_is_refused(store, printed, unit, code):
    with pytest.raises(Refused) as refusal:
        store.decide_name(printed, unit, by="Hoa")
    assert (refusal.value.code, store.version) == (code, 0)


@pytest.mark.parametrize(
    ("receipt_id", "why", "code"),
    [
        ("9", "x", "unknown-receipt"),
        ("1", "x", "unknown-decision"),
        ("3", "x", "unknown-decision"),
        ("2", "x", "already-taken-back"),
        ("2", " ", "take-back-why-missing"),
    ],
)
def test_only_an_answer_can_be_taken_back_once_and_with_a_reason(store, receipt_id, why, code):
    put(store, counted())
    store.decide_name("Gia Bin", GIA_BINH, by="Hoa")
    store.take_back(2, by="Hoa", why="a slip")
    with pytest.raises(Refused) as refusal:
        store.take_back(receipt_id, by="Hoa", why=why)
    assert (refusal.value.code, store.version) == (code, 3)


def test_an_answer_is_no_file_to_withdraw(store):
    store.decide_name("Gia Bin", GIA_BINH, by="Hoa")
    with pytest.raises(Refused, match="no accepted file"):
        store.withdraw(1, by="Hoa", why="x")


def test_accepted_files_name_the_answers_they_were_read_with_and_keep_their_figures(store):
    store.decide_name("Gia Bin", GIA_BINH, by="Hoa")
    put(store, counted())
    put(store, counted(("1",), "b", 2), original=b"two")
    put(store, counted(("1",), "c", 3), original=b"three")
    assert [receipt.taught for receipt in store.receipts()] == [(), (), (1,), (1,)]
    store.withdraw(4, by="Hoa", why="wrong month")
    store.take_back(1, by="Hoa", why="it is another")
    assert [receipt.number for receipt in store.read_with("1")] == [3]
    assert received(store) == {"a": 1, "b": 2}


def test_events_that_are_no_files_have_no_state_and_hide_no_figures(store):
    put(store, counted())
    store.decide_name("Gia Bin", GIA_BINH, by="Hoa")
    store.learn_form(make_form(), by="Hoa")
    store.take_back(2, by="Hoa", why="a slip")
    assert {number: state.name for number, state in store.states().items()} == {1: "current"}
    assert received(store) == received(store, as_of=1) == {"a": 1}


@pytest.mark.parametrize(
    "then", [lambda s: s.take_back(1, "Hoa", "x"), lambda s: s.decide_name("Gia Bin", LUONG_TAI, "Hoa")]
)
def test_a_file_read_with_an_answer_that_no_longer_holds_must_be_read_again(store, then):
    store.decide_name("Gia Bin", GIA_BINH, by="Hoa")
    then(store)
    with pytest.raises(Refused, match="Read it again"):
        put(store, counted(("1",)))
    assert store.version == 2


def test_the_same_bytes_read_otherwise_wait_for_the_first_reading_to_be_withdrawn(store):
    store.decide_name("Gia Bin", GIA_BINH, by="Hoa")
    put(store, counted(("1",), GIA_BINH))
    store.take_back(1, by="Hoa", why="it is another")
    store.decide_name("Gia Bin", LUONG_TAI, by="Hoa")
    with pytest.raises(Refused, match="kept as number 2"):
        put(store, counted(("4",), LUONG_TAI))
    store.withdraw(2, by="Hoa", why="read otherwise")
    assert put(store, counted(("4",), LUONG_TAI)).is_new
    assert received(store) == {LUONG_TAI: 1}


def test_the_same_figures_by_another_answer_are_no_event(store):
    store.decide_name("Gia Bin", GIA_BINH, by="Hoa")
    put(store, counted(("1",), GIA_BINH))
    store.take_back(1, by="Hoa", why="a slip")
    assert not put(store, counted((), GIA_BINH)).is_new
