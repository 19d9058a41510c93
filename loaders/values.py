"""Reads one cell as a count, a percentage or a plain number, and says why where it cannot.

Counts of dossiers, documents and certificates are whole: a dot, comma or space in one groups thousands (`1.264`,
`1,264`, `1 264`), so a decimal reading is never considered. A ratio has one decimal mark, dot or comma.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

from loaders.words import fold

if TYPE_CHECKING:
    from loaders.sheet import Cell

DASHES = frozenset("-–—−‐‑")
SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f\u200b\ufeff]+")
_PLAIN = re.compile(r"\+?[0-9]+")
GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([., '’])[0-9]{3})(?:\1[0-9]{3})*")
_WHOLE_WITH_DECIMALS = re.compile(r"([0-9]+)[.,]0{1,2}")
_GROUPED_WITH_DECIMALS = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+),0{1,2}|([1-9][0-9]{0,2}(?:,[0-9]{3})+)\.0{1,2}")
_MARKS = frozenset(
    map(fold, ("x", "v", "có", "không", "ko", "n/a", "na", "không có", "chưa có", "chưa báo cáo", "KBC"))
)
_TICKS = frozenset("✓✔√×")
_LABELLED = re.compile(r"\s*([^\W\d][^:]*?)\s*:\s*(\S.*?)\s*")
_COUNTED = tuple(map(fold, ("số lượng", "số hồ sơ", "tổng số", "SL")))
_SHARED = tuple(map(fold, ("tỷ lệ", "tỉ lệ", "TL")))
_DECIMAL = re.compile(r"([-+]?[0-9]+)(?:[.,]([0-9]+))?")
_GROUPED_DECIMAL = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)|([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)")
_RANK = re.compile(r"(?:hạng|thứ)?\s*([0-9]{1,3})(?:\s*/\s*([0-9]{1,3}))?", re.IGNORECASE)
_LARGEST = 10**12
_LONGEST = 20
"""Digits of a number that is read; those before them can only be noughts."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell was read as: a value; or none and a `mark` ("-": no such case); or a `problem`, a finding's code."""

    value: float | int | None = None
    mark: str = ""
    problem: str = ""
    decimals: int = 0


NOTHING = Read()


def count(cell: Cell | None) -> Read:
    """Read a whole number, not negative. Blank is no value; a dash is "no such case"; anything else a problem."""
    if cell is None:
        return NOTHING
    if nothing := unread(cell):
        return nothing
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return Read(problem="not-a-count")
    if isinstance(value, str):
        own = _labelled(value, _COUNTED)
        return own if isinstance(own, Read) else count_of_text(SPACES.sub(" ", own).strip())
    # A 1 shown as "100%" is a share that stands where a count should.
    return Read(problem="not-a-count") if "%" in cell.format else _count_of_number(value)


def unread(cell: Cell) -> Read | None:
    """Tell apart what no column can read: an error, a formula without a result, a date, a mark, a blank, a dash."""
    if cell.error or cell.stale:
        return Read(problem="error-cell" if cell.error else "stale-formula")
    if isinstance(cell.value, (date, time)):
        return Read(problem="date-for-figure")
    if isinstance(cell.value, str) and (fold(cell.value) in _MARKS or cell.value.strip() in _TICKS):
        return Read(problem="mark-for-figure")
    if cell.value is None or (isinstance(cell.value, str) and not SPACES.sub("", cell.value)):
        return NOTHING
    if isinstance(cell.value, str) and SPACES.sub("", cell.value) in DASHES:
        return Read(mark="-")
    return None


def _labelled(text: str, labels: tuple[str, ...]) -> str | Read:
    """Return the one value under one of the labels where a cell holds several ("Số lượng: 1.234", "Tỷ lệ: 98.5%").

    A cell of one value without a label is returned as it is. Several without labels, or none of ours, are a problem.
    """
    parts = [part for part in re.split(r"[\n;]", text) if SPACES.sub("", part)]
    named = [found.groups() for part in parts if (found := _LABELLED.fullmatch(part))]
    if not named and len(parts) < 2:
        return text
    own = [value for name, value in named if fold(name) in labels]
    return own[0] if len(named) == len(parts) and len(own) == 1 else Read(problem="several-values")


def _count_of_number(value: float) -> Read:
    if value < 0 or value >= _LARGEST or value != value:  # noqa: PLR0124 the last is how a NaN shows itself
        return Read(problem="not-a-count")
    if value == int(value):
        return Read(int(value))
    # A spreadsheet that took the dot of "1.264" for a decimal mark leaves at most three decimals.
    thousandfold = round(value * 1000, 6)
    return Read(problem="damaged-thousands" if thousandfold == int(thousandfold) else "not-a-count")


def count_of_text(text: str) -> Read:
    """Read digits, plain or grouped, as a whole number."""
    if _PLAIN.fullmatch(text):
        digits = text.lstrip("+")
    elif GROUPED.fullmatch(text):
        digits = re.sub(r"[^0-9]", "", text)
    elif whole := _WHOLE_WITH_DECIMALS.fullmatch(text) or _GROUPED_WITH_DECIMALS.fullmatch(text):
        digits = re.sub(r"[.,]", "", next(part for part in whole.groups() if part))
    else:
        return Read(problem="not-a-count")
    value = int(digits[-_LONGEST:])  # Python refuses to read thousands of digits at all
    return Read(value) if value < _LARGEST and not digits[:-_LONGEST].strip("0") else Read(problem="not-a-count")


def percent(cell: Cell | None) -> Read:
    """Read a printed percentage as a number of percents: "57.76 %", "57,76%", 57.76, or 0.5776 in a percent format."""
    if cell and isinstance(cell.value, str) and not cell.error:
        own = _labelled(cell.value, _SHARED)
        if isinstance(own, Read):
            return own
        cell = replace(cell, value=own)
    read = decimal(cell)
    return Read(problem="not-a-percentage") if read.problem == "not-a-number" else read


def _percent_of_number(value: float, number_format: str) -> Read:
    if "%" not in number_format:
        return Read(value, decimals=_decimals_of(value))
    shown = re.search(r"\.(0+)", number_format)
    return Read(round(value * 100, 9), decimals=len(shown.group(1)) if shown else 0)


def _decimals_of(value: float) -> int:
    return len(repr(value).partition(".")[2].rstrip("0"))


def decimal(cell: Cell | None) -> Read:
    """Read a number that may have decimals, grouped digits or a percent sign."""
    if cell is None:
        return NOTHING
    if nothing := unread(cell):
        return nothing
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        return _percent_of_number(float(cell.value), cell.format)
    if not isinstance(cell.value, str):
        return Read(problem="not-a-number")
    return decimal_of_text(SPACES.sub("", cell.value).removesuffix("%"))


def decimal_of_text(text: str) -> Read:
    """Read a number whose last mark is its decimal one."""
    if grouped := _GROUPED_DECIMAL.fullmatch(text):
        whole, fraction = (part for part in grouped.groups() if part is not None)
        return Read(float(f"{re.sub(r'[.,]', '', whole)}.{fraction}"), decimals=len(fraction))
    if plain := _DECIMAL.fullmatch(text):
        whole, fraction = plain.groups()
        return Read(float(f"{whole}.{fraction or 0}"), decimals=len(fraction or ""))
    return Read(problem="not-a-number")


def rank(text: str) -> tuple[int, int | None] | None:
    """Read "7", "7/63" or "Hạng 7/63" as a rank and out of how many; None for anything else."""
    found = _RANK.fullmatch(text.strip())
    return (int(found.group(1)), int(found.group(2)) if found.group(2) else None) if found else None
