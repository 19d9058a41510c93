"""Every page in a real browser -> how long a change of its filters takes until the last of it is drawn.

The app is served over a store with the sample data. On each page choices are drawn by chance, with a seed, from all the
filters that are in sight; a change whose address was never asked for is "new", since nothing of it can be remembered.
Beside the clock stands the time of all cores that the server took, which other work on the machine hardly moves.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import parse_qsl, quote, urlsplit

from playwright.sync_api import sync_playwright

from benchmarks.measuring import circumstances, markdown
from reference.period import Period
from sample_data.loading import load_into
from store import open_store
from ui.navigation import ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import BrowserContext, Locator, Page

    from store import Store

SEED = 20261125
CHANGES = 24
"""On each page."""

AFRESH = 6
"""After so many changes a page is opened anew: choice upon choice would end where there is little to show."""

GOAL = 1.0
"""Seconds within which 95 of 100 changes are to be answered."""

PICTURE = Path(__file__).with_name("pages.svg")
WATCHING = Path(__file__).with_name("watching.js")
ROOT = Path(__file__).parents[1]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
STANDING = "[data-testid=stApp][data-test-script-state=notRunning]"
DRAWN = "[data-testid=stVegaLiteChart], [data-testid=stDataFrame]"
BROKEN = "[data-testid=stException]"
FILTERS = "[data-testid=stSelectbox], [data-testid=stMultiSelect], [data-testid=stButtonGroup]"
TICKS = os.sysconf("SC_CLK_TCK")
UNITS_AT_MOST = 2
CELLS = 12
STEPS_AT_MOST = 9
CHOSEN = "[data-tag-index], [role=row], [data-baseweb=tag]"
HEADINGS = (
    *("page", "changes", "median", "p95", "max", "new", "p95 of new"),
    *("server's cores", "p95 of them", "page's core", "p95 of both", "first opening", "server's cores then"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a filter: seconds by the clock, and those of all cores that the server and the page took."""

    page: str
    is_new: bool
    seconds: float
    of_server: float
    of_page: float


@dataclass(frozen=True, slots=True)
class Visit:
    """The first opening of a page after an event in the ledger: nothing of it can be remembered."""

    page: str
    seconds: float
    of_server: float


