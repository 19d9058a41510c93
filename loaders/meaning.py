"""Settles what a column means where one heading stands for several things: the sheet's own sums say, on all its lines.

One line with a mistake must not turn a whole table's meaning, nor may a table say two things: where its lines do not
plainly agree, those that speak against the closer meaning are errors and the column becomes no field.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loaders.places import Places
from loaders.report import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.form import Form, Meaning
    from loaders.match import Matched
    from loaders.sheet import Sheet
    from loaders.table import Entry, Table


_FEWEST = 2
"""Lines that must exceed a sum; one alone may be a mistake."""


def settle(table: Table, sheet: Sheet, match: Matched) -> tuple[Matched, list[Finding]]:
    """Return the header with its ambiguous column named for what it means, and what speaks against that."""
    form = match.form
    if not form.meanings:
        return match, []
    names = [entry for item in table.items for entry in (item.own, *item.levels)]
    totals = [entry for total in table.totals for entry in total.entries]
    entries = [*names, *totals]
    lines = _telling(form, names), _telling(form, totals)
    told = [_Told(meaning, *lines) for meaning in form.meanings if _is_told(meaning, form, entries)]
    chosen = next((one for one in told if one.fits), None) or _plain(told)
    if chosen is None:
        return match, list(_unclear(told, sheet, match))
    for entry in entries:
        entry.figures[chosen.meaning.name] = entry.figures.pop(form.ambiguous)
    fields = {
        at: replace(field, name=chosen.meaning.name) if field.name == form.ambiguous else field
        for at, field in match.fields.items()
    }
    return replace(match, form=_named(form, chosen.meaning), fields=fields), []


def _named(form: Form, meaning: Meaning) -> Form:
    """Return the form as it is once the column's meaning is known."""
    parts = tuple(meaning.name if part == form.ambiguous else part for part in meaning.identity.parts)
    return replace(form, identities=(*form.identities, replace(meaning.identity, parts=parts)))


def _common(form: Form) -> set[str]:
    """Return the parts that every meaning adds up."""
    return set.intersection(*(set(meaning.identity.parts) for meaning in form.meanings))


def _is_told(meaning: Meaning, form: Form, entries: list[Entry]) -> bool:
    """Whether the columns that only this meaning adds up hold figures; blank ones say nothing of it."""
    own = set(meaning.identity.parts) - _common(form)
    return not own or any(entry.value(part) is not None for entry in entries for part in own)


def _telling(form: Form, entries: list[Entry]) -> list[Entry]:
    """Return the lines in which something came in, whatever it was; the others go with every meaning.

    A line with a figure that could not be read, a finding of its own, says nothing.
    """
    total = form.meanings[0].identity.total
    asked = {total, *(part for meaning in form.meanings for part in meaning.identity.parts)}
    rest = _common(form) - {form.ambiguous}
    return [
        entry
        for entry in entries
        if entry.value(total) is not None
        and not any(map(entry.is_unread, asked))
        and (entry.value(form.ambiguous) or entry.value(total) != sum(entry.value(part) or 0 for part in rest))
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the lines of names, and the totals, say of one meaning."""

    meaning: Meaning
    names: list[Entry]
    totals: list[Entry]

    def computed(self, entry: Entry) -> float:
        return sum(value for part in self.meaning.identity.parts if (value := entry.value(part)) is not None)

    def _printed(self, entry: Entry) -> float:
        return entry.value(self.meaning.identity.total) or 0

    @property
    def wrong(self) -> list[Entry]:
        """The lines, totals among them, that cannot be so."""
        identity, entries = self.meaning.identity, (*self.names, *self.totals)
        return [one for one in entries if not identity.holds(self._printed(one), self.computed(one))]

    @property
    def against(self) -> int:
        """How many names speak against it; of a sum that may be exceeded, also those that just reach it."""
        is_least, holds = self.meaning.identity.is_least, self.meaning.identity.holds
        pairs = [(self._printed(one), self.computed(one)) for one in self.names]
        return sum(not holds(*pair) or (is_least and pair[0] == pair[1]) for pair in pairs)

    @property
    def is_by_chance(self) -> bool:
        """Whether a sum that may be exceeded is so on one line or on few: that can as well be a mistake there."""
        exceeding = len(self.names) - self.against
        return self.meaning.identity.is_least and (exceeding < _FEWEST or exceeding <= self.against)

    @property
    def fits(self) -> bool:
        """Whether every line goes with it."""
        return not self.wrong and not self.is_by_chance


def _closest(told: list[_Told]) -> _Told:
    """Return the meaning that the fewest lines speak against; never one that they go with by chance."""
    return min(told, key=lambda one: (one.is_by_chance, one.against))


def _plain(told: list[_Told]) -> _Told | None:
    """Return the meaning that a few mistaken lines do not put in doubt: most of the lines rule out every other."""
    closest = _closest(told)
    others = [one for one in told if one is not closest]
    is_plain = 4 * max(len(closest.wrong), closest.against) <= len(closest.names)
    is_only = all(2 * one.against > len(one.names) for one in others)
    return closest if is_plain and is_only else None


def _unclear(told: list[_Told], sheet: Sheet, match: Matched) -> Iterator[Finding]:
    """Tell the lines that speak against the closest meaning, each with the sum that it would have to be."""
    closest, place = _closest(told), Places(sheet, match)
    total, parts = closest.meaning.identity.total, closest.meaning.identity.parts
    heading = next(field.headings[0] for field in match.fields.values() if field.name == match.form.ambiguous)
    for entry in closest.wrong:
        values = {
            "column": heading.rpartition(" / ")[2],
            "cells": ", ".join(place.cells(part, [entry.row]) for part in parts if place.has(part)),
            "computed": f"{closest.computed(entry):.0f}",
        }
        where, text = place.where(total, entry.row), place.text(total, entry.row)
        yield Finding("error", "meaning-unclear", where, text, values)
