"""A withdrawn file counts again; a closed month changes no more until it is reopened; any day has its number."""

from datetime import UTC, date, datetime

import pytest
from handmade import SEPTEMBER, make_form, make_loaded, make_report, put, received

from reference.period import Period
from store import Refused

OCTOBER = Period.month(2024, 10)
LEGAL_SEPTEMBER = Period(date(2024, 8, 15), date(2024, 9, 14))
NINE_MONTHS = Period(date(2024, 1, 1), date(2024, 9, 30))


def of(unit="a", received=1, period=SEPTEMBER, **how):
    return make_report([{"unit_id": unit, "level": "all", "received": received}], period=period, **how)


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def refusal(act, *arguments, **named):
    with pytest.raises(Refused) as caught:
        act(*arguments, **named)
    return caught.value


def test_a_reinstated_file_holds_again(store):
    put(store, of(received=1))
    store.withdraw(1, by="Hoa", why="a slip")
    receipt = store.reinstate("1", by="Bình", why="it was right", at=moment("2024-10-05T01:00"))
    assert (receipt.number, receipt.event, receipt.reinstates) == (3, "reinstated", 1)
    assert (receipt.by, receipt.why, receipt.filename) == ("Bình", "it was right", "thang 9.xls")
    assert [received(store, as_of=number) for number in range(4)] == [{}, {"a": 1}, {}, {"a": 1}]
    assert store.states()[1].name == "current"
    assert store.verify() == ()


def test_a_reinstated_file_does_not_take_over_what_a_later_one_gives(store):
    put(store, make_report([{"unit_id": unit, "level": "all", "received": 1} for unit in "ab"]))
    store.withdraw(1, by="Hoa", why="a slip")
    put(store, of("b", 20), original=b"two")
    receipt = store.reinstate(1, by="Hoa", why="unit a had only this")
    assert received(store) == {"a": 1, "b": 20}
    assert receipt.supersedes == ()
    assert store.states()[1].name == "partly-superseded"


def test_a_reinstated_file_takes_over_again_what_came_before_it(store):
    put(store, of(received=1))
    put(store, of(received=2), original=b"two")
    store.withdraw(2, by="Hoa", why="a slip")
    assert store.reinstate(2, by="Hoa", why="it was right").supersedes == (1,)
    assert received(store) == {"a": 2}


def test_a_file_may_be_withdrawn_and_reinstated_again_and_again(store):
    put(store, of())
    for _ in range(2):
        store.withdraw(1, by="Hoa", why="x")
        store.reinstate(1, by="Hoa", why="x")
    assert received(store) == {"a": 1}
    assert not put(store, of()).is_new
    store.withdraw(1, by="Hoa", why="x")
    assert refusal(store.withdraw, 1, by="Hoa", why="x").code == "already-withdrawn"
    assert put(store, of()).is_new


def test_bytes_that_were_sent_again_meanwhile_leave_nothing_to_reinstate(store):
    put(store, of())
    store.withdraw(1, by="Hoa", why="a slip")
    put(store, of())
    refused = refusal(store.reinstate, 1, by="Hoa", why="x")
    assert (refused.code, refused.values["receipt"]) == ("kept-again", "3")
    store.withdraw(3, by="Hoa", why="x")
    store.reinstate(1, by="Hoa", why="x")
    assert received(store) == {"a": 1}


@pytest.mark.parametrize(
    ("receipt_id", "why", "code"),
    [
        ("9", "x", "unknown-receipt"),
        ("2", "x", "unknown-receipt"),
        ("3", "x", "unknown-receipt"),
        ("4", "x", "not-withdrawn"),
        ("1", " ", "reinstate-why-missing"),
    ],
)
def test_only_a_withdrawn_file_can_be_reinstated_and_with_a_reason(store, receipt_id, why, code):
    put(store, of())
    store.withdraw(1, by="Hoa", why="x")
    store.learn_form(make_form(), by="Hoa")
    put(store, of("b"), original=b"two")
    assert refusal(store.reinstate, receipt_id, by="Hoa", why=why).code == code
    assert store.version == 4


def test_a_closed_month_says_who_closed_it_when_and_that_it_can_be_reopened(store):
    put(store, of())
    store.close_month("service_usage", "2024-09", by="Lan", at=moment("2024-10-20T18:30"))
    refused = refusal(put, store, of("b"), original=b"two")
    assert refused.code == "month-closed"
    assert str(refused) == (
        "Lan closed the figures of 09/2024 on 21/10/2024: sheet PL3 cannot change them, and nothing was stored. "
        "If they must change, reopen the month first, saying why."
    )
    assert len(list((store.root / "originals").glob("*/*"))) == 1


