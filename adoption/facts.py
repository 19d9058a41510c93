"""What adoption asks of a store: facts as a lazy table, and the ledger's events; what is asked again is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    import narwhals as nw

    from store.receipts import Receipt

P = ParamSpec("P")
T = TypeVar("T")
_REMEMBERED = 128
"""Answers of each question: some twenty measures of the newest state, and those of states that links ask for."""


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


def remembered(question: Callable[Concatenate[FactStore, P], T]) -> Callable[Concatenate[FactStore, P], T]:
    """Let a question be asked once of a store that knows nothing later; its answer must not be changed.

    Of any other store, which may know more the next time, it is asked each time. Its arguments must be hashable.
    """
    kept = cast("Callable[Concatenate[FactStore, P], T]", lru_cache(maxsize=_REMEMBERED)(question))

    @wraps(question)
    def ask(store: FactStore, /, *arguments: P.args, **named: P.kwargs) -> T:
        return (kept if isinstance(store, AsOf) else question)(store, *arguments, **named)

    return ask
