"""The sheet of findings: how grave, where (a link to the cell), what stands there, what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from loaders.marking.package import named
from loaders.sheet import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.etree import _Element as Element

    from loaders.marking.styles import Styles
    from loaders.marking.workbook import Mark

_WIDTHS = (12, 26, 30, 90)
_LINE = 15
"""Points that a line of text is high."""
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")
TEXT_LETTERS = 32_000


def clean(text: str) -> str:
    """Return text that an XML part can hold; a sign it cannot becomes a box, as does one that was lost before."""
    return _NOT_XML.sub("□", text)[:TEXT_LETTERS]


def sheet(
    namespace: str,
    styles: Styles,
    *,
    top: Sequence[str],
    headings: Sequence[str],
    marks: Iterable[Mark],
    kept: Mapping[str, int],
) -> bytes:
    """Return the sheet's XML. `kept` are the styles of cells before they were marked, in hidden columns beside."""
    root = etree.Element(f"{{{namespace}}}worksheet", nsmap={None: namespace})
    head = len(top) + 1
    _around(root, head)
    data = etree.SubElement(root, named(root, "sheetData"))
    bold, plain, link = styles.text(is_bold=True), styles.text(), styles.text(is_link=True)
    for number, line in enumerate(top, start=1):
        _row(data, number, [(line, styles.text(is_bold=number == 1))], is_tall=False)
    _row(data, head, [(heading, bold) for heading in headings])
    links: dict[str, str] = {}
    beside = iter(kept.items())
    for number, mark in enumerate(marks, start=head + 1):
        coloured = styles.marked(bold, mark.severity)
        texts = [(mark.grade, coloured), (mark.where, link if mark.target else plain), (mark.found, plain)]
        _row(data, number, [*texts, (mark.words, plain)])
        if mark.target:
            links[f"B{number}"] = mark.target
        _keep(data, number, next(beside, None))  # never more than findings: each is of one cell
    _links(root, links)
    page = etree.SubElement(root, named(root, "pageSetup"), paperSize="9", orientation="landscape")
    page.set("fitToHeight", "0")
    body: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return body


def kept(root: Element, shared: Sequence[str]) -> dict[str, int]:
    """Return the styles that cells had before an earlier marking, by address, from a sheet of ours.

    `shared` is the workbook's table of texts, where an office program has put ours when it saved the file.
    """
    found: dict[str, int] = {}
    for row in root.iter(named(root, "row")):
        cells = {re.sub(r"\d", "", one.get("r", "")): one for one in row}
        if "E" in cells and "F" in cells:
            where = "".join(cells["E"].itertext())
            where = shared[int(where)] if cells["E"].get("t") == "s" else where
            found[where] = int(cells["F"].get("s", "0"))
    return found


def _around(root: Element, head: int) -> None:
    properties = etree.SubElement(root, named(root, "sheetPr"))
    etree.SubElement(properties, named(root, "tabColor"), rgb="FFC00000")
    etree.SubElement(properties, named(root, "pageSetUpPr"), fitToPage="1")
    view = etree.SubElement(etree.SubElement(root, named(root, "sheetViews")), named(root, "sheetView"))
    view.set("workbookViewId", "0")
    frozen = {"ySplit": str(head), "topLeftCell": f"A{head + 1}", "activePane": "bottomLeft", "state": "frozen"}
    etree.SubElement(view, named(root, "pane"), frozen)
    columns = etree.SubElement(root, named(root, "cols"))
    for place, width in enumerate((*_WIDTHS, 9, 9), start=1):
        run = {"min": str(place), "max": str(place), "width": str(width), "customWidth": "1"}
        etree.SubElement(columns, named(root, "col"), run | ({"hidden": "1"} if place > len(_WIDTHS) else {}))


def _row(data: Element, number: int, texts: Sequence[tuple[str, int]], *, is_tall: bool = True) -> None:
    widths = _WIDTHS if is_tall else (sum(_WIDTHS),)
    lines = max(_lines(text, width) for (text, _), width in zip(texts, widths, strict=False))
    row = etree.SubElement(data, named(data, "row"), r=str(number), ht=str(_LINE * lines), customHeight="1")
    for place, (text, style) in enumerate(texts, start=1):
        _text(row, f"{letters(place)}{number}", text, style)
    if not is_tall:
        root = data.getparent()
        merges = root.find(named(root, "mergeCells"))
        merges = etree.SubElement(root, named(root, "mergeCells")) if merges is None else merges
        etree.SubElement(merges, named(root, "mergeCell"), ref=f"A{number}:{letters(len(_WIDTHS))}{number}")


def _lines(text: str, width: int) -> int:
    return min(20, sum(1 + int(1.1 * len(line)) // width for line in text.split("\n")))


def _text(row: Element, reference: str, text: str, style: int) -> None:
    cell = etree.SubElement(row, named(row, "c"), r=reference, s=str(style))
    if not text:
        return
    cell.set("t", "inlineStr")
    written = etree.SubElement(etree.SubElement(cell, named(row, "is")), named(row, "t"))
    written.text = clean(text)
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _keep(data: Element, number: int, pair: tuple[str, int] | None) -> None:
    if pair:
        row = next((one for one in data if one.get("r") == str(number)), None)
        row = etree.SubElement(data, named(data, "row"), r=str(number)) if row is None else row
        _text(row, f"E{number}", pair[0], 0)
        etree.SubElement(row, named(row, "c"), r=f"F{number}", s=str(pair[1]))


def _links(root: Element, links: Mapping[str, str]) -> None:
    if links:
        holder = etree.SubElement(root, named(root, "hyperlinks"))
        for reference, target in links.items():
            etree.SubElement(holder, named(root, "hyperlink"), ref=reference, location=target, display=target)
