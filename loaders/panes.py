"""Cuts a sheet whose tables stand side by side into a sheet for each, so that no line takes figures from its neighbour.

Two tables are side by side where one heads its lines (STT, Đơn vị) again to the right of the other, in the same row or
beside the other's body. What stands above all of them is everyone's, unless a table has a period of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders import periods
from loaders.header import NUMBER, ORDINAL, Merged
from loaders.words import fold, lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from loaders.sheet import Cell, Sheet

_NARROWEST = 3
"""Columns of the narrowest table: a number or name, and two more."""


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a table's header may begin: the cell of its STT, or of its label where it has none; and that label."""

    row: int
    column: int
    label: str
    has_ordinal: bool


def panes(sheet: Sheet, labels: Collection[frozenset[str]]) -> tuple[Sheet, ...]:
    """Return a sheet for each of the tables side by side, left to right, addresses kept; the sheet itself if none are.

    `labels` are each form's folded headings of the column that names lines.
    """
    merged = Merged(sheet)
    starts = _starts(sheet, merged, frozenset().union(*labels))
    pairs = ((left, right) for left in starts for right in starts if _may_both_start(left, right, labels))
    cuts = sorted({right.column for left, right in pairs if _are_side_by_side(left, right, merged)})
    if not cuts:
        return (sheet,)
    top = min(merged.origin(start.row, start.column)[0] for start in starts)
    return tuple(_pane(sheet, merged, top, *edges) for edges in pairwise((1, *cuts, sheet.last_column + 1)))


def _starts(sheet: Sheet, merged: Merged, labels: frozenset[str]) -> list[_Start]:
    """List the cells that head a column of line numbers, and those that head the names without one before them."""
    words = {place: fold(cell.text) for place, cell in sheet.cells.items() if cell.text}
    found = []
    for (row, column), text in sorted(words.items()):
        before = fold(merged.text(row, column - 1)) if column > 1 else ""
        is_start = text in ORDINAL or (text in labels and before not in ORDINAL | labels)
        if is_start and _headings(merged, row, column) >= _NARROWEST:
            label = fold(merged.text(row, column + 1)) if text in ORDINAL else text
            found.append(_Start(row, column, label, text in ORDINAL))
    return found


def _may_both_start(left: _Start, right: _Start, labels: Collection[frozenset[str]]) -> bool:
    """Whether the right one is no column of the left table: it counts lines anew, or names what the left one names."""
    is_named_alike = any({left.label, right.label} <= words for words in labels)
    return right.column - left.column >= _NARROWEST and (right.has_ordinal or is_named_alike)


def _headings(merged: Merged, row: int, column: int) -> int:
    """Count the columns headed without a gap from here on, at most as many as the narrowest table has."""
    texts = [merged.text(row, column + step) for step in range(_NARROWEST)]
    return next((at for at, text in enumerate(texts) if not text or NUMBER.match(text)), _NARROWEST)


def _are_side_by_side(left: _Start, right: _Start, merged: Merged) -> bool:
    if left.row == right.row:
        return True
    if left.row < right.row:
        return _has_figure(merged, range(right.row, right.row + 3), range(left.column, right.column))
    return _has_figure(merged, range(left.row, left.row + 1), range(right.column, right.column + 2 * _NARROWEST))


def _has_figure(merged: Merged, rows: Iterable[int], columns: range) -> bool:
    return any(NUMBER.match(merged.text(row, column)) for row in rows for column in columns)


def _pane(sheet: Sheet, merged: Merged, top: int, left: int, right: int) -> Sheet:
    """Return the columns from `left` up to `right`, under what stands above row `top` for all."""
    above = {place: cell for place, cell in sheet.cells.items() if place[0] < top}
    own = {place for place in above if left <= place[1] < right}
    has_own_period = bool(periods.stated(line for place in own for line in lines(above[place].text)))
    kept = {
        place: cell
        for place, cell in sheet.cells.items()
        if place in own
        or (place[0] >= top and left <= place[1] < right)
        or (place in above and _is_shared(cell, merged, left, right, has_own_period=has_own_period))
    }
    spans = tuple(merge for merge in sheet.merges if (merge.top, merge.left) in kept)
    return replace(sheet, cells=kept, merges=spans)


def _is_shared(cell: Cell, merged: Merged, left: int, right: int, *, has_own_period: bool) -> bool:
    """Whether words above another table are this one's too: not merged over that one alone, no second period."""
    merge = merged.at(cell.row, cell.column)
    if merge and (merge.right < left or merge.left >= right):
        return False
    return not (has_own_period and periods.stated(lines(cell.text)))
