"""A workbook's styles with our three fills: each marked cell keeps all else of its own style."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from loaders.marking.package import named, placed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

COLOURS = {"error": "FFF4A08C", "warning": "FFFFC94D", "note": "FFD9ECF9"}
"""Orange-red, yellow and pale blue: apart for the colour-blind, and in print by their lightness."""

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_EMPTY = (
    '<styleSheet xmlns="{}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/>'
    '</fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>'
)


def empty(namespace: str) -> bytes:
    """Return the styles of a workbook that has none."""
    return _EMPTY.format(namespace).encode()


class Styles:
    """The table of styles that cells point into by number; new ones are only appended."""

    def __init__(self, root: Element) -> None:
        """Take the root of the styles' part."""
        self._root = root
        self._xfs = self._list("cellXfs")
        self._made: dict[tuple[int, str], int] = {}

    def marked(self, style: int, severity: str) -> int:
        """Return the number of the style with our fill for a severity."""
        if (style, severity) not in self._made:
            fill = self._fill(COLOURS[severity])
            self._made[style, severity] = self._clone(style, fillId=str(fill), applyFill="1")
        return self._made[style, severity]

    def ours(self) -> frozenset[int]:
        """Return the numbers of styles that have one of our fills."""
        fills = {index for index, fill in enumerate(self._list("fills")) if _colour(fill) in set(COLOURS.values())}
        return frozenset(index for index, xf in enumerate(self._xfs) if int(xf.get("fillId", "0")) in fills)

    def unfilled(self, style: int) -> int:
        """Return the number of the style without a fill."""
        if (style, "") not in self._made:
            self._made[style, ""] = self._clone(style, fillId="0")
        return self._made[style, ""]

    def text(self, *, is_bold: bool = False, is_link: bool = False) -> int:
        """Return the number of a style of our own sheet: wrapped text at the top of its cell."""
        font = self._element("font")
        for name, value in (("b", "1"), ("u", "single")):
            if (name == "b" and is_bold) or (name == "u" and is_link):
                etree.SubElement(font, named(font, name), val=value)
        etree.SubElement(font, named(font, "sz"), val="11")
        if is_link:
            etree.SubElement(font, named(font, "color"), rgb="FF0563C1")
        etree.SubElement(font, named(font, "name"), val="Arial")
        xf = self._element(
            "xf", numFmtId="0", fontId=str(self._append("fonts", font)), fillId="0", borderId="0", xfId="0"
        )
        xf.attrib.update({"applyFont": "1", "applyAlignment": "1"})
        etree.SubElement(xf, named(xf, "alignment"), vertical="top", wrapText="1")
        return self._append("cellXfs", xf)

    def _clone(self, style: int, **changed: str) -> int:
        own = self._xfs[style] if style < len(self._xfs) else None
        xf = self._element("xf") if own is None else deepcopy(own)
        xf.tail = None
        xf.attrib.update(changed)
        return self._append("cellXfs", xf)

    def _fill(self, colour: str) -> int:
        fills = self._list("fills")
        known = next((index for index, fill in enumerate(fills) if _colour(fill) == colour), None)
        while len(fills) < 2:  # Excel takes the first two for no fill and for grey dots, whatever they say
            self._append("fills", self._pattern("gray125"))
        return self._append("fills", self._pattern("solid", colour)) if known is None else known

    def _pattern(self, kind: str, colour: str = "") -> Element:
        fill = self._element("fill")
        pattern = etree.SubElement(fill, named(fill, "patternFill"), patternType=kind)
        if colour:
            etree.SubElement(pattern, named(fill, "fgColor"), rgb=colour)
            etree.SubElement(pattern, named(fill, "bgColor"), indexed="64")
        return fill

    def _element(self, name: str, **attributes: str) -> Element:
        return self._root.makeelement(named(self._root, name), attributes, nsmap=self._root.nsmap)

    def _append(self, name: str, child: Element) -> int:
        """Append to a list of the table, shared with an equal one made before; return its number."""
        held, written = self._list(name), etree.tostring(child, method="c14n", exclusive=True)
        for index in range(len(held) - 1, max(len(held) - 60, -1), -1):
            if etree.tostring(held[index], method="c14n", exclusive=True, with_tail=False) == written:
                return index
        held.append(child)
        held.set("count", str(len(held)))
        return len(held) - 1

    def _list(self, name: str) -> Element:
        return placed(self._root, name, _ORDER[: _ORDER.index(name)])


def _colour(fill: Element) -> str:
    pattern = fill.find(named(fill, "patternFill"))
    shown = None if pattern is None else pattern.find(named(fill, "fgColor"))
    return "" if shown is None or pattern.get("patternType") != "solid" else shown.get("rgb", "").upper()
