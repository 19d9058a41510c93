"""A table by unit -> for each outline of that day its value and class in words, or why there is no value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from adoption import months
from adoption.figures import STATES
from locales import number, percent, rounded
from reference import boundaries

if TYPE_CHECKING:
    from collections.abc import Callable


CLASSES = 5


@dataclass(frozen=True, slots=True)
class Layer:
    """One row an outline: `unit_id, value` (NaN for none), `class, state, is_estimate`.

    `classes` are labels in the order of the legend, lowest first; so many of them are `falls`, below zero. An outline
    without a value has its state (adoption.figures.State) for a class: `empty` are those that occur, from the one that
    says most.
    """

    rows: pd.DataFrame
    classes: tuple[str, ...]
    empty: tuple[str, ...]
    falls: int = 0


def layer(
    by_unit: pd.DataFrame,
    month: str,
    *,
    is_percent: bool,
    is_change: bool = False,
    language: str = "vi",
    among: pd.Series[float] | None = None,
) -> Layer:
    """Join a table by unit to the boundaries in force on the month's last day.

    Classes hold about equally many units; equal values share a class, so there may be fewer. Where the map is one of
    several, its values are classed `among` those of all. Falls and rises are never of one class. A unit without an
    outline (a department) is left out, an outline without a row owes none.
    """
    outlined = [one["id"] for one in boundaries.features(months.last_day(month))["features"]]
    drawn = by_unit.set_index("unit_id")[["value", "state", "is_estimate"]].reindex(outlined)
    values = drawn["value"].dropna() if among is None else among.dropna()
    shown = values.map(lambda value: float(rounded(value, 1 if is_percent else 0)))
    names = _classed(shown, partial(_between, is_percent=is_percent, is_change=is_change, language=language))
    by_value = dict(zip(values, names, strict=True))
    state = drawn["state"].fillna("not_due")
    classes = drawn["value"].map(by_value).astype("object").fillna(state)
    is_estimate = drawn["is_estimate"].fillna(value=False).astype(bool)
    rows = drawn.assign(state=state, is_estimate=is_estimate, **{"class": classes}).reset_index()
    legend = dict.fromkeys(by_value[value] for value in sorted(by_value))
    found = set(rows.loc[rows["value"].isna(), "state"])
    falls = int(names[shown < 0].nunique())
    return Layer(rows, tuple(legend), tuple(one for one in STATES if one in found), falls)


def _classed(shown: pd.Series[float], write: Callable[[float, float], str]) -> pd.Series[str]:
    """Name each value's class by the least and the greatest value in it: "40,0-55,3%".

    The values are as they are written: what is written alike is of one class, or the legend would list a label twice.
    """
    names = pd.Series(index=shown.index, dtype="object")
    for side in (shown[shown < 0], shown[shown >= 0]):
        if len(side):
            count = max(1, round(CLASSES * len(side) / len(shown)))
            groups = side.groupby(pd.qcut(side, count, labels=False, duplicates="drop").fillna(0))
            bounds = zip(groups.transform("min"), groups.transform("max"), strict=True)
            names[side.index] = [write(low, high) for low, high in bounds]
    return names


def _between(low: float, high: float, *, is_percent: bool, is_change: bool, language: str) -> str:
    decimals = 1 if is_percent else 0
    if is_change:
        ends = [f"{'+' if one > 0 else ''}{number(one, language, decimals)}" for one in dict.fromkeys((low, high))]
        return " … ".join(ends)
    upper = percent(high, language) if is_percent else number(high, language)
    return upper if low == high else f"{number(low, language, decimals)}\N{EN DASH}{upper}"
