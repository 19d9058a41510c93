"""A table no form reads -> the officer says which column is what, sees how it would be read, and has it remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

import loaders
from documents.labels import KINDS
from loaders.header import ORDINAL
from loaders.memory import LearnedForm, Memory
from loaders.words import fold
from store import StoreError, teaching
from store.schema import fields_of
from ui import filters, findings, labels, language, session, theme, tray, understood
from ui.findings import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas.io.formats.style import Styler

    from loaders.report import Loaded
    from loaders.unknown import UnknownColumn, UnknownTable
    from ui.waiting import Waiting

IN_A_ROW = 3
COLORS = {"label": "rgba(240, 160, 75, 0.30)", "field": "rgba(47, 128, 210, 0.25)"}
"""Of the names' column and of those that are used; half transparent, so that they do in light and in dark."""
NOT_USED = ""
ASKED_LATER = frozenset({"no-period", "period-in-name", "form-learned"})
"""Findings of a draft that are no fault of it."""
_DRAFT = "form as drafted"


def ask(file: Waiting) -> None:
    """Ask for each form once, whichever of the waiting files and sheets have it."""
    _ = language.words()
    for table in {table.signature: table for table in file.loaded.unrecognised}.values():
        first = _first_with(table.signature)
        if first.key != file.key:
            told = _("Sheet {sheet} has the same unknown form as {name}: say there which column is what.")
            st.caption(told.format(sheet=plain(table.sheet), name=plain(first.name)))
            continue
        title = _("What is which column? Sheet {sheet}").format(sheet=plain(table.sheet))
        panel = st.expander(title, expanded=file.only_asks, key=f"form {_name(file, table)}", on_change="rerun")
        if panel.open:
            with panel:
                _ask(file, table)


def _ask(file: Waiting, table: UnknownTable) -> None:
    _ = language.words()
    st.markdown(_("No known form has these headings. Say once what its columns are; later files need no question."))
    table_shown = st.container()
    kind = _choose_kind(file, table)
    label = _choose_label(file, table)
    fields = _choose_fields(file, table, kind, label)
    with table_shown:
        _show_sample(table, label, fields)
    form = LearnedForm(table.signature, kind, _path(table, label), _used(table, label, fields))
    if told := _refusal(form):
        st.info(told, icon=":material/edit:")
        return
    _preview(file, form)
    st.button(
        _("Remember this form"),
        key=f"learn {_name(file, table)}",
        type=theme.main_button(),
        icon=":material/school:",
        on_click=_learn,
        args=(file, form),
    )
    st.caption(_("It is kept with your name, holds for every later file with these headings, and can be taken back."))


def _choose_kind(file: Waiting, table: UnknownTable) -> str:
    """Let the kind of report be chosen; the likeliest stands there at first."""
    _ = language.words()
    kinds = {kind: _(KINDS[kind]) for kind in filters.KINDS}
    return st.selectbox(
        _("What it reports on"),
        list(kinds),
        index=list(kinds).index(table.kind) if table.kind in kinds else 0,
        format_func=kinds.__getitem__,
        key=f"kind {_name(file, table)}",
        width=420,
    )


def _choose_label(file: Waiting, table: UnknownTable) -> int | None:
    _ = language.words()
    names = {one.column: _heading(one) for one in table.columns}
    return st.selectbox(
        _("Which column names the units"),
        list(names),
        index=list(names).index(table.label) if table.label in names else None,
        format_func=names.__getitem__,
        key=f"label {_name(file, table)}",
        placeholder=_("Choose"),
        width=420,
    )


def _choose_fields(file: Waiting, table: UnknownTable, kind: str, label: int | None) -> dict[int, str]:
    """Let a field be chosen for each column, those without figures folded; return the fields by column."""
    _ = language.words()
    asked = [one for one in table.columns if one.column != label and fold(one.path) not in ORDINAL]
    with_figures = [one for one in asked if one.is_figures]
    others = [one for one in asked if not one.is_figures]
    st.markdown(f"**{_('What its columns count')}**")
    fields = _grid(file, table, kind, with_figures)
    if others:
        title = _("Columns without figures in this file: {count}").format(count=language.count(len(others)))
        with st.expander(title, type="compact"):
            fields |= _grid(file, table, kind, others)
    return fields


