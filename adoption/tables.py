"""A measure and a selection -> small tables: by unit, by month, by level of service, by sector, by holder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from adoption import arithmetic, carrying, figures, ranking, targets, territory, units_told
from adoption.carrying import HAS_FIGURE
from adoption.facts import remembered
from reference.measures import measure
from reference.units import unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adoption.arithmetic import Arithmetic
    from adoption.facts import FactStore
    from adoption.selection import Selection
    from reference.units import Unit

SERVICE_LEVELS = ("full", "partial", "info")
UNIT_COLUMNS = (
    "unit_id",
    "unit_name",
    "unit_level",
    "numerator",
    "denominator",
    "value",
    "previous",
    "change",
    "target",
    "gap",
    "target_state",
    "document",
    "pace",
    "rank",
    "state",
    "months_reported",
    "months_due",
    "is_whole_before",
    "is_carried",
    "is_estimate",
    "missing",
)  # fmt: skip - a list of columns reads as a line of headings
MONTH_COLUMNS = (
    "month",
    "unit_id",
    "unit_name",
    "unit_level",
    "numerator",
    "denominator",
    "value",
    "target",
    "document",
    "state",
    "start_day",
    "units_reported",
    "units_due",
    "is_carried",
    "is_estimate",
    "missing",
)  # fmt: skip - as above

MIXED_DAYS = 0
"""The start day of a sum of months that begin on different days."""


def by_unit(
    store: FactStore,
    measure_id: str,
    selection: Selection,
    language: str = "vi",
    against: Literal["before", "year_before"] = "before",
) -> pd.DataFrame:
    """Return one row a unit valid on the last day of the selection, in official order.

    Units are `selection.units`, else all of `selection.unit_levels`, else those that make up the province's figure
    (departments and districts until June 2025, departments and communes since). Groups are never rows. In other
    `borders` than "then" they are the units of those borders, with the sums of the parts they have in each month.

    Columns: `unit_id, unit_name, unit_level`; `numerator, denominator` (sums; the denominator is NaN for a count);
    `value` (percent 0-100 as float, or the count); `previous` (the value over the same-length stretch before, or over
    the same months of the year before), `change` (value - previous: points, or a count), `is_whole_before` (whether
    `previous` has all months that were owed); `target`, `gap` (value - target, in points), `target_state` (see
    targets.against), `document` (its number) and `pace` (points a month that the last month's figure must rise by to
    reach it in time, see targets.pace); `rank` (1 is best, ties share the smaller number, among all units of its level
    with a value, also those not selected; none on a level of which a figure is carried); `state` (see figures.State);
    `months_reported` (of the selection's months, those with a figure, be it 0 of 0), `months_due` (those for which it
    owed one); `is_carried` (figures of other units are in it; it has no target then), `is_estimate` (those lie partly
    outside it, or such a one is in what it is compared with); `missing` (names of the parts that told nothing, ", "
    between).
    What is missing is NaN, never 0. KeyError for an unknown measure or unit.
    """
    chosen = territory.chosen(selection, selection.last)
    peers = tuple(one.id for one in _with_peers(chosen, selection))
    every = replace(selection, units=peers, unit_levels=() if peers else selection.unit_levels)
    table = _beside_peers(store, measure_id, every, language, against)
    is_chosen = table["unit_id"].isin([unit.id for unit in chosen])
    return table.loc[is_chosen, list(UNIT_COLUMNS)].reset_index(drop=True)


@remembered
def _beside_peers(
    store: FactStore, measure_id: str, selection: Selection, language: str, against: Literal["before", "year_before"]
) -> pd.DataFrame:
    """Return `by_unit` of all the units named, which are all of their levels."""
    how, better = arithmetic.of(measure_id), measure(measure_id).better
    earlier: Selection = getattr(selection, against)
    both = replace(selection, first=earlier.first)
    parts = carrying.parts(both)
    told = units_told.by_part(store, how, both, parts)
    table = _unit_rows([unit(one) for one in selection.units], language).merge(
        units_told.over(told, parts, how, selection), on="unit_id", how="left"
    )
    before = units_told.over(told, parts, how, earlier).set_index("unit_id")
    table["previous"] = table["unit_id"].map(before["value"])
    table["change"] = table["value"] - table["previous"]
    is_whole = before["months_reported"] >= before["months_due"]
    table["is_whole_before"] = table["unit_id"].isin(before.index[is_whole])
    is_compared = table["unit_id"].isin(before.index[before["is_estimate"]]) & table["change"].notna()
    table["is_estimate"] = table["is_estimate"].astype(bool) | is_compared
    table = table.join(_against(table, measure_id, selection.last))
    table["pace"] = np.nan
    if table["target"].notna().any():
        latest = units_told.over(told, parts, how, replace(selection, first=selection.last)).set_index("unit_id")
        table["pace"] = _pace(table, measure_id, latest["value"], selection.last)
    table["rank"] = _places(table, better)
    table["missing"] = _names(table["missing"], language)
    return table


def by_month(
    store: FactStore,
    measure_id: str,
    selection: Selection,
    by: Literal["province", "unit"] = "province",
    language: str = "vi",
) -> pd.DataFrame:
    """Return one row a month of the selection (by="province"), or one row a month and unit valid then (by="unit").

    A month without data is a row whose value is NaN. With by="province" the row sums the selected units (all that make
    up the province's figure where none is selected), each of their parts once. It is named for the province, for the
    group ("UBND cấp huyện") where one level is selected, or for the selected units; the province has a target only
    where one value binds all its levels. In other `borders` than "then" the units are the same in every month.

    Columns: `month` ("2024-09"), `unit_id, unit_name, unit_level, numerator, denominator, value, target, document,
    state`, `start_day` (the day on which the month told begins, 1 or 15; 0 where units that are added up begin on
    different days), `units_reported, units_due` and `is_carried, is_estimate, missing` as in `by_unit`.
    """
    return _by_month(store, measure_id, selection, by, language).copy()


@remembered
def _by_month(
    store: FactStore, measure_id: str, selection: Selection, by: Literal["province", "unit"], language: str
) -> pd.DataFrame:
    how = arithmetic.of(measure_id)
    parts, told = _told(store, how, selection)
    each = _named(carrying.carried(told, parts), language)
    each["start_day"] = each["start_day"].fillna(MIXED_DAYS).where(each["state"].isin(HAS_FIGURE))
    table = each if by == "unit" else _province_rows(each, carrying.counted(told, parts), selection, language)
    table["value"] = figures.value(table, how)
    table = table.join(_aims(table, measure_id, table["target_level"], table["month"]))
    table["missing"] = _names(table["missing"], language)
    return table[list(MONTH_COLUMNS)]


@remembered
def _told(store: FactStore, how: Arithmetic, selection: Selection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the selection's parts and what they told: of the units one by one and together it is the same."""
    parts = carrying.parts(selection)
    return parts, units_told.by_part(store, how, selection, parts)


def by_level(store: FactStore, measure_id: str, selection: Selection) -> pd.DataFrame:
    """Return one row a level of service ("full", "partial", "info"), where reports break it down.

    Columns: `level, numerator, denominator, value, units_reported`.
    """
    table = _by(store, measure_id, selection, "level")
    order = {level: place for place, level in enumerate(SERVICE_LEVELS)}
    return table.sort_values("level", key=lambda levels: levels.map(order), ignore_index=True)


def by_sector(store: FactStore, measure_id: str, selection: Selection) -> pd.DataFrame:
    """Return one row a sector, as reports name it. Columns: `sector, numerator, denominator, value, units_reported`."""
    return _by(store, measure_id, selection, "sector")


def by_holder(store: FactStore, measure_id: str, selection: Selection) -> pd.DataFrame:
    """Return one row a holder ("citizen", "business", "official"). Columns as by_sector's, with `holder`."""
    return _by(store, measure_id, selection, "holder")


def counted(store: FactStore, how: Arithmetic, selection: Selection, by: Sequence[str] = ()) -> pd.DataFrame:
    """Return the figures, one a unit and month, that make the selection's sum; of a stock only the last month's.

    Columns as of figures.by_unit_and_month. Only units that a month has count in it, or those of the month that make
    up one of the selection's units in other borders: without `by`, all of them or none.
    """
    stretch = replace(selection, first=selection.last) if how.is_stock else selection
    parts = carrying.parts(stretch)
    figured = units_told.figured(
        store, how, replace(stretch, units=tuple(dict.fromkeys(parts["part_id"].dropna()))), by
    )
    valid = set(zip(parts["month"], parts["part_id"], strict=True))
    pairs = zip(figured["month"], figured["unit_id"], strict=True)
    is_valid = pd.Series([pair in valid for pair in pairs], index=figured.index, dtype=bool)
    addable = figures.addable(figured[is_valid])
    return addable if by else carrying.counted(addable, parts)


def _names(missing: pd.Series[str], language: str) -> pd.Series[str]:
    """Write "district-a+district-b" as names."""
    return missing.map(lambda ids: ", ".join(unit(one).label(language) for one in ids.split("+")) if ids else "")


def _places(table: pd.DataFrame, better: str) -> pd.Series[int]:
    """Rank within each level; a place among figures of which some are carried would be none of that time."""
    is_broken = table["is_carried"].astype(bool).groupby(table["unit_level"]).transform("any")
    places = ranking.places(table["value"], table["unit_level"], better)
    return places.mask(is_broken).astype("Int64")


def _aims(table: pd.DataFrame, measure_id: str, levels: pd.Series[str], month: pd.Series[str] | str) -> pd.DataFrame:
    """Return `target, document` in force for each row; none for a carried figure: its unit was bound by none then."""
    aims = targets.aims(measure_id, levels, month)
    is_carried = table["is_carried"].astype(bool)
    return aims.assign(target=aims["target"].mask(is_carried), document=aims["document"].mask(is_carried, ""))


def _against(table: pd.DataFrame, measure_id: str, month: str) -> pd.DataFrame:
    """Return `target, gap, target_state, document` of each unit's value."""
    aims = _aims(table, measure_id, table["unit_level"], month)
    return targets.against(table["value"], aims["target"], measure(measure_id).better).join(aims["document"])


def _pace(table: pd.DataFrame, measure_id: str, latest: pd.Series[float], month: str) -> pd.Series[float]:
    """Return the pace that each unit's figure of the last month leaves to its target; none where it has no target."""
    values = table["unit_id"].map(latest).astype(float)
    return targets.pace(measure_id, values, table["unit_level"], month).where(table["target"].notna())


def _with_peers(chosen: Sequence[Unit], selection: Selection) -> tuple[Unit, ...]:
    """Return the chosen units among all of their levels, or a place in the ranking would change with the filter."""
    levels = tuple(dict.fromkeys(one.level for one in chosen))
    month = territory.border_month(selection.borders, selection.last)
    peers = territory.of_levels(month, levels) if levels else ()
    return tuple(dict.fromkeys((*peers, *chosen)))


def _unit_rows(units: Sequence[Unit], language: str) -> pd.DataFrame:
    rows = [(unit.id, unit.label(language), unit.level) for unit in units]
    return pd.DataFrame(rows, columns=["unit_id", "unit_name", "unit_level"], dtype="object")


def _named(each: pd.DataFrame, language: str) -> pd.DataFrame:
    """Add each unit's name, level and whether it told a figure."""
    named = {unit_id: unit(unit_id) for unit_id in dict.fromkeys(each["unit_id"])}
    levels = each["unit_id"].map({unit_id: one.level for unit_id, one in named.items()}).astype("object")
    names = {unit_id: one.label(language) for unit_id, one in named.items()}
    return each.assign(
        unit_name=each["unit_id"].map(names).astype("object"),
        unit_level=levels,
        target_level=levels,
        units_reported=each["state"].isin(HAS_FIGURE).astype(int),
        units_due=(~each["state"].isin(("not_due", "uncarried"))).astype(int),
    )


def _province_rows(each: pd.DataFrame, told: pd.DataFrame, selection: Selection, language: str) -> pd.DataFrame:
    """Add up what was told for the units of each month; a month without any figure keeps its row."""
    months = pd.DataFrame({"month": list(selection.months)})
    sums = figures.summed(told, ["month"])
    groups = each.groupby("month")
    counts = groups[["units_reported", "units_due"]].sum().reset_index()
    table = months.merge(sums, on="month", how="left").merge(counts, on="month", how="left")
    states = table["month"].map(figures.best_states(each, "month")).astype("object")
    table["state"] = states.fillna("not_due")
    table[["units_reported", "units_due"]] = table[["units_reported", "units_due"]].fillna(0).astype(int)
    in_sum = each[each["state"].isin(HAS_FIGURE)]
    days = in_sum.groupby("month")["start_day"]
    table["start_day"] = table["month"].map(days.min().where(days.min() == days.max(), MIXED_DAYS)).astype(float)
    for name in ("is_carried", "is_estimate"):
        table[name] = table["month"].isin(in_sum.loc[in_sum[name], "month"])
    missing = table["month"].map(units_told.missing(each, "month")).astype("object").fillna("")
    return table.assign(missing=missing).join(_whole_names(table["month"], selection, language))


def _whole_names(of_months: pd.Series[str], selection: Selection, language: str) -> pd.DataFrame:
    """Name each month's sum: for the one unit selected, for the selected units together, or for the province."""
    rows = [_whole(month, selection, language) for month in of_months]
    return pd.DataFrame(rows, columns=["unit_id", "unit_name", "unit_level", "target_level"], index=of_months.index)


def _whole(month: str, selection: Selection, language: str) -> tuple[str, str, str, str]:
    """Return id, name, level and the level whose target holds."""
    if selection.units:
        named = [unit(unit_id) for unit_id in selection.units]
        levels = {one.level for one in named}
        common = next(iter(levels)) if len(levels) == 1 else ""
        return "+".join(selection.units), ", ".join(one.label(language) for one in named), common, common
    if len(selection.unit_levels) == 1:
        level = selection.unit_levels[0]
        group = territory.group(territory.border_month(selection.borders, month), level)
        return group.id, group.label(language), "group", level
    whole = territory.province(month)
    return whole.id, whole.label(language), "province", "province"


def _by(store: FactStore, measure_id: str, selection: Selection, column: str) -> pd.DataFrame:
    """Add the units up for each value of a column."""
    how = arithmetic.of(measure_id)
    figured = counted(store, how, selection, (column,))
    table = figures.summed(figured, [column])
    table["value"] = figures.value(table, how)
    told = figured[figured["state"].isin(HAS_FIGURE)].groupby(column)["unit_id"].nunique()
    table["units_reported"] = table[column].map(told).fillna(0).astype(int)
    return table
