"""A month -> what the overview says of it: the year behind each card, who has reported, what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from adoption import choices, completeness, headline, months, tables
from adoption.selection import Selection
from adoption.tracing import Place
from locales import N_
from reference.indicators import indicator
from reference.measures import measure
from reference.period import Period
from ui import filters, labels, language, origin, plain_view
from ui import tables as shown_tables
from ui.session import ask, shown
from ui.tables import Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

MONTHS_BEHIND = 11
UNITS_OF_MEASURE = {"rank": N_("Rank"), "percent": N_("Percent"), "count": N_("Count")}

PUBLISHED = (
    Column("indicator", N_("Published indicator")),
    Column("value", N_("Value"), "decimal"),
    Column("unit_of_measure", N_("Unit of measure")),
    Column("out_of", N_("Out of"), "integer"),
    Column("previous", N_("Year before"), "decimal"),
    Column("change", N_("Change"), "decimal"),
    Column("target", N_("Target"), "decimal"),
    Column("document", N_("Target set by")),
    Column("file", N_("File")),
)


def past(measure_ids: Sequence[str], month: str) -> list[list[float | None]]:
    """Return each measure's values of the province over the year that ends with the month, oldest first.

    None where there is none, or too few units told it.
    """
    return [_year_behind(measure_id, month) for measure_id in measure_ids]


def past_as_table(measure_ids: Sequence[str], values: Sequence[Sequence[float | None]], month: str) -> None:
    """Offer what the cards' small lines draw as a table: a row a month, a column a measure."""
    _ = language.words()
    behind = months.stretch(months.shift(month, -MONTHS_BEHIND), month)
    rows = pd.DataFrame(dict(zip(measure_ids, values, strict=True))).astype(float)
    rows.insert(0, "month", [language.month(one) for one in behind])
    of_measures = [measure(one) for one in measure_ids]
    columns = [
        Column("month", N_("Month")),
        *(Column(one.id, one.label, "percent1" if one.unit == "percent" else "integer") for one in of_measures),
    ]
    title = _("These months as a table")
    with plain_view.fold(title, icon=":material/table:"):
        said = {_("Months"): language.months(behind[0], month)}
        about = shown_tables.about(title, said, measures=list(measure_ids))
        shown_tables.show(rows, columns, alt=title, name=f"overview-months-{month}", about=about)


def coverage(month: str) -> None:
    """Show for each kind how many of the units due have reported, and name the missing ones."""
    for column, kind in zip(st.columns(len(filters.KINDS)), filters.KINDS, strict=True):
        with column.container(border=True, height="stretch"):
            _coverage_of(kind, month)


def published(year: int) -> None:
    """Show the indicators that the province published for the year, or for the last one before it."""
    _ = language.words()
    years = [one for one in ask(choices.years_published) if one <= year]
    if not years:
        st.caption(_("Nothing published up to {year} has been accepted.").format(year=year))
        return
    rows = ask(headline.published_indicators, years[-1])
    known = [indicator(one) for one in rows["indicator"]]
    title = _("Indicators published for {year}").format(year=years[-1])
    shown_tables.show(
        rows.assign(
            indicator=[_(one.label) for one in known],
            value=rows["value"].fillna(rows["rank"].astype(float)),
            unit_of_measure=[_(UNITS_OF_MEASURE[one.unit_of_measure]) for one in known],
        ),
        PUBLISHED,
        alt=title,
        name=f"published-{years[-1]}",
        about=shown_tables.about(title, {_("Year"): str(years[-1])}),
        links=[origin.cell_href(_place(row), shown()) for row in rows.to_dict("records")],
    )


def _place(row: Mapping[Any, Any]) -> Place:
    """Return where a published indicator stands: its value, or the rank of one that has no other."""
    start, end = (pd.Timestamp(row[name]).date() for name in ("period_start", "period_end"))
    field = "rank" if pd.isna(row["value"]) else "value"
    return Place("headline", Period(start, end), row["unit_id"], f"none / {row['indicator']}", field)


def _year_behind(measure_id: str, month: str) -> list[float | None]:
    first = months.shift(month, -MONTHS_BEHIND)
    rows = completeness.of_enough(ask(tables.by_month, measure_id, Selection(measure(measure_id).kind, first, month)))
    return [None if pd.isna(value) else float(value) for value in rows["value"]]


def _coverage_of(kind: str, month: str) -> None:
    _ = language.words()
    found = ask(completeness.coverage, kind, month)
    st.markdown(f"**{labels.kind(kind)}**")
    said = _("{reported} of {due} units have reported")
    reported, due = language.count(len(found.reported)), language.count(len(found.due))
    st.progress((found.share or 0) / 100, text=said.format(reported=reported, due=due))
    if found.missing:
        st.caption(_("Missing: {units}").format(units=labels.units(one.id for one in found.missing)))
    elif found.due:
        st.caption(_("Nobody is missing."))
