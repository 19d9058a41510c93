"""Counts of a list of dossiers into reports: one a calendar month of receipt, its rows by unit, level and procedure.

Form "dossiers" counts what was received by the day of receipt. Its `outcome_*` columns say what had become of those
dossiers when the list was exported: resolved (and of them by days before, on or after the due day), pending, or closed
without a result (withdrawn, returned, stopped). That is another arithmetic than that of II.06a, which counts what was
resolved *in* the month, whenever it was received; so the names differ, and the store keeps them as a part of their own.
Without a column of channels only `received` is told. Rows whose level is not known make a unit's own line,
level "all", with all its dossiers. A list that goes on in another sheet is one report: its dossiers are added, each
once (loaders.dossiers.seen).

Form "dossiers-late" (Phụ lục I, "chậm trễ") counts those resolved late in the period that the list states, as
`resolved_overdue`; form "dossiers-pending-late" (Phụ lục II, "đang chậm trễ") those pending and late, as
`pending_overdue`: both as II.06a means them. They are not split by month of receipt, and a unit that is not listed has
no row.

Where the list has columns of them, its rows are by sector and procedure besides: in one report, so that a later list
takes over all or nothing of them. Each dossier stands in one row, and a unit's rows add up to the unit; where some of
them lack a level, sector or procedure that others have, the unit has a line of its own with all its dossiers, as above.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from loaders.report import Finding, Report
from loaders.units import Name, possible, settle
from reference.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from loaders.dossiers.listed import Listed, Tally
    from reference.units import Unit

RECEIVED = ("received", "received_online", "received_in_person", "received_postal")
OUTCOMES = (
    *("outcome_resolved", "outcome_early", "outcome_on_time", "outcome_overdue", "outcome_pending"),
    "outcome_closed",
)
LATE = ("resolved_overdue", "pending_overdue")
FORMS = {"all": "dossiers", "late": "dossiers-late", "pending-late": "dossiers-pending-late"}


_MAIN_SHARE = 0.95
"""Share of a list's dossiers from which on it is one unit's list, and a line of another unit a stray."""
_ENOUGH = 20

_Line = tuple[str, str, tuple[str, str]]
"""A unit, a level of service, a sector with its procedure."""


@dataclass(slots=True)
class _Counted:
    """One row of a frame while tallies are added to it; `sheet` and `row` are those of its first dossier.

    `subject` is the sector and procedure, both "" where the list does not say them.
    """

    unit: Unit | None
    name: str
    level: str
    sheet: str
    row: int
    subject: tuple[str, str] = ("", "")
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, sheet: str, row: int, counts: Mapping[str, int]) -> None:
        """Add what was counted from `row` of `sheet` on."""
        self.row = min(self.row, row) if sheet == self.sheet else self.row
        for name, count in counts.items():
            self.counts[name] = self.counts.get(name, 0) + count


@dataclass(frozen=True, slots=True)
class _Part:
    """What one list brings to a report; `covered` are the days that it covers."""

    listed: Listed
    covered: Period | None
    tallies: list[Tally]


def reports(lists: Sequence[Listed], chosen: Period | None) -> list[Report]:
    """Return the reports of a file's lists; `chosen` is the officer's answer where a title states no days."""
    findings: list[Finding] = list(_cut_off(lists))
    parts: dict[tuple[str, Period | None, frozenset[str]], list[_Part]] = {}
    for listed in lists:
        covered = _covered(listed, chosen, findings)
        for period, tallies in _by_period(listed, covered):
            key = listed.selection, period, listed.fields
            parts.setdefault(key, []).append(_Part(listed, covered, tallies))
        findings += _told(listed, covered)
    made = [_report(of_period, period) for (_, period, _), of_period in parts.items()]
    if made:
        made[0] = replace(made[0], findings=(*findings, *made[0].findings))
    return made


def _cut_off(lists: Sequence[Listed]) -> Iterator[Finding]:
    """Tell a list that fills its sheet and goes on in no other."""
    if lists and all(listed.is_full for listed in lists):
        yield Finding("error", "list-full-sheet", lists[-1].sheet, str(lists[-1].last_row))


def weighed(findings: Iterable[Finding], *, has_reports: bool) -> list[Finding]:
    """Return a file's findings; a list that cannot be counted is no error in a file that holds other reports."""
    return [
        replace(finding, severity="note") if has_reports and finding.code == "personal-list" else finding
        for finding in findings
    ]


