"""Finds header blocks in a sheet by their words, and gives each column the path of words that stands above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loaders.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.sheet import Range, Sheet

ORDINAL = frozenset(map(fold, ("STT", "TT", "Số TT", "Số thứ tự", "S TT")))
_MOST_ROWS = 5
_MEASURES = frozenset(map(fold, ("hồ sơ", "văn bản", "người", "thủ tục", "TTHC", "chữ ký số", "chứng thư số")))
_SHARE = re.compile(r"t[ỷỉ] lệ", re.IGNORECASE)
_MARKED = re.compile(
    r"[(\[]\s*([0-9]{1,2})\s*(?:=.*)?[)\]]|[(\[]?\s*([0-9]{1,2})\s*[)\]]?\s*=[-0-9()\[\]+−–*x×/:%,. ]+"
)
_PLAIN = re.compile(r"[0-9]{1,2}|[A-Za-zđĐ]|[(\[][A-Za-zđĐ][)\]]")
_SAYS_WHEN = re.compile(r"ngày|tháng|quý|năm|đơn vị tính|đvt|biểu|phụ lục|mẫu số", re.IGNORECASE)
NUMBER = re.compile(r"^[-+]?[0-9][0-9.,\s\u00a0]*%?$")


@dataclass(frozen=True, slots=True)
class Header:
    """A header block: its rows, the numbering row under it if there is one, and each column's words.

    `paths` gives, for each column with a heading, the distinct texts above it from the top down.
    `ordinal` is the column of line numbers (STT), None where the table has none. `again` are the rows in which the
    header is printed once more, as on a new page.
    """

    top: int
    bottom: int
    numbering: int | None
    ordinal: int | None
    paths: dict[int, tuple[str, ...]]
    again: frozenset[int] = frozenset()

    @property
    def last(self) -> int:
        """The last row before the table's body."""
        return self.numbering or self.bottom

    @property
    def rightmost(self) -> int:
        """The last column with a heading."""
        return max(self.paths)


class Merged:
    """A sheet's merged ranges, asked by cell."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.last_row, self.last_column = sheet.last_row, sheet.last_column  # asked again and again, so counted once
        self._by_row: dict[int, list[Range]] = {}
        for merge in sheet.merges:
            for row in range(merge.top, merge.bottom + 1):
                self._by_row.setdefault(row, []).append(merge)

    def at(self, row: int, column: int) -> Range | None:
        """Return the merged range the cell lies in."""
        for merge in self._by_row.get(row, ()):
            if merge.left <= column <= merge.right:
                return merge
        return None

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """Return the cell whose text shows here."""
        merge = self.at(row, column)
        return (merge.top, merge.left) if merge else (row, column)

    def text(self, row: int, column: int) -> str:
        """Return the text that shows here, that of the merged range included."""
        cell = self._sheet.cells.get(self.origin(row, column))
        return cell.text if cell else ""

    def shown(self, row: int, columns: Sequence[int]) -> list[str]:
        """Return the texts of the row from the first of the columns to the last, "" where none begins."""
        cells = self._sheet.cells
        return [cell.text if (cell := cells.get((row, at))) else "" for at in range(columns[0], columns[-1] + 1)]

    def depth(self, row: int) -> int:
        """Return the last row that merges starting in this row reach down to."""
        return max((merge.bottom for merge in self._by_row.get(row, ()) if merge.top == row), default=row)

    def width(self, row: int, column: int) -> int:
        """Return over how many columns the cell's text stretches."""
        merge = self.at(row, column)
        return merge.right - merge.left + 1 if merge else 1


_ALONE = frozenset(map(fold, ("Tổng số", "Tổng cộng", "Số lượng", "Tỷ lệ")))
"""Words of a header's last row that may stand there alone; others would as well be the name of a section."""


def headers(sheet: Sheet, labels: frozenset[str]) -> Iterator[Header]:
    """Yield each header block, top down; `labels` are the folded headings a table's label column may have."""
    merged = Merged(sheet)
    rows = _rows(sheet)
    done = 0
    for row in sorted(rows):
        if row <= done:
            continue
        anchors = [column for column in rows[row] if fold(merged.text(row, column)) in ORDINAL | labels]
        if anchors:
            header = _block(merged, rows, row, min(anchors))
            if len(header.paths) > 2:
                yield header
                done = header.last


def _rows(sheet: Sheet) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for row, column in sorted(sheet.cells):
        if sheet.cells[row, column].text:
            rows.setdefault(row, []).append(column)
    return rows


def _block(merged: Merged, rows: dict[int, list[int]], row: int, anchor: int) -> Header:
    top = merged.origin(row, anchor)[0]
    top = _upwards(merged, rows, top, anchor)
    ordinal = anchor if fold(merged.text(row, anchor)) in ORDINAL else None
    bottom = _downwards(merged, rows, max(row, merged.depth(top)), anchor + (ordinal is not None))
    numbering = _next_filled(rows, bottom)
    is_numbered = numbering is not None and is_numbering(merged.shown(numbering, rows[numbering]))
    paths = {
        column: path
        for column in range(1, merged.last_column + 1)
        if (path := _path(merged, rows, column, top, bottom))
    }
    paths = _without_measure(paths)
    header = Header(top, bottom, numbering if is_numbered else None, ordinal, paths)
    return replace(header, paths=_without_title(header, merged))


