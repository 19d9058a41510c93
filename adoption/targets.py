"""A value, its unit's level and its month -> how it stands against the target in force then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from adoption import months, territory
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


def target_values(measure_id: str, levels: pd.Series[str], month: pd.Series[str] | str) -> pd.Series[float]:
    """Return each row's target in percent (or as the measure counts); NaN where none is in force."""
    pairs = list(zip(levels, pd.Series(month, index=levels.index), strict=True))
    found = {pair: target(measure_id, *pair) for pair in set(pairs)}
    figures = [one.value if one else np.nan for one in (found[pair] for pair in pairs)]
    return pd.Series(figures, index=levels.index, dtype=float)


def against(
    values: pd.Series[float], targets: pd.Series[float], better: pd.Series[str] | str = "higher"
) -> pd.DataFrame:
    """Return `target, gap, target_state` a row: the gap is value - target, so below zero is short of it."""
    gap = (values - targets).round(9)
    is_lower_better = pd.Series(better, index=values.index) == "lower"
    is_reached = (gap == 0) | ((gap < 0) == is_lower_better)
    state = np.select([gap.isna(), is_reached], ["none", "reached"], "below")
    return pd.DataFrame({"target": targets, "gap": gap, "target_state": state}, index=values.index)
