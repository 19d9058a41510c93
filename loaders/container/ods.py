"""An .ods's content.xml into sheets: values, merges, hidden lines, errors; calamine reads it a second time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from loaders.container import agree, calamine, limits
from loaders.container.archive import checked_xml
from loaders.container.contents import Unreadable, cell, guarded
from loaders.report import Finding
from loaders.sheet import Cell, Range, Sheet, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element as Element

    from loaders.container.contents import RawValue

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_TABLE, _OFFICE = f"{{{_NAMES}:table:1.0}}", f"{{{_NAMES}:office:1.0}}"
_TEXT, _STYLE = f"{{{_NAMES}:text:1.0}}", f"{{{_NAMES}:style:1.0}}"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_GROUPS = (f"{_TABLE}table-row-group", f"{_TABLE}table-column-group")
_EXTERNAL = re.compile(r"'.*'#")
"""How LibreOffice names the copy that it keeps of another workbook's sheet."""
_ERROR = re.compile(r"#[A-Z][A-Z0-9/_]*[!?]?|#DIV/0!|Err:\d{3}")
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?")
_PERCENT_DECIMALS = re.compile(r"[.,](\d{1,9})\s*%\s*$")


@dataclass(slots=True)
class _Table:
    """A sheet while its rows go by; `hidden` holds (first, last) of each run of hidden rows."""

    name: str
    is_hidden: bool
    row: int = 1
    column: int = 1
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)

    def sheet(self) -> Sheet:
        """Return it as a sheet; hidden rows below the last cell mean nothing."""
        last = max((row for row, _ in self.cells), default=0)
        hidden = frozenset(row for first, end in self.hidden for row in range(first, min(end, last) + 1))
        return Sheet(self.name, self.cells, tuple(self.merges), hidden, frozenset(self.hidden_columns), self.is_hidden)


def read(data: bytes, members: Mapping[str, bytes]) -> tuple[tuple[Sheet, ...], list[Finding]]:
    """Return the sheets and each cell where two readers differ; raise Unreadable past the limits or for broken XML."""
    if "content.xml" not in members:
        raise Unreadable("damaged", found="content.xml")
    body = checked_xml(members["content.xml"], "content.xml")
    sheets = _sheets(body)
    others, fault = guarded(calamine.sheets, data)
    if others is None:
        return sheets, [Finding("warning", "one-engine-only", found="ODF", values={"fault": fault})]
    own = {sheet.name: sheet for sheet in sheets}
    respaced = [_respaced(sheet, own[sheet.name]) if sheet.name in own else sheet for sheet in others]
    return agree.compared(sheets, {sheet.name: sheet for sheet in respaced if not _EXTERNAL.match(sheet.name)}, "ODF")


def _respaced(sheet: Sheet, own: Sheet) -> Sheet:
    """Return calamine's sheet with our texts where only blanks differ: it drops the line breaks inside a paragraph."""
    alike = {
        address: own.cells[address]
        for address, held in sheet.cells.items()
        if address in own.cells and _bare(held) == _bare(own.cells[address]) is not None
    }
    return replace(sheet, cells={**sheet.cells, **alike})


def _bare(held: Cell) -> str | None:
    return "".join(held.value.split()) if isinstance(held.value, str) else None


def _sheets(body: bytes) -> tuple[Sheet, ...]:
    from lxml import etree

    try:
        tables = list(_tables(body))
    except etree.XMLSyntaxError:
        raise Unreadable("damaged", found="content.xml") from None
    return tuple(table.sheet() for table in tables if not _EXTERNAL.match(table.name))


