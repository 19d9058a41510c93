"""Says whose a table's figures are: each line is a unit's, or a sector's of the office over it or of the sender."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from loaders import frame, learned
from loaders.memory import NOTHING
from loaders.report import Finding
from loaders.table import Total
from loaders.units import Name, Settled, is_office, level_hint, likely_day, possible, settle
from loaders.words import fold
from reference import units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.lines import Line
    from loaders.match import Matched
    from loaders.memory import Memory
    from loaders.sheet import Sheet
    from loaders.table import Item, Table
    from reference.period import Period
    from reference.units import Unit

_SENDER = re.compile(r"(?:đơn vị|cơ quan)\s*(?:báo cáo|giải quyết|lập báo cáo)\s*:\s*(.*)", re.IGNORECASE)
_DAYS_TO_TRY = (date(2026, 1, 1), date(2025, 1, 1), date(2024, 6, 1), date(2023, 1, 1))
"""One day in each time of the units' map, newest first: for previews only, while the period is still asked for."""


class Naming:
    """Settles a table's names: each line is a unit's, or a sector's of the one office that reports."""

    def __init__(
        self,
        title: tuple[str, ...],
        period: Period | None,
        sheet: Sheet,
        match: Matched,
        memory: Memory = NOTHING,
    ) -> None:
        self._memory = memory
        self.taught: list[str] = []
        """The ids of the decisions that names were settled by."""
        self._title = title
        self._sheet = sheet
        self._match = match
        self._day = period.end if period else None

    def is_known(self, label: str) -> bool:
        """Whether the label is a unit's name on the day reported on (on some day, while that is not known)."""
        days = [self._day] if self._day else _DAYS_TO_TRY
        return any(possible(label, day) or learned.stands_for(label, day, self._memory) for day in days)

    def lies_in(self, label: str, outer: str) -> bool:
        """Whether a unit that the label may name lies in one that `outer` may name, on that day (or some day)."""
        days = [self._day] if self._day else _DAYS_TO_TRY
        return any({unit.id for unit in possible(outer, day)} & _parents(label, day) for day in days)

    def rows(self, table: Table, findings: list[Finding]) -> list[frame.Row]:
        """Return the frame's rows; names not settled keep no unit and are findings."""
        named = [item for item in table.items if self.is_known(item.line.label)]
        what = self._match.form.rows
        if "procedure" in what:
            return self._by_office(table, findings, "procedure")
        if "sector" in what and 2 * len(named) < len(table.items):
            return self._by_office(table, findings, "sector")
        return self._by_unit(table, findings)

    def _by_unit(self, table: Table, findings: list[Finding]) -> list[frame.Row]:
        rows: list[frame.Row] = []
        first: dict[str, Line] = {}
        wanted = [(item.line, self._within(item.line, item)) for item in table.items]
        settled = self._settled(wanted, findings)
        levels: set[str] = {found.unit.level for found in settled if found.unit}
        for place, (item, found) in enumerate(zip(table.items, settled, strict=True)):
            if self._is_average(item, found):
                table.averages.append(item.line)
                continue
            if _is_beside_members(found, levels):
                table.totals.append(Total(item.line, item.under, place, [item.own, *item.levels]))
                continue
            if item.line.is_unused:
                findings.append(self._of_nobody(item))
                continue
            item.unit = found.unit
            findings += self._unsettled(item.line, found)
            if found.unit and first.setdefault(found.unit.id, item.line) is not item.line:
                findings.append(self._twice(item.line, first[found.unit.id]))
            rows += frame.named(item, *_id_and_name(item.line, found), self._match.form)
        apart = {*table.averages, *(total.line for total in table.totals)}
        table.items[:] = [item for item in table.items if item.line not in apart]
        return rows

    def _of_nobody(self, item: Item) -> Finding:
        """Say that a line's figures may stand in the total and are no unit's; without figures it is only a note."""
        has_figures = any(read.value for read in item.own.figures.values())
        return Finding("warning" if has_figures else "note", "line-of-no-unit", self._where(item.line), item.line.label)

    def _settled(self, wanted: list[tuple[Line, Name]], findings: list[Finding]) -> list[Settled]:
        """Settle names together, those left open as officers decided."""
        names = [name for _, name in wanted]
        day = self._day or likely_day(names, _DAYS_TO_TRY)
        settled = settle(names, day, " ".join(self._title))
        return [self._as_decided(line, found, day, findings) for (line, _), found in zip(wanted, settled, strict=True)]

    def _as_decided(self, line: Line, found: Settled, day: date, findings: list[Finding]) -> Settled:
        """Take an open name for the unit that an officer said it means, and say so."""
        answer = learned.decided(line.label, found, day, self._memory)
        if answer is None:
            return found
        decision, unit = answer
        self.taught.append(decision.id)
        values = {"unit": _with_parent(unit), "by": decision.by or "–", "at": decision.at[:10]}
        findings.append(Finding("note", "name-decided", self._where(line), line.label, values))
        return Settled(unit)

    def _within(self, line: Line, item: Item) -> Name:
        """Return the name of a line, an item's own or one over it, with the district that stands over that."""
        day = self._day or _DAYS_TO_TRY[1]
        over = [one.line.label for one in reversed(item.under) if one.is_unit and one.line is not line]
        parents = (unit.id for label in over for unit in possible(label, day) if unit.level == "district")
        return Name(line.label, item.section, next(parents, None))

    def _is_average(self, item: Item, found: Settled) -> bool:
        """Whether districts are listed in a section on communes: figures of their communes together, not their own."""
        return level_hint(item.section) == "commune" and found.unit is not None and found.unit.level == "district"

    def _where(self, line: Line) -> str:
        return self._sheet.where(line.row, line.column or self._match.label)

    def _unsettled(self, line: Line, found: Settled) -> list[Finding]:
        if not found.problem:
            return []
        options = "; ".join(map(_with_parent, found.options[:5]))
        return [Finding("error", found.problem, self._where(line), line.label, {"options": options})]

    def _twice(self, line: Line, first: Line) -> Finding:
        return Finding("error", "unit-twice", self._where(line), line.label, {"other": self._where(first)})

    def _by_office(self, table: Table, findings: list[Finding], what: str) -> list[frame.Row]:
        """Return the rows of lines that are sectors or procedures of the office over them, or of the table's sender."""
        over = [self._office_over(item) for item in table.items]
        if not any(over):
            return self._of_sender(table, findings, what)
        settled = self._offices(table, over, findings)
        findings += self._sectors_twice(table, [settled[line].unit if line else None for line in over])
        rows: list[frame.Row] = []
        for item, line in zip(table.items, over, strict=True):
            if line is None:
                findings.append(Finding("error", "sector-without-unit", self._where(item.line), item.line.label))
                continue
            item.unit = settled[line].unit
            of = "unit" if line is item.line else what
            rows += frame.named(item, *_id_and_name(line, settled[line]), self._match.form, of)
        return rows

    def _offices(self, table: Table, over: list[Line | None], findings: list[Finding]) -> dict[Line, Settled]:
        """Settle the names of the offices, each within what stands over it."""
        named = {line: self._within(line, item) for item, line in zip(table.items, over, strict=True) if line}
        settled = dict(zip(named, self._settled(list(named.items()), findings), strict=True))
        for office, found in settled.items():
            findings += self._unsettled(office, found)
        return settled

    def _office_over(self, item: Item) -> Line | None:
        """Return the line that names the unit whose sector an item is: the item's own where that is a unit's."""
        lines = [*(one.line for one in reversed(item.under)), *([item.line] if item.line.role == "section" else [])]
        return next((line for line in lines if self._names_office(line)), None)

    def _names_office(self, line: Line) -> bool:
        """Whether a line over sectors is an office's; "Tư pháp" is a sector, though the department's name for short."""
        days = [self._day] if self._day else _DAYS_TO_TRY
        is_area = any(unit.is_area and unit.level != "province" for day in days for unit in possible(line.label, day))
        return line.is_outer or is_office(line.label) or is_area

    def _sectors_twice(self, table: Table, owners: Sequence[Unit | None]) -> Iterator[Finding]:
        first: dict[tuple[str, ...], Line] = {}
        for item, owner in zip(table.items, owners, strict=True):
            same = (owner.id if owner else "", fold(item.line.label), item.section)
            if owner and first.setdefault(same, item.line) is not item.line:
                yield self._twice(item.line, first[same])

    def _of_sender(self, table: Table, findings: list[Finding], what: str) -> list[frame.Row]:
        sender = self._sender()
        if sender is None:
            findings.append(Finding("error", "no-sender", self._sheet.name))
        unit_id, name = (sender.id, sender.full_name) if sender else (None, "")
        return [row for item in table.items for row in frame.named(item, unit_id, name, self._match.form, what)]

    def _sender(self) -> Unit | None:
        """Return the office named as the sender, else the lowest one the letterhead names."""
        day = self._day or _DAYS_TO_TRY[1]
        named = [found.group(1).strip(" .…-") for line in self._title if (found := _SENDER.search(line))]
        for text in named:
            named_units = [unit for unit in possible(text, day) if unit.level != "group"]
            if len(named_units) == 1:
                return named_units[0]
        if any(named):
            return None
        letterhead = [unit for line in self._title[:8] for unit in _only(possible(line, day))]
        lower = [unit for unit in letterhead if unit.level != "province"] or letterhead
        return lower[-1] if lower else None


def _id_and_name(line: Line, found: Settled) -> tuple[str | None, str]:
    return (found.unit.id, found.unit.full_name) if found.unit else (None, line.label)


def _is_beside_members(found: Settled, levels: set[str]) -> bool:
    """Whether a line is of all units of a level that are listed, too: their sum, and none of them."""
    group = found.unit.id if found.unit and found.unit.level == "group" else ""
    return any(group.startswith(f"group-{level}s") for level in levels)


def _parents(label: str, day: date) -> set[str]:
    return {unit.parent for unit in possible(label, day) if unit.parent}


def _only(found: tuple[Unit, ...]) -> tuple[Unit, ...]:
    return found if len(found) == 1 else ()


def _with_parent(unit: Unit) -> str:
    """Name a unit so that its namesakes differ: "Phường Ninh Xá (Thị xã Thuận Thành)"."""
    is_inner = unit.level == "commune" and unit.parent is not None
    return f"{unit.full_name} ({units.unit(unit.parent).full_name})" if is_inner and unit.parent else unit.full_name
