"""The list of checks and limits -> an accessibility statement, and the way to it at the foot of every page."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import streamlit as st

import locales
from ui import accessible, language, navigation, plain_view
from ui.findings import plain

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

ICON = ":material/accessibility_new:"


def foot(page: Page) -> None:
    """Lead to the plain view and to the statement from the foot of every page."""
    st.space("medium")
    with st.container(horizontal=True, vertical_alignment="center"):
        plain_view.switch(page)
        navigation.link("accessibility", language.words()("Accessibility"), ICON)


def show_aim() -> None:
    """Say which standard is aimed at, and how far it is reached."""
    _ = language.words()
    aim = _(
        "The pages aim at [{standard}]({address}), as Circular {circular} asks of state bodies' sites to be open to "
        "people with disabilities. They reach it in part: what is known not to work is listed below, with what to do "
        "instead."
    )
    named = {"standard": accessible.STANDARD, "address": accessible.STANDARD_AT, "circular": accessible.CIRCULAR}
    st.markdown(aim.format(**named))
    st.caption(_("Reviewed on {day}.").format(day=locales.day(accessible.REVIEWED, language.current())))


def show_checks() -> None:
    """List what is tested at every change, and what nobody has tested."""
    _ = language.words()
    st.markdown("\n".join(f"- **{_(one.what)}:** {_(one.how)}." for one in accessible.CHECKS))
    st.markdown(f"{_('Not tested:')}\n" + "\n".join(f"- {_(one)}" for one in accessible.UNTESTED))


def show_limits() -> None:
    """List what does not work, each with a way round it."""
    _ = language.words()
    st.markdown("\n".join(f"- {_(one.what)} **{_('Instead:')}** {_(one.instead)}" for one in accessible.LIMITS))


def show_contact() -> None:
    """Say whom to tell; whoever runs the server names them in ADOPTION_CONTACT."""
    _ = language.words()
    contact = os.environ.get("ADOPTION_CONTACT", "").strip()
    if contact:
        st.markdown(_("Write or call: **{contact}**.").format(contact=plain(contact)))
    else:
        st.markdown(_("Tell the office that gave you this address: it runs the server and can send figures by itself."))
    st.markdown(_("Say which page (its address), what you wanted to do, and what you use to read it."))
