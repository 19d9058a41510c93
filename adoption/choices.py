"""What there is to choose from: months with facts, sectors, procedures, holders, years with published indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

if TYPE_CHECKING:
    from adoption.facts import FactStore


def months(store: FactStore, kind: str, as_of: int | None = None) -> tuple[str, ...]:
    """Return the months that have facts of the kind, oldest first."""
    return values(store, kind, "month", as_of)


def values(store: FactStore, kind: str, column: str, as_of: int | None = None) -> tuple[str, ...]:
    """Return what stands in a text column ("sector", "procedure", "holder", "level"), sorted, without blanks."""
    rows = store.facts(kind, as_of).select(column).filter(~nw.col(column).is_null()).unique()
    return tuple(sorted(rows.collect("pandas").to_native()[column]))


def years_published(store: FactStore, as_of: int | None = None) -> tuple[int, ...]:
    """Return the years that have published indicators, oldest first."""
    rows = store.facts("headline", as_of).select(year=nw.col("period_end").dt.year()).unique()
    return tuple(sorted(int(year) for year in rows.collect("pandas").to_native()["year"]))
