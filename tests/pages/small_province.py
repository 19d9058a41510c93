"""Two months of a few units made by hand, so that every figure on a page can be worked out in the head."""

import hashlib
from datetime import date

import pandas as pd

from loaders.report import Loaded, Report
from reference import units
from reference.period import Period

TEXTS = {"unit_id", "unit_name", "sheet", "level", "sector", "holder", "dashes", "indicator", "unit_of_measure"}
FIGURES_NOT_COUNTED = {"value"}
USED = {"district-gia-binh": (730, 534), "district-tu-son": (1800, 200)}
USED_BEFORE = {"district-gia-binh": (500, 500), "district-tu-son": (1200, 800)}


def fill(store):
    """August and September 2024: two districts report services, one records and signatures; a year's rank."""
    gia_binh = {"unit_id": "district-gia-binh"}
    records = gia_binh | {"records": 200, "records_digital": 190, "documents_out": 80, "documents_signed": 60}
    issued = gia_binh | {"holder": "citizen", "issued": 1264, "issued_to_date": 20000, "adults": 80000}
    rank = {"unit_id": "province-bac-ninh", "indicator": "dti_rank", "value": None, "rank": 7, "out_of": 63}
    accept(store, report("service_usage", "C", "2024-08", usage(USED_BEFORE)))
    accept(store, report("service_usage", "C", "2024-09", usage(USED)))
    accept(store, report("work_records", "K2-2", "2024-09", [records]))
    accept(store, report("digital_signatures", "K3-1", "2024-09", [issued]))
    accept(store, report("headline", "headline", "2024", [rank | {"unit_of_measure": "Thứ hạng"}]))


def fill_departments(store):
    """Let every department report both months, without a case: with them enough have reported for the province."""
    offices = [one.id for one in units.units_on(date(2024, 9, 30), level="department")]
    for month in ("2024-08", "2024-09"):
        accept(store, report("service_usage", "PL2", month, usage(dict.fromkeys(offices, (0, 0)))))
    none = {"holder": "citizen", "issued": 0, "issued_to_date": 0}
    accept(store, report("digital_signatures", "K3-1", "2024-09", [none | {"unit_id": one} for one in offices]))


def usage(figures):
    """Rows of {unit: (received online, at the counter)}."""
    counts = ("received_online", "received_in_person")
    return [
        {"unit_id": unit, "level": "all", "received": sum(both), "received_postal": 0}
        | dict(zip(counts, both, strict=True))
        for unit, both in figures.items()
    ]


def report(kind, form, period, rows):
    whole = [
        {"unit_name": row["unit_id"], "sheet": "Biểu", "row": at, "dashes": ""} | row for at, row in enumerate(rows, 8)
    ]
    frame = pd.DataFrame(whole)
    counts = dict.fromkeys(set(frame) - TEXTS - FIGURES_NOT_COUNTED, "Int64")
    return Report(kind, form, Period.parse(period), "Biểu", "", frame.astype(counts), dict.fromkeys(counts, "C"))


def accept(store, *reports, at=None):
    content = f"file {len(store.receipts())}".encode()
    loaded = Loaded(f"{content.decode()}.xlsx", hashlib.sha256(content).hexdigest(), "xlsx", reports)
    store.accept(loaded, content, by="Hoa", at=at)
