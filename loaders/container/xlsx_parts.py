"""An .xlsx's XML parts into its list of sheets and what a scan of their bytes sees before any engine does."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.container import limits
from loaders.container.contents import Unreadable
from loaders.sheet import letters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

Address = tuple[int, int]

FINDINGS_NAME = "_adoption_findings"
"""The defined name that points to the sheet of findings in a workbook marked here."""

ORIGIN_NAME = "_adoption_origin"
"""The defined name that points to the cell with the address of the view that a table was downloaded from."""

STRICT_NAMES = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
"""Strict OOXML's names (ISO/IEC 29500-1) and those of every other workbook (29500-4)."""

_P = rb"(?:[\w.-]+:)?"  # some writers prefix every tag: <x:c>
_CELL_COUNT = re.compile(rb"<" + _P + rb"c[\s/>]")
# no "<" can stand inside a tag: without saying so, a scan of damaged parts runs to their end from each tag again
_ROW_NUMBER = re.compile(rb"<" + _P + rb"""row\s[^<>]*?\br\s*=\s*["']\s*(\d+)""")
# A cell that is only styled closes itself: engines hold no value for it, and whole styled rows reach column XFD.
_FILLED = re.compile(rb"<" + _P + rb"""c\s(?:[^<>]*?\s)?r\s*=\s*["']\s*([A-Za-z]+)(\d+)["'](?:[^<>]*[^<>/])?>""")
_MERGE = re.compile(rb"<" + _P + rb"""mergeCell\s[^<>]*?\bref\s*=\s*["']([^"']*)""")
_RANGE = re.compile(rb"\$?([A-Za-z]{1,6})\$?(\d{1,12})(?::\$?([A-Za-z]{1,6})\$?(\d{1,12}))?$")
_UNIQUE_COUNT = re.compile(rb"""\bunique[cC]ount\s*=\s*["'](\d+)""")
_REFERENCE = re.compile(rb"""(?:^|\s)r\s*=\s*["']\s*([A-Za-z]+)(\d+)""")
_ERROR = re.compile(
    rb"<"
    + _P
    + rb"""c\s([^<>]*?\bt\s*=\s*["']e["'][^<>]*)>(?:(?!</?"""
    + _P
    + rb"c[\s/>]).)*?<"
    + _P
    + rb"v[^<>]*>([^<]*)<",
    re.DOTALL,
)
_FORMULA = rb"<" + _P + rb"c\s([^<>]*)>\s*+<" + _P + rb"f\b(?:[^<>]*/>|[^<>]*>[^<]*</" + _P + rb"f>)\s*+"
_UNCACHED = re.compile(_FORMULA + rb"(<" + _P + rb"v\s*+/>|<" + _P + rb"v>\s*+</" + _P + rb"v>)?\s*+</" + _P + rb"c>")
_ZERO_RESULT = re.compile(_FORMULA + rb"<" + _P + rb"v>0</" + _P + rb"v>")
_CALCULATED_ON_LOADING = re.compile(rb"""<""" + _P + rb"""calcPr\s[^<>]*\bfullCalcOnLoad\s*=\s*["'](?:1|true)["']""")
_TEXT_RESULT = re.compile(rb"""\bt\s*=\s*["']str["']""")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet as the workbook lists it."""

    name: str
    path: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """What the bytes of one sheet say: how many cells, which are errors, which formulas have no stored result."""

    cell_count: int
    errors: Mapping[Address, str]
    stale: frozenset[Address]


def column_number(name: bytes) -> int:
    """Return 1 for A, 28 for AB."""
    number = 0
    for letter in name.upper():
        number = number * 26 + letter - 64
    return number


def sheet_parts(parts: Mapping[str, bytes]) -> tuple[SheetPart, ...]:
    """Return the worksheets in the workbook's order; chart and macro sheets hold no cells and are left out."""
    workbook = _workbook_path(parts)
    targets = worksheet_targets(parts, workbook)
    root = _root(parts, workbook)
    listed = [element for element in root.iter() if _local(element.tag) == "sheet"]
    if len(listed) > limits.SHEETS:
        raise Unreadable("too-many-sheets", found=str(len(listed)), limit=str(limits.SHEETS))
    worksheets = [(element, targets[_relation(element)]) for element in listed if _relation(element) in targets]
    if missing := [path for _, path in worksheets if path not in parts]:
        raise Unreadable("damaged", found=missing[0])
    return tuple(
        SheetPart(element.get("name", ""), path, element.get("state", "visible").lower() != "visible")
        for element, path in worksheets
    )