def _covered(listed: Listed, chosen: Period | None, findings: list[Finding]) -> Period | None:
    """Return the days the list covers, where its title or the officer says so."""
    stated = listed.stated
    if stated is not None and chosen is not None and stated != chosen:
        findings.append(Finding("error", "period-chosen-differs", listed.sheet, str(stated), {"chosen": str(chosen)}))
    days = _days(listed.tallies)
    if stated is None and chosen is not None and listed.selection == "all" and days and not _holds(chosen, days):
        findings.append(Finding("error", "list-beyond-period", listed.sheet, str(chosen), _spoken(days)))
    if stated is None and chosen is None and listed.selection != "all":
        findings.append(Finding("error", "no-period", listed.sheet))
    return stated or chosen


def _days(tallies: Iterable[Tally]) -> Period | None:
    days = [(tally.first, tally.last) for tally in tallies]
    return Period(min(first for first, _ in days), max(last for _, last in days)) if days else None


def _holds(outer: Period, inner: Period) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _spoken(days: Period) -> dict[str, str]:
    return {"first": f"{days.start:%d/%m/%Y}", "last": f"{days.end:%d/%m/%Y}"}


def _by_period(listed: Listed, covered: Period | None) -> Iterator[tuple[Period | None, list[Tally]]]:
    """Yield each report's period with its tallies: the months of receipt, cut where the list begins or ends in them.

    A list of a legal month (15th to 14th) is one report, as one of late dossiers is.
    """
    if listed.selection != "all" or (covered and covered.reporting_month):
        yield covered, list(listed.tallies)
        return
    for month in sorted({tally.month for tally in listed.tallies}):
        whole = Period.parse(month)
        period = _cut(whole, covered) if covered else whole
        yield period, [tally for tally in listed.tallies if tally.month == month]


def _cut(month: Period, covered: Period) -> Period:
    """Return the part of a month that a list covers; the month where it lies outside, which is an error found."""
    if not month.overlaps(covered):
        return month
    return Period(max(month.start, covered.start), min(month.end, covered.end))


def _told(listed: Listed, covered: Period | None) -> Iterator[Finding]:
    """Say how the list was counted, which days it covers, and what its outcomes mean."""
    days = _days(listed.tallies)
    if days is None:
        return
    counted = sum(
        tally.counts[name] for tally in listed.tallies for name in ("received", *LATE) if name in tally.counts
    )
    yield Finding("note", "list-counted", listed.sheet, str(counted), {**_spoken(days), "column": listed.unit_column})
    if listed.selection != "all":
        return
    if any(set(OUTCOMES) & tally.counts.keys() for tally in listed.tallies):
        yield Finding("note", "list-outcomes", listed.sheet)
    yield from _other_units(listed)
    if covered is None:
        yield Finding("warning", "list-days-unknown", listed.sheet, "", _spoken(days))
    for period, _ in _by_period(listed, covered):
        if period is not None and period.reporting_month is None:
            yield Finding("note", "list-month-cut", listed.sheet, f"{period.start:%m/%Y}", _spoken(period))


def _other_units(listed: Listed) -> Iterator[Finding]:
    """Warn of a few dossiers of other units in one unit's list: they would stand for those units' whole month."""
    received = Counter[str]()
    for tally in listed.tallies:
        received[tally.unit or tally.group] += tally.counts.get("received", 0)
    (main, most), *others = received.most_common()
    if others and received.total() >= _ENOUGH and most >= _MAIN_SHARE * received.total():
        names = "; ".join(name for name, _ in others[:5])
        values = {"unit": main, "count": str(received.total() - most)}
        yield Finding("warning", "list-other-units", listed.sheet, names, values)


