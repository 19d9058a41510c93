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


def open_store(folder: Path | None = None, ledger: str | None = None) -> Store:
    """Open the data folder (ADOPTION_STORE, else var/), made if there is none, and finish what crashed writers began.

    Its ledger is in the PostgreSQL database of that address (ADOPTION_LEDGER), else in an SQLite file in the folder.
    StoreError if none can be made there, it holds a damaged receipt, or the database cannot be reached. A full or
    read-only disk is told when something is to be written: what lies on it can be read.
    """
    store = closed_store(folder, ledger)
    store.recover()
    return store


def closed_store(folder: Path | None = None, ledger: str | None = None) -> Store:
    """Return the data folder as it lies there, for `verify` and `rebuild`, which must do where opening fails."""
    address = os.environ.get("ADOPTION_LEDGER", "") if ledger is None else ledger
    return Store(folder or Path(os.environ.get("ADOPTION_STORE") or "var"), address)
