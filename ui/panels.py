"""What a page asks -> the sections it is made of: ranking, trend, map, table."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from adoption import figures, readings, territory
from documents import charts as charts_drawn
from documents import maps
from documents.labels import NOTHINGS, READINGS, TARGET_STATES, UNIT_LEVELS
from locales import N_
from reference.events import between
from ui import charts, events, filters, labels, language, origin, plain_view, restated
from ui import tables as shown_tables
from ui.session import ask
from ui.tables import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from adoption.exports import Format
    from adoption.selection import Selection
    from documents.charts import Chart
    from ui.asked import Asked

PACE = N_("How much the last month's figure must rise each month to reach the target in the target's last month.")
BASES = {
    "own": N_("As reported"),
    "carried": N_("Carried over: sum of parts"),
    "estimate": N_("Estimate: a part lies partly outside"),
}
"""How a unit came by its figure."""
BEFORE = {
    "value": (N_("Stretch before"), N_("The same number of months just before.")),
    "month": (N_("Month before"), N_("The month just before.")),
    "year": (N_("A year before"), N_("The same months of the year before.")),
    "to_date": (N_("A year before"), N_("The same months of the year before.")),
}
"""What a figure by unit is compared with: heading and help."""


def by_unit(asked: Asked) -> pd.DataFrame:
    """Return adoption's table by unit for every unit of the level, whether chosen or not."""
    every = replace(asked.selection, units=())
    table = ask(readings.by_unit, asked.measure.id, every, asked.reading, language.current())
    names = filters.unit_names(filters.shared().border_month, filters.shared().unit_level)
    return table.assign(unit_name=table["unit_id"].map(names))


def is_empty(table: pd.DataFrame, asked: Asked) -> bool:
    """Say what to change where there is nothing to show at all, and whether that is so."""
    if charts_drawn.as_read(table, asked.reading)["value"].notna().any():
        return False
    _ = language.words()
    chosen = filters.shared()
    level = _(UNIT_LEVELS[chosen.unit_level]).lower()
    stretch = asked.stretch
    months = language.inside(language.months(stretch.first, stretch.last))
    if table.empty:
        said = _("There are no {level} in {month}. Choose another unit level, or another month.")
        st.info(said.format(level=level, month=language.in_month(chosen.last)), icon=":material/info:")
    elif table["value"].notna().any():
        said = _("Nothing to compare {months} with: the earlier months have no figures of these units.")
        st.info(said.format(months=months), icon=":material/info:")
    else:
        said = _("No figures of {level} for {months}. Choose other months or another unit level, or widen the filters.")
        st.info(said.format(level=level, months=months), icon=":material/info:")
        if chosen.borders != "then":
            st.caption(_(filters.CARRIED))
    return True


def ranking(table: pd.DataFrame, asked: Asked, height: int) -> None:
    """Show the bars, scrolled where they are higher than `height` pixels; a click narrows the page to that unit."""
    _ = language.words()
    st.header(_("Ranking"))
    drawn = charts_drawn.as_read(table, asked.reading)
    _say_stretch(asked)
    bars = int(drawn["value"].notna().sum())
    alt = _("{measure} by unit, {count} bars, best first").format(measure=asked.title, count=language.count(bars))
    room = plain_view.height(height)  # on paper nothing scrolls
    is_scrolled = room is not None and bars * charts_drawn.BAR_STEP > room
    with st.container(height=room if room and is_scrolled else "content", border=False):
        draw = partial(charts_drawn.ranking, drawn, asked.measure, _, asked.selection.units, asked.reading)
        charts.show(draw(), alt_text=alt, key=f"ranking {asked.key}", on_pick=filters.toggle)
    _offer_by_unit(draw, asked, "ranking")
    _say_lacking(drawn)
    say_missing(table)
    say_carried(table)