def _tables(body: bytes) -> Iterator[_Table]:
    """Yield the sheets as they end; a table in a cell, a shape or a link to other programs is none."""
    from lxml import etree

    tags = [f"{_TABLE}{name}" for name in ("table", "table-row", "table-column")] + [f"{_STYLE}style"]
    walk = etree.iterparse(
        BytesIO(body), ("start", "end"), tag=tags, resolve_entities=False, no_network=True, huge_tree=False
    )
    hidden_styles: set[str] = set()
    open_tables: list[_Table | None] = []
    held, sheets = 0, 0
    for event, element in walk:
        kind = element.tag.rpartition("}")[2]
        if event == "start" and kind == "table":
            is_sheet = element.getparent() is not None and element.getparent().tag == f"{_OFFICE}spreadsheet"
            open_tables.append(_opened(element, hidden_styles) if is_sheet else None)
            sheets += is_sheet
            _check_sheets(sheets)
        elif event == "end" and kind == "style":
            hidden_styles |= _hidden_style(element)
        elif event == "end" and kind == "table":
            table = open_tables.pop()
            if table is not None:
                held += len(table.cells)
                yield table
            _forget(element)
        elif event == "end" and open_tables and open_tables[-1] is not None:
            _take(open_tables[-1], element, kind, held)


def _opened(element: Element, hidden_styles: set[str]) -> _Table:
    return _Table(element.get(f"{_TABLE}name", ""), element.get(f"{_TABLE}style-name") in hidden_styles)


def _check_sheets(count: int) -> None:
    if count > limits.SHEETS:
        raise Unreadable("too-many-sheets", found=str(count), limit=str(limits.SHEETS))


def _hidden_style(style: Element) -> set[str]:
    is_hidden = any(part.get(f"{_TABLE}display") == "false" for part in style)
    return {style.get(f"{_STYLE}name", "")} if is_hidden else set()


def _forget(element: Element) -> None:
    """Free what was read, so that a sheet of any length takes the memory of one row."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _take(table: _Table, element: Element, kind: str, held: int) -> None:
    if kind == "table-row":
        _take_row(table, element, held)
        _forget(element)
    elif kind == "table-column":
        times = _times(element, "number-columns-repeated")
        if _is_hidden(element):
            table.hidden_columns |= set(range(table.column, min(table.column + times, limits.COLUMNS + 1)))
        table.column += times


def _is_hidden(element: Element) -> bool:
    is_folded = any(group.get(f"{_TABLE}display") == "false" for group in element.iterancestors(*_GROUPS))
    return is_folded or element.get(f"{_TABLE}visibility", "visible") != "visible"


def _take_row(table: _Table, element: Element, held: int) -> None:
    times = _times(element, "number-rows-repeated")
    if _is_hidden(element):
        table.hidden.append((table.row, table.row + times - 1))
    filled = _row(table, element)
    if filled:
        last = table.row + times - 1
        if last > limits.ROWS:
            raise Unreadable("too-many-rows", where=table.name, found=str(last), limit=str(limits.ROWS))
        count, area = held + len(table.cells) + times * len(filled), last * max(filled)
        if count > limits.CELLS or area > limits.AREA:
            raise Unreadable("too-many-cells", where=table.name, found=str(max(count, area)), limit=str(limits.CELLS))
        for row in range(table.row, last + 1):
            table.cells |= {(row, column): _moved(one, row, column) for column, one in filled.items()}
    table.row += times


def _moved(one: Cell, row: int, column: int) -> Cell:
    return Cell(row, column, one.value, one.format, one.error, one.stale)


def _row(table: _Table, element: Element) -> dict[int, Cell]:
    """Return the row's filled cells by column; what lies covered under a merge is not shown and not read."""
    filled: dict[int, Cell] = {}
    column = 1
    for child in element.iterchildren(_CELL, _COVERED):
        times = _times(child, "number-columns-repeated")
        if child.tag == _CELL and (one := _cell(child, table.row, column)) is not None:
            if column + times - 1 > limits.COLUMNS:
                found = letters(min(column + times - 1, 18_278))
                raise Unreadable("too-many-columns", where=table.name, found=found, limit=letters(limits.COLUMNS))
            filled |= dict.fromkeys(range(column, column + times), one)
        if child.tag == _CELL:
            _span(table, child, column)
        column += times
    return filled


