"""Months written "2024-09": their days, their neighbours and the stretches they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference.period import Period

if TYPE_CHECKING:
    from datetime import date


def shift(month: str, by: int) -> str:
    """Return the month so many months later; one less than "2024-01" is "2023-12"."""
    year, number = (int(part) for part in month.split("-"))
    years, index = divmod(year * 12 + number - 1 + by, 12)
    return f"{years:04d}-{index + 1:02d}"


def stretch(first: str, last: str) -> tuple[str, ...]:
    """Return every month from the first to the last, both in; none where the last lies before the first."""
    months = []
    while first <= last:
        months.append(first)
        first = shift(first, 1)
    return tuple(months)


def last_day(month: str) -> date:
    """Return the month's last day: the day by which its units and targets are looked up."""
    return Period.parse(month).end
