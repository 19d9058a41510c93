"""The day by which a month's report is due, by kind, from dated reference data."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from reference import tables

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def due_on(kind: str, month: str) -> date | None:
    """Return the day by which the report on a month ("2024-09") is due: in the month after; None where none is set."""
    row, following = _rule(kind, month)
    return following.replace(day=int(row["day"])) if row else None


def basis(kind: str, month: str) -> str:
    """Say, as an English sentence for `locales.translator`, what that day rests on; "" where none is set."""
    row, _ = _rule(kind, month)
    return row["basis"] if row else ""


def _rule(kind: str, month: str) -> tuple[Mapping[str, str] | None, date]:
    """Return the row in force in the month after a month, and the first day of that."""
    year, number = map(int, month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    for row in tables.rows("due_days"):
        until = tables.day(row["valid_to"])
        has_begun = date.fromisoformat(row["valid_from"]) <= following
        if row["kind"] == kind and has_begun and not (until and until < following):
            return row, following
    return None, following
