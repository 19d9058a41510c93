"""Turns an export's own parameters - names in one row, values in the next - into a line that states the period.

The social-insurance portal prints `tu_thang | den_thang | nam` over `1 | 5 | 2025`: the same title stands over a month
and over five, and nothing else tells them apart.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from loaders.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.sheet import Sheet

_LINES = (
    ("Từ ngày {tu ngay} đến ngày {den ngay}", ("tu ngay", "den ngay")),
    ("Từ tháng {tu thang} đến tháng {den thang} năm {nam}", ("tu thang", "den thang", "nam")),
    ("Quý {quy} năm {nam}", ("quy", "nam")),
    ("Tháng {thang} năm {nam}", ("thang", "nam")),
)


def parameter_lines(sheet: Sheet, first: int, last: int) -> Iterator[str]:
    """Yield the period of each row of parameters from row `first` to `last`, in the words titles use."""
    columns = range(1, sheet.last_column + 1)
    for row in range(first, last):
        names = {_name(text): column for column in columns if (text := _text(sheet, row, column))}
        for line, wanted in _LINES:
            if all(name in names for name in wanted):
                yield line.format(**{name: _text(sheet, row + 1, names[name]) or "..." for name in wanted})
                break


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return cell.value.strftime("%d/%m/%Y") if cell and isinstance(cell.value, date) else cell.text if cell else ""


def _name(text: str) -> str:
    return fold(text.replace("_", " ")).replace("ă", "a")
