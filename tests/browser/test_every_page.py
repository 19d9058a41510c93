"""Every page opens cold from a bookmark, on a phone and on a desk, and keeps no reader out.

A page is opened once; the tests of it follow each other on it.
"""

import pytest
from accessing import violations
from looking import drawn, settle, visit
from playwright.sync_api import expect

from ui.accessible import GROUNDS, PHONE

pytestmark = pytest.mark.browser

TITLES = {
    "overview": "Overview",
    "services": "Online services",
    "services?view=map": "Online services",
    "services?view=trend&layout=each": "Online services",
    "services?view=ranking&reading=month": "Online services",
    "records": "Work records",
    "signatures": "Digital signatures",
    "why": "Why it moved",
    "words": "The month in words",
    "unit?unit=district-gia-binh": "Gia Bình district",
    "targets": "Targets",
    "league": "League",
    "methods": "Methods",
    "upload": "Upload reports",
    "completeness": "Who has sent what",
    "documents": "Documents",
    "forms": "Forms and templates",
    "changes": "What changed",
    "reports": "Files received",
    "accessibility": "Accessibility",
}
DESK = 2200
"""Wide enough for whole tables."""
LEVELS = "[...document.querySelectorAll('[data-testid=stMain] :is(h1,h2,h3,h4,h5,h6)')].map(one => +one.tagName[1])"
NAMELESS = """[...document.querySelectorAll('[data-testid=stVegaLiteChart], [data-testid=stDataFrame]')]
    .filter(one => !one.querySelector('[aria-label]:not([aria-label=""]):not(button), caption:not(:empty)')
        && !one.getAttribute('aria-label'))
    .map(one => one.textContent.slice(0, 60))"""


@pytest.fixture(scope="module", params=TITLES.items(), ids=TITLES)
def opened(request, site, chromium):
    """A page as it opens on a phone, and what went wrong in it so far."""
    address, title = request.param
    context = chromium.new_context(viewport={"width": PHONE, "height": 844}, locale="en-GB")
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    visit(page, site, address)
    drawn(page)
    yield page, title, faults
    context.close()


@pytest.fixture
def desk(opened):
    """The same page in a wide window."""
    page, _title, _faults = opened
    page.set_viewport_size({"width": DESK, "height": 1000})
    settle(page)
    drawn(page)
    return page


def test_a_bookmark_opens_its_page_whole(opened):
    page, title, faults = opened
    expect(page.locator("h1")).to_have_text(title)
    assert not faults


def test_on_a_phone_nothing_has_to_be_pushed_sideways(opened):
    page, _title, _faults = opened
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE


def test_headings_skip_no_level(opened):
    page, _title, _faults = opened
    first, *rest = page.evaluate(LEVELS)
    assert first == 1
    assert 1 not in rest
    assert all(below <= above + 1 for above, below in zip([first, *rest], rest, strict=False))


def test_every_chart_and_table_has_a_name(desk):
    assert desk.evaluate(NAMELESS) == []


@pytest.mark.parametrize("ground", GROUNDS)
def test_axe_finds_nothing_of_ours(desk, ground):
    desk.emulate_media(color_scheme=ground)
    desk.wait_for_timeout(500)  # the page turns to the other ground
    drawn(desk)
    assert violations(desk) == []
