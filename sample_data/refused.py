"""Three files that no one may accept -> their bytes and why: an unknown unit, a count in words, no period."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reference.period import Period
from sample_data import reports
from sample_data.desk import Written, due
from sample_data.flaws import Flaw
from sample_data.layouts import excel, markup
from sample_data.layouts.wording import span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sample_data.layouts.grid import Grid, Value

FOLDER = "refused"
MONTH = Period.month(2024, 6)
STRANGER = "UBND huyện Gia Lâm"
UNFILLED = "(Từ ngày ... đến ngày ...)"


def files() -> Mapping[str, Callable[[], Written]]:
    """Map each path below the sample's folder to the writer of its file."""
    annex = "Bảng thống kê tiếp nhận hồ sơ trực tuyến của UBND cấp huyện"
    return {
        f"{FOLDER}/{annex} (đơn vị lạ).xls": partial(_unknown_unit, f"{FOLDER}/{annex} (đơn vị lạ).xls"),
        f"{FOLDER}/{annex} (thiếu kỳ).xls": partial(_no_period, f"{FOLDER}/{annex} (thiếu kỳ).xls"),
        f"{FOLDER}/Hồ sơ công việc (số viết chữ).xlsx": partial(
            _not_a_count, f"{FOLDER}/Hồ sơ công việc (số viết chữ).xlsx"
        ),
    }


def _unknown_unit(path: str) -> Written:
    grid, where = _changed(_districts(), "UBND huyện Gia Bình", 2, STRANGER)
    flaw = Flaw(path, "unknown-unit", where, "a district of another province")
    return Written(markup.workbook(grid), (flaw,))


def _no_period(path: str) -> Written:
    grid, _ = _changed(_districts(), span(MONTH), 1, UNFILLED)
    return Written(markup.workbook(grid), (Flaw(path, "no-period", grid.name, "the period was never filled in"),))


def _not_a_count(path: str) -> Written:
    signed, digital = reports.work_records(MONTH, due(MONTH))
    digital, where = _changed(digital, "Huyện Tiên Du", 3, "một nghìn hai trăm")
    flaw = Flaw(path, "not-a-count", where, "a count written in words")
    return Written(excel.workbook([signed, digital], due(MONTH)), (flaw,))


def _districts() -> Grid:
    return reports.annex_of_areas(MONTH, reports.areas(MONTH))


def _changed(grid: Grid, label: str, column: int, value: Value) -> tuple[Grid, str]:
    row = grid.row_of(label)
    return grid.with_value(row, column, value), grid.address(row, column)
