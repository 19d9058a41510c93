"""What is wrong in the sample on purpose: the flaws of real files, where each stands, and the finding it must give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sample_data.layouts.wording import dotted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sample_data.layouts.grid import Grid, Value

MISSING = {
    ("service_usage", "2024-04"): frozenset({"district-luong-tai"}),
    ("digital_signatures", "2026-05"): frozenset({"commune-sa-ly-2025", "commune-deo-gia-2025"}),
}
"""Units that never sent a month's report of a kind."""

LATE = {("service_usage", "2024-11"): frozenset({"district-thuan-thanh"})}
"""Units whose report of a month came two weeks after the others', in files of their own."""

RESTATED = {("service_usage", "2025-03"): "district-que-vo", ("work_records", "2025-10"): "commune-vo-cuong-2025"}
"""The unit whose figures the first file of a month had wrong; a second file of all units corrects them."""

NAMES = 2
"""The column of the names of units."""

NESTED = frozenset({"2025-01"})
"""Months whose PHỤ LỤC 3 was saved with the table inside another."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A planted flaw: the file it is in, the finding it must give ("" for none), its cell or sheet, and what it is."""

    file: str
    code: str
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A flaw of one cell, column or row of a layout's grid in one month."""

    layout: str
    month: str
    code: str
    what: str
    plant: Callable[[Grid], tuple[Grid, str]]


def planted(grid: Grid, layout: str, month: str, file: str) -> tuple[Grid, list[Flaw]]:
    """Return the grid with the flaws of its layout and month, and what was planted where."""
    found = []
    for spot in SPOTS:
        if (spot.layout, spot.month) == (layout, month):
            grid, where = spot.plant(grid)
            found.append(Flaw(file, spot.code, where, spot.what))
    return grid, found


def cell_changed(label: str, column: int, change: Callable[[Value], Value]) -> Callable[[Grid], tuple[Grid, str]]:
    """Plant another value in one cell: the row that holds `label`, a column counted from 1."""

    def plant(grid: Grid) -> tuple[Grid, str]:
        row = grid.row_of(label)
        return grid.with_value(row, column, change(grid.cells[row, column].value)), grid.address(row, column)

    return plant


def column_changed(column: int, change: Callable[[Value], Value]) -> Callable[[Grid], tuple[Grid, str]]:
    """Plant other values in a column's counts; the place told is the first one changed."""

    def plant(grid: Grid) -> tuple[Grid, str]:
        rows = [row for (row, at), cell in sorted(grid.cells.items()) if at == column and cell.look == "count"]
        values = {row: change(grid.cells[row, column].value) for row in rows}
        changed = [row for row in rows if values[row] != grid.cells[row, column].value]
        for row in changed:
            grid = grid.with_value(row, column, values[row])
        return grid, grid.address(changed[0], column)

    return plant


def row_hidden(label: str) -> Callable[[Grid], tuple[Grid, str]]:
    """Hide the row that holds `label`."""

    def plant(grid: Grid) -> tuple[Grid, str]:
        row = grid.row_of(label)
        return replace(grid, hidden_rows=grid.hidden_rows | {row}), grid.address(row, NAMES)

    return plant


def row_dashed(label: str, columns: Sequence[int]) -> Callable[[Grid], tuple[Grid, str]]:
    """Print "-" in a row and the two level rows under it, as an office does that has no such case."""

    def plant(grid: Grid) -> tuple[Grid, str]:
        row = grid.row_of(label)
        for down in range(3):
            for column in columns:
                grid = grid.with_value(row + down, column, "-")
        return grid, grid.address(row, columns[0])

    return plant


def one_more(value: Value) -> Value:
    """Return the count as printed, one higher."""
    return dotted(int(str(value).replace(".", "")) + 1)


def as_text_with_dots(value: Value) -> Value:
    """Return 1264 as the text "1.264"."""
    return dotted(value) if isinstance(value, int) else value


def as_text_with_spaces(value: Value) -> Value:
    """Return 1264 as text with a no-break space between thousands."""
    return dotted(value).replace(".", "\N{NO-BREAK SPACE}") if isinstance(value, int) else value


def dash_for_zero(value: Value) -> Value:
    """Return "-" where there was no case."""
    return value or "-"


def five_points_more(value: Value) -> Value:
    """Return a share of one that is five points too high."""
    return round(value + 0.05, 4) if isinstance(value, float) else value


SPOTS = (
    Spot(
        "PL3",
        "2024-07",
        "total-off-by-one",
        "the total of all dossiers is one too high",
        cell_changed("Tổng số", 3, one_more),
    ),
    Spot(
        "PL4",
        "2025-12",
        "total-off-by-one",
        "the total received online is one too high",
        cell_changed("Tổng số", 4, one_more),
    ),
    Spot(
        "K2-1",
        "2024-05",
        "",
        "counts are text with dots between thousands",
        column_changed(3, as_text_with_dots),
    ),
    Spot(
        "K3-1",
        "2025-05",
        "",
        "counts are text with no-break spaces between thousands",
        column_changed(3, as_text_with_spaces),
    ),
    Spot(
        "K2-2",
        "2025-01",
        "hidden-rows",
        "the row of a district is hidden; it counts in the total",
        row_hidden("Huyện Lương Tài"),
    ),
    Spot(
        "K2-2",
        "2024-12",
        "percent-differs",
        "the printed share is five points too high",
        cell_changed("Huyện Yên Phong", 5, five_points_more),
    ),
    Spot(
        "PL2",
        "2024-10",
        "",
        "an office without procedures prints a dash",
        row_dashed("Viện Nghiên cứu Phát triển Kinh tế - Xã hội", (3, 4, 5, 6)),
    ),
    Spot(
        "K3-1",
        "2026-02",
        "",
        "no signature issued to officials is printed as a dash",
        column_changed(6, dash_for_zero),
    ),
)
