"""Writes the golden workbooks and what must be read from them: `python -m tests.workbooks.make_originals`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.workbooks import (
    by_level,
    by_procedure,
    crooked,
    flawed,
    ha_noi,
    older,
    one_stop,
    records,
    refused,
    results,
    services,
)

if TYPE_CHECKING:
    from tests.workbooks.pair import Pair

CLEAN = (
    *services.PAIRS,
    *results.PAIRS,
    *one_stop.PAIRS,
    *crooked.PAIRS,
    *by_level.PAIRS,
    *by_procedure.PAIRS,
    *ha_noi.PAIRS,
    *older.PAIRS,
    *records.PAIRS,
    *refused.CLEAN,
)


def clean() -> tuple[Pair, ...]:
    """Return the pairs in which nothing is wrong."""
    return tuple(make() for make in CLEAN)


def planted() -> tuple[Pair, ...]:
    """Return the pairs with one flaw each."""
    return tuple(make() for make in (*flawed.PAIRS, *refused.PAIRS))


if __name__ == "__main__":
    for pair in (*clean(), *planted()):
        pair.write()
