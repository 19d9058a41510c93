"""A unit's name as someone wrote it, and the day it was written for -> the units it can mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reference import tables, units
from reference.spelling import bare, key, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from reference.units import Unit

__all__ = ["candidates", "key", "suggestions"]

Words = tuple[str, ...]

_TYPE_WORDS = {
    words(written): kind
    for kind, forms in {
        "tỉnh": ("tỉnh",),
        "thành phố": ("thành phố", "TP", "T.P"),
        "thị xã": ("thị xã", "TX", "T.X"),
        "thị trấn": ("thị trấn", "TT", "T.T"),
        "huyện": ("huyện", "H"),
        "phường": ("phường", "P"),
        "xã": ("xã", "X"),
    }.items()
    for written in forms
}
_LINKS = {words(link)[0] for link in ("thuộc", "của", "cũ")}
_NEAR = 0.82
"""How alike (0-1, difflib) an unknown name must be to be offered; lower offers mere namesakes."""
_MOST = 5
_LONGEST = 30
"""Words of a text that may still be a name with its hints; a sentence is none, and looking would take long."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A name that stands for a unit from one day to another."""

    unit: Unit
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date | None) -> bool:
        """Whether it could be written for that day; None asks for any day."""
        return day is None or (self.valid_from <= day and (self.valid_to is None or day <= self.valid_to))


@lru_cache(maxsize=8192)
def candidates(text: str, on: date) -> tuple[Unit, ...]:
    """List the units in force that day which the text can mean: none if unknown, several if it leaves a choice.

    Type words hold ("huyện Gia Bình" is never the commune), so do hints ("Đồng Tiến (huyện Yên Thế)"); a people's
    committee, a one-stop centre or desk is its unit. Nothing is matched by likeness: a missing accent finds nothing.
    """
    written = words(text)
    if len(written) > _LONGEST:
        return ()
    inside = _without_office(written)
    found = _named(written, on) or _meant(written, on) + (_meant(inside, on) if inside != written else ())
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=2048)
def suggestions(text: str, on: date) -> tuple[Unit, ...]:
    """List at most five units in force that day which the writer may have meant, best first, to be asked about.

    Finds names without accents, under another type, ended or not yet begun (then what they became or came from),
    and misspelt ones.
    """
    whole = bare(words(text)[:_LONGEST])
    inside = _without_accentless_office(whole)
    shorter = [inside.rsplit(" ", cut)[0] for cut in range(inside.count(" ") + 1)]
    beginnings = [whole] + [name for one in shorter for name in (one, _accentless_name(one))]
    exact = [name for name in beginnings if name in _accentless_names()]
    near = [] if exact else [name for one in dict.fromkeys((inside, _accentless_name(inside))) for name in _near(one)]
    return tuple(dict.fromkeys(unit for name in exact + near for unit in _offered(name, on)))[:_MOST]


def _near(name: str) -> list[str]:
    return get_close_matches(name, _accentless_names(), _MOST, _NEAR)


def _offered(name: str, on: date) -> Iterable[Unit]:
    """List the units of an accentless name that stand that day, else what stands in their place."""
    bearers = _accentless_names()[name]
    return [unit for unit in bearers if unit.is_valid_on(on)] or [
        now for unit in bearers for now in _standing(unit, on)
    ]


def _meant(written: Words, on: date | None) -> tuple[Unit, ...]:
    """Find the longest beginning that names units which what follows, if anything, confirms."""
    for end in range(len(written), 0, -1):
        confirmed = tuple(unit for unit in _named(written[:end], on) if _confirms(written[end:], unit))
        if confirmed:
            return confirmed
    return ()


def _named(written: Words, on: date | None) -> tuple[Unit, ...]:
    kind, name = _type_and_name(written)
    spelled = [spelling for spelling in _spellings().get(written, ()) if spelling.holds_on(on)]
    areas = [area for area in _areas().get(name, ()) if kind is None or area.unit.type == kind]
    return tuple(dict.fromkeys(found.unit for found in spelled + [area for area in areas if area.holds_on(on)]))


def _confirms(hint: Words, unit: Unit) -> bool:
    """Whether all words after a name fit it: its type, or, one after the other, places that it lies or lay in."""
    places = tuple(word for word in hint if word not in _LINKS)
    confirmed_up_to = {0}
    for end in range(1, len(places) + 1):
        if any(_fits(places[start:end], unit) for start in confirmed_up_to):
            confirmed_up_to.add(end)
    return not hint or (bool(places) and len(places) in confirmed_up_to)


