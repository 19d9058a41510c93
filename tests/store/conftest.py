"""A store of its own for each test."""

import pytest

from store import open_store


@pytest.fixture
def store(tmp_path):
    return open_store(tmp_path / "var")
