"""A backup is whole, also while others write; what is restored is verified, or is not there."""

import json
import os
import threading
import zipfile
from pathlib import Path

import pytest
from handmade import make_form, make_report, put, received

from store import Refused, StoreError, closed_store, open_store


def of(unit="a", count=1):
    return make_report([{"unit_id": unit, "level": "all", "received": count}])


@pytest.fixture
def filled(store):
    put(store, of(count=1))
    put(store, of(count=2), original=b"two")
    store.withdraw(2, by="Hoa", why="a slip")
    store.learn_form(make_form(), by="Hoa")
    store.close_month("service_usage", "2024-09", by="Lan")
    return store


@pytest.fixture
def empty(tmp_path, new_ledger):
    return closed_store(tmp_path / "restored", new_ledger())


def everything(store):
    return store.receipts(), store.current(), store.states(), store.memory(), store.closed(), received(store)


def rewritten(source, target, change):
    """Copy a zip, each member as `change` (name, content) says: other content, or None for none."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def test_what_is_restored_is_what_was_backed_up(filled, empty, tmp_path):
    assert filled.backup(tmp_path / "kho.zip") == 5
    assert empty.restore(tmp_path / "kho.zip") == 5
    assert everything(empty) == everything(filled)
    assert empty.verify() == ()
    assert empty.original(empty.receipt(1).original) == b"one"


def test_an_empty_store_is_backed_up_too(store, empty, tmp_path):
    assert (store.backup(tmp_path / "kho.zip"), empty.restore(tmp_path / "kho.zip")) == (0, 0)
    assert put(empty, of()).is_new


def test_a_backup_unpacked_by_hand_is_a_folder_that_works(filled, tmp_path):
    filled.backup(tmp_path / "kho.zip")
    with zipfile.ZipFile(tmp_path / "kho.zip") as archive:
        archive.extractall(tmp_path / "by hand")
    assert everything(open_store(tmp_path / "by hand", "")) == everything(filled)


def test_a_backup_taken_while_others_write_is_whole_as_of_its_number(store, new_ledger, tmp_path):
    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            put(store, of(f"unit-{number % 7}", number), original=str(number).encode())
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    lasts = [store.backup(tmp_path / f"{place}.zip") for place in range(4)]
    stop.set()
    writer.join()
    assert lasts == sorted(lasts)
    for place, last in enumerate(lasts):
        again = closed_store(tmp_path / f"again {place}", new_ledger())
        assert again.restore(tmp_path / f"{place}.zip") == last
        assert again.receipts() == store.receipts(as_of=last)
        assert again.current() == store.current(as_of=last)


def test_no_file_is_written_over_by_a_backup(filled, tmp_path):
    (tmp_path / "kho.zip").write_text("last month's")
    with pytest.raises(Refused, match="Choose another name"):
        filled.backup(tmp_path / "kho.zip")
    assert (tmp_path / "kho.zip").read_text() == "last month's"


@pytest.mark.parametrize("area", ["originals", "facts", "ledger"])
@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"), Path.unlink])
def test_what_is_damaged_is_not_backed_up(filled, tmp_path, area, harm):
    harm(min(path for path in (filled.root / area).rglob("*") if path.is_file()))
    with pytest.raises(StoreError, match=r"backup|damaged"):
        filled.backup(tmp_path / "kho.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["var"]


HARMS = {
    "a byte of an original": lambda name, content: b"!" + content[1:] if name.startswith("originals") else content,
    "a byte of the facts": lambda name, content: content[:-1] + b"!" if name.startswith("facts") else content,
    "a word of a receipt": lambda _, content: content.replace(b"a slip", b"a slap"),
    "no original": lambda name, content: None if name.startswith("originals") else content,
    "no facts": lambda name, content: None if name.startswith("facts") else content,
    "no second receipt": lambda name, content: None if name.endswith("02.json") else content,
    "no last receipt": lambda name, content: None if name.endswith("05.json") else content,
    "a shorter ledger": lambda name, content: (
        json.dumps({**json.loads(content), "last": 4}) if name == "backup.json" else content
    ),
    "nothing about it": lambda name, content: None if name == "backup.json" else content,
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_backup_that_was_changed_is_not_restored_and_leaves_an_empty_folder(filled, empty, tmp_path, harm):
    filled.backup(tmp_path / "kho.zip")
    changed = rewritten(tmp_path / "kho.zip", tmp_path / "changed.zip", HARMS[harm])
    with pytest.raises(StoreError) as error:
        empty.restore(changed)
    assert error.value.code in {"no-backup", "receipt-damaged"}
    assert list(empty.root.iterdir()) == []
    assert empty.restore(tmp_path / "kho.zip") == 5


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 half a zip"])
def test_what_is_no_backup_is_told(empty, tmp_path, content):
    (tmp_path / "kho.zip").write_bytes(content)
    with pytest.raises(StoreError, match="no backup of a store"):
        empty.restore(tmp_path / "kho.zip")
    assert list(empty.root.iterdir()) == []


@pytest.mark.parametrize("part", range(12))
def test_a_backup_cut_or_changed_anywhere_gives_the_same_store_or_none(filled, tmp_path, part):
    filled.backup(tmp_path / "kho.zip")
    whole = (tmp_path / "kho.zip").read_bytes()
    place = len(whole) * part // 12
    changed = bytearray(whole)
    changed[place] ^= 0x55
    for name, content in (("cut", whole[:place]), ("changed", bytes(changed))):
        (tmp_path / f"{name}.zip").write_bytes(content)
        target = closed_store(tmp_path / name, "")
        try:
            target.restore(tmp_path / f"{name}.zip")
        except StoreError:
            assert list(target.root.iterdir()) == []
        else:  # what was changed says nothing, such as a member's date
            assert (name, everything(target)) == ("changed", everything(filled))


def test_only_an_empty_folder_is_restored_into(filled, empty, tmp_path):
    filled.backup(tmp_path / "kho.zip")
    empty.root.mkdir()
    (empty.root / "notes.txt").write_text("mine")
    for target in (empty, filled):
        before = sorted(target.root.rglob("*"))
        with pytest.raises(Refused, match="empty folder"):
            target.restore(tmp_path / "kho.zip")
        assert sorted(target.root.rglob("*")) == before
    assert filled.verify() == ()


def test_a_database_that_holds_another_ledger_is_not_touched(store, tmp_path):
    put(store, of())
    store.backup(tmp_path / "kho.zip")
    if not os.environ["ADOPTION_LEDGER"]:
        pytest.skip("an SQLite ledger is in the folder itself")
    with pytest.raises(Refused, match="already holds a ledger"):
        closed_store(tmp_path / "restored").restore(tmp_path / "kho.zip")
    assert store.verify() == ()
    assert not (tmp_path / "restored").exists()


def test_an_interrupted_restore_is_not_taken_for_a_store(filled, empty, tmp_path):
    filled.backup(tmp_path / "kho.zip")

    def interrupt(done, of):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        empty.restore(tmp_path / "kho.zip", interrupt)
    assert list(empty.root.iterdir()) == []
    empty._folder.begin_restoring()
    for act in (lambda: open_store(empty.root, ""), empty.verify, empty.rebuild, lambda: empty.version):
        with pytest.raises(StoreError, match="was interrupted"):
            act()


def test_progress_of_each_is_told_receipt_by_receipt(filled, empty, tmp_path):
    steps = [(done, 5) for done in range(1, 6)]
    for act in (
        filled.verify,
        filled.rebuild,
        lambda progress: filled.backup(tmp_path / "kho.zip", progress),
        lambda progress: empty.restore(tmp_path / "kho.zip", progress),
    ):
        told = []
        act(lambda done, of, told=told: told.append((done, of)))
        assert told == steps
