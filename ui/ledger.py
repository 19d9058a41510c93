"""The store's receipts -> the table of files received, in the reader's words, and the one file that was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from documents.labels import KINDS
from locales import N_
from ui import address, labels, language, plain_view, tables
from ui.tables import Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store import Receipt, State

ANY = "any"
TABLE_KEY = "received"
COLUMNS = (
    Column("number", N_("No.")),
    Column("at", N_("Received on")),
    Column("kind", N_("Reports on")),
    Column("period", N_("Period")),
    Column("state", N_("State")),
    Column("file", N_("File")),
    Column("form", N_("Form")),
    Column("by", N_("By")),
    Column("units", N_("Units"), "integer"),
    Column("warnings", N_("Warnings"), "integer"),
    Column("why", N_("Reason")),
)


def table(files: Sequence[Receipt], states: Mapping[int, State], receipts: Sequence[Receipt]) -> pd.DataFrame:
    """Return one row an accepted file, the newest first, with the columns of COLUMNS in words."""
    withdrawals = {receipt.withdraws: receipt for receipt in receipts if receipt.withdraws is not None}
    rows = [_row(file, states[file.number], withdrawals.get(file.number)) for file in reversed(files)]
    return pd.DataFrame(rows, columns=[column.name for column in COLUMNS])


def chosen(receipts: Sequence[Receipt], states: Mapping[int, State]) -> tuple[Receipt, ...]:
    """Show the filters (kind, period, state; kept in the address) and return the accepted files that pass them."""
    _ = language.words()
    accepted = [receipt for receipt in receipts if receipt.event == "accepted"]
    reports = [report for receipt in accepted for report in receipt.reports]
    periods = {str(period): labels.period(period) for period in sorted({one.period for one in reports}, reverse=True)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = _choose(_("Reports on"), "kind", {name: _(words) for name, words in KINDS.items()})
        period = _choose(_("Period"), "period", periods)
        state = _choose(_("State"), "state", {name: _(words) for name, words in labels.STATES.items()})
    return tuple(
        receipt
        for receipt in accepted
        if kind in {ANY, *(report.kind for report in receipt.reports)}
        and period in {ANY, *(str(report.period) for report in receipt.reports)}
        and state in {ANY, states[receipt.number].name}
    )


def show(rows: pd.DataFrame) -> None:
    """Show the files, one of which can be picked, and offer the rows for download."""
    _ = language.words()
    if plain_view.is_on():
        tables.show_whole(rows, COLUMNS, _("Files received"))
        return
    headings = {column.name: st.column_config.Column(_(column.heading)) for column in COLUMNS}
    st.dataframe(
        rows,
        column_config=headings,
        hide_index=True,
        key=TABLE_KEY,
        on_select=lambda: _pick(rows["number"].tolist()),
        selection_mode="single-row",
        alt=_("Files received"),
    )
    tables.offer(rows, COLUMNS, "bao-cao-da-nhan", tables.about(_("Files received"), {}))


def picked(receipts: Sequence[Receipt]) -> Receipt | None:
    """Return the file that was clicked, or that a link names (`?file=12`)."""
    accepted = {receipt.id: receipt for receipt in receipts if receipt.event == "accepted"}
    return accepted.get(address.one("file", accepted, ""))


def _pick(numbers: Sequence[int]) -> None:
    selected: Any = st.session_state[TABLE_KEY]["selection"]["rows"]
    st.session_state["file"] = str(numbers[selected[0]]) if selected else ""


def _choose(label: str, key: str, options: Mapping[str, str]) -> str:
    """Let one option be chosen, or none in particular."""
    words = {ANY: language.words()(labels.WHOLE), **options}
    value = address.one(key, words, ANY)
    st.selectbox(label, list(words), format_func=words.__getitem__, key=key, width=220, persist_state="session")
    return value


def _row(receipt: Receipt, state: State, withdrawal: Receipt | None) -> dict[str, object]:
    reports = receipt.reports
    return {
        "number": receipt.number,
        "at": labels.moment(receipt.at),
        "by": receipt.by,
        "file": receipt.filename,
        "kind": _each(labels.kind(report.kind) for report in reports),
        "period": _each(labels.period(report.period) for report in reports),
        "form": _each(labels.form(report.form) for report in reports),
        "units": len({unit for report in reports for unit in report.units}),
        "warnings": len(receipt.findings),
        "state": labels.state(state.name),
        "why": withdrawal.why if withdrawal and state.name == "withdrawn" else receipt.why,
    }


def _each(words: Any) -> str:  # noqa: ANN401 - any iterable of words
    return ", ".join(dict.fromkeys(word for word in words if word))
