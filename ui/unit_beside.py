"""One unit -> beside target, level and province; its places, its reports, what was found in them, and its communes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd
import streamlit as st

from adoption import comparing, completeness, timeliness
from documents.labels import KINDS, TIMELY, UNIT_LEVELS
from locales import N_
from reference import units
from reference.measures import measure
from ui import charts, filters, language, session
from ui import findings as shown_findings
from ui import tables as shown_tables
from ui.session import ask
from ui.tables import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reference.units import Unit
    from store import Receipt
    from ui.profile import Stretch

COLUMNS = (
    Column("name", N_("Measure")),
    Column("value", N_("This unit"), "percent1"),
    Column("target", N_("Target"), "percent1"),
    Column("province", N_("Province"), "percent1"),
    Column("rank", N_("Rank"), "integer"),
    Column("ranked", N_("Out of"), "integer"),
    Column("median", N_("Median of its level"), "percent1"),
    Column("level", N_("Its level together"), "percent1"),
)
PLACES = (
    Column("month", N_("Month")),
    Column("place", N_("Rank"), "integer"),
    Column("ranked", N_("Out of"), "integer"),
)


def show_beside(one: Unit, month: str, measures: Sequence[str]) -> None:
    """Show the unit's shares beside its target, the units like it and the province."""
    _ = language.words()
    rows = ask(comparing.beside, one.id, month, tuple(measures), language.current())
    if rows.empty:
        return
    title = _("{unit} beside the others").format(unit=one.label(language.current()))
    named = rows.assign(name=[_(measure(measure_id).label) for measure_id in rows["measure"]])
    said = {_("Month"): language.month(month), _("Unit level"): _(UNIT_LEVELS[one.level])}
    about = shown_tables.about(title, said, measures=list(rows["measure"]))
    st.header(title)
    shown_tables.show(named, COLUMNS, alt=title, name=f"{one.id}-beside-{month}", about=about)


def show_places(one: Unit, measure_id: str, stretch: Stretch) -> None:
    """Draw the unit's place in each month, the first on top; nothing for what has no better and worse."""
    if measure(measure_id).better == "none" or stretch.first == stretch.last:
        return
    _ = language.words()
    rows = ask(comparing.places, one.id, measure_id, *stretch).dropna(subset="place")
    if rows.empty:
        return
    drawn = rows.assign(label=[language.month(month, short=True) for month in rows["month"]])
    base = alt.Chart(drawn).encode(
        x=alt.X("label:N", sort=list(drawn["label"]), title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y(
            "place:Q",
            title=_("Rank"),
            scale=alt.Scale(reverse=True, domain=[1, int(drawn["ranked"].max())], nice=False),
            axis=alt.Axis(tickMinStep=1),
        ),
        tooltip=[
            alt.Tooltip("label:N", title=_("Month")),
            alt.Tooltip("place:Q", title=_("Rank")),
            alt.Tooltip("ranked:Q", title=_("Out of")),
        ],
    )
    alt_text = _("Rank of {unit} by month").format(unit=one.label(language.current()))
    st.caption(alt_text)
    layers = alt.layer(base.mark_line(strokeWidth=2), base.mark_point(size=40, filled=True, opacity=1), height=150)
    charts.show(layers, alt_text=alt_text, key=f"places {measure_id} {one.id}")
    with shown_tables.folded("places"):
        told = rows.assign(month=[language.month(month) for month in rows["month"]])
        about = shown_tables.about(alt_text, {}, measures=[measure_id])
        shown_tables.show(told, PLACES, alt=alt_text, name=f"places-{measure_id}-{one.id}", about=about)


def show_reports(one: Unit, stretch: Stretch) -> None:
    """Show for each month and kind whether the unit's report came: months downwards, so that it fits on paper."""
    _ = language.words()
    states = {
        kind: dict(zip(own["month"], own["state"], strict=True))
        for kind, table in _judged(stretch).items()
        if len(own := table[(table["unit_id"] == one.id) & table["month"].between(*stretch)])
    }
    if not states:
        return
    title = _("Its reports, month by month")
    st.header(title)
    wide = pd.DataFrame(states).sort_index().rename_axis("month").reset_index()
    wide["month"] = [language.month(month) for month in wide["month"]]
    of_kinds = (Column(kind, KINDS[kind], words=TIMELY) for kind in states)
    columns = [Column("month", N_("Month")), *of_kinds]
    about = shown_tables.about(title, {_("Unit"): one.label(language.current())})
    shown_tables.show(wide, columns, alt=title, name=f"{one.id}-reports", about=about)


def show_findings(one: Unit, stretch: Stretch) -> None:
    """Show the warnings that the unit's files were accepted with, the newest first."""
    _ = language.words()
    told = [finding for receipt in _current_files(one, stretch) for finding in receipt.findings]
    told = [finding for finding in told if finding.severity == "warning"]
    if not told:
        return
    st.header(_("Warnings its files were accepted with"))
    st.caption(_("They are of whole files, so also of other units in them."))
    shown_findings.show(told)


def show_communes(one: Unit) -> None:
    """Name the communes that lay in a district when it ended, or lie in it."""
    if one.level != "district":
        return
    _ = language.words()
    day = one.valid_to or one.valid_from
    names = [each.label(language.current()) for each in units.units_on(day, "commune", parent=one.id)]
    if names:
        st.caption(_("Its {count} communes: {names}.").format(count=language.count(len(names)), names=", ".join(names)))


def _judged(stretch: Stretch) -> dict[str, pd.DataFrame]:
    """Return what became of each report of all months, kind by kind: other months are then not judged anew."""
    known = (*filters.months_with_facts(), *stretch)
    return {kind: ask(timeliness.matrix, kind, min(known), max(known)) for kind in completeness.UNIT_KINDS}


def _current_files(one: Unit, stretch: Stretch) -> list[Receipt]:
    """Return the accepted files that hold current figures of the unit in these months, the newest first."""
    store = session.store()
    numbers = {
        source.receipt
        for key, source in session.held(one.id).items()
        if stretch.first <= key.period_end[:7] <= stretch.last
    }
    return [receipt for receipt in reversed(store.receipts()) if receipt.number in numbers]
