"""An .xlsx's bytes into sheets, read by two engines that must agree after the zip and every address were checked."""

from __future__ import annotations

import warnings
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from loaders.container import agree, archive, calamine, limits, xlsx_parts
from loaders.container.contents import Unreadable, by_address, cell, guarded
from loaders.report import Finding
from loaders.sheet import Cell, Range, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.cell import Cell as OpenpyxlCell
    from openpyxl.worksheet.worksheet import Worksheet

    from loaders.container.xlsx_parts import Scan


def read(data: bytes, members: Mapping[str, bytes]) -> tuple[tuple[Sheet, ...], list[Finding]]:
    """Return the sheets and what was found; raise Unreadable where limits are passed or no engine can read it."""
    parts = dict(archive.xml_parts(members))
    listed = xlsx_parts.sheet_parts(parts)
    xlsx_parts.check_strings(parts)
    unsure = xlsx_parts.is_calculated_on_loading(parts)
    scans = {part.name: xlsx_parts.scan(parts[part.path], part.name, are_zeros_stale=unsure) for part in listed}
    cell_count = sum(scan.cell_count for scan in scans.values())
    if cell_count > limits.CELLS:
        raise Unreadable("too-many-cells", found=str(cell_count), limit=str(limits.CELLS))
    xlsx_parts.check_texts(parts, cell_count)
    if cell_count > limits.COMPARED_CELLS:  # openpyxl needs 20 s for a million cells
        sheets, findings = _by_one(data)
    else:
        sheets, findings = _by_both(data, _transitional(members) if xlsx_parts.is_strict(parts) else data)
    hidden = {part.name for part in listed if part.is_hidden}
    ours = xlsx_parts.findings_sheet(parts)
    kept = tuple(_marked(sheet, scans.get(sheet.name), hidden) for sheet in sheets if not ours or sheet.name != ours)
    told = [one for one in findings if not ours or ours not in (one.where, one.where.rpartition("!")[0])]
    if ours:
        told.append(Finding("warning", "marked-copy", found=ours))
    return kept, [*told, *_of_our_own(kept, xlsx_parts.origin(parts))]


def _of_our_own(sheets: tuple[Sheet, ...], origin: tuple[str, xlsx_parts.Address] | None) -> list[Finding]:
    """Say that a table was downloaded here, with the address it names; its figures are no office's report."""
    if origin is None:
        return []
    name, place = origin
    cells = [sheet.cells.get(place) for sheet in sheets if sheet.name == name]
    address = next((str(cell.value) for cell in cells if cell and cell.value), "")
    return [Finding("error", "own-download", found=address)]


def _by_one(data: bytes) -> tuple[tuple[Sheet, ...], list[Finding]]:
    sheets, fault = guarded(calamine.sheets, data)
    if sheets is None:
        raise Unreadable("damaged", found=fault)
    return sheets, [Finding("note", "one-engine-only", found="calamine")]


def _transitional(members: Mapping[str, bytes]) -> bytes:
    """Return a Strict OOXML workbook under the usual names; openpyxl reads it as empty without a word otherwise."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as renamed:
        for name, body in members.items():
            for strict, usual in xlsx_parts.STRICT_NAMES:
                body = body.replace(strict, usual)  # noqa: PLW2901 - one name after the other
            renamed.writestr(name, body)
    return target.getvalue()


def _by_both(data: bytes, usual: bytes) -> tuple[tuple[Sheet, ...], list[Finding]]:
    first, first_fault = guarded(calamine.sheets, data)
    second, second_fault = guarded(_by_openpyxl, usual)
    if first is None and second is None:
        raise Unreadable("damaged", found=first_fault)
    if first is None or second is None:
        reader = "openpyxl" if first is None else "calamine"
        return first or second or (), [
            Finding("warning", "one-engine-only", found=reader, values={"fault": first_fault or second_fault})
        ]
    return agree.compared(second, {sheet.name: sheet for sheet in first}, "openpyxl")


def _by_openpyxl(data: bytes) -> tuple[Sheet, ...]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of drawings, validations and styles that it drops: no cell among them
        workbook = load_workbook(BytesIO(data), data_only=True, keep_links=False)
    return tuple(_sheet(worksheet) for worksheet in workbook.worksheets)


def _sheet(worksheet: Worksheet) -> Sheet:
    # iter_rows() would create every cell of the rectangle; a styled row reaches far to the right.
    held = worksheet._cells.values()  # noqa: SLF001 - as openpyxl's own `values` does
    cells = by_address(_cell(cell) for cell in held if cell.value is not None)
    merges = tuple(
        Range(area.min_row, area.min_col, area.max_row, area.max_col) for area in worksheet.merged_cells.ranges
    )
    return Sheet(worksheet.title, cells, tuple(sorted(merges)), _hidden_rows(worksheet), _hidden_columns(worksheet))


def _cell(read: OpenpyxlCell) -> Cell | None:
    number_format = "" if read.number_format == "General" else read.number_format
    if read.data_type == "e":
        return Cell(read.row, read.column, None, number_format, error=str(read.value))
    return cell(read.row, read.column, read.value, number_format)


def _hidden_rows(worksheet: Worksheet) -> frozenset[int]:
    return frozenset(row for row, held in worksheet.row_dimensions.items() if held.hidden or held.height == 0)


def _hidden_columns(worksheet: Worksheet) -> frozenset[int]:
    """Return hidden columns; openpyxl keeps a run of equal columns under its first one."""
    runs = [run for run in worksheet.column_dimensions.values() if run.hidden or run.width == 0]
    return frozenset(column for run in runs for column in range(run.min, min(run.max, limits.COLUMNS) + 1))


def _marked(sheet: Sheet, scan: Scan | None, hidden: set[str]) -> Sheet:
    """Return the sheet with what only the bytes tell: error cells, formulas without a result, the sheet's state."""
    cells = dict(sheet.cells)
    for address, error in (scan.errors if scan else {}).items():
        cells.setdefault(address, Cell(*address, None, error=error))
    for address in scan.stale if scan else ():
        held = cells.get(address)
        if held is None or held.value == 0:
            cells[address] = Cell(*address, None, stale=True)
    return replace(sheet, cells=dict(sorted(cells.items())), is_hidden=sheet.name in hidden)
