"""What adoption asks of a store: the current facts of a kind as a lazy table, and the ledger's events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import narwhals as nw

    from store.receipts import Receipt


class FactStore(Protocol):
    """`store.Store` is one; a test may bring a table of its own."""

    def facts(self, kind: str, as_of: int | None = None) -> nw.LazyFrame[Any]:
        """Return the kind's current facts (or as they stood after ledger number `as_of`), a row a unit x breakdown."""
        ...

    def receipts(self) -> tuple[Receipt, ...]:
        """Return every event of the ledger, in order."""
        ...
