"""Grids -> a file as it arrives: its name, the moment it was received, its bytes and the flaws planted in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from sample_data.flaws import Flaw, planted
from sample_data.layouts import excel, markup
from sample_data.model.curves import chance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from reference.period import Period
    from sample_data.layouts.grid import Grid

HANOI = timezone(timedelta(hours=7))
DUE_DAY = 5
SATURDAY = 5
HOUR = 10


@dataclass(frozen=True, slots=True)
class Written:
    """A file's bytes and what is wrong in it on purpose."""

    content: bytes
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the sample: its path below the folder ("2024/09/….xls"), when it came, and how it is made."""

    path: str
    received: datetime
    write: Callable[[], Written]


def due(period: Period, days_late: int = 0) -> date:
    """Return the working day on which reports of a period come in: the 5th of the next month, or the Monday after."""
    day = period.end + timedelta(days=DUE_DAY + days_late)
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def from_system(
    title: str,
    layout: str,
    period: Period,
    grid: Callable[[], Grid],
    *,
    days_late: int = 0,
    hour: int = HOUR,
    suffix: str = "",
    is_nested: bool = False,
    flaw: str = "",
) -> Document:
    """Return an export of the one-stop system: HTML named .xls, with the moment of its download in the name.

    `flaw` tells what is wrong in the file as a whole, "" for nothing.
    """
    received = _moment(period, title + suffix, days_late, hour)
    stamp = f"{received.day}_{received.month}_{received.year} {received.hour}_{received.minute}"
    path = f"{_folder(period)}/{title} {stamp}{suffix}.xls"

    def write() -> Written:
        drawn, found = planted(grid(), layout, f"{period}", path)
        return Written(markup.workbook(drawn, is_nested=is_nested), (*_of_file(path, flaw), *found))

    return Document(path, received, write)


def from_clerk(
    name: str,
    layouts: Sequence[str],
    period: Period,
    grids: Callable[[], Sequence[Grid]],
    *,
    days_late: int = 0,
    hour: int = HOUR,
    flaw: str = "",
) -> Document:
    """Return a workbook typed by a clerk; `layouts` names its sheets' layouts in order, `flaw` is as above."""
    received = _moment(period, name, days_late, hour)
    path = f"{_folder(period)}/{name}.xlsx"

    def write() -> Written:
        pairs = [planted(grid, layout, f"{period}", path) for layout, grid in zip(layouts, grids(), strict=True)]
        content = excel.workbook([grid for grid, _ in pairs], received.date())
        return Written(content, (*_of_file(path, flaw), *(one for _, found in pairs for one in found)))

    return Document(path, received, write)


def _of_file(path: str, flaw: str) -> tuple[Flaw, ...]:
    return (Flaw(path, "", "", flaw),) if flaw else ()


def _folder(period: Period) -> str:
    is_year = period.end.month != period.start.month
    return f"{period.start:%Y}" if is_year else f"{period.start:%Y/%m}"


def _moment(period: Period, name: str, days_late: int, hour: int) -> datetime:
    """Return a moment within two hours from `hour`."""
    minutes = round(59 * (1 + chance("received", f"{period}", name)))
    return datetime.combine(due(period, days_late), time(hour + minutes // 60, minutes % 60), HANOI)
