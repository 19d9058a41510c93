"""The sample's workbooks, each read once for all tests of a process, and stores that hold those of some months."""

from functools import cache

import loaders
from sample_data import loading, plan
from sample_data.writing import FOLDER
from store import open_store


@cache
def read(path):
    """Return what a committed workbook tells; it is our own, so that no child process need open it.

    That the child opens a file as this process does is held by tests/loaders/test_sandbox.py.
    """
    return loaders.load_in_process(path.read_bytes(), path.name)


def filled(folder, *months):
    """Open a store with every file of these months ("2024/09"), as `python -m sample_data load` accepts them."""
    kept = open_store(folder)
    for one in plan.documents():
        if one.path.startswith(months):
            path = FOLDER / one.path
            kept.accept(read(path), path.read_bytes(), by=loading.OFFICER, at=one.received)
    return kept
