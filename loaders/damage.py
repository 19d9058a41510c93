"""Names the figures that may be a thousand times too small beside one that surely is.

A spreadsheet that takes the dot of "1.264" for a decimal mark makes 1.264 of it, which is no count and is told. At the
same time it makes 2 of "2.000", which looks like any count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.report import Finding
from loaders.sheet import letters
from loaders.values import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.match import Matched
    from loaders.sheet import Cell, Sheet
    from loaders.table import Table

_MOST_NAMED = 20


def run(table: Table, sheet: Sheet, match: Matched) -> Iterator[Finding]:
    """Yield a warning for the small whole numbers that share a column or line with a damaged one."""
    cells = _counts(table, sheet, match)
    damaged = [cell for cell in cells if count(cell).problem == "damaged-thousands"]
    rows, columns = {cell.row for cell in damaged}, {cell.column for cell in damaged}
    doubtful = [cell for cell in cells if _may_be_damaged(cell) and (cell.row in rows or cell.column in columns)]
    if doubtful:
        named = ", ".join(f"{letters(cell.column)}{cell.row}" for cell in doubtful[:_MOST_NAMED])
        more = " ..." if len(doubtful) > _MOST_NAMED else ""
        values = {"cells": named + more, "damaged": damaged[0].text}
        first = doubtful[0]
        yield Finding("warning", "damaged-neighbours", sheet.where(first.row, first.column), first.text, values)


def _counts(table: Table, sheet: Sheet, match: Matched) -> list[Cell]:
    """Return the cells of the table's counts, those of its totals too, by column."""
    entries = [entry for item in table.items for entry in (item.own, *item.levels)]
    rows = sorted({entry.row for entry in (*entries, *(one for total in table.totals for one in total.entries))})
    columns = sorted(column for column, field in match.fields.items() if field.read == "count")
    return [cell for column in columns for row in rows if (cell := sheet.cells.get((row, column)))]


def _may_be_damaged(cell: Cell) -> bool:
    """Whether it is a number (text was never taken for one) from 1 to 999: 2.000 to 999.000 before."""
    value = cell.value
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value in range(1, 1000)
