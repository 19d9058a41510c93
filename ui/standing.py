"""Who has sent what -> a heat table of units and months, the same as a table to download, and reminders to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import streamlit as st

from adoption import completeness
from locales import N_
from ui import charts, filters, labels, language
from ui import tables as shown_tables
from ui.session import ask
from ui.tables import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

STATES = {
    "reported": N_("Reported"),
    "not_sent": N_("Not sent"),
    "withdrawn": N_("Withdrawn"),
    "not_due": N_("Not due"),
}
MARKS = {"reported": "✓", "not_sent": "✗", "withdrawn": "↩"}
"""Each state has its own sign, so that the table reads without its colours and in print."""

COLORS = {"reported": "#2a9d8f", "not_sent": "#e76f51", "withdrawn": "#e9c46a"}
ROW_HEIGHT = 22


def choose() -> tuple[str, str, str]:
    """Let the kind of report and the months be chosen; they stand in the address."""
    _ = language.words()
    months = filters.months_with_facts()
    kind = filters.choose(_("Kind of report"), "kind", {one: labels.KINDS[one] for one in filters.KINDS})
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
    if not found.missing:
        st.caption(_("Nobody is missing."))
        return
    st.subheader(_("Reminder"))
    st.caption(_("To copy into a message to the units that are missing."))
    st.code(
        _reminder(kind, month, [one.label(language.current()) for one in found.missing]), language=None, wrap_lines=True
    )


def show_matrix(kind: str, first: str, last: str) -> None:
    """Show each unit's months, level by level, and offer them for download."""
    _ = language.words()
    rows = ask(completeness.matrix, kind, first, last, language=language.current())
    for level, of_level in rows.groupby("unit_level", sort=False):
        name = _(filters.UNIT_LEVELS[str(level)])
        st.subheader(name)
        alt_text = _("{kind}, {level}: who has sent which month").format(kind=labels.kind(kind), level=name)
        charts.show(_heat(of_level), alt_text=alt_text, key=f"heat {kind} {level} {first} {last}")
    title = _("Who has sent what")
    said = {_("Kind of report"): labels.kind(kind), _("Months"): language.months(first, last)}
    with st.expander(_("As a table"), icon=":material/table:"):
        wide, columns = _wide(rows)
        about = shown_tables.about(title, said)
        shown_tables.show(wide, columns, alt=title, name=f"completeness-{kind}-{first}-{last}", about=about)


def _heat(rows: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """Draw a square a unit and month; a month in which the unit owed nothing stays empty."""
    _ = language.words()
    said = {state: _(words) for state, words in STATES.items()}
    drawn = rows.assign(
        label=rows["month"].map(lambda month: language.month(month, short=True)),
        said=rows["state"].map(said),
        mark=rows["state"].map(MARKS),
    )[["unit_name", "label", "said", "mark"]]
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
        ],
    )
    shown = [state for state in COLORS if said[state] in set(drawn["said"])]
    scale = alt.Scale(domain=[said[state] for state in shown], range=[COLORS[state] for state in shown])
    squares = base.mark_rect(cornerRadius=2, stroke="white", strokeOpacity=0.6).encode(
        color=alt.Color("said:N", title=None, scale=scale, legend=alt.Legend(orient="bottom"))
    )
    return alt.layer(squares, base.mark_text(color="#1b1b1b").encode(text="mark:N")).properties(
        height={"step": ROW_HEIGHT}
    )


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
    return told.format(kind=labels.kind(kind).lower(), month=language.month(month), units=units)
