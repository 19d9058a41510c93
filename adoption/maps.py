"""A table by unit -> the outlines of that day with their values and classes in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Layer:
    """A GeoJSON FeatureCollection whose features' properties also hold `value` (or None), `class` (its label) and `state`.

    `classes` are the labels in the order of the legend, lowest first, the one for "no data" last.
    """

    features: dict[str, Any]
    classes: tuple[str, ...]


def layer(by_unit: pd.DataFrame, month: str, *, is_percent: bool, language: str = "vi", classes: int = 5) -> Layer:
    """Join a table by unit to the boundaries in force on the month's last day.

    Classes hold about equally many units; equal values share a class.
    """
    raise NotImplementedError
