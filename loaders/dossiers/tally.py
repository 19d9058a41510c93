"""A list's Arrow columns into counts by unit, month of receipt, level, sector and procedure, and what was found.

Everything is done by column: a million rows never become a million Python objects. What a finding names is a row's
number, and words only of the columns for channel, level and state.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from loaders.dossiers import days, words
from loaders.dossiers.arrow import all_of, everywhere, holds, mapped, numbered, places
from loaders.dossiers.groups import groups
from loaders.dossiers.listed import Tally
from loaders.dossiers.offices import is_office
from loaders.dossiers.subjects import subject
from loaders.report import Finding
from loaders.sheet import letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from loaders.dossiers.cells import Columns
    from loaders.dossiers.heading import Heading
    from loaders.dossiers.listed import Selection
    from loaders.dossiers.seen import Seen
    from loaders.report import Severity
    from reference.period import Period

CHANNELS = ("received_online", "received_in_person", "received_postal")
OUTCOMES = ("outcome_early", "outcome_on_time", "outcome_overdue")
LATE = {"late": "resolved_overdue", "pending-late": "pending_overdue"}
_EPOCH = date(1970, 1, 1)
_MOST_UNITS = 2_000
"""A province has some hundreds; a column with more names holds something else."""
SUBJECTS = ("sector", "procedure")
_MOST_SUBJECTS = 5_000
"""A province has some 2,000 procedures; a column with more names holds something else."""
MOST_TALLIES = 150_000
"""Rows that a list may become: a province's month has some 22,000, its year of a million 260,000."""
_SHOWN = 5
_ENOUGH = {"status": 20, "channel": 100, "level": 100}
"""Dossiers from which on it is no chance that all have one state; that all came online is likelier."""
_OUTSIDE_AT_MOST = 0.05
"""Share of dossiers outside the stated days that is still the edge of an export by the day of filing."""


