"""An HTML page saved as .xls into one sheet: its tables and the text between them, row under row."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from loaders.container import limits
from loaders.container.contents import Unreadable, by_address, cell
from loaders.container.text import decoded
from loaders.report import Finding
from loaders.sheet import Range, Sheet, letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_IGNORED = {"script", "style", "head", "title", "template", "object", "xml", "noscript", "select"}
_INLINE = {"a", "abbr", "b", "big", "code", "em", "font", "i", "label", "nobr", "o", "small", "span", "strong"}
_INLINE |= {"sub", "sup", "tt", "u", "s", "ins", "del", "mark", "strike"}
_CELLS = {"td", "th"}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:Name>([^<]*)</x:Name>", re.IGNORECASE)
_NOT_CELLS = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*+>", re.IGNORECASE | re.DOTALL)
_CELL_OPEN = re.compile(r"<t[dh](?=[\s/>])", re.IGNORECASE)
_TABLE_OPEN = re.compile(r"<table(?=[\s/>])", re.IGNORECASE)
_TABLE_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_PAGE_OPEN = re.compile(r"<(?:html|body)(?=[\s>])", re.IGNORECASE)
_PAGE_CLOSE = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to be: its cells as (text, rowspan, colspan), the table it stands in, whether the page hides it."""

    cells: tuple[tuple[str, int, int], ...]
    table: Element | None
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """Text that stands outside any cell; line breaks in it start new rows."""

    text: str
    is_hidden: bool


@dataclass(slots=True)
class _Grid:
    """Rows laid on a sheet."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    last_row: int = 0
    merged_cells: int = 0


def read(data: bytes) -> tuple[str, tuple[Sheet, ...], list[Finding]]:
    """Return "html" and the page as one sheet, each cell as text as printed (blanks collapsed, `<br>` as a line break).

    The rows of a table inside a table's cell are read once, in their place; a hidden row is kept and marked. Raise
    Unreadable where the page has no table, was cut off inside one, or the parser saw fewer cells than were written.
    """
    page, findings = decoded(data)
    if page.rfind("<!--") > page.rfind("-->"):  # what follows is hidden, and each open comment would be sought an end
        raise Unreadable("truncated", found="HTML")
    root = _parsed(_NOT_CELLS.sub("", page))
    if _PAGE_OPEN.search(page) and not _PAGE_CLOSE.search(page):
        findings.append(Finding("warning", "truncated", found="HTML"))  # its tables are whole, but one may be lost
    grid = _Grid()
    for table, rows in groupby(_rows(root), key=lambda row: row.table):
        _lay(grid, list(rows), spans=table is not None)
    cells = by_address(cell(row, column, text) for (row, column), text in grid.texts.items())
    sheet = Sheet(_sheet_name(page), cells, tuple(grid.merges), frozenset(grid.hidden_rows))
    return "html", (sheet,), findings


def _parsed(page: str) -> Element:
    from lxml import etree

    if len(_TABLE_OPEN.findall(page)) > len(_TABLE_CLOSE.findall(page)) and not _PAGE_CLOSE.search(page):
        raise Unreadable("truncated", found="HTML")
    written = len(_CELL_OPEN.findall(page))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(page.replace("\0", "\ufffd").encode("utf-8", "replace"), parser)
    parsed = 0 if root is None else sum(1 for _ in root.iter("td", "th"))
    if parsed < written:  # a page nested too deep: the parser stops there without a word
        raise Unreadable("damaged", found="HTML")
    if root is not None and any(map(_is_swallowed, root.iter("td", "th"))):
        raise Unreadable("damaged", found="HTML")
    if root is None or parsed == 0:
        raise Unreadable("html-without-table", found=_title(root) or "HTML")
    return root


def _is_swallowed(cell: Element) -> bool:
    """Whether a cell lies within another without a table of its own: a broken tag between keeps the first one open."""
    around = next((one.tag for one in cell.iterancestors("td", "th", "table")), "table")
    return around != "table"


def _title(root: Element | None) -> str:
    title = None if root is None else root.findtext(".//title")
    return " ".join((title or "").split())[:80]


def _sheet_name(page: str) -> str:
    """Return the name that Excel gives the sheet, from the XML island that exporters write in a comment."""
    name = _SHEET_NAME.search(page)
    return (html.unescape(name[1]).strip() if name else "") or "Sheet1"


def _rows(root: Element) -> Iterator[_Row]:
    """Yield the rows in the order of the page; lines of text between tables are rows of one cell."""
    for is_words, pieces in groupby(_flow(root, None, is_hidden=False), key=lambda piece: isinstance(piece, _Words)):
        if is_words:
            yield from _lines([piece for piece in pieces if isinstance(piece, _Words)])
        else:
            yield from (piece for piece in pieces if isinstance(piece, _Row))


def _lines(words: list[_Words]) -> Iterator[_Row]:
    for is_hidden, run in groupby(words, key=lambda piece: piece.is_hidden):
        for line in _collapsed("".join(piece.text for piece in run)).split("\n"):
            if line:
                yield _Row(((line, 1, 1),), None, is_hidden)


def _flow(element: Element, table: Element | None, *, is_hidden: bool) -> Iterator[_Row | _Words]:
    """Yield an element's rows and loose words; `table` is the innermost one around it."""
    if element.tag in _IGNORED:
        return
    is_hidden = is_hidden or _is_hidden(element)
    table = element if element.tag == "table" else table
    own_cells = [child for child in element if child.tag in _CELLS and child.find(".//tr") is None]
    if own_cells or (element.tag == "tr" and len(element) == 0):
        yield _Row(tuple(map(_spanning, own_cells)), table, is_hidden)
    own, edge = set(own_cells), "" if element.tag in _INLINE else "\n"
    yield _Words(edge + _one_line(element.text), is_hidden)
    for child in element:
        if child not in own:
            yield from _flow(child, table, is_hidden=is_hidden)
        yield _Words(_one_line(child.tail), is_hidden)
    yield _Words(edge, is_hidden)


