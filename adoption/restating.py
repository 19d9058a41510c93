"""A measure and a selection -> the months whose figures a later file restated, with what they were before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from adoption import arithmetic, carrying, figures
from store import folding, schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adoption.arithmetic import Arithmetic
    from adoption.facts import FactStore
    from adoption.selection import Selection
    from store.folding import Key

RESTATED_COLUMNS = ("month", "unit_id", "part_id", "numerator", "denominator", "value")
_PARTS = ("numerator", "denominator")


def restated(store: FactStore, measure_id: str, selection: Selection) -> pd.DataFrame:
    """Return the units and months whose figure was first accepted as another than it is now.

    Columns: `month, unit_id`; `part_id`, the unit that reported (another one where figures are carried into other
    borders); and what its figure was at first: `numerator, denominator, value`. Files that look at a unit differently
    (see store.facts.breakdown_of) restate nothing of each other.
    """
    how = arithmetic.of(measure_id)
    parts = carrying.parts(selection)[["month", "unit_id", "part_id"]]
    named = replace(selection, units=tuple(parts["part_id"].dropna().unique()))
    moved = _moved(store, how, named).rename(columns={"unit_id": "part_id"})
    shown = parts.merge(moved, on=["month", "part_id"])
    return shown.assign(value=figures.value(shown, how))[list(RESTATED_COLUMNS)]


def _moved(store: FactStore, how: Arithmetic, selection: Selection) -> pd.DataFrame:
    """Return `month, unit_id` and the parts as they were at first, of the figures that are others now."""
    found = [_at(store, how, selection, *one) for one in _first_accepted(store, how, selection).items()]
    then = pd.concat(found) if found else pd.DataFrame(columns=["month", "unit_id", *_PARTS])
    now = figures.of_store(store, how, selection)
    both = then.merge(now, on=["unit_id", "month"], how="left", suffixes=("", "_now"))
    is_moved = pd.Series(data=False, index=both.index)
    for name in _PARTS:
        is_moved |= both[name].fillna(-1) != both[f"{name}_now"].fillna(-1)
    return both.loc[is_moved & both["numerator"].notna(), ["month", "unit_id", *_PARTS]]


def _first_accepted(store: FactStore, how: Arithmetic, selection: Selection) -> dict[int, list[tuple[str, str]]]:
    """Return the (unit, month) that a later file took over, by the number of the file that gave them first."""
    seen: dict[Key, int] = {}
    first: dict[tuple[str, str], int] = {}
    for number, month, key in _claimed(store, how, selection):
        if key in seen:
            first.setdefault((key.unit_id, month), seen[key])
        seen.setdefault(key, number)
    pairs: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for pair, number in first.items():
        pairs[number].append(pair)
    return pairs


def _claimed(store: FactStore, how: Arithmetic, selection: Selection) -> Iterator[tuple[int, str, Key]]:
    """Yield every key that the measure reads, with its month and the number of each file that gave it, in order."""
    parts = {schema.KINDS[how.kind].part_of(field) for field in how.parts}
    units = set(selection.units)
    accepted = [one for one in store.receipts() if one.event == "accepted"]
    for receipt in (one for one in accepted if not selection.as_of or one.number <= selection.as_of):
        for report in (one for one in receipt.reports if one.kind == how.kind):
            month = report.period.reporting_month
            if month and selection.first <= month <= selection.last:
                keys = (key for key in folding.keys_of(report) if key.part in parts)
                yield from ((receipt.number, month, key) for key in keys if key.unit_id in units)


def _at(
    store: FactStore, how: Arithmetic, selection: Selection, number: int, pairs: Sequence[tuple[str, str]]
) -> pd.DataFrame:
    """Return the figures of some (unit, month) as they stood after an event: `month, unit_id` and the parts."""
    wanted = pd.DataFrame(pairs, columns=["unit_id", "month"])
    told = figures.of_store(store, how, replace(selection, as_of=number))
    return wanted.merge(told, on=["unit_id", "month"], how="left")[["month", "unit_id", *_PARTS]]
