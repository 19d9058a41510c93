"""Whatever is changed behind the store's back is found, and what can be made again is."""

import json
import os
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from handmade import make_form, make_report, put, received

from store import StoreError, closed_store, open_store

MISSING = "row-missing"


@pytest.fixture
def filled(store):
    for number, word in enumerate((b"one", b"two", b"three"), 1):
        put(store, make_report([{"unit_id": "a", "level": "all", "received": number}]), original=word)
    store.withdraw(2, by="Hoa", why="a slip")
    assert store.verify() == ()
    return store


def flip(path, place=10):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(bytes(content))


def blob(store, area, number):
    receipt = store.receipt(number)
    sha256 = receipt.original if area == "originals" else receipt.reports[0].facts
    return next((store.root / area / sha256[:2]).glob(sha256 + "*"))


def receipt_file(store, number):
    return store.root / "ledger" / f"{number:012d}.json"


def sql(store, statement):
    if address := os.environ.get("ADOPTION_LEDGER"):
        with psycopg.connect(address) as connection:
            connection.execute(statement.replace("x'7b7d'", "decode('7b7d', 'hex')"))
        return
    connection = sqlite3.connect(store.root / "ledger.sqlite")
    with connection:
        connection.execute(statement)
    connection.close()


def resealed(store, number, **changes):
    """Forge a receipt whose own hash is right: only the chain and the rows can tell."""
    from store import receipts

    forged, raw = receipts.seal(replace(store.receipt(number), **changes))
    receipt_file(store, number).write_bytes(raw)
    return forged


@pytest.mark.parametrize(
    ("tamper", "codes"),
    [
        (lambda s: flip(blob(s, "originals", 1), 0), {"original-damaged"}),
        (lambda s: blob(s, "originals", 2).unlink(), {"original-missing"}),
        (lambda s: flip(blob(s, "facts", 3)), {"facts-damaged"}),
        (lambda s: blob(s, "facts", 1).unlink(), {"facts-missing"}),
        (lambda s: flip(receipt_file(s, 2), 40), {"receipt-damaged", "row-differs"}),
        (lambda s: receipt_file(s, 2).write_bytes(b""), {"receipt-damaged", "row-differs"}),
        (lambda s: receipt_file(s, 2).unlink(), {"row-without-receipt"}),
        (lambda s: receipt_file(s, 4).unlink(), {"row-without-receipt"}),
        (
            lambda s: receipt_file(s, 4).rename(receipt_file(s, 5)),
            {"row-without-receipt", "receipt-damaged", "row-missing"},
        ),
        (lambda s: resealed(s, 2, why="forged"), {"chain-broken", "row-differs"}),
        (lambda s: resealed(s, 4, why="forged"), {"row-differs"}),
        (lambda s: sql(s, "DELETE FROM receipts WHERE number = 2"), {"row-missing"}),
        (lambda s: sql(s, "UPDATE receipts SET document = x'7b7d' WHERE number = 2"), {"row-differs"}),
        (lambda s: sql(s, "UPDATE current SET receipt = 1"), {"index-differs"}),
        (lambda s: sql(s, "DELETE FROM current"), {"index-differs"}),
    ],
)
def test_each_kind_of_tampering_is_found(filled, tamper, codes):
    tamper(filled)
    problems = closed_store(filled.root).verify()
    assert {problem.code for problem in problems} == codes
    assert all(problem.sentence() for problem in problems)


@pytest.fixture
def taught(filled):
    filled.decide_name("Gia Bin", "district-gia-binh", by="Hoa")
    filled.learn_form(make_form(), by="Hoa", why="Sở Y tế gửi")
    report = make_report([{"unit_id": "a", "level": "all", "received": 4}], taught=("5",))
    put(filled, report, original=b"four")
    filled.take_back(5, by="Hoa", why="a slip")
    assert filled.verify() == ()
    return filled


