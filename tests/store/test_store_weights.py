"""Weights of the league: set with a name, a reason and a month, replaced by later ones, and taken back."""

import pytest

from store import Refused, weighing

WEIGHTS = {"online_share": 60, "records_share": 40}
OTHER = {"online_share": 100}
TOLD = {"by": "Hoa", "why": "decision of the council"}


def held(store, month, level="commune"):
    receipt = weighing.in_force(store.receipts(), level, month)
    return receipt and dict(receipt.weights.of_measures)


def test_weights_hold_for_their_level_from_their_month_on(store):
    store.set_weights("commune", "2025-09", WEIGHTS, **TOLD)
    assert held(store, "2025-08") is None
    assert held(store, "2025-09") == held(store, "2026-05") == WEIGHTS
    assert held(store, "2025-09", "department") is None


def test_the_latest_beginning_holds_and_of_one_beginning_what_was_said_last(store):
    store.set_weights("commune", "2026-01", OTHER, **TOLD)
    store.set_weights("commune", "2025-09", WEIGHTS, **TOLD)
    assert (held(store, "2025-12"), held(store, "2026-01")) == (WEIGHTS, OTHER)
    store.set_weights("commune", "2026-01", WEIGHTS, **TOLD)
    assert held(store, "2026-01") == WEIGHTS


def test_taken_back_the_weights_before_hold_again(store):
    store.set_weights("commune", "2025-09", OTHER, **TOLD)
    store.set_weights("commune", "2025-09", WEIGHTS, **TOLD)
    store.take_back(2, by="Bình", why="a slip")
    assert held(store, "2025-09") == OTHER
    with pytest.raises(Refused, match="already"):
        store.take_back(2, by="Bình", why="a slip")


def test_the_ledger_with_weights_is_whole_and_can_be_made_again(store):
    store.set_weights("commune", "2025-09", {"online_share": 33.3, "records_share": 66.7}, **TOLD)
    store.take_back(1, by="Bình", why="a slip")
    before = store.receipts()
    assert store.verify() == ()
    store.rebuild()
    assert store.receipts() == before
    assert before[0].weights.of_measures["online_share"] == 33.3


@pytest.mark.parametrize(
    ("level", "since", "weights", "why", "code"),
    [
        ("province", "2025-09", WEIGHTS, "x", "weights-when"),
        ("commune", "2025-13", WEIGHTS, "x", "weights-when"),
        ("commune", "2025-09", {"online_share": 60}, "x", "weights-total"),
        ("commune", "2025-09", {}, "x", "weights-total"),
        ("commune", "2025-09", {"received": 100}, "x", "weights-measure"),
        ("commune", "2025-09", {"nothing": 100}, "x", "weights-measure"),
        ("commune", "2025-09", {"online_share": 110, "records_share": -10}, "x", "weights-measure"),
        ("commune", "2025-09", {"online_share": float("nan")}, "x", "weights-measure"),
        ("commune", "2025-09", WEIGHTS, " ", "weights-why-missing"),
    ],
)
def test_weights_that_make_no_sense_are_refused_and_nothing_is_written(store, level, since, weights, why, code):
    with pytest.raises(Refused) as refused:
        store.set_weights(level, since, weights, by="Hoa", why=why)
    assert refused.value.code == code
    assert store.receipts() == ()
