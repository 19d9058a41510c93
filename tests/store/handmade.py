"""Loaded files made by hand, so that the store is tested without the loaders."""

import hashlib

import pandas as pd

from loaders.memory import LearnedForm
from loaders.report import Loaded, Report
from reference.period import Period

SEPTEMBER = Period.month(2024, 9)

COLUMNS = {
    "service_usage": {"received": "C", "received_online": "D", "received_in_person": "E"},
    "work_records": {"records": "C", "records_digital": "D"},
    "digital_signatures": {"issued/citizen": "D", "issued/business": "E"},
    "headline": {},
}
TEXTS = {
    "unit_id",
    "unit_name",
    "sheet",
    "level",
    "sector",
    "procedure",
    "holder",
    "indicator",
    "unit_of_measure",
    "dashes",
}


def make_frame(rows, sheet="PL3"):
    """Fill in what a loader's frame always has; counts are nullable."""
    whole = [
        {"unit_name": row["unit_id"], "sheet": sheet, "row": place, "dashes": ""} | row
        for place, row in enumerate(rows, 8)
    ]
    frame = pd.DataFrame(whole)
    counts = [name for name in frame if name not in TEXTS | {"value"}]
    return frame.astype(dict.fromkeys(counts, "Int64")).astype(dict.fromkeys(TEXTS & set(frame), object))


def make_report(rows, kind="service_usage", period=SEPTEMBER, sheet="PL3", form="PL3", columns=None, taught=()):
    columns = COLUMNS[kind] if columns is None else columns
    return Report(kind, form, period, sheet, "PHỤ LỤC 3", make_frame(rows, sheet), columns, (), taught)


def make_loaded(*reports, original=b"one", filename="thang 9.xls", findings=()):
    return Loaded(filename, hashlib.sha256(original).hexdigest(), "xls", tuple(reports), tuple(findings))


def make_form(signature="f" * 64, kind="work_records", label="Tên cơ quan", columns=None):
    return LearnedForm(signature, kind, label, columns or {"Phát hành": "documents_out", "Ghi chú": ""})


def put(store, *reports, original=b"one", **how):
    """Accept reports under these bytes."""
    return store.accept(make_loaded(*reports, original=original), original, by="Hoa", **how)


def received(store, as_of=None):
    """Return what every unit received in all, as the store answers it."""
    facts = store.facts("service_usage", as_of).collect("pandas").to_native()
    total = facts[facts["in_total"]].groupby("unit_id")["received"].sum()
    return {unit: int(count) for unit, count in total.items()}
