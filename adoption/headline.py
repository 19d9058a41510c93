"""A month -> the cards of the overview; a year -> the indicators the province published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import narwhals as nw
import numpy as np
import pandas as pd

from adoption import completeness, months, readings, tables, targets, territory
from adoption.selection import Selection
from reference.indicators import all_indicators, indicator
from reference.measures import measure
from reference.targets import in_force

if TYPE_CHECKING:
    from adoption.facts import FactStore

HEADLINE_MEASURES = ("online_share", "full_share", "signed_share", "records_share", "issued_to_date", "adults_share")

PUBLISHED_COLUMNS = (
    *("indicator", "value", "unit_of_measure", "rank", "out_of", "previous", "change"),
    *("target", "gap", "target_state", "document", "unit_id", "period_start", "period_end", "file"),
)


@dataclass(frozen=True, slots=True)
class Card:
    """One measure of the province in one month; None where there is nothing to show (never 0 for missing)."""

    measure_id: str
    kind: str
    month: str
    numerator: float | None
    denominator: float | None
    value: float | None
    """Percent 0-100, or the count."""
    previous: float | None
    change: float | None
    """Points or count against the month before: of the same province, and for a count of the same units."""
    target: float | None
    gap: float | None
    """value - target, in points."""
    target_state: str
    """See targets.against."""
    document: str
    """The number of the document that set the target; "" where there is none."""
    pace: float | None
    """Points a month that are needed to reach the target in time, see targets.pace."""
    units_reported: int
    units_due: int
    is_withheld: bool
    """Whether a figure is there that too few units told: it is None here, see completeness.ENOUGH."""


def headline_cards(store: FactStore, month: str, as_of: int | None = None) -> tuple[Card, ...]:
    """Return a card for each measure of HEADLINE_MEASURES, also for those without data in that month."""
    return tuple(card(store, measure_id, month, as_of) for measure_id in HEADLINE_MEASURES)


def card(store: FactStore, measure_id: str, month: str, as_of: int | None = None) -> Card:
    """Return the province's card of a measure; KeyError for an unknown one."""
    one = measure(measure_id)
    two_months = Selection(one.kind, months.shift(month, -1), month, as_of=as_of)
    before, now = completeness.of_enough(tables.by_month(store, measure_id, two_months)).to_dict("records")
    is_like = is_like_for_like(store, measure_id, month, two_months.first, as_of)
    change = now["value"] - before["value"] if is_like else None
    against = targets.against(pd.Series([now["value"]]), pd.Series([now["target"]]), one.better).iloc[0]
    pace = targets.pace(measure_id, pd.Series([now["value"]]), pd.Series(["province"]), month).iloc[0]
    return Card(
        measure_id=measure_id,
        kind=one.kind,
        month=month,
        numerator=_known(now["numerator"]),
        denominator=_known(now["denominator"]),
        value=_known(now["value"]),
        previous=_known(before["value"]),
        change=_known(change),
        target=_known(now["target"]),
        gap=_known(against["gap"]),
        target_state=against["target_state"],
        document=now["document"],
        pace=_known(pace),
        units_reported=now["units_reported"],
        units_due=now["units_due"],
        is_withheld=now["is_withheld"],
    )


def published_indicators(store: FactStore, year: int, as_of: int | None = None) -> pd.DataFrame:
    """Return the indicators published for that year, one row each, in the order of the reference.

    Columns: `indicator, value, unit_of_measure, rank, out_of`; `previous` (the value of the year before, or the rank
    where only a rank is published) and `change`; `target, gap, target_state, document, unit_id, period_start,
    period_end, file`.
    Where one stands in several periods of the year, the one that ends last is taken.
    """
    table = _last_of(store, year, as_of)
    earlier = _last_of(store, year - 1, as_of)
    table["previous"] = table["indicator"].map(_figure(earlier).set_axis(earlier["indicator"])).astype(float)
    table["change"] = _figure(table) - table["previous"]
    known = [indicator(name) for name in table["indicator"]]
    better = pd.Series([one.better for one in known], index=table.index, dtype="object")
    aims = _aims(table)
    table = table.join(targets.against(table["value"], aims["target"], better)).join(aims["document"])
    order = {one.id: place for place, one in enumerate(all_indicators())}
    ordered = table.sort_values("indicator", key=lambda names: names.map(order), ignore_index=True)
    return ordered[[*PUBLISHED_COLUMNS]]


def _last_of(store: FactStore, year: int, as_of: int | None) -> pd.DataFrame:
    """Return each indicator's row of the period of that year that ends last (of those, the one that began first)."""
    rows = store.facts("headline", as_of).filter(nw.col("period_end").dt.year() == year)
    table: pd.DataFrame = (
        rows.sort("period_end", "period_start", descending=[False, True]).collect("pandas").to_native()
    )
    return table.drop_duplicates("indicator", keep="last").reset_index(drop=True).astype({"value": float})


def _figure(table: pd.DataFrame) -> pd.Series[float]:
    """Return what moves from year to year: the value, or the rank of an indicator that has no other."""
    return table["value"].fillna(table["rank"].astype(float))


def _aims(table: pd.DataFrame) -> pd.DataFrame:
    """Return `target, document` in force for each indicator when its period ended; NaN and "" where there is none."""
    days = pd.to_datetime(table["period_end"]).dt.date
    found = [in_force(name, "province", day) for name, day in zip(table["indicator"], days, strict=True)]
    values = pd.Series([one.value if one else np.nan for one in found], index=table.index, dtype=float)
    documents = pd.Series([one.document if one else "" for one in found], index=table.index, dtype="object")
    return pd.DataFrame({"target": values, "document": documents})


def is_like_for_like(store: FactStore, measure_id: str, month: str, base: str, as_of: int | None = None) -> bool:
    """Whether two months may be compared: a merger or, for a count, a late district would read as a rise or a fall."""
    one = measure(measure_id)
    if territory.province(month) != territory.province(base):
        return False
    if one.unit == "percent":
        return True
    alone = [Selection(one.kind, each, each, as_of=as_of) for each in (month, base)]
    return len({readings.who_told(store, measure_id, each)[each.last] for each in alone}) == 1


def _known(figure: float | None) -> float | None:
    return None if pd.isna(figure) else figure
