"""A workbook's bytes into sheets through calamine: the first reader of .xlsx and the only one of .xls, .xlsb, .ods."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from loaders.container import limits
from loaders.container.contents import Unreadable, by_address, cell
from loaders.sheet import Range, Sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def sheets(data: bytes) -> tuple[Sheet, ...]:
    """Return the worksheets with addresses as Excel shows them; error cells are blank here (calamine hides them)."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    workbook = load_workbook(BytesIO(data))
    listed = workbook.sheets_metadata
    if len(listed) > limits.SHEETS:
        raise Unreadable("too-many-sheets", found=str(len(listed)), limit=str(limits.SHEETS))
    return tuple(
        _sheet(workbook.get_sheet_by_index(index), is_hidden=entry.visible != SheetVisibleEnum.Visible)
        for index, entry in enumerate(listed)
        if entry.typ == SheetTypeEnum.WorkSheet
    )


def _sheet(read: CalamineSheet, *, is_hidden: bool) -> Sheet:
    _check_extent(read)
    rows = read.to_python(skip_empty_area=False)
    cells = by_address(
        cell(row, column, value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value != ""
    )
    return Sheet(read.name, cells, _merges(read), is_hidden=is_hidden)


def _check_extent(read: CalamineSheet) -> None:
    last_row, last_column = read.total_height, read.total_width
    if last_row > limits.ROWS:
        raise Unreadable("too-many-rows", where=read.name, found=str(last_row), limit=str(limits.ROWS))
    if last_row * last_column > limits.AREA:
        raise Unreadable("too-many-cells", where=read.name, found=str(last_row * last_column), limit=str(limits.CELLS))


def _merges(read: CalamineSheet) -> tuple[Range, ...]:
    ranges = read.merged_cell_ranges or []
    if len(ranges) > limits.MERGES:
        raise Unreadable("too-many-merges", where=read.name, found=str(len(ranges)))
    return tuple(Range(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges)
