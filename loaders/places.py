"""Where a form's fields stand in a sheet, and how a difference found there is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.report import Finding
from loaders.sheet import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.match import Matched
    from loaders.report import Severity
    from loaders.sheet import Sheet


class Places:
    """Where a field of a row stands in the sheet."""

    def __init__(self, sheet: Sheet, match: Matched) -> None:
        self._sheet = sheet
        self._columns: dict[str, list[int]] = {}
        self.counts: tuple[str, ...] = tuple(
            dict.fromkeys(field.key for field in match.fields.values() if field.read == "count")
        )
        for column, field in match.fields.items():
            self._columns.setdefault(field.key, []).append(column)

    def has(self, key: str) -> bool:
        """Whether the sheet has a column for the field."""
        return key in self._columns

    def where(self, key: str, row: int) -> str:
        """Return the address of a field's cell."""
        return self._sheet.where(row, self._of(key)[0])

    def _of(self, key: str) -> list[int]:
        """Return the field's columns, or those of its levels or holders where it is only their sum."""
        parts = (columns for other, columns in self._columns.items() if other.startswith(f"{key}/"))
        return self._columns.get(key) or [column for columns in parts for column in columns]

    def cells(self, key: str, rows: Iterable[int]) -> str:
        """Return the cells compared, briefly: "C9, C12, C15 ..."."""
        named = [f"{letters(column)}{row}" for row in rows for column in self._of(key)]
        return ", ".join(named[:6]) + (" ..." if len(named) > 6 else "")

    def text(self, key: str, row: int) -> str:
        """Return what stands in a field's cell."""
        columns = self._of(key)[:1] if self.has(key) else self._of(key)
        cells = (self._sheet.cells.get((row, column)) for column in columns)
        return " + ".join(cell.text for cell in cells if cell)


def difference(code: str, printed: float, computed: float, *, where: str, text: str, cells: str) -> Finding:
    """Tell two numbers that should be one; one off is a warning, more an error."""
    by_one = abs(printed - computed) == 1
    severity: Severity = "warning" if by_one else "error"
    suffix = "off-by-one" if by_one else "differs"
    return Finding(severity, f"{code}-{suffix}", where, text, {"computed": f"{computed:.0f}", "cells": cells})