def _is_hidden(element: Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN_STYLE.search(element.get("style", "")))


def _spanning(element: Element) -> tuple[str, int, int]:
    text = _collapsed("".join(_pieces(element)))
    return text, _span(element.get("rowspan")), max(_span(element.get("colspan")), 1)


def _span(written: str | None) -> int:
    digits = re.match(r"\s*(\d{1,9})", written or "1")
    return int(digits[1]) if digits else 1


def _pieces(element: Element) -> Iterator[str]:
    if element.tag in _IGNORED:
        return
    edge = "" if element.tag in _INLINE else "\n"
    yield edge + _one_line(element.text)
    for child in element:
        yield from _pieces(child)
        yield _one_line(child.tail)
    yield edge


def _one_line(written: str | None) -> str:
    """Return text without the source's line ends, which mean nothing in HTML."""
    return (written or "").replace("\n", " ")


def _collapsed(text: str) -> str:
    """Return the lines that hold something, blanks in them (no-break ones too) collapsed."""
    return "\n".join(line for written in text.split("\n") if (line := " ".join(written.split())))


def _lay(grid: _Grid, rows: list[_Row], *, spans: bool) -> None:
    """Lay one table's rows below what lies there; a cell spanning down keeps its columns in the rows below."""
    taken: dict[int, int] = {}
    for index, row in enumerate(rows):
        grid.last_row += 1
        if grid.last_row > limits.ROWS or len(grid.texts) > limits.CELLS:
            raise Unreadable("too-many-rows", found=str(grid.last_row), limit=str(limits.ROWS))
        if row.is_hidden:
            grid.hidden_rows.add(grid.last_row)
        _lay_cells(grid, row, taken, rows_left=len(rows) - index if spans else 1)
        taken = {column: left - 1 for column, left in taken.items() if left > 1}


def _lay_cells(grid: _Grid, row: _Row, taken: dict[int, int], rows_left: int) -> None:
    column = 1
    for text, down, across in row.cells:
        while column in taken:
            column += 1
        if column > limits.COLUMNS:
            raise Unreadable("too-many-columns", found=str(column), limit=letters(limits.COLUMNS))
        # HTML: a rowspan of 0 reaches the table's end, and no span leaves its table
        height, width = min(down or rows_left, rows_left), min(across, limits.COLUMNS - column + 1)
        grid.texts[grid.last_row, column] = text
        if height * width > 1:
            _merge(grid, Range(grid.last_row, column, grid.last_row + height - 1, column + width - 1))
        taken.update(dict.fromkeys(range(column, column + width), height))
        column += width


def _merge(grid: _Grid, area: Range) -> None:
    grid.merged_cells += (area.bottom - area.top + 1) * (area.right - area.left + 1)
    if grid.merged_cells > limits.MERGED_CELLS or len(grid.merges) >= limits.MERGES:
        raise Unreadable("too-many-merges", found=f"{letters(area.left)}{area.top}:{letters(area.right)}{area.bottom}")
    grid.merges.append(area)
