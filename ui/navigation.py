"""The pages, as data -> the registered pages and the menu, whose links carry what is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from locales import N_
from ui import address, filters, language

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

EXPLORE, MANAGE = N_("Explore"), N_("Manage")


@dataclass(frozen=True, slots=True)
class Entry:
    """One page; its address is its script's name. `purpose` is shown when the reader points at it."""

    section: str
    name: str
    title: str
    icon: str
    purpose: str
    looks_back: bool = True
    """Whether it can show an earlier state of the ledger; where something is done, only the newest counts."""

    is_in_menu: bool = True
    """Whether the menu names it; other pages lead to the rest."""

    heeds: tuple[str, ...] = filters.NARROWING
    """The shared filters that change what it shows, besides the months."""

    @property
    def script(self) -> str:
        """Where it is. A folder down: a script directly in pages/ could be opened without the frame."""
        return f"pages/{self.section.lower()}/{self.name}.py"


ENTRIES = (
    Entry(EXPLORE, "overview", N_("Overview"), "home", N_("The month at a glance: key figures, map, who is missing.")),
    Entry(EXPLORE, "services", N_("Online services"), "language", N_("How many dossiers come in online, by unit.")),
    Entry(EXPLORE, "records", N_("Work records"), "folder_open", N_("Records handled and documents signed online.")),
    Entry(EXPLORE, "signatures", N_("Digital signatures"), "signature", N_("Signatures issued, and to whom.")),
    Entry(
        EXPLORE,
        "words",
        N_("In words"),
        "article",
        N_("What the month's figures say, in sentences to copy."),
        heeds=(),
    ),
    Entry(
        EXPLORE,
        "why",
        N_("Why it moved"),
        "stairs",
        N_("Which units, levels or sectors moved the province's figure."),
        heeds=(),
    ),
    Entry(
        EXPLORE,
        "targets",
        N_("Targets"),
        "flag",
        N_("Who has reached which target, who is on pace, and when it will be reached."),
        heeds=(),
    ),
    Entry(
        EXPLORE,
        "league",
        N_("League"),
        "trophy",
        N_("Scores and places by weighted measures, and what may still change them."),
        heeds=("unit_level",),
    ),
    Entry(
        EXPLORE,
        "unit",
        N_("One unit"),
        "location_city",
        N_("A unit's measures, trend, rank and reports."),
        heeds=("borders",),
    ),
    Entry(
        EXPLORE,
        "source",
        N_("Where a figure comes from"),
        "account_tree",
        N_("A figure's cells, files and senders."),
        is_in_menu=False,
        heeds=("borders",),
    ),
    Entry(
        EXPLORE,
        "methods",
        N_("Methods"),
        "menu_book",
        N_("Definitions, targets, thresholds: how each figure is made."),
        heeds=(),
    ),
    Entry(MANAGE, "upload", N_("Upload"), "upload_file", N_("Check monthly workbooks and accept them."), False),
    Entry(MANAGE, "completeness", N_("Who has sent what"), "fact_check", N_("Each unit's months, and who is missing.")),
    Entry(MANAGE, "documents", N_("Documents"), "description", N_("The month's report, slips and workbook to sign.")),
    Entry(
        MANAGE, "reports", N_("Reports"), "inventory_2", N_("Every file received; withdraw one with a reason."), False
    ),
    Entry(MANAGE, "forms", N_("Forms and templates"), "table_view", N_("Official forms filled in, and blank ones.")),
    Entry(
        MANAGE,
        "cell",
        N_("Where a figure stands"),
        "pin_drop",
        N_("A figure's cell in the file as sent."),
        is_in_menu=False,
    ),
    Entry(MANAGE, "changes", N_("What changed"), "difference", N_("Between two days: old, new, file, reason."), False),
    Entry(
        MANAGE,
        "accessibility",
        N_("Accessibility"),
        "accessibility_new",
        N_("What is done for readers with disabilities, and what does not work."),
        looks_back=False,
        is_in_menu=False,
    ),
)


def register() -> Page:
    """Tell Streamlit the pages and return the one that was asked for."""
    return st.navigation([_page(ENTRIES[0], at_root=True), *map(_page, ENTRIES)], position="hidden")


def entry_of(page: Page) -> Entry:
    """Return what is known of a registered page; the root shows the first."""
    return next((entry for entry in ENTRIES if entry.name == page.url_path), ENTRIES[0])


def show_menu(current: Page) -> None:
    """Show the links by section."""
    _ = language.words()
    for section in (EXPLORE, MANAGE):
        st.caption(_(section))
        for entry in ENTRIES:
            if entry.section == section and entry.is_in_menu:
                page = current if entry is entry_of(current) else _page(entry)
                icon = f":material/{entry.icon}:"
                st.page_link(page, icon=icon, query_params=address.held(), width="stretch")


def link(name: str, label: str, icon: str | None = None, **chosen: str) -> None:
    """Show a link to a page by its address, with the reader's choices and `chosen` over them."""
    entry = next(entry for entry in ENTRIES if entry.name == name)
    st.page_link(_page(entry), label=label, icon=icon, query_params={**address.held(), **chosen})


def _page(entry: Entry, *, at_root: bool = False) -> Page:
    """Describe a page to Streamlit, without its icon: that would become the tab's, fetched from a foreign server.

    Streamlit serves the default page at the bare address and nowhere else, so the first page is registered twice.
    """
    _ = language.words()
    url_path = "home" if at_root else entry.name
    return st.Page(entry.script, title=_(entry.title), url_path=url_path, default=at_root, help=_(entry.purpose))