def main() -> None:
    """Print the table and draw the picture; `--pages` measures some, `--changes` that many on each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", nargs="*", default=[entry.name for entry in ENTRIES])
    parser.add_argument("--changes", type=int, default=CHANGES)
    parser.add_argument("--no-picture", action="store_true")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    with TemporaryDirectory() as temporary:
        folder = _store_in(Path(temporary))
        with _served(folder) as site:
            visits, changes = _measured(site, folder, chosen.pages, chosen.changes)
    print(circumstances("streamlit", "altair", "pandas", "duckdb", "narwhals"), f"Seed {SEED}.")
    print(
        f"Processes that wanted to run: {load:.1f} at the start, {os.getloadavg()[2]:.1f} over a quarter of an hour.\n"
    )
    print(_table(visits, changes))
    if not chosen.no_picture:
        draw(changes)


def _store_in(folder: Path) -> Path:
    """Return a store with the sample data in a folder of our own: a copy of ADOPTION_STORE where that is set."""
    if given := os.environ.get("ADOPTION_STORE"):
        return Path(shutil.copytree(given, folder / "store"))
    load_into(open_store(folder / "store"))
    return folder / "store"


@dataclass(frozen=True, slots=True)
class Site:
    """The server: where it listens, and its process."""

    url: str
    process: int

    def used(self) -> float:
        """Return the seconds of all cores that it has used so far."""
        stat = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / TICKS


@contextmanager
def _served(folder: Path) -> Iterator[Site]:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    environment = {**os.environ, "ADOPTION_STORE": str(folder)}
    serve = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    server = subprocess.Popen(serve, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_up(f"http://127.0.0.1:{port}/healthz", server)
        yield Site(f"http://127.0.0.1:{port}", server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_up(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server stopped while starting"
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own address
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError(url)


def _measured(site: Site, folder: Path, names: Sequence[str], count: int) -> tuple[list[Visit], list[Change]]:
    executable = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    visits, changes = [], []
    store = open_store(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="en-GB")
        context.set_default_timeout(120_000)
        context.add_init_script(path=WATCHING)
        _opened(context, site, "overview")  # what the browser keeps of the app is then there
        for name in names:
            _touch(store)
            address = _cells(store)[0] if name == "cell" else name
            page, visit = _opened(context, site, address)
            visits.append(visit)
            changes += _changed(page, site, name, count, _cells(store))
            page.close()
            print(f"{name}: load {os.getloadavg()[0]:.1f}", file=sys.stderr, flush=True)
        browser.close()
    return visits, changes


def _touch(store: Store) -> None:
    """Withdraw the newest file and let it count again: other numbers of the ledger, the same figures."""
    newest = next(one for one in reversed(store.receipts()) if one.event == "accepted")
    store.withdraw(newest.number, "Hoa", "measured")
    store.reinstate(newest.number, "Hoa", "measured")


def _cells(store: Store) -> list[str]:
    """Return addresses of figures in the files as sent."""
    columns = ("period_start", "period_end", "unit_id", "indicator", "value")
    rows = store.facts("headline").select(*columns).to_native().df()
    told = rows.dropna(subset="value").sort_values(["period_start", "indicator"]).tail(CELLS)
    named = (
        f"headline~{Period(start.date(), end.date())}~{unit}~value~none / {indicator}"
        for start, end, unit, indicator, _value in told.itertuples(index=False)
    )
    return [f"cell?cell={quote(one)}" for one in named]


def _opened(context: BrowserContext, site: Site, address: str) -> tuple[Page, Visit]:
    """Open a page by its address in a tab of its own."""
    page = context.new_page()
    used = site.used()
    seconds = _go_to(page, f"{site.url}/{address}{'&' if '?' in address else '?'}lang=en")
    return page, Visit(address.partition("?")[0], seconds, site.used() - used)


def _go_to(page: Page, url: str) -> float:
    """Open an address and return the seconds until all is drawn."""
    page.goto(url, wait_until="commit")
    page.wait_for_selector("h1")
    page.evaluate("watch.opened()")
    milliseconds: float = page.evaluate("watch.settled()")
    assert not page.locator(BROKEN).count(), url
    return milliseconds / 1000


def _changed(page: Page, site: Site, name: str, count: int, cells: Sequence[str]) -> list[Change]:
    """Change filters, time and again, and return what each change took."""
    chance = random.Random(f"{SEED} {name}")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    start = page.url
    has_figures = bool(page.locator(DRAWN).count())
    seen, found = {_asked(page)}, []
    for _try in range(4 * count):
        if len(found) == count:
            break
        if (has_figures and not page.locator(DRAWN).count()) or len(found) % AFRESH == AFRESH - 1:
            _go_to(page, start)
        used, drawn = site.used(), _used_by(session)
        is_asked = _go(page, cells, chance) if name == "cell" else _choose(page, chance)
        milliseconds = page.evaluate("watch.settled()") if is_asked else -1
        if milliseconds < 0 or (has_figures and not page.locator(DRAWN).count()):
            continue  # the server was not asked, or nothing is left to draw: not what readers wait for
        assert not page.locator(BROKEN).count(), page.url
        asked = _asked(page)
        took = (site.used() - used, _used_by(session) - drawn)
        found.append(Change(name, asked not in seen, milliseconds / 1000, *took))
        seen.add(asked)
    return found


def _asked(page: Page) -> frozenset[tuple[str, str]]:
    return frozenset(parse_qsl(urlsplit(page.url).query))


def _used_by(session: object) -> float:
    """Return the seconds of a core that the page's own thread has used so far."""
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return metrics["ThreadTime"] if "ThreadTime" in metrics else metrics["TaskDuration"]


def _go(page: Page, addresses: Sequence[str], chance: random.Random) -> bool:
    """Go to another figure of the page without leaving the app, as its "back" does."""
    address = chance.choice([one for one in addresses if one.partition("=")[2] not in page.url])
    page.evaluate(
        "address => {watch.arm(); history.pushState({}, '', address); watch.begin();"
        " dispatchEvent(new PopStateEvent('popstate'))}",
        f"/{address}&lang=en",
    )
    return True


