"""Rows that name the unit of the dossiers below them, as merged rows do, into a column with each row's unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from loaders.dossiers.arrow import all_of, numbered
from loaders.dossiers.offices import is_office
from loaders.words import toned, without_number

if TYPE_CHECKING:
    from loaders.dossiers.cells import Columns

_TOTAL = ("tổng", "cộng")
_ABOUT_A_DOSSIER = ("received", "due", "resolved", "level", "channel", "status")


@dataclass(frozen=True, slots=True)
class Groups:
    """`unit` is filled down from the group rows, null above the first; `rows` says which rows those are.

    `strays` are rows between the dossiers that hold words but no office's name: their words were not used.
    """

    unit: pa.Array
    rows: pa.Array
    strays: tuple[int, ...]


def groups(columns: Columns) -> Groups:
    """Return a list's group rows: rows that hold nothing of a dossier, but words in one of the first two columns."""
    left, second = columns.leads
    blank = [pc.is_null(columns.fields[name]) for name in _ABOUT_A_DOSSIER if name in columns.fields]
    wordy = pc.indices_nonzero(all_of(*blank, pc.or_(pc.is_valid(left), pc.is_valid(second)))).to_pylist()
    named, strays = [], []
    for place in wordy:
        text = _name(left[place].as_py(), second[place].as_py())
        if is_office(text):
            named.append((place, text))
        elif not toned(text).startswith(_TOTAL):
            strays.append(place)
    rows = pc.is_in(numbered(0, columns.length), value_set=pa.array([at for at, _ in named], pa.int32()))
    last = _last(columns)
    return Groups(_filled(named, columns.length), rows, tuple(place for place in strays if place < last))


def _name(left: str | None, second: str | None) -> str:
    """Return the words of a group row; its number may stand in the first column or before the words."""
    longer = max(left or "", second or "", key=len)
    return without_number(longer).strip()


def _filled(named: list[tuple[int, str]], length: int) -> pa.Array:
    edges = [*(place for place, _ in named), length]
    parts = [pa.nulls(edges[0], pa.string())]
    for (start, text), end in zip(named, edges[1:], strict=True):
        parts.append(pa.repeat(pa.scalar(text, pa.string()), end - start))
    return pa.concat_arrays(parts)


def _last(columns: Columns) -> int:
    """Return the place of the last row that says when a dossier was received."""
    received = columns.fields.get("received")
    found = [] if received is None else pc.indices_nonzero(pc.is_valid(received))
    return found[-1].as_py() if len(found) else 0
