"""Reads an indicator's value by its unit of measure, which says whether "1.264" has thousands or decimals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders import values
from loaders.words import fold

if TYPE_CHECKING:
    from loaders.sheet import Cell

_EITHER = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")
"""Decimals or thousands: "1.264" alone does not say which."""
_WITH_MEASURE = re.compile(
    r"(?P<number>[-+]?[0-9][0-9.,' ’]*)(?P<of_hundred>/ ?100)? ?(?P<sign>%)? ?(?P<words>[^\W\d_][^0-9*%]*)?\*{0,3}"
)
_MEASURES = {
    "share": tuple(map(fold, ("%", "phần trăm", "tỷ lệ", "tỉ lệ", "điểm", "hệ số"))),
    "count": tuple(
        map(
            fold,
            (
                *("hồ sơ", "số hồ sơ", "bản", "bản ghi", "văn bản", "chứng thư", "chữ ký", "dịch vụ", "DVC", "thủ tục"),
                *("TTHC", "người", "cán bộ", "doanh nghiệp", "đơn vị", "cơ quan", "tài khoản", "giao dịch", "lượt"),
                *("hạng", "thứ hạng", "thứ", "xếp hạng", "hệ thống", "cái", "chiếc", "máy", "xã", "phường", "vị trí"),
            ),
        )
    ),
}
"""Units of measure whose numbers have decimals, and those that are counted; of any other, either may be meant."""


def read(cell: Cell | None, measure: str) -> values.Read:
    """Read the value of an indicator, of which the unit of measure says whether "1.264" has thousands or decimals."""
    if cell is None:
        return values.NOTHING
    if nothing := values.unread(cell):
        return nothing
    if isinstance(cell.value, str):
        return _of_text(values.SPACES.sub(" ", cell.value).strip(), measure)
    return values.count(cell) if _kind(measure) == "count" else values.decimal(cell)


def _kind(measure: str) -> str:
    words = f"{'%' if '%' in measure else fold(measure)} "
    named = [kind for kind, units in _MEASURES.items() if any(words.startswith(f"{unit} ") for unit in units)]
    return named[0] if named else ""


def _of_text(text: str, measure: str) -> values.Read:
    """Read "1.264", "73,91%*" or "46,76/100 điểm"; what follows the number must be its unit of measure."""
    found = _WITH_MEASURE.fullmatch(text)
    if found is None or (found["words"] and not _is_same_measure(found["words"], measure)):
        return values.Read(problem="not-a-number")
    kind = _kind(measure)
    own = _kind(found["sign"] or found["words"] or measure)
    if kind not in ("", own):
        return values.Read(problem="not-a-number")
    return _number_of(found["number"].strip(), own, is_of_hundred=bool(found["of_hundred"]))


def _is_same_measure(words: str, measure: str) -> bool:
    return fold(words) == fold(measure) or (not measure and bool(_kind(words)))


def _number_of(number: str, kind: str, *, is_of_hundred: bool) -> values.Read:
    if kind == "count":
        return values.Read(problem="not-a-number") if is_of_hundred else values.count_of_text(number)
    if kind != "share" and (_EITHER.fullmatch(number) or is_of_hundred):
        return values.Read(problem="ambiguous-number")
    if kind != "share" and values.GROUPED.fullmatch(number):
        return values.count_of_text(number)
    return values.decimal_of_text(values.SPACES.sub("", number))
