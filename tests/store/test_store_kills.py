"""The short form of benchmarks/kills.py: a few kills, copies and bad disks of what it does hundreds of times."""

import os
import random
import subprocess
from contextlib import ExitStack

import ledgers
import pytest

from benchmarks import kills
from benchmarks.cluster import Cluster
from store import open_store


@pytest.fixture
def chance():
    return random.Random(20261125)  # noqa: S311 - seeded, so that a failure can be repeated


def test_three_writers_killed_at_once_lose_nothing_acknowledged(tmp_path, new_ledger, chance):
    done = kills.of_writers(tmp_path / "var", new_ledger(), chance, rounds=3)
    assert done.kills == 9
    assert done.acknowledged >= 3
    assert done.declined == 0


@ledgers.NEEDS_POSTGRES
def test_a_database_server_that_is_killed_loses_nothing_acknowledged(tmp_path, chance):
    cluster = Cluster(is_durable=False)
    try:
        done = kills.of_server(tmp_path / "var", cluster, chance, kills=2)
    finally:
        cluster.close()
    assert done.acknowledged >= 2


def test_a_copy_taken_while_others_write_has_the_state_at_its_last_receipt(tmp_path, new_ledger, chance):
    assert kills.of_copies(tmp_path / "var", new_ledger(), chance, copies=2, new_ledger=new_ledger) >= 2


@pytest.mark.parametrize(("limit", "attempts"), [(100, 15), (2_000, 20), (20_000, 30), (50_000, 45)])
def test_a_full_disk_is_said_and_leaves_the_store_as_it_was(tmp_path, new_ledger, limit, attempts):
    """A file may not grow past the limit: SQLite's log meets it first, or the original, the facts or the receipt.

    Each original is longer than the one before; a writer rests after what is declined, so a dozen of those suffice.
    """
    assert kills.of_limit(tmp_path / "var", new_ledger(), limit, attempts).declined


@pytest.fixture
def disk():
    if os.geteuid():
        pytest.skip("only root may mount a small disk")
    with ExitStack() as stack:
        try:
            mounted = stack.enter_context(kills.small_disk(2))
        except subprocess.CalledProcessError as error:
            pytest.skip(f"no disk may be mounted here: {error.stderr}")
        yield mounted


def test_a_disk_without_room_is_said_still_read_and_goes_on_when_there_is_room(disk, new_ledger):
    ledger = new_ledger()
    done = kills.of_full_disk(disk / "var", ledger, attempts=90)
    assert done.acknowledged
    assert done.declined
    full = open_store(disk / "var", ledger)
    assert kills.figures(full) == kills.expected(full.receipts())
    kills.remount(disk, "size=8m")
    store = open_store(disk / "var", ledger)
    before = store.version
    assert kills.put(store, "last", 1, b"last").number == before + 1
    assert store.verify() == ()


def test_a_read_only_disk_is_said_and_still_read(disk, new_ledger):
    ledger = new_ledger()
    store = open_store(disk / "var", ledger)
    kills.put(store, "a", 1, b"one")
    figures, known = {"a": 1}, kills.state(store)
    kills.remount(disk, "ro")
    assert "cannot be written to: nothing was stored" in kills.of_read_only(disk / "var", ledger)
    again = open_store(disk / "var", ledger)
    assert (kills.figures(again), kills.state(again)) == (figures, known)
