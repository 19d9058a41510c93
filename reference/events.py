"""events.csv -> the dated events that a series should be read with: borders, rules, targets, campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from reference import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

Sort = Literal["borders", "rule", "target", "campaign"]


@dataclass(frozen=True, slots=True)
class Event:
    """What changed on a day. `levels` of units and `report_kinds` are those that it touches; none named is all."""

    day: date
    sort: Sort
    levels: tuple[str, ...]
    report_kinds: tuple[str, ...]
    vietnamese: str
    english: str
    document: str
    source: str

    @property
    def month(self) -> str:
        """The month from which figures are of after it, as "2025-07"."""
        return f"{self.day:%Y-%m}"

    def label(self, language: str) -> str:
        """Say it to a reader of "vi" or "en"."""
        return self.vietnamese if language == "vi" else self.english

    def touches(self, report_kind: str, level: str | None = None) -> bool:
        """Whether it matters to a kind's figures of a level; None is the province, to which every level matters."""
        is_of_kind = not self.report_kinds or report_kind in self.report_kinds
        return is_of_kind and (level is None or not self.levels or level in self.levels)


@cache
def all_events() -> tuple[Event, ...]:
    """List every event on record, oldest first."""
    return tuple(sorted((_event(row) for row in tables.rows("events")), key=lambda one: one.day))


def between(first: str, last: str, report_kind: str, level: str | None = None) -> tuple[Event, ...]:
    """List the events of the months "2024-09" .. "2025-08" that touch a kind's figures of a level, oldest first."""
    return tuple(one for one in all_events() if first <= one.month <= last and one.touches(report_kind, level))


def _event(row: Mapping[str, str]) -> Event:
    return Event(
        day=date.fromisoformat(row["day"]),
        sort=cast("Sort", row["sort"]),
        levels=tuple(filter(None, row["levels"].split("|"))),
        report_kinds=tuple(filter(None, row["report_kinds"].split("|"))),
        vietnamese=row["vietnamese"],
        english=row["english"],
        document=row["document"],
        source=row["source"],
    )
