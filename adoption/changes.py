"""Two states of the ledger -> every cell that reads otherwise, with the event that brought what holds now."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import narwhals as nw
import pandas as pd

from adoption import consequence
from reference.period import Period
from store import folding, schema
from store.folding import Key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import Any

    from adoption.facts import FactStore
    from store.receipts import Receipt

CHANGE_COLUMNS = (
    *("kind", "period_start", "period_end", "month", "unit_id", "part", "field"),
    *("old", "new", "change", "receipt", "event", "filename", "by", "at", "why"),
)
_NAMING = ("period_start", "period_end", "unit_id", "part", "field")


def between(store: FactStore, kind: str, older: int, newer: int) -> pd.DataFrame:
    """Return one row a cell of the kind that reads otherwise after ledger number `newer` than after `older`.

    Columns: `kind, period_start, period_end`, `month` ("2024-09", None of other stretches), `unit_id, part, field, old,
    new` and `change` ("new", "restated", "gone") as of consequence.compare; and of the event that brought what holds
    now: `receipt` (its number), `event` ("accepted", "withdrawn", "reinstated"), `filename` (of the file that came, or
    was taken back), `by, at, why`.
    """
    receipts = tuple(receipt for receipt in store.receipts() if receipt.number <= newer)
    brought = _bringers(receipts, older, kind)
    if not brought:
        return pd.DataFrame(columns=list(CHANGE_COLUMNS))
    cells = consequence.compare(_facts(store, kind, older, brought), _facts(store, kind, newer, brought), kind)
    cells = cells[cells["change"] != "unchanged"].reset_index(drop=True)
    events = [brought[_key(kind, cell)] for cell in cells[[*_NAMING]].itertuples(index=False, name=None)]
    names = {receipt.number: receipt.filename for receipt in receipts}
    told = [_told(event, names) for event in events]
    months = [
        _stretch(*days).month for days in cells[["period_start", "period_end"]].itertuples(index=False, name=None)
    ]
    whole = cells.assign(month=pd.Series(months, dtype="object")).join(pd.DataFrame(told, columns=list(_Told._fields)))
    return whole[list(CHANGE_COLUMNS)]


class _Told(NamedTuple):
    receipt: int
    event: str
    filename: str
    by: str
    at: Any
    why: str


def _told(event: Receipt, names: dict[int, str]) -> _Told:
    filename = event.filename or names[_touched(event)]
    return _Told(event.number, event.event, filename, event.by, event.at, event.why)


def _touched(event: Receipt) -> int:
    """Return the number of the file that an event is about."""
    return event.withdraws or event.reinstates or event.number


def _bringers(receipts: Sequence[Receipt], older: int, kind: str) -> dict[Key, Receipt]:
    """Return for each key that another file holds in the end than after `older` the last event that changed it."""
    claims = {one.number: folding.claims_of(one, kind) for one in receipts if one.event == "accepted"}
    gone = folding.withdrawn_in(one for one in receipts if one.number <= older)
    claimants: dict[Key, list[int]] = defaultdict(list)
    for number, keys in claims.items():
        for key in keys:
            claimants[key].append(number)
    before: dict[Key, int | None] = {}
    held: dict[Key, int | None] = {}
    brought: dict[Key, Receipt] = {}
    for event in (one for one in receipts if one.number > older and _touched(one) in claims):
        after = folding.withdrawn_in(one for one in receipts if one.number <= event.number)
        for key in claims[_touched(event)]:
            was = held.setdefault(key, _holder(claimants[key], event.number - 1, gone))
            before.setdefault(key, was)
            held[key] = _holder(claimants[key], event.number, after)
            if held[key] != was:
                brought[key] = event
        gone = after
    return {key: event for key, event in brought.items() if held[key] != before[key]}


def _holder(claimants: Iterable[int], number: int, gone: Collection[int]) -> int | None:
    """Return which file holds a key after an event: the last that claims it and is not withdrawn."""
    return max((one for one in claimants if one <= number and one not in gone), default=None)


def _facts(store: FactStore, kind: str, number: int, keys: Iterable[Key]) -> pd.DataFrame:
    """Return the facts after an event of the periods and units of the keys."""
    starts = sorted({date.fromisoformat(key.period_start) for key in keys})
    units = sorted({key.unit_id for key in keys})
    rows = store.facts(kind, number).filter(nw.col("period_start").is_in(starts), nw.col("unit_id").is_in(units))
    table: pd.DataFrame = rows.sort("receipt", "row").collect("pandas").to_native()
    return table


def _key(kind: str, cell: tuple[Any, ...]) -> Key:
    """Return the key of a cell: the first word of its part is its breakdown, the second of a headline its indicator."""
    start, end, unit_id, part, field = cell
    breakdown, _, rest = part.partition(" / ")
    named = rest if kind == "headline" else schema.KINDS[kind].part_of(field)
    stretch = _stretch(start, end)
    return Key(kind, stretch.first, stretch.last, unit_id, breakdown, named or "")


class _Stretch(NamedTuple):
    first: str
    last: str
    month: str | None


@cache
def _stretch(start: Any, end: Any) -> _Stretch:  # noqa: ANN401 - days of pandas
    """Write a cell's days as keys do, with the month they report on; thousands of cells share them."""
    period = Period(pd.Timestamp(start).date(), pd.Timestamp(end).date())
    return _Stretch(period.start.isoformat(), period.end.isoformat(), period.reporting_month)
