"""What readers with disabilities are promised: what is tested how, and what is known not to work, with a way round it.

The page and the tests go by this one list: a test holds each check to the test named here, the browser tests take
their grounds, width and levels from here, and axe-core may find only what stands among the limits - and must find it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from locales import N_

STANDARD = "WCAG 2.2 AA"
STANDARD_AT = "https://www.w3.org/TR/WCAG22/"
CIRCULAR = "26/2020/TT-BTTTT"
"""Asks state bodies' sites to apply standards for people with disabilities; in force since 1 January 2021."""
REVIEWED = date(2026, 11, 25)

GROUNDS = ("light", "dark")
PHONE = 390
"""Pixels: the narrowest window looked at."""
IMPACTS = ("moderate", "serious", "critical")
"""What axe-core finds of these levels is a fault."""
DEFICIENCIES = ("deuteranomaly", "protanomaly", "tritanomaly")
"""Each at its full strength (severity 100), where it is called -anopia."""


@dataclass(frozen=True, slots=True)
class Check:
    """Something tested at every change: what, how, and by which test."""

    what: str
    how: str
    test: str


@dataclass(frozen=True, slots=True)
class Limit:
    """Something known not to work, and what to do instead; where axe-core finds it, its rule and part of the target."""

    what: str
    instead: str
    rule: str = ""
    target: str = ""
    address: str = ""
    """A page on which axe-core finds it."""


CHECKS = (
    Check(
        N_("Rules that a program can check"),
        N_("axe-core in a real browser, on every page of the menu, on a light and on a dark ground"),
        "tests/browser/test_every_page.py::test_axe_finds_nothing_of_ours",
    ),
    Check(
        N_("Keyboard alone"),
        N_("From the overview to a downloaded table, and from a file to its acceptance, without a mouse"),
        "tests/browser/test_keyboard.py::test_from_the_overview_to_the_table_of_one_unit_in_the_download",
    ),
    Check(
        N_("Where the keyboard is"),
        N_("Each stop of the Tab key on two pages is drawn otherwise than without it"),
        "tests/browser/test_keyboard.py::test_every_stop_of_the_keyboard_is_seen",
    ),
    Check(
        N_("Headings"),
        N_("One title a page, and no level skipped"),
        "tests/browser/test_every_page.py::test_headings_skip_no_level",
    ),
    Check(
        N_("Names of charts and tables"),
        N_("Each chart and each table of every page has a name that a screen reader says"),
        "tests/browser/test_every_page.py::test_every_chart_and_table_has_a_name",
    ),
    Check(
        N_("Small screens and 400% zoom"),
        N_("At a width of 390 pixels nothing has to be pushed sideways"),
        "tests/browser/test_every_page.py::test_on_a_phone_nothing_has_to_be_pushed_sideways",
    ),
    Check(
        N_("Colours"),
        N_("The colours of charts and maps are told apart as colour-blind readers see them, and on grey paper"),
        "tests/pages/test_colours.py::test_colours_that_mean_something_are_told_apart",
    ),
    Check(
        N_("Language"),
        N_("The page says whether it is in Vietnamese or English, so that a screen reader takes the right voice"),
        "tests/pages/test_server.py::test_the_page_itself_says_which_language_it_is_in",
    ),
    Check(
        N_("Print"),
        N_("In the view to print there is no menu, and tables have all their rows"),
        "tests/browser/test_print.py::test_on_paper_there_is_no_menu_and_tables_are_whole",
    ),
)

LIMITS = (
    Limit(
        N_("The small lines in the cards of the overview have no words for their points."),
        N_("Open “These months as a table” below the cards."),
        rule="svg-img-alt",
        target="metric_chart",
        address="overview",
    ),
    Limit(
        N_("Bars, points and areas of charts cannot be reached by keyboard, and their tooltips need a mouse."),
        N_("The same figures stand in a table below or in the same page; units are chosen in the filter “Units”."),
    ),
    Limit(
        N_("Tables are drawn as a picture; a screen reader is told only the rows in sight."),
        N_(
            "Open “View to print or to hear” at the page's foot: there tables are part of the page, with all their "
            "rows. Or take the table as XLSX or CSV with the buttons below it."
        ),
    ),
    Limit(
        N_("In the menu, the page you are on does not show when the keyboard stands on it."),
        N_("Press Tab once more; nothing is lost, since the link leads to the same page."),
    ),
    Limit(
        N_("The small toolbar above a chart does not always show when the keyboard stands on it."),
        N_("The buttons PNG and SVG below the chart do what it does, and show."),
    ),
    Limit(
        N_("After a switch of language within the page, a screen reader may keep the former voice."),
        N_("Load the page again (F5)."),
    ),
    Limit(
        N_("Some words of the upload box and of the tables' own menus are in English."),
        N_("What they do is said in your language beside them or below."),
    ),
    Limit(
        N_("The upload box has a name that some screen readers leave out."),
        N_("Its button “Upload” has its own name and opens the choice of files."),
        rule="presentation-role-conflict",
        target="section",
        address="upload",
    ),
)

UNTESTED = (
    N_("No one who uses a screen reader every day has tried the pages yet."),
    N_("Only Chromium is tested; not Firefox, not Safari."),
    N_("The Word and Excel files to download are not tested with a screen reader."),
)
"""What nobody has looked at, said so that the list of checks is not taken for more."""
