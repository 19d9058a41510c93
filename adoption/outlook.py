"""A measure's last six months -> which month its target will be reached in if they go on, and how its units stand.

The slope is Theil and Sen's (the median of all pairs' slopes), with its 90 % bounds. Nothing is told where six months
in a row have no figure of the same units, or too few have reported.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from scipy.stats import theilslopes

from adoption import months, tables, targets, territory
from adoption.selection import Selection
from reference.measures import all_measures, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adoption.facts import FactStore

MONTHS_SEEN = 6
CONFIDENCE = 0.9
LEAST_COVERAGE = 0.9
"""Of the units due that must have reported in each of the months."""

FURTHEST = 36
"""Months ahead beyond which nobody should look."""

UnitState = Literal["reached", "on_pace", "behind", "unknown", "no_figure"]
UNIT_STATES: tuple[UnitState, ...] = ("reached", "on_pace", "behind", "unknown", "no_figure")
"""A unit short of its target is on pace if its slope brings it there by the target's last month; "unknown" where it has
no six months in a row. A target without a last month, or in it, is due now: who is short of it is behind."""

Why = Literal["", "reached", "no_target", "short", "coverage", "units", "never", "far"]
"""Why no month can be told; "" where one is."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Points a month: the slope, and its bounds; `at` is the line's height in the last month."""

    slope: float
    low: float
    high: float
    at: float
    at_low: float
    at_high: float


def trend(values: Sequence[float]) -> Trend:
    """Return the robust line through months in a row, two at least."""
    places = np.arange(len(values), dtype=float)
    found = theilslopes(np.asarray(values, dtype=float), places, alpha=CONFIDENCE)
    middle, reach = float(np.median(values)), len(values) - 1 - float(np.median(places))
    heights = (middle + slope * reach for slope in (found.slope, found.low_slope, found.high_slope))
    return Trend(float(found.slope), float(found.low_slope), float(found.high_slope), *heights)


def months_until(at: float, slope: float, target: float) -> float:
    """Return in how many months, 1 at least, a line that stands at `at` reaches a target; infinity if it never does."""
    if at >= target:
        return 1
    return max(1, math.ceil(round((target - at) / slope, 9))) if slope > 0 else math.inf


def table(store: FactStore, month: str, language: str = "vi") -> pd.DataFrame:
    """Return one row a measure and level of units that has a figure or a target in the month.

    Columns: `measure, level, value, target, document, until` (the target's last month, None where it has none);
    `units` (how many owe the measure) and how many of them are in each of UNIT_STATES; `pace` (points a month that the
    level together must gain), `slope, low, high` (points a month that it gained); `first, earliest, latest` (months
    "2026-03" in which it is reached if the six months go on; NaN for "not in sight"); `why` (see Why).
    """
    levels = territory.summed_levels(month)
    rows = [_row(store, one.id, level, month, language) for one in all_measures() if _aims(one.id) for level in levels]
    found = pd.DataFrame([row for row in rows if row["units"]], columns=[*_COLUMNS])
    return found[found["value"].notna() | found["target"].notna()].reset_index(drop=True)


_COLUMNS = (
    *("measure", "level", "value", "target", "document", "until", "units", *UNIT_STATES),
    *("pace", "slope", "low", "high", "first", "earliest", "latest", "why"),
)


def _aims(measure_id: str) -> bool:
    one = measure(measure_id)
    return one.unit == "percent" and one.better == "higher"


def _row(store: FactStore, measure_id: str, level: str, month: str, language: str) -> dict[str, object]:
    kind = measure(measure_id).kind
    selection = Selection(kind, months.shift(month, 1 - MONTHS_SEEN), month, unit_levels=(level,))
    each = tables.by_month(store, measure_id, selection, "unit", language)
    whole = tables.by_month(store, measure_id, selection, "province", language)
    aim = targets.target(measure_id, level, month)
    value = float(whole["value"].iloc[-1])
    owed = each[(each["month"] == month) & (each["state"] != "not_due")]
    told: dict[str, object] = {
        "measure": measure_id,
        "level": level,
        "value": value,
        "units": len(owed),
        "why": "no_target",
    }
    if aim is None:
        return told
    until = f"{aim.valid_to:%Y-%m}" if aim.valid_to else None
    left = len(months.stretch(month, until)) - 1 if until else 0
    states = [
        _unit_state(rows, aim.value, left)
        for _id, rows in each[each["unit_id"].isin(owed["unit_id"])].groupby("unit_id")
    ]
    told |= {state: states.count(state) for state in UNIT_STATES}
    one = pd.Series([value])
    pace = targets.pace(measure_id, one, pd.Series([level]), month).iloc[0]
    return (
        told
        | {"target": aim.value, "document": aim.document, "until": until, "pace": pace}
        | _ahead(whole, each, aim.value, month)
    )


def _unit_state(rows: pd.DataFrame, target: float, left: int) -> UnitState:
    values = rows.sort_values("month")["value"]
    if pd.isna(values.iloc[-1]):
        return "no_figure"
    if round(values.iloc[-1] - target, 9) >= 0:
        return "reached"
    if left == 0:
        return "behind"
    if len(values) < MONTHS_SEEN or values.isna().any():
        return "unknown"
    line = trend(list(values))
    return "on_pace" if months_until(line.at, line.slope, target) <= left else "behind"


def _ahead(whole: pd.DataFrame, each: pd.DataFrame, target: float, month: str) -> dict[str, object]:
    """Return the slope of a level together and the months in which it reaches the target, or why none can be told."""
    why = _why_not(whole, each, target)
    if why:
        return {"why": why}
    line = trend(list(whole["value"]))
    ahead = {
        "first": months_until(line.at, line.slope, target),
        "earliest": months_until(line.at_high, line.high, target),
        "latest": months_until(line.at_low, line.low, target),
    }
    named = {name: months.shift(month, int(count)) if count <= FURTHEST else None for name, count in ahead.items()}
    known: Why = "" if named["first"] else "never" if math.isinf(ahead["first"]) else "far"
    return {"slope": line.slope, "low": line.low, "high": line.high, **named, "why": known}


def _why_not(whole: pd.DataFrame, each: pd.DataFrame, target: float) -> Why:
    last = whole["value"].iloc[-1]
    if pd.notna(last) and round(last - target, 9) >= 0:
        return "reached"
    if len(set(each.groupby("month")["unit_id"].agg(frozenset))) > 1:
        return "units"
    if whole["value"].isna().any():
        return "short"
    is_covered = whole["units_reported"] >= LEAST_COVERAGE * whole["units_due"]
    return "" if is_covered.all() else "coverage"
