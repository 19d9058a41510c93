"""A deed that goes into the ledger -> who does it and why, asked in a dialog; then done, or refused in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from store import StoreError
from ui import language, theme
from ui.findings import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    Deed = Callable[[str, str], object]
    """What is done with who does it and why; StoreError where it cannot be."""


def ask(deed: str, about: str, do: Deed, *, why: str, button: str, unsaid: str | None) -> bool:
    """Ask for name and reason, do it when the button is pressed, and return whether it is done.

    `deed` and `about` key the widgets; `why` is the question in the reader's words, `unsaid` what is said where it
    stays unanswered; None lets it be left out.
    """
    _ = language.words()
    by = st.text_input(_("Your name"), key="by", max_chars=80, persist_state="session")
    reason = st.text_input(why, key=f"why {deed} {about}", max_chars=300)
    if not st.button(button, type=theme.main_button(), key=f"confirm {deed}"):
        return False
    if not by.strip():
        st.error(_("Write your name above first."))
    elif unsaid and not reason.strip():
        st.error(unsaid)
    else:
        return _done(do, by.strip(), reason.strip())
    return False


def _done(do: Deed, by: str, why: str) -> bool:
    try:
        do(by, why)
    except StoreError as error:
        st.error(plain(error.sentence(language.words())))
        return False
    return True
