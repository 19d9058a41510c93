"""The officer's way without a mouse: every step is a key, every stop is seen, and the figures come out."""

import openpyxl
import pytest
from conftest import SAMPLE, serving
from looking import settle, visit
from playwright.sync_api import TimeoutError as TooLate
from playwright.sync_api import expect

from ui.accessible import GROUNDS

pytestmark = pytest.mark.browser

STOPS_AT_MOST = 150
QUE_VO = next((SAMPLE / "2025" / "03").glob("*cấp huyện 18_4*"))


def reach(page, role, name, exact=True):
    """Press Tab until the thing of that role and name has the focus."""
    wanted = page.get_by_role(role, name=name, exact=exact)
    expect(wanted.first).to_be_attached()
    for _stop in range(STOPS_AT_MOST):
        page.keyboard.press("Tab")
        if wanted.evaluate_all("found => found.includes(document.activeElement)"):
            return
    pytest.fail(f"the keyboard does not reach the {role} {name!r}")


def press(page, key="Enter"):
    page.keyboard.press(key)
    settle(page)


def choose(page, label, option):
    """Narrow a list by typing and take what is left."""
    reach(page, "combobox", label, exact=False)
    page.keyboard.type(option)
    expect(page.get_by_role("option", name=option, exact=True)).to_be_visible()
    press(page)


def write(page, label, text):
    reach(page, "textbox", label)
    page.keyboard.type(text)
    press(page, "Tab")


def files_asked_for(page):
    """Open the choice of files by the button; a busy browser may swallow a key, and then a person presses it again."""
    for _attempt in range(3):
        reach(page, "button", "Upload", exact=False)
        try:
            with page.expect_file_chooser(timeout=10_000) as asked:
                page.keyboard.press("Enter")
        except TooLate:
            continue
        return asked.value
    pytest.fail(f"no choice of files opens; the keyboard is on {page.evaluate('document.activeElement.outerHTML')}")


def test_from_the_overview_to_the_table_of_one_unit_in_the_download(site, page, tmp_path):
    visit(page, site, "")
    reach(page, "link", "Online services")
    press(page)
    expect(page.locator("h1")).to_have_text("Online services")
    settle(page)

    choose(page, "From", "Feb 2025")
    choose(page, "To", "Feb 2025")
    choose(page, "Unit level", "Districts")
    choose(page, "Units", "Quế Võ town")
    press(page, "Escape")
    choose(page, "Measure", "Dossiers received")
    reach(page, "button", "XLSX")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    started.value.save_as(tmp_path / "table.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "table.xlsx").worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Unit", "Quế Võ town"]


@pytest.fixture
def nearly_empty(tmp_path):
    """A server of its own: what is accepted here no other test of the session has accepted already."""
    (first,) = (SAMPLE / "2025" / "02").glob("*cấp huyện*")
    with serving(tmp_path, [first]) as served:
        yield served


def test_a_file_is_uploaded_and_accepted(nearly_empty, page):
    visit(page, nearly_empty, "")
    reach(page, "link", "Upload")
    press(page)
    expect(page.locator("h1")).to_have_text("Upload reports")
    settle(page)
    files_asked_for(page).set_files(str(QUE_VO))
    expect(page.locator("[class*=st-key-file]")).not_to_have_count(0)
    settle(page)
    write(page, "Your name", "Lan")
    if page.get_by_label("Why do the figures change?").count():
        write(page, "Why do the figures change?", "Quế Võ sent the rest")
    reach(page, "button", "Accept")
    press(page)
    expect(page.get_by_text("Accepted: ")).to_be_visible()


WHAT_HAS_FOCUS = """() => {
    // A table is drawn on a canvas: the cell that has the focus lies hidden in it, and the ring is drawn elsewhere.
    const one = document.activeElement, table = one.matches('td, th') && one.closest('[data-testid=stDataFrame]');
    const {x, y, width, height} = (table || one).getBoundingClientRect();
    return {x, y, width, height, tag: one.tagName, current: one.pathname === location.pathname,
            toolbar: one.dataset.testid === 'stBaseButton-elementToolbar',
            what: one.getAttribute('aria-label') || one.textContent};
}"""
EDGE = 6


def around(page, box):
    """The part of the window in which a focused thing and its ring would be drawn."""
    window = page.viewport_size
    x, y = max(0, box["x"] - EDGE), max(0, box["y"] - EDGE)
    width = min(window["width"] - x, box["width"] + 2 * EDGE)
    height = min(window["height"] - y, box["height"] + 2 * EDGE)
    return {"x": x, "y": y, "width": max(1, width), "height": max(1, height)}


def is_seen(page, box):
    """Whether taking the focus away for a moment changes what is drawn there."""
    clip = around(page, box)
    page.wait_for_timeout(50)
    with_focus = page.screenshot(clip=clip, animations="disabled")
    page.evaluate("() => { window.had_focus = document.activeElement; window.had_focus.blur(); }")
    page.wait_for_timeout(50)
    without = page.screenshot(clip=clip, animations="disabled")
    page.evaluate("window.had_focus.focus({preventScroll: true})")
    return with_focus != without


def is_seen_soon(page):
    """Whether what has the focus is seen, if need be once it has been scrolled into sight and is at rest."""
    for pause in (0, 300, 1000):
        page.wait_for_timeout(pause)
        if is_seen(page, page.evaluate(WHAT_HAS_FOCUS)):
            return True
    return False


@pytest.mark.parametrize(("address", "ground"), list(zip(["upload", "services"], GROUNDS, strict=True)))
def test_every_stop_of_the_keyboard_is_seen(site, page, address, ground):
    page.emulate_media(color_scheme=ground, reduced_motion="reduce")
    page.set_viewport_size({"width": 1440, "height": 900})
    visit(page, site, address)
    stops, unseen = 0, []
    for _stop in range(STOPS_AT_MOST):
        page.keyboard.press("Tab")
        box = page.evaluate(WHAT_HAS_FOCUS)
        if box["tag"] == "BODY":
            break
        stops += 1
        if not box["current"] and not box["toolbar"] and not is_seen_soon(page):
            unseen.append(box["what"])
    assert stops > 20
    assert unseen == []