def _upwards(merged: Merged, rows: dict[int, list[int]], top: int, anchor: int) -> int:
    """Move up while groups of columns stand above a label that starts lower (a header with no vertical merges)."""
    while top > 1 and (above := rows.get(top - 1)):
        is_beside_label = min(above) > anchor + 1 and not any(merged.width(top - 1, column) > 8 for column in above)
        is_over_columns = any(merged.width(top - 1, column) > 1 for column in above)
        if not is_beside_label or not (is_over_columns or _fills_gaps(merged, rows, top, above)):
            break
        top -= 1
    return top


def _fills_gaps(merged: Merged, rows: dict[int, list[int]], top: int, above: list[int]) -> bool:
    """Whether words over a header stand where it has none, or are several: its own, with their merges lost."""
    texts = [merged.text(top - 1, column) for column in above]
    has_gap = any(column < max(rows[top]) and not merged.text(top, column) for column in above)
    is_of_table = not any(NUMBER.match(text) or _SAYS_WHEN.search(text) for text in texts)
    return is_of_table and (has_gap or len(above) > 1)


def _downwards(merged: Merged, rows: dict[int, list[int]], bottom: int, label: int) -> int:
    """Move down over rows that only name columns: nothing up to the label's, no number; one name only above others."""
    row, filled = bottom, 0
    while filled < _MOST_ROWS and (below := _next_filled(rows, row)):
        texts = [merged.text(below, column) for column in rows[below]]
        names_columns = min(rows[below]) > label and not any(NUMBER.match(text) for text in texts)
        if not names_columns or is_numbering(merged.shown(below, rows[below])):
            break
        row, filled = max(below, merged.depth(below)), filled + 1
        bottom = row if len(texts) > 1 or fold(texts[0]) in _ALONE else bottom
    return min(bottom, merged.last_row)


def _next_filled(rows: dict[int, list[int]], bottom: int) -> int | None:
    return next((row for row in range(bottom + 1, bottom + 3) if row in rows), None)


def is_numbering(texts: Sequence[str]) -> bool:
    """Whether the row numbers the columns: (1) (2) (3)=(1)+(2), or A B 1 2 3; "" is a column without a number.

    Numbers in brackets or with a sum may come in any order. Bare ones look like figures, so they must go up by one.
    """
    filled = {place: text.strip() for place, text in enumerate(texts) if text.strip()}
    marked = {place: int(found[1] or found[2]) for place, text in filled.items() if (found := _MARKED.fullmatch(text))}
    bare = {place: text for place, text in filled.items() if place not in marked}
    if not all(_PLAIN.fullmatch(text) for text in bare.values()):
        return False
    bare_numbers = {place: int(text) for place, text in bare.items() if text.isdecimal()}
    numbers = marked | bare_numbers
    is_distinct = len(numbers) >= 2 and len(set(numbers.values())) == len(numbers) and min(numbers.values()) <= 3
    return is_distinct and (not bare_numbers or _go_up_by_one(numbers))


def column_number(text: str) -> int | None:
    """Return which number a cell of a numbering row gives its column; None for a letter or nothing."""
    found = _MARKED.fullmatch(text.strip())
    digits = (found[1] or found[2]) if found else text.strip()
    return int(digits) if digits.isdecimal() else None


def _go_up_by_one(numbers: dict[int, int]) -> bool:
    """Whether numbers by place are 1, 2, 3 one after the other, or those of their places where some have none."""
    ordered = [numbers[place] for place in sorted(numbers)]
    offsets = {number - place for place, number in numbers.items()}
    return ordered == list(range(ordered[0], ordered[0] + len(ordered))) or len(offsets) == 1


def _path(merged: Merged, rows: dict[int, list[int]], column: int, top: int, bottom: int) -> tuple[str, ...]:
    path: list[str] = []
    seen: set[tuple[int, int]] = set()
    for row in range(top, bottom + 1):
        origin = merged.origin(row, column)
        text = merged.text(row, column) or _group_text(merged, rows, row, column, bottom)
        if text and origin not in seen:
            path.append(text)
        seen.add(origin)
    return tuple(path)


def _without_measure(paths: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """Leave out a last row of headings that only says what is counted: "hồ sơ" under each count, "%" under a share."""
    lowest = {column: fold(path[-1]).strip("()") for column, path in paths.items() if len(path) > 1}
    counted = {words for words in lowest.values() if words != "%"}
    if len(counted) != 1 or not counted <= _MEASURES:
        return paths
    shares = {column for column, path in paths.items() if _SHARE.search(" ".join(path))}
    return {
        column: path[:-1] if column in lowest and (lowest[column] in counted or column in shares) else path
        for column, path in paths.items()
    }


def _group_text(merged: Merged, rows: dict[int, list[int]], row: int, column: int, bottom: int) -> str:
    """Return the group's text where the file lost its merges: it stands at the left, and both columns go on below."""
    if merged.at(row, column) or not _goes_on(merged, row, column, bottom):
        return ""
    left = [other for other in rows.get(row, ()) if other < column]
    if not left or merged.at(row, left[-1]) or not _goes_on(merged, row, left[-1], bottom):
        return ""
    return merged.text(row, left[-1])


def _goes_on(merged: Merged, row: int, column: int, bottom: int) -> bool:
    return any(merged.text(below, column) for below in range(row + 1, bottom + 1))


def _without_title(header: Header, merged: Merged) -> dict[int, tuple[str, ...]]:
    """Leave out columns whose only words belong to a merge that starts above the header."""
    return {
        column: path
        for column, path in header.paths.items()
        if any(merged.origin(row, column)[0] >= header.top for row in range(header.top, header.bottom + 1))
    }
