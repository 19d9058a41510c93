"""What a container's reader hands over: sheets of cells and findings, or the one reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import TYPE_CHECKING

from loaders.report import Finding
from loaders.sheet import Cell, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from loaders.dossiers.listed import Listed
    from loaders.sheet import CellValue

RawValue = str | int | float | bool | datetime | date | time | timedelta | None
"""What an engine may give for a cell."""


@dataclass(frozen=True, slots=True)
class Contents:
    """One file's sheets. `container` is "xlsx", "html" ... as sniffed, or "" where the bytes are no workbook at all."""

    container: str
    sheets: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()
    lists: tuple[Listed, ...] = ()
    """Lists of dossiers, of which only counts are left (loaders.dossiers)."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What an uploaded zip of spreadsheets holds: (name, bytes) as stored, in its order, and what was not taken."""

    files: tuple[tuple[str, bytes], ...] = ()
    findings: tuple[Finding, ...] = ()


class Unreadable(Exception):  # noqa: N818 - it is an answer to the officer, not a fault of the program
    """The file ends here: `finding` says what it is and why it is not read."""

    def __init__(self, code: str, *, where: str = "", found: str = "", **values: str) -> None:
        super().__init__(code)
        self.finding = Finding("error", code, where=where, found=found, values=values)


def named(findings: Iterable[Finding], filename: str) -> tuple[Finding, ...]:
    """Return the findings with the file's name for their sentences."""
    return tuple(replace(finding, values={**finding.values, "name": filename}) for finding in findings)


def plain(value: RawValue) -> CellValue:
    """Return an engine's value as ours: a midnight is a date, a whole float an int, a duration its number of days."""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, timedelta):
        return value.total_seconds() / 86_400
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def cell(row: int, column: int, value: RawValue, number_format: str = "") -> Cell | None:
    """Return the cell, or None where nothing but blanks stands in it; a number that is none is an error cell."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, float) and not isfinite(value):
        return Cell(row, column, None, number_format, error="#NUM!")
    return Cell(row, column, plain(value), number_format)


def by_address(cells: Iterable[Cell | None]) -> dict[tuple[int, int], Cell]:
    """Return the cells that hold something, by (row, column)."""
    return {(cell.row, cell.column): cell for cell in cells if cell is not None}


def guarded(read: Callable[[bytes], tuple[Sheet, ...]], data: bytes) -> tuple[tuple[Sheet, ...] | None, str]:
    """Return an engine's sheets, or None and the name of what it raised.

    On damaged files the engines raise thirty unrelated types; calamine's Rust panic derives from BaseException alone.
    """
    try:
        return read(data), ""
    except (Unreadable, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 - see above; the name is kept and becomes a finding
        return None, type(error).__name__
