"""An XML Spreadsheet 2003 (Excel's own XML before .xlsx, which many report tools still write) into sheets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from loaders.container import limits
from loaders.container.archive import checked_xml
from loaders.container.contents import Unreadable, by_address, cell
from loaders.sheet import Cell, Range, Sheet, letters

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from loaders.container.contents import RawValue
    from loaders.report import Finding

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"


@dataclass(slots=True)
class _Sheet:
    """A worksheet while its rows are walked."""

    formats: dict[str, str]
    cells: list[Cell | None] = field(default_factory=list)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)


def read(data: bytes) -> tuple[str, tuple[Sheet, ...], list[Finding]]:
    """Return "xml-2003" and the sheets; raise Unreadable where the XML is cut off, has a DTD or passes the limits."""
    root = _root(data)
    worksheets = root.findall(f"{_SS}Worksheet")
    if len(worksheets) > limits.SHEETS:
        raise Unreadable("too-many-sheets", found=str(len(worksheets)), limit=str(limits.SHEETS))
    formats = _formats(root)
    return "xml-2003", tuple(_sheet(worksheet, formats) for worksheet in worksheets), []


def _root(data: bytes) -> Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(checked_xml(data.lstrip(), "XML"), parser)
    except (etree.XMLSyntaxError, ValueError):
        is_cut = b"Workbook>" not in data.rstrip()[-64:]
        raise Unreadable("truncated" if is_cut else "damaged", found="XML") from None


def _formats(root: Element) -> dict[str, str]:
    """Return each style's number format by the style's id."""
    styles = root.iter(f"{_SS}Style")
    formats = ((style.get(f"{_SS}ID"), style.find(f"{_SS}NumberFormat")) for style in styles)
    return {name: number.get(f"{_SS}Format", "") for name, number in formats if number is not None}


def _sheet(worksheet: Element, formats: dict[str, str]) -> Sheet:
    name, sheet, row = worksheet.get(f"{_SS}Name", ""), _Sheet(formats), 0
    for element in worksheet.iterfind(f"{_SS}Table/{_SS}Row"):
        row = _number(element, "Index", row + 1)
        if row > limits.ROWS:
            raise Unreadable("too-many-rows", where=name, found=str(row), limit=str(limits.ROWS))
        if element.get(f"{_SS}Hidden") == "1":
            sheet.hidden_rows.add(row)
        _walk_row(sheet, element, row, name)
        row += _number(element, "Span", 0)
    hidden = worksheet.findtext(f"{_X}WorksheetOptions/{_X}Visible", "").startswith("Sheet")
    columns = _hidden_columns(worksheet)
    return Sheet(name, by_address(sheet.cells), tuple(sheet.merges), frozenset(sheet.hidden_rows), columns, hidden)


def _walk_row(sheet: _Sheet, row_element: Element, row: int, name: str) -> None:
    column = 0
    for element in row_element.iterfind(f"{_SS}Cell"):
        column = _number(element, "Index", column + 1)
        across, down = _number(element, "MergeAcross", 0), _number(element, "MergeDown", 0)
        if column + across > limits.COLUMNS:
            raise Unreadable(
                "too-many-columns", where=name, found=letters(min(column, 18_278)), limit=letters(limits.COLUMNS)
            )
        if across or down:
            sheet.merges.append(Range(row, column, row + down, column + across))
        if len(sheet.merges) > limits.MERGES or len(sheet.cells) > limits.CELLS:
            raise Unreadable("too-many-cells", where=name, found=str(len(sheet.cells)), limit=str(limits.CELLS))
        sheet.cells.append(_cell(element, row, column, sheet.formats))
        column += across


def _cell(element: Element, row: int, column: int, formats: dict[str, str]) -> Cell | None:
    content, number_format = element.find(f"{_SS}Data"), formats.get(element.get(f"{_SS}StyleID", ""), "")
    if content is None:
        has_formula = element.get(f"{_SS}Formula") is not None
        return Cell(row, column, None, number_format, stale=True) if has_formula else None
    text, kind = "".join(content.itertext()), content.get(f"{_SS}Type", "String")
    if kind == "Error":
        return Cell(row, column, None, number_format, error=text.strip() or "#ERR!")
    return cell(row, column, _value(text, kind), number_format)


def _value(text: str, kind: str) -> RawValue:
    """Return the value as its type says, or the text itself where it is none of that type."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        return text
    return text.strip() == "1" if kind == "Boolean" else text


def _hidden_columns(worksheet: Element) -> frozenset[int]:
    hidden: set[int] = set()
    column = 0
    for element in worksheet.iterfind(f"{_SS}Table/{_SS}Column"):
        first = _number(element, "Index", column + 1)
        column = min(first + _number(element, "Span", 0), limits.COLUMNS)
        hidden |= set(range(first, column + 1)) if element.get(f"{_SS}Hidden") == "1" else set()
    return frozenset(hidden)


def _number(element: Element, name: str, default: int) -> int:
    written = element.get(f"{_SS}{name}", "")
    return int(written) if written.isdecimal() and len(written) < 8 else default