def trend(asked: Asked) -> pd.DataFrame:
    """Show the months as a line for the whole, or for the units chosen, with what changed in them; return the rows."""
    _ = language.words()
    st.header(_("Trend"))
    lines = _lines(asked)
    if lines["value"].isna().all():
        st.caption(_("No figure in these months."))
        return lines
    selection = asked.selection
    happened = between(selection.first, selection.last, selection.kind, _level_of(selection))
    draw = partial(charts_drawn.trend, lines, asked.measure, _, happened, asked.reading)
    charts.show(draw(), alt_text=asked.by_month, key=f"trend {asked.key}")
    note = "; ".join(filter(None, (narrowed_to(selection), events.in_one_line(happened))))
    key = f"trend {asked.measure.id} {asked.reading} {selection.first} {selection.last}"
    charts.offer(draw, title=asked.by_month, key=key, note=note)
    say_incomplete(lines)
    say_days(lines)
    events.listed(happened, key="events")
    return lines


def _lines(asked: Asked) -> pd.DataFrame:
    """Return the months of the units chosen, as many as can be told apart, or of the whole."""
    _ = language.words()
    if units := asked.selection.units:
        lines = by_month(asked, "unit")
        kept = units[: charts_drawn.LINES_AT_MOST]
        if len(units) > len(kept):
            said = _("The first {count} of the units chosen are drawn; small charts show all.")
            st.caption(said.format(count=language.count(len(kept))))
        return lines[lines["unit_id"].isin(kept)]
    lines = by_month(asked, "province")
    _say_coverage(lines)
    return lines.assign(unit_name=lines["unit_name"].iloc[-1])


def by_month(asked: Asked, by: readings.By) -> pd.DataFrame:
    """Return adoption's months with where each leads, what was restated in it, and what it lacks."""
    one, selection = asked.measure, asked.selection
    rows = ask(readings.by_month, one.id, selection, by, reading=asked.reading, language=language.current())
    linked = rows.assign(href=origin.of_months(rows, one.id, selection))
    if asked.reading == "value":
        linked = restated.noted(linked, one, selection)
    lacks = [_lacking(row, asked) for row in rows[["value", "is_whole", "units_reported", "units_due"]].itertuples()]
    return linked.assign(**{charts_drawn.INCOMPLETE: lacks})


def _lacking(row: Any, asked: Asked) -> str:  # noqa: ANN401 - a row of a frame
    """Say what a month's figure lacks; "" where it is whole, or none."""
    if row.is_whole or pd.isna(row.value):
        return ""
    _ = language.words()
    if row.units_reported < row.units_due:
        said = _("{reported} of {due} units have reported")
        return said.format(reported=language.count(row.units_reported), due=language.count(row.units_due))
    return _("the earlier month lacks units") if asked.is_change else _("an earlier month of the year lacks units")


def say_incomplete(lines: pd.DataFrame) -> None:
    """Name the months that are drawn as hollow lozenges."""
    _ = language.words()
    lacking = lines.loc[lines[charts_drawn.INCOMPLETE] != "", "month"]
    months = [language.month(month, short=True) for month in dict.fromkeys(lacking)]
    if months:
        said = _("{sign} Not complete, as not all have reported: {months}.")
        st.caption(said.format(sign=charts_drawn.LOZENGE, months=", ".join(months)))


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


def area_map(
    table: pd.DataFrame,
    asked: Asked,
    month: str | None = None,
    among: pd.Series[float] | None = None,
    height: int = maps.HEIGHT,
) -> None:
    """Show the outlines of the level's units; a click narrows the page.

    `table` is of the whole stretch, or of one `month` of it, whose values are classed `among` those of all.
    """
    _ = language.words()
    selection = asked.selection
    outlines = territory.border_month(selection.borders, month or selection.last)
    draw = partial(
        maps.chart,
        table if month else charts_drawn.as_read(table, asked.reading),
        outlines,
        asked.measure,
        _,
        chosen=selection.units,
        reading=asked.reading,
        among=among,
        height=height,
    )
    if not month:
        _say_stretch(asked)
    alt = _("Map of {measure} by unit").format(measure=asked.title)
    charts.show(
        draw(look=charts.look(), outlines=charts.outlines), alt_text=alt, key=f"map {asked.key}", on_pick=filters.toggle
    )
    _offer_by_unit(partial(draw, look=maps.PAPER), asked, "map", month)


