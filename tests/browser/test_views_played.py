"""One measure four ways in a real browser: the view changes and the choice stays; months are played on the map."""

from urllib.parse import parse_qs, urlparse

import pytest
from looking import press, settle, visit
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def asked(page):
    """What the address holds."""
    return {name: values[0] for name, values in parse_qs(urlparse(page.url).query).items()}


def switch(page, view):
    page.get_by_test_id("stButtonGroup").get_by_text(view, exact=True).click()
    settle(page)


def test_the_view_changes_and_the_choice_stays(site, page):
    visit(page, site, "services?view=map&measure=full_share&units=district-gia-binh&from=2025-02&to=2025-03")
    for view, name in {"Trend": "trend", "Ranking": "ranking", "Table": "table", "Map": "map"}.items():
        switch(page, view)
        expect(page.get_by_role("heading", name=view, exact=True)).to_be_visible()
        held = asked(page)
        assert (held["view"], held["measure"], held["units"]) == (name, "full_share", "district-gia-binh")


def outline(page, unit):
    """A unit's outline on the map, a part of which says its name."""
    return page.locator(f"path[aria-roledescription=geoshape][aria-label$='{unit}']")


@pytest.mark.parametrize("view", ["map", "together"])
def test_a_click_on_the_map_narrows_the_page_and_another_widens_it(site, page, view):
    visit(page, site, f"services?view={view}&from=2025-02&to=2025-03")
    for units in ("district-gia-binh", None):
        outline(page, "Gia Bình district").click()
        settle(page)
        assert asked(page).get("units") == units


def test_outlines_are_coloured_by_the_figures_told_in_their_tooltip(site, page):
    visit(page, site, "services?view=map&from=2025-03&to=2025-03")
    expect(page.locator("path[aria-roledescription=geoshape]")).to_have_count(8)
    assert len({one.get_attribute("fill") for one in page.locator("path[aria-roledescription=geoshape]").all()}) > 1
    outline(page, "Gia Bình district").hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("Gia Bình district")


def test_months_are_played_on_the_map_and_the_address_holds_the_last(site, page):
    visit(page, site, "services?view=map&from=2025-02&to=2025-03")
    slider = page.get_by_role("slider", name="Month on the map")
    expect(slider).to_have_attribute("aria-valuetext", "All months together")
    press(page, "Play the months")
    expect(slider).to_have_attribute("aria-valuetext", "Mar 2025")
    expect(page.get_by_role("button", name="Play the months", exact=True)).to_be_visible()
    settle(page)
    assert asked(page)["at"] == "2025-03"


def test_the_keyboard_moves_the_map_from_month_to_month(site, page):
    visit(page, site, "services?view=map&from=2025-02&to=2025-03")
    page.get_by_role("slider", name="Month on the map").press("ArrowRight")
    settle(page)
    assert asked(page)["at"] == "2025-02"
    page.reload()
    expect(page.get_by_role("slider", name="Month on the map")).to_have_attribute("aria-valuetext", "Feb 2025")
