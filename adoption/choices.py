"""What there is to choose from: months with facts, sectors, procedures, holders."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adoption.facts import FactStore


def months(store: FactStore, kind: str, as_of: int | None = None) -> tuple[str, ...]:
    """Return the months that have facts of the kind, oldest first."""
    raise NotImplementedError


def values(store: FactStore, kind: str, column: str, as_of: int | None = None) -> tuple[str, ...]:
    """Return what stands in a text column ("sector", "procedure", "holder", "level"), sorted, without blanks."""
    raise NotImplementedError


def years_published(store: FactStore, as_of: int | None = None) -> tuple[int, ...]:
    """Return the years that have published indicators, oldest first."""
    raise NotImplementedError
