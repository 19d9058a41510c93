"""Columns of dossiers' numbers into which rows repeat one above them, and which of those say something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from loaders.dossiers.arrow import all_of, everywhere, holds, numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def found(columns: Sequence[pa.Array], said: Sequence[Callable[[], pa.Array]]) -> tuple[pa.Array, pa.Array]:
    """Return for the rows of all columns, one after the other, whether they repeat and whether they say otherwise."""
    codes = pa.concat_arrays(columns)
    if pc.count_distinct(codes).as_py() == len(codes) - codes.null_count:
        no = everywhere(value=False, length=len(codes), kind=pa.bool_())
        return no, no
    texts = pa.concat_arrays([each() for each in said])
    first = _first_places(codes)
    again = holds(pc.not_equal(first, numbered(0, len(codes))))
    return again, all_of(again, holds(pc.not_equal(pc.take(texts, first), texts)))


def _first_places(codes: pa.Array) -> pa.Array:
    """Return for each row the first place of its code; null where it has none."""
    encoded = codes.dictionary_encode().indices
    table = pa.table({"code": encoded, "place": numbered(0, len(codes))})
    firsts = table.group_by("code").aggregate([("place", "min")])
    firsts = firsts.filter(pc.is_valid(firsts["code"])).sort_by("code")["place_min"].combine_chunks()
    return pc.take(firsts, encoded)
