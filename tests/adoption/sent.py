"""Files of one report made by hand, sent one after another."""

import hashlib

import pandas as pd

from loaders.report import Loaded, Report
from reference.period import Period
from store.schema import KINDS

GIA_BINH, TIEN_DU = "district-gia-binh", "district-tien-du"


def line(unit_id, received, online, **more):
    return {
        "unit_id": unit_id,
        "received": received,
        "received_online": online,
        "received_in_person": received - online,
        **more,
    }


def put(store, *rows, period="2024-09", kind="service_usage", form="PL3", why=""):
    """Accept a file of one report; return its number."""
    name = f"file {len(store.receipts()) + 1}.xls"
    whole = [{"unit_name": "", "sheet": "PL3", "row": place, "dashes": "", **row} for place, row in enumerate(rows, 8)]
    frame = pd.DataFrame(whole)
    counts = {field: "Int64" for field in KINDS[kind].counts if field in frame}
    report = Report(kind, form, Period.parse(period), "PL3", "", frame.astype(counts), dict.fromkeys(counts, "C"))
    loaded = Loaded(name, hashlib.sha256(name.encode()).hexdigest(), "xls", (report,))
    return store.accept(loaded, name.encode(), by="Hoa", why=why).receipt.number
