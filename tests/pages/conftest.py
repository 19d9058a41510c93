"""A store of its own for each test, which the pages find by the environment."""

from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from store import open_store


@pytest.fixture(scope="session", autouse=True)
def _installed_once():
    """Look through the installed packages for components once: AppTest does at each run of a page."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def store(tmp_path, monkeypatch):
    folder = tmp_path / "var"
    monkeypatch.setenv("ADOPTION_STORE", str(folder))
    return open_store(folder)