def findings_sheet(parts: Mapping[str, bytes]) -> str:
    """Return the name of the sheet that marking added (loaders.marking), by the name defined for it, or ""."""
    return _pointed(parts, FINDINGS_NAME)[0]


def origin(parts: Mapping[str, bytes]) -> tuple[str, Address] | None:
    """Return the sheet and cell in which a table downloaded here says from which view; None in all other files."""
    sheet, cell = _pointed(parts, ORIGIN_NAME)
    found = _RANGE.match(cell.encode())
    return (sheet, (int(found[2]), column_number(found[1]))) if found else None


def _pointed(parts: Mapping[str, bytes], name: str) -> tuple[str, str]:
    """Return the sheet and the cell that a defined name points to, or "" and ""."""
    for element in _root(parts, _workbook_path(parts)).iter():
        if _local(element.tag) == "definedName" and element.get("name") == name:
            sheet, _, cell = (element.text or "").rpartition("!")
            sheet = sheet.lstrip("$")
            return (sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet), cell
    return "", ""


def is_strict(parts: Mapping[str, bytes]) -> bool:
    """Whether it is Strict OOXML, which openpyxl reads as an empty workbook without a word."""
    return b"http://purl.oclc.org/ooxml/" in parts[_workbook_path(parts)][:4096]


def check_strings(parts: Mapping[str, bytes]) -> None:
    """Refuse a table of texts that announces more entries than its bytes can hold: an engine would reserve them all."""
    for name, body in parts.items():
        if name.lower().endswith("sharedstrings.xml"):
            check_string_count(name, body[:4096], len(body))


def check_string_count(name: str, head: bytes, size: int) -> None:
    """Do so for one table of texts by its first bytes and its size."""
    count = _UNIQUE_COUNT.search(head)
    if count and (len(count[1]) > 12 or int(count[1]) > size):
        raise Unreadable("damaged", found=name)


def check_texts(parts: Mapping[str, bytes], cell_count: int) -> None:
    """Refuse a table of texts with far more entries than there are cells to show them; engines read them all."""
    for name, body in parts.items():
        if name.lower().endswith("sharedstrings.xml") and body.count(b"<si") > cell_count + limits.SPARE_TEXTS:
            raise Unreadable("damaged", found=name)


def is_calculated_on_loading(parts: Mapping[str, bytes]) -> bool:
    """Whether results are to be worked out on opening: a program that cannot calculate stored a 0 for each of them."""
    return bool(_CALCULATED_ON_LOADING.search(parts[_workbook_path(parts)]))


def scan(body: bytes, sheet: str, *, are_zeros_stale: bool = False) -> Scan:
    """Return what a sheet's bytes say; refuse addresses and merges beyond the limits before an engine believes them."""
    cell_count = sum(1 for _ in _CELL_COUNT.finditer(body))
    if cell_count > limits.AREA:
        raise Unreadable("too-many-cells", where=sheet, found=str(cell_count), limit=str(limits.CELLS))
    _check_extent(body, sheet)
    _check_merges(body, sheet)
    errors, stale = flaws(body)
    zeros = _zero_results(body) if are_zeros_stale else []
    return Scan(cell_count, errors, frozenset((*stale, *zeros)))


