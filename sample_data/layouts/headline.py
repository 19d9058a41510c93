"""The province's published indicators of a year -> the headline workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_data.layouts import clerk
from sample_data.layouts.grid import Cell, Grid, heads, laid_out, ordinal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sample_data.model.headline import Indicator

COLUMNS = ("STT", "Chỉ tiêu", "Đơn vị tính", "Giá trị", "Xếp hạng")


def of_year(indicators: Sequence[Indicator], year: int, signed_on: date) -> Grid:
    """Lay out the table: an indicator that is only a rank has no value, one without a rank leaves that cell empty."""
    rows = [
        *clerk.head("CÁC CHỈ TIÊU CHUYỂN ĐỔI SỐ CHỦ YẾU", f"Năm {year}", 5),
        list(heads(*COLUMNS)),
        *(_line(number, indicator) for number, indicator in enumerate(indicators, start=1)),
        *clerk.foot(signed_on, 5),
    ]
    return laid_out("Chỉ tiêu", (6, 64, 18, 12, 12), rows)


def _line(number: int, indicator: Indicator) -> list[Cell]:
    value = Cell(indicator.value, "points" if isinstance(indicator.value, float) else "count")
    return [
        ordinal(number),
        Cell(indicator.name),
        Cell(indicator.unit_of_measure),
        value,
        ordinal(indicator.rank),
    ]
