"""What officers taught the reader -> a line beside a file read with it, a list of all, and a way to take it back."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from loaders.memory import NameDecision
from locales import N_
from reference import units
from ui import labels, language, plain_view, session, signing, tables
from ui.findings import plain
from ui.tables import Column
from ui.waiting import answer_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from loaders.memory import LearnedForm
    from loaders.report import Loaded
    from store import Receipt

NOTES = frozenset({"name-decided", "form-learned"})
"""The findings that `show_used` says better."""
IN_SIGHT = 3
EVENTS = frozenset({"name-decided", "form-learned"})
COLUMNS = (
    Column("number", N_("No.")),
    Column("what", N_("What was taught")),
    Column("by", N_("By")),
    Column("at", N_("On")),
    Column("state", N_("State")),
    Column("files", N_("Files read with it"), "integer"),
    Column("why", N_("Reason")),
)
STATES = {"holds": N_("Holds"), "replaced": N_("Replaced"), "taken-back": N_("Taken back")}
_ASKED = "answer asked to be taken back"


def show_used(loaded: Loaded, name: str) -> None:
    """Say with which answers a file was read, who gave them, and offer to take each back."""
    _ = language.words()
    used = [session.store().receipt(one) for one in loaded.taught if one.isdecimal()]
    if not used:
        return
    if len(used) <= IN_SIGHT:
        place = st.container(key=f"taught {name}", gap="xxsmall")
    else:
        title = _("Read with {count} answers of officers").format(count=language.count(len(used)))
        place = st.expander(title, icon=":material/school:", type="compact")
    with place:
        for receipt in used:
            _show_one(receipt, name)


def show_all(receipts: Sequence[Receipt]) -> None:
    """List all that was ever taught, the newest first, with how many files were read with it."""
    _ = language.words()
    taught = [receipt for receipt in reversed(receipts) if receipt.event in EVENTS]
    if not taught:
        st.markdown(_("Nothing yet. Names and forms that officers explain on the upload page are listed here."))
        return
    st.caption(_("Names and forms that officers explained. What is taken back is forgotten for files to come."))
    rows = table(taught, receipts)
    headings = {column.name: st.column_config.Column(_(column.heading)) for column in COLUMNS}
    if plain_view.is_on():
        tables.show_whole(rows, COLUMNS, _("What the program was taught"))
        return
    st.dataframe(rows, column_config=headings, hide_index=True, key="taught", alt=_("What the program was taught"))
    tables.offer(rows, COLUMNS, "da-day-chuong-trinh", tables.about(_("What the program was taught"), {}))
    holding = _holding()
    if standing := {receipt.id: receipt for receipt in taught if receipt.id in holding}:
        _choose_back(standing)


def table(taught: Sequence[Receipt], receipts: Sequence[Receipt]) -> pd.DataFrame:
    """Return one row an answer with the columns of COLUMNS in words."""
    _ = language.words()
    back = {one.withdraws: one for one in receipts if one.withdraws is not None}
    read = Counter(number for one in receipts if one.number not in back for number in one.taught)
    holding = _holding()
    rows = [
        {
            "number": receipt.number,
            "what": words(receipt),
            "by": receipt.by,
            "at": labels.moment(receipt.at),
            "state": _(STATES[_state(receipt, back, holding)]),
            "files": read[receipt.number],
            "why": back[receipt.number].why if receipt.number in back else receipt.why,
        }
        for receipt in taught
    ]
    return pd.DataFrame(rows, columns=[column.name for column in COLUMNS])


def words(receipt: Receipt) -> str:
    """Say what an answer says."""
    _ = language.words()
    decision = receipt.decision
    if isinstance(decision, NameDecision):
        return _("“{printed}” means {unit}").format(printed=decision.printed, unit=_unit(decision.unit_id))
    return _form(decision) if decision else ""


def ask_back(number: str | None) -> None:
    """Open the dialog that takes an answer back, or close it."""
    st.session_state[_ASKED] = number


def confirm() -> None:
    """Show the dialog that was asked for; once a run, at a page's end."""
    if number := st.session_state.get(_ASKED):
        _ = language.words()
        title = _("Take back No. {number}?").format(number=number)
        st.dialog(title, on_dismiss=lambda: ask_back(None))(_show_dialog)(session.store().receipt(number))


def _show_one(receipt: Receipt, name: str) -> None:
    _ = language.words()
    told = _("{what}, as {by} said on {moment}.")
    with st.container(horizontal=True, vertical_alignment="center"):
        said = told.format(what=plain(words(receipt)), by=plain(receipt.by), moment=labels.moment(receipt.at))
        st.markdown(f":material/school: {said}", width="content")
        key = f"take back {receipt.id} {name}"
        st.button(_("Take back…"), key=key, type="tertiary", on_click=ask_back, args=(receipt.id,))


def _choose_back(holding: dict[str, Receipt]) -> None:
    _ = language.words()
    names = {number: f"{_('No.')} {number} · {words(receipt)}" for number, receipt in holding.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            _("Take an answer back"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            key="answer",
            placeholder=_("Choose"),
            width=520,
        )
        st.button(
            _("Take back…"),
            key="take back",
            icon=":material/undo:",
            disabled=chosen is None,
            on_click=ask_back,
            args=(chosen,),
        )


def _show_dialog(receipt: Receipt) -> None:
    _ = language.words()
    st.markdown(plain(words(receipt)))
    files = session.store().read_with(receipt.id)
    if files:
        told = _("{count} accepted files were read with it. Their figures stay; withdraw a file to take them back too.")
        st.markdown(told.format(count=language.count(len(files))))
    asked = {"why": _("Why is it taken back?"), "button": _("Take back"), "unsaid": _("Say why it is taken back.")}
    if signing.ask("take back", receipt.id, partial(session.store().take_back, receipt.id), **asked):
        ask_back(None)
        st.rerun()


def _state(receipt: Receipt, back: Collection[int], holding: Collection[str]) -> str:
    if receipt.number in back:
        return "taken-back"
    return "holds" if receipt.id in holding else "replaced"


def _holding() -> frozenset[str]:
    """Return the numbers of the answers that hold now."""
    return answer_ids(session.store().memory())


def _form(form: LearnedForm) -> str:
    _ = language.words()
    told = _("{kind}: a form with lines named by “{label}” and {count} columns of figures")
    used = sum(bool(field) for field in form.columns.values())
    return told.format(kind=labels.kind(form.kind), label=form.label, count=language.count(used))


def _unit(unit_id: str) -> str:
    known = {unit.id: unit for unit in units.all_units()}
    return known[unit_id].label(language.current()) if unit_id in known else unit_id
