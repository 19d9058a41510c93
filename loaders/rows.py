"""Tells what each line under a header is: a unit, a level under a unit, a section, a total, a note, or the footer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from loaders.header import Merged, is_numbering
from loaders.words import fold, is_roman, lines, without_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.header import Header
    from loaders.match import Matched
    from loaders.sheet import Sheet

Role = Literal["named", "level", "section", "total", "note", "footer", "no-data"]

_TOTAL = re.compile(
    rf"(?:{fold('tổng')}(?: {fold('số')}| {fold('cộng')})?|{fold('cộng')}|{fold('toàn')} (?:{fold('tỉnh')}|{fold('quốc')}|{fold('huyện')}|{fold('ngành')}))(?: .*)?"
)
_NO_TOTAL = re.compile(rf"(?:{fold('cộng hòa')}|{fold('tổng hợp')}|{fold('tổng cục')})\b")
_LEVELS = (
    (
        "full",
        re.compile(
            rf"(?:dvc|dv|{fold('dịch vụ')}|{fold('mức')}|{fold('toàn trình')}|tthc|{fold('trực tuyến')}).*(?:{fold('toàn trình')}|\b4\b)|^{fold('toàn trình')}$"
        ),
    ),
    (
        "partial",
        re.compile(
            rf"(?:dvc|dv|{fold('dịch vụ')}|{fold('mức')}|tthc|{fold('trực tuyến')}).*(?:{fold('một phần')}|\b3\b)|^{fold('một phần')}$"
        ),
    ),
    (
        "info",
        re.compile(
            rf"(?:dvc|dv|{fold('dịch vụ')}|{fold('mức')}).*(?:{fold('cung cấp thông tin')}|\b[12]\b)|^{fold('cung cấp thông tin')}"
        ),
    ),
)
_FOOTER = re.compile(
    "|".join(
        fold(word)
        for word in (
            "người lập", "thủ trưởng", "giám đốc", "phó giám đốc", "chủ tịch", "phó chủ tịch", "kt chủ tịch", "tm ủy ban",
            "ký tên", "nơi nhận", "chánh văn phòng", "trưởng phòng", "ghi chú", "lưu ý", "chú thích", "nguồn số liệu",
        )
    )
)  # fmt: skip
_SIGNED_ON = re.compile(rf"(?:^|.* ){fold('ngày')}\b.*\b{fold('tháng')}\b.*\b{fold('năm')}\b.*")
_NO_DATA = fold("Không có dữ liệu")
_SECTION = re.compile(
    "|".join(
        fold(word)
        for word in (
            "cấp tỉnh", "cấp huyện", "cấp xã", "sở ban ngành", "các sở", "huyện thị xã thành phố", "xã phường thị trấn",
            "phường xã", "xã phường", "ubnd cấp huyện", "ubnd cấp xã", "các huyện", "các xã", "khối sở", "khối huyện", "khối xã",
        )
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table's body: what names it, its printed number, and whether it carries counts."""

    row: int
    role: Role
    label: str
    ordinal: str
    has_counts: bool
    level: str = ""

    @property
    def is_roman(self) -> bool:
        """Whether it is numbered as a section."""
        return is_roman(self.ordinal)


def body(sheet: Sheet, header: Header, match: Matched, last: int) -> Iterator[Line]:
    """Yield the lines from below the header down to row `last`; blank, numbering and repeated header rows are left out."""
    merged = Merged(sheet)
    counts = [column for column, field in match.fields.items() if field.read not in ("percent", "ignore", "words")]
    heading = {column: merged.text(header.bottom, column) for column in header.paths}
    rows = sorted({row for row, _ in sheet.cells if header.last < row <= last})
    skipped_to = 0
    for row in rows:
        if row <= skipped_to:
            continue
        if _repeats_header(sheet, header, match, merged, row):
            skipped_to = row + header.bottom - header.top
            continue
        if line := _line(sheet, header, match, merged, row, counts, heading):
            yield line


def _repeats_header(sheet: Sheet, header: Header, match: Matched, merged: Merged, row: int) -> bool:
    label = sheet.cells.get((row, match.label))
    top = merged.text(header.top, match.label) or merged.text(header.bottom, match.label)
    return label is not None and fold(label.text) == fold(top) and fold(top) != ""


def _line(
    sheet: Sheet, header: Header, match: Matched, merged: Merged, row: int, counts: list[int], heading: dict[int, str]
) -> Line | None:
    texts = {
        column: cell.text
        for column in range(1, sheet.last_column + 1)
        if (cell := sheet.cells.get((row, column))) and cell.text
    }
    if (
        not texts
        or is_numbering(list(texts.values()))
        or (len(texts) > 2 and all(heading.get(c) == t for c, t in texts.items()))
    ):
        return None
    ordinal, label = _names(texts, header, match)
    has_counts = any(column in texts for column in counts if column != match.label)
    if not has_counts and not label and not ordinal:
        # Ratios or stray words alone: nothing names the row, nothing of it is a figure.
        label = " ".join(texts.values())
    elif not label and not _NUMERAL.fullmatch(ordinal):
        ordinal, label = "", ordinal
    width = merged.width(row, header.ordinal or match.label)
    return _classified(row, label, ordinal, has_counts=has_counts, is_wide=width > 3, ratios=len(texts) > 2)


_NUMERAL = re.compile(r"[0-9]{1,4}[.)]?(?:[0-9]{1,3}[.)]?)*|[IVXLC]{1,6}[.)]?|[A-Ha-hđ][.)]?|")


def _names(texts: dict[int, str], header: Header, match: Matched) -> tuple[str, str]:
    ordinal = texts.get(header.ordinal, "") if header.ordinal else ""
    return ordinal, texts.get(match.label, "")


def _classified(row: int, label: str, ordinal: str, *, has_counts: bool, is_wide: bool, ratios: bool) -> Line:
    bare = without_number(label)
    words = fold(bare)
    role: Role = "named"
    level = level_of(words)
    if words.startswith(_NO_DATA):
        role = "no-data"
    elif _TOTAL.fullmatch(words) and not _NO_TOTAL.match(words):
        role = "total"
    elif level:
        role = "level"
    elif not has_counts and (_SIGNED_ON.fullmatch(words) or _FOOTER.match(words)):
        role = "footer"
    elif is_roman(ordinal) or _is_roman_label(label) or (not has_counts and (is_wide or _SECTION.match(words))):
        role = "section"
    elif not has_counts and not ordinal and not ratios:
        role = "note"
    return Line(row, role, bare, ordinal, has_counts, level)


def _is_roman_label(label: str) -> bool:
    first, _, rest = label.partition(" ")
    return bool(rest) and first[-1:] in ".)" and is_roman(first)


def level_of(words: str) -> str:
    """Return the level of service that folded words name, or ""."""
    return next((level for level, pattern in _LEVELS if pattern.match(words)), "")


def title_lines(sheet: Sheet, first: int, last: int) -> tuple[str, ...]:
    """Return the lines of text that stand in the rows from `first` to `last`, top down."""
    cells = sorted((place, cell) for place, cell in sheet.cells.items() if first <= place[0] <= last)
    return tuple(line for _, cell in cells if isinstance(cell.value, str) for line in lines(cell.value))
