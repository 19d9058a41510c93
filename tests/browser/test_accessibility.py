"""No page keeps a reader out: axe-core finds nothing serious of ours, light or dark; a keyboard reaches the content."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import SAMPLE
from looking import send, visit
from test_bookmarks import TITLES, VIEWS

pytestmark = pytest.mark.browser

GROUNDS = ("light", "dark")
BAD = {"moderate", "serious", "critical"}
NOT_OURS = {"svg-img-alt": "metric_chart"}
"""{rule: a part of the target}: Streamlit draws a metric's small chart without words for its points; the figure, its
change and its target stand beside it in text."""


def violations(page):
    """Return what axe-core holds against the page: (rule, where, the element)."""
    return [
        (found["id"], str(node["target"][0]), node["html"][:120])
        for found in Axe().run(page).response["violations"]
        for node in found["nodes"]
        if found["impact"] in BAD and NOT_OURS.get(found["id"], "\0") not in str(node["target"])
    ]


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("address", [*TITLES, *VIEWS])
def test_axe_finds_nothing_serious_of_ours(site, page, address, ground):
    page.emulate_media(color_scheme=ground)
    visit(page, site, address)
    assert violations(page) == []


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_file_with_findings_can_be_read_by_everyone(site, page, ground):
    page.emulate_media(color_scheme=ground)
    visit(page, site, "upload")
    send(page, *sorted((SAMPLE / "refused").iterdir()))
    assert violations(page) == []


def test_the_keyboard_alone_reaches_the_content(site, page):
    visit(page, site, "overview")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    page.keyboard.press("Enter")
    inside = "document.querySelector('[data-testid=stMain]').contains(document.activeElement)"
    page.keyboard.press("Tab")
    assert page.evaluate(inside)
