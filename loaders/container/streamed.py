"""A large sheet's XML, inflated once and dropped as it comes: checked, and asked what an engine does not tell.

The CRC, the limits and document types are as in loaders.container.archive; error cells, formulas without a result,
hidden rows and merged cells are gathered. A million rows are 800 MB of XML, of which never more than some MB are held.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from loaders.container import limits, xlsx_parts
from loaders.container.contents import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zipfile import ZipFile, ZipInfo

_CHUNK = 1024 * 1024
_ROW_END = b"</row>"
_LONGEST_ROW = 8 * _CHUNK
_ROW_NUMBER = re.compile(rb'<row [^<>]*?\br="(\d{1,12})"')
_HIDDEN_ROW = re.compile(rb'<row (?=[^<>]*\bhidden="(?:1|true)")[^<>]*?\br="(\d{1,12})"')
_FAULTS = (BadZipFile, EOFError, zlib.error, NotImplementedError, OSError, ValueError, RuntimeError)
_MOST_NAMED = 10_000
"""Error cells, stale formulas or hidden rows kept by address; a list with more is not mended cell by cell."""


@dataclass(slots=True)
class Streamed:
    """What the bytes of one sheet say besides its values."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    stale: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    last_row: int = 0


def check_declared(entries: list[ZipInfo]) -> None:
    """Refuse what already its own directory says to be too much; that the directory is right is checked on the way."""
    budget = limits.LIST_INFLATED_BYTES
    for entry in entries:
        budget -= entry.file_size
        is_dense = entry.file_size > limits.INFLATION_RATIO * max(entry.compress_size, 1)
        if budget < 0 or (is_dense and entry.file_size > limits.RATIO_FREE_BYTES):
            raise Unreadable("zip-bomb", found=entry.filename)


def beginning(archive: ZipFile, name: str, is_enough: Callable[[bytes], bool], most: int = 16 * _CHUNK) -> bytes:
    """Return a member's beginning: as much of it as is enough, or `most`."""
    held = b""
    try:
        with archive.open(name) as stream:
            while len(held) < most and (chunk := stream.read(_CHUNK // 4)):
                held += chunk
                if is_enough(held):
                    break
    except _FAULTS:
        raise Unreadable("damaged", found=name) from None
    return held


def checked(archive: ZipFile, name: str, progress: Callable[[int], None]) -> None:
    """Read a member to its end for its CRC and against document types."""
    for _ in _pieces(archive, name, progress):
        pass


def sheet(archive: ZipFile, name: str, progress: Callable[[int], None]) -> Streamed:
    """Return what a worksheet's bytes say, read to their end; `progress` hears how many bytes came."""
    seen, rest = Streamed(), b""
    for piece in _pieces(archive, name, progress):
        rows, end, rest = (rest + piece).rpartition(_ROW_END)
        _look(seen, rows + end, name)
        if len(rest) > _LONGEST_ROW:
            raise Unreadable("too-many-cells", found=str(len(rest)), limit=str(_LONGEST_ROW))
    return seen


def _pieces(archive: ZipFile, name: str, progress: Callable[[int], None]) -> Iterator[bytes]:
    tail = b""
    try:
        with archive.open(name) as stream:
            while piece := stream.read(_CHUNK):
                if b"<!" in (tail + piece if tail else piece) and _has_document_type(tail + piece):
                    raise Unreadable("has-dtd", found=name)
                tail = piece[-16:]
                progress(len(piece))
                yield piece
    except _FAULTS:
        raise Unreadable("damaged", found=name) from None


def _has_document_type(piece: bytes) -> bool:
    return b"<!DOCTYPE" in piece or b"<!ENTITY" in piece


def _look(seen: Streamed, rows: bytes, name: str) -> None:
    last = _ROW_NUMBER.match(rows, max(rows.rfind(b"<row "), 0))
    seen.last_row = max(seen.last_row, int(last[1]) if last else 0)
    if seen.last_row > limits.LIST_ROWS:
        raise Unreadable("too-many-rows", where=name, found=str(seen.last_row), limit=str(limits.LIST_ROWS))
    if b't="e"' in rows or b"<f" in rows:
        errors, stale = xlsx_parts.flaws(rows)
        if len(seen.errors) < _MOST_NAMED:
            seen.errors.update(errors)
        if len(seen.stale) < _MOST_NAMED:
            seen.stale.update(stale)
    if b" hidden=" in rows and len(seen.hidden_rows) < _MOST_NAMED:
        seen.hidden_rows.update(map(int, _HIDDEN_ROW.findall(rows)))
