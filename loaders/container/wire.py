"""Contents into one line of JSON and back: what a child process may answer, with nothing in it that can be executed."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from itertools import accumulate, pairwise
from typing import Any

from loaders.container.contents import Contents, Folder
from loaders.dossiers import listed
from loaders.report import Finding
from loaders.sheet import Cell, CellValue, Range, Sheet

_FROM_TEXT = {"datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat}


def packed(contents: Contents) -> bytes:
    """Return the contents as JSON; moments are tagged, cells are lists that end at their last filled place."""
    answer = {
        "container": contents.container,
        "sheets": [_pack_sheet(sheet) for sheet in contents.sheets],
        "findings": [_pack_finding(finding) for finding in contents.findings],
        "lists": [listed.packed(one) for one in contents.lists],
    }
    return json.dumps(answer, separators=(",", ":")).encode("ascii")


def unpacked(answer: bytes) -> Contents:
    """Return the contents; raise ValueError, KeyError or TypeError where the answer is not of this shape."""
    read = json.loads(answer)
    findings = tuple(Finding(*finding) for finding in read["findings"])
    sheets = tuple(_unpack_sheet(sheet) for sheet in read["sheets"])
    return Contents(read["container"], sheets, findings, tuple(map(listed.unpacked, read["lists"])))


def packed_folder(folder: Folder) -> bytes:
    """Return a line of JSON that lists names and sizes, then all files' bytes one after the other."""
    index = {
        "files": [[name, len(content)] for name, content in folder.files],
        "findings": [_pack_finding(finding) for finding in folder.findings],
    }
    return b"\n".join([json.dumps(index).encode("ascii"), b"".join(content for _, content in folder.files)])


def unpacked_folder(answer: bytes) -> Folder:
    """Return the folder; raise ValueError, KeyError or TypeError where the answer is not of this shape."""
    line, _, body = answer.partition(b"\n")
    index = json.loads(line)
    edges = accumulate((size for _, size in index["files"]), initial=0)
    contents = [body[start:end] for start, end in pairwise(edges)]
    files = tuple((name, content) for (name, _), content in zip(index["files"], contents, strict=True))
    return Folder(files, tuple(Finding(*finding) for finding in index["findings"]))


def _pack_finding(finding: Finding) -> list[Any]:
    return [finding.severity, finding.code, finding.where, finding.found, dict(finding.values)]


def _pack_sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "cells": [_pack_cell(cell) for cell in sheet.cells.values()],
        "merges": sheet.merges,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "is_hidden": sheet.is_hidden,
        "notes": sheet.notes,
    }


def _unpack_sheet(read: dict[str, Any]) -> Sheet:
    cells = [_unpack_cell(*cell) for cell in read["cells"]]
    return Sheet(
        read["name"],
        {(cell.row, cell.column): cell for cell in cells},
        tuple(Range(*area) for area in read["merges"]),
        frozenset(read["hidden_rows"]),
        frozenset(read["hidden_columns"]),
        read["is_hidden"],
        tuple(read["notes"]),
    )


def _pack_cell(cell: Cell) -> list[Any]:
    packed_cell = [cell.row, cell.column, _pack_value(cell.value)]
    if cell.format or cell.error or cell.stale:
        packed_cell += [cell.format, cell.error, cell.stale]
    return packed_cell


def _pack_value(value: CellValue) -> object:
    if isinstance(value, date | time):  # a datetime is a date too
        return {type(value).__name__: value.isoformat()}
    return value


def _unpack_cell(row: int, column: int, value: Any, *rest: Any) -> Cell:  # noqa: ANN401 - JSON as it comes
    if isinstance(value, dict):
        ((tag, written),) = value.items()
        value = _FROM_TEXT[tag](written)
    return Cell(row, column, value, *rest)
