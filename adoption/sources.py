"""A selection -> the files its figures come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from adoption import carrying
from adoption.exports import SourceFile

if TYPE_CHECKING:
    from adoption.facts import FactStore
    from adoption.selection import Selection


def files(store: FactStore, selection: Selection) -> tuple[SourceFile, ...]:
    """Return every file with current figures of the selection's months and units (or their parts), oldest first."""
    rows = store.facts(selection.kind, selection.as_of).filter(
        nw.col("month") >= selection.first, nw.col("month") <= selection.last
    )
    if selection.units:
        rows = rows.filter(nw.col("unit_id").is_in(list(carrying.reporting(selection))))
    numbers = set(rows.select("receipt").unique().collect("pandas").to_native()["receipt"])
    named = (SourceFile(one.filename, one.original) for one in store.receipts() if one.number in numbers)
    return tuple(dict.fromkeys(named))