CHANGES = {
    "accept": lambda store: put(store, of("c"), original=b"three"),
    "preview": lambda store: store.preview(make_loaded(of("c"), original=b"three"), b"three"),
    "withdraw": lambda store: store.withdraw(1, by="Hoa", why="x"),
    "reinstate": lambda store: store.reinstate(2, by="Hoa", why="x"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_changes_a_closed_month_until_it_is_reopened(store, change):
    put(store, of("a"))
    put(store, of("b"), original=b"two")
    store.withdraw(2, by="Hoa", why="x")
    store.close_month("service_usage", "2024-09", by="Lan")
    assert refusal(CHANGES[change], store).code == "month-closed"
    assert (store.version, received(store)) == (4, {"a": 1})
    store.reopen_month("service_usage", "2024-09", by="Lan", why="Gia Bình sent a correction")
    CHANGES[change](store)
    assert store.verify() == ()


@pytest.mark.parametrize(
    ("report", "is_refused"),
    [
        (of("b"), True),
        (of("b", period=LEGAL_SEPTEMBER), True),
        (of("b", period=OCTOBER), False),
        (of("b", period=NINE_MONTHS), False),
        (make_report([{"unit_id": "b", "records": 1}], "work_records"), False),
    ],
)
def test_a_closed_month_is_of_one_kind_and_of_what_enters_that_months_figures(store, report, is_refused):
    store.close_month("service_usage", "2024-09", by="Lan")
    if is_refused:
        assert refusal(put, store, report).code == "month-closed"
    else:
        assert put(store, report).is_new


def test_the_same_bytes_again_are_no_event_in_a_closed_month_either(store):
    put(store, of())
    store.close_month("service_usage", "2024-09", by="Lan")
    assert not put(store, of()).is_new


def test_which_months_are_closed_is_known_for_every_number(store):
    about = ("service_usage", "2024-09")
    store.close_month(*about, by="Lan", why="sent to the ministry")
    store.reopen_month(*about, by="Bình", why="a mistake")
    store.close_month(*about, by="Hoa")
    store.close_month("work_records", "2024-09", by="Hoa")
    assert [set(store.closed(as_of=number)) for number in range(4)] == [set(), {about}, set(), {about}]
    assert {month: one.by for month, one in store.closed().items()} == {
        about: "Hoa",
        ("work_records", "2024-09"): "Hoa",
    }
    assert [(one.event, one.why) for one in store.receipts(as_of=2)] == [
        ("month-closed", "sent to the ministry"),
        ("month-reopened", "a mistake"),
    ]
    assert store.states() == {}


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda s: s.close_month("service_usage", "2024-09", by="Hoa"), "month-already-closed"),
        (lambda s: s.close_month("services", "2024-09", by="Hoa"), "month-unknown"),
        (lambda s: s.close_month("service_usage", "2024-13", by="Hoa"), "month-unknown"),
        (lambda s: s.close_month("service_usage", "2024-9", by="Hoa"), "month-unknown"),
        (lambda s: s.reopen_month("work_records", "2024-09", by="Hoa", why="x"), "month-not-closed"),
        (lambda s: s.reopen_month("service_usage", "2024-09", by="Hoa", why=""), "reopen-why-missing"),
    ],
)
def test_closing_and_reopening_that_make_no_sense_are_refused(store, act, code):
    store.close_month("service_usage", "2024-09", by="Lan")
    assert refusal(act, store).code == code
    assert store.version == 1


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2024, 10, 4), 0),
        (date(2024, 10, 5), 1),
        (date(2024, 10, 6), 2),
        (date(2024, 10, 8), 2),
        (date(2024, 10, 9), 3),
        (date(2030, 1, 1), 3),
    ],
)
def test_a_day_ends_at_midnight_in_vietnam(store, day, number):
    for place, at in enumerate(("2024-10-05T16:59:59", "2024-10-05T17:00", "2024-10-09T00:00")):
        put(store, of(str(place)), original=str(place).encode(), at=moment(at))
    assert store.number_on(day) == number


def test_what_held_is_known_for_every_number_and_kind(store):
    put(store, of("a"), make_report([{"unit_id": "a", "records": 1}], "work_records", sheet="K2"))
    put(store, of("a", 2), original=b"two")
    held = [{(key.kind, source.receipt) for key, source in store.current(as_of=n).items()} for n in range(3)]
    assert held == [set(), {("service_usage", 1), ("work_records", 1)}, {("service_usage", 2), ("work_records", 1)}]
    assert {source.receipt for source in store.current("service_usage", as_of=1).values()} == {1}
    assert store.current(as_of=99) == store.current(as_of=2) == store.current()
    assert {number: state.name for number, state in store.states(as_of=1).items()} == {1: "current"}
