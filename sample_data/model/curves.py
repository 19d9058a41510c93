"""The model's small mathematics: trends between knots, repeatable chance, a whole split without a remainder."""

from __future__ import annotations

from dataclasses import fields, replace
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from _typeshed import DataclassInstance

    from reference.period import Period

Figures = TypeVar("Figures", bound="DataclassInstance")
SEED = "bac-ninh"


def month_number(text: str) -> int:
    """Count "2024-09" in months since year 0."""
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def chance(*key: str) -> float:
    """Return the number in [-1, 1) that belongs to `key`: the same on every machine and in any order of asking."""
    digest = blake2b("|".join((SEED, *key)).encode(), digest_size=6).digest()
    return int.from_bytes(digest) / 2**47 - 1


def on_curve(knots: Mapping[str, float], month: Period) -> float:
    """Read a trend at a month: straight between the knots {"2024-01": value}, level outside them."""
    here = month.start.year * 12 + month.start.month - 1
    known = sorted((month_number(text), value) for text, value in knots.items())
    if here <= known[0][0]:
        return known[0][1]
    for (left, low), (right, high) in pairwise(known):
        if here <= right:
            return low + (high - low) * (here - left) / (right - left)
    return known[-1][1]


def split(whole: int, weights: Sequence[float]) -> list[int]:
    """Split a whole number in proportion to weights; the parts sum to it (largest remainders take what is left over).

    No part exceeds its weight where the weights are whole numbers that sum to at least the whole.
    """
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    exact = [whole * weight / total for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[: whole - sum(parts)]:
        parts[index] += 1
    return parts


def combined(items: Iterable[Figures]) -> Figures:
    """Add up figures of one dataclass of counts, field by field."""
    listed = list(items)
    names = [one.name for one in fields(listed[0])]
    return replace(listed[0], **{name: sum(getattr(item, name) for item in listed) for name in names})
