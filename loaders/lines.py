"""Tells what a line under a header is by its words: a unit, a level, a section, a total, a note, or the footer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from loaders.words import fold, is_roman, number_of, toned, without_number

Role = Literal["named", "level", "section", "total", "note", "footer", "no-data", "whole", "average"]
"""A "whole" is a unit's own figures that stand under those of its levels."""


def _any_of(*words: str) -> str:
    """Return a pattern for any of the words, folded as labels are before they are compared."""
    return f"(?:{'|'.join(fold(word) for word in words)})"


_TOTAL = re.compile(
    rf"(?:{_any_of('tổng')}(?: {_any_of('số', 'cộng')})?"
    rf"|{_any_of('cộng', 'toàn tỉnh', 'toàn quốc', 'toàn huyện', 'toàn ngành')})(?: .*)?"
)
_NO_TOTAL = re.compile(r"(?:công|cộng hòa|cộng hoà|tổng hợp|tổng cục|tổng công ty)\b")
_SERVICE = _any_of("dvc", "dv", "dịch vụ", "mức", "tthc", "trực tuyến")
_LEVELS = (
    ("full", re.compile(rf"{_SERVICE}.*(?:{_any_of('toàn trình')}|\b4\b)|^{_any_of('toàn trình')}$")),
    ("partial", re.compile(rf"{_SERVICE}.*(?:{_any_of('một phần')}|\b3\b)|^{_any_of('một phần')}$")),
    ("info", re.compile(rf"{_SERVICE}.*(?:{_any_of('cung cấp thông tin')}|\b[12]\b)|^{_any_of('cung cấp thông tin')}")),
)
_FOOTER = re.compile(
    _any_of(
        *("người lập", "thủ trưởng", "giám đốc", "phó giám đốc", "chủ tịch", "phó chủ tịch", "kt chủ tịch"),
        *("tm ủy ban", "ký tên", "nơi nhận", "chánh văn phòng", "trưởng phòng"),
        *("ghi chú", "lưu ý", "chú thích", "nguồn số liệu"),
    )
)
_SIGNED_ON = tuple(re.compile(rf"(?:^| ){_any_of(word)}\b") for word in ("ngày", "tháng", "năm"))
"""What a signature's date has, one after the other; in one pattern it would be sought in every combination."""
_UNUSED = re.compile(
    rf"{_any_of('account', 'tài khoản')} (?:\w+ )?{_any_of('không dùng', 'không sử dụng', 'không còn dùng')}"
)
_CAPITAL = re.compile(r"[A-HĐ][.)]?")
_AVERAGE = re.compile(_any_of("bình quân", "trung bình"))
_NO_DATA = fold("Không có dữ liệu")
_SECTION = re.compile(
    r"(?:cấp tỉnh|sở ban ngành|các sở|khối sở"
    r"|(?:ubnd )?cấp huyện|huyện thị xã thành phố|các huyện|khối huyện"
    r"|(?:ubnd )?cấp xã|phường xã|xã phường|các xã|khối xã)\b"
)
"""Matched with the tone marks: without them "Xã Phượng Mao" begins as "xã, phường, thị trấn" does."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table's body: what names it, its printed number, and whether it carries counts.

    `column` is where it is named, 0 for where the table's lines are; `is_outer` says that the row's figures are not
    its own, but of what it names beside.
    """

    row: int
    role: Role
    label: str
    ordinal: str
    has_counts: bool
    level: str = ""
    column: int = 0
    is_outer: bool = False

    @property
    def is_unused(self) -> bool:
        """Whether it is of accounts no longer in use: its figures are in the total, but no unit's."""
        return bool(_UNUSED.match(fold(self.label)))

    @property
    def is_roman(self) -> bool:
        """Whether it is numbered as a section."""
        return is_roman(self.ordinal)


def classified(row: int, label: str, ordinal: str, *, has_counts: bool, is_wide: bool, has_more: bool) -> Line:
    """Return the line that stands so: `is_wide` over most columns, `has_more` texts beside its name and number."""
    bare = without_number(label)
    role = _said(bare, has_counts=has_counts)
    if has_counts and not fold(bare) and not ordinal:
        role = "total"  # unnamed figures: taken for a total, and an error unless they are one (totals.py)
    elif role is None and (
        _is_numbered_as_section(label, ordinal) or (not has_counts and (is_wide or speaks_of_level(bare)))
    ):
        role = "section"
    elif role is None and not has_counts and not ordinal and not has_more:
        role = "note"
    return Line(row, role or "named", bare, ordinal or number_of(label), has_counts, level_of(fold(bare)))


def _said(bare: str, *, has_counts: bool) -> Role | None:
    """Return what a label's words alone make of a line, None where they may be a name."""
    words = fold(bare)
    if words.startswith(_NO_DATA):
        return "no-data"
    if _TOTAL.fullmatch(words) and not _NO_TOTAL.match(toned(bare)):
        return "total"
    if level_of(words):
        return "level"
    if has_counts:
        return "average" if _AVERAGE.match(words) else None
    return "footer" if is_footer(words) else None


def _is_numbered_as_section(label: str, ordinal: str) -> bool:
    return is_roman(ordinal) or _is_roman_label(label) or bool(_CAPITAL.fullmatch(ordinal))


def is_footer(words: str) -> bool:
    """Whether folded words stand under a table: who signs, when, notes."""
    return bool(_FOOTER.match(words)) or _is_signed_on(words)


def _is_signed_on(words: str) -> bool:
    """Whether a day, a month and a year follow one another."""
    at = 0
    for part in _SIGNED_ON:
        if (found := part.search(words, at)) is None:
            return False
        at = found.end()
    return True


def _is_roman_label(label: str) -> bool:
    first, _, rest = label.partition(" ")
    return bool(rest) and first[-1:] in ".)" and is_roman(first)


def speaks_of_level(label: str) -> bool:
    """Whether a label is of a level of units ("Cấp huyện", "Sở, ban, ngành") and not of one."""
    return bool(_SECTION.match(toned(label)))


def level_of(words: str) -> str:
    """Return the one level of service that folded words name; "" for none and for several in one line."""
    named = [level for level, pattern in _LEVELS if pattern.match(words)]
    return named[0] if len(named) == 1 else ""