def reworded(store, number, old, new):
    path = receipt_file(store, number)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("tamper", "codes"),
    [
        (lambda s: reworded(s, 5, "district-gia-binh", "district-luong-tai"), {"receipt-damaged", "row-differs"}),
        (lambda s: reworded(s, 6, "documents_out", "documents_in"), {"receipt-damaged", "row-differs"}),
        (lambda s: reworded(s, 7, ' "taught": [\n  5\n ],\n', ""), {"receipt-damaged", "row-differs"}),
        (lambda s: reworded(s, 8, '"withdraws": 5', '"withdraws": 6'), {"receipt-damaged", "row-differs"}),
        (lambda s: resealed(s, 6, decision=make_form(label="Đơn vị")), {"chain-broken", "row-differs"}),
        (lambda s: resealed(s, 7, taught=()), {"chain-broken", "row-differs"}),
        (lambda s: receipt_file(s, 8).unlink(), {"row-without-receipt"}),
        (lambda s: sql(s, "DELETE FROM receipts WHERE number = 5"), {"row-missing"}),
    ],
)
def test_tampering_with_what_was_taught_is_found(taught, tamper, codes):
    tamper(taught)
    assert {problem.code for problem in closed_store(taught.root).verify()} == codes


@pytest.mark.parametrize(
    ("old", "new"), [('"reinstates": 2', '"reinstates": 1'), ('"2024-09"\n ]', '"2024-10"\n ]'), ("Lan", "Hoa")]
)
def test_tampering_with_what_was_undone_or_closed_is_found(filled, old, new):
    filled.reinstate(2, by="Hoa", why="it was right")
    filled.close_month("service_usage", "2024-09", by="Lan")
    assert filled.verify() == ()
    reworded(filled, 5 if "reinstates" in old else 6, old, new)
    assert {problem.code for problem in filled.verify()} == {"receipt-damaged", "row-differs"}


def test_what_was_undone_and_closed_is_made_again_from_the_folder(filled):
    filled.reinstate(2, by="Hoa", why="it was right")
    filled.close_month("service_usage", "2024-09", by="Lan")
    before = (filled.current(), filled.closed(), filled.states())
    sql(filled, "DELETE FROM receipts")
    filled.rebuild()
    assert (filled.current(), filled.closed(), filled.states()) == before
    assert filled.verify() == ()


def test_what_was_taught_is_made_again_from_the_folder(taught):
    before = (taught.memory(), taught.memory(as_of=7), taught.receipts())
    sql(taught, "DELETE FROM receipts")
    taught.rebuild()
    assert (taught.memory(), taught.memory(as_of=7), taught.receipts()) == before
    assert taught.verify() == ()


def test_a_ledger_from_before_anything_could_be_taught_verifies_and_goes_on(tmp_path, new_ledger):
    """Its receipts lack what came later, and their hashes must not change by it."""
    root = tmp_path / "kho"
    shutil.copytree(Path(__file__).parent / "ledger-of-version-1", root)
    old = {path.name: path.read_bytes() for path in (root / "ledger").iterdir()}
    store = open_store(root, new_ledger())
    assert store.verify() == ()
    assert received(store) == {"district-gia-binh": 120, "district-luong-tai": 80}
    rows = store.facts("service_usage").collect("pandas").to_native()
    assert rows["outcome_resolved"].isna().all()  # a column that its facts do not have yet
    assert [receipt.event for receipt in store.receipts()] == ["accepted", "accepted", "withdrawn"]
    assert store.receipt(1).findings[0].values == {"computed": "200", "cells": "C8, C9"}
    store.decide_name("Gia Bin", "district-gia-binh", by="Hoa")
    assert store.verify() == ()
    store.reinstate(2, by="Hoa", why="x")
    store.close_month("service_usage", "2024-09", by="Hoa")
    before = store.current()
    store.rebuild()
    assert (store.verify(), store.current()) == ((), before)
    assert {name: (root / "ledger" / name).read_bytes() for name in old} == old


