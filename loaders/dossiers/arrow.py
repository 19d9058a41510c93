"""Arrow columns of text into what they say: trimmed, mapped by their distinct values, joined as yes and no."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def trimmed(text: pa.Array) -> pa.Array:
    """Return the texts without outer blanks; null where nothing is left."""
    text = pc.utf8_trim_whitespace(text)
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def mapped(text: pa.Array, read: Callable[[str], object], kind: pa.DataType) -> pa.Array:
    """Return what `read` makes of each text; it is asked once a distinct text, and null stays null."""
    encoded = text.dictionary_encode()
    return pc.take(pa.array(map(read, encoded.dictionary.to_pylist()), kind), encoded.indices)


def all_of(*conditions: pa.Array) -> pa.Array:
    """Return where all conditions hold; none of them may have nulls."""
    return reduce(pc.and_, conditions)


def holds(condition: pa.Array) -> pa.Array:
    """Return where the condition holds, null being no."""
    return pc.fill_null(condition, fill_value=False)


def everywhere(value: object, length: int, kind: pa.DataType) -> pa.Array:
    """Return one value as often as there are rows."""
    return pa.repeat(pa.scalar(value, kind), length)


def numbered(first: int, length: int) -> pa.Array:
    """Return the numbers from `first` on, as many as there are rows."""
    return pc.cumulative_sum(pa.repeat(pa.scalar(1, pa.int32()), length), start=first - 1)


def filled_down(text: pa.Array, spans: Iterable[tuple[int, int]]) -> pa.Array:
    """Return the texts with that at the first place of each span in its other places too, its last among them."""
    spans = list(spans)
    if not spans:
        return text
    source = list(range(len(text)))
    for first, last in spans:
        source[first : last + 1] = [first] * len(source[first : last + 1])
    return pc.take(text, pa.array(source, pa.int32()))


def places(condition: pa.Array, most: int) -> tuple[int, list[int]]:
    """Return how often the condition holds and the first places where it does."""
    found = pc.indices_nonzero(condition)
    return len(found), found[:most].to_pylist()
