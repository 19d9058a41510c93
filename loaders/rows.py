"""Tells what each line under a header is: a unit, a level under a unit, a section, a total, a note, or the footer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from unicodedata import normalize

from loaders.dossiers.words import level as printed_level
from loaders.header import Merged, is_numbering
from loaders.words import fold, is_roman, lines, number_of, toned, without_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.header import Header
    from loaders.match import Matched
    from loaders.sheet import Sheet

Role = Literal["named", "level", "section", "total", "note", "footer", "no-data"]


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
_SIGNED_ON = re.compile(rf"(?:^|.* ){_any_of('ngày')}\b.*\b{_any_of('tháng')}\b.*\b{_any_of('năm')}\b.*")
_NO_DATA = fold("Không có dữ liệu")
_SECTION = re.compile(
    r"(?:cấp tỉnh|sở ban ngành|các sở|khối sở"
    r"|(?:ubnd )?cấp huyện|huyện thị xã thành phố|các huyện|khối huyện"
    r"|(?:ubnd )?cấp xã|phường xã|xã phường|các xã|khối xã)\b"
)
"""Matched with the tone marks: without them "Xã Phượng Mao" begins as "xã, phường, thị trấn" does."""


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


@dataclass(frozen=True, slots=True)
class _Body:
    """What tells the lines of one table apart."""

    sheet: Sheet
    header: Header
    match: Matched
    merged: Merged
    counts: frozenset[int]

    def repeats_header(self, row: int) -> bool:
        """Whether the header is printed again here, on a new page."""
        label = self.sheet.cells.get((row, self.match.label))
        top = fold(self.merged.text(self.header.top, self.match.label))
        return label is not None and top != "" and fold(label.text) == top

    def texts(self, row: int) -> dict[int, str]:
        """Return what stands in the row, by column."""
        columns = range(1, self.sheet.last_column + 1)
        return {column: cell.text for column in columns if (cell := self.sheet.cells.get((row, column))) and cell.text}

    def numbers_columns(self, row: int) -> bool:
        """Whether the row numbers the columns, as one right below a header may."""
        texts = self.texts(row)
        return bool(texts) and is_numbering(self.merged.shown(row, list(texts)))

    def line(self, row: int) -> Line | None:
        """Return the row as a line; None where it says nothing."""
        texts = self.texts(row)
        if not texts:
            return None
        ordinal = texts.get(self.header.ordinal, "") if self.header.ordinal else ""
        label = texts.get(self.match.label, "")
        counts = [text for column, text in texts.items() if column in self.counts and column != self.match.label]
        if not label and not _NUMERAL.fullmatch(ordinal):
            ordinal, label = "", ordinal
        names_nothing = (not label and not ordinal) or _is_footer(fold(label))
        if names_nothing and not any(_FIGURE.search(text) and len(text) < 20 for text in counts):
            # Words under the columns of figures, as signatures are.
            label, counts = " ".join(texts.values()), []
        is_wide = self.merged.width(row, self.header.ordinal or self.match.label) > 3
        line = _classified(row, label, ordinal, has_counts=bool(counts), is_wide=is_wide, has_more=len(texts) > 2)
        is_of_its_own_level = self.match.level and (
            line.role == "level" or printed_level(texts.get(self.match.level, ""))
        )
        # Whatever its name: "Cung cấp thông tin đất đai" is a procedure and no level.
        return replace(line, role="named", level="") if is_of_its_own_level else line


def body(sheet: Sheet, header: Header, match: Matched, last: int) -> Iterator[Line]:
    """Yield the lines from below the header to row `last`: no blanks, numbering, repeated headers or signatures."""
    counts = frozenset(column for column, field in match.fields.items() if field.read in ("count", "decimal", "rank"))
    table = _Body(sheet, header, match, Merged(sheet), counts)
    skipped_to, is_signed = 0, False
    for row in sorted({row for row, _ in sheet.cells if header.last < row <= last}):
        if row > skipped_to and table.repeats_header(row):
            skipped_to = row + header.bottom - header.top
            skipped_to += table.numbers_columns(skipped_to + 1)
        if row <= skipped_to or (line := table.line(row)) is None:
            continue
        # Below a signature stand people's names: without figures they are not even a note.
        is_signed = is_signed or line.role == "footer"
        if not is_signed or line.has_counts:
            yield line


_NUMERAL = re.compile(r"[0-9]{1,4}[.)]?(?:[0-9]{1,3}[.)]?)*|[IVXLC]{1,6}[.)]?|[A-Ha-hđ][.)]?|")
_FIGURE = re.compile(r"[0-9#]")


def _classified(row: int, label: str, ordinal: str, *, has_counts: bool, is_wide: bool, has_more: bool) -> Line:
    bare = without_number(label)
    words = fold(bare)
    role: Role = "named"
    level = level_of(words)
    if words.startswith(_NO_DATA):
        role = "no-data"
    elif has_counts and not words and not ordinal:
        role = "total"  # unnamed figures: taken for a total, and an error unless they are one (checks.py)
    elif _TOTAL.fullmatch(words) and not _NO_TOTAL.match(toned(bare)):
        role = "total"
    elif level:
        role = "level"
    elif not has_counts and _is_footer(words):
        role = "footer"
    elif is_roman(ordinal) or _is_roman_label(label) or (not has_counts and (is_wide or _SECTION.match(toned(bare)))):
        role = "section"
    elif not has_counts and not ordinal and not has_more:
        role = "note"
    return Line(row, role, bare, ordinal or number_of(label), has_counts, level)


def _is_footer(words: str) -> bool:
    return bool(_SIGNED_ON.fullmatch(words) or _FOOTER.match(words))


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


def title_lines(sheet: Sheet, first: int, last: int) -> tuple[str, ...]:
    """Return the lines of text that stand in the rows from `first` to `last`, top down."""
    cells = sorted((place, cell) for place, cell in sheet.cells.items() if first <= place[0] <= last)
    texts = (normalize("NFC", cell.value) for _, cell in cells if isinstance(cell.value, str))
    return tuple(line for text in texts for line in lines(text))
