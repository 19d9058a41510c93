"""A level's weighted measures of a month -> scores, places, who stands apart, and which places are still open.

The points of a measure are its value in percent of what is aimed at, at most 100: of the target in force for the level
at the month's end, of 100 % where there is none. A score is the mean of the points by weight. Only who has points in
every weighted measure has a place; whose report can still come keeps places open, and these are worked out exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from adoption import arithmetic, months, ranking, tables, territory
from adoption.facts import AsOf
from adoption.selection import Selection
from reference.due import due_on
from reference.league import weights_on
from reference.measures import all_measures, measure
from store import weighing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from adoption.facts import FactStore
    from store.receipts import Receipt

FULL = 100.0
"""The points of who reaches what is aimed at, and the aim of a share without a target."""

FEW_CASES = 30
"""Shares of fewer cases move by leaps: they count, but are marked."""

DECIDED = ("zero_cases", "no_case", "not_due", "uncarried")
"""Why a share is missing that no report can bring."""

Standing = Literal["placed", "awaited", "apart"]
"""With a place; without one until a report comes; or without one in any case."""

Unmoved = Literal["", "units", "rules", "none"]
"""Why places are not compared with the month before: other units, other weights or aims, or nothing to compare."""


@dataclass(frozen=True, slots=True)
class Weighting:
    """What each measure weighs; `basis` is an English sentence, or `receipt` the entry of whoever set the weights."""

    of_measures: Mapping[str, float]
    basis: str = ""
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """What came after the due day: `moved` has a row a unit whose place it changed: `unit_id, unit_name, then, now`."""

    due: date
    moved: pd.DataFrame


@dataclass(frozen=True, slots=True)
class League:
    """One month's league of a level.

    `parts` has a row a unit and measure: `unit_id, unit_name, measure, weight, numerator, denominator, value, target,
    aim, points, part, state, is_few`; the `part`s of a unit add up to its score. `table` has a row a unit, best first:
    `unit_id, unit_name, standing, place, score, best, worst, moved, lacks, few`; `best` and `worst` are the places that
    it could have, whichever of the awaited reports come and whatever they say; `moved` counts places up since the
    month before, among those placed in both; `lacks` and `few` are measures' ids, separated by a space.
    """

    weighting: Weighting
    parts: pd.DataFrame
    table: pd.DataFrame
    unmoved: Unmoved


def weighable(unit_level: str) -> tuple[str, ...]:
    """List the measures that can weigh at a level: shares, the higher the better, that its units owe."""
    return tuple(
        one.id
        for one in all_measures()
        if one.unit == "percent" and one.better == "higher"
        if unit_level != "department" or not arithmetic.of(one.id).is_per_resident
    )


def weighting(store: FactStore, unit_level: str, month: str) -> Weighting:
    """Return what weighs in a month: what the ledger says, else the reference; nothing where neither speaks of it."""
    if receipt := weighing.in_force(store.receipts(), unit_level, month):
        assert receipt.weights is not None  # noqa: S101 - in_force gives none other
        return Weighting(receipt.weights.of_measures, receipt=receipt)
    found = weights_on(months.last_day(month), unit_level)
    return Weighting({one.measure: one.weight for one in found}, found[0].basis if found else "")


def of(store: FactStore, unit_level: str, month: str, language: str = "vi") -> League:
    """Return the league of a level in a month; without weights or units its tables are empty."""
    weights = weighting(store, unit_level, month)
    parts = weighed(store, unit_level, month, weights.of_measures, language)
    table = standings(parts)
    earlier = months.shift(month, -1)
    rules = weighting(store, unit_level, earlier).of_measures
    before = weighed(store, unit_level, earlier, rules, language)
    unmoved = _unmoved(parts, before)
    table["moved"] = np.nan if unmoved else _moved(table, standings(before))
    return League(weights, parts, table, unmoved)


def late(store: FactStore, unit_level: str, month: str, language: str = "vi") -> Late | None:
    """Return which places differ from those on the evening of the day when the last of the reports was due.

    By the weights of now in both; None before that day, and where nothing came after it.
    """
    weights = weighting(store, unit_level, month).of_measures
    due = max(filter(None, (due_on(measure(one).kind, month) for one in weights)), default=None)
    events = store.receipts()
    if due is None or not events or events[-1].day <= due:
        return None
    number = max((one.number for one in events if one.day <= due), default=0)
    then, now = (
        standings(weighed(one, unit_level, month, weights, language)).set_index("unit_id")
        for one in (AsOf(store, number), store)
    )
    both = pd.DataFrame({"unit_name": now["unit_name"], "then": then["place"], "now": now["place"]}).loc[now.index]
    is_moved = (both["then"] != both["now"]).fillna(value=True) & both[["then", "now"]].notna().any(axis=1)
    return Late(due, both[is_moved.astype(bool)].rename_axis("unit_id").reset_index())


def weighed(
    store: FactStore, unit_level: str, month: str, weights: Mapping[str, float], language: str = "vi"
) -> pd.DataFrame:
    """Return the parts of every unit's score: a row a unit and measure, as League.parts."""
    each = [_of_measure(store, measure_id, unit_level, month, language) for measure_id in weights]
    if not each:
        return pd.DataFrame(columns=[*_PART_COLUMNS])
    parts = pd.concat(each, ignore_index=True)
    parts["weight"] = parts["measure"].map(dict(weights)).astype(float)
    parts["aim"] = parts["target"].fillna(FULL)
    parts["points"] = (FULL * parts["value"] / parts["aim"]).clip(upper=FULL)
    parts["part"] = parts["points"] * parts["weight"] / sum(weights.values())
    parts["is_few"] = parts["value"].notna() & (parts["denominator"] < FEW_CASES)
    return parts[[*_PART_COLUMNS]]