def _choose(page: Page, chance: random.Random) -> bool:
    """Change one of the filters in sight to another of its values, and say whether there was one to choose."""
    filters = page.locator(FILTERS).filter(visible=True).all()
    if not filters:
        return False
    one = chance.choice(filters)
    kind = one.get_attribute("data-testid")
    if kind == "stButtonGroup":
        return _press(page, one.locator("button[aria-checked=false]").all(), chance)
    if kind == "stMultiSelect" and one.locator(CHOSEN).count() >= UNITS_AT_MOST:
        return _press(page, one.get_by_role("button", name="Clear all").all(), chance)
    return _pick(page, one.locator("input").first, chance)


def _pick(page: Page, field: Locator, chance: random.Random) -> bool:
    """Go some steps along a field's list and take what stands there."""
    field.click()
    options = page.locator("[role=option]").filter(visible=True)
    count = int(options.first.get_attribute("aria-setsize") or 1) if options.count() else 0
    if count > 1:
        way = chance.choice(("ArrowDown", "ArrowUp"))
        for _step in range(chance.randint(1, min(count - 1, STEPS_AT_MOST))):
            field.press(way)
        page.evaluate("watch.arm()")
        field.press("Enter")
    field.press("Escape")  # a list for several stays open
    return count > 1


def _press(page: Page, targets: Sequence[Locator], chance: random.Random) -> bool:
    if targets:
        page.evaluate("watch.arm()")
        chance.choice(targets).click()
    return bool(targets)


def _table(visits: Sequence[Visit], changes: Sequence[Change]) -> str:
    names = dict.fromkeys(one.page for one in visits)
    rows = [_row(name, [one for one in changes if one.page == name], visits) for name in names]
    return markdown(HEADINGS, [*rows, _row("all", changes, visits)])


def _row(name: str, changes: Sequence[Change], visits: Sequence[Visit]) -> list[str]:
    first = [one for one in visits if name in {one.page, "all"}]
    opening = [_said(max(one.seconds for one in first)), _said(max(one.of_server for one in first))]
    if not changes:
        return [name, "0", *["-"] * 9, *opening]
    took, new = [one.seconds for one in changes], [one.seconds for one in changes if one.is_new]
    server, both = [one.of_server for one in changes], [one.of_server + one.of_page for one in changes]
    return [
        name,
        str(len(changes)),
        *(_said(one) for one in (median(took), p95(took), max(took))),
        str(len(new)),
        _said(p95(new)) if new else "-",
        *(_said(one) for one in (median(server), p95(server), median(one.of_page for one in changes), p95(both))),
        *opening,
    ]


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def _said(seconds: float) -> str:
    return f"{seconds:.2f} s"


def draw(changes: Sequence[Change]) -> None:
    """Write the picture: every change a dot, a line a page, the goal a rule."""
    import altair as alt
    import pandas as pd

    table = pd.DataFrame([{"page": one.page, "seconds": one.seconds, "is_new": one.is_new} for one in changes])
    worst = table.groupby("page")["seconds"].agg(p95).rename("seconds").reset_index()
    order = list(dict.fromkeys(table["page"]))
    page = alt.Y("page:N").sort(order).title(None)
    clock = alt.X("seconds:Q").title("seconds from the click until all is drawn")
    dots = (
        alt.Chart(table)
        .mark_circle(size=26, opacity=0.45)
        .encode(clock, page, color=alt.Color("asked:N").title(None).scale(range=["#0b5394", "#b45309"]))
        .transform_calculate(asked="datum.is_new ? 'asked for the first time' : 'asked for before'")
    )
    ends = alt.Chart(worst).mark_tick(thickness=3, size=16, color="black").encode(clock, page)
    goal = alt.Chart(pd.DataFrame({"seconds": [GOAL]})).mark_rule(strokeDash=[5, 4]).encode(clock)
    title = "Changes of a filter, page by page; the tick is p95, the rule the goal"
    alt.layer(dots, ends, goal).properties(width=560, height={"step": 22}, title=title).save(PICTURE)


if __name__ == "__main__":
    main()
