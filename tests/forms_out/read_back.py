"""What stands in facts and what was read back from a form, in one shape to be compared."""

from datetime import UTC, datetime

import pandas as pd

from forms_out import paper
from forms_out.filled import Filling
from forms_out.table import DASH
from loaders import load_in_process

MADE_AT = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
ASIDE = ("level", "sector", "holder")


def written(store, layout, period, units, unit_name="UBND TỈNH BẮC NINH"):
    """Fill the form in, and write it."""
    return paper.written(Filling(store, layout, period).table(units, unit_name), MADE_AT)


def read(data, name="bieu.xlsx"):
    """Read it as if an office had sent it."""
    return load_in_process(data, name)


def told(frame, layout):
    """Return the rows that tell anything, sorted: (unit, level, sector, holder, its figures), "-" told from 0."""
    fields = sorted({key.split("/")[0] for key in layout.figures})
    rows = [
        (
            row["unit_id"],
            *(_text(row.get(name)) for name in ASIDE),
            *(_figure(row, name) for name in fields),
        )
        for row in frame.to_dict("records")
    ]
    return sorted((row for row in rows if any(figure != "" for figure in row[4:])), key=str)


def _text(value):
    return "" if value is None or pd.isna(value) or value == "all" else value


def _figure(row, name):
    value = row.get(name)
    if value is not None and pd.notna(value):
        return int(value)
    return DASH if name in str(row.get("dashes") or "").split() else ""
