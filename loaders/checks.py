"""Recomputes what a sheet says of itself - totals, sums within a line, percentages - and reports where they differ.

The sheet's own sums are compared, never imported. Real files are often off by one dossier (a system's rounding, a late
correction), so one is a warning and more an error.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loaders import numbering, totals
from loaders.places import Places, difference
from loaders.report import Finding
from loaders.totals import added, has_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.form import Identity, Ratio
    from loaders.header import Header
    from loaders.match import Matched
    from loaders.sheet import Sheet
    from loaders.table import Entry, Item, Table
    from loaders.values import Read


_THROUGHOUT = 3
"""So many lines that divide by another form's whole are a way of reckoning, not slips."""


def run(table: Table, sheet: Sheet, match: Matched, header: Header) -> Iterator[Finding]:
    """Yield every difference, each at the printed cell, with the recomputed number beside it."""
    place = Places(sheet, match)
    stated = numbering.stated(header, sheet, match)
    for item in table.items:
        for entry in (item.own, *item.levels):
            of_sheet = (one.difference(entry.row, sheet) for one in stated)
            of_form = (found for identity in match.form.identities for found in _identity(identity, entry, place))
            yield from _once([*filter(None, of_sheet), *of_form])
            yield from _exceeding(entry, match.form.identities, place)
        yield from _levels(item, place)
    for ratio in match.form.ratios:
        yield from _ratios(ratio, table.items, place)
    yield from totals.run(table, place)


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out a sum of the form where the sheet states the same one, which is then no inference."""
    told: set[tuple[str, frozenset[str]]] = set()
    for finding in found:
        of = finding.where, frozenset(finding.values["cells"].split(", "))
        if of not in told:
            yield finding
        told.add(of)


def _identity(identity: Identity, entry: Entry, place: Places) -> Iterator[Finding]:
    parts = [part for part in identity.parts if place.has(part)]
    if not place.has(identity.total) or len(parts) < 2:
        return
    printed, found = entry.value(identity.total), [entry.value(part) for part in parts]
    if printed is None or all(value is None for value in found) or any(map(entry.is_unread, parts)):
        return
    computed = sum(value for value in found if value is not None)
    if not identity.holds(printed, computed):
        where, text = place.where(identity.total, entry.row), place.text(identity.total, entry.row)
        cells = ", ".join(place.cells(part, [entry.row]) for part in parts)
        found_so = difference("identity", printed, computed, where=where, text=text, cells=cells)
        yield replace(found_so, severity="warning") if identity.is_inferred else found_so


WHOLES = {
    "received_online": "received",
    "records_digital": "records",
    "documents_signed": "documents_out",
    "procedures_online": "procedures",
    "active": "issued_to_date",
}
"""Of which field a field is a part, whatever the form."""


def _exceeding(entry: Entry, identities: Iterable[Identity], place: Places) -> Iterator[Finding]:
    """Tell a part that is larger than its whole, where no sum of the form would tell it."""
    summed = {(identity.total, part) for identity in identities for part in identity.parts}
    for key, read in entry.figures.items():
        name, _, of = key.partition("/")
        whole = "/".join(filter(None, (WHOLES.get(name), of))) if name in WHOLES else ""
        limit = entry.value(whole)
        if (whole, key) not in summed and None not in (read.value, limit) and read.value > limit:  # type: ignore[operator]
            values = {"whole": place.text(whole, entry.row), "cells": place.cells(whole, [entry.row])}
            yield Finding(
                "warning", "part-exceeds-whole", place.where(key, entry.row), place.text(key, entry.row), values
            )


def _levels(item: Item, place: Places) -> Iterator[Finding]:
    if not item.levels or not item.line.has_counts:
        return
    for key in place.counts:
        printed, found = item.own.value(key), [level.value(key) for level in item.levels]
        if printed is None or None in found:
            continue
        computed = sum(value for value in found if value is not None)
        if printed != computed:
            cells = place.cells(key, [level.row for level in item.levels])
            values = {"computed": f"{computed:.0f}", "cells": cells}
            yield Finding(
                "warning", "levels-differ", place.where(key, item.own.row), place.text(key, item.own.row), values
            )


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed percentage: its row, how it reads, the lines it may be over, and the fields that it divides."""

    row: int
    read: Read
    meant: tuple[list[Entry], ...]
    keys: tuple[str, ...]

    def shares(self, ratio: Ratio, denominators: Iterable[tuple[str, ...]]) -> list[float]:
        """Return what it would be, divided by each of the denominators that is not zero."""
        return [share for entries in self.meant for share in _shares(ratio.numerator, denominators, entries)]

    def is_any_of(self, shares: Iterable[float]) -> bool:
        return any(_agrees(self.read.value or 0, share, self.read.decimals) for share in shares)


