"""The lists out of a file's contents: what is left holds no row of a list, and what is taken only counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from loaders import periods
from loaders.dossiers import heading as headings
from loaders.dossiers import words
from loaders.dossiers.listed import Listed, Selection
from loaders.report import Finding
from loaders.rows import title_lines
from loaders.sheet import letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from loaders.container.contents import Contents
    from loaders.dossiers.cells import Columns
    from loaders.dossiers.heading import Heading
    from loaders.dossiers.seen import Seen
    from loaders.dossiers.tally import Tallying
    from loaders.sheet import Sheet
    from reference.period import Period

_TABLE_CELLS = 3
"""A row of so many cells above a list's heading belongs to a table of its own; rows with less are a title."""
_LONGEST_TITLE = 300


def taken(contents: Contents, seen: Seen) -> Contents:
    """Return the contents with the visible lists counted; of a list's sheet only a table above its heading is left.

    `seen` are the dossiers counted in lists taken before. A sheet without a heading beside a list that fills its own is
    taken for its continuation: nothing of it is left.
    """
    sheets, lists, findings = [], list(contents.lists), list(contents.findings)
    for sheet in contents.sheets:
        heading = headings.find(sheet)
        if heading is None:
            sheets.append(_emptied(sheet) if any(one.is_full for one in lists) else sheet)
            continue
        sheets.append(_above(sheet, heading.top))
        if sheet.is_hidden:
            findings.append(Finding("note", "hidden-sheet", sheet.name))
        else:
            listed, found = read(sheet, heading, partial(_columns, sheet, heading), seen)
            lists += [listed] if listed else []
            findings += found
    return replace(contents, sheets=tuple(sheets), lists=tuple(lists), findings=tuple(findings))


def read(
    head: Sheet, heading: Heading, columns: Callable[[], Columns], seen: Seen
) -> tuple[Listed | None, list[Finding]]:
    """Return the list under a heading and its findings; `head` are the rows down to it, `columns` reads those below."""
    lines = title_lines(head, 1, heading.top - 1)
    selection: Selection = words.late(" ".join([*lines, head.name])) or "all"
    some = "lệ phí" if heading.has_fees else words.some(" ".join([*lines, head.name])) if selection == "all" else None
    if some:
        return None, [Finding("error", "personal-list", head.name, some)]
    from loaders.dossiers.tally import LATE, Tallying

    findings: list[Finding] = []
    stated = _stated(lines, head.name, findings)
    tallying = Tallying(columns(), heading, head.name, selection, seen)
    findings += [*_missing(heading, tallying, head.name), *_doubled(heading, head)]
    if any(finding.severity == "error" for finding in findings):
        return None, findings
    tallies = tallying.counts(stated)
    findings += tallying.findings
    if not tallies:
        is_told = any(finding.severity == "error" or finding.code == "list-duplicates" for finding in findings)
        return None, findings if is_told else [*findings, Finding("error", "no-rows", head.name)]
    fields = {name: letters(column) for name, column in heading.fields.items()}
    unit = fields.get("unit", letters(heading.leads[0]))
    sources = {LATE.get(selection, "received"): fields["received"]}
    sources |= {
        name: fields["channel"]
        for name in ("received_online", "received_in_person", "received_postal")
        if "channel" in fields
    }
    title = " ".join(line for line in lines if periods.stated([line]) or words.is_title(line))[:_LONGEST_TITLE]
    return Listed(head.name, selection, title, stated, unit, sources, tallies, tallying.last_row), findings


def _columns(sheet: Sheet, heading: Heading) -> Columns:
    from loaders.dossiers.cells import of_sheet  # Arrow takes 60 ms to import, for lists alone

    return of_sheet(sheet, heading)


def _above(sheet: Sheet, top: int) -> Sheet:
    """Return what stands above a list's heading, if that is a table; a list's title goes with the list."""
    filled = Counter(row for (row, _), cell in sheet.cells.items() if row < top and cell.text)
    if max(filled.values(), default=0) < _TABLE_CELLS:
        return _emptied(sheet)
    cells = {address: cell for address, cell in sheet.cells.items() if address[0] < top}
    return replace(sheet, cells=cells, merges=tuple(merge for merge in sheet.merges if merge.bottom < top))


def _emptied(sheet: Sheet) -> Sheet:
    return replace(sheet, cells={}, merges=(), hidden_rows=frozenset())


def _stated(lines: tuple[str, ...], sheet: str, findings: list[Finding]) -> Period | None:
    """Return the period of the title; one that cannot be read or is contradicted is an error found."""
    stated, other = periods.agreed(periods.stated(lines))
    if other is not None:
        code, values = ("periods-disagree", {"other": str(stated)}) if stated else ("bad-period", {})
        findings.append(Finding("error", code, sheet, other.words, values))
    return stated


def _missing(heading: Heading, tallying: Tallying, sheet: str) -> list[Finding]:
    texts = ", ".join(heading.texts.values())
    return [
        Finding("error", "missing-column", sheet, texts, {"column": column})
        for column in headings.missing(heading, has_groups=tallying.has_groups)
    ]


def _doubled(heading: Heading, head: Sheet) -> Iterator[Finding]:
    for first, second in heading.doubled:
        other = head.where(heading.top, first)
        yield Finding(
            "error", "duplicate-column", head.where(heading.top, second), heading.texts[second], {"other": other}
        )
