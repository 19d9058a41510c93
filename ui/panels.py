"""One measure of one selection -> the sections an explore page is made of: ranking, trend, map, table."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from adoption import figures, tables, territory
from documents import charts as drawn_charts
from documents import maps
from documents.labels import NOTHINGS, TARGET_STATES, UNIT_LEVELS
from locales import N_
from reference.events import between
from reference.measures import measure
from ui import charts, events, filters, labels, language, origin, restated
from ui import tables as shown_tables
from ui.session import ask
from ui.tables import Column

if TYPE_CHECKING:
    import pandas as pd

    from adoption.exports import Format
    from adoption.selection import Selection
    from reference.measures import Measure

PACE = N_("How much the last month's figure must rise each month to reach the target in the target's last month.")
BASES = {
    "own": N_("As reported"),
    "carried": N_("Carried over: sum of parts"),
    "estimate": N_("Estimate: a part lies partly outside"),
}
"""How a unit came by its figure."""


def by_unit(one: Measure, selection: Selection) -> pd.DataFrame:
    """Return adoption's table by unit for every unit of the level, whether chosen or not."""
    every = replace(selection, units=())
    table = ask(tables.by_unit, one.id, every, language.current())
    names = filters.unit_names(filters.shared().border_month, filters.shared().unit_level)
    return table.assign(unit_name=table["unit_id"].map(names))


def is_empty(table: pd.DataFrame) -> bool:
    """Say what to change where there is no figure at all, and whether that is so."""
    if table["value"].notna().any():
        return False
    _ = language.words()
    chosen = filters.shared()
    level = _(UNIT_LEVELS[chosen.unit_level])
    if table.empty:
        said = _("There are no {level} in {month}. Choose another unit level, or another month.")
        st.info(said.format(level=level.lower(), month=language.month(chosen.last)), icon=":material/info:")
    else:
        said = _("No figures of {level} for {months}. Choose other months or another unit level, or widen the filters.")
        months = language.months(chosen.first, chosen.last)
        st.info(said.format(level=level.lower(), months=months), icon=":material/info:")
        if chosen.borders != "then":
            st.caption(_(filters.CARRIED))
    return True


def ranking(table: pd.DataFrame, one: Measure, selection: Selection, height: int) -> None:
    """Show the bars, scrolled where they are higher than `height` pixels; a click narrows the page to that unit."""
    _ = language.words()
    st.header(_("Ranking"))
    bars = int(table["value"].notna().sum())
    alt = _("{measure} by unit, {count} bars, best first").format(measure=_(one.label), count=language.count(bars))
    with st.container(height=height if bars * drawn_charts.BAR_STEP > height else "content", border=False):
        draw = partial(drawn_charts.ranking, table, one, _, selection.units)
        key = f"ranking {one.id} {selection.units} {selection.borders}"
        charts.show(draw(), alt_text=alt, key=key, on_pick=filters.toggle)
    title = _("{measure} by unit").format(measure=_(one.label))
    charts.offer(
        draw, title=_dated(title, selection.last), key=f"ranking {one.id} {selection.last}", note=_narrowed(selection)
    )
    say_missing(table)
    say_carried(table)


def trend(one: Measure, selection: Selection) -> None:
    """Show the months as a line for the whole, or for the units chosen, with what changed in them."""
    _ = language.words()
    st.header(_("Trend"))
    if selection.units:
        lines = ask(tables.by_month, one.id, selection, "unit", language.current())
        kept = selection.units[: drawn_charts.LINES_AT_MOST]
        lines = lines[lines["unit_id"].isin(kept)]
        if len(selection.units) > len(kept):
            st.caption(_("The first {count} of the units chosen are drawn.").format(count=language.count(len(kept))))
    else:
        lines = ask(tables.by_month, one.id, selection, "province", language.current())
        lines = lines.assign(unit_name=lines["unit_name"].iloc[-1])
        _say_coverage(lines)
    if lines["value"].isna().all():
        st.caption(_("No figure in these months."))
        return
    alt = _("{measure} by month").format(measure=_(one.label))
    linked = restated.noted(lines, one, selection).assign(href=origin.of_months(lines, one.id, selection))
    happened = between(selection.first, selection.last, one.kind, _level_of(selection))
    draw = partial(drawn_charts.trend, linked, one, _, happened)
    charts.show(draw(), alt_text=alt, key=f"trend {one.id} {selection.units} {selection.borders}")
    note = "; ".join(filter(None, (_narrowed(selection), events.in_one_line(happened))))
    charts.offer(draw, title=alt, key=f"trend {one.id} {selection.first} {selection.last}", note=note)
    say_days(lines)
    events.listed(happened, key="events")


