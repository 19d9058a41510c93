"""A kind's month -> whether it is closed, who closed it, and the dialogs that close it or open it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from adoption import completeness
from store import KindMonth
from ui import labels, language, session, signing
from ui.findings import plain

if TYPE_CHECKING:
    from store import Receipt

_ASKED = "month asked to be closed or reopened"


def show(kind: str, month: str) -> None:
    """Say whether the month is closed; offer the other where the newest state is shown."""
    _ = language.words()
    about = KindMonth(kind, month)
    closed = session.store().closed(as_of=session.shown()).get(about)
    with st.container(horizontal=True, vertical_alignment="center"):
        if closed:
            st.markdown(f":material/lock: {_said(closed)}", width="content")
        if session.shown() == session.store().version:
            label, icon = (_("Reopen…"), "lock_open") if closed else (_("Close the month…"), "lock")
            icon = f":material/{icon}:"
            st.button(label, key="close month", icon=icon, type="tertiary", on_click=_ask, args=(about,))
    if st.session_state.get(_ASKED) == about:
        _open_dialog(about, closed)


def _said(closed: Receipt) -> str:
    told = language.words()("Closed on {moment} by {by}: these figures change no more until the month is reopened.")
    return told.format(moment=labels.moment(closed.at), by=plain(closed.by))


def _open_dialog(about: KindMonth, closed: Receipt | None) -> None:
    """Open the dialog; its title is in the reader's language, so it is made when it is needed."""
    _ = language.words()
    title = _("Reopen {kind}, {month}?") if closed else _("Close {kind}, {month}?")
    said = title.format(kind=labels.kind(about.kind).lower(), month=language.in_month(about.month))
    st.dialog(said, on_dismiss=lambda: _ask(None))(_reopen if closed else _close)(about)


def _close(about: KindMonth) -> None:
    _ = language.words()
    st.markdown(_("No file can change these figures after that, until somebody reopens the month and says why."))
    if missing := session.ask(completeness.missing, *about):
        told = _("{count} units have not reported: {units}.")
        st.warning(told.format(count=language.count(len(missing)), units=labels.units([one.id for one in missing])))
    _settle(about, "close", _("Note (may be left empty)"), _("Close the month"), unsaid=None)


def _reopen(about: KindMonth) -> None:
    _ = language.words()
    _settle(about, "reopen", _("Why is it reopened?"), _("Reopen"), unsaid=_("Say why it is reopened."))


def _settle(about: KindMonth, deed: str, why: str, button: str, unsaid: str | None) -> None:
    store = session.store()
    do = store.close_month if deed == "close" else store.reopen_month
    asked = f"{about.kind} {about.month}"
    if signing.ask(deed, asked, lambda by, said: do(*about, by, said), why=why, button=button, unsaid=unsaid):
        _ask(None)
        st.rerun()


def _ask(about: KindMonth | None) -> None:
    st.session_state[_ASKED] = about
