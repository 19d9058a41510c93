"""The view to print: the page and no machinery, tables as tables with all their rows; and the way back."""

import pytest
from looking import settle, table, visit
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ADDRESS = "league?unit_level=district&from=2025-03&to=2025-03"
PAPER = {"width": 718, "height": 1047}
"""A4 within margins of a centimetre, at 96 pixels an inch."""
WIDTHS = "[...document.querySelectorAll('[data-testid=stTable] table')].map(one => [one.scrollWidth, innerWidth])"
ROWS = "[...document.querySelectorAll('[data-testid=stTable] table')].map(one => one.tBodies[0].rows.length)"


def test_on_paper_there_is_no_menu_and_tables_are_whole(site, page):
    visit(page, site, ADDRESS)
    before = table(page)
    printed = opened(page, "View to print or to hear")
    printed.emulate_media(media="print")
    assert not printed.get_by_test_id("stSidebar").is_visible()
    assert printed.get_by_test_id("stDownloadButton").count() == 0
    assert printed.locator("h1").is_visible()
    assert len(before) - 1 in printed.evaluate(ROWS)


def test_no_table_is_wider_than_its_paper(site, page):
    visit(page, site, f"{ADDRESS}&plain=yes")
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    settle(page)
    assert page.evaluate(WIDTHS)
    assert all(table <= room for table, room in page.evaluate(WIDTHS))


def test_the_way_back_leads_to_the_same_figures(site, page):
    visit(page, site, f"{ADDRESS}&plain=yes")
    usual = opened(page, "Back to the usual view")
    expect(usual.get_by_test_id("stSidebar")).to_be_visible()
    assert "plain" not in usual.url
    assert "to=2025-03" in usual.url


def opened(page, link):
    """Follow a link that opens a tab of its own, and wait until that stands."""
    with page.context.expect_page() as new:
        page.get_by_role("link", name=link).click()
    expect(new.value.locator("h1")).to_be_visible()
    settle(new.value)
    return new.value
