"""What the ledger says of a file or an answer <-> the bytes of its receipt, chained to the one before it by hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from loaders.memory import LearnedForm, NameDecision
from loaders.report import Finding, address_in
from reference.period import VIETNAM, Period
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_PREVIOUS = "0" * 64
"""What the first receipt names as the hash of the one before it."""

_REMEMBERED = 4096
"""Receipts, of some 5 kB each: years of a province's."""

OfFile = Literal["accepted", "withdrawn", "reinstated"]
OfMonth = Literal["month-closed", "month-reopened"]
OfTeaching = Literal["name-decided", "form-learned", "taken-back"]
Event = OfFile | OfMonth | OfTeaching | Literal["weights-set"]
Decision = NameDecision | LearnedForm


class KindMonth(NamedTuple):
    """The figures of one kind for one reporting month ("2024-09"); what is closed and reopened."""

    kind: str
    month: str


@dataclass(frozen=True, slots=True)
class Weights:
    """What the measures weigh, of 100, in the league of a level of units from a month ("2024-09") on."""

    unit_level: str
    since: str
    of_measures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Claim:
    """For these units the report gives these parts (see store.schema) of its kind."""

    parts: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportReceipt:
    """One report of an accepted file; `facts` is the sha256 of its Parquet, `columns` where each field was read from.

    `rows` counts its rows; `first_row` and `last_row` are the sheet's, as Excel shows them.
    """

    kind: str
    form: str
    period: Period
    breakdown: str
    sheet: str
    title: str
    columns: Mapping[str, str]
    facts: str
    rows: int
    first_row: int
    last_row: int
    claims: tuple[Claim, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """The ids of the units it reports on, sorted."""
        return tuple(sorted({unit for claim in self.claims for unit in claim.units}))

    def cell(self, field: str, row: int, of: str = "all") -> str | None:
        """Return the address of a figure ("PL3!C10", "PL3!C10+D10"), None where the form has no such column."""
        return address_in(self.columns, self.sheet, field, row, of)

    @property
    def month(self) -> KindMonth | None:
        """The month whose figures it gives, None for any other stretch of days."""
        month = self.period.reporting_month
        return KindMonth(self.kind, month) if month else None


@dataclass(frozen=True, slots=True)
class Receipt:
    """One event of the ledger: of a file, of a month that is closed, of what the reader is taught, or of weights.

    `withdraws` is the number of the file that is withdrawn, or of the decision that is taken back; `reinstates` that of
    the withdrawn file that counts again; `month` what is closed or reopened. Of a file:
    `original` is the sha256 of its bytes, `supersedes` the receipts of which it took over current figures, `findings`
    the warnings that stood when it was accepted, `parser` the version of the reading rules, `taught` the numbers of the
    decisions it was read with. Of something taught: `decision`, which carries this receipt's `id`, `by` and `at`.
    """

    number: int
    event: Event
    by: str
    at: datetime
    why: str
    parser: str
    previous: str
    original: str = ""
    filename: str = ""
    reports: tuple[ReportReceipt, ...] = ()
    findings: tuple[Finding, ...] = ()
    supersedes: tuple[int, ...] = ()
    withdraws: int | None = None
    taught: tuple[int, ...] = ()
    decision: Decision | None = None
    reinstates: int | None = None
    month: KindMonth | None = None
    weights: Weights | None = None
    hash: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """What people and commands call it: the number, as text."""
        return str(self.number)

    @property
    def day(self) -> date:
        """The day on which it was written, in Vietnam."""
        return self.at.astimezone(VIETNAM).date()


def seal(receipt: Receipt) -> tuple[Receipt, bytes]:
    """Return the receipt with its hash, and the exact bytes of its file."""
    document = _document(receipt)
    document["hash"] = hashlib.sha256(_text(document)).hexdigest()
    return _receipt(document), _text(document)


@lru_cache(maxsize=_REMEMBERED)
def parse(raw: bytes) -> Receipt:
    """Read a receipt that was checked before; the same bytes are the same receipt, and read once."""
    return _receipt(json.loads(raw))


def read(raw: bytes, number: int) -> Receipt:
    """Read a receipt's file; StoreError("receipt-damaged") unless it is, byte for byte, what was sealed."""
    try:
        receipt = parse(raw)
        sealed = seal(receipt)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StoreError("receipt-damaged", number=number) from None
    if sealed != (receipt, raw) or sealed[0].hash != receipt.hash or receipt.number != number:
        raise StoreError("receipt-damaged", number=number)
    return receipt


def _text(document: Mapping[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _document(receipt: Receipt) -> dict[str, Any]:
    """Return what is hashed. What came later than the first ledgers stands there only where it says something."""
    document = {
        "number": receipt.number,
        "id": receipt.id,
        "event": receipt.event,
        "original": receipt.original,
        "filename": receipt.filename,
        "by": receipt.by,
        "at": receipt.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "why": receipt.why,
        "parser": receipt.parser,
        "previous": receipt.previous,
        "supersedes": list(receipt.supersedes),
        "withdraws": receipt.withdraws,
        "findings": [_finding_document(finding) for finding in receipt.findings],
        "reports": [_report_document(report) for report in receipt.reports],
    }
    if receipt.taught:
        document["taught"] = list(receipt.taught)
    if receipt.decision:
        document["decision"] = _decision_document(receipt.decision)
    if receipt.reinstates:
        document["reinstates"] = receipt.reinstates
    if receipt.month:
        document["month"] = list(receipt.month)
    if receipt.weights:
        document["weights"] = asdict(receipt.weights)
    return document


def _decision_document(decision: Decision) -> dict[str, Any]:
    if isinstance(decision, NameDecision):
        return {"printed": decision.printed, "unit_id": decision.unit_id}
    return {
        "signature": decision.signature,
        "kind": decision.kind,
        "label": decision.label,
        "columns": [list(column) for column in decision.columns.items()],  # pairs, since they have an order
    }


def _finding_document(finding: Finding) -> dict[str, Any]:
    values = dict(finding.values)
    return {
        "severity": finding.severity,
        "code": finding.code,
        "where": finding.where,
        "found": finding.found,
        "values": values,
    }


def _report_document(report: ReportReceipt) -> dict[str, Any]:
    return {
        "kind": report.kind,
        "form": report.form,
        "period": [report.period.start.isoformat(), report.period.end.isoformat()],
        "breakdown": report.breakdown,
        "sheet": report.sheet,
        "title": report.title,
        "columns": dict(report.columns),
        "facts": report.facts,
        "rows": report.rows,
        "first_row": report.first_row,
        "last_row": report.last_row,
        "claims": [{"parts": list(claim.parts), "units": list(claim.units)} for claim in report.claims],
    }


def _receipt(document: Mapping[str, Any]) -> Receipt:
    fields = {name: document[name] for name in ("number", "event", "original", "filename", "by", "why")}
    return Receipt(
        **fields,
        at=datetime.fromisoformat(document["at"]),
        parser=document["parser"],
        previous=document["previous"],
        supersedes=tuple(document["supersedes"]),
        withdraws=document["withdraws"],
        taught=tuple(document.get("taught", ())),
        decision=_decision(document) if "decision" in document else None,
        reinstates=document.get("reinstates"),
        month=KindMonth(*document["month"]) if "month" in document else None,
        weights=Weights(**document["weights"]) if "weights" in document else None,
        findings=tuple(Finding(**finding) for finding in document["findings"]),
        reports=tuple(_report(report) for report in document["reports"]),
        hash=document["hash"],
    )


def _decision(document: Mapping[str, Any]) -> Decision:
    taught, whose = document["decision"], {"by": document["by"], "at": document["at"], "id": document["id"]}
    if document["event"] == "name-decided":
        return NameDecision(**taught, **whose)
    return LearnedForm(**{**taught, "columns": dict(taught["columns"])}, **whose)


def _report(document: Mapping[str, Any]) -> ReportReceipt:
    start, end = (date.fromisoformat(day) for day in document["period"])
    claims = tuple(Claim(tuple(claim["parts"]), tuple(claim["units"])) for claim in document["claims"])
    return ReportReceipt(**{**document, "period": Period(start, end), "claims": claims})
