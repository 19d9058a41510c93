"""Reads of which month a sheet's or file's name speaks: never taken for the period, only compared with it and offered.

"T9-2024", "Thang 9", "9.2024", "bao-cao-thang-08-2024.xlsx" speak of a month. A whole date does not: systems write the
day of the download into a file's name ("... 15_9_2024 8_5.xls", measured on a production system's exports).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from reference.period import Period

_EXTENSION = re.compile(r"\.(?:xls[xmb]?|ods|csv|zip|html?)$", re.IGNORECASE)
_PART = r"[\s._/-]*"
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[-._/ ]\d{1,2}[-._/ ](?:20)?\d{2}"
    r"|20\d{2}[-._/ ]\d{1,2}[-._/ ]\d{1,2}|20\d{6}|\d{4}20\d{2})(?!\d)"
)
_WITH_WORD = re.compile(rf"(?<![a-z])(?:thang|t){_PART}(\d{{1,2}})(?!\d)(?:{_PART}(?:nam)?{_PART}(20\d{{2}})(?!\d))?")
_MONTH_YEAR = re.compile(r"(?<![\da-z.])(\d{1,2})[-._/](20\d{2})(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)(20\d{2})[-._/]?(\d{2})(?!\d)")
_SEVERAL = re.compile(
    rf"\d\s*thang|(?<![a-z])(?:quy|quarter|q)(?![a-z])|(?<![a-z])(?:thang|t){_PART}\d{{1,2}}\s*(?:-|den|toi)\s*\d{{1,2}}(?!\d)"
)


@dataclass(frozen=True, slots=True)
class NamedMonth:
    """A month that a name speaks of; `year` None where it does not say."""

    month: int
    year: int | None

    def __str__(self) -> str:
        return f"{self.month}/{self.year}" if self.year else str(self.month)

    def differs(self, period: Period) -> bool:
        """Whether a report on the period is on another month: one that does not end in it."""
        return period.end.month != self.month or self.year not in (None, period.end.year)


def _letters(name: str) -> str:
    """Return the name in lower-case letters without any marks, as names of files are often written."""
    return "".join(one for one in normalize("NFD", name.casefold()) if not combining(one)).replace("đ", "d")


def named_month(name: str) -> NamedMonth | None:
    """Return the one month the name speaks of; None where it speaks of none, of several, or of a whole date."""
    plain = _letters(PurePath(name).stem if _EXTENSION.search(name) else name).replace("_", "-")
    if _SEVERAL.search(plain):
        return None
    plain = _DATE.sub(" ", plain)
    found = {NamedMonth(int(month), int(year) if year else None) for month, year in _WITH_WORD.findall(plain)}
    if not found:
        found = {NamedMonth(int(month), int(year)) for month, year in _MONTH_YEAR.findall(plain)}
        found |= {NamedMonth(int(month), int(year)) for year, month in _YEAR_MONTH.findall(plain)}
    found = {one for one in found if 1 <= one.month <= 12}
    return found.pop() if len(found) == 1 else None