def flaws(body: bytes) -> tuple[dict[Address, str], tuple[Address, ...]]:
    """Return the error cells and the formulas without a stored result in a sheet's bytes or some of its rows."""
    errors = {address: html.unescape(value.decode("utf-8", "replace")) for address, value in _errors(body)}
    return errors, tuple(_uncached(body))


def _check_extent(body: bytes, sheet: str) -> None:
    rows, columns = _filled(body)
    announced = max(map(int, {row[:12] for row in _ROW_NUMBER.findall(body)}), default=0)
    last_row, last_column = max(rows, default=0), max(columns, default=0)
    if last_row > limits.ROWS or announced > 1_048_576:
        raise Unreadable("too-many-rows", where=sheet, found=str(max(last_row, announced)), limit=str(limits.ROWS))
    if last_column > limits.COLUMNS:
        found = letters(last_column) if last_column <= 18_278 else str(last_column)
        raise Unreadable("too-many-columns", where=sheet, found=found, limit=letters(limits.COLUMNS))
    if last_row * last_column > limits.AREA:
        raise Unreadable("too-many-cells", where=sheet, found=str(last_row * last_column), limit=str(limits.CELLS))


def _filled(body: bytes) -> tuple[set[int], set[int]]:
    columns, rows = set(), set()
    for match in _FILLED.finditer(body):
        columns.add(match[1][:8])
        rows.add(match[2][:12])
    return set(map(int, rows)), set(map(column_number, columns))


def _check_merges(body: bytes, sheet: str) -> None:
    merged_cells = 0
    for count, match in enumerate(_MERGE.finditer(body), start=1):
        merged_cells += _area(match[1])
        if count > limits.MERGES or merged_cells > limits.MERGED_CELLS:
            raise Unreadable("too-many-merges", where=sheet, found=match[1][:40].decode("ascii", "replace"))


def _area(reference: bytes) -> int:
    corners = _RANGE.match(reference.strip())
    if corners is None:
        return 0
    first_column, first_row, last_column, last_row = corners.groups()
    width = column_number(last_column or first_column) - column_number(first_column) + 1
    return abs(width) * abs(int(last_row or first_row) - int(first_row) + 1)


def _errors(body: bytes) -> list[tuple[Address, bytes]]:
    return [(address, match[2]) for match in _ERROR.finditer(body) if (address := _address(match[1]))]


def _uncached(body: bytes) -> list[Address]:
    """Return formulas without a result; an empty text is one where the cell says that its result is text."""
    return [
        address
        for match in _UNCACHED.finditer(body)
        if not (match[2] and _TEXT_RESULT.search(match[1])) and (address := _address(match[1]))
    ]


def _zero_results(body: bytes) -> list[Address]:
    return [address for match in _ZERO_RESULT.finditer(body) if (address := _address(match[1]))]


def _address(attributes: bytes) -> Address | None:
    reference = _REFERENCE.search(attributes)
    return (int(reference[2]), column_number(reference[1])) if reference else None


def _workbook_path(parts: Mapping[str, bytes]) -> str:
    for element in _root(parts, "_rels/.rels"):
        if element.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(element.get("Target", "").lstrip("/"))
    return "xl/workbook.xml"


def worksheet_targets(parts: Mapping[str, bytes], workbook: str) -> dict[str, str]:
    """Return the worksheets' parts by the ids that the workbook lists them under; charts and macro sheets are none."""
    folder, name = posixpath.split(workbook)
    relations = _root(parts, f"{folder}/_rels/{name}.rels")
    return {
        element.get("Id", ""): posixpath.normpath(posixpath.join("/" + folder, element.get("Target", ""))).lstrip("/")
        for element in relations
        if element.get("Type", "").endswith("/worksheet")
    }


def _root(parts: Mapping[str, bytes], name: str) -> Element:
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root: Element = fromstring(parts[name])
    except (KeyError, ParseError, ValueError):
        raise Unreadable("damaged", found=name) from None
    return root


def _relation(sheet: Element) -> str:
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
