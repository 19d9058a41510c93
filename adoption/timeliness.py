"""What became of each report that was due: judged by what it says and the day it came, never by a click.

A report that came on time and whole is "on_time". Another state is told in this order: "withdrawn" or "not_sent" (no
current report), "empty" (it names the unit and gives no figure and no "-"), "copied" (every larger figure is that of
the month before), "partial" (it lacks a part that most units of its level gave), "late".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import compress
from typing import TYPE_CHECKING, Literal

import narwhals as nw
import pandas as pd

from adoption import completeness, guards, months
from adoption.facts import events
from reference.due import due_on
from store import folding, schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from adoption.facts import FactStore

Timeliness = Literal["on_time", "late", "partial", "copied", "empty", "withdrawn", "not_sent"]

TIMELY: tuple[Timeliness, ...] = ("on_time", "late", "partial", "copied", "empty", "withdrawn", "not_sent")
"""From what is best to what is worst."""

COLUMNS = ("unit_id", "unit_name", "unit_level", "month", "state", "received_on", "days_late", "lacks")
_FEWEST_PEERS = 3
_UnitMonth = tuple[str, str]


def matrix(
    store: FactStore, kind: str, first: str, last: str, *, as_of: int | None = None, language: str = "vi"
) -> pd.DataFrame:
    """Return one row a month and unit that owes it, of the months first..last, month by month in official order.

    Columns: `unit_id, unit_name, unit_level, month`; `state` (see TIMELY); `received_on` (the day its first report that
    was not taken back came, None without one); `days_late` (1 and more, 0 in time, NaN without a report or a due day);
    `lacks` (the parts of store.schema that most units of its level gave and it did not, separated by a space).
    """
    rows = _due(kind, first, last, language)
    facts = _facts(store, kind, months.shift(first, -1), last, as_of)
    given, came = _given(facts, kind), _first_days(store, kind, as_of)
    pairs = list(zip(rows["unit_id"], rows["month"], strict=True))
    rows["received_on"] = pd.Series([came.get(pair) for pair in pairs], index=rows.index, dtype="object")
    rows["days_late"] = [_days_late(kind, month, came.get((unit_id, month))) for unit_id, month in pairs]
    rows["lacks"] = _lacking(rows, given, frozenset(schema.KINDS[kind].of_lists))
    states = {**dict.fromkeys(_taken_back(store, kind, first, last, as_of), "withdrawn"), **_judged(facts, kind, given)}
    rows["state"] = [states.get(pair, "not_sent") for pair in pairs]
    whole = rows["state"] == "on_time"
    rows.loc[whole & (rows["days_late"] > 0), "state"] = "late"
    rows.loc[whole & (rows["lacks"] != ""), "state"] = "partial"
    return rows[list(COLUMNS)]


def _due(kind: str, first: str, last: str, language: str) -> pd.DataFrame:
    due = [
        (unit.id, unit.label(language), unit.level, month)
        for month in months.stretch(first, last)
        for unit in completeness.expected(kind, month)
    ]
    return pd.DataFrame(due, columns=list(COLUMNS[:4]))


def _facts(store: FactStore, kind: str, first: str, last: str, as_of: int | None) -> pd.DataFrame:
    rows = store.facts(kind, as_of).filter(
        nw.col("month") >= first, nw.col("month") <= last, ~nw.col("unit_id").is_null()
    )
    table: pd.DataFrame = rows.collect("pandas").to_native()
    return table


def _given(facts: pd.DataFrame, kind: str) -> dict[_UnitMonth, frozenset[str]]:
    """Return the parts with a figure or a "-" of each unit and month that has a current report."""
    given = pd.DataFrame({"unit_id": facts["unit_id"], "month": facts["month"]})
    dashes = facts["dashes"].fillna("").str.split()
    for part, counts in schema.KINDS[kind].parts.items():
        is_dashed = dashes.map(lambda names, counts=counts: not set(counts).isdisjoint(names))
        given[part] = facts[list(counts)].notna().any(axis=1) | is_dashed.astype(bool)
    grouped = given.groupby(["unit_id", "month"]).any()
    return {
        pair: frozenset(compress(grouped.columns, flags))
        for pair, flags in zip(grouped.index, grouped.to_numpy(), strict=True)
    }


def _judged(facts: pd.DataFrame, kind: str, given: Mapping[_UnitMonth, frozenset[str]]) -> dict[_UnitMonth, Timeliness]:
    """Call each current report empty, copied or, until its day and parts are looked at, on time."""
    copied = _copied(facts, kind)
    return {pair: "empty" if not parts else "copied" if pair in copied else "on_time" for pair, parts in given.items()}


def _copied(facts: pd.DataFrame, kind: str) -> set[_UnitMonth]:
    """Return the units and months of which every larger figure of a flow is the one of the month before."""
    keys = ["unit_id", "part", "field"]
    cells = guards.cells(facts, kind).drop_duplicates([*keys, "month"])
    if cells.empty:
        return set()
    after = {month: months.shift(str(month), 1) for month in cells["month"].unique()}
    before = cells.assign(month=cells["month"].map(after))
    telling = cells[cells["figure"] >= guards.SMALLEST_FIGURE]
    both = telling.merge(before, on=[*keys, "month"], how="left", suffixes=("", "_before"))
    both["equal"] = both["figure"] == both["figure_before"]
    found = both.groupby(["unit_id", "month"]).agg(
        equal=("equal", "all"), count=("equal", "size"), sum=("figure", "sum")
    )
    by_no_chance = (found["count"] >= guards.FEWEST_OF_A_UNIT) & (found["sum"] >= guards.LEAST_OF_A_UNIT)
    return set(found.index[found["equal"] & by_no_chance])


def _first_days(store: FactStore, kind: str, as_of: int | None) -> dict[_UnitMonth, date]:
    """Return the day on which the first file that counts came, by unit and month."""
    told = events(store, as_of)
    gone = folding.withdrawn_in(told)
    days: dict[_UnitMonth, date] = {}
    for receipt in told:
        day = receipt.day
        for report in receipt.reports if receipt.number not in gone else ():
            if report.kind == kind and (month := report.period.reporting_month):
                for unit_id in report.units:
                    days[unit_id, month] = min(day, days.get((unit_id, month), day))
    return days


def _taken_back(store: FactStore, kind: str, first: str, last: str, as_of: int | None) -> set[_UnitMonth]:
    return {(unit_id, month) for month, unit_id in completeness.withdrawn(store, kind, first, last, as_of=as_of)}


def _days_late(kind: str, month: str, came: date | None) -> float:
    due = due_on(kind, month)
    return float("nan") if due is None or came is None else max(0, (came - due).days)


def _lacking(rows: pd.DataFrame, given: Mapping[_UnitMonth, frozenset[str]], unowed: frozenset[str]) -> list[str]:
    """Name the parts that more than half of the units of its level gave for the month, and a unit did not.

    `unowed` are those that nobody misses.
    """
    own = [given.get(pair, frozenset()) for pair in zip(rows["unit_id"], rows["month"], strict=True)]
    peers: defaultdict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    groups = list(zip(rows["month"], rows["unit_level"], strict=True))
    for group, parts in zip(groups, own, strict=True):
        if parts:
            peers[group].append(parts)
    usual = {group: _usual(of_peers) - unowed for group, of_peers in peers.items()}
    return [" ".join(sorted(usual[group] - parts)) if parts else "" for group, parts in zip(groups, own, strict=True)]


def _usual(peers: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the parts that more than half gave; none where too few reported to tell."""
    counts = Counter(part for parts in peers for part in parts)
    return frozenset(part for part, count in counts.items() if len(peers) >= _FEWEST_PEERS and count > len(peers) / 2)
