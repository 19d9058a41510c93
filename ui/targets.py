"""The targets of a month -> how many units reached them, are on pace or behind, and when the whole will reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import streamlit as st

from documents import charts as drawn_charts
from documents.labels import UNIT_LEVELS
from locales import N_
from reference.measures import measure
from ui import charts, language
from ui import tables as shown_tables
from ui.tables import Column

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

STATES = {
    "reached": N_("Reached"),
    "on_pace": N_("On pace"),
    "behind": N_("Behind"),
    "unknown": N_("Pace not known yet"),
    "no_figure": N_("No figure"),
}
COLORS = {"reached": "#2d945d", "on_pace": "#8fd8b4", "behind": "#d78d0f", "unknown": "#595f72", "no_figure": "#ecf1f9"}
WHY = {
    "reached": N_("Reached"),
    "no_target": N_("No target"),
    "short": N_("Fewer than six months with figures"),
    "coverage": N_("Too few units have reported"),
    "units": N_("The units were others within six months"),
    "never": N_("Not at this pace"),
    "far": N_("Later than in three years"),
}


def say_rule() -> None:
    """Say when a unit is on pace, and what the months ahead rest on."""
    _ = language.words()
    st.markdown(
        _(
            "A unit is on pace if its last six months, going on as they did, bring it to the target by the target's "
            "last month; a target without a last month is due now. The month of reaching goes by the robust slope "
            "(Theil-Sen) of all units of the level together, with its 90% bounds. It is no forecast of what people "
            "will do."
        )
    )


def bars(rows: pd.DataFrame, month: str) -> None:
    """Draw a bar a measure and level with a target, made of the units in each state."""
    _ = language.words()
    aimed = rows[rows["target"].notna()]
    if aimed.empty:
        st.info(_("No target is in force in this month."), icon=":material/info:")
        return
    named = aimed.assign(line=[_line(row) for row in aimed.to_dict("records")])
    drawn = named.melt(id_vars=["line"], value_vars=list(STATES), var_name="state", value_name="count")
    drawn = drawn[drawn["count"] > 0].assign(order=lambda table: table["state"].map(list(STATES).index))
    drawn = drawn.assign(said=drawn["state"].map({state: _(words) for state, words in STATES.items()}))
    sizes = drawn.groupby("line")["count"].transform("sum")
    drawn = drawn.assign(share=100 * drawn["count"] / sizes)
    shown = [state for state in STATES if state in set(drawn["state"])]
    scale = alt.Scale(domain=[_(STATES[one]) for one in shown], range=[COLORS[one] for one in shown])
    two_lines = "split(datum.label, ' · ')"
    axis = alt.Axis(labelLimit=190, labelExpr=two_lines, ticks=False, domain=False)
    base = alt.Chart(drawn).encode(
        y=alt.Y("line:N", sort=list(named["line"]), title=None, axis=axis),
        x=alt.X("share:Q", title=_("Units (%)"), stack="zero", scale=alt.Scale(domain=[0, 100])),
        order=alt.Order("order:O"),
        tooltip=[
            alt.Tooltip("line:N", title=_("Measure")),
            alt.Tooltip("said:N", title=_("State")),
            alt.Tooltip("count:Q", title=_("Units")),
        ],
    )
    marks = base.mark_bar(stroke=drawn_charts.MUTED, strokeWidth=0.5).encode(
        color=alt.Color(
            "said:N", title=None, scale=scale, legend=alt.Legend(orient="top", columns=1, symbolStrokeWidth=0.5)
        )
    )
    alt_text = _("Units that reached each target, are on pace or behind")
    drawing = alt.layer(marks, height={"step": 38})
    charts.show(drawing, alt_text=alt_text, key=f"targets {month}")
    charts.offer(lambda: drawing, title=f"{alt_text}, {language.in_month(month)}", key=f"targets {month}")


def table(rows: pd.DataFrame, month: str) -> None:
    """Show every measure and level, for download too."""
    _ = language.words()
    shown = rows.assign(
        name=[_(measure(one).label) for one in rows["measure"]],
        level=[_(UNIT_LEVELS[one]) for one in rows["level"]],
        until=[language.month(one) if isinstance(one, str) else language.NOTHING for one in rows["until"]],
        when=[_when(row) for row in rows.to_dict("records")],
    )
    columns = (
        Column("name", N_("Measure")),
        Column("level", N_("Unit level")),
        Column("value", N_("Together"), "percent1"),
        Column("target", N_("Target"), "percent1"),
        Column("when", N_("Reached in, if the last six months go on")),
        Column("until", N_("Target's last month")),
        Column("document", N_("Document")),
        Column("units", N_("Units"), "integer"),
        *(Column(state, words, "integer") for state, words in STATES.items()),
        Column("pace", N_("Points a month needed"), "decimal"),
        Column("slope", N_("Points a month, last six months"), "decimal"),
    )
    title = _("Targets")
    said = {_("Month"): language.month(month)}
    about = shown_tables.about(title, said, measures=list(dict.fromkeys(rows["measure"])))
    shown_tables.show(shown, columns, alt=title, name=f"targets-{month}", about=about)


def _line(row: Mapping[Hashable, Any]) -> str:
    _ = language.words()
    return f"{_(measure(str(row['measure'])).label)} · {_(UNIT_LEVELS[str(row['level'])])}"


def _when(row: Mapping[Hashable, Any]) -> str:
    """Say in which month, and between which it lies; or why none can be told."""
    _ = language.words()
    if row["why"] and not isinstance(row["earliest"], str):
        return _(WHY[str(row["why"])])
    earliest, first, latest = (
        language.month(str(row[name]), short=True) if isinstance(row[name], str) else None
        for name in ("earliest", "first", "latest")
    )
    if first is None:
        return _("{why}; at the earliest {earliest}").format(why=_(WHY[str(row["why"])]), earliest=earliest)
    if latest is None:
        return _("{first} ({earliest} or later, or not at all)").format(first=first, earliest=earliest)
    return (
        first
        if earliest == latest
        else _("{first} ({earliest} to {latest})").format(first=first, earliest=earliest, latest=latest)
    )