def _say_stretch(asked: Asked) -> None:
    """Say of which months the figures by unit are."""
    stretch = asked.stretch
    st.caption(language.months(stretch.first, stretch.last))


def _offer_by_unit(draw: Callable[[], Chart], asked: Asked, name: str, month: str | None = None) -> None:
    """Offer a picture by unit, of the whole stretch or of one month."""
    stretch = replace(asked.stretch, first=month, last=month) if month else asked.stretch
    title = f"{asked.by_unit}, {language.months(stretch.first, stretch.last)}"
    key = f"{name} {asked.measure.id} {asked.reading} {stretch.first} {stretch.last}"
    charts.offer(draw, title=title, key=key, note=narrowed_to(asked.selection))


def table(rows: pd.DataFrame, asked: Asked, narrowed: dict[str, str], name: str) -> None:
    """Show the units chosen, or all, with downloads; `narrowed` are the page's own filters in words."""
    _ = language.words()
    st.header(_("Table"))
    _say_stretch(asked)
    one, selection, stretch = asked.measure, asked.selection, asked.stretch
    kept = rows[rows["unit_id"].isin(selection.units)] if selection.units else rows
    said = {**filters.in_words(), _("Read as"): _(READINGS[asked.reading]), **narrowed}
    about = shown_tables.about(asked.title, said, stretch, [one.id])
    of_borders = () if selection.borders == "then" else (f"units-{selection.borders}",)
    read = () if asked.reading == "value" else (asked.reading,)
    shown_tables.show(
        kept.assign(basis=_bases(kept)).reset_index(drop=True),
        columns(asked),
        alt=asked.by_unit,
        name="-".join((name, one.id, *read, stretch.first, stretch.last, *of_borders, *selection.units)),
        about=about,
        on_pick=filters.toggle,
        links=[origin.href(origin.asked(one.id, unit_id, stretch)) for unit_id in kept["unit_id"]],
    )


def columns(asked: Asked) -> list[Column]:
    """Return the columns of a table by unit; a count has neither denominator nor rank."""
    one = asked.measure
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
        Column("previous", BEFORE[asked.reading][0], figure, help=BEFORE[asked.reading][1]),
        Column("change", N_("Change (points)") if is_share else N_("Change"), "decimal" if is_share else "integer"),
        *(parts if is_share else []),
        *(aims if is_share else []),
        Column("months_reported", N_("Months reported"), "integer"),
        Column("months_due", N_("Months due"), "integer", help=N_("For so many of the months it owes a report.")),
        Column("state", N_("State"), words=NOTHINGS),
        *(carried if asked.selection.borders != "then" else []),
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
        st.caption(said.format(sign=charts_drawn.ESTIMATE, units=labels.units(estimates)))


def _say_lacking(drawn: pd.DataFrame) -> None:
    """Name the units whose sums lack months that they owe."""
    _ = language.words()
    lacking = drawn.loc[drawn["value"].notna() & ~drawn["is_whole"], "unit_id"]
    if len(lacking):
        said = _("{sign} Not complete, as months are missing: {units}.")
        st.caption(said.format(sign=charts_drawn.LOZENGE, units=labels.units(lacking)))


def narrowed_to(selection: Selection) -> str:
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


def side_by_side(rows: pd.DataFrame, asked: Asked) -> None:
    """Show map and ranking, each narrowing the other; the ranking alone where the units have no outline."""
    if not has_outlines(asked.selection):
        ranking(rows, asked, height=500)
        return
    left, right = st.columns([6, 5], gap="large")
    with left:
        st.header(language.words()("Map"))
        area_map(rows, asked)
    with right:
        ranking(rows, asked, height=500)
