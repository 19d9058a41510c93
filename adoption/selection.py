"""What an officer chose to look at: kind, months, units, level of service, sector, procedure or holder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from adoption import months

Borders = Literal["then", "now", "old"]
"""The units to show: those of each month, those of today, or those until June 2025."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Months are "2024-09", both ends belong to it; an empty tuple or None means "all".

    `level` is a level of service ("all", "full", "partial", "info"); `unit_levels` are levels of units ("department",
    "district", "commune"); `as_of` is a ledger number: the figures as they stood after that receipt.
    """

    kind: str
    first: str
    last: str
    units: tuple[str, ...] = ()
    unit_levels: tuple[str, ...] = ()
    level: str = "all"
    sector: str | None = None
    procedure: str | None = None
    holder: str | None = None
    as_of: int | None = None
    borders: Borders = "then"

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a selection ends before it starts: {self.first!r} .. {self.last!r}")

    @property
    def months(self) -> tuple[str, ...]:
        """Every month of it."""
        return months.stretch(self.first, self.last)

    @property
    def before(self) -> Selection:
        """The same choice over the stretch of equal length just before."""
        count = len(self.months)
        return replace(self, first=months.shift(self.first, -count), last=months.shift(self.first, -1))

    @property
    def year_before(self) -> Selection:
        """The same choice over the same months of the year before."""
        return replace(self, first=months.shift(self.first, -12), last=months.shift(self.last, -12))
