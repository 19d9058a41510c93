"""What the accessibility page promises beyond what every page is held to, and that it owns up to no more than is so."""

import pytest
from accessing import OWNED_UP, found_on, violations
from conftest import SAMPLE
from looking import send, visit

from ui.accessible import GROUNDS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("limit", OWNED_UP, ids=lambda limit: limit.rule)
def test_what_is_owned_up_to_is_still_so(site, page, limit):
    visit(page, site, limit.address)
    for _attempt in range(10):  # a card's line gets its points some time after it is drawn
        if any(rule == limit.rule and limit.target in where for rule, where, _impact in found_on(page)):
            return
        page.wait_for_timeout(1000)
    pytest.fail(f"{limit.rule} is found no more: the page says too much")


def test_a_file_with_findings_can_be_read_by_everyone(site, page):
    visit(page, site, "upload")
    send(page, *sorted((SAMPLE / "refused").iterdir()))
    for ground in GROUNDS:
        page.emulate_media(color_scheme=ground)
        page.wait_for_timeout(500)  # the page turns to the other ground
        assert (ground, violations(page)) == (ground, [])


def test_the_keyboard_alone_reaches_the_content(site, page):
    visit(page, site, "overview")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    page.keyboard.press("Enter")
    inside = "document.querySelector('[data-testid=stMain]').contains(document.activeElement)"
    page.keyboard.press("Tab")
    assert page.evaluate(inside)
