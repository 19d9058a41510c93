"""A measure's months -> the ways to read them besides the figure: against an earlier month, and since January."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from adoption import arithmetic, carrying, figures, months, tables, units_told
from reference.measures import measure

if TYPE_CHECKING:
    from adoption.arithmetic import Arithmetic
    from adoption.facts import FactStore
    from adoption.selection import Selection

Reading = Literal["value", "month", "year", "to_date"]
"""The figure itself; its change on the month before, or on the same month of the year before; its sum since January."""

MONTHS_BACK = {"month": 1, "year": 12}
By = Literal["province", "unit"]


def by_month(
    store: FactStore,
    measure_id: str,
    selection: Selection,
    by: By = "province",
    *,
    reading: Reading = "value",
    language: str = "vi",
) -> pd.DataFrame:
    """Return tables.by_month as it is read, with `is_whole`: all who owe a figure in it have told theirs.

    A change is in `value` (points, or a count), with `previous`; there is none between different units, as before and
    after a merger, and none of a count that other units told then. It has no target. Since January: the sum of the
    year's months so far, divided anew; of what stands at a month's end, that month's own.
    """
    if reading in MONTHS_BACK:
        return _changes(store, measure_id, selection, by, back=MONTHS_BACK[reading], language=language)
    table = tables.by_month(store, measure_id, selection, by, language)
    table["is_whole"] = table["units_reported"] >= table["units_due"]
    if reading == "value" or arithmetic.of(measure_id).is_stock:
        return table
    return _since_january(store, measure_id, selection, by, table)


def stretch(selection: Selection, reading: Reading) -> Selection:
    """Return the months whose figures by unit are read: all; of a change the last; or those of its year so far."""
    if reading in MONTHS_BACK:
        return replace(selection, first=selection.last)
    return replace(selection, first=_january(selection.last)) if reading == "to_date" else selection


def by_unit(
    store: FactStore, measure_id: str, selection: Selection, reading: Reading = "value", language: str = "vi"
) -> pd.DataFrame:
    """Return tables.by_unit of the stretch that is read, compared with what it is read against, with `is_whole`.

    What a change rests on is whole if both stretches are.
    """
    against: Literal["before", "year_before"] = "year_before" if reading in {"year", "to_date"} else "before"
    table = tables.by_unit(store, measure_id, stretch(selection, reading), language, against)
    is_whole = table["months_reported"] >= table["months_due"]
    return table.assign(is_whole=is_whole & table["is_whole_before"] if reading in MONTHS_BACK else is_whole)


def _changes(
    store: FactStore, measure_id: str, selection: Selection, by: By, *, back: int, language: str
) -> pd.DataFrame:
    wide = replace(selection, first=months.shift(selection.first, -back))
    every = tables.by_month(store, measure_id, wide, by, language)
    every["is_whole"] = every["units_reported"] >= every["units_due"]
    every["base"] = every["month"].map(lambda month: months.shift(month, -back))
    columns = {"month": "base", "value": "previous", "is_whole": "was_whole"}
    earlier = every[["month", "unit_id", "value", "is_whole"]].rename(columns=columns)
    rows = every.merge(earlier, on=["base", "unit_id"], how="left")
    change = rows["value"] - rows["previous"]
    if by == "province" and measure(measure_id).unit == "count":
        told = who_told(store, measure_id, wide)
        is_alike = [told[month] == told.get(base) for month, base in zip(rows["month"], rows["base"], strict=True)]
        change = change.where(pd.Series(is_alike, index=rows.index))
    rows = rows.assign(
        value=change, is_whole=rows["is_whole"] & rows["was_whole"].eq(other=True), target=np.nan, document=""
    )
    shown = rows[rows["month"] >= selection.first]
    return shown.drop(columns=["base", "was_whole"]).reset_index(drop=True)


def who_told(store: FactStore, measure_id: str, selection: Selection) -> dict[str, frozenset[str]]:
    """Return which units told a figure in each month: a late district would read as a fall, or as a rise."""
    each = tables.by_month(store, measure_id, selection, "unit")
    told = each[each["units_reported"] == 1]
    return {month: frozenset(told.loc[told["month"] == month, "unit_id"]) for month in selection.months}


def _since_january(
    store: FactStore, measure_id: str, selection: Selection, by: By, table: pd.DataFrame
) -> pd.DataFrame:
    """Put the sums of the year so far in place of each month's figures."""
    how = arithmetic.of(measure_id)
    wide = replace(selection, first=_january(selection.first))
    parts = carrying.parts(wide)
    told = units_told.by_part(store, how, wide, parts)
    sums = [
        _so_far(told, parts, how, replace(selection, first=_january(month), last=month), by)
        for month in selection.months
    ]
    own = table.drop(columns=["numerator", "denominator", "value", "is_whole"])
    keys = ["month"] if by == "province" else ["month", "unit_id"]
    rows = own.merge(pd.concat(sums), on=keys, how="left")
    rows["value"] = figures.value(rows, how)
    return rows[list(table.columns)]


def _so_far(told: pd.DataFrame, parts: pd.DataFrame, how: Arithmetic, stretch: Selection, by: By) -> pd.DataFrame:
    """Return `month, unit_id, numerator, denominator, is_whole` of a stretch; of all units together no `unit_id`."""
    each = units_told.over(told, parts, how, stretch)
    each["is_whole"] = each["months_reported"] >= each["months_due"]
    if by == "unit":
        return each[["unit_id", "numerator", "denominator", "is_whole"]].assign(month=stretch.last)
    inside, of = (rows[rows["month"].between(stretch.first, stretch.last)] for rows in (told, parts))
    counted = carrying.counted(figures.addable(inside), of)
    together = counted[["numerator", "denominator"]].sum(min_count=1)
    return pd.DataFrame([{**together, "is_whole": each["is_whole"].all(), "month": stretch.last}])


def _january(month: str) -> str:
    return f"{month[:4]}-01"
