"""Figures of the units of each month -> those of the units shown: sums of counts over a change of borders, or nothing.

A carried figure is the sum of all its parts. Where one of them has none, there is no figure: never a smaller sum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from adoption import borders, territory
from adoption.figures import STATES

if TYPE_CHECKING:
    from adoption.selection import Selection

HAS_FIGURE = ("reported", "zero_cases")
"""States in which a unit has told its figure, be it 0 of 0."""

PART_COLUMNS = ("month", "unit_id", "part_id", "is_carried", "is_estimate")
_KEYS = ["month", "unit_id"]


def parts(selection: Selection) -> pd.DataFrame:
    """Return of which units of each month the units shown are the sum, one row a part; `part_id` None where unknown.

    Columns: `month, unit_id, part_id, is_carried, is_estimate`. With borders "then" each unit is its own only part.
    """
    rows = [
        (month, unit.id, part_id, part_id != unit.id, is_estimate)
        for month in selection.months
        for unit in territory.chosen(selection, month)
        for part_id, is_estimate in _parts(unit.id, month)
    ]
    return pd.DataFrame(rows, columns=list(PART_COLUMNS)).astype({"is_carried": bool, "is_estimate": bool})


def reporting(selection: Selection) -> tuple[str, ...]:
    """Return the ids of all units whose figures make up those of the selection."""
    return tuple(dict.fromkeys(parts(selection)["part_id"].dropna()))


def carried(told: pd.DataFrame, of: pd.DataFrame) -> pd.DataFrame:
    """Add up what the parts told, one row a month and unit of `of` (see `parts`).

    `told` has a row a part and month: `month, unit_id, start_day, numerator, denominator, state`. So has the result,
    with `is_carried`, `is_estimate` and `missing`: the ids of parts that keep the sum from being one, joined by "+".
    """
    if not of["is_carried"].any():
        own = of[[*_KEYS, "is_carried", "is_estimate"]].merge(told, on=_KEYS)
        return own.assign(missing="")
    each = of.merge(told.rename(columns={"unit_id": "part_id"}), on=["month", "part_id"], how="left")
    each["has_figure"] = each["state"].isin(HAS_FIGURE)
    # As within one report, a "-" (no such case) beside figures adds nothing to them.
    each["is_silent"] = ~each["has_figure"] & (each["state"] != "no_case")
    return _summed(each)


def counted(told: pd.DataFrame, of: pd.DataFrame) -> pd.DataFrame:
    """Keep what is added up in whole sums, each part once though it may lie in two units."""
    if not of["is_carried"].any():
        return told
    sums = carried(told, of)
    whole = sums.loc[sums["state"].isin(HAS_FIGURE), _KEYS]
    kept = of.merge(whole, on=_KEYS)[["month", "part_id"]].drop_duplicates()
    return told.merge(kept.rename(columns={"part_id": "unit_id"}), on=_KEYS)


def _summed(each: pd.DataFrame) -> pd.DataFrame:
    groups = each.groupby(_KEYS, sort=False)
    sums = groups[["numerator", "denominator"]].sum(min_count=1)
    is_whole = ~groups["is_silent"].any() & groups["has_figure"].any()
    is_partial = groups["is_silent"].any() & ~groups["is_silent"].all()
    days = groups["start_day"]
    is_one_stretch = days.min() == days.max()
    table = sums.where(is_whole).assign(
        start_day=days.min().where(is_one_stretch),
        state=_best(each).mask(is_partial, "partial"),
        is_carried=groups["is_carried"].any(),
        # Months that begin on other days, added up, are no month's exact figure.
        is_estimate=is_whole & (groups["is_estimate"].any() | ~is_one_stretch),
    )
    silent = each[each["is_silent"]].groupby(_KEYS)["part_id"].agg(lambda ids: "+".join(ids.dropna()))
    return table.assign(missing=silent.where(is_partial)).fillna({"missing": ""}).reset_index()


def _best(each: pd.DataFrame) -> pd.Series[str]:
    """Return of each sum the state of that part which says most; "uncarried" where it has no part."""
    places = each["state"].map({state: place for place, state in enumerate(STATES)})
    best = places.groupby([each[key] for key in _KEYS], sort=False).min()
    return best.map(dict(enumerate(STATES))).fillna("uncarried").astype("object")


def _parts(unit_id: str, month: str) -> list[tuple[str | None, bool]]:
    """Return the id of each part, and whether the sum is an estimate."""
    found = borders.origin(unit_id, month)
    return [(part.id, not found.is_exact) for part in found.parts] or [(None, False)]
