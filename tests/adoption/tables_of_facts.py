"""Facts built by hand, in the shape the store gives them."""

import sys

import duckdb
import narwhals as nw
import pyarrow as pa

from adoption.facts import AsOf
from reference.period import Period
from store import schema
from store.receipts import Claim, ReportReceipt


def row(month, unit_id, **given):
    """Make one fact; `month` is "2024-09", or the two days of another period."""
    period = Period.parse(month)
    return {
        "unit_id": unit_id,
        "period_start": period.start,
        "period_end": period.end,
        "month": period.reporting_month,
        "breakdown": "none",
        "in_total": True,
        "dashes": "",
        "level": "all",
        "holder": "all",
        "file": "a.xlsx",
        "receipt": 1,
        **given,
    }


def came(month, unit_id, online, counter, **given):
    """Make a fact of dossiers that came in online and at the counter."""
    return row(month, unit_id, received_online=online, received_in_person=counter, **given)


def intake_of_september(*units):
    """Say what a receipt says of a report on September 2024 that gives what these units received."""
    return ReportReceipt(
        kind="service_usage",
        form="PL3",
        period=Period.month(2024, 9),
        breakdown="level",
        sheet="PL3",
        title="",
        columns={},
        facts="",
        rows=1,
        first_row=8,
        last_row=8,
        claims=(Claim(("intake",), units),),
    )


class Facts:
    """A store of what it was given, {kind: rows}, answered by DuckDB as the real one answers."""

    def __init__(self, receipts=(), **rows_by_kind):
        self._receipts = receipts
        self._rows = rows_by_kind

    def facts(self, kind, as_of=None):  # noqa: ARG002 - there is one state only
        wanted = schema.of_question(kind)
        rows = [{name: one.get(name) for name in wanted.names} for one in self._rows.get(kind, [])]
        return nw.from_native(duckdb.connect().from_arrow(pa.Table.from_pylist(rows, schema=wanted))).lazy()

    def receipts(self):
        return self._receipts


def known(**given):
    """Make such a store that will know nothing later, so that what is asked again is remembered, as it is on a page."""
    return AsOf(Facts(**given), sys.maxsize)
