"""What changed between two states: every cell that reads otherwise, and the event that brought what holds now."""

import random
from functools import cache

import pytest
from sent import GIA_BINH, TIEN_DU, line, put

from adoption import changes, consequence
from store import open_store

CELL = ["period_start", "unit_id", "part", "field"]


@pytest.fixture
def store(tmp_path):
    return open_store(tmp_path)


def told(table, *columns):
    """Return some columns of the changed cells by unit and field."""
    return {(row["unit_id"], row["field"]): tuple(row[name] for name in columns) for row in table.to_dict("records")}


def test_a_restated_cell_is_told_with_the_file_and_the_reason(store):
    first = put(store, line(GIA_BINH, 100, 80), line(TIEN_DU, 50, 20))
    second = put(store, line(GIA_BINH, 100, 90), line(TIEN_DU, 50, 20), why="Gia Bình sent the rest")
    table = changes.between(store, "service_usage", first, second)
    assert told(table, "old", "new", "change", "receipt", "filename", "why") == {
        (GIA_BINH, "received_online"): (80, 90, "restated", 2, "file 2.xls", "Gia Bình sent the rest"),
        (GIA_BINH, "received_in_person"): (20, 10, "restated", 2, "file 2.xls", "Gia Bình sent the rest"),
    }
    assert set(table["month"]) == {"2024-09"}


def test_a_withdrawal_brings_back_the_earlier_figures_by_its_own_event(store):
    put(store, line(GIA_BINH, 100, 80))
    second = put(store, line(GIA_BINH, 100, 90))
    store.withdraw(second, "Lan", "wrong file")
    table = changes.between(store, "service_usage", second, 3)
    assert told(table, "old", "new", "receipt", "event", "filename", "by", "why")[GIA_BINH, "received_online"] == (
        *(90, 80, 3, "withdrawn"),
        *("file 2.xls", "Lan", "wrong file"),
    )


def test_what_nothing_replaces_is_gone_and_what_came_is_new(store):
    first = put(store, line(GIA_BINH, 100, 80))
    store.withdraw(first, "Lan", "wrong file")
    put(store, line(TIEN_DU, 50, 20))
    table = changes.between(store, "service_usage", 1, 3)
    assert told(table, "change", "receipt")[GIA_BINH, "received"] == ("gone", 2)
    assert told(table, "change", "receipt")[TIEN_DU, "received"] == ("new", 3)


@pytest.mark.parametrize("kind", ["service_usage", "work_records", "headline"])
def test_between_a_state_and_itself_nothing_changed(store, kind):
    put(store, line(GIA_BINH, 100, 80))
    assert list(changes.between(store, kind, 1, 1).columns) == list(changes.CHANGE_COLUMNS)
    assert changes.between(store, kind, 1, 1).empty


def test_a_change_that_was_undone_is_no_change(store):
    put(store, line(GIA_BINH, 100, 80))
    second = put(store, line(GIA_BINH, 100, 90))
    store.withdraw(second, "Lan", "wrong file")
    assert changes.between(store, "service_usage", 1, 3).empty
    store.reinstate(second, "Lan", "it was right")
    assert told(changes.between(store, "service_usage", 1, 4), "receipt", "event", "filename")[
        GIA_BINH, "received_online"
    ] == (4, "reinstated", "file 2.xls")


def test_a_published_rank_names_its_indicator(store):
    rank = {"unit_id": "province-bac-ninh", "indicator": "dti_rank", "value": None, "unit_of_measure": ""}
    put(store, rank | {"rank": 7}, kind="headline", period="2024")
    put(store, rank | {"rank": 6}, kind="headline", period="2024")
    (cell,) = changes.between(store, "headline", 1, 2).to_dict("records")
    assert (cell["part"], cell["field"], cell["old"], cell["new"], cell["receipt"]) == (
        "none / dti_rank",
        "rank",
        7,
        6,
        2,
    )
    assert cell["month"] is None


def history(store, rng, events):
    """Let offices send, take back and reinstate, by chance."""
    accepted, gone = [], []
    while len(store.receipts()) < events:
        chance = rng.random()
        if accepted and chance < 0.2:
            gone.append(accepted.pop(rng.randrange(len(accepted))))
            store.withdraw(gone[-1], "Lan", "by chance")
        elif gone and chance < 0.35:
            accepted.append(gone.pop(rng.randrange(len(gone))))
            store.reinstate(accepted[-1], "Lan", "by chance")
        else:
            units = rng.sample([GIA_BINH, TIEN_DU, "district-que-vo"], rng.randint(1, 2))
            rows = [line(unit, rng.choice([50, 60]), rng.choice([10, 20])) for unit in units]
            rows += [line(units[0], 5, 5, level="full")] if rng.random() < 0.3 else []
            accepted.append(put(store, *rows, period=rng.choice(["2024-08", "2024-09"])))


@cache
def standing(store, number):
    """Return every figure after an event, by cell."""
    table = store.facts("service_usage", number).collect("pandas").to_native()
    cells = consequence.compare(table, table, "service_usage")
    return cells.set_index(CELL)["new"].to_dict()


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happened_all_that_differs_is_told_and_by_its_last_event(store, seed):
    rng = random.Random(seed)  # noqa: S311 - a seeded choice of examples
    history(store, rng, 12)
    for _ in range(3):
        older, newer = sorted(rng.sample(range(1, 13), 2))
        before, after = standing(store, older), standing(store, newer)
        table = changes.between(store, "service_usage", older, newer)
        differing = {cell for cell in before.keys() | after.keys() if before.get(cell) != after.get(cell)}
        assert {tuple(cell) for cell in table[CELL].itertuples(index=False)} == differing
        for cell, number in zip(table[CELL].itertuples(index=False, name=None), table["receipt"], strict=True):
            assert older < number <= newer
            since = {standing(store, later).get(cell) for later in range(number, newer + 1)}
            assert since == {after.get(cell)}, "no later event moved it"
