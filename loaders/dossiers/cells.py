"""A list's rows into Arrow columns of text: those few that are counted by, each as far as the list reaches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa

from loaders.dossiers.arrow import trimmed
from loaders.header import Merged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.dossiers.heading import Heading
    from loaders.sheet import Sheet

Address = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Columns:
    """The rows from `first_row` (as Excel shows it) down, as Arrow strings without outer blanks; null in blank cells.

    `fields` are the heading's; `leads` the two leftmost columns. `errors`, `stale` and `hidden_rows` say what the
    texts do not: error cells by address, formulas without a stored result, rows that are not shown.
    """

    first_row: int
    fields: Mapping[str, pa.Array]
    leads: tuple[pa.Array, pa.Array]
    errors: Mapping[Address, str] = field(default_factory=dict)
    stale: frozenset[Address] = frozenset()
    hidden_rows: frozenset[int] = frozenset()

    @property
    def length(self) -> int:
        """How many rows there are."""
        return len(self.leads[0])


def of_sheet(sheet: Sheet, heading: Heading) -> Columns:
    """Return the rows under the heading of a sheet read cell by cell; a cell merged down holds for all its rows."""
    first, last = heading.last + 1, max(sheet.last_row, heading.last)
    merged = Merged(sheet)

    def column(number: int) -> pa.Array:
        # A cell merged across is a row that names a unit: only its first cell holds the name.
        shown = (
            (row, number) if merged.width(row, number) > 1 else merged.origin(row, number)
            for row in range(first, last + 1)
        )
        cells = (sheet.cells.get(address) for address in shown)
        return trimmed(pa.array([cell.text if cell and not cell.error else None for cell in cells], pa.string()))

    left, second = heading.leads
    return Columns(
        first,
        {name: column(number) for name, number in heading.fields.items()},
        (column(left), column(second)),
        {address: cell.error for address, cell in sheet.cells.items() if cell.error and address[0] >= first},
        frozenset(address for address, cell in sheet.cells.items() if cell.stale and address[0] >= first),
        frozenset(row for row in sheet.hidden_rows if row >= first),
    )
