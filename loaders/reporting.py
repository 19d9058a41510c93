"""Says when a table reports: the period its lines state, or the chosen one; and which lines beside a table say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders import periods
from loaders.named_months import named_month
from loaders.report import Finding
from loaders.rows import title_lines
from reference.names import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.match import Matched
    from loaders.sheet import Sheet
    from reference.period import Period

_SAID = re.compile(
    r"\W*(?:(?:kỳ|thời gian|thời điểm) (?:báo cáo|số liệu)|(?:đơn vị|cơ quan)\s*(?:lập )?báo cáo)\s*:"
    r"|\W*(?:số liệu\s*)?(?:tính\s*)?từ ngày.*đến.*$",
    re.IGNORECASE,
)
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
