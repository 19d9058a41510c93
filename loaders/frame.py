"""Turns a table whose names are settled into the tidy frame of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from loaders.form import Form
    from loaders.table import Entry, Item
    from loaders.values import Read

COUNTS = {
    "service_usage": (
        *("received", "received_online", "received_in_person", "received_postal", "carried_over"),
        *("resolved", "resolved_early", "resolved_on_time", "resolved_overdue"),
        *("pending", "pending_in_time", "pending_overdue", "procedures", "procedures_online"),
    ),
    "work_records": ("records", "records_digital", "documents_in", "documents_out", "documents_signed"),
    "digital_signatures": ("issued", "issued_to_date", "revoked", "active", "adults"),
    "headline": ("rank", "out_of"),
}
BREAKDOWN = {
    "service_usage": ("level", "sector", "procedure"),
    "work_records": (),
    "digital_signatures": ("holder",),
    "headline": ("indicator", "value", "unit_of_measure"),
}

Row = dict[str, object]


def named(item: Item, unit_id: str | None, unit_name: str, form: Form, what: str = "unit") -> Iterator[Row]:
    """Yield the rows of one name: its own line where it has figures or no levels under it, then its levels' lines.

    `what` says what the name is: a "unit", or a "sector" or "procedure" of the unit.
    """
    lines = [item.own, *item.levels] if item.line.has_counts or not item.levels else item.levels
    for entry in lines:
        start: Row = {"unit_id": unit_id, "unit_name": unit_name, "row": entry.row}
        for of, figures in _sides(entry, form):
            yield start | _breakdown(form.kind, entry.level, of, {what: item.line.label}) | _counts(figures)


def _breakdown(kind: str, level: str, of: str, name: Mapping[str, str]) -> Row:
    """Say what a row is of; a column of one level says so of lines that are of no level."""
    if kind == "digital_signatures":
        return {"holder": of}
    if kind == "service_usage":
        detail = {column: name.get(column) for column in ("sector", "procedure")}
        return {"level": level if of == "all" else of, **detail}
    return {}


def _sides(entry: Entry, form: Form) -> Iterator[tuple[str, dict[str, Read]]]:
    """Yield the line's figures apart by whose they are, where the form has a column for each holder or level."""
    for of in dict.fromkeys(column.of for column in form.columns if column.read == "count"):
        suffix = "" if of == "all" else of
        own = {key.partition("/")[0]: read for key, read in entry.figures.items() if key.partition("/")[2] == suffix}
        if own or of == "all":
            yield of, own


def _counts(figures: Mapping[str, Read]) -> Row:
    values: Row = {key: read.value for key, read in figures.items()}
    return values | {"dashes": " ".join(key for key, read in figures.items() if read.mark)}


def tidy(rows: list[Row], kind: str, sheet: str, fields: set[str]) -> pd.DataFrame:
    """Return the frame of a kind: names, breakdown, the counts that the form has, and where each row stands."""
    counts = [name for name in COUNTS[kind] if name in fields]
    columns = ["unit_id", "unit_name", *BREAKDOWN[kind], *counts, "sheet", "row", "dashes"]
    frame = pd.DataFrame([{**row, "sheet": sheet} for row in rows], columns=columns, dtype=object)
    types = dict.fromkeys(counts, "Int64") | ({"value": "Float64"} if kind == "headline" else {}) | {"row": "int64"}
    return frame.where(frame.notna(), None).fillna({"dashes": ""}).astype(types)
