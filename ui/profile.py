"""One unit -> its months, measures, trend, past and future, and the files its figures came from."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import streamlit as st

import locales
from adoption import months, tables, territory
from adoption.selection import Selection
from documents import charts as drawn_charts
from documents.labels import UNIT_LEVELS
from locales import N_
from reference import units
from reference.events import between
from reference.measures import measure
from ui import address, charts, events, filters, labels, language, navigation, origin, panels, restated, session
from ui import tables as shown_tables
from ui.tables import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adoption.exports import Format
    from reference.measures import Measure
    from reference.units import Unit

SHOWN = (
    *("online_share", "full_share", "resolved_on_time_share", "received"),
    *("records_share", "signed_share", "issued", "issued_to_date"),
)
"""The measures of a unit, in the order of their cards."""

CARD_WIDTH = 250
FILE_COLUMNS = (
    Column("period", N_("Period")),
    Column("kind", N_("Reports on")),
    Column("form", N_("Form")),
    Column("sheet", N_("Sheet")),
    Column("number", N_("No.")),
    Column("file", N_("File")),
    Column("at", N_("Received on")),
    Column("by", N_("By")),
)


class Stretch(NamedTuple):
    """Months "2024-09", both ends belonging to it."""

    first: str
    last: str


def choose(of_months: Sequence[str]) -> Unit:
    """Let one of the units be chosen that report in these months; its id stands in the address."""
    _ = language.words()
    ids = _reporting(tuple(of_months))
    names = {unit_id: _name(units.unit(unit_id)) for unit_id in ids}
    address.one("unit", ids, _first_area(ids))
    chosen = st.selectbox(_("Unit"), ids, format_func=names.__getitem__, key="unit", persist_state="session")
    return units.unit(chosen)


def stretch_of(one: Unit) -> Stretch:
    """Return the months asked for, as far as the unit existed in them; its own last or first ones where it did not."""
    asked = filters.shared()
    length = len(months.stretch(asked.first, asked.last)) - 1
    born = f"{one.valid_from:%Y-%m}"
    ended = f"{one.valid_to:%Y-%m}" if one.valid_to else asked.last
    last = max(min(asked.last, ended), born)
    first = asked.first if asked.first <= last else months.shift(last, -length)
    return Stretch(max(first, born), last)


def show_lineage(one: Unit) -> None:
    """Say what the unit was before and became afterwards, with links where these have a page."""
    _ = language.words()
    if one.valid_to:
        _show_kin(_("Existed until {day}; its area lies in:"), one.valid_to, _after(one))
    district = units.old_district(one.id)
    if district and district.valid_to:
        _show_kin(_("Until {day} in:"), district.valid_to, (district,))
    elif before := units.predecessors(one.id):
        _show_kin(_("Until {day}:"), one.valid_from - timedelta(days=1), before)


def show_cards(one: Unit, month: str) -> None:
    """Show each measure that has a figure in the month: its change, its target, its place among units of its level."""
    _ = language.words()
    rows = {measure_id: _row(one, measure_id, month) for measure_id in SHOWN}
    told = {measure_id: row for measure_id, row in rows.items() if pd.notna(row["value"])}
    if not told:
        said = _("No figure of this unit in {month}. Choose other months, or upload its report.")
        st.info(said.format(month=language.in_month(month)), icon=":material/info:")
        return
    grid = st.grid(4, min_column_width=CARD_WIDTH, border=True)
    for measure_id, row in told.items():
        with grid.cell():
            _card(measure(measure_id), row)
            origin.link(origin.asked(measure_id, one.id, Selection(measure(measure_id).kind, month, month)))


def show_trend(one: Unit) -> str:
    """Draw a measure's line with its target and, for a share, the line of all units of its level together.

    In the borders of then it ends with the unit; in others it goes on with the sums of what lies in it. Returns the
    measure chosen.
    """
    _ = language.words()
    asked = filters.shared()
    drawn = measure(filters.choose(_("Measure"), "measure", {one: measure(one).label for one in SHOWN}))
    stretch = stretch_of(one) if asked.borders == "then" else Stretch(asked.first, asked.last)
    whole = Selection(drawn.kind, *stretch, unit_levels=(one.level,), borders=asked.borders)
    own = Selection(drawn.kind, *stretch, units=(one.id,), borders=asked.borders)
    lines = _by_month(drawn, own, one.label(language.current()))
    if lines["value"].isna().all():
        st.info(_("No figure of this measure in these months. Choose another measure or other months."))
        return drawn.id
    if drawn.unit == "percent":
        together = _("{level}, together").format(level=_(UNIT_LEVELS[one.level]))
        lines = pd.concat([lines, _by_month(drawn, whole, together)], ignore_index=True)
    alt = _("{measure} of {unit} by month").format(measure=_(drawn.label), unit=one.label(language.current()))
    linked = lines.assign(href=origin.of_months(lines, drawn.id, whole))
    happened = between(*stretch, drawn.kind, one.level)
    draw = partial(drawn_charts.trend, linked, drawn, _, happened)
    charts.show(draw(), alt_text=alt, key=f"trend {drawn.id} {asked.borders}")
    note = events.in_one_line(happened)
    charts.offer(draw, title=alt, key=f"trend {drawn.id} {one.id} {stretch.last}", note=note)
    panels.say_days(lines)
    events.listed(happened, key="events")
    _trend_as_table(lines, drawn, alt)
    return drawn.id


def _trend_as_table(lines: pd.DataFrame, drawn: Measure, title: str) -> None:
    """Offer the lines as a table: a row a month, a column a line, and the target."""
    _ = language.words()
    figure: Format = "percent1" if drawn.unit == "percent" else "integer"
    wide = lines.pivot_table("value", "month", "unit_name", "first", dropna=False, sort=False)
    named = [Column(f"line {place}", str(name), figure) for place, name in enumerate(wide.columns)]
    wide = wide.set_axis([column.name for column in named], axis="columns")
    wide["target"] = lines.groupby("month")["target"].first()
    columns = [Column("month", N_("Month")), *named, Column("target", N_("Target"), "percent1")]
    with shown_tables.folded("trend"):
        rows = wide.rename_axis("month").reset_index()
        rows = rows.assign(month=[language.month(month) for month in rows["month"]])
        about = shown_tables.about(title, {}, measures=[drawn.id])
        name = f"trend-{drawn.id}-{lines['unit_id'].iloc[0]}"
        shown_tables.show(rows, columns, alt=title, name=name, about=about)


def show_files(one: Unit, stretch: Stretch) -> None:
    """Show which files the unit's current figures of these months came from, the newest period first."""
    _ = language.words()
    rows = _files(one, stretch)
    if rows.empty:
        st.caption(_("No file of these months names this unit."))
        return
    name = one.label(language.current())
    said = {_("Unit"): name, _("Months"): language.months(*stretch)}
    about = shown_tables.about(_("Files of {unit}").format(unit=name), said)
    shown_tables.show(rows, FILE_COLUMNS, alt=about.title, name=f"{one.id}-files", about=about)