def _span(table: _Table, element: Element, column: int) -> None:
    down, across = _times(element, "number-rows-spanned"), _times(element, "number-columns-spanned")
    if down * across == 1:
        return
    area = Range(table.row, column, table.row + down - 1, column + across - 1)
    if len(table.merges) >= limits.MERGES or down * across > limits.MERGED_CELLS:
        found = f"{letters(min(area.left, 18_278))}{area.top}"
        raise Unreadable("too-many-merges", where=table.name, found=found)
    table.merges.append(area)


def _cell(element: Element, row: int, column: int) -> Cell | None:
    """Return the cell; a formula's error is told by its shown text, since its stored value is a 0 or a blank."""
    kind = element.get(f"{_OFFICE}value-type", "")
    if not kind and len(element) == 0 and element.get(f"{_TABLE}formula") is None:
        return None
    shown = _shown(element)
    if element.get(f"{_TABLE}formula") is not None or element.get(_CALC_TYPE) == "error":
        if element.get(_CALC_TYPE) == "error" or _ERROR.fullmatch(shown.strip()):
            return Cell(row, column, None, error=shown.strip() or "#ERR!")
        if not kind and not shown:
            return Cell(row, column, None, stale=True)
    return cell(row, column, _value(element, kind, shown), _format(kind, shown))


def _format(kind: str, shown: str) -> str:
    """Return a number format that says "percent" where the cell is one, with the decimals that it shows."""
    if kind != "percentage":
        return ""
    decimals = _PERCENT_DECIMALS.search(shown)
    return f"0.{'0' * len(decimals[1])}%" if decimals else "0%"


def _value(element: Element, kind: str, shown: str) -> RawValue:
    """Return the value as its type says, or the text shown where it is none of that type."""
    written: str | None = element.get(f"{_OFFICE}{_STORED.get(kind, 'value')}")
    if kind == "string":
        stored: str | None = element.get(f"{_OFFICE}string-value")
        return shown if stored is None else stored
    try:
        if kind in {"float", "percentage", "currency"}:
            return float(written or "")
        if kind == "date":
            return datetime.fromisoformat(written or "")
    except ValueError:
        return shown
    if kind == "boolean":
        return written == "true"
    return _duration(written or "", shown) if kind == "time" else shown


_STORED = {
    **dict.fromkeys(("float", "percentage", "currency"), "value"),
    **{kind: f"{kind}-value" for kind in ("date", "time", "boolean", "string")},
}


def _duration(written: str, shown: str) -> RawValue:
    parts = _DURATION.fullmatch(written)
    if parts is None:
        return shown
    days, hours, minutes = (int(part or 0) for part in parts.groups()[1:4])
    seconds = float((parts[5] or "0").replace(",", "."))
    if parts[1] or days or hours > 23:  # a length of time, as a number of days
        return (-1 if parts[1] else 1) * (days + hours / 24 + minutes / 1440 + seconds / 86_400)
    whole, fraction = divmod(round(seconds * 1e6), 1_000_000)
    try:
        return time(hours, minutes, whole, fraction)
    except ValueError:
        return shown


def _shown(element: Element) -> str:
    """Return the cell's paragraphs as lines; comments and drawings in the cell are not its text."""
    return "\n".join("".join(_words(child)) for child in element.iterchildren(f"{_TEXT}p", f"{_TEXT}h"))


def _words(element: Element) -> Iterable[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(_number(child.get(f"{_TEXT}c")), 1000)
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif isinstance(child.tag, str) and child.tag != f"{_OFFICE}annotation":
            yield from _words(child)
        yield child.tail or ""


def _times(element: Element, name: str) -> int:
    return _number(element.get(f"{_TABLE}{name}"))


def _number(written: str | None) -> int:
    """Return a count of at least 1, however many digits were written."""
    return max(int(written[:9]), 1) if written and written.isascii() and written.isdigit() else 1
