"""Days as lists write them into dates: dd/MM/yyyy with or without a time, or a spreadsheet's own dates.

A day is never read as MM/dd: 09/25/2024 is no day here, and what looks as if another program had read 05/09 as May 9
is told.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_TIME = (
    r"(?:\d{1,2}(?::\d{1,2}){1,2}(?:\.\d+)?(?:\s*[AaPpSsCc][MmAaHh])?|\d{1,2}\s*(?:giờ|[hg])\s*\d{0,2}(?:\s*phút|p|')?)"
)
_PRINTED = re.compile(rf"(?:{_TIME}[\s,-]*)?(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}})(?:[\s,-]+{_TIME})?")
_TYPED = re.compile(rf"(\d{{4}})-(\d{{2}})-(\d{{2}})(?:[ T]{_TIME})?")
_BEGINNING = re.compile(r"(\d{1,2}([/.-])\d{1,2}\2\d{4}|\d{4}-\d{2}-\d{2})(?:[\s,T-]+[\d:hg]*)?")
BEGINNING_LENGTH = 13
"""So many letters hold any day and the hour after it; a list's hours are far fewer than its minutes and seconds."""
LONGEST = len("05/09/2024 08:05:33")
"""A longer text is read whole: it may hold a second day."""
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def read(text: str) -> date | None:
    """Return the day, or None where the text is none for sure."""
    text = " ".join(text.split())
    if printed := _PRINTED.fullmatch(text):
        day, _, month, year = printed.groups()
    elif typed := _TYPED.fullmatch(text):
        year, month, day = typed.groups()
    else:
        return None
    try:
        read_day = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return read_day if _FIRST_YEAR <= read_day.year <= _LAST_YEAR else None


def begun(text: str) -> date | None:
    """Return the day that the first letters of a text write, or None where the whole text is needed."""
    beginning = _BEGINNING.fullmatch(text.strip())
    return read(beginning[1]) if beginning else None


def look_swapped(beginnings: Iterable[str]) -> bool:
    """Whether day and month look swapped on the way: some days are dates, some text, and none of the dates is past 12.

    A program set to American days takes 05/09/2024 for May 9 and leaves 25/09/2024 as text.
    """
    typed: set[int] = set()
    printed: set[int] = set()
    for text in beginnings:
        if (day := begun(text)) is not None:
            (typed if text.strip()[4] == "-" else printed).add(day.day)
    return bool(typed and printed) and max(typed) <= 12 < min(printed)