def _ratios(ratio: Ratio, items: Iterable[Item], place: Places) -> Iterator[Finding]:
    """Compare the printed percentages; a table that divides by another form's whole throughout is told so once."""
    if not place.has(ratio.name):
        return
    printed = [one for item in items if (one := _printed(ratio, item))]
    differing = [one for one in printed if not one.is_any_of(one.shares(ratio, ratio.denominators))]
    otherwise = [one for one in printed if one.is_any_of(one.shares(ratio, ratio.elsewhere))]
    is_throughout = all(one in otherwise or one in differing for one in printed)
    of_other = [one for one in differing if one in otherwise] if is_throughout else []
    if len(of_other) >= _THROUGHOUT:
        row = of_other[0].row
        values = {"count": str(len(of_other))}
        yield Finding(
            "warning", "percent-of-other-whole", place.where(ratio.name, row), place.text(ratio.name, row), values
        )
        differing = [one for one in differing if one not in of_other]
    for one in differing:
        rows = [entry.row for entry in one.meant[0]]
        cells = ", ".join(place.cells(key, rows) for key in one.keys)
        values = {"computed": f"{one.shares(ratio, ratio.denominators)[0]:.2f}", "cells": cells}
        where, text = place.where(ratio.name, one.row), place.text(ratio.name, one.row)
        yield Finding("warning", "percent-differs", where, text, values)


def _printed(ratio: Ratio, item: Item) -> _Printed | None:
    """Find the item's percentage, wherever among its lines the (often merged) cell stands, if it can be recomputed."""
    rows = [item.own, *item.levels]
    shown = next((row for row in rows if row.value(ratio.name) is not None), None)
    counted = [row for row in rows if row.level == ratio.level] if ratio.level != "all" else item.counted
    keys = tuple(dict.fromkeys((*ratio.numerator, *ratio.denominators[0])))
    if shown is None or not all(has_figures(key, counted) for key in keys):
        return None
    found = _Printed(shown.row, shown.figures[ratio.name], tuple(_meant(counted, item)), keys)
    return found if found.shares(ratio, ratio.denominators) else None


def _meant(counted: list[Entry], item: Item) -> Iterator[list[Entry]]:
    """Yield the lines a ratio may be over: those counted, or without what is information only (one-stop systems)."""
    yield counted
    if counted == [item.own] and any(level.level == "info" for level in item.levels):
        yield [level for level in item.levels if level.level != "info"]


def _shares(numerator: Iterable[str], denominators: Iterable[Iterable[str]], entries: list[Entry]) -> Iterator[float]:
    part = sum(added(key, entries) for key in numerator)
    for denominator in denominators:
        if whole := sum(added(key, entries) for key in denominator):
            yield 100 * part / whole


def _agrees(printed: float, computed: float, decimals: int) -> bool:
    """Whether the printed percentage is the computed one, rounded or cut; a share of 0.5776 is meant as 57.76 %."""
    step = 1.01 * 10.0 ** -min(decimals, 2)
    return abs(printed - computed) <= step or (printed <= 1 and abs(100 * printed - computed) <= 100 * step)
