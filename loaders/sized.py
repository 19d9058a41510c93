"""Keeps what leaves the child process to the size of a summary, so that the server's own work on it stays small.

A list of dossiers is counted before (loaders.dossiers.taking); what is left and is larger than any report is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.container import limits
from loaders.container.contents import Contents
from loaders.report import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.sheet import Sheet


def bounded(contents: Contents) -> Contents:
    """Return the contents, or the errors alone that say which sheet or cell is larger than any report's."""
    refused = tuple(finding for sheet in contents.sheets for finding in _too_large(sheet)) or _together(contents.sheets)
    return Contents(contents.container, (), (*contents.findings, *refused)) if refused else contents


def _too_large(sheet: Sheet) -> Iterator[Finding]:
    if len(sheet.name) > limits.NAME:
        yield Finding("error", "damaged", sheet.name[:80], sheet.name[:80])
    rows = len({row for row, _ in sheet.cells})
    if rows > limits.SUMMARY_ROWS:
        yield Finding("error", "too-many-rows", sheet.name, str(rows), {"limit": str(limits.SUMMARY_ROWS)})
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, str) and len(cell.value) > limits.TEXT:
            length = {"length": str(len(cell.value))}
            yield Finding("error", "text-too-long", sheet.where(row, column), cell.value[:80], length)
            return


def _together(sheets: tuple[Sheet, ...]) -> tuple[Finding, ...]:
    cells = sum(len(sheet.cells) for sheet in sheets)
    letters = sum(len(cell.value) for sheet in sheets for cell in sheet.cells.values() if isinstance(cell.value, str))
    if cells <= limits.SUMMARY_CELLS and letters <= limits.TEXTS:
        return ()
    largest = max(sheets, key=lambda sheet: len(sheet.cells)).name
    return (Finding("error", "too-many-cells", largest, str(cells), {"limit": str(limits.SUMMARY_CELLS)}),)
