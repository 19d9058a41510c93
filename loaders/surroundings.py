"""A stored file's sheet and some of its cells -> the lines around them as they were read, under the table's heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders import personal
from loaders.header import headers
from loaders.read import labels
from loaders.sheet import letters

if TYPE_CHECKING:
    from collections.abc import Collection

    from loaders.header import Header
    from loaders.sheet import Sheet

LINES_AROUND = 3
"""So that the name stands there, over the lines of its three levels."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some lines of a sheet: its `rows` by their numbers, its `columns` by their letters, the `texts` by line."""

    rows: tuple[int, ...]
    columns: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    heading: int
    """How many of the rows are the table's heading."""


def around(sheet: Sheet, cells: Collection[str], last_row: int) -> Excerpt | None:
    """Return the heading over the cells ("C10") and the lines around them, none below `last_row`, the table's end.

    What stands under a table (who signed it) and columns about people are left out; None where no heading is found.
    """
    wanted = sorted({int(re.sub("[A-Z]", "", cell)) for cell in cells})
    over = [header for header in headers(sheet, labels()) if wanted and header.last < wanted[0]]
    if not over or personal.is_list_of_people(sheet):
        return None
    header = over[-1]
    heading = range(header.top, header.last + 1)
    near = {row + step for row in wanted for step in range(-LINES_AROUND, LINES_AROUND + 1)}
    rows = [*heading, *sorted(row for row in near if header.last < row <= last_row)]
    columns = [column for column in range(1, header.rightmost + 1) if not _is_about_people(header, column)]
    texts = [tuple(_text(sheet, row, column) for column in columns) for row in rows]
    return Excerpt(tuple(rows), tuple(map(letters, columns)), tuple(texts), len(heading))


def _is_about_people(header: Header, column: int) -> bool:
    return any(personal.is_about_a_person(words) for words in header.paths.get(column, ()))


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return cell.text if cell else ""
