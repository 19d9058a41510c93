"""The plain view: the same page without the sidebar, tables in HTML with all rows; for paper and for screen readers.

Streamlit prints its sidebar when it is unfolded, and only the rows of a table that are in sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from ui import address, language, navigation

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.navigation.page import Page

PLAIN = "plain"
_ON = "plain view"


def settle() -> None:
    """Settle whether this run shows the plain view; the address says so while it does."""
    wished = address.wished(PLAIN)
    if wished is not None:
        st.session_state[_ON] = wished == "yes"
    if is_on():
        address.hold(PLAIN, "yes")


def is_on() -> bool:
    """Whether this run shows the plain view."""
    return bool(st.session_state.get(_ON))


def frame() -> DeltaGenerator:
    """Return where menu and filters go: beside the page, or folded above it."""
    if is_on():
        return st.expander(language.words()("Menu and filters"), icon=":material/menu:")
    return st.sidebar


def height(pixels: int) -> int | None:
    """Return how high a scrolled part may be; on paper nothing scrolls, so there it has no bound."""
    return None if is_on() else pixels


def fold(label: str, icon: str | None = None, key: str | None = None) -> DeltaGenerator:
    """Return a part that is folded until it is asked for; on paper nobody can ask, so there it stands open."""
    return st.expander(label, icon=icon, key=key, expanded=is_on())


def switch(page: Page) -> None:
    """Lead to the other view of the page, in a tab of its own: Streamlit keeps a sidebar once shown, even emptied."""
    _ = language.words()
    label = _("Back to the usual view") if is_on() else _("View to print or to hear")
    help_text = _("Opens in a new tab") if is_on() else _("Opens in a new tab: no menu, tables with all their rows")
    icon = ":material/undo:" if is_on() else ":material/print:"
    asked = {name: value for name, value in address.held().items() if name != PLAIN}
    there = f"{navigation.entry_of(page).name}?{urlencode(asked if is_on() else {**asked, PLAIN: 'yes'})}"
    st.link_button(label, there, icon=icon, help=help_text, type="tertiary")
