"""A list's Arrow columns into counts by unit, month of receipt and level, and what was found on the way.

Everything is done by column: a million rows never become a million Python objects. What a finding names is a row's
number, and words only of the columns for channel, level and state.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from loaders.dossiers import days, words
from loaders.dossiers.arrow import all_of, everywhere, holds, mapped, places, trimmed
from loaders.dossiers.groups import groups
from loaders.dossiers.listed import Tally
from loaders.dossiers.offices import is_office
from loaders.report import Finding
from loaders.sheet import letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from loaders.dossiers.cells import Columns
    from loaders.dossiers.heading import Heading
    from loaders.dossiers.listed import Selection
    from loaders.report import Severity
    from reference.period import Period

CHANNELS = ("received_online", "received_in_person", "received_postal")
OUTCOMES = ("outcome_early", "outcome_on_time", "outcome_overdue")
LATE = {"late": "resolved_overdue", "pending-late": "pending_overdue"}
_EPOCH = date(1970, 1, 1)
_MOST_UNITS = 2_000
"""A province has some hundreds; a column with more names holds something else."""
_SHOWN = 5
_ENOUGH = 20
"""Dossiers from which on it is no chance that all have one state."""
_OUTSIDE_AT_MOST = 0.05
"""Share of dossiers outside the stated days that is still the edge of an export by the day of filing."""


class Tallying:
    """One list on its way from columns to counts; `findings` grows with each step."""

    def __init__(self, columns: Columns, heading: Heading, sheet: str, selection: Selection) -> None:
        self.findings: list[Finding] = []
        self._columns, self._heading, self._sheet, self._selection = columns, heading, sheet, selection
        self._row = pa.array(range(columns.first_row, columns.first_row + columns.length), pa.int32())
        self._groups = groups(columns)
        self.has_groups = self._groups.unit.null_count < columns.length

    def counts(self, stated: Period | None) -> tuple[Tally, ...]:
        """Return the counts of the list's dossiers, of those received in the stated days where there are such."""
        self._tell_cells()
        received, unit = self._days("received"), self._unit()
        counted = self._placed(self._once(self._dossiers(received)), received, unit)
        if self._selection == "all":
            counted = self._within(self._taken_in(counted), received, stated)
        self._tell_state(counted)
        if pc.count_distinct(unit).as_py() > _MOST_UNITS:
            self._tell("error", "list-units-too-many", "unit", counted)
            return ()
        keys = {"unit": unit, "group": self._groups.unit, "month": _month(received), "level": self._level(counted)}
        return tuple(self._grouped(counted, keys, received))

    # which rows count

    def _dossiers(self, received: pa.Array) -> pa.Array:
        """Say which rows are a dossier's: they have a number or a day, name no unit and do not repeat the heading."""
        code = self._text("code")
        repeated = holds(pc.equal(code, self._title("code")))
        filled = pc.or_(pc.is_valid(code), pc.is_valid(received))
        return all_of(filled, pc.invert(repeated), pc.invert(self._groups.rows))

    def _once(self, dossiers: pa.Array) -> pa.Array:
        """Leave out the second row of a dossier and those after it."""
        code = pc.if_else(dossiers, self._text("code"), pa.scalar(None, pa.string()))
        if pc.count_distinct(code).as_py() == len(code) - code.null_count:
            return dossiers
        encoded = code.dictionary_encode().indices
        firsts = pa.table({"code": encoded, "row": self._row}).group_by("code").aggregate([("row", "min")])
        firsts = firsts.filter(pc.is_valid(firsts["code"])).sort_by("code")["row_min"].combine_chunks()
        again = holds(pc.not_equal(pc.take(firsts, encoded), self._row))
        self._tell("warning", "list-duplicates", "code", again)
        return all_of(dossiers, pc.invert(again))

    def _placed(self, dossiers: pa.Array, received: pa.Array, unit: pa.Array) -> pa.Array:
        """Leave out, and tell, dossiers without a unit or a day of receipt."""
        own = pc.coalesce(unit, self._groups.unit)
        is_nameless, is_blank = holds(pc.equal(own, "")), pc.is_null(own)
        self._tell("error", "list-not-an-office", "unit", all_of(dossiers, is_nameless))
        self._tell("warning", "list-no-unit", "unit", all_of(dossiers, is_blank))
        dated = pc.is_valid(received)
        undated = all_of(dossiers, pc.is_null(self._text("received")), pc.invert(self._in_state("not-received")))
        self._tell("warning", "list-no-day", "received", undated)
        for place in self._groups.strays[:1]:
            rows = ", ".join(str(self._columns.first_row + stray) for stray in self._groups.strays[:_SHOWN])
            where = self._where(self._heading.leads[0], place)
            count = str(len(self._groups.strays))
            self.findings.append(Finding("warning", "list-line-not-used", where, "", {"rows": rows, "count": count}))
        return all_of(dossiers, pc.invert(is_nameless), pc.invert(is_blank), dated)

    def _taken_in(self, counted: pa.Array) -> pa.Array:
        refused = self._in_state("not-received")
        self._tell("note", "list-not-received", "status", all_of(counted, refused))
        return all_of(counted, pc.invert(refused))

    def _within(self, counted: pa.Array, received: pa.Array, stated: Period | None) -> pa.Array:
        """Leave out dossiers received on other days than those stated; many of them mean another kind of list."""
        if stated is None:
            return counted
        inside = all_of(
            holds(pc.greater_equal(received, _number(stated.start))),
            holds(pc.less_equal(received, _number(stated.end))),
        )
        outside = all_of(counted, pc.invert(inside))
        share = pc.sum(outside).as_py() / max(pc.sum(counted).as_py() or 0, 1) if len(outside) else 0
        is_edge = share <= _OUTSIDE_AT_MOST
        code = "list-outside-period" if is_edge else "list-by-other-days"
        self._tell("warning" if is_edge else "error", code, "received", outside, found=str(stated))
        return all_of(counted, inside)

    # what the columns say

    def _text(self, name: str) -> pa.Array:
        """Return a column's texts, null in each row where the list has no such column."""
        column = self._columns.fields.get(name)
        return pa.nulls(self._columns.length, pa.string()) if column is None else trimmed(column)

    def _days(self, name: str) -> pa.Array:
        """Return a column as days since 1970; a text that is no day is told and null."""
        text = self._text(name)
        is_short = holds(pc.less_equal(pc.utf8_length(text), days.LONGEST))
        nothing = pa.scalar(None, pa.string())
        beginning = pc.if_else(is_short, pc.utf8_slice_codeunits(text, 0, days.BEGINNING_LENGTH), nothing)
        read = mapped(beginning, lambda written: _number(days.begun(written)), pa.int32())
        rest = pc.if_else(pc.is_null(read), text, nothing)
        if rest.null_count < len(rest):
            read = pc.coalesce(read, mapped(rest, lambda written: _number(days.read(written)), pa.int32()))
            self._tell_unread_days(name, rest, read)
        if days.look_swapped(pc.unique(beginning).drop_null().to_pylist()):
            self._tell("error", "list-days-swapped", name, pc.is_valid(text), column=self._title(name))
        return read

    def _tell_unread_days(self, name: str, text: pa.Array, read: pa.Array) -> None:
        is_heading = holds(pc.equal(text, self._title(name)))
        unread = all_of(pc.is_valid(text), pc.is_null(read), pc.invert(is_heading))
        if name == "received":
            self._tell("error", "list-bad-day", name, unread, column=self._title(name))
        else:
            self._tell("warning", "list-bad-day-of-outcome", name, unread, column=self._title(name))

    def _unit(self) -> pa.Array:
        """Return the unit that each row names itself; "" where it names what is no office, which stays here."""
        return mapped(self._text("unit"), lambda text: text if is_office(text) else "", pa.string())

    def _level(self, counted: pa.Array) -> pa.Array:
        """Return the level of each row, "" where it is not known; "all" where the list has no such column."""
        if "level" not in self._columns.fields:
            return everywhere("all", self._columns.length, pa.string())
        level = mapped(self._text("level"), words.level, pa.string())
        self._tell_words("warning", "list-unknown-level", "level", all_of(counted, pc.is_null(level)))
        return pc.fill_null(level, "")

    def _channels(self, counted: pa.Array) -> Iterator[tuple[str, pa.Array]]:
        """Yield for each channel which dossiers came by it."""
        if "channel" not in self._columns.fields:
            self.findings.append(Finding("warning", "list-no-channel", self._sheet))
            return
        text = self._text("channel")
        channel = mapped(text, words.channel, pa.string())
        self._tell_words(
            "error", "list-unknown-channel", "channel", all_of(counted, pc.is_valid(text), pc.is_null(channel))
        )
        self._tell("warning", "list-blank-channel", "channel", all_of(counted, pc.is_null(text)))
        for name in CHANNELS:
            yield name, holds(pc.equal(channel, name))

    def _outcomes(self) -> Iterator[tuple[str, pa.Array]]:
        """Yield which dossiers are resolved, in what time, and which pend; by days, as of the export."""
        if "resolved" not in self._columns.fields:
            return
        resolved, due = self._days("resolved"), self._days("due")
        is_resolved = pc.or_(pc.is_valid(self._text("resolved")), self._in_state("ended"))
        yield "outcome_resolved", is_resolved
        yield "outcome_pending", pc.invert(is_resolved)
        if "due" in self._columns.fields:
            compare: tuple[Callable[..., pa.Array], ...] = (pc.less, pc.equal, pc.greater)
            yield from ((name, holds(how(resolved, due))) for name, how in zip(OUTCOMES, compare, strict=True))

    def _in_state(self, wanted: str) -> pa.Array:
        return holds(pc.equal(mapped(self._text("status"), words.state, pa.string()), wanted))

    # counting

    def _grouped(self, counted: pa.Array, keys: Mapping[str, pa.Array], received: pa.Array) -> Iterator[Tally]:
        marks = dict(self._marks(counted))
        columns = {
            **keys,
            "row": self._row,
            "day": received,
            **{name: mark.cast(pa.int32()) for name, mark in marks.items()},
        }
        wanted = [("row", "min"), ("row", "count"), ("day", "min"), ("day", "max"), *((name, "sum") for name in marks)]
        table = pa.table(columns).filter(counted).group_by(list(keys)).aggregate(wanted).sort_by("row_min")
        for one in table.to_pylist():
            yield _tally(one, tuple(marks), LATE.get(self._selection, "received"))

    def _marks(self, counted: pa.Array) -> Iterator[tuple[str, pa.Array]]:
        if self._selection == "all":
            yield from self._channels(counted)
            yield from self._outcomes()

    # telling

    def _title(self, name: str) -> str:
        return self._heading.texts[self._heading.fields[name]] if name in self._heading.fields else ""

    def _where(self, column: int, place: int) -> str:
        return f"{self._sheet}!{letters(column)}{self._columns.first_row + place}"

    def _tell(
        self, severity: Severity, code: str, name: str, condition: pa.Array, found: str = "", **values: str
    ) -> None:
        """Add a finding for the rows where the condition holds: how many, and the first of them."""
        count, first = places(condition, _SHOWN)
        if count:
            rows = ", ".join(str(self._columns.first_row + place) for place in first)
            column = self._heading.fields.get(name, self._heading.leads[0])
            values |= {"count": str(count), "rows": rows}
            self.findings.append(Finding(severity, code, self._where(column, first[0]), found, values))

    def _tell_words(self, severity: Severity, code: str, name: str, condition: pa.Array) -> None:
        """Add a finding for the rows where the condition holds, with the first few different words in them."""
        if not pc.any(condition).as_py():
            return
        different = pc.unique(self._text(name).filter(condition))[:_SHOWN].to_pylist()
        found = ", ".join("–" if text is None else text[:40] for text in different)
        self._tell(severity, code, name, condition, found)

    def _tell_state(self, counted: pa.Array) -> None:
        """Warn where all dossiers have one state: the export may have been filtered by it."""
        states = self._text("status").filter(counted)
        if len(states) >= _ENOUGH and pc.count_distinct(states, mode="all").as_py() == 1 and states[0].as_py():
            self._tell_words("warning", "list-one-state", "status", counted)

    def _tell_cells(self) -> None:
        """Tell errors and formulas without a result in the columns read, and rows that are hidden."""
        read = set(self._heading.fields.values())
        for code, addresses in (
            ("list-error-cells", [at for at in self._columns.errors if at[1] in read]),
            ("list-stale-formulas", [at for at in self._columns.stale if at[1] in read]),
        ):
            if addresses:
                row, column = min(addresses)
                cells = ", ".join(f"{letters(across)}{down}" for down, across in sorted(addresses)[:_SHOWN])
                where = f"{self._sheet}!{letters(column)}{row}"
                found = self._columns.errors.get((row, column), "")
                self.findings.append(
                    Finding("error", code, where, found, {"count": str(len(addresses)), "cells": cells})
                )
        if hidden := sorted(self._columns.hidden_rows):
            where = f"{self._sheet}!{letters(self._heading.leads[0])}{hidden[0]}"
            self.findings.append(
                Finding("warning", "hidden-rows", where, "", {"rows": ", ".join(map(str, hidden[:20]))})
            )


def _tally(one: Mapping[str, Any], marks: tuple[str, ...], total: str) -> Tally:
    counts = {total: one["row_count"], **{name: one[f"{name}_sum"] for name in marks}}
    place = (one["unit"] or "", one["group"] or "", one["month"], one["level"], one["row_min"])
    return Tally(*place, _day(one["day_min"]), _day(one["day_max"]), counts)


def _number(day: date | None) -> int | None:
    return None if day is None else (day - _EPOCH).days


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=number)


def _month(received: pa.Array) -> pa.Array:
    """Return each day's month as "2025-07"."""
    encoded = received.dictionary_encode()
    months = [f"{_day(number):%Y-%m}" for number in encoded.dictionary.to_pylist()]
    return pc.take(pa.array(months, pa.string()), encoded.indices)
