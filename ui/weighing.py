"""The league's weights -> a dialog that sets others from a month on, or takes those set back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from adoption import league
from documents.labels import UNIT_LEVELS
from reference.measures import measure
from ui import filters, labels, language, session, signing
from ui.findings import plain

if TYPE_CHECKING:
    from adoption.league import Weighting
    from store import Receipt

_ASKED = "weights asked for"


def offer(weighting: Weighting, level: str, month: str) -> None:
    """Offer to set other weights, and to take those back that somebody set; only where the newest state is shown."""
    if session.shown() != session.store().version:
        return
    _ = language.words()
    with st.container(horizontal=True):
        st.button(_("Set other weights…"), icon=":material/balance:", type="tertiary", on_click=_ask, args=("set",))
        if weighting.receipt:
            st.button(
                _("Take these weights back…"), icon=":material/undo:", type="tertiary", on_click=_ask, args=("back",)
            )
    if st.session_state.get(_ASKED) == "set":
        title = _("Weights for {level}").format(level=_(UNIT_LEVELS[level]).lower())
        st.dialog(title, on_dismiss=lambda: _ask(None))(_set)(weighting, level, month)
    elif st.session_state.get(_ASKED) == "back" and weighting.receipt:
        st.dialog(_("Take these weights back?"), on_dismiss=lambda: _ask(None))(_take_back)(weighting.receipt)


def _set(weighting: Weighting, level: str, month: str) -> None:
    _ = language.words()
    st.markdown(_("They hold from the month chosen on, until later ones begin. What weighs nothing does not count."))
    known = {one: language.month(one) for one in filters.months_with_facts()}
    at_first = list(known).index(month)
    since = st.selectbox(_("From"), list(known), at_first, format_func=known.__getitem__, key="weights since")
    weights = {
        one: st.number_input(
            _(measure(one).label), 0.0, 100.0, float(weighting.of_measures.get(one, 0)), 5.0, key=f"weight {one}"
        )
        for one in league.weighable(level)
    }
    st.caption(_("Together {total}; it must be 100.").format(total=labels.number(sum(weights.values()))))
    given = {one: weight for one, weight in weights.items() if weight}
    do = partial(_do, level, since, given)
    why, unsaid = _("By which decision, or why?"), _("Say by which decision, or why.")
    if signing.ask("weights", level, do, why=why, button=_("Set the weights"), unsaid=unsaid):
        _ask(None)
        st.rerun()


def _do(level: str, since: str, weights: dict[str, float], by: str, why: str) -> Receipt:
    return session.store().set_weights(level, since, weights, by=by, why=why)


def _take_back(receipt: Receipt) -> None:
    _ = language.words()
    st.markdown(_("Set by {by}: {why}").format(by=plain(receipt.by), why=plain(receipt.why)))
    asked = {"why": _("Why is it taken back?"), "button": _("Take back"), "unsaid": _("Say why it is taken back.")}
    if signing.ask("weights back", receipt.id, partial(session.store().take_back, receipt.id), **asked):
        _ask(None)
        st.rerun()


def _ask(what: str | None) -> None:
    st.session_state[_ASKED] = what
