"""An accepted file -> what would hold in its place if it were withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store import folding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store import Store
    from store.folding import Key, Source


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Of the keys that a file holds now: those that an earlier receipt would hold again, and those nobody would."""

    back: Mapping[int, frozenset[Key]]
    empty: frozenset[Key]

    @property
    def units_without(self) -> tuple[str, ...]:
        """The ids of the units that would lose figures with nothing in their place, sorted."""
        return tuple(sorted({key.unit_id for key in self.empty}))


def of(store: Store, number: int) -> Withdrawal:
    """Say what withdrawing the accepted file of that number would bring back, and what it would leave empty."""
    held = [key for key, source in store.current().items() if source.receipt == number]
    return without(held, folding.fold(receipt for receipt in store.receipts() if receipt.number != number))


def without(held: list[Key], others: Mapping[Key, Source]) -> Withdrawal:
    """Sort a file's keys by what would hold them, given what the other receipts amount to."""
    back: dict[int, set[Key]] = {}
    for key in held:
        if key in others:
            back.setdefault(others[key].receipt, set()).add(key)
    empty = frozenset(key for key in held if key not in others)
    return Withdrawal({receipt: frozenset(keys) for receipt, keys in sorted(back.items())}, empty)
