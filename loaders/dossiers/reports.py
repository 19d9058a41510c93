"""Counts of a list of dossiers into reports: one a calendar month of receipt, a row a unit and level of service.

Form "dossiers" counts what was received by the day of receipt. Its `outcome_*` columns say what had become of those
dossiers when the list was exported: resolved (and of them by days before, on or after the due day) or pending. That is
another arithmetic than that of II.06a, which counts what was resolved *in* the month, whenever it was received; so the
names differ, and the store, which knows II.06a's, does not keep them. Without a column of channels only `received` is
told. Rows whose level is not known make a unit's own line, level "all", with all its dossiers.

Form "dossiers-late" (Phụ lục I, "chậm trễ") counts those resolved late in the period that the list states, as
`resolved_overdue`; form "dossiers-pending-late" (Phụ lục II, "đang chậm trễ") those pending and late, as
`pending_overdue`: both as II.06a means them. They are not split by month of receipt, and a unit that is not listed has
no row.

Sector and procedure are left out: a year of a province would have some hundred thousand rows instead of some
thousand, and nothing asks for them by list yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from loaders.report import Finding, Report
from loaders.units import Name, possible, settle
from reference.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from loaders.dossiers.listed import Listed, Tally
    from reference.units import Unit

RECEIVED = ("received", "received_online", "received_in_person", "received_postal")
OUTCOMES = ("outcome_resolved", "outcome_early", "outcome_on_time", "outcome_overdue", "outcome_pending")
LATE = ("resolved_overdue", "pending_overdue")
FORMS = {"all": "dossiers", "late": "dossiers-late", "pending-late": "dossiers-pending-late"}


@dataclass(slots=True)
class _Counted:
    """One row of a frame while tallies are added to it."""

    unit: Unit | None
    name: str
    level: str
    row: int
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, row: int, counts: Mapping[str, int]) -> None:
        """Add what was counted from `row` on."""
        self.row = min(self.row, row)
        for name, count in counts.items():
            self.counts[name] = self.counts.get(name, 0) + count


def reports(listed: Listed, chosen: Period | None) -> list[Report]:
    """Return the list's reports; `chosen` is the officer's answer where its title states no days."""
    findings: list[Finding] = []
    covered = _covered(listed, chosen, findings)
    made = [_report(listed, period, tallies, covered) for period, tallies in _by_period(listed, covered)]
    if made:
        findings += _told(listed, covered)
        made[0] = replace(made[0], findings=(*findings, *made[0].findings))
    return made


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
    if covered is None:
        yield Finding("warning", "list-days-unknown", listed.sheet, "", _spoken(days))
    for period, _ in _by_period(listed, covered):
        if period is not None and period.reporting_month is None:
            yield Finding("note", "list-month-cut", listed.sheet, f"{period.start:%m/%Y}", _spoken(period))


def _report(listed: Listed, period: Period | None, tallies: list[Tally], covered: Period | None) -> Report:
    rows, findings = _settled(listed, tallies, period or covered)
    counts = [name for name in (*RECEIVED, *LATE, *OUTCOMES) if any(name in row.counts for row in rows)]
    columns = {name: letter for name, letter in listed.columns.items() if name in counts}
    form = FORMS[listed.selection]
    frame = _frame(rows, counts, listed.sheet)
    return Report("service_usage", form, period, listed.sheet, listed.title, frame, columns, tuple(findings))


def _settled(listed: Listed, tallies: list[Tally], period: Period | None) -> tuple[list[_Counted], list[Finding]]:
    """Return the rows by unit and level; a name that is no unit of ours on the period's last day is an error found."""
    day = period.end if period else max(tally.last for tally in tallies)
    names = list(dict.fromkeys((tally.unit, tally.group) for tally in tallies))
    texts = [unit if possible(unit, day) or not group else group for unit, group in names]
    settled = dict(zip(names, settle([Name(text) for text in texts], day, listed.title), strict=True))
    printed = dict(zip(names, texts, strict=True))
    rows: dict[tuple[str, str], _Counted] = {}
    findings: dict[str, Finding] = {}
    for tally in tallies:
        name = (tally.unit, tally.group)
        found, text = settled[name], printed[name]
        if found.problem and text not in findings:
            options = "; ".join(unit.full_name for unit in found.options[:5]) or "–"
            where = f"{listed.sheet}!{listed.unit_column}{tally.row}"
            findings[text] = Finding("error", found.problem, where, text, {"options": options})
        key = found.unit.id if found.unit else text
        shown = found.unit.full_name if found.unit else text
        rows.setdefault((key, tally.level), _Counted(found.unit, shown, tally.level, tally.row)).add(
            tally.row, tally.counts
        )
    return _with_unknown_levels(rows), list(findings.values())


def _with_unknown_levels(rows: Mapping[tuple[str, str], _Counted]) -> list[_Counted]:
    """Turn the dossiers of unknown level into their unit's own line, which holds those of the known ones too."""
    made: dict[tuple[str, str], _Counted] = {key: row for key, row in rows.items() if key[1]}
    for key, level in rows:
        if level:
            continue
        unknown = rows[key, ""]
        own = _Counted(unknown.unit, unknown.name, "all", unknown.row)
        for (other, _), row in rows.items():
            if other == key:
                own.add(row.row, row.counts)
        made[key, "all"] = own
    return sorted(made.values(), key=lambda row: row.row)


def _frame(rows: list[_Counted], counts: list[str], sheet: str) -> pd.DataFrame:
    columns = ["unit_id", "unit_name", "level", "sector", "procedure", *counts, "sheet", "row", "dashes"]
    nothing: dict[str, object] = {"sector": None, "procedure": None, "sheet": sheet, "dashes": ""}
    values = [
        nothing
        | {"unit_id": row.unit.id if row.unit else None, "unit_name": row.name, "level": row.level, "row": row.row}
        | row.counts
        for row in rows
    ]
    frame = pd.DataFrame(values, columns=columns, dtype=object)
    return frame.astype({**dict.fromkeys(counts, "Int64"), "row": "int64"})
