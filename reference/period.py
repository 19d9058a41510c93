"""The stretch of days that a report, a unit or a target holds for."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
"""Where days are counted, whatever a server's clock says; the country has no summer time."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Closed dates: both days belong to it. "Tháng 9/2024" and 15/8-14/9 are different periods."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period ends before it starts: {self.start!r} .. {self.end!r}")

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Return the calendar month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read "2024-09", "2024" or "2024-09-01..2024-09-30"; ValueError for anything else."""
        if ".." in text:
            start, end = text.split("..")
            return cls(date.fromisoformat(start), date.fromisoformat(end))
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 1:
            return cls(date(parts[0], 1, 1), date(parts[0], 12, 31))
        year, month = parts
        return cls.month(year, month)

    @property
    def is_calendar_month(self) -> bool:
        """Whether it is one whole calendar month."""
        return self == Period.month(self.start.year, self.start.month)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    @property
    def reporting_month(self) -> str | None:
        """The month it reports on as "2024-09": a calendar month, or the legal 15th-14th by the month it ends in.

        None for any other stretch (Circular 01/2020/TT-VPCP lets offices report from the 15th to the 14th).
        """
        legal = self.start.day == 15 and self.end.day == 14 and self.days <= 31
        if not (self.is_calendar_month or legal):
            return None
        return f"{self.end:%Y-%m}"

    def overlaps(self, other: Period) -> bool:
        """Whether a day belongs to both."""
        return self.start <= other.end and other.start <= self.end

    def previous_month(self) -> Period:
        """Return the calendar month before the one it starts in."""
        before = self.start.replace(day=1) - timedelta(days=1)
        return Period.month(before.year, before.month)

    def __str__(self) -> str:
        return f"{self.start:%Y-%m}" if self.is_calendar_month else f"{self.start}..{self.end}"
