"""An accepted file -> withdrawn, or reinstated after it was; its bytes and its receipt stay either way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import closing, folding
from store.errors import Refused
from store.receipts import Receipt

if TYPE_CHECKING:
    from store.journal import Act, Page


def withdraw(page: Page, receipt_id: str | int, act: Act) -> Receipt:
    """Take a file's figures back, so that those it had superseded hold again.

    Refused("unknown-receipt" | "already-withdrawn" | "why-missing" | "month-closed").
    """
    if not act.why.strip():
        raise Refused("why-missing")
    file = _file(page, receipt_id)
    if page.is_withdrawn(file.number):
        raise Refused("already-withdrawn", receipt=receipt_id)
    closing.check_open(page, file.reports)
    event = Receipt(
        **page.next_event(act),
        event="withdrawn",
        original=file.original,
        filename=file.filename,
        withdraws=file.number,
    )
    return page.commit(event)


def reinstate(page: Page, receipt_id: str | int, act: Act) -> Receipt:
    """Let a withdrawn file's figures hold again, except those that a later file gives.

    Refused("unknown-receipt" | "not-withdrawn" | "kept-again" | "reinstate-why-missing" | "month-closed").
    """
    if not act.why.strip():
        raise Refused("reinstate-why-missing")
    file = _file(page, receipt_id)
    if not page.is_withdrawn(file.number):
        raise Refused("not-withdrawn", receipt=receipt_id)
    if again := page.kept(file.original, {report.period for report in file.reports}):
        raise Refused("kept-again", receipt=again.number)
    closing.check_open(page, file.reports)
    event = Receipt(
        **page.next_event(act),
        event="reinstated",
        original=file.original,
        filename=file.filename,
        supersedes=_taken_over(page, file),
        reinstates=file.number,
    )
    return page.commit(event)


def _file(page: Page, receipt_id: str | int) -> Receipt:
    file = page.one(receipt_id)
    if file.event != "accepted":
        raise Refused("unknown-receipt", receipt=receipt_id)
    return file


def _taken_over(page: Page, file: Receipt) -> tuple[int, ...]:
    """Return the receipts whose figures hold now where this file's will: those that came before it."""
    held = page.holders(frozenset(folding.claims_of(file)))
    return tuple(sorted({source.receipt for source in held.values() if source.receipt < file.number}))
