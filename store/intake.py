"""A loaded file and its bytes -> the reports as they will be filed, or Refused with what is to be done."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store import facts, schema
from store.errors import Refused
from store.folding import Key, keys_of
from store.receipts import ReportReceipt

if TYPE_CHECKING:
    from loaders.memory import Memory
    from loaders.report import Loaded, Report
    from reference.period import Period
    from store.receipts import Receipt


@dataclass(frozen=True, slots=True)
class Filed:
    """A report ready to be kept: what its receipt will say, and the Parquet facts."""

    receipt: ReportReceipt
    parquet: bytes


def prepare(loaded: Loaded, original: bytes, period: Period | None) -> tuple[Filed, ...]:
    """Check a file and turn its reports into facts; `period` stands in where a report states none.

    Refused with a code of store.errors.SENTENCES; nothing is stored here.
    """
    if hashlib.sha256(original).hexdigest() != loaded.sha256:
        raise Refused("other-bytes")
    if loaded.errors:
        raise Refused("has-errors", findings=loaded.errors, count=len(loaded.errors))
    if not loaded.reports:
        raise Refused("no-report", findings=loaded.findings)
    filed = tuple(_file(report, _period_of(report, period)) for report in loaded.reports)
    _check_claims(tuple(one.receipt for one in filed))
    return filed


def is_filed_by(receipt: Receipt, filed: tuple[Filed, ...], taught: tuple[int, ...]) -> bool:
    """Whether a receipt of the same bytes is for the same periods too, so that nothing new is said.

    Refused("read-otherwise") where other answers of the officers gave other figures: those would stand beside these.
    """
    if {report.period for report in receipt.reports} != {one.receipt.period for one in filed}:
        return False
    if receipt.taught != taught and {one.facts for one in receipt.reports} != {one.receipt.facts for one in filed}:
        raise Refused("read-otherwise", receipt=receipt.number)
    return True


def taught_by(loaded: Loaded, memory: Memory) -> tuple[int, ...]:
    """Return the numbers of the decisions that a file was read with; Refused if one holds no longer."""
    holding = {name.id for name in memory.names} | {form.id for form in memory.forms}
    for one in loaded.taught:
        if one not in holding:
            raise Refused("answer-outdated", receipt=one)
    return tuple(sorted(map(int, loaded.taught)))


def keys_in(filed: tuple[Filed, ...]) -> frozenset[Key]:
    """Return every key that the reports claim."""
    return frozenset(key for one in filed for key in keys_of(one.receipt))


def _period_of(report: Report, given: Period | None) -> Period:
    if report.period is None and given is None:
        raise Refused("period-missing", sheet=report.sheet)
    if report.period is not None and given is not None and report.period != given:
        raise Refused("period-contradicts", sheet=report.sheet, stated=report.period, given=given)
    period = report.period or given
    assert period is not None  # noqa: S101 - narrows for the type checker what the lines above made sure of
    return period


def _file(report: Report, period: Period) -> Filed:
    if report.kind not in schema.KINDS:
        raise Refused("unknown-kind", sheet=report.sheet, kind=report.kind)
    if report.frame.empty:
        raise Refused("no-report")
    table = facts.table_of(report, period)
    parquet = facts.encode(table)
    rows = table["row"].to_pylist()
    receipt = ReportReceipt(
        kind=report.kind,
        form=report.form,
        period=period,
        breakdown=facts.breakdown_of(report),
        sheet=report.sheet,
        title=report.title,
        columns=dict(report.columns),
        facts=hashlib.sha256(parquet).hexdigest(),
        rows=len(rows),
        first_row=min(rows),
        last_row=max(rows),
        claims=facts.claims_of(report),
    )
    return Filed(receipt, parquet)


def _check_claims(reports: tuple[ReportReceipt, ...]) -> None:
    """Refuse a file that says the same thing twice: which of the two holds is not ours to guess."""
    sheets: dict[Key, str] = {}
    for report in reports:
        for key in keys_of(report):
            if key in sheets:
                raise Refused("same-key-twice", first=sheets[key], second=report.sheet, unit=key.unit_id)
            sheets[key] = report.sheet
