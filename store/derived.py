"""Current keys -> one merged Parquet file a kind and year, disposable, so that a question opens few files.

A file's name holds the digest of what it is made of. So it never goes stale, one accepted report renews one year of one
kind, and a past state shares the years that have not changed since. Deleting the folder loses nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from store import facts, schema
from store.blobs import is_whole
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from store.blobs import Folder
    from store.folding import Key, Source

_FORMAT = "1"
"""Raised when the same pieces are to be merged another way."""

_UNUSED_SECONDS = 24 * 3600.0


class Piece(NamedTuple):
    """The rows of `units` in one facts file, as far as their `parts` hold."""

    receipt: int
    facts: str
    parts: tuple[str, ...]
    units: tuple[str, ...]


def years_of(current: Mapping[Key, Source]) -> dict[str, tuple[Piece, ...]]:
    """Sort the current keys of one kind by year, and within it by the piece of a file that they take."""
    years: dict[str, dict[tuple[Source, str], set[str]]] = {}
    for key, source in current.items():
        years.setdefault(key.period_start[:4], {}).setdefault((source, key.unit_id), set()).add(key.part)
    return {year: _pieces(parts) for year, parts in sorted(years.items())}


def _pieces(parts_of: Mapping[tuple[Source, str], set[str]]) -> tuple[Piece, ...]:
    units: dict[tuple[Source, tuple[str, ...]], list[str]] = {}
    for (source, unit), parts in parts_of.items():
        units.setdefault((source, tuple(sorted(parts))), []).append(unit)
    pieces = (Piece(source.receipt, source.facts, parts, tuple(sorted(of))) for (source, parts), of in units.items())
    return tuple(sorted(pieces))


def path_of(
    folder: Folder, kind: str, year: str, pieces: tuple[Piece, ...], files: Mapping[int, str], *, into: Folder
) -> Path:
    """Return the merged file of these pieces, made in `into` if there is none there.

    `files` are the originals' names by receipt.
    """
    named = tuple((piece, files[piece.receipt]) for piece in pieces)
    digest = hashlib.sha256(repr((_FORMAT, schema.of_question(kind).to_string(), named)).encode()).hexdigest()
    path = into.root / "derived" / f"{kind}-{year}-{digest[:32]}.parquet"
    try:
        os.utime(path)
    except FileNotFoundError:
        into.replace(path, facts.encode(merge(folder, kind, pieces, files)))
        _sweep(path.parent)
    except OSError:
        pass  # it lies on a read-only disk, where nothing is swept either
    return path


def merge(folder: Folder, kind: str, pieces: tuple[Piece, ...], files: Mapping[int, str]) -> pa.Table:
    """Return the rows of all pieces with the schema `schema.of_question`, by receipt and then in the sheet's order."""
    tables = [_rows_of(folder, kind, piece, files[piece.receipt]) for piece in pieces]
    return pa.concat_tables([schema.of_question(kind).empty_table(), *tables]).combine_chunks()


def _rows_of(folder: Folder, kind: str, piece: Piece, file: str) -> pa.Table:
    table = _checked(folder, kind, piece)
    wanted = pc.is_in(table["unit_id"], value_set=pa.array(piece.units, pa.string()))
    if kind == "headline":
        wanted = pc.and_(wanted, pc.is_in(table["indicator"], value_set=pa.array(piece.parts, pa.string())))
    table = _only_parts(table.filter(wanted), kind, piece.parts)
    filed = (pa.array([piece.receipt] * len(table), pa.int64()), pa.array([file] * len(table), pa.string()))
    return pa.Table.from_arrays([*table.columns, *filed], schema=schema.of_question(kind))


def _checked(folder: Folder, kind: str, piece: Piece) -> pa.Table:
    """Read facts only if they are what their receipt says: a wrong number is worse than none."""
    try:
        content = folder.get("facts", piece.facts)
    except OSError:
        raise StoreError("facts-missing", sha256=piece.facts, number=piece.receipt) from None
    if not is_whole(content, piece.facts):
        raise StoreError("facts-damaged", sha256=piece.facts, number=piece.receipt)
    return facts.decode(content, kind)


def _only_parts(table: pa.Table, kind: str, parts: tuple[str, ...]) -> pa.Table:
    """Blank the figures that another file holds now."""
    others = [name for part, names in schema.KINDS[kind].parts.items() if part not in parts for name in names]
    if not others:
        return table
    for name in others:
        table = _set(table, name, pa.nulls(len(table), pa.int64()))
    kept = [" ".join(name for name in dashed.split() if name not in others) for dashed in table["dashes"].to_pylist()]
    return _set(table, "dashes", pa.array(kept, pa.string()))


def _set(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, values)


def _sweep(derived: Path) -> None:
    """Remove merged files that nobody has asked for in a day."""
    for path in derived.glob("*.parquet"):
        with contextlib.suppress(OSError):  # another process may be sweeping, or reading it on Windows
            if time.time() - path.stat().st_mtime > _UNUSED_SECONDS:
                path.unlink()