def test_every_byte_of_a_receipt_counts(filled):
    path = receipt_file(filled, 3)
    whole = path.read_bytes()
    for place in range(0, len(whole), 37):
        flip(path, place)
        assert filled.verify() != (), place
        path.write_bytes(whole)
    assert filled.verify() == ()


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM receipts WHERE number = 2",
        "UPDATE current SET receipt = 1",
        "UPDATE receipts SET document = x'7b7d' WHERE number = 4",
        "DELETE FROM receipts",
    ],
)
def test_rebuilding_mends_what_is_wrong_with_the_database(filled, harm):
    before = (filled.current(), filled.receipts())
    sql(filled, harm)
    filled.rebuild()
    assert (filled.current(), filled.receipts()) == before
    assert filled.verify() == ()


def spoil(store):
    """Leave no usable database."""
    if os.environ.get("ADOPTION_LEDGER"):
        sql(store, "DROP TABLE current; ALTER TABLE receipts RENAME COLUMN document TO papers")
    else:
        (store.root / "ledger.sqlite").write_bytes(b"not a database, not at all" * 400)


def lose(store):
    if os.environ.get("ADOPTION_LEDGER"):
        sql(store, "DROP TABLE current, receipts")
    else:
        (store.root / "ledger.sqlite").unlink()


def test_a_database_that_is_no_database_any_more_is_named_and_rebuilt(filled):
    before = filled.current()
    spoil(filled)
    with pytest.raises(StoreError, match="rebuild"):
        open_store(filled.root)
    closed_store(filled.root).rebuild()
    assert closed_store(filled.root).current() == before


def test_a_lost_database_is_made_again_by_opening(filled):
    before = (filled.current(), received(filled))
    lose(filled)
    assert open_store(filled.root).version == 4
    again = open_store(filled.root)
    assert (again.current(), received(again)) == before


def test_rebuilding_from_damaged_receipts_is_declined_and_keeps_the_database(filled):
    before = filled.current()
    flip(receipt_file(filled, 2), 40)
    with pytest.raises(StoreError, match="Receipt 2 is damaged"):
        filled.rebuild()
    assert filled.current() == before


def test_receipts_of_two_chains_do_not_mix(filled, tmp_path):
    other = open_store(tmp_path / "other", "")
    put(other, make_report([{"unit_id": "z", "level": "all", "received": 9}]), original=b"zero")
    receipt_file(filled, 1).write_bytes(receipt_file(other, 1).read_bytes())
    with pytest.raises(StoreError, match="Receipt 2 does not follow"):
        filled.rebuild()


def test_changed_facts_are_not_answered_with(filled):
    flip(blob(filled, "facts", 3))
    with pytest.raises(StoreError, match="were changed"):
        filled.facts("service_usage")


@pytest.mark.parametrize("harm", [lambda path: flip(path, 0), lambda path: path.unlink()])
def test_a_changed_original_is_not_handed_out(filled, harm):
    harm(blob(filled, "originals", 1))
    with pytest.raises(StoreError, match="backup"):
        filled.original(filled.receipt(1).original)


def test_accepting_the_same_bytes_again_heals_a_damaged_original(filled):
    flip(blob(filled, "originals", 1), 0)
    put(filled, make_report([{"unit_id": "a", "level": "all", "received": 1}]))
    assert filled.verify() == ()


def test_progress_is_told_receipt_by_receipt(filled):
    told = []
    filled.verify(lambda done, of: told.append((done, of)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_receipt_is_json_that_an_auditor_can_read(filled):
    document = json.loads(receipt_file(filled, 4).read_text("utf-8"))
    assert (document["number"], document["event"], document["withdraws"]) == (4, "withdrawn", 2)
    assert document["previous"] == json.loads(receipt_file(filled, 3).read_text("utf-8"))["hash"]
