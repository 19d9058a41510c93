"""A heading block as a tree of words -> how wide and deep it is, and where each cell of it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Heading = str | tuple[str, tuple["Heading", ...]]
"""A heading, or one over others."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A heading's cell: row and column count from 0 within the block."""

    words: str
    row: int
    column: int
    rows: int
    columns: int


def width(heading: Heading) -> int:
    """Return how many columns a heading is over."""
    return 1 if isinstance(heading, str) else sum(map(width, heading[1]))


def depth(heading: Heading) -> int:
    """Return how many rows a heading takes with those under it."""
    return 1 if isinstance(heading, str) else 1 + max(map(depth, heading[1]))


def placed(headings: Iterable[Heading]) -> tuple[Placed, ...]:
    """Return every cell of a block; a heading with none under it reaches down to the last row."""
    block = tuple(headings)
    return tuple(_placed(block, 0, 0, max(map(depth, block))))


def _placed(headings: tuple[Heading, ...], row: int, column: int, rows: int) -> Iterator[Placed]:
    for heading in headings:
        if isinstance(heading, str):
            yield Placed(heading, row, column, rows, 1)
        else:
            yield Placed(heading[0], row, column, 1, width(heading))
            yield from _placed(heading[1], row + 1, column, rows - 1)
        column += width(heading)
