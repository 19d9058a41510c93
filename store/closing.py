"""Receipts in their order -> which months are closed; a closed month's figures change no more until it is reopened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store import schema
from store.errors import Refused
from store.receipts import KindMonth, OfMonth, Receipt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.journal import Act, Page
    from store.receipts import ReportReceipt

EVENTS: tuple[OfMonth, ...] = ("month-closed", "month-reopened")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def fold(receipts: Iterable[Receipt]) -> dict[KindMonth, Receipt]:
    """Return the closed months, each with the receipt that closed it."""
    closed: dict[KindMonth, Receipt] = {}
    for receipt in receipts:
        if receipt.month and receipt.event == "month-closed":
            closed[receipt.month] = receipt
        elif receipt.month:
            closed.pop(receipt.month, None)
    return closed


def close(page: Page, about: KindMonth, act: Act) -> Receipt:
    """Close a month; Refused("month-unknown" | "month-already-closed")."""
    if about.kind not in schema.KINDS or not _MONTH.fullmatch(about.month):
        raise Refused("month-unknown", kind=about.kind, month=about.month)
    if earlier := fold(page.of_events(*EVENTS)).get(about):
        raise _refusal("month-already-closed", earlier)
    return page.commit(Receipt(**page.next_event(act), event="month-closed", month=about))


def reopen(page: Page, about: KindMonth, act: Act) -> Receipt:
    """Reopen a closed month; Refused("reopen-why-missing" | "month-not-closed")."""
    if not act.why.strip():
        raise Refused("reopen-why-missing")
    if about not in fold(page.of_events(*EVENTS)):
        raise Refused("month-not-closed", month=_in_words(about))
    return page.commit(Receipt(**page.next_event(act), event="month-reopened", month=about))


def check_open(page: Page, reports: Iterable[ReportReceipt]) -> None:
    """Refuse with "month-closed" what gives, or takes away, figures of a closed month.

    Stretches that are no reporting month (a quarter, a year to date) enter no month's figures and pass.
    """
    closed = fold(page.of_events(*EVENTS))
    for report in reports if closed else ():
        if report.month and report.month in closed:
            raise _refusal("month-closed", closed[report.month], sheet=report.sheet)


def _refusal(code: str, closed: Receipt, sheet: str = "") -> Refused:
    """Say which month it is, who closed it and when."""
    month = _in_words(closed.month) if closed.month else ""
    return Refused(code, by=closed.by, month=month, day=f"{closed.day:%d/%m/%Y}", sheet=sheet)


def _in_words(about: KindMonth) -> str:
    """Write a month as both languages do in tables."""
    year, _, month = about.month.partition("-")
    return f"{month}/{year}"
