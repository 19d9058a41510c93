"""What a test does on a page: open it, wait until it stands, read a card, read a table."""

from __future__ import annotations

from playwright.sync_api import Page, expect

STANDING = """() => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
    && !document.querySelector('[data-testid=stSkeleton]')"""
"""The server has said all, and no part of the page waits for the code that draws it."""
BROKEN = "[data-testid=stException], [data-testid=stDialog]:has-text('not found')"


def visit(page: Page, site, path: str) -> None:
    """Open an address cold and wait until the page stands whole."""
    page.goto(f"{site.url}/{path}")
    expect(page.locator("h1")).to_be_visible()
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page stands whole, and see that nothing broke."""
    page.wait_for_timeout(300)  # a click takes a moment to reach the server
    page.wait_for_function(STANDING, timeout=60_000)
    expect(page.locator(BROKEN)).to_have_count(0)


def drawn(page: Page) -> None:
    """Wait until every chart that has a place on the page is drawn in it."""
    page.wait_for_function(
        """[...document.querySelectorAll('[data-testid=stVegaLiteChart], [data-testid=stMetricChart]')]
            .every(chart => chart.querySelector('canvas, svg'))"""
    )


def press(page: Page, label: str) -> None:
    """Click the button of that name."""
    page.get_by_role("button", name=label, exact=True).click()
    settle(page)


def fill(page: Page, label: str, text: str) -> None:
    """Write into a field and leave it."""
    field = page.get_by_label(label)
    field.fill(text)
    field.press("Tab")
    settle(page)


def send(page: Page, *paths) -> None:
    """Give files to the upload widget and wait for their cards."""
    page.set_input_files("input[type=file]", [str(path) for path in paths])
    expect(page.locator("[class*=st-key-file]")).not_to_have_count(0)
    settle(page)


def card(page: Page, label: str) -> str:
    """Read the figure of a unit's card."""
    cell = page.get_by_test_id("stGridCell").filter(has=page.get_by_text(label, exact=True))
    return cell.get_by_test_id("stMetricValue").inner_text()


def table(page: Page) -> list[list[str]]:
    """Read the last table on the page, headings first, as a screen reader is told it."""
    grid = page.get_by_test_id("stDataFrame").filter(visible=True).last
    grid.scroll_into_view_if_needed()
    rows = grid.locator("table tr")
    expect(rows).not_to_have_count(0)
    return [rows.nth(place).locator("th, td").all_inner_texts() for place in range(rows.count())]


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of the select whose label holds the words; long lists are narrowed by typing."""
    field = page.get_by_test_id("stSelectbox").filter(has_text=label).first.locator("input")
    field.click()
    field.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)
