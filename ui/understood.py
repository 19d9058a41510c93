"""A file that was read -> what an officer should see: what it was taken for, its table in words, what it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from reference.measures import measure
from store.schema import KINDS
from ui import labels, language
from ui.findings import plain

if TYPE_CHECKING:
    from adoption.consequence import Consequence
    from loaders.report import Loaded, Report

TEXT_FIELDS = ("level", "sector", "procedure", "holder", "indicator", "unit_of_measure")
FIGURE_FIELDS = ("value", "rank", "out_of")
FIGURES_SHOWN = 12
ROWS_SHOWN = 2_000
"""A list by procedure may have tens of thousands; each is put into words whenever the page is drawn."""


def show_recognised(loaded: Loaded) -> None:
    """Say for each table what it was taken for: kind, form, period, sheet, and whose figures it holds."""
    for report in loaded.reports:
        st.markdown(_recognised(report))


def show_tables(loaded: Loaded) -> None:
    """Show each table as it was understood, folded."""
    _ = language.words()
    for report in loaded.reports:
        title = _("The table as it was understood: {sheet}, {count} rows")
        title = title.format(sheet=plain(report.sheet), count=language.count(len(report.frame)))
        with st.expander(title, icon=":material/table:", type="compact"):
            st.dataframe(_in_words(report, report.frame.head(ROWS_SHOWN)), hide_index=True, alt=title)
            if len(report.frame) > ROWS_SHOWN:
                st.caption(_("The first {count} rows are shown.").format(count=language.count(ROWS_SHOWN)))


def show_consequence(told: Consequence) -> None:
    """Say how many figures are new, restated or gone, and how the province's and the units' measures would move."""
    st.markdown(_counted(told))
    _ = language.words()
    if told.figures.empty:
        return
    if not told.moving:
        st.caption(_("No measure of a unit or of the province moves."))
        return
    table = _moves(told.moved)
    alt = _("Measures before and after accepting")
    st.dataframe(table.head(FIGURES_SHOWN), hide_index=True, width="content", height="content", alt=alt)
    if len(table) > FIGURES_SHOWN:
        more = _("and {count} more units")
        st.caption(more.format(count=language.count(len(table) - FIGURES_SHOWN)))
    _show_crossings(told.crossings)
    _show_places(told.places)


def _show_crossings(crossings: pd.DataFrame) -> None:
    """Say for each measure who would reach the target, and who would no longer."""
    _ = language.words()
    sentences = {
        "reached": _("Would reach the target of {target}, {measure}: {units}"),
        "below": _("Would fall short of the target of {target}, {measure}: {units}"),
    }
    for (measure_id, state), rows in crossings.groupby(["measure_id", "new_state"], sort=False):
        said = sentences[str(state)].format(
            target=", ".join(map(language.target, sorted(set(rows["target"])))),
            measure=_(measure(str(measure_id)).label).lower(),
            units=plain(", ".join(rows["unit_name"])),
        )
        st.markdown(f":material/flag: {said}.")


def _show_places(places: pd.DataFrame) -> None:
    """Say for each measure which units would change places, folded."""
    _ = language.words()
    for measure_id, rows in places.groupby("measure_id", sort=False):
        title = _("{count} units would change places: {measure}")
        counted = title.format(count=language.count(len(rows)), measure=_(measure(str(measure_id)).label).lower())
        with st.expander(counted, icon=":material/swap_vert:", type="compact"):
            listed = rows.sort_values("new_rank")
            names, old, new = (list(listed[column]) for column in ("unit_name", "old_rank", "new_rank"))
            moves = zip(map(plain, names), map(language.count, old), map(language.count, new), strict=True)
            st.markdown("\n".join(f"- {name}: {before} → {after}" for name, before, after in moves))


def _recognised(report: Report) -> str:
    unit_ids = list(dict.fromkeys(report.frame["unit_id"].dropna()))
    kind = labels.kind(report.kind)
    form = labels.form(report.form)
    is_many = len(unit_ids) > labels.UNITS_NAMED
    count = language.words()("{count} units").format(count=language.count(len(unit_ids))) if is_many else ""
    parts = [f"**{kind}**", form, f"**{labels.period(report.period)}**", count, labels.units(unit_ids)]
    return " · ".join(part for part in parts if part)


def _in_words(report: Report, frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the report with headings and breakdowns in words; columns it does not have are left out."""
    counts = KINDS[report.kind].counts if report.kind in KINDS else ()
    columns = {
        labels.field("unit_name"): [_unit(*pair) for pair in zip(frame["unit_id"], frame["unit_name"], strict=True)]
    }
    for name in (*TEXT_FIELDS, *counts, *FIGURE_FIELDS):
        if name in frame and frame[name].notna().any():
            values = frame[name].map(labels.breakdown) if name in TEXT_FIELDS else frame[name].map(labels.number)
            columns[labels.field(name)] = list(values)
    columns[labels.field("row")] = [str(row) for row in frame["row"]]
    return pd.DataFrame(columns)


def _unit(unit_id: str | None, printed: str) -> str:
    return printed if unit_id is None or pd.isna(unit_id) else labels.unit_name(unit_id)


def _counted(told: Consequence) -> str:
    _ = language.words()
    sentences = {
        "new": _("**{count}** figures are new"),
        "restated": _("**{count}** would change"),
        "gone": _("**{count}** would disappear"),
        "unchanged": _("{count} figures stay as they are"),
    }
    counts = {change: told.count(change) for change in sentences}
    return " · ".join(
        sentence.format(count=language.count(counts[change]))
        for change, sentence in sentences.items()
        if counts[change]
    )


def _moves(figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row a unit (and month, if there are several), the province first; a column a measure: now -> after."""
    _ = language.words()
    keys = ["month", "unit_name"] if len(set(figures["month"])) > 1 else ["unit_name"]
    moves = figures.assign(
        said=[_move(*row) for row in figures[["measure_id", "old", "new"]].itertuples(index=False)],
        month=figures["month"].map(language.month),
    )
    table = moves.pivot_table("said", index=keys, columns="measure_id", aggfunc="first", sort=False)
    measures = {one: _(measure(one).label) for one in table.columns}
    headings = {"unit_name": labels.field("unit_name"), "month": _("Month"), **measures}
    return table.fillna(_("unchanged")).reset_index().rename(columns=headings)


def _move(measure_id: str, old: float, new: float) -> str:
    before, after = _figure(measure_id, old), _figure(measure_id, new)
    return after if before == after else f"{before} → {after}"


def _figure(measure_id: str, value: float | None) -> str:
    return language.figure(value, is_percent=measure(measure_id).unit == "percent")
