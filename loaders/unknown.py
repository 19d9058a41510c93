"""A table that no form reads -> what an officer needs to say which column is what, with guesses that are only shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnknownColumn:
    """A column with a heading: its number and letter, its heading path, the field it may be ("" for none).

    `is_figures` says whether most of what stands in it are numbers.
    """

    column: int
    letter: str
    path: str
    suggestion: str
    is_figures: bool


@dataclass(frozen=True, slots=True)
class UnknownTable:
    """A table whose header was found and which no form reads.

    The header stands in rows `top` to `bottom`, the body ends at `last`. `kind` is the likeliest kind of report or "",
    `label` the column that probably names the lines or None. `sample` are up to eight body lines, one text a column of
    `columns`, as printed.
    """

    sheet: str
    signature: str
    top: int
    bottom: int
    last: int
    kind: str
    label: int | None
    columns: tuple[UnknownColumn, ...]
    sample: tuple[tuple[str, ...], ...]
