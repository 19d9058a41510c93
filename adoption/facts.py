"""What adoption asks of a store: the current facts of a kind as a lazy table, and the ledger's events."""

from __future__ import annotations

from dataclasses import dataclass
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


def events(store: FactStore, as_of: int | None) -> tuple[Receipt, ...]:
    """Return the events up to ledger number `as_of`, in order; all of them where that is None."""
    return tuple(receipt for receipt in store.receipts() if as_of is None or receipt.number <= as_of)


@dataclass(frozen=True, slots=True)
class AsOf:
    """A store as it stood after one of its events: a FactStore that knows nothing later."""

    store: FactStore
    number: int

    def facts(self, kind: str, as_of: int | None = None) -> nw.LazyFrame[Any]:
        """Return the kind's facts as they stood then, or at an earlier number still."""
        return self.store.facts(kind, self.number if as_of is None else min(as_of, self.number))

    def receipts(self) -> tuple[Receipt, ...]:
        """Return the events up to then, in order."""
        return events(self.store, self.number)
