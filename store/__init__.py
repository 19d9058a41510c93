"""Accepted files -> facts that hold, kept in a folder of immutable files with a chained ledger over them."""

from __future__ import annotations

import os
from pathlib import Path

from store.accepting import Accepted, Change
from store.errors import Refused, StoreError
from store.folding import State
from store.keeper import Store
from store.receipts import KindMonth, Receipt, ReportReceipt
from store.verifying import Problem

__all__ = [
    "Accepted",
    "Change",
    "KindMonth",
    "Problem",
    "Receipt",
    "Refused",
    "ReportReceipt",
    "State",
    "Store",
    "StoreError",
    "closed_store",
    "open_store",
]


def open_store(folder: Path | None = None) -> Store:
    """Open the data folder (ADOPTION_STORE, else var/), made if there is none, and finish what crashed writers began.

    StoreError if it cannot be written to, holds a damaged receipt, or ADOPTION_LEDGER asks for another database.
    """
    store = closed_store(folder)
    store.recover()
    return store


def closed_store(folder: Path | None = None) -> Store:
    """Return the data folder as it lies there, for `verify` and `rebuild`, which must do where opening fails."""
    if os.environ.get("ADOPTION_LEDGER"):
        raise StoreError("sqlite-only")
    return Store(folder or Path(os.environ.get("ADOPTION_STORE") or "var"))
