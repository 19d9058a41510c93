"""One unit -> its measures beside target, level and province, and its place in each month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from adoption import ranking, tables
from adoption.selection import Selection
from reference.measures import measure
from reference.units import unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adoption.facts import FactStore

COLUMNS = ("measure", "value", "target", "gap", "median", "level", "province", "rank", "ranked")


def beside(store: FactStore, unit_id: str, month: str, measures: Sequence[str], language: str = "vi") -> pd.DataFrame:
    """Return one row a share that the unit has a figure of in the month.

    Columns: `measure, value, target, gap`; `median` (of the units of its level), `level` and `province` (the figures of
    all their units together); `rank` among `ranked` units of its level.
    """
    rows = [_row(store, unit_id, month, one, language) for one in measures if measure(one).unit == "percent"]
    table = pd.DataFrame(rows, columns=[*COLUMNS])
    return table[table["value"].notna()].reset_index(drop=True)


def places(store: FactStore, unit_id: str, measure_id: str, first: str, last: str) -> pd.DataFrame:
    """Return the unit's place of each month, NaN where it has none: `month, place, ranked` (how many had one)."""
    one, level = measure(measure_id), unit(unit_id).level
    each = tables.by_month(store, measure_id, Selection(one.kind, first, last, unit_levels=(level,)), "unit")
    each = each.assign(place=ranking.places(each["value"], each["month"], one.better))
    ranked = each.groupby("month")["place"].count()
    own = each[each["unit_id"] == unit_id]
    return own[["month", "place"]].assign(ranked=own["month"].map(ranked)).reset_index(drop=True)


def _row(store: FactStore, unit_id: str, month: str, measure_id: str, language: str) -> dict[str, object]:
    of_level = Selection(measure(measure_id).kind, month, month, unit_levels=(unit(unit_id).level,))
    peers = tables.by_unit(store, measure_id, of_level, language)
    own = peers[peers["unit_id"] == unit_id]
    told = own.iloc[0] if len(own) else pd.Series(dtype="object")
    together = [
        tables.by_month(store, measure_id, one)["value"].iloc[0]
        for one in (of_level, Selection(of_level.kind, month, month))
    ]
    found = {name: told.get(name) for name in ("value", "target", "gap", "rank")}
    counted = {"median": peers["value"].median(), "ranked": int(peers["rank"].notna().sum())}
    return {"measure": measure_id, **found, **counted, **dict(zip(("level", "province"), together, strict=True))}