def say_days(lines: pd.DataFrame) -> None:
    """Say why a line breaks where its months are not all of the same days."""
    days = set(lines["start_day"].dropna())
    if len(days) < 2:
        return
    _ = language.words()
    other = lines[lines["start_day"].notna() & (lines["start_day"] != 1)]
    months = ", ".join(language.month(month, short=True) for month in dict.fromkeys(other["month"]))
    st.caption(
        _(
            "The line breaks at {months}: there the figures, or some that are added up, run from the 15th to the 14th, "
            "not over the calendar month."
        ).format(months=months)
    )


def _say_coverage(lines: pd.DataFrame) -> None:
    """Say beside a sum how many of the units that owe its last month are in it."""
    _ = language.words()
    last = lines.iloc[-1]
    if last["units_due"]:
        said = _("{month}: {reported} of {due} units have reported")
        counted = {name: language.count(int(last[f"units_{name}"])) for name in ("reported", "due")}
        st.caption(said.format(month=language.month(last["month"]), **counted))


def has_outlines(selection: Selection) -> bool:
    """Whether the level's units can be drawn: the areas that report, but no departments and no communes of old."""
    month = territory.border_month(selection.borders, selection.last)
    return filters.shared().unit_level == territory.summed_levels(month)[-1]


def area_map(table: pd.DataFrame, one: Measure, selection: Selection) -> None:
    """Show the outlines of the level's units; a click narrows the page."""
    _ = language.words()
    st.header(_("Map"))
    alt = _("Map of {measure} by unit").format(measure=_(one.label))
    month = territory.border_month(selection.borders, selection.last)
    draw = partial(maps.chart, table, month, one, _, chosen=selection.units)
    key = f"map {one.id} {selection.units} {selection.borders}"
    charts.show(draw(look=charts.look()), alt_text=alt, key=key, on_pick=filters.toggle)
    title = _dated(_("{measure} by unit").format(measure=_(one.label)), selection.last)
    charts.offer(
        partial(draw, look=maps.PAPER), title=title, key=f"map {one.id} {selection.last}", note=_narrowed(selection)
    )


def table(rows: pd.DataFrame, one: Measure, selection: Selection, narrowed: dict[str, str], name: str) -> None:
    """Show the units chosen, or all, with downloads; `narrowed` are the page's own filters in words."""
    _ = language.words()
    st.header(_("Table"))
    kept = rows[rows["unit_id"].isin(selection.units)] if selection.units else rows
    said = {**filters.in_words(), **narrowed}
    about = shown_tables.about(_(one.label), said, selection, [one.id])
    of_borders = () if selection.borders == "then" else (f"units-{selection.borders}",)
    shown_tables.show(
        kept.assign(basis=_bases(kept)).reset_index(drop=True),
        columns(one, selection),
        alt=_("{measure} by unit").format(measure=_(one.label)),
        name="-".join((name, one.id, selection.first, selection.last, *of_borders, *selection.units)),
        about=about,
        on_pick=filters.toggle,
        links=[origin.href(origin.asked(one.id, unit_id, selection)) for unit_id in kept["unit_id"]],
    )


