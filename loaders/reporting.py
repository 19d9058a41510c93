"""Says for whom and when a table reports: its period, its units, and the office that sends a table by sector."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from loaders import frame, learned, periods
from loaders.memory import NOTHING
from loaders.named_months import named_month
from loaders.report import Finding
from loaders.rows import title_lines
from loaders.units import Name, Settled, level_hint, likely_day, possible, settle
from reference import units
from reference.names import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.match import Matched
    from loaders.memory import Memory
    from loaders.sheet import Sheet
    from loaders.table import Item, Table
    from reference.period import Period
    from reference.units import Unit

_SENDER = re.compile(r"(?:đơn vị|cơ quan)\s*(?:báo cáo|giải quyết|lập báo cáo)\s*:\s*(.*)", re.IGNORECASE)
_SAID = re.compile(
    r"\W*(?:(?:kỳ|thời gian|thời điểm) (?:báo cáo|số liệu)|(?:đơn vị|cơ quan)\s*(?:lập )?báo cáo)\s*:"
    r"|\W*(?:số liệu\s*)?(?:tính\s*)?từ ngày.*đến.*$",
    re.IGNORECASE,
)
_DAYS_TO_TRY = (date(2026, 1, 1), date(2025, 1, 1), date(2024, 6, 1), date(2023, 1, 1))
"""One day in each time of the units' map, newest first: for previews only, while the period is still asked for."""


_CUMULATIVE_FIELD = "issued_to_date"
"""A form with this column says itself which of its figures are cumulative."""


def period(
    title: Sequence[str],
    chosen: Period | None,
    sheet: Sheet,
    match: Matched,
    *,
    filename: str,
    findings: list[Finding],
) -> Period | None:
    """Return the period the lines state, else the chosen one; what disagrees or is missing is added to `findings`.

    `title` are the lines above the table, and those under its header or body that say for whom or when it is.
    """
    stated, contradicting = periods.agreed(periods.stated(title))
    if contradicting is not None:
        where, said = _place(contradicting.words, sheet), contradicting.words
        if stated is None:
            findings.append(Finding("error", "bad-period", where, said))
            return chosen
        findings.append(Finding("error", "periods-disagree", where, said, {"other": str(stated)}))
        return None
    if stated is not None and chosen is not None and chosen != stated:
        findings.append(
            Finding("error", "period-chosen-differs", sheet.name, "", {"stated": str(stated), "chosen": str(chosen)})
        )
    meant = stated or chosen
    findings += _cumulative(title, meant, sheet, match) if meant else _not_stated(title, sheet, filename)
    findings += _named_otherwise(meant, sheet, filename) if meant else []
    return meant


def _cumulative(title: Sequence[str], period: Period, sheet: Sheet, match: Matched) -> Iterator[Finding]:
    has_own_column = any(field.name == _CUMULATIVE_FIELD for field in match.fields.values())
    if not has_own_column and (said := periods.cumulative(title, period)):
        yield Finding("error", "cumulative-unclear", _place(said, sheet), said[:200], {"period": str(period)})


def _not_stated(title: Sequence[str], sheet: Sheet, filename: str) -> Iterator[Finding]:
    yield Finding("error", "no-period", sheet.name)
    if said := periods.unfilled(title):
        yield Finding("note", "period-unfilled", _place(said, sheet), said[:200])
    for where, name in ((sheet.name, sheet.name), ("", filename)):
        if month := named_month(name):
            yield Finding("note", "period-in-name", where, name, {"month": str(month)})
            return


def _named_otherwise(period: Period, sheet: Sheet, filename: str) -> Iterator[Finding]:
    """Say that the sheet's name, or the file's where that says nothing, speaks of another month."""
    of_sheet = named_month(sheet.name)
    where, name, month = (sheet.name, sheet.name, of_sheet) if of_sheet else ("", filename, named_month(filename))
    if month and month.differs(period):
        yield Finding("warning", "period-name-differs", where, name, {"month": str(month), "period": str(period)})


def said_beside(sheet: Sheet, first: int, last: int) -> tuple[str, ...]:
    """Return the lines under a header or body that say for whom or when the table is, as titles do."""
    return tuple(line for line in title_lines(sheet, first, last) if is_said(line))


