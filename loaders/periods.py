"""Reads the period a table reports on from the words above it; two that disagree are a finding, none is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reference.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DAY = r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})"
_DAY_OF_SAME_YEAR = r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?"
_DAY_IN_WORDS = r"(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})"
_DAY_OF_SAME_YEAR_IN_WORDS = r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?"
_UNTIL = r"\s*(?:đến|tới|-|–)\s*(?:hết\s*)?"
_RANGE = re.compile(rf"từ\s*(?:ngày)?\s*:?\s*{_DAY_OF_SAME_YEAR}{_UNTIL}(?:ngày)?\s*:?\s*{_DAY}", re.IGNORECASE)
_RANGE_IN_WORDS = re.compile(rf"từ\s*ngày\s+{_DAY_OF_SAME_YEAR_IN_WORDS}{_UNTIL}ngày\s+{_DAY_IN_WORDS}", re.IGNORECASE)
_OF_YEAR = r"\s*(?:,?\s*năm|[/.-])\s*:?\s*(\d{4})(?!\s*[/.-]\s*\d)"
_MONTHS = re.compile(rf"từ\s*tháng\s*(\d{{1,2}}){_UNTIL}tháng\s*(\d{{1,2}}){_OF_YEAR}", re.IGNORECASE)
_SINCE_JANUARY = re.compile(rf"từ\s*đầu\s*năm{_UNTIL}tháng\s*(\d{{1,2}}){_OF_YEAR}", re.IGNORECASE)
_MONTH = re.compile(rf"(?<!\d)tháng\s*:?\s*(\d{{1,2}}){_OF_YEAR}", re.IGNORECASE)
_QUARTER = re.compile(r"quý\s*(I{1,3}|IV|[1-4])\s*(?:,?\s*năm|[/.-])\s*(\d{4})", re.IGNORECASE)
_HALF = re.compile(r"(?:(?:6|sáu)\s*tháng\s*)(đầu|cuối)\s*năm\s*(\d{4})", re.IGNORECASE)
_NINE = re.compile(r"(?:9|chín)\s*tháng\s*(?:đầu\s*)?năm\s*(\d{4})", re.IGNORECASE)
_FIRST_MONTHS = re.compile(r"(?<!\d)(\d{1,2})\s*tháng\s*đầu\s*năm\s*(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"^(?:.*\s)?\(?năm\s*:?\s*(\d{4})\)?\s*$", re.IGNORECASE)
_SIGNED_ON = re.compile(r"ngày\s*[\d….]*\s*tháng\s*[\d….]*\s*năm", re.IGNORECASE)
_CITED = re.compile(
    r"(?:quyết định|nghị định|nghị quyết|thông tư|công văn|kế hoạch|văn bản|ban hành|so (?:sánh )?với|cùng kỳ)\b.*",
    re.IGNORECASE,
)
_CUMULATIVE = re.compile(r"(?:lũy kế|luỹ kế|cộng dồn)\b.*(?:tháng|quý)", re.IGNORECASE)
_FROM_JANUARY = re.compile(r"lũy kế|luỹ kế|cộng dồn|từ đầu năm", re.IGNORECASE)
_NOT_CUMULATIVE = re.compile(r"không\s*(?:tính\s*)?(?:lũy kế|luỹ kế|cộng dồn)", re.IGNORECASE)
_UNFILLED = re.compile(r"từ\s*(?:ngày|tháng)\W*(?:đến|tới)\W*(?:hết\W*)?(?:ngày|tháng)(?!\W*\d)", re.IGNORECASE)
_HALF_FILLED = re.compile(
    r"(?<!\w)từ\s*ngày\W*\d.*(?:đến|tới)|từ\s*ngày\W*(?:đến|tới)\W*(?:hết\s*)?ngày\W*\d", re.IGNORECASE
)
_WEEK = re.compile(r"tuần\s*(?:thứ\s*)?:?\s*\d{1,2}(?:\s*(?:năm|/)\s*\d{4})?", re.IGNORECASE)
_LEFT_OVER = re.compile(
    r"\b(?:tháng|quý|tuần)\s*:?\s*(?:[\d.…_]|[IVX]+\b)|\b(?:tháng|quý|tuần)\s+(?:\w+\s+)?năm", re.IGNORECASE
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Stated:
    """A period and the words that state it; None where the words cannot be read. `is_week` marks a numbered week.

    Weeks are counted in more ways than one, so their number is only said beside their days.
    """

    period: Period | None
    words: str
    is_week: bool = False


def stated(lines: Iterable[str]) -> tuple[Stated, ...]:
    """Return every period the lines state, in order; a law's or a signature's date is none."""
    return tuple(found for line in lines for found in _of_line(_CITED.sub("", " ".join(line.split()))))


def agreed(found: tuple[Stated, ...]) -> tuple[Period | None, Stated | None]:
    """Return the one period meant, and the statement that contradicts it where one does.

    A range of days is the most exact and wins over the month it ends in: "Tháng 9 năm 2024 (Từ ngày 15/08/2024 đến
    ngày 14/09/2024)" is one period said twice.
    """
    readable = [item for item in found if item.period]
    if not readable:
        return None, next(iter(found), None)
    chosen = min(
        readable, key=lambda item: (item.words.casefold().find("từ") < 0, item.period.days if item.period else 0)
    )
    for item in found:
        if not _says_the_same(item, chosen):
            return chosen.period, item
    return chosen.period, None


def _says_the_same(item: Stated, chosen: Stated) -> bool:
    """Whether both mean one period: the same days, the legal days for it, or the year around it."""
    if item.is_week and chosen.period is not None:
        return chosen.period.days <= _DAYS_OF_A_WEEK
    if item.period is None or chosen.period is None:
        return False
    is_year_around = item.period.start.month == 1 and item.period.end.month == 12
    lies_within = item.period.start <= chosen.period.start and chosen.period.end <= item.period.end
    return chosen.period in (item.period, _legal(item.period)) or (is_year_around and lies_within)


def _legal(period: Period) -> Period:
    """Return the days that Circular 01/2020/TT-VPCP counts to a month or quarter: from the 15th before to the 14th."""
    if period.start.day != 1:
        return period
    before = period.start - timedelta(days=1)
    return Period(before.replace(day=15), period.end.replace(day=14))


def _of_line(line: str) -> Iterator[Stated]:
    """Yield what a line states; words on a period that no pattern reads whole are a statement that cannot be read."""
    for pattern in (_RANGE, _RANGE_IN_WORDS):
        for match in pattern.finditer(line):
            yield _range(match)
        line = pattern.sub(" ", line)
    if _HALF_FILLED.search(line):
        yield Stated(None, line.strip())
    elif not _SIGNED_ON.search(line):
        yield from _without_days(line)


def _without_days(whole: str) -> Iterator[Stated]:
    """Yield the months, quarters and years of a line, and the numbered weeks that have their days elsewhere."""
    line = whole
    for week in _WEEK.finditer(line):
        yield Stated(None, week.group(), is_week=True)
    line = _WEEK.sub(" ", line)
    found: list[Stated] = []
    for pattern, read in _READERS:
        found += [read(match) for match in pattern.finditer(line)]
        line = pattern.sub(" ", line)
    if _LEFT_OVER.search(line) or (_CUMULATIVE.search(whole) and not _is_from_january(found)):
        found = [Stated(None, whole.strip())]
    elif year := _YEAR.match(line.strip()):
        found.append(_year(year))
    yield from found


def _is_from_january(found: list[Stated]) -> bool:
    """Whether one period is stated, and it begins with the year as what is cumulative does."""
    return len(found) == 1 and found[0].period is not None and _begins_with_the_year(found[0].period)


def _begins_with_the_year(period: Period) -> bool:
    return (period.start.month, period.start.day) == (1, 1)


def cumulative(lines: Iterable[str], period: Period) -> str | None:
    """Return the line which says that figures run from the year's start, though `period` does not begin there."""
    if _begins_with_the_year(period):
        return None
    said = (line for line in lines if _FROM_JANUARY.search(_NOT_CUMULATIVE.sub(" ", _CITED.sub("", line))))
    return next(said, None)


