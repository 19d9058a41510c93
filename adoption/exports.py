"""A table on screen -> XLSX, CSV or Parquet with exactly its rows, that says where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import pandas as pd

Format = Literal["text", "integer", "decimal", "percent1", "percent2"]


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column: its name in the table, its heading in the reader's words, how its numbers are written.

    A percent column holds 0-100 in the table; in the workbook it becomes a real percentage (0-1 with a % format), in CSV
    and Parquet it stays 0-100.
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
    """Return a workbook: the table, and a sheet "Nguồn" (Source) that holds the About. No text becomes a formula or link."""
    raise NotImplementedError


def to_csv(table: pd.DataFrame, columns: Sequence[ExportColumn]) -> bytes:
    """Return CSV in UTF-8 with BOM; a text cell that a spreadsheet would run is led by a single quote."""
    raise NotImplementedError


def to_parquet(table: pd.DataFrame, columns: Sequence[ExportColumn], about: About) -> bytes:
    """Return Parquet with the table's own column names; headings and the About are in its metadata."""
    raise NotImplementedError
