"""No page keeps a reader out: axe-core finds what the accessibility page owns up to, and nothing else."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import SAMPLE
from looking import drawn, send, visit
from test_bookmarks import TITLES, VIEWS

from ui.accessible import GROUNDS, IMPACTS, LIMITS

pytestmark = pytest.mark.browser

OWNED_UP = [limit for limit in LIMITS if limit.rule]
"""What axe-core may find, since the page says it to the reader; each must be found, or the page says too much."""
LEVELS = "[...document.querySelectorAll('[data-testid=stMain] :is(h1,h2,h3,h4,h5,h6)')].map(one => +one.tagName[1])"
NAMELESS = """[...document.querySelectorAll('[data-testid=stVegaLiteChart], [data-testid=stDataFrame]')]
    .filter(one => !one.querySelector('[aria-label]:not([aria-label=""]):not(button), caption:not(:empty)')
        && !one.getAttribute('aria-label'))
    .map(one => one.textContent.slice(0, 60))"""


def found_on(page):
    """Return what axe-core holds against the page: (rule, where, how bad)."""
    return [
        (found["id"], str(node["target"]) + node["html"][:120], found["impact"])
        for found in Axe().run(page).response["violations"]
        for node in found["nodes"]
    ]


def violations(page):
    """Return what is bad enough to be a fault, but for what is owned up to."""
    return [
        (rule, where)
        for rule, where, impact in found_on(page)
        if impact in IMPACTS and not any(rule == limit.rule and limit.target in where for limit in OWNED_UP)
    ]


@pytest.fixture(scope="module", params=[*TITLES, *VIEWS])
def opened(request, site, chromium):
    """A page opened once and left as it is: the tests of it follow each other."""
    context = chromium.new_context(viewport={"width": 2200, "height": 1000}, locale="en-GB")
    page = context.new_page()
    visit(page, site, request.param)
    drawn(page)
    yield page
    context.close()


def test_axe_finds_nothing_of_ours(opened):
    for ground in GROUNDS:
        opened.emulate_media(color_scheme=ground)
        opened.wait_for_timeout(500)  # the page turns to the other ground
        drawn(opened)
        assert (ground, violations(opened)) == (ground, [])


@pytest.mark.parametrize("limit", OWNED_UP, ids=lambda limit: limit.rule)
def test_what_is_owned_up_to_is_still_so(site, page, limit):
    visit(page, site, limit.address)
    for _attempt in range(10):  # a card's line gets its points some time after it is drawn
        if any(rule == limit.rule and limit.target in where for rule, where, _impact in found_on(page)):
            return
        page.wait_for_timeout(1000)
    pytest.fail(f"{limit.rule} is found no more: the page says too much")


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_file_with_findings_can_be_read_by_everyone(site, page, ground):
    page.emulate_media(color_scheme=ground)
    visit(page, site, "upload")
    send(page, *sorted((SAMPLE / "refused").iterdir()))
    assert violations(page) == []


def test_headings_skip_no_level(opened):
    first, *rest = opened.evaluate(LEVELS)
    assert first == 1
    assert 1 not in rest
    assert all(below <= above + 1 for above, below in zip([first, *rest], rest, strict=False))


def test_every_chart_and_table_has_a_name(opened):
    assert opened.evaluate(NAMELESS) == []


def test_the_keyboard_alone_reaches_the_content(site, page):
    visit(page, site, "overview")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    page.keyboard.press("Enter")
    inside = "document.querySelector('[data-testid=stMain]').contains(document.activeElement)"
    page.keyboard.press("Tab")
    assert page.evaluate(inside)
