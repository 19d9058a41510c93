"""Two months of the province -> whose figures moved it: each unit's, sector's or level's rate, and the weights' mix.

A share is a weighted mean of its parts' shares, so its change splits exactly, with the mean of both months as the other
factor (Kitagawa, Components of a difference between two rates, JASA 50, 1955):

    S1 - S0 = sum of mean(w) * (r1 - r0)   "rate": a part does better or worse than it did
            + sum of (w1 - w0) * (mean(r) - mean(S))   "mix": a part better than the whole weighs more, or less

with r a part's share, w its part of the denominator, S the whole. A count's change is the sum of its parts' changes.
Only units that told their figure in both months are split, and by sector or level only those that told it so in both;
what came or went with the others stands apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from adoption import arithmetic, figures, tables, territory
from adoption.carrying import HAS_FIGURE
from adoption.selection import Selection
from reference.measures import measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adoption.facts import FactStore

By = Literal["unit", "sector", "level"]

_SIDES = ("numerator", "denominator")
COLUMNS = ("id", "name", "numerator", "denominator", "numerator_before", "denominator_before", "rate", "mix", "effect")


@dataclass(frozen=True, slots=True)
class Contribution:
    """How a measure of the province moved from one month to a later one.

    `parts`, the largest effect first: `id, name`; `numerator, denominator` and the same `_before` (NaN: none);
    `rate`, `mix` and `effect`, their sum, in points of a share, or as a count (whose mix is zero). `before + the
    parts' effects + rest == after`; `rest` is what came and went with units that told one month only, or that do not
    tell their figure by sector or level.
    `is_comparable` is False where the province's units are not the same in both months, and then nothing is split.
    """

    measure_id: str
    month: str
    base: str
    before: float
    after: float
    parts: pd.DataFrame
    rest: float
    came: tuple[str, ...]
    went: tuple[str, ...]
    is_comparable: bool

    @property
    def change(self) -> float:
        """How far it moved, in points or as a count; NaN where a month has no figure."""
        return self.after - self.before

    @property
    def rate(self) -> float:
        """What all parts' own moves make."""
        return float(self.parts["rate"].sum())

    @property
    def mix(self) -> float:
        """What the shift of weights makes, none of the parts having moved."""
        return float(self.parts["mix"].sum())


def ways(measure_id: str) -> tuple[By, ...]:
    """Return by what a measure can be split: not by the level that its own definition fixes."""
    how = arithmetic.of(measure_id)
    if how.kind != "service_usage":
        return ("unit",)
    return ("unit", "sector") if how.top_where else ("unit", "level", "sector")


def of(
    store: FactStore, measure_id: str, month: str, base: str, *, by: By = "unit", language: str = "vi"
) -> Contribution:
    """Split the province's change from `base` to `month` ("2024-09"); KeyError for an unknown measure."""
    kind = measure(measure_id).kind
    now, before = (_by_unit(store, measure_id, Selection(kind, one, one), language) for one in (month, base))
    told, told_before = (frozenset(table.index[table["numerator"].notna()]) for table in (now, before))
    common = sorted(told & told_before)
    is_comparable = territory.province(month) == territory.province(base) and bool(common)
    parts = [each.loc[common if is_comparable else []] for each in (now, before)]
    if by != "unit" and is_comparable:
        parts = _by_part(
            store, measure_id, [Selection(kind, one, one, units=tuple(common)) for one in (month, base)], by
        )
    was, became = _whole(before, measure_id), _whole(now, measure_id)
    split = _split(*parts)
    moved = _whole(parts[0], measure_id) - _whole(parts[1], measure_id) if len(split) else 0.0
    return Contribution(
        measure_id=measure_id,
        month=month,
        base=base,
        before=was,
        after=became,
        parts=split,
        rest=became - was - moved if is_comparable else 0.0,
        came=tuple(sorted(told - told_before)),
        went=tuple(sorted(told_before - told)),
        is_comparable=is_comparable,
    )


def _by_unit(store: FactStore, measure_id: str, month: Selection, language: str) -> pd.DataFrame:
    table = tables.by_unit(store, measure_id, month, language).rename(columns={"unit_id": "id", "unit_name": "name"})
    return table.set_index("id")[["name", *_SIDES]].astype(dict.fromkeys(_SIDES, float))


def _by_part(store: FactStore, measure_id: str, both: Sequence[Selection], by: By) -> list[pd.DataFrame]:
    """Add up each month's parts over the units that told the parts in both: no total would be a fall of all others."""
    told = [tables.counted(store, arithmetic.of(measure_id), month, (by,)) for month in both]
    told = [each[each["state"].isin(HAS_FIGURE)] for each in told]
    common = set(told[0]["unit_id"]) & set(told[1]["unit_id"])
    sums = [figures.summed(each[each["unit_id"].isin(common)], [by]) for each in told]
    return [each.assign(id=each[by], name=each[by]).set_index("id")[["name", *_SIDES]] for each in sums]


def _whole(table: pd.DataFrame, measure_id: str) -> float:
    """Return the share in percent, or the count, of all rows together; NaN where there is none."""
    top, bottom = (table[name].sum(min_count=1) for name in _SIDES)
    if not arithmetic.of(measure_id).is_share:
        return float(top)
    return float(100 * top / bottom) if bottom else float("nan")


def _split(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Return the parts with their effects, the largest first."""
    both = pd.concat([now, before.add_suffix("_before")], axis=1, join="outer")
    both["name"] = both["name"].fillna(both["name_before"])
    is_share = bool(both[["denominator", "denominator_before"]].notna().any(axis=None))
    effects = _of_share(both) if is_share else _of_count(both)
    table = both.join(effects).rename_axis("id").reset_index()
    largest = table["effect"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[largest, list(COLUMNS)].reset_index(drop=True)


def _of_count(both: pd.DataFrame) -> pd.DataFrame:
    moved = both["numerator"].fillna(0.0) - both["numerator_before"].fillna(0.0)
    return pd.DataFrame({"rate": moved, "mix": 0.0, "effect": moved}, index=both.index)


def _of_share(both: pd.DataFrame) -> pd.DataFrame:
    weights, shares, wholes = [], [], []
    for suffix in ("_before", ""):
        top, bottom = both[f"numerator{suffix}"].fillna(0.0), both[f"denominator{suffix}"].fillna(0.0)
        total = bottom.sum()
        weights.append(bottom / total if total else bottom * np.nan)
        shares.append(100 * top / bottom.where(bottom > 0))
        wholes.append(100 * top.sum() / total if total else np.nan)
    # A part without a case in one month has no share then: it keeps the other month's, and all it does is mix.
    r0, r1 = shares[0].fillna(shares[1]).fillna(0.0), shares[1].fillna(shares[0]).fillna(0.0)
    rate = (weights[0] + weights[1]) / 2 * (r1 - r0)
    mix = (weights[1] - weights[0]) * ((r0 + r1) / 2 - sum(wholes) / 2)
    return pd.DataFrame({"rate": rate, "mix": mix, "effect": rate + mix}, index=both.index)