def _grid(file: Waiting, table: UnknownTable, kind: str, columns: Sequence[UnknownColumn]) -> dict[int, str]:
    fields: dict[int, str] = {}
    options = {NOT_USED: language.words()("not used"), **{name: labels.field_of(name) for name in fields_of(kind)}}
    for start in range(0, len(columns), IN_A_ROW):
        row = columns[start : start + IN_A_ROW]
        for place, one in zip(st.columns(IN_A_ROW), row, strict=False):
            fields[one.column] = place.selectbox(
                plain(_heading(one)),
                list(options),
                index=list(options).index(one.suggestion) if one.suggestion in options else 0,
                format_func=options.__getitem__,
                key=f"field {kind} {one.letter} {_name(file, table)}",
            )
    return fields


def _show_sample(table: UnknownTable, label: int | None, fields: dict[int, str]) -> None:
    """Show the first lines as printed, the columns that are used in colour."""
    _ = language.words()
    headings = [_heading(one) for one in table.columns]
    lines = pd.DataFrame(table.sample, columns=headings)
    used = {_heading(one): "field" for one in table.columns if fields.get(one.column)}
    used |= {_heading(one): "label" for one in table.columns if one.column == label}
    alt = _("The first lines of the table as printed")
    st.dataframe(_coloured(lines, used), hide_index=True, alt=alt, key=f"sample {table.signature[:16]}")
    st.caption(_("Orange: the units’ names. Blue: columns that are used. These lines are shown to you alone."))


def _coloured(lines: pd.DataFrame, used: dict[str, str]) -> Styler:
    styles = [f"background-color: {COLORS[used[name]]}" if name in used else "" for name in lines.columns]
    return lines.style.apply(lambda _row: styles, axis=1)


def _preview(file: Waiting, form: LearnedForm) -> None:
    """Show how the table would be read."""
    _ = language.words()
    st.markdown(f"**{_('So it would be read')}**")
    read = _read_with(file, form)
    own = [report for report in read.reports if report.form == form.form_id]
    mine = replace(read, reports=tuple(own))
    understood.show_recognised(mine)
    notes = [finding for report in own for finding in report.findings if finding.code not in ASKED_LATER]
    findings.show(notes or [finding for finding in read.errors if not own])
    understood.show_tables(mine)


def _read_with(file: Waiting, form: LearnedForm) -> Loaded:
    """Read the file with the form as drafted; the last reading is remembered in the officer's own session only."""
    asked = file.loaded.sha256, file.period, form
    drafted = st.session_state.get(_DRAFT)
    if drafted and drafted[0] == asked:
        read: Loaded = drafted[1]
        return read
    memory = tray.taught()
    others = tuple(one for one in memory.forms if one.signature != form.signature)
    with st.spinner(language.words()("Reading…")):
        read = loaders.load(file.original, file.name, file.period, Memory(memory.names, (*others, form)))
    st.session_state[_DRAFT] = asked, read
    return read


def _refusal(form: LearnedForm) -> str:
    """Say what is missing or makes no sense, "" where nothing."""
    try:
        teaching.check_form(form)
    except StoreError as error:
        return plain(error.sentence(language.words()))
    return ""


def _learn(file: Waiting, form: LearnedForm) -> None:
    _ = language.words()
    by = st.session_state.get("by", "").strip()
    if not by:
        tray.trouble(file, _("Write your name above first."))
        return
    try:
        session.store().learn_form(form, by)
    except StoreError as error:
        tray.trouble(file, error.sentence(_))
    st.session_state.pop(_DRAFT, None)


def _used(table: UnknownTable, label: int | None, fields: dict[int, str]) -> dict[str, str]:
    return {one.path: fields.get(one.column, NOT_USED) for one in table.columns if one.column != label}


def _path(table: UnknownTable, column: int | None) -> str:
    return next((one.path for one in table.columns if one.column == column), "")


def _heading(column: UnknownColumn) -> str:
    return f"{column.letter} · {column.path}"


def _first_with(signature: str) -> Waiting:
    return next(
        file for file in tray.waiting() if any(table.signature == signature for table in file.loaded.unrecognised)
    )


def _name(file: Waiting, table: UnknownTable) -> str:
    return f"{table.signature[:12]} {file.key}"
