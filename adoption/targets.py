"""A value, its unit's level and its month -> how it stands against the target in force then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from adoption import months, territory
from reference.measures import measure
from reference.targets import in_force

if TYPE_CHECKING:
    from reference.targets import Target

TargetState = Literal["reached", "below", "none"]
"""How a value stands; "none" where there is no target in force or no value."""


def target(measure_id: str, level: str, month: str) -> Target | None:
    """Return the target in force on the month's last day for units of that level.

    "province" is the figure of all units together: it has a target only where one value binds all of its levels (90,
    85 and 80 % for departments, districts and communes leave the sum without one).
    """
    day = months.last_day(month)
    if level != "province":
        return in_force(measure_id, level, day)
    found = [in_force(measure_id, one, day) for one in territory.summed_levels(month)]
    values = {one.value if one else None for one in found}
    return found[0] if len(values) == 1 else None


def aims(measure_id: str, levels: pd.Series[str], month: pd.Series[str] | str) -> pd.DataFrame:
    """Return each row's `target` in percent (or as the measure counts) and the `document` that set it.

    NaN and "" where none is in force.
    """
    found = _found(measure_id, levels, month)
    values = [one.value if one else np.nan for one in found]
    documents = pd.Series([one.document if one else "" for one in found], index=levels.index, dtype="object")
    return pd.DataFrame({"target": pd.Series(values, index=levels.index, dtype=float), "document": documents})


def pace(measure_id: str, values: pd.Series[float], levels: pd.Series[str], month: str) -> pd.Series[float]:
    """Return by how many points a month each value of the month must move to reach its target in the target's last.

    NaN where it is reached, where no target is in force or none that ends, where its last month is this one, and
    where there is no value.
    """
    better = measure(measure_id).better
    found = _found(measure_id, levels, month)
    moves = [_pace(value, one, month, better) for value, one in zip(values, found, strict=True)]
    return pd.Series(moves, index=values.index, dtype=float)


def against(
    values: pd.Series[float], targets: pd.Series[float], better: pd.Series[str] | str = "higher"
) -> pd.DataFrame:
    """Return `target, gap, target_state` a row: the gap is value - target, so below zero is short of it.

    The state is "reached", "below", "none" (no target is in force) or "no_figure" (nothing to hold against it).
    """
    gap = (values - targets).round(9)
    is_lower_better = pd.Series(better, index=values.index) == "lower"
    is_reached = (gap == 0) | ((gap < 0) == is_lower_better)
    state = np.select([targets.isna(), values.isna(), is_reached], ["none", "no_figure", "reached"], "below")
    return pd.DataFrame({"target": targets, "gap": gap, "target_state": state}, index=values.index)


def _found(measure_id: str, levels: pd.Series[str], month: pd.Series[str] | str) -> list[Target | None]:
    pairs = list(zip(levels, pd.Series(month, index=levels.index), strict=True))
    known = {pair: target(measure_id, *pair) for pair in set(pairs)}
    return [known[pair] for pair in pairs]


def _pace(value: float, aim: Target | None, month: str, better: str) -> float:
    if aim is None or aim.valid_to is None:
        return np.nan
    left = len(months.stretch(month, f"{aim.valid_to:%Y-%m}")) - 1
    short = round(aim.value - value, 9)
    is_short = short < 0 if better == "lower" else short > 0
    return short / left if left > 0 and is_short else np.nan
