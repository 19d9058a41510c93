"""An .xls's bytes into sheets: calamine's reading, compared with every cell's record (BIFF5 and BIFF8, [MS-XLS])."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from loaders.container import calamine, recorded
from loaders.container.contents import Unreadable, guarded
from loaders.container.ole import Compound
from loaders.container.recorded import ERRORS, Seen, Styles, rk
from loaders.sheet import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report import Finding
    from loaders.sheet import Sheet

_OTHERS = (
    ("EncryptedPackage", "encrypted", "xlsx"),
    ("WordDocument", "word-not-workbook", "Word"),
    ("PowerPoint Document", "not-a-workbook", "PowerPoint"),
)
# record numbers of [MS-XLS] 2.3
_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
_FORMAT, _XF, _DATEMODE = 0x041E, 0x00E0, 0x0022
_ROW, _COLINFO, _MERGES = 0x0208, 0x007D, 0x00E5
_NUMBER, _RK, _MULRK, _BOOLERR, _FORMULAS = 0x0203, 0x027E, 0x00BD, 0x0205, {0x0006, 0x0206, 0x0406}
_TEXTS = {0x00FD, 0x0204, 0x00D6}
_BIFF8 = 0x0600


def read(data: bytes) -> tuple[str, tuple[Sheet, ...], list[Finding]]:
    """Return "xls", the sheets and each cell read differently; raise Unreadable for what is no workbook or locked."""
    book = _book(Compound(data))
    styles, offsets = _globals(book)
    sheets, fault = guarded(calamine.sheets, data)
    if sheets is None:
        raise Unreadable("damaged", found=fault)
    if len(offsets) != len(sheets):
        raise Unreadable("damaged", found="xls")
    read_sheets, findings = [], []
    for sheet, offset in zip(sheets, offsets, strict=True):
        marked, unlike = recorded.compared(sheet, _seen(book, offset, sheet.name), styles)
        read_sheets.append(marked)
        findings += unlike
    return "xls", tuple(read_sheets), findings


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
        if number == length == 0:  # no record: a stretch of the file was lost, and cells with it
            raise Unreadable("damaged", found="xls")
        depth += (number == _BOF) - (number == _EOF)
        if depth <= 1:
            yield number, book[offset + 4 : offset + 4 + length]
        if depth <= 0:
            return
        offset += 4 + length


def _globals(book: bytes) -> tuple[Styles, list[int]]:
    """Return the number formats, and where each worksheet begins."""
    styles, offsets, version = Styles(), [], 0
    for number, body in _records(book, 0):
        if number == _FILEPASS:
            raise Unreadable("encrypted", found="xls")
        if number == _BOF and len(body) >= 2:
            (version,) = struct.unpack_from("<H", body)
        elif number == _BOUNDSHEET and len(body) >= 6 and body[5] == 0:  # 0: a worksheet, no chart or macro sheet
            offsets.append(struct.unpack_from("<I", body)[0])
        elif number == _FORMAT and len(body) >= 5:
            styles.formats[struct.unpack_from("<H", body)[0]] = _format(body, version)
        elif number == _XF and len(body) >= 4:
            styles.cells.append(struct.unpack_from("<H", body, 2)[0])
        elif number == _DATEMODE and len(body) >= 2:
            styles.is_1904 = body[0] == 1
    return styles, offsets


def _format(body: bytes, version: int) -> str:
    if version < _BIFF8:
        return body[3 : 3 + body[2]].decode("cp1252", "replace")
    length, is_wide = struct.unpack_from("<HB", body, 2)
    return (
        body[5 : 5 + 2 * length].decode("utf-16-le", "replace")
        if is_wide & 1
        else body[5 : 5 + length].decode("latin-1")
    )


def _seen(book: bytes, offset: int, sheet: str) -> Seen:
    seen = Seen()
    for number, body in _records(book, offset):
        if number == _ROW and len(body) >= 16:
            row, flags = struct.unpack_from("<H10xB", body)
            seen.hidden_rows |= {row + 1} if flags & 0x20 else set()
        elif number == _COLINFO and len(body) >= 10:
            first, last, flags = struct.unpack_from("<HH4xH", body)
            if flags & 1:
                seen.hide_columns(first, last)
        elif number == _MERGES:
            for top, bottom, left, right in struct.iter_unpack("<HHHH", body[2 : 2 + (len(body) - 2) // 8 * 8]):
                seen.merge(sheet, Range(top + 1, left + 1, bottom + 1, right + 1))
        elif len(body) >= 6:
            _take(seen, number, body)
    return seen


def _take(seen: Seen, number: int, body: bytes) -> None:
    """Put a cell's record where it belongs; one too short for what it says is left to the comparison."""
    row, column, style = struct.unpack_from("<HHH", body)
    address = row + 1, column + 1
    if number == _NUMBER and len(body) >= 14:
        seen.numbers[address] = struct.unpack_from("<d", body, 6)[0], style
    elif number == _RK and len(body) >= 10:
        seen.numbers[address] = rk(struct.unpack_from("<I", body, 6)[0]), style
    elif number == _MULRK:
        for place, (style_of, packed) in enumerate(struct.iter_unpack("<HI", body[4 : 4 + (len(body) - 6) // 6 * 6])):
            seen.numbers[row + 1, column + 1 + place] = rk(packed), style_of
    elif number in _TEXTS:
        seen.texts.add(address)
    elif number == _BOOLERR and len(body) >= 8:
        _take_flag(seen, address, body[6], is_error=body[7] == 1)
    elif number in _FORMULAS and len(body) >= 16:
        _take_formula(seen, address, body, style)


def _take_flag(seen: Seen, address: tuple[int, int], value: int, *, is_error: bool) -> None:
    if is_error:
        seen.errors[address] = ERRORS.get(value, "#ERR!")
    else:
        seen.truths[address] = bool(value)


def _take_formula(seen: Seen, address: tuple[int, int], body: bytes, style: int) -> None:
    """Read a formula's stored result; a 0 that is to be worked out on opening was stored by a program that cannot."""
    if body[12:14] == b"\xff\xff":
        if body[6] in {1, 2}:
            _take_flag(seen, address, body[8], is_error=body[6] == 2)
        else:
            seen.texts.add(address)
        return
    (number,) = struct.unpack_from("<d", body, 6)
    if number == 0 and body[14] & 2:
        seen.stale.add(address)
    else:
        seen.numbers[address] = number, style
