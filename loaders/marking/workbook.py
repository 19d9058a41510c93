"""A workbook and what was found in it -> the workbook with every finding in its cell, and a sheet that lists them.

This runs in the child process: it opens what a user sent. Only the parts that must change are written anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lxml import etree

from loaders.container import archive, read, sniff, xlsx_parts, zipped
from loaders.container.contents import Unreadable
from loaders.marking import comments, copying, listing
from loaders.marking.cells import Cells, address
from loaders.marking.comments import BEGINS
from loaders.marking.package import Package, named, placed
from loaders.marking.styles import Styles, empty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_GRAVEST_FIRST = ("error", "warning", "note")
_BEFORE_NAMES = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding in the reader's words; `target` is what a link to its cell says, "" where it names none."""

    severity: str
    grade: str
    where: str
    found: str
    words: str
    sheet: str = ""
    cell: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What the parent asks for, all words in the reader's language."""

    title: str
    top: tuple[str, ...]
    of_copy: str
    of_signature: str
    of_people: str
    headings: tuple[str, ...]
    marks: tuple[tuple[str, str, str, str, str], ...] = ()
    """(severity, its word, where, found, sentence) of each finding."""

    @classmethod
    def parsed(cls, line: bytes) -> Order:
        """Return the order as the parent wrote it."""
        given: dict[str, Any] = json.loads(line)
        return cls(**{**given, "marks": tuple(map(tuple, given["marks"]))})


@dataclass(slots=True)
class _Book:
    """A package with what marking needs of it."""

    package: Package
    styles: Styles
    sheets: Mapping[str, str]
    """The worksheets' parts by name."""
    kept: dict[str, int] = field(default_factory=dict)


def answered(asked: bytes) -> bytes:
    """Answer an order's line of JSON and the file behind it: "=" (the file itself) or "~" (a copy), the workbook."""
    line, _, data = asked.partition(b"\n")
    order = Order.parsed(line)
    if _is_open_xml(data):
        try:
            return b"=" + marked(Package(data), order, {})
        except (Unreadable, etree.LxmlError, KeyError, ValueError, AttributeError):
            pass  # a package that engines forgive and a strict writer cannot; the copy is made of what they read
    return b"~" + _copied(data, order)


def of_findings(order: Order) -> bytes:
    """Return a workbook with the sheet of findings alone: no byte of the upload is looked at."""
    return marked(Package(copying.blank(order.title)), order, {})


def _is_open_xml(data: bytes) -> bool:
    try:
        return sniff.container(data) == "zip" and zipped.kind(archive.members(data)) in {"xlsx", "xlsm"}
    except Unreadable:
        return False


def _copied(data: bytes, order: Order) -> bytes:
    sheets = read(data).sheets
    if not sheets:
        return of_findings(order)
    copy, names = copying.written(sheets, order.of_people)
    return marked(Package(copy), order, names, order.of_copy)


def marked(package: Package, order: Order, renamed: Mapping[str, str], *above: str) -> bytes:
    """Return the workbook marked; `renamed` are the sheets' names where a copy had to change them."""
    book = _opened(package)
    marks = [_placed(mark, book, renamed) for mark in order.marks]
    marks.sort(key=lambda mark: _GRAVEST_FIRST.index(mark.severity))
    own, path = _own_sheet(package, order.title, book.sheets)
    before = listing.kept(package.look(path), _shared(package)) if own else {}
    for name, part in book.sheets.items():
        if part != path:
            _mark_sheet(book, name, part, [mark for mark in marks if mark.sheet == name and mark.cell], before)
    top = (*order.top, *above, *((order.of_signature,) if package.was_signed else ()))
    namespace = etree.QName(package.look(package.workbook)).namespace
    body = listing.sheet(namespace, book.styles, top=top, headings=order.headings, marks=marks, kept=book.kept)
    package.put(path, body)
    return package.packed()


def _opened(package: Package) -> _Book:
    listed = {part.name: part.path for part in xlsx_parts.sheet_parts(dict(archive.xml_parts(package.parts)))}
    parts = list(package.related(package.workbook, "styles").values())
    if not parts:
        body = empty(etree.QName(package.look(package.workbook)).namespace)
        parts = [package.new("xl/styles{}.xml", body, _STYLES)]
        package.relate(package.workbook, "styles", parts[0])
    return _Book(package, Styles(package.change(parts[0])), listed)


def _placed(given: tuple[str, str, str, str, str], book: _Book, renamed: Mapping[str, str]) -> Mark:
    severity, grade, where, found, words = given
    sheet, _, cell = where.rpartition("!")
    if where in book.sheets or where in renamed or not address(cell):
        sheet, cell = where, ""
    sheet = renamed.get(sheet, sheet)
    quoted = "'" + sheet.replace("'", "''") + "'"
    target = f"{quoted}!{cell or 'A1'}" if sheet in book.sheets else ""
    return Mark(severity, grade, where, found, words, sheet, cell, target)


def _own_sheet(package: Package, title: str, sheets: Mapping[str, str]) -> tuple[bool, str]:
    """Return our sheet's part and whether it was there already; a new one is the last, so that no other moves."""
    known = xlsx_parts.findings_sheet(package.parts)
    if known in sheets:
        return True, sheets[known]
    root = package.change(package.workbook)
    holder = root.find(named(root, "sheets"))
    name = copying.sheet_name(title, [one.get("name", "") for one in holder])
    namespace = etree.QName(root).namespace
    path = package.new("xl/worksheets/sheet{}.xml", f'<worksheet xmlns="{namespace}"/>'.encode(), _SHEET)
    number = 1 + max((int(one.get("sheetId", "0")) for one in holder), default=0)
    sheet = etree.SubElement(holder, named(root, "sheet"), name=name, sheetId=str(number))
    sheet.set(package.reference(), package.relate(package.workbook, "worksheet", path))
    _name(root, name)
    return False, path


def _shared(package: Package) -> list[str]:
    parts = package.related(package.workbook, "sharedStrings").values()
    return ["".join(one.itertext()) for part in parts for one in package.look(part)]


def _name(root: Element, sheet: str) -> None:
    names = placed(root, "definedNames", _BEFORE_NAMES)
    for one in [one for one in names if one.get("name") == xlsx_parts.FINDINGS_NAME]:
        names.remove(one)  # it pointed to a sheet of ours that was deleted
    etree.SubElement(names, named(root, "definedName"), name=xlsx_parts.FINDINGS_NAME).text = f"'{sheet}'!$A$1"


def _mark_sheet(book: _Book, name: str, part: str, marks: list[Mark], before: Mapping[str, int]) -> None:
    """Take the marks of an earlier time from a sheet and set those of now."""
    cells = Cells(book.package.look(part))
    own = {f"{name}!{place}": cell for place, cell in cells.styled(book.styles.ours())}
    if marks or own:
        cells = Cells(book.package.change(part))
    for where, cell in own.items():
        cell.set("s", str(before.get(where, book.styles.unfilled(int(cell.get("s", "0"))))))
    remarks: dict[str, str] = {}
    for mark in marks:
        row, column = cells.shown(*(address(mark.cell) or (1, 1)))
        cell = cells.cell(row, column)
        place = cell.get("r", mark.cell)
        if place not in remarks:  # the gravest comes first and gives the colour
            style = int(cell.get("s", "0"))
            book.kept[f"{name}!{place}"] = style
            cell.set("s", str(book.styles.marked(style, mark.severity)))
        remark = f"{BEGINS}{mark.grade} ═══\n{listing.clean(mark.words)}"
        remarks[place] = "\n".join(filter(None, (remarks.get(place), remark)))
    comments.write(book.package, part, remarks)