@cache
def _reporting(of_months: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of the units that report in any of the months: areas first, then departments."""
    found = {one.id: one for month in of_months for one in territory.of_levels(month, ())}
    order = {"district": 0, "commune": 1, "department": 2}
    return tuple(sorted(found, key=lambda unit_id: order[found[unit_id].level]))


def _first_area(ids: Sequence[str]) -> str:
    """Return the first unit that still exists."""
    return next((unit_id for unit_id in ids if units.unit(unit_id).valid_to is None), ids[0])


def _name(one: Unit) -> str:
    if one.valid_to is None:
        return one.label(language.current())
    ended = language.words()("{unit} (until {day})")
    return ended.format(unit=one.label(language.current()), day=locales.day(one.valid_to, language.current()))


def _after(one: Unit) -> tuple[Unit, ...]:
    """Return what a unit became: what is documented, or the communes that lie in an abolished district."""
    if one.level != "district" or one.valid_to is None:
        return units.successors(one.id)
    communes = units.units_on(one.valid_to + timedelta(days=1), level="commune")
    return tuple(commune for commune in communes if units.old_district(commune.id) == one)


def _show_kin(said: str, day: date, kin: Sequence[Unit]) -> None:
    """Show units as links in a row; those that never reported for themselves only by name."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.caption(said.format(day=locales.day(day, language.current())), width="content")
        for one in kin:
            if one.level == "commune" and one.valid_to:
                st.caption(one.label(language.current()), width="content")
            else:
                navigation.link("unit", one.label(language.current()), unit=one.id)


def _row(one: Unit, measure_id: str, month: str) -> pd.Series:
    """Return the unit's row among all units of its level, with `ranked`: how many of them have a figure."""
    selection = Selection(measure(measure_id).kind, month, month, unit_levels=(one.level,))
    level = session.ask(tables.by_unit, measure_id, selection, language.current())
    row = level[level["unit_id"] == one.id].iloc[0].copy()
    row["ranked"] = int(level["rank"].notna().sum())
    return row


def _card(one: Measure, row: pd.Series) -> None:
    """Show one figure; its words stand beside it rather than in it, where long ones would be cut off."""
    _ = language.words()
    is_percent = one.unit == "percent"
    st.markdown(_(one.label), help=_(one.definition))
    st.metric(
        _(one.label),
        language.figure(row["value"], is_percent=is_percent),
        delta=None if pd.isna(row["change"]) else language.change(row["change"], is_percent=is_percent),
        delta_color="off" if one.better == "none" else "normal" if one.better == "higher" else "inverse",
        label_visibility="collapsed",
    )
    st.caption("  \n".join(_place_and_target(row)))


def _place_and_target(row: pd.Series) -> list[str]:
    _ = language.words()
    lines = []
    if pd.notna(row["rank"]):
        place = _("Place {rank} of {count}")
        lines.append(place.format(rank=language.count(row["rank"]), count=language.count(row["ranked"])))
    if pd.notna(row["target"]):
        said = _("Target {value}: reached") if row["target_state"] == "reached" else _("Target {value}: not reached")
        lines.append(f"{said.format(value=language.percent(row['target']))} ({row['document']})")
    if pd.notna(row["pace"]):
        lines.append(_("Needs {change} each month to reach it in time").format(change=language.needed(row["pace"])))
    return lines


def _by_month(drawn: Measure, selection: Selection, name: str) -> pd.DataFrame:
    table = session.ask(tables.by_month, drawn.id, selection, "province", language.current())
    return restated.noted(table.assign(unit_name=name), drawn, selection)


def _files(one: Unit, stretch: Stretch) -> pd.DataFrame:
    """Return one row a file and sheet that holds current figures of the unit."""
    holding = {(source.receipt, key.kind, key.period_start) for key, source in session.held(one.id).items()}
    rows = [
        {
            "period": labels.period(report.period),
            "kind": labels.kind(report.kind),
            "form": labels.form(report.form),
            "sheet": report.sheet,
            "number": receipt.number,
            "file": receipt.filename,
            "at": labels.moment(receipt.at),
            "by": receipt.by,
            "end": report.period.end,
        }
        for receipt in session.store().receipts()
        if receipt.number <= session.shown()
        for report in receipt.reports
        if one.id in report.units
        and (receipt.number, report.kind, report.period.start.isoformat()) in holding
        and stretch.first <= f"{report.period.end:%Y-%m}" <= stretch.last
    ]
    names = [column.name for column in FILE_COLUMNS]
    return pd.DataFrame(rows, columns=[*names, "end"]).sort_values(["end", "number"], ascending=False)[names]
