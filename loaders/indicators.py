"""Turns the lines of a headline workbook into rows: an indicator of the province, its value, its rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders import values
from loaders.header import Merged
from loaders.report import Finding
from reference import indicators, units

if TYPE_CHECKING:
    from loaders.frame import Row
    from loaders.match import Matched
    from loaders.sheet import Sheet
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
    rank, out_of = _rank(row, sheet, match, findings)
    return {
        "unit_id": home.id if home else None,
        "unit_name": home.full_name if home else "",
        "row": row,
        "indicator": indicator or item.line.label,
        "value": item.own.value("value"),
        "unit_of_measure": _text(row, "unit_of_measure", sheet, match) or _sign(row, sheet, match),
        "rank": rank,
        "out_of": out_of,
        "dashes": " ".join(key for key, read in item.own.figures.items() if read.mark),
    }


def _text(row: int, name: str, sheet: Sheet, match: Matched) -> str:
    column = next((column for column, field in match.fields.items() if field.name == name), None)
    return Merged(sheet).text(row, column) if column else ""


def _sign(row: int, sheet: Sheet, match: Matched) -> str | None:
    """Return "%" where the value itself carries the sign and no unit of measure is printed."""
    column = next(column for column, field in match.fields.items() if field.name == "value")
    cell = sheet.cells.get((row, column))
    return "%" if cell and (cell.text.endswith("%") or "%" in cell.format) else None


def _rank(row: int, sheet: Sheet, match: Matched, findings: list[Finding]) -> tuple[int | None, int | None]:
    printed = _text(row, "rank", sheet, match)
    if not printed or printed in values.DASHES:
        return None, None
    if (read := values.rank(printed)) is None:
        column = next(column for column, field in match.fields.items() if field.name == "rank")
        findings.append(Finding("error", "not-a-rank", sheet.where(row, column), printed))
        return None, None
    beside = values.rank(_text(row, "out_of", sheet, match))
    return read[0], read[1] or (beside[0] if beside else None)
