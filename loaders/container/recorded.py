"""What the records of a binary workbook (.xls, .xlsb) say of a sheet, laid beside calamine's reading of it.

Numbers, errors and truth values are read here a second time; texts are calamine's. A number is a moment only where its
own number format shows one: calamine takes formats such as 0.00000E+00 for a date's.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from loaders.container import agree, limits
from loaders.container.contents import Unreadable, cell
from loaders.sheet import Cell, Range, Sheet, letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.container.agree import Cells
    from loaders.report import Finding
    from loaders.sheet import CellValue

Address = tuple[int, int]

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
"""Error codes of [MS-XLS] 2.5.10 (BErr), the same in .xlsb."""
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "m/d/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yyyy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy/m/d"),
}
"""Number formats that every file means without saying, by number: shares and moments; other numbers show as numbers."""
_QUOTED = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]?', re.IGNORECASE)
_CLOCK = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_MOMENT = re.compile(r"[dmyhs]|(?<![a-z])e(?![-+])|[年月日]", re.IGNORECASE)
_A_SECOND = 1 / 86_400
_EPOCHS = (datetime(1899, 12, 30), datetime(1904, 1, 1))  # noqa: DTZ001 - a cell's moment has no zone


@dataclass(slots=True)
class Styles:
    """A workbook's number formats: `formats` by number, `cells` the format's number of each cell style; its epoch."""

    formats: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    cells: list[int] = field(default_factory=list)
    is_1904: bool = False

    def of(self, style: int) -> str:
        """Return the number format of a cell's style; "" shows numbers as numbers."""
        return self.formats.get(self.cells[style], "") if style < len(self.cells) else ""


@dataclass(slots=True)
class Seen:
    """What one sheet's records say. A number stands with the index of its cell's style."""

    numbers: dict[Address, tuple[float, int]] = field(default_factory=dict)
    texts: set[Address] = field(default_factory=set)
    truths: dict[Address, bool] = field(default_factory=dict)
    errors: dict[Address, str] = field(default_factory=dict)
    stale: set[Address] = field(default_factory=set)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How many cells hold something."""
        return len(self.numbers) + len(self.texts) + len(self.truths) + len(self.errors)

    @property
    def addresses(self) -> Iterator[Address]:
        """The cells that hold something."""
        return chain(self.numbers, self.texts, self.truths, self.errors)

    def hide_columns(self, first: int, last: int) -> None:
        """Mark the columns from first to last, counted from 0; beyond the limit no cell is read anyway."""
        self.hidden_columns |= set(range(first + 1, min(last + 1, limits.COLUMNS) + 1))

    def merge(self, sheet: str, area: Range) -> None:
        """Add a merged range; raise Unreadable where there are more than any report has."""
        cells = (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if len(self.merges) >= limits.MERGES or cells > limits.MERGED_CELLS:
            found = f"{letters(min(area.left, 18_278))}{area.top}"
            raise Unreadable("too-many-merges", where=sheet, found=found)
        self.merges.append(area)


def rk(packed: int) -> float:
    """Return the number that [MS-XLS] 2.5.217 packs into four bytes."""
    if packed & 2:
        whole: float = (packed >> 2) - (1 << 30 if packed & 0x80000000 else 0)
    else:
        whole = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return whole / 100 if packed & 1 else whole


def compared(sheet: Sheet, seen: Seen, styles: Styles) -> tuple[Sheet, list[Finding]]:
    """Return calamine's sheet with what the records add, and a finding for each cell that the two read differently."""
    own = _cells(sheet.cells, seen, styles)
    covered = {address for area in seen.merges for address in _covered(area, sheet)}
    marked = replace(
        sheet,
        cells={address: one for address, one in sorted(own.items()) if address not in covered},
        merges=tuple(seen.merges),
        hidden_rows=frozenset(seen.hidden_rows),
        hidden_columns=frozenset(seen.hidden_columns),
    )
    cells, findings = agree.merged(marked, _as_numbers(sheet.cells, own))
    return replace(marked, cells=cells), findings


def _covered(area: Range, sheet: Sheet) -> list[Address]:
    rows = range(area.top, min(area.bottom, sheet.last_row) + 1)
    columns = range(area.left, min(area.right, sheet.last_column) + 1)
    return [(row, column) for row in rows for column in columns if (row, column) != (area.top, area.left)]


def _cells(read: Cells, seen: Seen, styles: Styles) -> Cells:
    cells: Cells = {}
    for address in seen.texts:
        if (other := read.get(address)) is not None and isinstance(other.value, str):
            cells[address] = other
    for address, (number, style) in seen.numbers.items():
        if (one := _number(address, number, styles.of(style), is_1904=styles.is_1904)) is not None:
            cells[address] = one
    cells |= {address: Cell(*address, truth) for address, truth in seen.truths.items()}
    cells |= {address: Cell(*address, None, error=error) for address, error in seen.errors.items()}
    return cells | {address: Cell(*address, None, stale=True) for address in seen.stale}


def _number(address: Address, number: float, number_format: str, *, is_1904: bool) -> Cell | None:
    if not _shows_moment(number_format):
        return cell(*address, number, number_format)
    try:
        moment = _EPOCHS[is_1904] + timedelta(days=number + (0 < number < 60 and not is_1904))
    except (OverflowError, ValueError):
        return cell(*address, number, number_format)
    rounded = (moment + timedelta(microseconds=500)).replace(microsecond=0)
    return cell(*address, rounded.time() if 0 <= number < 1 else rounded, number_format)


def _shows_moment(number_format: str) -> bool:
    """Whether the format shows a number as a day or an hour; a length of time ([h]:mm) stays a number of days."""
    bare = _QUOTED.sub("", number_format.partition(";")[0])
    return not _CLOCK.search(bare) and bool(_MOMENT.search(re.sub("general|standard", "", bare, flags=re.IGNORECASE)))


def _as_numbers(read: Cells, own: Cells) -> Cells:
    """Return calamine's cells; where it has the same number and took it for a moment or did not, ours is put there."""
    return {address: own[address] if _is_retyped(own.get(address), held) else held for address, held in read.items()}


def _is_retyped(own: Cell | None, other: Cell) -> bool:
    """Whether one is a number, the other a moment or a rounded length of time, and both are as many days."""
    if own is None:
        return False
    is_one_a_moment = isinstance(own.value, date | time) is not isinstance(other.value, date | time)
    first, second = _days(own.value), _days(other.value)
    if first is None or second is None or not (is_one_a_moment or _CLOCK.search(own.format)):
        return False
    # Excel counts a 29 February 1900, so that readers differ by a day before it.
    return abs(first - second) <= (1 if is_one_a_moment and min(first, second) < 61 else 0) + _A_SECOND


def _days(value: CellValue) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | date | time):
        return None
    return agree.serial(value) if isinstance(value, date | time) else float(value)
