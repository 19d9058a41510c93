"""A store of its own for each test, which the pages find by the environment."""

import pytest

from store import open_store


@pytest.fixture
def store(tmp_path, monkeypatch):
    folder = tmp_path / "var"
    monkeypatch.setenv("ADOPTION_STORE", str(folder))
    return open_store(folder)
