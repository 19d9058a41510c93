"""Turns a file's sheets into reports: finds each table, tells its form and period, reads it, checks it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders import (
    checks,
    damage,
    frame,
    indicators,
    layout,
    learned,
    match,
    meaning,
    periods,
    personal,
    reporting,
    scale,
    unknown,
)
from loaders.dossiers import reports as dossiers
from loaders.dropped import without_dropped
from loaders.forms import FORMS
from loaders.header import ORDINAL, headers
from loaders.memory import NOTHING, Memory
from loaders.naming import Naming
from loaders.panes import panes
from loaders.parameters import parameter_lines
from loaders.report import Finding, Loaded, Report
from loaders.rows import body, title_lines
from loaders.sheet import letters
from loaders.table import arrange
from loaders.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.container.contents import Contents
    from loaders.header import Header
    from loaders.match import Matched
    from loaders.memory import LearnedForm
    from loaders.sheet import Sheet
    from loaders.unknown import UnknownTable
    from reference.period import Period


_MOST_CELLS_OF_A_TITLE = 2
"""The letterhead's two; a row with more is a table's."""
_MOST_TABLES = 300
"""Places of a sheet that may head a table: also those of a header printed again on each page."""
_MOST_WORK = 10_000_000
"""Such places times the sheet's cells: for each table all of them are looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """A table of ours in a sheet: its header recognised, the title's rows above it, the last row of its body.

    `learned` is the form that an officer taught, if it is none of our own.
    """

    sheet: Sheet
    header: Header
    match: Matched
    title: tuple[str, ...]
    below: tuple[str, ...]
    last: int
    learned: LearnedForm | None = None


@dataclass(frozen=True, slots=True)
class _Tables:
    """A sheet's tables; what is wrong with headers that are nearly one of ours; the tables of no known form.

    `unknown` describes the latter two for an officer to say what they are.
    """

    found: list[Found] = field(default_factory=list)
    near: list[Finding] = field(default_factory=list)
    foreign: list[Finding] = field(default_factory=list)
    unknown: list[UnknownTable] = field(default_factory=list)


def read(
    contents: Contents, filename: str, sha256: str, period: Period | None = None, memory: Memory = NOTHING
) -> Loaded:
    """Read every table of ours in the sheets. `period` is the officer's answer for tables that state none."""
    reports: list[Report] = []
    findings = list(contents.findings)
    foreign: list[Finding] = []
    unrecognised: list[UnknownTable] = []
    for sheet in contents.sheets:
        tables = _tables(sheet, memory)
        if sheet.is_hidden:
            findings += _hidden(sheet, bool(tables.found or tables.near))
            continue
        reports += [_report(table, period, filename, memory) for table in tables.found]
        findings += tables.near
        foreign += tables.foreign
        unrecognised += tables.unknown
    reports, dropped = without_dropped(reports)
    findings += dropped
    reports += dossiers.reports(contents.lists, period)
    findings = dossiers.weighed(findings, has_reports=bool(reports))
    findings += foreign if reports else []
    findings += [*(finding for report in reports for finding in report.findings), *_given_twice(reports)]
    if not reports and not any(finding.severity == "error" for finding in findings):
        findings.append(_nothing_found(contents, foreign))
    filled = tuple(report for report in reports if len(report.frame))
    return Loaded(filename, sha256, contents.container, filled, _of_a_marked_copy(findings), tuple(unrecognised))


def _of_a_marked_copy(findings: list[Finding]) -> tuple[Finding, ...]:
    """Say that a workbook is one that was marked here only where it has not been mended."""
    is_mended = not any(finding.severity == "error" for finding in findings)
    return tuple(finding for finding in findings if not (is_mended and finding.code == "marked-copy"))


def _given_twice(reports: list[Report]) -> Iterator[Finding]:
    """Name each table that tells the same units' figures for the same period as one before it, in the same form."""
    first: dict[tuple[object, ...], Report] = {}
    for report in reports:
        units = {name for name in report.frame["unit_id"] if name}
        for unit in sorted(units):
            other = first.setdefault((report.form, report.period, unit), report)
            if other is not report:
                is_in_one_sheet = other.sheet == report.sheet
                where, place = (_place(report), _place(other)) if is_in_one_sheet else (report.sheet, other.sheet)
                yield Finding("error", "table-twice", where, "", {"other": place})
                break


def _place(report: Report) -> str:
    """Return the address of a report's first figure, where two stand in one sheet."""
    letter = next(iter(report.columns.values()), "A").partition("+")[0]
    return f"{report.sheet}!{letter}{report.frame['row'].min()}"


def _hidden(sheet: Sheet, is_ours: bool) -> list[Finding]:
    if not sheet.cells:
        return []
    return [Finding("warning" if is_ours else "note", "hidden-sheet", sheet.name)]


def _nothing_found(contents: Contents, foreign: list[Finding]) -> Finding:
    sheets = [sheet for sheet in contents.sheets if not sheet.is_hidden]
    if lists := [sheet.name for sheet in sheets if personal.is_list_of_people(sheet)]:
        return Finding("error", "personal-list", lists[0])
    if not any(sheet.cells for sheet in sheets):
        return Finding("error", "empty-workbook")
    where = foreign[0].where if foreign else ""
    return Finding("error", "no-table", where, ", ".join(sheet.name for sheet in sheets[:5]))


@cache
def labels() -> frozenset[str]:
    """Return every folded heading that the column naming a table's lines may have."""
    return frozenset().union(*_labels())


@cache
def _labels() -> frozenset[frozenset[str]]:
    """Return each form's headings of the column that names lines, folded."""
    return frozenset(frozenset(fold(heading) for heading in form.label) for form in FORMS)


