"""The two databases that a ledger may be in, each test with an empty one of its own."""

import atexit
from functools import cache

import pytest

from benchmarks import cluster

NEEDS_POSTGRES = pytest.mark.skipif(not cluster.programs(), reason=cluster.MISSING)
BOTH = ("sqlite", pytest.param("postgres", marks=NEEDS_POSTGRES))


def new_address(name):
    """Return what ADOPTION_LEDGER would be: the address of an empty schema, "" for SQLite."""
    return _server().address() if name == "postgres" else ""


@cache
def _server():
    """Start one server a test process; what is killed here is never the machine, so it need not flush to the disk."""
    started = cluster.Cluster(is_durable=False)
    atexit.register(started.close)
    return started
