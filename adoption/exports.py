"""A table on screen -> XLSX, CSV or Parquet with exactly its rows, that says where it comes from."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.container.xlsx_parts import ORIGIN_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

Format = Literal["text", "integer", "decimal", "percent1", "percent2"]

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet read a CSV cell as a formula, also in full width (OWASP ASVS 1.2.10)."""


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column: its name in the table, its heading in the reader's words, how its numbers are written.

    A percent column holds 0-100 in the table; in the workbook it becomes a real percentage (0-1 with a % format), in
    CSV and Parquet it stays 0-100.
    """

    name: str
    heading: str
    format: Format = "text"
    width: int | None = None
    """In characters; fitted to what stands in it where None."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file the figures come from."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class About:
    """Where a table comes from, in the reader's words."""

    title: str
    made_at: datetime
    language: str = "vi"
    filters: tuple[tuple[str, str], ...] = ()
    """What was chosen, as (heading, value) in words."""
    definitions: tuple[tuple[str, str], ...] = ()
    """Each measure's label and its definition with numerator and denominator."""
    data_version: int | None = None
    """The ledger number the figures were read at."""
    sources: tuple[SourceFile, ...] = ()
    link: str = ""


def to_xlsx(table: pd.DataFrame, columns: Sequence[ExportColumn], about: About) -> bytes:
    """Return a workbook: the table, and a sheet "Nguồn" (Source) with the About. No text becomes a formula or a link.

    The same table and About give the same bytes. KeyError for a column that the table lacks, ValueError for a text
    longer than Excel's cells hold.
    """
    from adoption.workbook import written

    return written(table, columns, about)


def to_csv(table: pd.DataFrame, columns: Sequence[ExportColumn], link: str = "") -> bytes:
    """Return CSV in UTF-8 with BOM; a text cell that a spreadsheet would run is led by a single quote.

    A CSV has no place to say where it comes from: a line before or after the table would be a row of wrong figures to
    whatever reads it, and no program keeps a comment. So the `link` stands in a column of its own, the last one, once:
    who goes by headings or by place is not disturbed, and a spreadsheet keeps it when it sorts and saves.
    """
    rows = list(zip(*(_csv_cells(table[column.name], column) for column in columns), strict=True))
    headings = [safe(column.heading) for column in columns]
    if link and rows:
        headings.append(ORIGIN_NAME)
        rows = [(*row, "" if place else link) for place, row in enumerate(rows)]
    sink = io.StringIO()
    lines = csv.writer(sink)
    lines.writerow(headings)
    lines.writerows(rows)
    return sink.getvalue().encode("utf-8-sig")


def to_parquet(table: pd.DataFrame, columns: Sequence[ExportColumn], about: About) -> bytes:
    """Return Parquet with the table's own column names; headings and the About are JSON in its metadata."""
    headings = {column.name: column.heading for column in columns}
    metadata = {"about": _json(about_as_dict(about)), "headings": _json(headings)}
    arrays = {column.name: _array(table[column.name], column) for column in columns}
    sink = io.BytesIO()
    pq.write_table(pa.table(arrays).replace_schema_metadata(metadata), sink)
    return sink.getvalue()


def safe(text: str) -> str:
    """Return the text so that no spreadsheet runs it when it opens the CSV."""
    return f"'{text}" if text.startswith(RUN_BY_SPREADSHEETS) else text


def cells(values: pd.Series[Any], column: ExportColumn) -> list[str | float | None]:
    """Return a column's cells as text or numbers; None where nothing stands.

    A number in a text column becomes text, so that a code such as 09184 stays what is on screen.
    """
    read = str if column.format == "text" else float
    return [None if pd.isna(value) else read(value) for value in values]


def about_as_dict(about: About) -> dict[str, Any]:
    """Return the About as what JSON can hold."""
    return {**asdict(about), "made_at": about.made_at.isoformat()}


def _csv_cells(values: pd.Series[Any], column: ExportColumn) -> list[str]:
    return [
        "" if cell is None else safe(cell) if isinstance(cell, str) else _plain(cell) for cell in cells(values, column)
    ]


def _plain(figure: float) -> str:
    """Write a number so that it reads back exactly, without ".0" on a whole one."""
    return str(int(figure)) if figure.is_integer() else repr(figure)


def _array(values: pd.Series[Any], column: ExportColumn) -> pa.Array:
    found = cells(values, column)
    if column.format == "text":
        return pa.array(found, pa.string())
    is_whole = column.format == "integer" and all(cell is None or float(cell).is_integer() for cell in found)
    numbers = [None if cell is None else int(cell) for cell in found] if is_whole else found
    return pa.array(numbers, pa.int64() if is_whole else pa.float64())


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)
