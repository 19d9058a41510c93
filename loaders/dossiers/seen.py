"""The dossiers of a file that were counted, by number, so that one that stands in two rows or sheets counts once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from loaders.dossiers.listed import Selection


class Repeated(NamedTuple):
    """Which rows repeat a dossier counted before them, and which of those say something else of it."""

    again: pa.Array
    otherwise: pa.Array


@dataclass(slots=True)
class Seen:
    """What was counted so far, by the kind of list; it grows with each sheet."""

    _codes: dict[Selection, list[pa.Array]] = field(default_factory=dict)
    _said: dict[Selection, list[Callable[[], pa.Array]]] = field(default_factory=dict)

    def repeated(self, selection: Selection, code: pa.Array, said: Callable[[], pa.Array]) -> Repeated:
        """Return which rows repeat a dossier, and remember the rows as counted.

        `code` is null in rows that are not counted; `said` gives what each row says, asked only where some repeat.
        """
        from loaders.dossiers import repeats  # Arrow takes 60 ms to import, for lists alone

        codes, saying = self._codes.setdefault(selection, []), self._said.setdefault(selection, [])
        before = sum(map(len, codes))
        codes.append(code)
        saying.append(said)
        again, otherwise = repeats.found(codes, saying)
        return Repeated(again.slice(before), otherwise.slice(before))
