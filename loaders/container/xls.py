"""An .xls's bytes into sheets: calamine's values, and from its records what calamine hides - errors and hidden rows."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from loaders.container import calamine
from loaders.container.contents import Unreadable, guarded
from loaders.container.ole import Compound
from loaders.report import Finding
from loaders.sheet import Cell, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

_OTHERS = (
    ("EncryptedPackage", "encrypted", "xlsx"),
    ("WordDocument", "word-not-workbook", "Word"),
    ("PowerPoint Document", "not-a-workbook", "PowerPoint"),
)
# record numbers of [MS-XLS] 2.3
_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
_ROW, _COLINFO, _BOOLERR, _FORMULAS = 0x0208, 0x007D, 0x0205, {0x0006, 0x0206, 0x0406}
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


@dataclass(slots=True)
class _Seen:
    """What one sheet's records say besides its values."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read(data: bytes) -> tuple[str, tuple[Sheet, ...], list[Finding]]:
    """Return "xls", the sheets and findings; raise Unreadable for what is no workbook or has a password."""
    book = _book(Compound(data))
    seen = [_seen(book, offset) for offset in _worksheet_offsets(book)]
    sheets, fault = guarded(calamine.sheets, data)
    if sheets is None:
        raise Unreadable("damaged", found=fault)
    if len(seen) != len(sheets):
        return "xls", sheets, [Finding("warning", "errors-unseen", found="xls")]
    return "xls", tuple(map(_marked, sheets, seen)), []


def _book(compound: Compound) -> bytes:
    for stream, code, found in _OTHERS:
        if stream in compound.entries:
            raise Unreadable(code, found=found)
    name = next((name for name in ("Workbook", "WORKBOOK", "Book", "BOOK") if name in compound.entries), None)
    if name is None:
        raise Unreadable("not-a-workbook", found="OLE")
    return compound.stream(name)


def _records(book: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one substream, without those of the charts that lie in it."""
    depth = 0
    while offset + 4 <= len(book):
        number, length = struct.unpack_from("<HH", book, offset)
        depth += (number == _BOF) - (number == _EOF)
        if depth <= 1:
            yield number, book[offset + 4 : offset + 4 + length]
        if depth <= 0:
            return
        offset += 4 + length


def _worksheet_offsets(book: bytes) -> list[int]:
    offsets = []
    for number, body in _records(book, 0):
        if number == _FILEPASS:
            raise Unreadable("encrypted", found="xls")
        if number == _BOUNDSHEET and len(body) >= 6 and body[5] == 0:  # 0: a worksheet, no chart or macro sheet
            offsets.append(struct.unpack_from("<I", body)[0])
    return offsets


def _seen(book: bytes, offset: int) -> _Seen:
    seen = _Seen()
    for number, body in _records(book, offset):
        if number == _ROW and len(body) >= 16:
            row, flags = struct.unpack_from("<H10xB", body)
            seen.hidden_rows |= {row + 1} if flags & 0x20 else set()
        elif number == _COLINFO and len(body) >= 10:
            first, last, flags = struct.unpack_from("<HH4xH", body)
            seen.hidden_columns |= set(range(first + 1, last + 2)) if flags & 1 else set()
        elif (error := _error(number, body)) is not None:
            row, column = struct.unpack_from("<HH", body)
            seen.errors[row + 1, column + 1] = error
    return seen


def _error(number: int, body: bytes) -> str | None:
    """Return the error that stands in a cell's record, or None."""
    if number == _BOOLERR and len(body) >= 8 and body[7] == 1:
        return _ERRORS.get(body[6], "#ERR!")
    if number in _FORMULAS and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8], "#ERR!")
    return None


def _marked(sheet: Sheet, seen: _Seen) -> Sheet:
    errors = {address: Cell(*address, None, error=error) for address, error in seen.errors.items()}
    return replace(
        sheet,
        cells=dict(sorted({**sheet.cells, **errors}.items())),
        hidden_rows=frozenset(seen.hidden_rows),
        hidden_columns=frozenset(seen.hidden_columns),
    )
