"""Draws small sheets from rows of plain values, and reads them as a file's only sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.container.contents import Contents
from loaders.read import read
from loaders.sheet import Cell, Range, Sheet

if TYPE_CHECKING:
    from loaders.report import Loaded
    from loaders.sheet import CellValue
    from reference.period import Period

PERIOD = "(Từ ngày 01/09/2024 đến ngày 30/09/2024)"
RECORDS = ("STT", "Đơn vị", "Tổng số hồ sơ công việc", "Hồ sơ xử lý trên môi trường mạng")
CHANNELS = ("TT", "Tên đơn vị", "Tổng số hồ sơ", "Trực tuyến", "Trực tiếp", "BCCI")


def sheet(*rows: tuple[CellValue, ...], merges: tuple[Range, ...] = (), name: str = "S") -> Sheet:
    """Return the rows as a sheet, from A1 on; None leaves a cell empty."""
    cells = {
        (row, column): Cell(row, column, value)
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }
    return Sheet(name, cells, merges)


def loaded(*rows: tuple[CellValue, ...], merges: tuple[Range, ...] = ()) -> Loaded:
    """Read the rows as the only sheet of a file."""
    return file(sheet(*rows, merges=merges))


def file(*sheets: Sheet, name: str = "x.xlsx", period: Period | None = None) -> Loaded:
    """Read the sheets of a file of that name."""
    return read(Contents("xlsx", sheets, ()), name, "0" * 64, period)


def codes(result: Loaded) -> list[str]:
    """Return the codes of the errors and warnings."""
    return [finding.code for finding in result.findings if finding.severity != "note"]
