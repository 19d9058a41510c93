"""An .xlsb's binary parts into sheets: calamine's reading, compared with the records of every cell ([MS-XLSB])."""

from __future__ import annotations

import posixpath
import struct
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.container import calamine, limits, recorded
from loaders.container.contents import Unreadable, guarded
from loaders.container.recorded import ERRORS, Seen, Styles, rk
from loaders.container.xlsx_parts import worksheet_targets
from loaders.report import Finding
from loaders.sheet import Range, letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from loaders.sheet import Sheet

# record numbers of [MS-XLSB] 2.3
_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = 0, 1, 2, 3, 4, 5, 6, 7
_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_BOOL, _FORMULA_ERROR = 8, 9, 10, 11
_SHORT_CELLS = range(12, 19)
"""Cells without a column of their own: none was met in a file, calamine does not read them, so nobody may pass over."""
_FORMAT, _XF, _COLUMN, _WORKBOOK, _SHEET, _MERGE = 44, 47, 60, 153, 156, 176
_BEGIN_STYLES, _END_STYLES = 617, 618


def read(data: bytes, members: Mapping[str, bytes]) -> tuple[tuple[Sheet, ...], list[Finding]]:
    """Return the sheets and each cell read differently; raise Unreadable past the limits or where records break off."""
    styles, parts = _workbook(members)
    seen = {name: _seen(members[path], name) for name, path in parts.items()}
    sheets, fault = guarded(calamine.sheets, data)
    if sheets is None:
        raise Unreadable("damaged", found=fault)
    read_sheets, findings = [], []
    for sheet in sheets:
        if sheet.name not in seen:
            raise Unreadable("damaged", where=sheet.name, found="xlsb")
        marked, unlike = recorded.compared(sheet, seen[sheet.name], styles)
        read_sheets.append(marked)
        findings += unlike
    lost = [Finding("error", "damaged", name, "xlsb") for name in seen if name not in {one.name for one in sheets}]
    return tuple(read_sheets), [*findings, *lost]


def _records(body: bytes, part: str) -> Iterator[tuple[int, bytes]]:
    """Yield (number, content): both the number and the length are written in groups of seven bits."""
    offset = 0
    while offset < len(body):
        number, offset = _packed(body, offset, 2)
        length, offset = _packed(body, offset, 4)
        if offset + length > len(body):
            raise Unreadable("damaged", found=part)
        yield number, body[offset : offset + length]
        offset += length


def _packed(body: bytes, offset: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        byte = body[offset] if offset < len(body) else 0
        offset += 1
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return value, offset


def _workbook(members: Mapping[str, bytes]) -> tuple[Styles, dict[str, str]]:
    """Return the styles, and each worksheet's part by the sheet's name; sheets of charts and macros hold no cells."""
    path = next((name for name in members if name.lower().endswith("/workbook.bin")), None)
    if path is None:
        raise Unreadable("damaged", found="workbook.bin")
    styles = _styles(members.get(posixpath.join(posixpath.dirname(path), "styles.bin"), b""))
    targets, parts = worksheet_targets(members, path), {}
    for number, body in _records(members[path], path):
        if number == _WORKBOOK and len(body) >= 4:
            styles = replace(styles, is_1904=bool(body[0] & 1))
        elif number == _SHEET and len(body) >= 16:
            relation, after = _text(body, 8)
            name, _ = _text(body, after)
            if relation in targets:
                parts[name] = targets[relation]
    if missing := [part for part in parts.values() if part not in members]:
        raise Unreadable("damaged", found=missing[0])
    return styles, parts


def _text(body: bytes, offset: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", body.ljust(offset + 4, b"\xff"), offset)
    if length == 0xFFFFFFFF:
        return "", offset + 4
    end = offset + 4 + 2 * length
    if end > len(body):
        raise Unreadable("damaged", found="xlsb")
    return body[offset + 4 : end].decode("utf-16-le", "replace"), end


def _styles(body: bytes) -> Styles:
    styles, is_cells = Styles(), False
    for number, record in _records(body, "styles.bin"):
        is_cells = (is_cells or number == _BEGIN_STYLES) and number != _END_STYLES
        if number == _FORMAT and len(record) >= 6:
            styles.formats[struct.unpack_from("<H", record)[0]] = _text(record, 2)[0]
        elif number == _XF and is_cells and len(record) >= 4:
            styles.cells.append(struct.unpack_from("<H", record, 2)[0])
    return styles


def _seen(body: bytes, sheet: str) -> Seen:
    seen, row = Seen(), 0
    for number, record in _records(body, sheet):
        if number == _ROW and len(record) >= 12:
            row = struct.unpack_from("<I", record)[0] + 1
            seen.hidden_rows |= {row} if record[11] & 0x10 and row <= limits.ROWS else set()
        elif _RK <= number <= _FORMULA_ERROR and len(record) > 8:
            _take(seen, number, record, row, sheet)
        elif number in _SHORT_CELLS:
            raise Unreadable("damaged", where=sheet, found="xlsb")
        elif number == _COLUMN and len(record) >= 18:
            first, last = struct.unpack_from("<II", record)
            if record[16] & 1:
                seen.hide_columns(first, last)
        elif number == _MERGE and len(record) >= 16:
            top, bottom, left, right = struct.unpack_from("<IIII", record)
            seen.merge(sheet, Range(top + 1, left + 1, bottom + 1, right + 1))
    _check_area(seen, sheet)
    return seen


def _take(seen: Seen, number: int, record: bytes, row: int, sheet: str) -> None:
    column, style = (value & 0xFFFFFF for value in struct.unpack_from("<II", record))
    address = row, column + 1
    _check(seen, address, sheet)
    if number in {_TEXT, _SHARED, _FORMULA_TEXT}:
        seen.texts.add(address)
    elif number in {_ERROR, _FORMULA_ERROR}:
        seen.errors[address] = ERRORS.get(record[8], "#ERR!")
    elif number in {_BOOL, _FORMULA_BOOL}:
        seen.truths[address] = bool(record[8])
    elif number == _RK and len(record) >= 12:
        seen.numbers[address] = rk(struct.unpack_from("<I", record, 8)[0]), style
    elif number in {_REAL, _FORMULA_NUMBER} and len(record) >= 16:
        seen.numbers[address] = struct.unpack_from("<d", record, 8)[0], style


def _check(seen: Seen, address: tuple[int, int], sheet: str) -> None:
    """Refuse a cell beyond the limits before an engine reserves room for all cells before it."""
    row, column = address
    if row > limits.ROWS:
        raise Unreadable("too-many-rows", where=sheet, found=str(row), limit=str(limits.ROWS))
    if column > limits.COLUMNS:
        raise Unreadable(
            "too-many-columns", where=sheet, found=letters(min(column, 18_278)), limit=letters(limits.COLUMNS)
        )
    if seen.count > limits.CELLS:
        raise Unreadable("too-many-cells", where=sheet, found=str(seen.count), limit=str(limits.CELLS))


def _check_area(seen: Seen, sheet: str) -> None:
    last_row, last_column = (max((address[place] for address in seen.addresses), default=0) for place in (0, 1))
    if last_row * last_column > limits.AREA:
        found = str(last_row * last_column)
        raise Unreadable("too-many-cells", where=sheet, found=found, limit=str(limits.CELLS))
