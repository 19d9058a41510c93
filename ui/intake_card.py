"""A waiting file on the page: what it is, what is wrong with it, what it would change, and the officer's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from loaders.container import limits
from locales import N_
from ui import (
    findings,
    labels,
    language,
    mending,
    navigation,
    period_choice,
    reading,
    reopening,
    taught,
    theme,
    tray,
    understood,
    unknown_form,
    unknown_names,
)
from ui.allowance import SESSION_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from store import Receipt
    from ui.tray import Standing, Verdict
    from ui.waiting import Waiting

BADGES: dict[Standing, tuple[str, Literal["red", "orange", "gray", "blue", "green"], str]] = {
    "refused": (N_("Cannot be accepted"), "red", ":material/block:"),
    "asks": (N_("Needs an answer"), "orange", ":material/help:"),
    "known": (N_("Already here"), "gray", ":material/done_all:"),
    "restates": (N_("Changes figures"), "blue", ":material/edit:"),
    "ready": (N_("Can be accepted"), "green", ":material/check:"),
}
ACCEPTABLE = {"ready", "restates"}
SAID_OTHERWISE = {"no-period", "period-in-name"} | taught.NOTES
"""Findings that the card asks about, or says in a line of their own."""
PAGES = {
    "service_usage": "services",
    "work_records": "records",
    "digital_signatures": "signatures",
    "headline": "overview",
}
WHAT_IS_READ = (
    N_(
        "Online public services: PHỤ LỤC 1 to 4, one-stop tables by unit, sector or procedure, II.06a, II.07b, tables "
        "of Decision 766, exports of EGOV and FDS, "
        "Hà Nội's report, lists of dossiers"
    ),
    N_("Work records: K2-1 (documents), K2-2 (work records)"),
    N_("Digital signatures: K3-1 (issued to people, businesses, officials), K3-2 (adults with a signature)"),
    N_("Published indicators of the year"),
)
ENDINGS = ".xlsx, .xls, .xlsb, .ods, .csv, .zip"
FILES_AT_ONCE = 100
WIDTH = 420


def ask_name(files: Sequence[Waiting]) -> None:
    """Ask once a session who the officer is, if there is anything to accept or teach; it goes into the ledger."""
    if not any(_wants_name(file) for file in files):
        return
    _ = language.words()
    hint = _("as it should stand in the ledger")
    st.text_input(_("Your name"), key="by", max_chars=80, placeholder=hint, persist_state="session", width=WIDTH)


def show_accepted(receipts: Sequence[Receipt]) -> None:
    """Confirm what was accepted, with the way to its figures."""
    _ = language.words()
    if not receipts:
        return
    with st.container(border=True):
        told = _("Accepted: {count} files.") if len(receipts) > 1 else _("Accepted: {name}, No. {number}.")
        last = receipts[-1]
        count = language.count(len(receipts))
        st.success(
            told.format(count=count, name=findings.plain(last.filename), number=last.number), icon=":material/check:"
        )
        with st.container(horizontal=True):
            for kind, month in _figures_of(receipts):
                label = _("See {kind}, {month}").format(kind=labels.kind(kind), month=language.month(month))
                navigation.link(PAGES[kind], label, ":material/bar_chart:", **{"from": month, "to": month})
            navigation.link("reports", _("All files received"), ":material/inventory_2:")


def show_actions_for_all(files: Sequence[Waiting]) -> None:
    """Offer one answer for all files, where there are several."""
    _ = language.words()
    if len(files) == 1:
        return
    ready = sum(_needs_no_word(file) for file in files)
    with st.container(horizontal=True, vertical_alignment="center"):
        label = _("Accept all that can be accepted ({count})").format(count=language.count(ready))
        look = theme.main_button()
        wished = ready and st.button(label, key="accept all", type=look, icon=":material/done_all:")
        st.button(_("Leave all"), key="leave all", on_click=tray.leave_all)
    if wished:
        _accept_all()
        st.rerun()


def show(file: Waiting, verdict: Verdict) -> None:
    """Show one file."""
    with st.container(border=True, key=f"file {file.key}"):
        _show_heading(file, verdict)
        understood.show_recognised(file.loaded)
        _show_standing(file, verdict)
        period_choice.ask(file)
        found = [finding for finding in file.loaded.findings if finding.code not in SAID_OTHERWISE]
        findings.show([*found, *verdict.doubts], expanded=not file.loaded.reports)
        reopening.offer(file.loaded)
        unknown_names.ask(file)
        unknown_form.ask(file)
        mending.offer(file)
        taught.show_used(file.loaded, file.key)
        if verdict.told and not verdict.known:
            understood.show_consequence(verdict.told)
        understood.show_tables(file.loaded)
        _show_answers(file, verdict)


def show_what_is_read() -> None:
    """Say which reports are read, where nothing waits."""
    _ = language.words()
    st.markdown(_("These reports are recognised by themselves, whatever the file is called:"))
    st.markdown("\n".join(f"- {_(line)}" for line in WHAT_IS_READ))
    st.markdown(
        _("A form that is not known yet can be explained once, here; later files of that form need no question.")
    )


def show_limits() -> None:
    """Say what the upload widget takes, in the reader's language: its own words are English."""
    _ = language.words()
    sizes = {"size": limits.FILE_BYTES // limits.MEGABYTE, "total": SESSION_BYTES // limits.MEGABYTE}
    told = _("{size} MB a file and {total} MB together at most, up to {count} files at once: {endings}.")
    st.caption(told.format(**sizes, count=FILES_AT_ONCE, endings=ENDINGS))
    held = reading.held()
    if held > SESSION_BYTES - limits.FILE_BYTES:
        told = _("The files that wait here take {held} of {total} MB: accept or leave some before you upload more.")
        st.warning(told.format(**sizes, held=held // limits.MEGABYTE))


def _show_heading(file: Waiting, verdict: Verdict) -> None:
    label, color, icon = BADGES[verdict.standing]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"## {findings.plain(file.loaded.filename)}", width="stretch")
        st.badge(language.words()(label), color=color, icon=icon)


def _show_standing(file: Waiting, verdict: Verdict) -> None:
    """Say what stands in the way of accepting, beside the findings."""
    _ = language.words()
    if verdict.known:
        told = _("This very file was accepted on {day} by {by} as No. {number}. Nothing needs to be done.")
        known = verdict.known
        st.info(told.format(day=labels.moment(known.at), by=findings.plain(known.by), number=known.number))
    if names := tray.rivals(file):
        told = _(
            "Some of its figures are also in {names}. Which one holds? Leave the wrong one; or accept first the "
            "earlier one, then the corrected one."
        )
        st.warning(told.format(names=", ".join(map(findings.plain, names))), icon=":material/difference:")
    if verdict.refusal:
        st.error(findings.plain(verdict.refusal), icon=":material/block:")
    if file.trouble:
        st.error(findings.plain(file.trouble), icon=":material/error:")


def _show_answers(file: Waiting, verdict: Verdict) -> None:
    _ = language.words()
    if verdict.standing == "restates":
        hint = _("for example: corrected after the office checked it")
        st.text_input(_("Why do the figures change?"), key=_why_key(file), max_chars=300, placeholder=hint, width=WIDTH)
    with st.container(horizontal=True):
        if verdict.standing in ACCEPTABLE:
            args = (file, verdict)
            st.button(_("Accept"), key=f"accept {file.key}", type=theme.main_button(), on_click=_accept, args=args)
        st.button(_("Leave"), key=f"leave {file.key}", on_click=tray.leave, args=(file,))


def _accept(file: Waiting, verdict: Verdict) -> None:
    """Accept if the officer said who they are and, where figures change, why."""
    _ = language.words()
    by, reason = (st.session_state.get(key, "").strip() for key in ("by", _why_key(file)))
    if tray.verdict(file).standing != verdict.standing:
        tray.trouble(file, _("Something else was accepted meanwhile: look at the changes once more."))
    elif not by:
        tray.trouble(file, _("Write your name above first."))
    elif verdict.standing == "restates" and not reason:
        tray.trouble(file, _("Say why the figures change."))
    else:
        tray.accept(file, by, reason)


def _accept_all() -> None:
    """Accept what needs no further word; each is judged again, for one may restate what another has just brought."""
    _ = language.words()
    files = [file for file in tray.waiting() if _needs_no_word(file)]
    bar = st.progress(0.0)
    for done, file in enumerate(files):
        told = _("Accepting {done} of {total}: {name}")
        bar.progress(done / len(files), told.format(done=done + 1, total=len(files), name=findings.plain(file.name)))
        verdict = tray.verdict(file)
        if verdict.standing == "ready":
            _accept(file, verdict)


def _needs_no_word(file: Waiting) -> bool:
    """Whether it changes no figures, raises no doubt, and no other waiting file gives the same figures."""
    verdict = tray.verdict(file)
    return verdict.standing == "ready" and not verdict.doubts and not tray.rivals(file)


def _why_key(file: Waiting) -> str:
    return f"why {file.key}"


def _wants_name(file: Waiting) -> bool:
    asks = bool(file.unknown_names or file.loaded.unrecognised)
    return asks or tray.verdict(file).standing in ACCEPTABLE


def _figures_of(receipts: Sequence[Receipt]) -> list[tuple[str, str]]:
    """Return the kinds and months that were accepted, each once."""
    told = {(report.kind, report.period.reporting_month) for receipt in receipts for report in receipt.reports}
    return sorted((kind, month) for kind, month in told if month and kind in PAGES)