def _tables(sheet: Sheet, memory: Memory) -> _Tables:
    """Return what stands in a sheet, side by side or one under another."""
    tables = _Tables()
    if too_many := _too_many(sheet):
        tables.near.append(too_many)
        return tables
    for pane in panes(sheet, _labels()):
        _add_stacked(pane, memory, tables)
    return tables


def _too_many(sheet: Sheet) -> Finding | None:
    """Refuse a sheet with so many places that may head a table that to look for them takes long."""
    heads = ORDINAL.union(*_labels())
    count = sum(fold(cell.text) in heads for cell in sheet.cells.values() if cell.text)
    if count <= _MOST_TABLES and count * len(sheet.cells) <= _MOST_WORK:
        return None
    return Finding("error", "too-many-tables", sheet.name, str(count))


def _add_stacked(sheet: Sheet, memory: Memory, tables: _Tables) -> None:
    """Tell the tables one under another apart and add each where it belongs."""
    blocks = _without_repeats(sheet, list(headers(sheet, labels())))
    done = 0
    for header, following in pairwise([*blocks, None]):
        if header is None:
            break
        last = following.top - 1 if following else sheet.last_row
        title = _title(sheet, done, header.top)
        best = match.best(scale.without(header), FORMS, " ".join(title))
        taught = learned.form_of(header, memory) if best is None or best.missing or best.doubled else None
        near, best = best, learned.match(header, taught) if taught else best
        scaled = [*scale.above(sheet, header, title), *scale.in_headings(sheet, header, best)] if best else []
        if best is None or best.missing or best.doubled:
            tables.unknown.extend(filter(None, [unknown.table(sheet, header, last, near)]))
        if best is None:
            words = " | ".join(path[-1] for path in header.paths.values())
            where = sheet.where(header.top, min(header.paths))
            tables.foreign.append(Finding("warning", "table-not-read", where, words[:200]))
            continue
        if scaled or best.missing or best.doubled:
            tables.near.extend(scaled)
            tables.near.extend(match.findings(best, header, sheet))
        else:
            below = _below(sheet, header, last, is_last=following is None)
            tables.found.append(Found(sheet, header, best, title, below, last, taught))
        done = header.last


def _below(sheet: Sheet, header: Header, last: int, *, is_last: bool) -> tuple[str, ...]:
    """Return what is said of the table under its header or body; between two tables it is the second's title."""
    return reporting.said_beside(sheet, header.last + 1, last if is_last else header.last + 1)


def _title(sheet: Sheet, above: int, top: int) -> tuple[str, ...]:
    """Return the lines over a header in row `top`; under a table whose header ends in row `above`, those below it."""
    if above:
        filled = Counter(row for (row, _), cell in sheet.cells.items() if above < row < top and cell.text)
        above = max((row for row, cells in filled.items() if cells > _MOST_CELLS_OF_A_TITLE), default=above)
    return (*title_lines(sheet, above + 1, top - 1), *parameter_lines(sheet, above + 1, top - 1))


def _without_repeats(sheet: Sheet, blocks: list[Header]) -> list[Header]:
    """Take headers printed again on a new page for the first: the same words and columns, under no other period."""
    kept: list[Header] = []
    current: set[Period | None] = set()
    for header in blocks:
        title = _title(sheet, kept[-1].last if kept else 0, header.top)
        said = {item.period for item in periods.stated(title)}
        if not kept or kept[-1].paths != header.paths or not said <= current:
            kept.append(header)
            current = said
        else:
            again = kept[-1].again.union(range(header.top, header.last + 1))
            kept[-1] = replace(kept[-1], again=again)
    return kept


def _report(found: Found, chosen: Period | None, filename: str, memory: Memory) -> Report:
    sheet, header, matched = found.sheet, found.header, found.match
    findings = [learned.note(header, found.learned, sheet)] if found.learned else []
    said = (*found.title, *found.below)
    period = reporting.period(said, chosen, sheet, matched, filename=filename, findings=findings)
    naming = Naming(said, period, sheet, matched, memory)
    table = arrange(body(sheet, header, matched, found.last), sheet, matched, naming)
    matched, unclear = meaning.settle(table, sheet, matched)
    rows = (
        indicators.rows(table, sheet, matched, period, findings)
        if matched.form.kind == "headline"
        else naming.rows(table, findings)
    )
    findings += [
        *table.findings,
        *unclear,
        *layout.run(table, sheet, header, matched),
        *checks.run(table, sheet, matched, header),
        *damage.run(table, sheet, matched),
    ]
    fields = {column.name for column in matched.fields.values() if column.read in ("count", "rank")}
    if matched.form.kind == "headline":
        fields |= {"rank", "out_of"}
    tidy = frame.tidy(rows, matched.form.kind, sheet.name, fields)
    taught = [*([found.learned.id] if found.learned else []), *naming.taught]
    return Report(
        kind=matched.form.kind,
        form=matched.form.id,
        period=period,
        sheet=sheet.name,
        title=" ".join(found.title)[:300],
        frame=tidy,
        columns=_columns(matched),
        findings=tuple(findings),
        taught=tuple(dict.fromkeys(filter(None, taught))),
    )


def _columns(matched: Matched) -> dict[str, str]:
    columns: dict[str, str] = {}
    for column, one in matched.fields.items():
        if one.read in ("count", "decimal", "rank"):
            columns[one.key] = f"{columns[one.key]}+{letters(column)}" if one.key in columns else letters(column)
    for name in matched.form.summed:
        columns[name] = "+".join(column for key, column in columns.items() if key.startswith(f"{name}/"))
    return columns
