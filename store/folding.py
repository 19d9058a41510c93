"""Receipts in their order -> which file's figures hold now: the later takes over, the withdrawn never was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from store.receipts import Receipt, ReportReceipt


class Key(NamedTuple):
    """The smallest thing that one file takes over from another; days are ISO text, `part` is of store.schema."""

    kind: str
    period_start: str
    period_end: str
    unit_id: str
    breakdown: str
    part: str


class Source(NamedTuple):
    """Where the figures of a key stand: the sha256 of the Parquet facts, and the receipt's number."""

    facts: str
    receipt: int


@dataclass(frozen=True, slots=True)
class State:
    """How an accepted file stands: of its `keys`, `current` still hold."""

    name: Literal["current", "partly-superseded", "superseded", "withdrawn"]
    keys: int
    current: int


def keys_of(report: ReportReceipt) -> Iterator[Key]:
    """Return every key that a report claims."""
    start, end = report.period.start.isoformat(), report.period.end.isoformat()
    for claim in report.claims:
        for unit in claim.units:
            for part in claim.parts:
                yield Key(report.kind, start, end, unit, report.breakdown, part)


def claims_of(receipt: Receipt, kind: str | None = None) -> dict[Key, Source]:
    """Return every key that a receipt claims, of one kind or of all, with its source."""
    reports = (report for report in receipt.reports if kind in {None, report.kind})
    return {key: Source(report.facts, receipt.number) for report in reports for key in keys_of(report)}


def withdrawn_in(receipts: Iterable[Receipt]) -> set[int]:
    """Return the numbers of the files that stand withdrawn after these, and of the decisions taken back."""
    gone: set[int] = set()
    for receipt in receipts:
        if receipt.withdraws is not None:
            gone.add(receipt.withdraws)
        if receipt.reinstates is not None:
            gone.discard(receipt.reinstates)
    return gone


def fold(receipts: Iterable[Receipt], kind: str | None = None) -> dict[Key, Source]:
    """Return what holds after these receipts, of one kind or of all.

    A reinstated file has the place that it had by its own number.
    """
    receipts = tuple(receipts)
    withdrawn = withdrawn_in(receipts)
    current: dict[Key, Source] = {}
    for receipt in receipts:
        if receipt.number not in withdrawn:
            current.update(claims_of(receipt, kind))
    return current


def states(receipts: Iterable[Receipt], current: Mapping[Key, Source]) -> dict[int, State]:
    """Return how each accepted file stands, by its number."""
    receipts = tuple(receipts)
    withdrawn = withdrawn_in(receipts)
    holding: dict[int, int] = {}
    for source in current.values():
        holding[source.receipt] = holding.get(source.receipt, 0) + 1
    return {
        receipt.number: _state(len(claims_of(receipt)), holding.get(receipt.number, 0), receipt.number in withdrawn)
        for receipt in receipts
        if receipt.event == "accepted"
    }


def _state(keys: int, current: int, is_withdrawn: bool) -> State:
    if is_withdrawn:
        return State("withdrawn", keys, 0)
    if current == keys:
        return State("current", keys, current)
    return State("partly-superseded" if current else "superseded", keys, current)
