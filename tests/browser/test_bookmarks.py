"""Every page opens cold from a bookmark, on a desk and on a phone, in both languages."""

import pytest
from looking import settle, visit
from playwright.sync_api import expect

from ui.accessible import PHONE

pytestmark = pytest.mark.browser

TITLES = {
    "overview": "Overview",
    "services": "Online services",
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
VIEWS = ("services?view=map", "services?view=trend&layout=each", "services?view=ranking&reading=month")


@pytest.mark.parametrize(("address", "title"), TITLES.items())
def test_a_bookmark_opens_its_page_whole(site, page, address, title):
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    visit(page, site, address)
    expect(page.locator("h1")).to_have_text(title)
    assert not faults


@pytest.mark.parametrize("address", [*TITLES, *VIEWS])
def test_on_a_phone_nothing_has_to_be_pushed_sideways(site, page, address):
    page.set_viewport_size({"width": PHONE, "height": 844})
    visit(page, site, address)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE


def test_the_language_once_chosen_goes_with_the_reader(site, page):
    visit(page, site, "overview")
    page.get_by_text("Tiếng Việt").click()
    settle(page)
    expect(page.locator("h1")).to_have_text("Tổng quan")
    page.get_by_role("link", name="Tải lên").click()
    settle(page)
    expect(page.locator("h1")).to_have_text("Tải báo cáo lên")
    assert "lang=vi" in page.url


def test_a_link_with_a_language_wins_over_the_browser(site, page):
    visit(page, site, "reports?lang=vi")
    expect(page.locator("h1")).to_have_text("Tệp đã nhận")