def _report(parts: Sequence[_Part], period: Period | None) -> Report:
    first = parts[0].listed
    rows, findings = _settled(parts, period or parts[0].covered)
    counts = [name for name in (*RECEIVED, *LATE, *OUTCOMES) if any(name in row.counts for row in rows)]
    columns = {name: letter for name, letter in first.columns.items() if name in counts}
    form = FORMS[first.selection]
    frame = _frame(rows, counts)
    return Report("service_usage", form, period, first.sheet, first.title, frame, columns, tuple(findings))


def _settled(parts: Sequence[_Part], period: Period | None) -> tuple[list[_Counted], list[Finding]]:
    """Return the rows by unit and level; a name that is no unit of ours on the period's last day is an error found."""
    tallies = [(part.listed, tally) for part in parts for tally in part.tallies]
    day = period.end if period else max(tally.last for _, tally in tallies)
    names = list(dict.fromkeys((tally.unit, tally.group) for _, tally in tallies))
    texts = [unit if possible(unit, day) or not group else group for unit, group in names]
    settled = dict(zip(names, settle([Name(text) for text in texts], day, parts[0].listed.title), strict=True))
    printed = dict(zip(names, texts, strict=True))
    rows: dict[_Line, _Counted] = {}
    findings: dict[str, Finding] = {}
    for listed, tally in tallies:
        name = (tally.unit, tally.group)
        found, text = settled[name], printed[name]
        if found.problem and text not in findings:
            options = "; ".join(unit.full_name for unit in found.options[:5]) or "–"
            where = f"{listed.sheet}!{listed.unit_column}{tally.row}"
            findings[text] = Finding("error", found.problem, where, text, {"options": options})
        key = found.unit.id if found.unit else text
        shown = found.unit.full_name if found.unit else text
        subject = (tally.sector, tally.procedure)
        row = _Counted(found.unit, shown, tally.level, listed.sheet, tally.row, subject)
        rows.setdefault((key, tally.level, subject), row).add(listed.sheet, tally.row, tally.counts)
    return _with_unknown(rows), list(findings.values())


def _with_unknown(rows: Mapping[_Line, _Counted]) -> list[_Counted]:
    """Give a unit of which not every dossier says its level, sector and procedure, as far as others do, its own line.

    That line holds all its dossiers; those that say less stand nowhere else, or they would be taken for all.
    """
    wanted = [any(subject[place] for _, _, subject in rows) for place in (0, 1)]
    own: dict[str, _Counted] = {}
    for unit, level, subject in rows:
        if not level or any(is_wanted and not name for is_wanted, name in zip(wanted, subject, strict=True)):
            first = rows[unit, level, subject]
            own.setdefault(unit, _Counted(first.unit, first.name, "all", first.sheet, first.row))
    for (unit, _, _), row in rows.items():
        if unit in own:
            own[unit].add(row.sheet, row.row, row.counts)
    kept = [row for (unit, level, subject), row in rows.items() if any(subject) or _is_told(level, unit in own)]
    return sorted([*kept, *own.values()], key=lambda row: row.row)


def _is_told(level: str, has_own: bool) -> bool:
    """Whether a line of a level, of no subject, stands beside its unit's own."""
    return bool(level) and (level != "all" or not has_own)


def _frame(rows: list[_Counted], counts: list[str]) -> pd.DataFrame:
    columns = ["unit_id", "unit_name", "level", "sector", "procedure", *counts, "sheet", "row", "dashes"]
    values = [
        {"unit_id": row.unit.id if row.unit else None, "unit_name": row.name, "level": row.level or "all"}
        | {"sector": row.subject[0] or None, "procedure": row.subject[1] or None}
        | {"sheet": row.sheet, "row": row.row, "dashes": ""}
        | row.counts
        for row in rows
    ]
    frame = pd.DataFrame(values, columns=columns, dtype=object)
    return frame.astype({**dict.fromkeys(counts, "Int64"), "row": "int64"})
