"""A table by unit -> the outlines of that day with their values and classes in words, or why there is no value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from adoption import months
from adoption.figures import STATES
from locales import number, percent, rounded
from reference import boundaries

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Layer:
    """A GeoJSON FeatureCollection whose features' properties also hold `value` (or None), `class, state, is_estimate`.

    `classes` are labels in the order of the legend, lowest first. An outline without a value has its state
    (adoption.figures.State) for a class: `empty` are those that occur, from the one that says most.
    """

    features: dict[str, Any]
    classes: tuple[str, ...]
    empty: tuple[str, ...]


def layer(by_unit: pd.DataFrame, month: str, *, is_percent: bool, language: str = "vi", classes: int = 5) -> Layer:
    """Join a table by unit to the boundaries in force on the month's last day.

    Classes hold about equally many units; equal values share a class, so there may be fewer. A unit without an outline
    (a department) is left out, an outline without a row owes none.
    """
    outlines = boundaries.features(months.last_day(month))
    table = by_unit.set_index("unit_id")
    drawn = table.loc[table.index.intersection([one["id"] for one in outlines["features"]])]
    labels = classed(drawn["value"].dropna(), classes, is_percent=is_percent, language=language)
    features = [_placed(one, drawn, labels) for one in outlines["features"]]
    legend = dict.fromkeys(labels[drawn["value"].dropna().sort_values().index])
    found = {one["properties"]["state"] for one in features if one["properties"]["value"] is None}
    return Layer({**outlines, "features": features}, tuple(legend), tuple(one for one in STATES if one in found))


def classed(values: pd.Series[float], classes: int, *, is_percent: bool, language: str) -> pd.Series[str]:
    """Name each value's class by the least and the greatest value in it: "40,0-55,3%"."""
    if values.empty:
        return pd.Series(dtype="object")
    # What is written alike is of one class, or the legend would list one label twice.
    shown = values.map(lambda value: float(rounded(value, 1 if is_percent else 0)))
    groups = shown.groupby(pd.qcut(shown, classes, labels=False, duplicates="drop").fillna(0))
    bounds = zip(groups.transform("min"), groups.transform("max"), strict=True)
    names = [_between(low, high, is_percent=is_percent, language=language) for low, high in bounds]
    return pd.Series(names, index=values.index, dtype="object")


def _between(low: float, high: float, *, is_percent: bool, language: str) -> str:
    upper = percent(high, language) if is_percent else number(high, language)
    lower = number(low, language, 1 if is_percent else 0)
    return upper if low == high else f"{lower}\N{EN DASH}{upper}"


def _placed(outline: Mapping[str, Any], table: pd.DataFrame, labels: pd.Series[str]) -> dict[str, Any]:
    """Return a copy of the outline's feature with the unit's figures; the shared one stays as it is."""
    unit_id = outline["id"]
    value, state = table["value"].get(unit_id), table["state"].get(unit_id, "not_due")
    figures = {
        "value": None if pd.isna(value) else float(value),
        "class": labels.get(unit_id, state),
        "state": state,
        "is_estimate": bool(table["is_estimate"].get(unit_id, False)),
    }
    return {**outline, "properties": {**outline["properties"], **figures}}
