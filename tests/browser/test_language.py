"""A reader's language goes with the reader; that of a link wins."""

import pytest
from looking import settle, visit
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_language_once_chosen_goes_with_the_reader(site, page):
    visit(page, site, "overview")
    page.get_by_text("Tiếng Việt").click()
    expect(page.locator("h1")).to_have_text("Tổng quan")
    settle(page)
    page.get_by_role("link", name="Tải lên").click()
    expect(page.locator("h1")).to_have_text("Tải báo cáo lên")
    settle(page)
    assert "lang=vi" in page.url


def test_a_link_with_a_language_wins_over_the_browser(site, page):
    visit(page, site, "reports?lang=vi")
    expect(page.locator("h1")).to_have_text("Tệp đã nhận")