def _fits(place: Words, unit: Unit) -> bool:
    if place in _TYPE_WORDS:
        return _TYPE_WORDS[place] == unit.type
    return any(above in _above(unit) for above in _named(place, None))


@cache
def _above(unit: Unit) -> tuple[Unit, ...]:
    """List what a unit lies in, of its own days or of the days before the districts ended."""
    home = [units.unit(unit.parent)] if unit.parent else []
    district = units.old_district(unit.id)
    near = dict.fromkeys([*home, *([district] if district else [])])
    same_name = [
        one for one in units.all_units() if one.level == "province" and one.name in {near.name for near in home}
    ]
    return tuple(dict.fromkeys([*near, *same_name, *(above for one in near for above in _above(one))]))


def _type_and_name(written: Words) -> tuple[str | None, Words]:
    for length in (2, 1):
        if written[:length] in _TYPE_WORDS and len(written) > length:
            return _TYPE_WORDS[written[:length]], written[length:]
    return None, written


def _without_office(written: Words) -> Words:
    """Take "UBND", "Bộ phận một cửa", "Trung tâm Hành chính công" ... off the front, also one after the other."""
    for office in _offices():
        if written[: len(office)] == office:
            rest = written[len(office) :]
            return _without_office(rest[1:] if rest[:1] and rest[0] in _LINKS else rest)
    return written


@cache
def _offices() -> tuple[Words, ...]:
    """List the words before a unit's name that say which of its offices reports, longest first."""
    return tuple(sorted((words(row["words"]) for row in tables.rows("offices")), key=len, reverse=True))


@cache
def _spellings() -> dict[Words, list[_Spelling]]:
    """Index the full names of offices and groups, and every spelling of spellings.csv."""
    index: defaultdict[Words, list[_Spelling]] = defaultdict(list)
    for one in units.all_units():
        if not one.is_area:
            index[words(one.name)].append(_Spelling(one, one.valid_from, one.valid_to))
    for row in tables.rows("spellings"):
        unit = units.unit(row["unit_id"])
        start, end = tables.day(row["from"]) or unit.valid_from, tables.day(row["to"]) or unit.valid_to
        index[words(row["spelling"])].append(_Spelling(unit, start, end))
    return index


@cache
def _areas() -> dict[Words, list[_Spelling]]:
    """Index the bare names of provinces, districts and communes."""
    index: defaultdict[Words, list[_Spelling]] = defaultdict(list)
    for one in units.all_units():
        if one.is_area:
            index[words(one.name)].append(_Spelling(one, one.valid_from, one.valid_to))
    return index


@cache
def _accentless_names() -> dict[str, tuple[Unit, ...]]:
    """Index every name and spelling without accents: bare, and with its type."""
    index: defaultdict[str, list[Unit]] = defaultdict(list)
    for one in units.all_units():
        index[bare(words(one.full_name))].append(one)
        index[bare(words(one.name))].append(one)
    for spelled, meanings in _spellings().items():
        index[bare(spelled)].extend(meaning.unit for meaning in meanings)
    return {name: tuple(dict.fromkeys(found)) for name, found in index.items()}


def _without_accentless_office(text: str) -> str:
    """Take offices off the front of a name written without accents."""
    offices = [bare(office) + " " for office in _offices()]
    while office := next((office for office in offices if text.startswith(office)), None):
        text = text.removeprefix(office)
    return text


def _accentless_name(text: str) -> str:
    """Take the type word off an accentless name."""
    kinds = sorted((bare(kind) + " " for kind in _TYPE_WORDS), key=len, reverse=True)
    return text.removeprefix(next((kind for kind in kinds if text.startswith(kind)), ""))


def _standing(unit: Unit, on: date) -> Iterator[Unit]:
    """Follow a unit to what stood in its place that day."""
    if unit.is_valid_on(on):
        yield unit
        return
    ended = unit.valid_to is not None and unit.valid_to < on
    step: Iterable[Unit] = units.successors(unit.id) if ended else units.predecessors(unit.id)
    for other in step:
        yield from _standing(other, on)
