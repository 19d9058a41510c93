"""A value, its unit's level and its month -> how it stands against the target in force then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from adoption import months
from reference.targets import in_force

if TYPE_CHECKING:
    from reference.targets import Target

TargetState = Literal["reached", "below", "none"]
"""How a value stands; "none" where there is no target in force or no value."""


def target(measure_id: str, level: str, month: str) -> Target | None:
    """Return the target in force on the month's last day for units of that level."""
    return in_force(measure_id, level, months.last_day(month))


def target_values(measure_id: str, levels: pd.Series[str], month: pd.Series[str] | str) -> pd.Series[float]:
    """Return each row's target in percent (or as the measure counts); NaN where none is in force."""
    of_month = pd.Series(month, index=levels.index)
    found = {pair: target(measure_id, *pair) for pair in set(zip(levels, of_month, strict=True))}
    figures = [found[pair] for pair in zip(levels, of_month, strict=True)]
    return pd.Series([one.value if one else np.nan for one in figures], index=levels.index, dtype=float)


def against(values: pd.Series[float], targets: pd.Series[float], better: str = "higher") -> pd.DataFrame:
    """Return `target, gap, target_state` a row: the gap is value - target, so below zero is short of it."""
    gap = (values - targets).round(9)
    is_reached = gap <= 0 if better == "lower" else gap >= 0
    state = np.select([gap.isna(), is_reached], ["none", "reached"], "below")
    return pd.DataFrame({"target": targets, "gap": gap, "target_state": state}, index=values.index)
