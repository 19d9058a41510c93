"""Workbooks as the offices of Bắc Ninh send them, all figures synthetic: how they are written and how loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.keeper import Store


def load_into(store: Store, progress: Callable[[int, int], None] | None = None) -> int:
    """Put the sample into an empty store; return how many files were accepted (see sample_data.loading)."""
    # Imported here so that writing the workbooks needs neither the loaders nor the store.
    from sample_data import loading

    return loading.load_into(store, progress)
