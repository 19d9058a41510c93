"""From a figure on a page to its cells, and to the file they stand in, as it came."""

import pytest
from conftest import SAMPLE
from looking import settle, visit
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SENT = next((SAMPLE / "2025" / "02").glob("*cấp huyện*"))
FEBRUARY = "from=2025-02&to=2025-02"


def test_a_figures_cells_are_shown_in_place_and_the_file_is_given_as_it_came(site, page, tmp_path):
    visit(page, site, f"unit?unit=district-tien-du&{FEBRUARY}")
    page.get_by_role("link", name="Where it comes from").first.click()
    expect(page.get_by_role("heading", name="Where a figure comes from")).to_be_visible()
    settle(page)
    expect(page.get_by_text("Dossiers filed online · Tiên Du district")).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_have_count(2)
    with page.expect_download() as started:
        page.get_by_role("button", name="The original file").click()
    started.value.save_as(tmp_path / "original.xls")
    assert (tmp_path / "original.xls").read_bytes() == SENT.read_bytes()


def test_a_click_on_a_point_of_the_trend_leads_to_its_cells(site, page):
    visit(page, site, f"services?{FEBRUARY}&unit_level=district")
    page.get_by_label("Dossiers filed online by month", exact=True).locator(".mark-symbol path").first.click()
    expect(page.get_by_role("heading", name="Where a figure comes from")).to_be_visible()
