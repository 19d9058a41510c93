"""Values -> places: 1 is best, ties share the smaller number, and who has no value has no place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def places(values: pd.Series[float], within: pd.Series[str], better: str = "higher") -> pd.Series[float]:
    """Return the place of each value among those of its group; NaN where there is no value.

    `better` is "higher", "lower" or "none" (then the larger comes first, as for "higher").
    """
    # Two shares that differ only by the last bits of a division are the same share.
    return values.round(9).groupby(within).rank(method="min", ascending=better == "lower")
