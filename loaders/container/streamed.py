"""A large sheet's XML, inflated once, into pieces of whole rows: checked, and asked what an engine does not tell.

The CRC, the limits and document types are as in loaders.container.archive; error cells, formulas without a result,
hidden rows and merged ranges are gathered. A million rows are 800 MB of XML, of which never more than some MB are held.
A member's CRC is known at its end: what was made of its pieces holds only then.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from loaders.container import limits, xlsx_parts
from loaders.container.contents import Unreadable
from loaders.sheet import Range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zipfile import ZipFile, ZipInfo

_CHUNK = 1024 * 1024
_PIECE = 4 * _CHUNK
_ROWS_BEGIN, _ROW_END, _TEXT_END = re.compile(rb"<sheetData\s*>"), b"</row>", b"</si>"
_TEXTS_BEGIN = re.compile(rb"<sst\b[^<>]*>")
_LONGEST = 8 * _CHUNK
"""A row or text that is longer is no dossier's."""
_ROW = b"<row"
_ROW_NUMBER = re.compile(rb'<row [^<>]*?\br="(\d{1,12})"')
_HIDDEN_ROW = re.compile(rb'<row (?=[^<>]*\bhidden="(?:1|true)")[^<>]*?\br="(\d{1,12})"')
_MERGED = re.compile(rb'<mergeCell [^<>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_FAULTS = (BadZipFile, EOFError, zlib.error, NotImplementedError, OSError, ValueError, RuntimeError)
_MOST_NAMED = 10_000
"""Error cells, stale formulas or hidden rows kept by address; a list with more is not mended cell by cell."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a sheet as XML: those after number `before`, up to number `last`."""

    xml: bytes
    before: int
    last: int


@dataclass(slots=True)
class Streamed:
    """What the bytes of one sheet say besides its values."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    stale: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    last_row: int = 0
    merges: list[Range] = field(default_factory=list)


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
    for _ in _inflated(archive, name, progress):
        pass


def rows(archive: ZipFile, name: str, progress: Callable[[int], None], seen: Streamed) -> Iterator[Rows]:
    """Yield a worksheet's rows, to its end; `seen` learns what they say, `progress` hears how many bytes came."""
    for xml in _pieces(archive, name, progress, (_ROWS_BEGIN, _ROW_END), lambda after: _merge(seen, after, name)):
        before = seen.last_row
        _look(seen, xml, name)
        yield Rows(xml, before, seen.last_row)


def texts(archive: ZipFile, name: str, progress: Callable[[int], None]) -> Iterator[bytes]:
    """Yield the table of shared texts in pieces of whole texts, to its end."""
    yield from _pieces(archive, name, progress, (_TEXTS_BEGIN, _TEXT_END), lambda _: None)


def _pieces(
    archive: ZipFile,
    name: str,
    progress: Callable[[int], None],
    edges: tuple[re.Pattern[bytes], bytes],
    tell_rest: Callable[[bytes], None],
) -> Iterator[bytes]:
    """Yield what stands after the first edge, cut after second ones; `tell_rest` gets what follows the last."""
    begin, end = edges
    held, size, has_begun = [b""], 0, False
    for chunk in _inflated(archive, name, progress):
        held.append(chunk)
        size += len(chunk)
        if not has_begun and (found := begin.search(whole := b"".join(held))):
            held, has_begun = [whole[found.end() :]], True
        if has_begun and size >= _PIECE and (cut := held[-1].rfind(end) + len(end)) >= len(end):
            yield b"".join([*held[:-1], held[-1][:cut]])
            held = [held[-1][cut:]]
            size = len(held[0])
        if size > _PIECE + _LONGEST:
            raise Unreadable("too-many-cells", found=str(size), limit=str(_LONGEST))
    rest = b"".join(held)
    if has_begun and (cut := rest.rfind(end) + len(end)) >= len(end):
        yield rest[:cut]
        rest = rest[cut:]
    tell_rest(rest)


def _inflated(archive: ZipFile, name: str, progress: Callable[[int], None]) -> Iterator[bytes]:
    tail = b""
    try:
        with archive.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                if b"!" in tail + chunk[:1] or b"!" in chunk:  # one letter is found thirty times as fast as two
                    _check_marks(tail + chunk, name)
                tail = chunk[-16:]
                progress(len(chunk))
                yield chunk
    except _FAULTS:
        raise Unreadable("damaged", found=name) from None


def _check_marks(chunk: bytes, name: str) -> None:
    """Refuse document types, and comments: no program writes one into a sheet, and it could hide where a row ends."""
    if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
        raise Unreadable("has-dtd", found=name)
    if b"<!--" in chunk or b"<![CDATA[" in chunk:
        raise Unreadable("damaged", found=name)


def _look(seen: Streamed, xml: bytes, name: str) -> None:
    seen.last_row = _last_row(xml, seen.last_row, name)
    if seen.last_row > limits.LIST_ROWS:
        raise Unreadable("too-many-rows", where=name, found=str(seen.last_row), limit=str(limits.LIST_ROWS))
    if b't="e"' in xml or (b"f" in xml and b"<f" in xml):  # most have no "f" at all, which is found out at once
        errors, stale = xlsx_parts.flaws(xml)
        if len(seen.errors) < _MOST_NAMED:
            seen.errors.update(errors)
        if len(seen.stale) < _MOST_NAMED:
            seen.stale.update(stale)
    if b" hidden=" in xml and len(seen.hidden_rows) < _MOST_NAMED:
        seen.hidden_rows.update(map(int, _HIDDEN_ROW.findall(xml)))


def _merge(seen: Streamed, after: bytes, name: str) -> None:
    """Learn the merged ranges, which are listed after the rows."""
    for left, top, right, bottom in _MERGED.findall(after):
        number = xlsx_parts.column_number
        seen.merges.append(Range(int(top), number(left), int(bottom), number(right)))
    heights = sum(abs(merge.bottom - merge.top) + 1 for merge in seen.merges)
    if len(seen.merges) > limits.MERGES or heights > limits.MERGED_CELLS:
        raise Unreadable("too-many-merges", where=name, found=str(len(seen.merges)))


def _last_row(xml: bytes, before: int, name: str) -> int:
    """Return the number of the last row of a piece; some writers number none, and then they are counted."""
    if last := _ROW_NUMBER.match(xml, xml.rfind(_ROW)):
        number = int(last[1])
    else:
        number = -1 if _ROW_NUMBER.search(xml) else before + xml.count(_ROW)
    if number <= before:
        raise Unreadable("damaged", found=name)
    return number
