"""Who has sent what -> a heat table of units and months, the same as a table to download, and reminders to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import streamlit as st

import locales
from adoption import completeness, timeliness
from documents.labels import KINDS, PARTS, UNIT_LEVELS
from documents.labels import TIMELY as STATES
from locales import N_
from reference.due import due_on
from ui import charts, filters, labels, language, plain_view
from ui import tables as shown_tables
from ui.session import ask
from ui.tables import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

MARKS = {
    "on_time": "✓",
    "late": "!",
    "partial": "½",
    "copied": "=",
    "empty": "–",
    "not_sent": "×",
    "withdrawn": "↩",
}
"""Each state has its own sign, so that the table reads without its colours and in print."""

COLORS = {
    "on_time": "#7ab0a6",
    "late": "#d9fadf",
    "partial": "#f8d77b",
    "copied": "#d0bef5",
    "empty": "#838382",
    "not_sent": "#fb9650",
    "withdrawn": "#b9865d",
}
ROW_HEIGHT = 22
TO_LOOK_AT = (
    Column("unit_name", N_("Unit")),
    Column("month", N_("Month")),
    Column("state", N_("State"), words=STATES),
    Column("received_on", N_("Received on")),
    Column("days_late", N_("Days late"), "integer"),
    Column("lacks", N_("What is missing")),
)


def choose() -> tuple[str, str, str]:
    """Let the kind of report and the months be chosen; they stand in the address."""
    _ = language.words()
    months = filters.months_with_facts()
    kind = filters.choose(_("Kind of report"), "kind", {one: KINDS[one] for one in filters.KINDS})
    with st.container(width=420):
        first, last = filters.choose_months(months)
    return kind, first, last


def show_coverage(kind: str, month: str) -> None:
    """Say for the last month how many of those due have reported, and who is missing."""
    _ = language.words()
    found = ask(completeness.coverage, kind, month)
    said = _("{month}: {reported} of {due} units have reported")
    counted = {"reported": language.count(len(found.reported)), "due": language.count(len(found.due))}
    st.progress((found.share or 0) / 100, text=said.format(month=language.month(month), **counted))
    if due := due_on(kind, month):
        st.caption(_("Due by {day}.").format(day=locales.day(due, language.current())), help=_(_DUE_BASIS))
    if not found.missing:
        st.caption(_("Nobody is missing."))
        return
    st.header(_("Reminder"))
    st.caption(_("To copy into a message to the units that are missing."))
    missing = [one.label(language.current()) for one in found.missing]
    st.code(_reminder(kind, month, missing), language=None, wrap_lines=True)


def show_matrix(kind: str, first: str, last: str) -> None:
    """Show each unit's months, level by level, what needs a look, and the whole for download."""
    _ = language.words()
    rows = ask(timeliness.matrix, kind, first, last, language=language.current())
    for level, of_level in rows.groupby("unit_level", sort=False):
        name = _(UNIT_LEVELS[str(level)])
        st.header(name)
        alt_text = _("{kind}, {level}: who has sent which month").format(kind=labels.kind(kind), level=name)
        charts.show(_heat(of_level), alt_text=alt_text, key=f"heat {kind} {level} {first} {last}")
    said = {_("Kind of report"): labels.kind(kind), _("Months"): language.months(first, last)}
    _show_what_to_look_at(rows, said, f"{kind}-{first}-{last}")
    title = _("Who has sent what")
    with shown_tables.folded("standing"):
        wide, columns = _wide(rows)
        about = shown_tables.about(title, said)
        shown_tables.show(wide, columns, alt=title, name=f"completeness-{kind}-{first}-{last}", about=about)


_DUE_BASIS = N_("The day is kept in reference/due_days.csv with its basis; where none is published it is assumed.")


def _show_what_to_look_at(rows: pd.DataFrame, said: dict[str, str], name: str) -> None:
    """List each report that is not on time and whole, with the day it came and what it lacks."""
    _ = language.words()
    odd = rows[rows["state"] != "on_time"]
    title = _("To look at: {count}").format(count=language.count(len(odd)))
    with plain_view.fold(title, icon=":material/rule:"):
        if odd.empty:
            st.caption(_("Every report came on time and whole."))
            return
        listed = odd.assign(
            month=odd["month"].map(language.month),
            received_on=odd["received_on"].map(lambda day: locales.day(day, language.current()) if day else None),
            days_late=odd["days_late"].where(odd["days_late"] > 0),
            lacks=odd["lacks"].map(lambda parts: ", ".join(_(PARTS[part]) for part in parts.split())),
        )
        about = shown_tables.about(title, said)
        shown_tables.show(listed, TO_LOOK_AT, alt=title, name=f"to-look-at-{name}", about=about)


def _heat(rows: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """Draw a square a unit and month; a month in which the unit owed nothing stays empty."""
    _ = language.words()
    spoken = language.current()
    said = {state: _(words) for state, words in STATES.items()}
    drawn = rows.assign(
        label=rows["month"].map({month: language.month(month, short=True) for month in rows["month"].unique()}),
        said=rows["state"].map(said),
        mark=rows["state"].map(MARKS),
        came=rows["received_on"].map(lambda day: locales.day(day, spoken) if day else language.NOTHING),
    )[["unit_name", "label", "said", "mark", "came"]]
    base = alt.Chart(drawn).encode(
        x=alt.X(
            "label:O",
            sort=None,
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0, labelOverlap=True, labelFlush=False),
        ),
        y=alt.Y(
            "unit_name:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelLimit=210, ticks=False, domain=False, labelFlush=False),
        ),
        tooltip=[
            alt.Tooltip("unit_name:N", title=_("Unit")),
            alt.Tooltip("label:N", title=_("Month")),
            alt.Tooltip("said:N", title=_("State")),
            alt.Tooltip("came:N", title=_("Received on")),
        ],
    )
    shown = [state for state in COLORS if said[state] in set(drawn["said"])]
    scale = alt.Scale(domain=[said[state] for state in shown], range=[COLORS[state] for state in shown])
    legend = alt.Legend(orient="bottom", columns=3, labelLimit=220, symbolStrokeWidth=0)
    squares = base.mark_rect(cornerRadius=2, stroke="white", strokeOpacity=0.6).encode(
        color=alt.Color("said:N", title=None, scale=scale, legend=legend)
    )
    marks = base.mark_text(color="#1b1b1b").encode(text=alt.Text("mark:N"))
    return alt.layer(squares, marks, height={"step": ROW_HEIGHT})


def _wide(rows: pd.DataFrame) -> tuple[pd.DataFrame, Sequence[Column]]:
    """Return one row a unit and a column a month, "not_due" where it owed nothing, and how to show them."""
    wide = rows.pivot_table("state", ["unit_id", "unit_name"], "month", "first", sort=False).sort_index(axis=1)
    months = [Column(str(month), language.month(str(month), short=True), words=STATES) for month in wide.columns]
    return wide.fillna("not_due").reset_index(), [Column("unit_name", N_("Unit")), *months]


def _reminder(kind: str, month: str, missing: Sequence[str]) -> str:
    _ = language.words()
    told = _(
        "The report on “{kind}” for {month} has not arrived from:\n{units}\nPlease send it, or say why it is not due."
    )
    units = "\n".join(f"- {name}" for name in missing)
    return told.format(kind=labels.kind(kind).lower(), month=language.in_month(month), units=units)