def standings(parts: pd.DataFrame) -> pd.DataFrame:
    """Return one row a unit of `weighed` parts, best first, as League.table without `moved`."""
    table = parts.groupby("unit_id", sort=False).agg(unit_name=("unit_name", "first")).reset_index()
    is_missing = parts["part"].isna()
    table["standing"] = table["unit_id"].map(_standings(parts)).astype("object")
    known = parts.groupby("unit_id")["part"].sum()
    open_part = (FULL * parts["weight"] / parts.groupby("unit_id")["weight"].transform("sum")).where(is_missing, 0.0)
    low = table["unit_id"].map(known).astype(float)
    high = low + table["unit_id"].map(open_part.groupby(parts["unit_id"]).sum()).astype(float)
    table["score"] = low.where(table["standing"] == "placed")
    table["place"] = ranking.places(table["score"], table["unit_id"].map(lambda _id: "all")).astype("Int64")
    table = table.join(_could_have(low.round(9), high.round(9), table["standing"]))
    for name, is_so in (("lacks", is_missing), ("few", parts["is_few"].astype(bool))):
        named = parts[is_so].groupby("unit_id")["measure"].agg(" ".join)
        table[name] = table["unit_id"].map(named).astype("object").fillna("")
    order = table["standing"].map({"placed": 0, "awaited": 1, "apart": 2})
    return table.assign(order=order).sort_values(["order", "place"], kind="stable", ignore_index=True)[[*_COLUMNS]]


_PART_COLUMNS = (
    *("unit_id", "unit_name", "measure", "weight", "numerator", "denominator", "value"),
    *("target", "aim", "points", "part", "state", "is_few"),
)
_COLUMNS = ("unit_id", "unit_name", "standing", "place", "score", "best", "worst", "lacks", "few")


def _of_measure(store: FactStore, measure_id: str, unit_level: str, month: str, language: str) -> pd.DataFrame:
    selection = Selection(measure(measure_id).kind, month, month, unit_levels=(unit_level,))
    told = tables.by_month(store, measure_id, selection, "unit", language)
    wanted = ["unit_id", "unit_name", "numerator", "denominator", "value", "target", "state"]
    return told[wanted].assign(measure=measure_id)


def _standings(parts: pd.DataFrame) -> pd.Series[str]:
    """Say of each unit by its id how it stands."""
    missing = parts["part"].isna()
    is_missing = missing.groupby(parts["unit_id"]).any()
    is_decided = (missing & parts["state"].isin(DECIDED)).groupby(parts["unit_id"]).any()
    said = np.select([is_decided, is_missing], ["apart", "awaited"], "placed")
    return pd.Series(said, index=is_missing.index, dtype="object")


def _could_have(low: pd.Series[float], high: pd.Series[float], standing: pd.Series[str]) -> pd.DataFrame:
    """Return the best and the worst place of each unit, whichever awaited reports come and whatever they say.

    At best no other awaited unit comes in above and its own missing parts are full; at worst all that can come in above
    do, and its own missing parts are 0. Units apart take no place from anybody.
    """
    is_placed, is_awaited = (standing == "placed").to_numpy(), (standing == "awaited").to_numpy()
    lows, highs = low.to_numpy(), high.to_numpy()
    best = [1 + int((is_placed & (lows > top)).sum()) for top in highs]
    placed_above = [int((is_placed & (lows > own)).sum()) for own in lows]
    others_above = [int((is_awaited & (highs > own)).sum()) for own in lows]
    own = (is_awaited & (highs > lows)).astype(int)  # it cannot come in above itself
    worst = 1 + np.array(placed_above, dtype=int) + np.array(others_above, dtype=int) - own
    is_in = is_placed | is_awaited
    places = {"best": pd.Series(best, index=low.index), "worst": pd.Series(worst, index=low.index)}
    return pd.DataFrame({name: each.where(is_in).astype("Int64") for name, each in places.items()}, index=low.index)


def _unmoved(parts: pd.DataFrame, before: pd.DataFrame) -> Unmoved:
    """Say why two months' places cannot be compared; "" where they can."""
    if before["part"].notna().sum() == 0 or parts["part"].notna().sum() == 0:
        return "none"
    if set(parts["unit_id"]) != set(before["unit_id"]):
        return "units"
    now, then = (set(zip(one["measure"], one["weight"], one["aim"], strict=True)) for one in (parts, before))
    return "" if now == then else "rules"


def _moved(table: pd.DataFrame, before: pd.DataFrame) -> pd.Series[float]:
    """Return by how many places each unit went up, counted among those placed in both months."""
    then = table["unit_id"].map(before.set_index("unit_id")["score"])
    now = table["score"].where(then.notna())
    everybody = pd.Series("all", index=table.index)
    return ranking.places(then.where(now.notna()), everybody) - ranking.places(now, everybody)


def is_level_of(unit_level: str, month: str) -> bool:
    """Whether units of that level report in the month."""
    return unit_level in territory.summed_levels(month)
