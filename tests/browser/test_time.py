"""The officer's way through time: a month restated, last month's link still right, withdrawn and undone, closed."""

import pytest
from conftest import SAMPLE, serving
from looking import card, fill, press, send, settle, visit
from playwright.sync_api import expect

from store import open_store

pytestmark = pytest.mark.browser

FIRST, CORRECTED = (next((SAMPLE / "2025" / "03").glob(f"*cấp huyện {day}_4*")) for day in (7, 18))
QUE_VO = "unit?unit=district-que-vo&from=2025-03&to=2025-03"
SHARE = "Dossiers filed online"


@pytest.fixture
def site(tmp_path):
    """Serve a store of its own: nobody else restates what is looked at here."""
    with serving(tmp_path, [FIRST]) as served:
        yield served


def sign(page, deed, label, why):
    """Press a button that opens a dialog, say why there, and confirm."""
    press(page, f"{deed}…")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your name").fill("Lan")
    dialog.get_by_label(label).fill(why)
    dialog.get_by_role("button", name=deed, exact=True).click()
    settle(page)


def share(page, site, address=QUE_VO):
    visit(page, site, address)
    return card(page, SHARE)


def test_a_restated_month_leaves_last_month_s_link_as_it_was(site, page):
    before = share(page, site)
    link = page.url.removeprefix(f"{site.url}/")
    assert "as_of=1" in link

    visit(page, site, "upload")
    send(page, CORRECTED)
    expect(page.get_by_text("would change places").first).to_be_visible()
    fill(page, "Your name", "Lan")
    fill(page, "Why do the figures change?", "Quế Võ sent the rest")
    press(page, "Accept")
    expect(page.get_by_text("Accepted: ")).to_be_visible()

    after = share(page, site)
    assert after != before
    assert share(page, site, link) == before
    expect(page.get_by_text("Newer figures exist")).to_be_visible()
    press(page, "Show the newest")
    assert card(page, SHARE) == after

    visit(page, site, "reports?file=2")
    sign(page, "Withdraw", "Why is it withdrawn?", "the wrong file")
    assert share(page, site) == before
    visit(page, site, "reports?file=2")
    sign(page, "Reinstate", "Why is it reinstated?", "it was right after all")
    assert share(page, site) == after


def test_a_closed_month_changes_no_more(site, page):
    before = share(page, site)
    visit(page, site, "completeness?kind=service_usage&from=2025-03&to=2025-03")
    sign(page, "Close the month", "Note", "sent to the ministry")
    expect(page.get_by_text("these figures change no more")).to_be_visible()

    visit(page, site, "reports?file=1")
    press(page, "Withdraw…")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your name").fill("Lan")
    dialog.get_by_label("Why is it withdrawn?").fill("once more")
    dialog.get_by_role("button", name="Withdraw", exact=True).click()
    expect(dialog.get_by_text("closed the figures of 03/2025")).to_be_visible()
    assert [one.event for one in open_store(site.store).receipts()] == ["accepted", "month-closed"]
    assert share(page, site) == before