def is_said(line: str) -> bool:
    """Whether a line says for whom or when a table is: "Kỳ báo cáo: ...", "Đơn vị báo cáo: ..."."""
    return bool(_SAID.match(line))


def _place(words: str, sheet: Sheet) -> str:
    """Return the address of the first cell that holds the words."""
    for (row, column), cell in sorted(sheet.cells.items()):
        if key(words) in key(cell.text):
            return sheet.where(row, column)
    return sheet.name


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
            return self._of_sender(table, findings, "procedure")
        if "sector" in what and 2 * len(named) < len(table.items):
            return self._of_sender(table, findings, "sector")
        return self._by_unit(table, findings)

    def _by_unit(self, table: Table, findings: list[Finding]) -> list[frame.Row]:
        wanted = [self._name(item) for item in table.items]
        day = self._day or likely_day(wanted, _DAYS_TO_TRY)
        settled = settle(wanted, day, " ".join(self._title))
        rows: list[frame.Row] = []
        first: dict[str, Item] = {}
        for item, open_or_not in zip(table.items, settled, strict=True):
            found = self._as_decided(item, open_or_not, day, findings)
            if self._is_average(item, found):
                table.averages.append(item.line)
                continue
            item.unit = found.unit
            findings += self._unsettled(item, found)
            if found.unit and first.setdefault(found.unit.id, item) is not item:
                findings.append(self._twice(item, first[found.unit.id]))
            name = found.unit.full_name if found.unit else item.line.label
            rows += frame.named(item, found.unit.id if found.unit else None, name, self._match.form)
        table.items[:] = [item for item in table.items if item.line not in table.averages]
        return rows

    def _as_decided(self, item: Item, found: Settled, day: date, findings: list[Finding]) -> Settled:
        """Take an open name for the unit that an officer said it means, and say so."""
        answer = learned.decided(item.line.label, found, day, self._memory)
        if answer is None:
            return found
        decision, unit = answer
        self.taught.append(decision.id)
        values = {"unit": _with_parent(unit), "by": decision.by or "–", "at": decision.at[:10]}
        where = self._sheet.where(item.line.row, self._match.label)
        findings.append(Finding("note", "name-decided", where, item.line.label, values))
        return Settled(unit)

    def _name(self, item: Item) -> Name:
        day = self._day or _DAYS_TO_TRY[1]
        outer = (unit for one in reversed(item.under) if one.is_unit for unit in possible(one.line.label, day))
        parent = next((unit.id for unit in outer if unit.level == "district"), None)
        return Name(item.line.label, item.section, parent)

    def _is_average(self, item: Item, found: Settled) -> bool:
        """Whether districts are listed in a section on communes: figures of their communes together, not their own."""
        return level_hint(item.section) == "commune" and found.unit is not None and found.unit.level == "district"

    def _unsettled(self, item: Item, found: Settled) -> list[Finding]:
        if not found.problem:
            return []
        options = "; ".join(map(_with_parent, found.options[:5]))
        where = self._sheet.where(item.line.row, self._match.label)
        return [Finding("error", found.problem, where, item.line.label, {"options": options})]

    def _twice(self, item: Item, first: Item) -> Finding:
        where = self._sheet.where(item.line.row, self._match.label)
        return Finding(
            "error",
            "unit-twice",
            where,
            item.line.label,
            {"other": self._sheet.where(first.line.row, self._match.label)},
        )

    def _of_sender(self, table: Table, findings: list[Finding], what: str) -> list[frame.Row]:
        """Return the rows of the one office that sends the table, whose lines are its sectors or procedures."""
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


def _parents(label: str, day: date) -> set[str]:
    return {unit.parent for unit in possible(label, day) if unit.parent}


def _only(found: tuple[Unit, ...]) -> tuple[Unit, ...]:
    return found if len(found) == 1 else ()


def _with_parent(unit: Unit) -> str:
    """Name a unit so that its namesakes differ: "Phường Ninh Xá (Thị xã Thuận Thành)"."""
    is_inner = unit.level == "commune" and unit.parent is not None
    return f"{unit.full_name} ({units.unit(unit.parent).full_name})" if is_inner and unit.parent else unit.full_name
