"""A store that holds the sample -> a line on every page that says so, and the dialog that takes it out again."""

from __future__ import annotations

import streamlit as st

from sample_data import loading
from ui import language, session, signing

_ASKED = "sample asked to be removed"


def banner() -> None:
    """Say that made-up figures are among those shown, as long as any is; offer to take them out."""
    count = _held(str(session.store().root), session.store().version)
    if not count:
        return
    _ = language.words()
    with st.container(horizontal=True, vertical_alignment="center", key="sample banner"):
        st.caption(f":material/science: {_('With sample data: figures from its files are made up.')}", width="content")
        st.button(_("Remove the sample data…"), key="remove sample", type="tertiary", on_click=_ask, args=(True,))
    if st.session_state.get(_ASKED):
        st.dialog(_("Remove the sample data?"), on_dismiss=lambda: _ask(is_asked=False))(_remove)(count)


def _remove(count: int) -> None:
    _ = language.words()
    told = _("{count} files of the sample are withdrawn; your own files stay. The ledger keeps who did it and why.")
    st.markdown(told.format(count=language.count(count)))
    asked = {"why": _("Why is it removed?"), "button": _("Remove"), "unsaid": _("Say why it is removed.")}
    if signing.ask("remove", "sample", _withdraw_all, **asked):
        _ask(is_asked=False)
        st.rerun()


def _withdraw_all(by: str, why: str) -> int:
    """Withdraw the sample's files, telling how far it is."""
    _ = language.words()
    bar = st.progress(0.0, text=_("Removing the sample data…"))

    def tell(done: int, in_all: int) -> None:
        said = _("{done} of {all} files").format(done=language.count(done), all=language.count(in_all))
        bar.progress(done / in_all, text=said)

    return loading.remove_from(session.store(), by, why, tell)


@st.cache_data(max_entries=20, show_spinner=False)
def _held(folder: str, number: int) -> int:  # noqa: ARG001 - the key: the ledger after that number
    """Return how many files of the sample count."""
    return len(loading.in_force(session.store()))


def _ask(is_asked: bool) -> None:
    st.session_state[_ASKED] = is_asked
