"""The facts in Parquet -> the sums of the app's questions, as somebody would write them with pandas alone.

Only the sums: no names, targets, ranks, states of what is missing or changes, which the app's answers hold besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from adoption.figures import PREFERENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from adoption.arithmetic import Arithmetic

    Facts = Callable[[str, Sequence[str]], pd.DataFrame]
    """A kind and the columns wanted -> its facts, read anew or held in memory."""

PLACE = ("unit_id", "month", "breakdown", "period_start", "in_total")
SUMMED_LINES = ("group-", "province-")
"""Ids of lines that print the sum of other units."""


def sums(facts: Facts, how: Arithmetic, first: str, last: str, by: str) -> pd.DataFrame:
    """Return `top, bottom, value` a value of `by` (a column of the facts), over the province's units and the months.

    Where a unit's month is broken down in several ways, one of them is read: they repeat each other. The denominator
    of a measure per resident is printed on one of a unit's rows.
    """
    rows = _rows(facts, how, first, last, is_split=by == "level")
    keys = list(dict.fromkeys(["unit_id", "month", "period_start", "breakdown", by]))
    grouped = rows.groupby(keys)
    bottom = grouped["bottom"].max() if how.is_per_resident else grouped["bottom"].sum(min_count=1)
    each = pd.DataFrame({"top": grouped["top"].sum(min_count=1), "bottom": bottom}).reset_index()
    table = _one_breakdown(each.dropna()).groupby(by)[["top", "bottom"]].sum()
    return table.assign(value=100 * table["top"] / table["bottom"] if how.is_share else table["top"])


def _rows(facts: Facts, how: Arithmetic, first: str, last: str, *, is_split: bool) -> pd.DataFrame:
    """Return the rows that count, with what each adds above and below the line."""
    needed = dict.fromkeys([*PLACE, *how.parts, *(column for column, _ in how.top_where)])
    table = facts(how.kind, [*needed, "level"] if is_split else list(needed))
    table = table[table["month"].between(first, last) & ~table["unit_id"].str.startswith(SUMMED_LINES)]
    counts = table["level"] != "all" if is_split else table["in_total"]
    above = counts if not how.top_where else pd.Series(data=True, index=table.index)
    for column, wanted in how.top_where:
        above &= table[column] == wanted
    below = counts | how.is_per_resident
    return table.assign(
        top=table[list(how.top)].sum(axis=1, min_count=1).where(above),
        bottom=table[list(how.bottom or how.top)].sum(axis=1, min_count=1).where(below),
    )


def _one_breakdown(each: pd.DataFrame) -> pd.DataFrame:
    """Keep of each unit and month the period that starts first and the breakdown that is preferred."""
    order = {name: place for place, name in enumerate(PREFERENCE)}
    ranked = each.assign(
        day=pd.to_datetime(each["period_start"]).dt.day,
        preferred=each["breakdown"].map(order).fillna(len(order)),
    ).sort_values(["day", "preferred"])
    chosen = ranked.drop_duplicates(["unit_id", "month"])[["unit_id", "month", "period_start", "breakdown"]]
    return each.merge(chosen)
