"""The parts that tables typed by a clerk share: letterhead, title with its month, place for the signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_data.layouts.grid import Cell, across
from sample_data.layouts.wording import NATION, PROVINCE, SYNTHETIC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


def head(title: str, period: str, width: int, *, says_synthetic: bool = True) -> Iterator[list[Cell]]:
    """Yield letterhead, title, period line and an empty row; where it says synthetic is the place of a real remark."""
    half = width // 2
    yield [Cell(PROVINCE, "letterhead", columns=half), Cell(NATION, "letterhead", columns=width - half)]
    yield across(None, width)
    yield across(title, width, "title")
    yield across(period, width, "note")
    yield across(f"({SYNTHETIC})" if says_synthetic else None, width, "note")


def foot(signed_on: date, width: int, *, says_synthetic: bool = False) -> Iterator[list[Cell]]:
    """Yield the day and the two signatures, with a remark above them if that says it is synthetic."""
    if says_synthetic:
        yield across(f"Ghi chú: {SYNTHETIC}", width)
    half = width // 2
    day = f"Bắc Ninh, ngày {signed_on.day} tháng {signed_on.month} năm {signed_on.year}"
    yield [Cell(None, "plain", columns=half), Cell(day, "note", columns=width - half)]
    yield [
        Cell("Người lập biểu", "letterhead", columns=half),
        Cell("THỦ TRƯỞNG ĐƠN VỊ", "letterhead", columns=width - half),
    ]
