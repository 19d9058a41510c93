"""What each unit told in each month of a selection, or why it has no figure; and the same over a stretch of months."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from adoption import carrying, completeness, figures
from adoption.carrying import HAS_FIGURE
from reference.units import unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adoption.arithmetic import Arithmetic
    from adoption.facts import FactStore
    from adoption.selection import Selection


def figured(store: FactStore, how: Arithmetic, selection: Selection, by: Sequence[str] = ()) -> pd.DataFrame:
    """Return figures.by_unit_and_month of the selection; ValueError for a measure of another kind."""
    if selection.kind != how.kind:
        raise ValueError(f"{how.measure_id!r} is a measure of {how.kind!r}, the selection is of {selection.kind!r}")
    if by:
        return figures.by_unit_and_month(store.facts(how.kind, selection.as_of), how, selection, by)
    return figures.of_store(store, how, selection)


def by_part(store: FactStore, how: Arithmetic, selection: Selection, parts: pd.DataFrame) -> pd.DataFrame:
    """Return what each part told in each month, or why it has no figure.

    Columns: `month, unit_id, unit_level` and those of figures.by_unit_and_month.
    """
    grid = parts[["month", "part_id"]].dropna().drop_duplicates().rename(columns={"part_id": "unit_id"})
    grid["unit_level"] = grid["unit_id"].map(lambda unit_id: unit(unit_id).level).astype("object")
    named = replace(selection, units=tuple(dict.fromkeys(grid["unit_id"])))
    table = grid.merge(figured(store, how, named), on=["month", "unit_id"], how="left")
    table["state"] = _why_empty(store, how, selection, table)
    return table


def over(told: pd.DataFrame, parts: pd.DataFrame, how: Arithmetic, stretch: Selection) -> pd.DataFrame:
    """Return one row a unit over a stretch of months.

    Columns: `unit_id, numerator, denominator, value, state, months_reported, months_due, is_carried, is_estimate,
    missing`.
    """
    inside, of = (rows[rows["month"].between(stretch.first, stretch.last)] for rows in (told, parts))
    whole = carrying.carried(inside, of)
    each = figures.addable(whole[whole["month"] == stretch.last] if how.is_stock else _counted(inside, of, whole))
    has_figure = each["state"].isin(HAS_FIGURE)
    table = figures.summed(each, ["unit_id"])
    table["value"] = figures.value(table, how)
    table["state"] = table["unit_id"].map(figures.best_states(each, "unit_id"))
    table = table.merge(_months_counted(whole), on="unit_id")
    for name in ("is_carried", "is_estimate"):
        table[name] = table["unit_id"].isin(each.loc[each[name] & has_figure, "unit_id"])
    table["missing"] = table["unit_id"].map(missing(each, "unit_id")).astype("object")
    return table


def missing(each: pd.DataFrame, by: str) -> pd.Series[str]:
    """Return for each group the ids of the parts that are missing in any of its figures, once each, joined by "+"."""
    if not (each["missing"] != "").any():
        return pd.Series("", index=pd.Index(each[by].unique()), dtype="object")
    return each.groupby(by)["missing"].agg(_joined)


def _joined(missing: pd.Series[str]) -> str:
    return "+".join(dict.fromkeys(unit_id for ids in missing for unit_id in ids.split("+") if unit_id))


def _counted(told: pd.DataFrame, of: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Return what may be added up of the figures told; `whole` is what they make if all of them may."""
    addable = figures.addable(told)
    return whole if addable is told else carrying.carried(addable, of)


def _months_counted(each: pd.DataFrame) -> pd.DataFrame:
    """Count the months in which each unit told a figure, and those in which it owed one."""
    counts = each.assign(
        months_reported=each["state"].isin(HAS_FIGURE), months_due=~each["state"].isin(("not_due", "uncarried"))
    )
    return counts.groupby("unit_id")[["months_reported", "months_due"]].sum().reset_index()


def _why_empty(store: FactStore, how: Arithmetic, selection: Selection, table: pd.DataFrame) -> pd.Series[str]:
    """Complete the state of rows (month, unit_id, unit_level, state): not owed, taken back, or owed and not sent."""
    months = sorted(set(table["month"]))
    due = {(month, unit.id) for month in months for unit in completeness.expected(how.kind, month)}
    pairs = pd.Series(list(zip(table["month"], table["unit_id"], strict=True)), index=table.index, dtype="object")
    is_office = table["unit_level"] == "department"
    is_due = pairs.isin(due) & ~(is_office & how.is_per_resident)
    known = table["state"].where(is_due | (table["state"] != "blank"))
    if known.notna().all():
        return known
    taken_back = completeness.withdrawn(store, how.kind, selection.first, selection.last, as_of=selection.as_of)
    empty = pd.Series("not_due", index=table.index, dtype="object").mask(is_due, "not_sent")
    return known.astype("object").fillna(empty.mask(pairs.isin(taken_back), "withdrawn"))
