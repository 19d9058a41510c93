"""Says what of a table was not read, was read though hidden, or does not stand under its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.report import Finding
from loaders.reporting import is_said
from loaders.sheet import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.header import Header
    from loaders.lines import Line
    from loaders.match import Matched
    from loaders.sheet import Cell, Sheet
    from loaders.table import Entry, Table


def run(table: Table, sheet: Sheet, header: Header, match: Matched) -> Iterator[Finding]:
    """Yield what an officer should know of how the table lies in its sheet."""
    entries = [entry for item in table.items for entry in (item.own, *item.levels)]
    rows = [entry.row for entry in entries]
    yield from _beyond(rows, sheet, header, match)
    yield from _unknown(rows, sheet, header, match)
    yield from _hidden(rows, sheet, header, match)
    yield from _first_column_empty(entries, sheet, header, match)
    yield from _left_out(table, sheet, match)


def _beyond(rows: list[int], sheet: Sheet, header: Header, match: Matched) -> Iterator[Finding]:
    headed = {*header.paths, match.label, header.ordinal}
    lines = set(rows)
    for (row, column), cell in sorted(sheet.cells.items()):
        if row in lines and column not in headed and cell.text:
            yield Finding("error", "body-wider-than-header", sheet.where(row, column), cell.text)
            return


def _unknown(rows: list[int], sheet: Sheet, header: Header, match: Matched) -> Iterator[Finding]:
    for column in match.unknown:
        if any((cell := sheet.cells.get((row, column))) and cell.text for row in rows):
            yield Finding("warning", "unknown-column", sheet.where(header.bottom, column), header.paths[column][-1])


def _hidden(rows: list[int], sheet: Sheet, header: Header, match: Matched) -> Iterator[Finding]:
    if hidden := [row for row in rows if row in sheet.hidden_rows]:
        named = {"rows": _listed(map(str, hidden))}
        yield Finding("warning", "hidden-rows", sheet.where(hidden[0], match.label), "", named)
    read = {match.label, *(column for column, field in match.fields.items() if field.read != "ignore")}
    if columns := sorted(read & sheet.hidden_columns):
        named = {"columns": _listed(map(letters, columns))}
        headings = "; ".join(header.paths[column][-1] for column in columns)
        yield Finding("warning", "hidden-columns", sheet.where(header.bottom, columns[0]), headings[:200], named)


def _first_column_empty(entries: list[Entry], sheet: Sheet, header: Header, match: Matched) -> Iterator[Finding]:
    """Where figures slid to the right, the first column stands empty beside full ones.

    Where its parts are empty with it, a whole group was left out, as systems do in II.07b.
    """
    counts = [(column, field) for column, field in sorted(match.fields.items()) if field.read == "count"]
    filled = [entry for entry in entries if not entry.is_empty]
    if not filled or not counts or not counts[0][1].required:
        return
    column, first = counts[0]
    parts = {part for identity in match.form.identities if identity.total == first.key for part in identity.parts}
    group = [at for at, field in counts if at == column or field.key in parts]
    empty = {at for at in group if not any(_is_filled(sheet.cells.get((one.row, at))) for one in filled)}
    where, heading = sheet.where(filled[0].row, column), header.paths[column][-1]
    if column in empty:
        is_left_out = len(group) > 1 and empty == set(group)
        yield (
            Finding("warning", "first-group-empty", where, heading)
            if is_left_out
            else Finding("error", "first-column-empty", where, heading)
        )


def _is_filled(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text or cell.stale)


def _left_out(table: Table, sheet: Sheet, match: Matched) -> Iterator[Finding]:
    def where(line: Line) -> str:
        return sheet.where(line.row, match.label)

    if table.averages:
        rows = {"rows": _listed(str(line.row) for line in table.averages)}
        yield Finding("warning", "aggregate-section-skipped", where(table.averages[0]), "", rows)
    for line in table.notes:
        if not is_said(line.label):
            yield Finding("note", "line-not-used", where(line), line.label[:80])
    if not table.items:
        yield Finding("note", "no-data", sheet.name) if table.has_no_data else Finding("error", "no-rows", sheet.name)


def _listed(names: Iterator[str]) -> str:
    return ", ".join(list(names)[:20])
