"""What officers taught the reader: whom a printed name means, and what the columns of an unknown header hold."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reference.spelling import key, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BETWEEN = re.compile(r"[^\w%<>=≤≥+#]+")
_DIGITS = re.compile(r"[0-9]+")

Spoken = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NameDecision:
    """An officer's answer: who is meant by a name that is unknown or could be several units'.

    It holds only on days on which the unit is in force. `at` is a moment in ISO 8601, `id` that of its receipt.
    """

    printed: str
    unit_id: str
    by: str
    at: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class LearnedForm:
    """An officer's answer: what stands under a header of this `signature` (see `header_signature`).

    `label` is the heading path of the column that names the lines; `columns` gives for heading paths (as
    `named_paths` writes them) the field ("received", "received/full", "issued/citizen") or "" where it is not used.
    """

    signature: str
    kind: str
    label: str
    columns: Mapping[str, str]
    by: str = ""
    at: str = ""
    id: str = ""

    @property
    def form_id(self) -> str:
        """What its reports name as their form, which is also the id of their arithmetic."""
        return form_id(self.signature)

    def field_of(self, path: str) -> str | None:
        """Return the field of a column by its path; "" for one that is not used, None for one not spoken of."""
        return {folded(known): name for known, name in self.columns.items()}.get(folded(path))


@dataclass(frozen=True, slots=True)
class Memory:
    """All that holds of it: at most one form a signature, and for a name at most one unit a day."""

    names: tuple[NameDecision, ...] = ()
    forms: tuple[LearnedForm, ...] = ()
    _decided: dict[Spoken, tuple[NameDecision, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for one in self.names:
            self._decided[spoken(one.printed)] = (*self._decided.get(spoken(one.printed), ()), one)

    def decided(self, printed: str) -> tuple[NameDecision, ...]:
        """Return what was decided of a name: one unit, or several of which none stands on a day of another."""
        return self._decided.get(spoken(printed), ())

    def form(self, signature: str) -> LearnedForm | None:
        """Return the form learned for a header."""
        return next((one for one in self.forms if one.signature == signature), None)


NOTHING = Memory()


def form_id(signature: str) -> str:
    """Return the id of the form that is learned for a signature: "learned:1f0c9a3e"."""
    return f"learned:{signature[:8]}"


def spoken(printed: str) -> Spoken:
    """Return what two printings of one name share: its words as read aloud, tones included, and its numbers.

    Tones count, unlike in headings: a decision on "Phượng Mao" is none on "Phường Mão". Numbers count, unlike where
    names are looked up: "Chi nhánh số 1" is not "Chi nhánh số 2".
    """
    return words(printed), tuple(_DIGITS.findall(printed))


def folded(path: str) -> str:
    """Return a heading path ready to compare. What stands in parentheses stays: "(nghìn)" makes another quantity."""
    return " / ".join(_BETWEEN.sub(" ", key(part)).strip() for part in path.split(" / "))


def named_paths(paths: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Write each column's heading path in one line, "Trong đó / Trực tuyến"; a path's second column gets " #2"."""
    seen: Counter[str] = Counter()
    named = []
    for path in paths:
        joined = " / ".join(path)
        seen[folded(joined)] += 1
        place = seen[folded(joined)]
        named.append(joined if place == 1 else f"{joined} #{place}")
    return tuple(named)


def header_signature(paths: Iterable[tuple[str, ...]]) -> str:
    """Return what stays the same of a header from file to file: the sha256 of its folded heading paths, in order."""
    return hashlib.sha256("\n".join(map(folded, named_paths(paths))).encode()).hexdigest()
