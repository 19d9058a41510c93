"""Facts built by hand, in the shape the store gives them."""

from __future__ import annotations

import duckdb
import narwhals as nw
import pandas as pd

from reference.period import Period

COUNTS = {
    "service_usage": (
        "received",
        "received_online",
        "received_in_person",
        "received_postal",
        "carried_over",
        "resolved",
        "resolved_early",
        "resolved_on_time",
        "resolved_overdue",
        "pending",
        "pending_in_time",
        "pending_overdue",
        "procedures",
        "procedures_online",
    ),
    "work_records": ("records", "records_digital", "documents_in", "documents_out", "documents_signed"),
    "digital_signatures": ("issued", "issued_to_date", "revoked", "active", "adults"),
}  # fmt: skip - lists of columns read as lines of headings
TEXTS = {"service_usage": ("level", "sector", "procedure"), "work_records": (), "digital_signatures": ("holder",)}
COMMON = ("unit_id", "sheet", "row", "dashes", "period_start", "period_end", "month", "form", "breakdown", "in_total", "receipt", "file")  # fmt: skip


def row(month: str, unit_id: str, **given):
    """One fact; `month` is "2024-09", or the two days of another period."""
    period = Period.parse(month)
    given = {"breakdown": "none", "in_total": True, "dashes": "", "level": "all", "holder": "all", **given}
    return {
        "unit_id": unit_id,
        "period_start": period.start,
        "period_end": period.end,
        "month": period.reporting_month,
        "file": "a.xlsx",
        **given,
    }


class Facts:
    """A store of what it was given: {kind: rows}, answered by DuckDB as the real one answers."""

    def __init__(self, **rows_by_kind):
        self._rows = rows_by_kind

    def facts(self, kind, as_of=None):
        columns = [*COMMON, *TEXTS[kind], *COUNTS[kind]]
        frame = pd.DataFrame(self._rows.get(kind, []), columns=columns)
        texts = {name: "str" for name in ("unit_id", "month", "breakdown", "dashes", "file", *TEXTS[kind])}
        counts = dict.fromkeys(COUNTS[kind], "Int64")
        days = {name: "datetime64[us]" for name in ("period_start", "period_end")}
        frame = frame.astype({**texts, **counts, **days, "in_total": "bool"})
        return nw.from_native(duckdb.connect().from_df(frame)).lazy()
