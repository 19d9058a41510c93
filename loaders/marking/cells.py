"""A sheet's XML as cells that can be given a style: found by address, made in their order where there are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.container.xlsx_parts import column_number
from loaders.marking.package import named
from loaders.sheet import letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element as Element

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")


def address(text: str) -> tuple[int, int] | None:
    """Return (row, column) of "C10", or None."""
    match = _ADDRESS.match(text)
    return (int(match[2]), column_number(match[1].encode())) if match else None


class Cells:
    """The cells of one sheet; rows and cells may leave out their number, as the format allows."""

    def __init__(self, root: Element) -> None:
        """Take the root of a sheet's part."""
        self._root = root
        self._data = root.find(named(root, "sheetData"))
        self._rows = dict(_numbered(self._data, int))

    def cell(self, row: int, column: int) -> Element:
        """Return the cell, made with its row's or column's style where there is none."""
        line = self._rows.get(row)
        if line is None:
            line = self._insert(self._data, "row", row, self._rows, str)
        held = dict(_numbered(line, _column))
        if column in held:
            return held[column]
        line.attrib.pop("spans", None)  # a hint of the columns used, which is no longer true
        made = self._insert(line, "c", column, held, lambda number: f"{letters(number)}{row}")
        style = line.get("s", "0") if line.get("customFormat") in {"1", "true"} else self._column_style(column)
        if style != "0":
            made.set("s", style)
        return made

    def styled(self, styles: frozenset[int]) -> Iterator[tuple[str, Element]]:
        """Yield the address and element of each cell with one of the styles."""
        for row, line in self._rows.items():
            for column, cell in _numbered(line, _column):
                if int(cell.get("s", "0")) in styles:
                    yield f"{letters(column)}{row}", cell

    def shown(self, row: int, column: int) -> tuple[int, int]:
        """Return the address of the merged range's first cell, the only one that is shown, or the cell's own."""
        for merge in self._root.iter(named(self._root, "mergeCell")):
            corners = [address(corner) for corner in merge.get("ref", "").split(":")]
            if len(corners) == 2 and corners[0] and corners[1]:
                (top, left), (bottom, right) = corners[0], corners[1]
                if top <= row <= bottom and left <= column <= right:
                    return top, left
        return row, column

    def _column_style(self, column: int) -> str:
        for run in self._root.iter(named(self._root, "col")):
            if int(run.get("min", "0")) <= column <= int(run.get("max", "0")):
                return str(run.get("style", "0"))
        return "0"

    def _insert(
        self, parent: Element, name: str, number: int, held: dict[int, Element], written: Callable[[int], str]
    ) -> Element:
        child = parent.makeelement(named(parent, name), r=written(number))
        for other, element in held.items():
            element.set("r", written(other))  # one that counted from its neighbour would move
        following = min((other for other in held if other > number), default=None)
        parent.insert(len(parent) if following is None else parent.index(held[following]), child)
        held[number] = child
        return child


def _column(reference: str) -> int:
    return column_number(re.match(r"[A-Za-z]*", reference)[0].encode())  # type: ignore[index]  # it matches "" too


def _numbered(parent: Element, number_of: Callable[[str], int]) -> Iterator[tuple[int, Element]]:
    number = 0
    for child in parent:
        if isinstance(child.tag, str):
            written = child.get("r")
            number = number_of(written.strip()) if written else number + 1
            yield number, child
