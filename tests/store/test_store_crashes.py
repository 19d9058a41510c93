"""Nothing acknowledged is lost: writers killed, writers at once, torn files, full disks."""

import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from handmade import make_report, put, received

from store import StoreError, blobs, open_store
from store.keeper import Store

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def writer(store, name, reports, how="link"):
    """Start tests/store/writer.py."""
    return subprocess.Popen(
        [sys.executable, str(HERE / "writer.py"), str(store.root), name, str(reports), how],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(HERE)])},
    )


def acknowledged(process):
    """Return what a writer printed after "ready"."""
    with process:
        return [line for line in process.stdout.read().split() if line != "ready"]


def test_a_writer_killed_where_there_are_no_links_loses_nothing_that_it_acknowledged(store):
    chance = random.Random(20261123)  # noqa: S311 - seeded, so that a failure can be repeated
    acked = []
    for kill in range(5):
        process = writer(store, f"claim{kill}", 10_000, "claim")
        heard = [process.stdout.readline().strip() for _ in range(chance.randint(2, 6))]
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        acked += [(f"claim{kill}", number) for number in heard[1:]]
        acked += [(f"claim{kill}", number) for number in acknowledged(process)]
    again = open_store(store.root)
    assert again.verify() == ()
    told = {receipt.number: receipt for receipt in again.receipts()}
    assert acked
    assert all(of(told[int(number)]).startswith(name) for name, number in acked)
    assert {told[int(number)].event for _, number in acked} >= {"accepted", "name-decided"}
    assert len(received(again)) + len(again.memory().names) == again.version


def of(receipt):
    """Return what a writer's event was about."""
    return receipt.decision.printed if receipt.decision else receipt.reports[0].units[0]


def test_two_processes_write_at_once_and_each_report_is_there(store):
    processes = [writer(store, name, 15) for name in ("first", "second")]
    numbers = [int(number) for process in processes for number in acknowledged(process)]
    assert sorted(numbers) == list(range(1, 31))
    assert store.version == 30
    assert (len(received(store)), len(store.memory().names)) == (24, 6)
    assert store.verify() == ()


def test_threads_of_one_process_write_and_ask_at_once(store):
    def work(name):
        for count in range(5):
            report = make_report([{"unit_id": name, "level": "all", "received": count}])
            put(store, report, original=f"{name} {count}".encode())
            assert received(store)[name] == count

    names = ["a", "b", "c", "d"]
    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(work, names))
    assert received(store) == dict.fromkeys(names, 4)
    assert store.version == 20


def test_a_writer_that_died_before_its_row_is_finished_by_opening(store):
    put(store, make_report([{"unit_id": "a", "level": "all", "received": 1}]))
    other = open_store(store.root.parent / "other", "")
    put(other, make_report([{"unit_id": "a", "level": "all", "received": 1}]), at=store.receipt(1).at)
    second = make_report([{"unit_id": "a", "level": "all", "received": 2}])
    put(other, second, original=b"two")
    for path in other.root.rglob("*"):
        if path.is_file() and path.parent.parent.name in {"facts", "originals"}:
            blobs.Folder(store.root).put(path.parent.parent.name, path.read_bytes())
    receipt = other.root / "ledger" / "000000000002.json"
    (store.root / "ledger" / receipt.name).write_bytes(receipt.read_bytes())
    assert store.version == 1
    assert open_store(store.root).version == 2
    assert received(store) == {"a": 2}
    assert store.verify() == ()


def test_what_was_torn_while_written_aside_is_never_read_and_swept_when_old(store):
    fresh, old = store.root / "tmp" / "fresh", store.root / "tmp" / "old"
    for path in (fresh, old):
        path.write_bytes(b'{"number": 1')
    os.utime(old, (0, 0))
    assert open_store(store.root).verify() == ()
    assert (fresh.exists(), old.exists()) == (True, False)


def test_the_empty_receipt_of_a_writer_that_died_claiming_is_dropped(store):
    (store.root / "ledger" / "000000000001.json").touch()
    assert put(store, make_report([{"unit_id": "a", "level": "all", "received": 1}])).receipt.number == 1
    assert store.verify() == ()


def test_a_torn_receipt_stops_writing_with_a_sentence(store):
    (store.root / "ledger" / "000000000001.json").write_bytes(b'{"number": 1')
    with pytest.raises(StoreError, match="Receipt 1 is damaged"):
        put(store, make_report([{"unit_id": "a", "level": "all", "received": 1}]))
    with pytest.raises(StoreError, match="Receipt 1 is damaged"):
        open_store(store.root)


@pytest.mark.parametrize("create", [blobs.by_link, blobs.by_claim, blobs.exclusively])
def test_a_name_is_given_once(tmp_path, create):
    final = tmp_path / "000000000001.json"
    for content in (b"first", b"second"):
        (tmp_path / "aside").write_bytes(content)
        if content == b"first":
            create(tmp_path / "aside", final)
            assert not (tmp_path / "aside").exists()
        else:
            with pytest.raises(FileExistsError):
                create(tmp_path / "aside", final)
    assert final.read_bytes() == b"first"


@pytest.mark.parametrize("create", [blobs.by_link, blobs.by_claim])
def test_the_store_works_with_either_way_of_naming(tmp_path, new_ledger, create):
    store = Store(tmp_path, new_ledger(), create=create)
    store.recover()
    put(store, make_report([{"unit_id": "a", "level": "all", "received": 1}]))
    store.withdraw(1, by="Hoa", why="a slip")
    assert store.verify() == ()
    assert not list((tmp_path / "tmp").iterdir())


def test_a_receipt_of_a_server_with_another_ledger_is_not_written_over(tmp_path):
    taken = blobs.Folder(tmp_path)
    taken.make()
    taken.add_receipt(1, b"theirs")
    with pytest.raises(StoreError, match="Another server"):
        taken.add_receipt(1, b"ours")
    assert taken.receipt_if_any(1) == b"theirs"
    assert not list((tmp_path / "tmp").iterdir())


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path):
    (tmp_path / "var").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match=r"store cannot be (read|written)"):
        open_store(tmp_path / "var")