class Tallying:
    """One list on its way from columns to counts; `findings` grows with each step.

    `last_row` is that of the last dossier, as Excel shows it.
    """

    def __init__(self, columns: Columns, heading: Heading, sheet: str, selection: Selection, seen: Seen) -> None:
        self.findings: list[Finding] = []
        self.last_row = 0
        self._seen = seen
        self._columns, self._heading, self._sheet, self._selection = columns, heading, sheet, selection
        self._row = numbered(columns.first_row, columns.length)
        self._groups = groups(columns)
        self.has_groups = self._groups.unit.null_count < columns.length

    def counts(self, stated: Period | None) -> tuple[Tally, ...]:
        """Return the counts of the list's dossiers, of those received in the stated days where there are such."""
        self._tell_cells()
        received, unit = self._days("received"), self._unit()
        dossiers = self._dossiers(received)
        self.last_row = pc.max(self._row.filter(dossiers)).as_py() or 0
        counted = self._placed(dossiers, received, unit)
        if self._selection == "all":
            counted = self._within(self._taken_in(counted), received, stated)
        counted = self._once(counted, received)
        for name, enough in _ENOUGH.items():
            self._tell_one_value(name, counted, enough)
        if pc.count_distinct(unit).as_py() > _MOST_UNITS:
            self._tell("error", "list-units-too-many", "unit", counted)
            return ()
        keys = {"unit": unit, "group": self._groups.unit, "month": _month(received), "level": self._level(counted)}
        marks = dict(self._marks(counted, received))
        by_subject = self._grouped(counted, keys | dict(self._subjects(counted)), marks, received)
        if len(by_subject) > MOST_TALLIES:
            self._tell_too_many(len(by_subject))
            by_subject = self._grouped(counted, keys, marks, received)
        return tuple(_tally(one, tuple(marks), LATE.get(self._selection, "received")) for one in by_subject.to_pylist())

    # which rows count

    def _dossiers(self, received: pa.Array) -> pa.Array:
        """Say which rows are a dossier's: they have a number or a day, name no unit and do not repeat the heading."""
        code = self._text("code")
        repeated = holds(pc.equal(code, self._title("code")))
        filled = pc.or_(pc.is_valid(code), pc.is_valid(received))
        return all_of(filled, pc.invert(repeated), pc.invert(self._groups.rows))

    def _once(self, counted: pa.Array, received: pa.Array) -> pa.Array:
        """Leave out a dossier that was counted before, in a row above or in another sheet."""
        code = pc.if_else(counted, self._text("code"), pa.scalar(None, pa.string()))
        self._tell("warning", "list-no-code", "code", all_of(counted, pc.is_null(code)))
        repeated = self._seen.repeated(self._selection, code, lambda: self._said(received))
        self._tell("warning", "list-duplicates", "code", repeated.again)
        self._tell("error", "list-duplicates-differ", "code", repeated.otherwise)
        return all_of(counted, pc.invert(repeated.again))

    def _said(self, received: pa.Array) -> pa.Array:
        """Return what is counted of each row, as one text: two rows of one dossier should say the same."""
        texts = [self._text("unit"), self._groups.unit, received.cast(pa.string()), self._text("channel")]
        return pc.binary_join_element_wise(
            *texts, self._text("level"), "\x1f", null_handling="replace", null_replacement=""
        )

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
        return pa.nulls(self._columns.length, pa.string()) if column is None else column

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

    def _subjects(self, counted: pa.Array) -> Iterator[tuple[str, pa.Array]]:
        """Yield the sector and procedure of each row, null where it names none; nothing where they are no names."""
        given = [name for name in SUBJECTS if name in self._columns.fields] if self._selection == "all" else []
        distinct = max((pc.count_distinct(self._text(name)).as_py() for name in given), default=0)
        if distinct > _MOST_SUBJECTS:
            self._tell_too_many(distinct)
            return
        for name in given:
            named = mapped(self._text(name), subject, pa.string())
            self._tell("warning", "list-no-subject", name, all_of(counted, pc.is_null(named)), column=self._title(name))
            yield name, named

    def _tell_too_many(self, count: int) -> None:
        self.findings.append(Finding("warning", "list-subjects-too-many", self._sheet, str(count)))

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

    def _outcomes(self, counted: pa.Array, received: pa.Array) -> Iterator[tuple[str, pa.Array]]:
        """Yield which dossiers are resolved, in what time, and which pend; by days, as of the export."""
        if "resolved" not in self._columns.fields:
            return
        resolved, due, closed = self._days("resolved"), self._days("due"), self._in_state("closed")
        self._tell_order(counted, received, resolved)
        has_ended = pc.or_(pc.is_valid(self._text("resolved")), self._in_state("ended"))
        is_resolved = all_of(has_ended, pc.invert(closed))
        yield "outcome_resolved", is_resolved
        yield "outcome_pending", pc.invert(pc.or_(is_resolved, closed))
        yield "outcome_closed", closed
        self._tell_words("note", "list-closed", "status", all_of(counted, closed))
        if "due" in self._columns.fields:
            is_untimed = pc.or_(pc.is_null(self._text("resolved")), pc.is_null(self._text("due")))
            self._tell("warning", "list-untimed", "due", all_of(counted, is_resolved, is_untimed))
            compare: tuple[Callable[..., pa.Array], ...] = (pc.less, pc.equal, pc.greater)
            for name, how in zip(OUTCOMES, compare, strict=True):
                yield name, all_of(is_resolved, holds(how(resolved, due)))

    def _tell_order(self, counted: pa.Array, received: pa.Array, resolved: pa.Array) -> None:
        is_before = holds(pc.less(resolved, received))
        self._tell("warning", "list-resolved-before-received", "resolved", all_of(counted, is_before))

    def _in_state(self, wanted: str) -> pa.Array:
        return holds(pc.equal(mapped(self._text("status"), words.state, pa.string()), wanted))

    # counting

    def _grouped(
        self, counted: pa.Array, keys: Mapping[str, pa.Array], marks: Mapping[str, pa.Array], received: pa.Array
    ) -> pa.Table:
        columns = {
            **keys,
            "row": self._row,
            "day": received,
            **{name: mark.cast(pa.int32()) for name, mark in marks.items()},
        }
        wanted = [("row", "min"), ("row", "count"), ("day", "min"), ("day", "max"), *((name, "sum") for name in marks)]
        return pa.table(columns).filter(counted).group_by(list(keys)).aggregate(wanted).sort_by("row_min")

    def _marks(self, counted: pa.Array, received: pa.Array) -> Iterator[tuple[str, pa.Array]]:
        if self._selection == "all":
            yield from self._channels(counted)
            yield from self._outcomes(counted, received)

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

    def _tell_words(self, severity: Severity, code: str, name: str, condition: pa.Array, **values: str) -> None:
        """Add a finding for the rows where the condition holds, with the first few different words in them."""
        if not pc.any(condition).as_py():
            return
        different = pc.unique(self._text(name).filter(condition))[:_SHOWN].to_pylist()
        found = ", ".join("–" if text is None else text[:40] for text in different)
        self._tell(severity, code, name, condition, found, **values)

    def _tell_one_value(self, name: str, counted: pa.Array, enough: int) -> None:
        """Warn where all dossiers have one state, channel or level: the export may have been filtered by it."""
        texts = self._text(name).filter(counted)
        if len(texts) >= enough and pc.count_distinct(texts, mode="all").as_py() == 1 and texts[0].as_py():
            self._tell_words("warning", "list-one-value", name, counted, column=self._title(name))

    def _tell_cells(self) -> None:
        """Tell errors and formulas without a result in the columns read, and rows that are hidden."""
        read = {column for name, column in self._heading.fields.items() if name not in SUBJECTS}
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
    about = (one.get("sector") or "", one.get("procedure") or "")
    return Tally(*place, _day(one["day_min"]), _day(one["day_max"]), counts, *about)


def _number(day: date | None) -> int | None:
    return None if day is None else (day - _EPOCH).days


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=number)


def _month(received: pa.Array) -> pa.Array:
    """Return each day's month as "2025-07"."""
    encoded = received.dictionary_encode()
    months = [f"{_day(number):%Y-%m}" for number in encoded.dictionary.to_pylist()]
    return pc.take(pa.array(months, pa.string()), encoded.indices)