def columns(one: Measure, selection: Selection) -> list[Column]:
    """Return the columns of a table by unit; a count has neither denominator nor rank."""
    is_share = one.unit == "percent"
    figure: Format = "percent1" if is_share else "integer"
    parts = [Column("numerator", N_("Numerator"), "integer"), Column("denominator", N_("Denominator"), "integer")]
    aims = [
        Column("target", N_("Target"), "percent1"),
        Column("gap", N_("To target (points)"), "decimal"),
        Column("target_state", N_("Against target"), words=TARGET_STATES),
        Column("document", N_("Target set by")),
        Column("pace", N_("Needed a month (points)"), "decimal", help=PACE),
    ]
    carried = [Column("basis", N_("Basis"), words=BASES), Column("missing", N_("Parts without a figure"))]
    return [
        Column("unit_name", N_("Unit")),
        *([Column("rank", N_("Rank"), "integer")] if one.better != "none" else []),
        Column("value", one.label, figure, help=one.definition),
        Column("previous", N_("Stretch before"), figure, help=N_("The same number of months just before.")),
        Column("change", N_("Change (points)") if is_share else N_("Change"), "decimal" if is_share else "integer"),
        *(parts if is_share else []),
        *(aims if is_share else []),
        Column("months_reported", N_("Months reported"), "integer"),
        Column("state", N_("State"), words=NOTHINGS),
        *(carried if selection.borders != "then" else []),
    ]


def say_missing(table: pd.DataFrame) -> None:
    """Name the units without a figure, and why: six kinds of nothing stay apart."""
    _ = language.words()
    missing = table[table["value"].isna()]
    for state in figures.STATES:
        units = missing.loc[missing["state"] == state, "unit_id"]
        if len(units):
            said = _("{state}: {units}.").format(state=_(NOTHINGS[state]), units=labels.units(units))
            st.caption(said)


def say_carried(table: pd.DataFrame) -> None:
    """Say which figures were carried into these borders, and what they have not."""
    _ = language.words()
    told = table[table["value"].notna()]
    if not told["is_carried"].any():
        return
    st.caption(
        _("Figures carried into these borders are sums of counts, divided anew; they have no place and no target.")
    )
    if len(estimates := told.loc[told["is_estimate"], "unit_id"]):
        said = _("{sign}Estimates, drawn hollow, since a part lies partly outside: {units}.")
        st.caption(said.format(sign=drawn_charts.ESTIMATE, units=labels.units(estimates)))


def _dated(title: str, month: str) -> str:
    return f"{title}, {language.month(month)}"


def _narrowed(selection: Selection) -> str:
    """Say in one line what all filters leave in, for a picture that has left its page."""
    _ = language.words()
    own = {
        _("Level of service"): labels.breakdown(selection.level) if selection.level != "all" else None,
        _("Sector"): selection.sector,
        _("Procedure"): selection.procedure,
        _("Holder"): labels.breakdown(selection.holder) if selection.holder else None,
    }
    told = {**filters.in_words(), **{name: value for name, value in own.items() if value}}
    return "; ".join(f"{name}: {value}" for name, value in told.items())


def _bases(table: pd.DataFrame) -> pd.Series[str]:
    """Say how each unit came by its figure; nothing where it has none."""
    bases = table["is_carried"].map({True: "carried", False: "own"}).mask(table["is_estimate"], "estimate")
    return bases.where(table["value"].notna())


def _level_of(selection: Selection) -> str | None:
    return selection.unit_levels[0] if len(selection.unit_levels) == 1 else None


def side_by_side(one: Measure, rows: pd.DataFrame, selection: Selection) -> None:
    """Show map and ranking, each narrowing the other; the ranking alone where the units have no outline."""
    if not has_outlines(selection):
        ranking(rows, one, selection, height=500)
        return
    left, right = st.columns([6, 5], gap="large")
    with left:
        area_map(rows, one, selection)
    with right:
        ranking(rows, one, selection, height=500)


def choose_measure(*measure_ids: str) -> Measure:
    """Let one of several measures be chosen; the first is shown at first."""
    _ = language.words()
    options = {measure_id: measure(measure_id).label for measure_id in measure_ids}
    return measure(filters.choose(_("Measure"), "measure", options))


def show(one: Measure, rows: pd.DataFrame, selection: Selection, narrowed: dict[str, str], name: str) -> None:
    """Show the measure in every way there is: each narrows the others when a unit is clicked."""
    left, right = st.columns([5, 6], gap="large")
    with left:
        ranking(rows, one, selection, height=860)
    with right:
        trend(one, selection)
        if has_outlines(selection):
            area_map(rows, one, selection)
    table(rows, one, selection, narrowed, name)
