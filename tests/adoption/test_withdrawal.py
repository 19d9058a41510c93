"""What withdrawing a file would bring back, told before it is done."""

import hashlib

import pandas as pd
import pytest

from adoption import withdrawal
from loaders.report import Loaded, Report
from reference.period import Period
from store import folding, open_store

GIA_BINH, TIEN_DU = "district-gia-binh", "district-tien-du"


@pytest.fixture
def store(tmp_path):
    return open_store(tmp_path)


def put(store, name, *unit_ids):
    """Accept a file about these units; return its number."""
    rows = [{"unit_id": unit_id, "sheet": "K2-2", "row": 8, "dashes": "", "records": 5} for unit_id in unit_ids]
    frame = pd.DataFrame(rows).astype({"records": "Int64"})
    report = Report("work_records", "K2-2", Period.month(2024, 9), "K2-2", "", frame, {"records": "C"})
    loaded = Loaded(f"{name}.xlsx", hashlib.sha256(name.encode()).hexdigest(), "xlsx", (report,))
    return store.accept(loaded, name.encode(), by="Hoa").receipt.number


def test_without_an_earlier_file_the_units_are_left_empty(store):
    first = put(store, "one", GIA_BINH, TIEN_DU)
    told = withdrawal.of(store, first)
    assert not told.back
    assert told.units_without == (GIA_BINH, TIEN_DU)


def test_an_earlier_file_holds_again_for_what_it_said(store):
    first, second = put(store, "one", GIA_BINH), put(store, "two", GIA_BINH, TIEN_DU)
    told = withdrawal.of(store, second)
    assert {number: {key.unit_id for key in keys} for number, keys in told.back.items()} == {first: {GIA_BINH}}
    assert told.units_without == (TIEN_DU,)


def test_a_file_that_holds_nothing_changes_nothing(store):
    first = put(store, "one", GIA_BINH)
    put(store, "two", GIA_BINH)
    assert withdrawal.of(store, first) == withdrawal.Withdrawal({}, frozenset())


def test_a_withdrawn_file_does_not_come_back(store):
    first, second = put(store, "one", GIA_BINH), put(store, "two", GIA_BINH)
    store.withdraw(first, by="Hoa", why="wrong month")
    assert withdrawal.of(store, second).units_without == (GIA_BINH,)


def test_what_was_told_is_what_happens(store):
    first, second = put(store, "one", GIA_BINH), put(store, "two", GIA_BINH, TIEN_DU)
    told = withdrawal.of(store, second)
    store.withdraw(second, by="Hoa", why="sent by mistake")
    assert {key for key, source in store.current().items() if source.receipt == first} == told.back[first]
    assert set(store.current()) == set(folding.fold(store.receipts()))
