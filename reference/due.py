"""The day by which a month's report is due, by kind, from dated reference data."""

from __future__ import annotations

from datetime import date
from functools import cache

from reference import tables


@cache
def due_on(kind: str, month: str) -> date | None:
    """Return the day by which the report on a month ("2024-09") is due: in the month after; None where none is set."""
    year, number = map(int, month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    for row in tables.rows("due_days"):
        until = tables.day(row["valid_to"])
        if (
            row["kind"] == kind
            and date.fromisoformat(row["valid_from"]) <= following
            and not (until and until < following)
        ):
            return following.replace(day=int(row["day"]))
    return None
