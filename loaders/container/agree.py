"""Two engines' readings of one sheet into one set of cells, and a finding for each cell where they do not agree."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from loaders.report import Finding
from loaders.sheet import Cell, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from loaders.sheet import CellValue

Cells = dict[tuple[int, int], Cell]

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EPOCH = date(1899, 12, 30)
_A_SECOND = 1 / 86_400
_SHOWN = 20
"""Disagreements named one by one in a sheet; a file with more of them is not mended cell by cell."""


def compared(sheets: Iterable[Sheet], others: dict[str, Sheet], reader: str) -> tuple[tuple[Sheet, ...], list[Finding]]:
    """Return a reader's sheets, compared with calamine's by name, and the disagreements; one's own sheets are said."""
    agreed, findings = [], []
    for sheet in sheets:
        other = others.pop(sheet.name, None)
        if other is None:
            findings.append(Finding("warning", "one-engine-only", sheet.name, reader))
            agreed.append(sheet)
            continue
        cells, unlike = merged(sheet, other.cells)
        agreed.append(replace(sheet, cells=cells))
        findings += unlike
    findings += [Finding("warning", "one-engine-only", name, "calamine") for name in others]
    return (*agreed, *others.values()), findings


def merged(sheet: Sheet, other: Mapping[tuple[int, int], Cell]) -> tuple[Cells, list[Finding]]:
    """Return openpyxl's cells, their texts as calamine unescaped them, and the disagreements.

    Three differences are known and mean nothing: calamine gives error cells as blanks, one of both trims outer blanks,
    and openpyxl leaves the escapes that OOXML uses for control characters (`_x000D_`) in the text.
    """
    cells: Cells = {}
    unlike: list[tuple[int, int]] = []
    for address in sorted(sheet.cells.keys() | other.keys()):
        first, second = sheet.cells.get(address), other.get(address)
        if not _agree(first, second):
            unlike.append(address)
        chosen = _chosen(first, second)
        if chosen is not None:
            cells[address] = chosen
    return cells, _disagreements(sheet, other, unlike)


def unescaped(text: str) -> str:
    """Return text with OOXML's `_x000D_` escapes resolved; those of lone surrogates stay, they are no characters."""
    return _ESCAPE.sub(
        lambda match: match[0] if match[1][0] in "dD" and match[1][1] in "89abcdefABCDEF" else chr(int(match[1], 16)),
        text,
    )


def _chosen(first: Cell | None, second: Cell | None) -> Cell | None:
    if first is None or second is None:
        return first or second
    if isinstance(first.value, str) and isinstance(second.value, str) and "_x" in first.value:
        return Cell(first.row, first.column, second.value, first.format)
    return first


def _agree(first: Cell | None, second: Cell | None) -> bool:
    if first is not None and (first.error or first.stale):
        return True  # what calamine gives for these is a blank, never a value of its own
    return _same(first.value if first else None, second.value if second else None)


def _same(first: CellValue, second: CellValue) -> bool:
    if isinstance(first, str) and isinstance(second, str):
        return _words(unescaped(first)) == _words(unescaped(second))
    if isinstance(first, date | time) and isinstance(second, date | time):
        return abs(serial(first) - serial(second)) < _A_SECOND
    return (type(first) is type(second) and first == second) or _is_same_number(first, second)


def _is_same_number(first: CellValue, second: CellValue) -> bool:
    if isinstance(first, bool) or isinstance(second, bool):
        return False
    return isinstance(first, int | float) and isinstance(second, int | float) and float(first) == float(second)


def _words(text: str) -> list[str]:
    return text.split()


def serial(moment: date | time) -> float:
    """Return Excel's number for it: days since 30/12/1899; a time alone is a part of a day."""
    clock = moment if isinstance(moment, time) else moment.time() if isinstance(moment, datetime) else time()
    days = 0 if isinstance(moment, time) else (date(moment.year, moment.month, moment.day) - _EPOCH).days
    return days + (clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6) / 86_400


def _disagreements(sheet: Sheet, other: Mapping[tuple[int, int], Cell], unlike: list[tuple[int, int]]) -> list[Finding]:
    findings = []
    for row, column in unlike[:_SHOWN]:
        first, second = _shown(sheet.cells.get((row, column))), _shown(other.get((row, column)))
        findings.append(Finding("error", "engines-disagree", sheet.where(row, column), f"“{first}” / “{second}”"))
    if len(unlike) > _SHOWN:
        findings.append(Finding("error", "engines-disagree-more", sheet.name, str(len(unlike) - _SHOWN)))
    return findings


def _shown(cell: Cell | None) -> str:
    return "" if cell is None else cell.text[:80]
