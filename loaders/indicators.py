"""Turns the lines of a headline workbook into rows: an indicator of the province, its value, its rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders import measured, values
from loaders.header import Merged
from loaders.report import Finding
from reference import indicators, units

if TYPE_CHECKING:
    from loaders.frame import Row
    from loaders.match import Matched
    from loaders.sheet import Cell, Sheet
    from loaders.table import Item, Table
    from reference.period import Period


def rows(table: Table, sheet: Sheet, match: Matched, period: Period | None, findings: list[Finding]) -> list[Row]:
    """Return a row an indicator; one that reference/ does not know keeps its printed words and is a warning."""
    home = units.home_province(period.end) if period else None
    return [_row(item, home, sheet, match, findings) for item in table.items]


def _row(item: Item, home: units.Unit | None, sheet: Sheet, match: Matched, findings: list[Finding]) -> Row:
    row = item.line.row
    indicator = indicators.match(item.line.label)
    if indicator is None:
        findings.append(Finding("warning", "unknown-indicator", sheet.where(row, match.label), item.line.label))
    line = _Line(row, sheet, match, findings)
    measure = line.text("unit_of_measure")
    value = line.value(measure)
    rank, out_of = line.rank()
    return {
        "unit_id": home.id if home else None,
        "unit_name": home.full_name if home else "",
        "row": row,
        "indicator": indicator or item.line.label,
        "value": value.value,
        "unit_of_measure": measure or line.sign(),
        "rank": rank,
        "out_of": out_of,
        "dashes": "value" if value.mark else "",
    }


@dataclass(frozen=True, slots=True)
class _Line:
    """One line's cells by the form's fields; what of them cannot be read is added to `findings`."""

    row: int
    sheet: Sheet
    match: Matched
    findings: list[Finding]

    def text(self, name: str) -> str:
        cell = self.cell(name)
        return cell.text if cell else ""

    def cell(self, name: str) -> Cell | None:
        """Return the cell that shows in the field's column, that of a merged range included."""
        column = next((column for column, field in self.match.fields.items() if field.name == name), None)
        return self.sheet.cells.get(Merged(self.sheet).origin(self.row, column)) if column else None

    def value(self, measure: str) -> values.Read:
        """Read the value by its unit of measure."""
        cell = self.cell("value")
        read = measured.read(cell, measure)
        if cell is not None and read.problem:
            self._find(read.problem, cell, measure=measure or "–", column="Giá trị")
        return read

    def sign(self) -> str | None:
        """Return "%" where the value itself carries the sign and no unit of measure is printed."""
        cell = self.cell("value")
        return "%" if cell and ("%" in cell.text or "%" in cell.format) else None

    def rank(self) -> tuple[int | None, int | None]:
        """Read the rank, and out of how many where that stands with it or in a column of its own."""
        rank, out_of = self._rank_in("rank")
        beside, _ = self._rank_in("out_of")
        return rank, out_of or beside if rank else None

    def _rank_in(self, name: str) -> tuple[int | None, int | None]:
        cell = self.cell(name)
        if cell is None:
            return None, None
        if unread := values.unread(cell):
            if unread.problem:
                self._find(unread.problem, cell)
            return None, None
        is_whole = isinstance(cell.value, float) and cell.value.is_integer()
        if (read := values.rank(f"{cell.value:.0f}" if is_whole else cell.text)) is None:
            self._find("not-a-rank", cell)
            return None, None
        return read

    def _find(self, code: str, cell: Cell, **more: str) -> None:
        self.findings.append(Finding("error", code, self.sheet.where(cell.row, cell.column), cell.text, more))
