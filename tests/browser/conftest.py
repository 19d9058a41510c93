"""A real server over a store of its own, and a real Chromium that looks at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_data"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS_TO_START = 60

expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each browser test a second go: on a machine at its limit a browser is late once; a fault is there twice."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@dataclass(frozen=True, slots=True)
class Site:
    """Where the server listens and where it keeps what it accepts."""

    url: str
    store: Path


def _sample_files() -> list[Path]:
    """Two months as offices sent them, without the correction that a test brings."""
    files = [path for month in ("02", "03") for path in sorted((SAMPLE / "2025" / month).iterdir())]
    return [path for path in files if "06 các cấp" not in path.name and "(1)" not in path.name]


def _free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_up(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server stopped while starting"
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):  # noqa: S310  # our own address
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"the server did not answer within {SECONDS_TO_START} s")


@contextmanager
def serving(folder: Path, files: Sequence[Path]) -> Iterator[Site]:
    """Serve the app over a store in the folder that holds the files."""
    environment = {**os.environ, "ADOPTION_STORE": str(folder)}
    environment.pop("ADOPTION_LEDGER", None)
    accept = [sys.executable, "-m", "store", "accept", *map(str, files), "--by", "Hoa"]
    subprocess.run(accept, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    port = _free_port()
    serve = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(serve, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_up(url, server)
            yield Site(url, folder)
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the app once for all tests of the session, over two months."""
    with serving(tmp_path_factory.mktemp("store"), _sample_files()) as served:
        yield served


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium: Playwright's own download is neither needed nor made.

    For a module and no longer: while Playwright runs, no other test of the process can start an event loop.
    """
    executable = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    assert executable, "These tests drive a real browser: install Chromium (apt-get install chromium)."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open a fresh context, as a newcomer's browser: nothing remembered, English, wide enough for whole tables."""
    context = chromium.new_context(viewport={"width": 2200, "height": 1000}, locale="en-GB", accept_downloads=True)
    yield context.new_page()
    context.close()
