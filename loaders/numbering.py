"""Reads the sums that a sheet's own numbering row states, and holds the lines to them.

"(3)=(4)+(5)", "(3 = 4 + 5)", "3=4+5", "(13 = 9 + 12)": each number is that of a column. What divides is left to the
form, whose ratios know what they leave out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders import values
from loaders.header import column_number
from loaders.places import difference
from loaders.sheet import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.header import Header
    from loaders.match import Matched
    from loaders.report import Finding
    from loaders.sheet import Sheet

_MINUS = str.maketrans("−–", "--")
_BRACKETED = re.compile(r"[(\[]\s*([0-9]+)\s*[)\]]")
_TAKEN_AWAY_TOGETHER = re.compile(r"-\s*[(\[]")
"""3-(4+5): without its brackets it would be another sum."""
_BRACKETS = re.compile(r"[\s()\[\]]")
_SUM = re.compile(r"[0-9]+(?:[-+][0-9]+)+")
_PART = re.compile(r"([-+]?)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of columns: `parts` are columns with 1 where they are added, -1 where they are taken away."""

    total: int
    parts: tuple[tuple[int, int], ...]

    def difference(self, row: int, sheet: Sheet) -> Finding | None:
        """Return what is wrong with it in a row; nothing where a figure is missing or unread."""
        printed, *found = (
            values.count(sheet.cells.get((row, at))) for at in (self.total, *(at for at, _ in self.parts))
        )
        if printed.value is None or any(one.problem for one in found) or all(one.value is None for one in found):
            return None
        computed = sum(sign * (one.value or 0) for one, (_, sign) in zip(found, self.parts, strict=True))
        if computed == printed.value:
            return None
        cells = ", ".join(f"{letters(at)}{row}" for at, _ in self.parts)
        cell = sheet.cells[row, self.total]
        return difference(
            "identity", printed.value, computed, where=sheet.where(row, self.total), text=cell.text, cells=cells
        )


def stated(header: Header, sheet: Sheet, match: Matched) -> tuple[Sum, ...]:
    """Return the sums of counts that the row of numbers under a header states."""
    if header.numbering is None:
        return ()
    texts = {at: cell.text for at in header.paths if (cell := sheet.cells.get((header.numbering, at)))}
    columns = {number: at for at, text in texts.items() if (number := column_number(text)) is not None}
    shares = {at for at, field in match.fields.items() if field.read == "percent"}
    sums = (Sum(at, parts) for at, text in texts.items() for parts in _parts(text, columns))
    return tuple(one for one in sums if shares.isdisjoint({one.total, *(at for at, _ in one.parts)}))


def _parts(text: str, columns: dict[int, int]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield the columns of each sum that stands after an equals sign and whose columns are all there."""
    written = _BRACKETED.sub(r"\1", text.translate(_MINUS))
    if _TAKEN_AWAY_TOGETHER.search(written):
        return
    for side in _BRACKETS.sub("", written).split("=")[1:]:
        parts = [(int(number), -1 if sign == "-" else 1) for sign, number in _PART.findall(side)]
        if _SUM.fullmatch(side) and all(number in columns for number, _ in parts):
            yield tuple((columns[number], sign) for number, sign in parts)
