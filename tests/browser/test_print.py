"""The view to print: the page and no machinery, tables as tables with all their rows; and the way back."""

import pytest
from looking import settle, table, visit
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ADDRESS = "league?unit_level=district&from=2025-03&to=2025-03"
ROWS = "[...document.querySelectorAll('[data-testid=stTable] table')].map(one => one.tBodies[0].rows.length)"


def test_on_paper_there_is_no_menu_and_tables_are_whole(site, page):
    visit(page, site, ADDRESS)
    before = table(page)
    page.get_by_role("link", name="View to print or to hear").click()
    expect(page.get_by_role("link", name="Back to the usual view")).to_be_attached()
    settle(page)
    page.emulate_media(media="print")
    assert not page.get_by_test_id("stSidebar").is_visible()
    assert page.get_by_test_id("stDownloadButton").count() == 0
    assert page.locator("h1").is_visible()
    assert page.evaluate(ROWS)[-1] == len(before) - 1 > 0


def test_the_way_back_leads_to_the_same_figures(site, page):
    visit(page, site, f"{ADDRESS}&plain=yes")
    page.get_by_role("link", name="Back to the usual view").click()
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    settle(page)
    assert "plain" not in page.url
    assert "to=2025-03" in page.url
