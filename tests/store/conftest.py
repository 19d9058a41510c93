"""A store of its own for each test, once with its ledger in SQLite and once in PostgreSQL."""

import ledgers
import pytest

from store import open_store


@pytest.fixture(params=ledgers.BOTH)
def new_ledger(request):
    """Give the address of an empty ledger at each call."""
    return lambda: ledgers.new_address(request.param)


@pytest.fixture
def store(tmp_path, new_ledger, monkeypatch):
    monkeypatch.setenv("ADOPTION_LEDGER", new_ledger())
    return open_store(tmp_path / "var")