def unfilled(lines: Iterable[str]) -> str | None:
    """Return the line whose dates the system or the office left open: "(Từ ngày ... đến ngày ...)"."""
    return next((line for line in lines if _UNFILLED.search(line)), None)


def _range(match: re.Match[str]) -> Stated:
    year_to = match.group(6)
    day, month, year, day_to, month_to = (int(group or year_to) for group in match.groups()[:5])
    try:
        return Stated(Period(date(year, month, day), date(int(year_to), month_to, day_to)), match.group())
    except ValueError:
        return Stated(None, match.group())


def _between(match: re.Match[str], year: int, first: int, last: int) -> Stated:
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= first <= last <= 12):
        return Stated(None, match.group())
    following = date(year + last // 12, last % 12 + 1, 1)
    return Stated(Period(date(year, first, 1), following - timedelta(days=1)), match.group())


def _months(match: re.Match[str]) -> Stated:
    return _between(match, int(match.group(3)), int(match.group(1)), int(match.group(2)))


def _since_january(match: re.Match[str]) -> Stated:
    return _between(match, int(match.group(2)), 1, int(match.group(1)))


def _month(match: re.Match[str]) -> Stated:
    return _between(match, int(match.group(2)), int(match.group(1)), int(match.group(1)))


def _quarter(match: re.Match[str]) -> Stated:
    quarter = _ROMAN.get(match.group(1).upper()) or int(match.group(1))
    return _between(match, int(match.group(2)), 3 * quarter - 2, 3 * quarter)


def _half(match: re.Match[str]) -> Stated:
    first = 1 if match.group(1).casefold() == "đầu" else 7
    return _between(match, int(match.group(2)), first, first + 5)


def _nine(match: re.Match[str]) -> Stated:
    return _between(match, int(match.group(1)), 1, 9)


def _first_months(match: re.Match[str]) -> Stated:
    return _between(match, int(match.group(2)), 1, int(match.group(1)))


def _year(match: re.Match[str]) -> Stated:
    return _between(match, int(match.group(1)), 1, 12)


_READERS = (
    (_MONTHS, _months),
    (_SINCE_JANUARY, _since_january),
    (_MONTH, _month),
    (_QUARTER, _quarter),
    (_HALF, _half),
    (_NINE, _nine),
    (_FIRST_MONTHS, _first_months),
)
