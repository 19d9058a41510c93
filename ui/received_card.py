"""One accepted file on the page: what it says, how it stands, its original, and the dialogs that undo or redo it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import streamlit as st

from adoption import withdrawal
from ui import findings, labels, language, session, signing
from ui.findings import plain

if TYPE_CHECKING:
    from adoption.withdrawal import Withdrawal
    from store import Receipt, ReportReceipt, State
    from ui.signing import Deed

_ASKED = "file asked to be withdrawn or reinstated"
COLORS: dict[str, Literal["green", "orange", "gray", "red"]] = {
    "current": "green",
    "partly-superseded": "orange",
    "superseded": "gray",
    "withdrawn": "red",
}


def show(receipt: Receipt, state: State) -> None:
    """Show one file: its reports, its warnings, its history, and what can be done with it."""
    _ = language.words()
    with st.container(border=True, key="received card"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"## {_('No.')} {receipt.number} · {plain(receipt.filename)}", width="stretch")
            st.badge(labels.state(state.name), color=COLORS[state.name])
        for line in _history(receipt):
            st.markdown(line)
        st.markdown("\n".join(f"- {_report(report)}" for report in receipt.reports))
        findings.show(receipt.findings)
        _show_actions(receipt, state)


def _report(report: ReportReceipt) -> str:
    parts = [labels.kind(report.kind), labels.form(report.form), labels.period(report.period), plain(report.sheet)]
    return " · ".join(part for part in [*parts, labels.units(report.units)] if part)


def _history(receipt: Receipt) -> list[str]:
    """Say who accepted it when and why, what it replaced, and who withdrew or reinstated it."""
    _ = language.words()
    lines = [_("Accepted on {moment} by {by}.")]
    if receipt.why:
        lines[0] += " " + _("Reason: {why}")
    if receipt.supersedes:
        lines.append(_("It took over figures from No. {numbers}."))
    values = {"numbers": ", ".join(map(str, receipt.supersedes)), "moment": labels.moment(receipt.at)}
    said = [line.format(by=plain(receipt.by), why=plain(receipt.why), **values) for line in lines]
    return said + _undone(receipt)


def _undone(receipt: Receipt) -> list[str]:
    """Say each time that it was withdrawn or reinstated, in order."""
    _ = language.words()
    told = {
        "withdrawn": _("Withdrawn on {moment} by {by}. Reason: {why}"),
        "reinstated": _("Reinstated on {moment} by {by}. Reason: {why}"),
    }
    return [
        told[event.event].format(moment=labels.moment(event.at), by=plain(event.by), why=plain(event.why))
        for event in session.store().receipts()
        if receipt.number in {event.withdraws, event.reinstates}
    ]


def _show_actions(receipt: Receipt, state: State) -> None:
    _ = language.words()
    store = session.store()
    with st.container(horizontal=True):
        st.download_button(
            _("The original file"),
            partial(store.original, receipt.original),  # a download runs on a thread without a session
            file_name=receipt.filename,
            mime="application/octet-stream",
            icon=":material/download:",
            on_click="ignore",
        )
        if state.name == "withdrawn":
            st.button(_("Reinstate…"), icon=":material/redo:", key="reinstate", on_click=_ask, args=(receipt.number,))
        else:
            st.button(_("Withdraw…"), icon=":material/undo:", key="withdraw", on_click=_ask, args=(receipt.number,))
    if st.session_state.get(_ASKED) == receipt.number:
        _confirm(receipt, is_withdrawn=state.name == "withdrawn")


def _confirm(receipt: Receipt, *, is_withdrawn: bool) -> None:
    """Open the dialog; its title is in the reader's language, so it is made when it is needed."""
    _ = language.words()
    title = _("Reinstate No. {number}?") if is_withdrawn else _("Withdraw No. {number}?")
    said = title.format(number=receipt.number)
    st.dialog(said, on_dismiss=lambda: _ask(None))(_reinstate if is_withdrawn else _withdraw)(receipt)


def _withdraw(receipt: Receipt) -> None:
    _ = language.words()
    st.markdown(f"**{plain(receipt.filename)}**")
    _show_consequence(withdrawal.of(session.store(), receipt.number))
    st.caption(_("The file and this receipt stay in the ledger."))
    asked = {"why": _("Why is it withdrawn?"), "button": _("Withdraw"), "unsaid": _("Say why it is withdrawn.")}
    _settle(receipt, "withdraw", partial(session.store().withdraw, receipt.number), asked)


def _reinstate(receipt: Receipt) -> None:
    _ = language.words()
    st.markdown(f"**{plain(receipt.filename)}**")
    st.markdown(_("Its figures hold again, except those that a later file gives."))
    asked = {"why": _("Why is it reinstated?"), "button": _("Reinstate"), "unsaid": _("Say why it is reinstated.")}
    _settle(receipt, "reinstate", partial(session.store().reinstate, receipt.number), asked)


def _settle(receipt: Receipt, deed: str, do: Deed, asked: dict[str, str]) -> None:
    if signing.ask(deed, receipt.id, do, **asked):
        _ask(None)
        st.rerun()


def _show_consequence(told: Withdrawal) -> None:
    """Say which files' figures hold again, and who would be without."""
    _ = language.words()
    for number, keys in told.back.items():
        back = _("The figures of No. {number} hold again for {units}.")
        st.markdown(back.format(number=number, units=labels.units(sorted({key.unit_id for key in keys}))))
    if told.empty:
        empty = _("Nothing takes the place of its figures for {units}.")
        st.markdown(empty.format(units=labels.units(told.units_without)))
    if not told.back and not told.empty:
        st.markdown(_("None of its figures holds now, so no figure changes."))


def _ask(number: int | None) -> None:
    """Open the dialog for a file, or close it."""
    st.session_state[_ASKED] = number
