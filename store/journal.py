"""Events -> receipts in the folder and their rows in the ledger's database, one writer at a time, in one chain."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from loaders.report import PARSER_VERSION
from store import folding, receipts, sqlite
from store.errors import NO_ROOM, Refused, StoreError
from store.verifying import Inventory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from reference.period import Period
    from store.blobs import Folder
    from store.folding import Key, Source
    from store.ledger import Ledger, Rows
    from store.receipts import Event, Receipt

Progress = Callable[[int, int], None]
"""Hears how many receipts of how many are done."""

_PATIENCE_SECONDS = 60.0
_BETWEEN_TRIES_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, why, and when if not now."""

    by: str
    why: str
    at: datetime | None


class Page:
    """The journal inside one transaction: what is known, and the next event."""

    def __init__(self, rows: Rows, folder: Folder) -> None:
        self._rows = rows
        self._folder = folder
        self.named: tuple[int, bytes] | None = None
        """The receipt to which this transaction gave its name, or tried to."""

    def last(self) -> int:
        """Return the last event's number, 0 where there is none."""
        return self._rows.last()

    def all(self, as_of: int | None = None) -> tuple[Receipt, ...]:
        """Return every event, or those up to number `as_of`, in order."""
        documents = self._rows.documents().items()
        return tuple(receipts.parse(document) for number, document in documents if as_of is None or number <= as_of)

    def of_events(self, *events: Event) -> tuple[Receipt, ...]:
        """Return the receipts of these events, in order."""
        return tuple(receipts.parse(document) for document in self._rows.of_events(*events))

    def one(self, receipt_id: str | int) -> Receipt:
        """Return one event; Refused("unknown-receipt")."""
        document = self._rows.document(int(receipt_id)) if str(receipt_id).isdecimal() else None
        if document is None:
            raise Refused("unknown-receipt", receipt=receipt_id)
        return receipts.parse(document)

    def accepted_with(self, original: str) -> tuple[Receipt, ...]:
        """Return the receipts of a file by its sha256, in order, without those that were withdrawn."""
        accepted = (receipts.parse(document) for document in self._rows.accepted_with(original))
        return tuple(receipt for receipt in accepted if not self.is_withdrawn(receipt.number))

    def kept(self, original: str, periods: AbstractSet[Period | None]) -> Receipt | None:
        """Return the receipt by which these bytes count already for just these periods, None if there is none."""
        standing = self.accepted_with(original)
        return next((one for one in standing if {report.period for report in one.reports} == periods), None)

    def is_withdrawn(self, number: int) -> bool:
        """Whether this one stands withdrawn, or taken back."""
        return self._rows.is_withdrawn(number)

    def current(self, kind: str | None = None, as_of: int | None = None) -> dict[Key, Source]:
        """Return which receipt holds each key now, or held it after receipt `as_of`; of one kind or of all."""
        if as_of is None or as_of >= self.last():
            return self._rows.current(kind)
        return folding.fold(self.all(as_of), kind)

    def holders(self, keys: frozenset[Key]) -> dict[Key, Source]:
        """Return which receipt holds each of these keys; a key that nobody holds is left out."""
        return self._rows.holders(keys)

    def next_event(self, act: Act) -> dict[str, Any]:
        """Return the fields of `Receipt` that every event has; ValueError for a moment without a zone."""
        if act.at is not None and act.at.tzinfo is None:
            raise ValueError(f"a moment without its time zone: {act.at!r}")
        return {
            "number": self._rows.last() + 1,
            "by": act.by,
            "at": (act.at or datetime.now(UTC)).astimezone(UTC),
            "why": act.why,
            "parser": PARSER_VERSION,
            "previous": _previous(self._rows),
        }

    def commit(self, event: Receipt) -> Receipt:
        """Give the event its receipt; the row goes in first, uncommitted, so that a full disk is met by it."""
        sealed, document = receipts.seal(event)
        self._rows.add(sealed, document)
        if sealed.event == "accepted":
            self._rows.claim(folding.claims_of(sealed))
        elif sealed.event in {"withdrawn", "reinstated"}:
            self._refold(self.one(sealed.withdraws or sealed.reinstates or 0))
        self.named = (sealed.number, document)
        self._folder.add_receipt(sealed.number, document)
        return sealed

    def _refold(self, file: Receipt) -> None:
        """Work out anew who holds what a file claims; nothing else changes by its withdrawal or reinstatement."""
        claimed = folding.claims_of(file)
        held = folding.fold(self.all())
        self._rows.release(claimed)
        self._rows.claim({key: held[key] for key in claimed if key in held})


class Journal:
    """The folder's receipts and the database that indexes them."""

    def __init__(self, folder: Folder, ledger: Ledger) -> None:
        self._folder = folder
        self._ledger = ledger

    @contextlib.contextmanager
    def reading(self) -> Iterator[Page]:
        """See one state, whatever is written meanwhile."""
        with contextlib.ExitStack() as stack:
            yield Page(self._opened(stack), self._folder)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Page]:
        """Be the only writer. A receipt without a row is then a crashed writer's, and its row is added first."""
        page, is_only_uncommitted = None, False
        try:
            with self._ledger.writing() as rows:
                self._roll_forward(rows)
                page = Page(rows, self._folder)
                yield page
                is_only_uncommitted = True
        except BaseException:
            if not (page and page.named and self._counts(*page.named) and is_only_uncommitted):
                raise

    def recover(self) -> None:
        """Make the folder if there is none, and add the rows that crashed writers, or a lost database, left out."""
        self._folder.check_finished()
        try:
            self._folder.make()
            self._folder.sweep()
            with self.writing():
                pass
        except StoreError as error:
            if error.code not in NO_ROOM or not self._folder.is_there():
                raise

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the database again from the receipts; StoreError, and the old one stays, if they are damaged."""
        self._folder.check_finished()
        self._folder.make()
        try:
            self._rebuild(progress)
        except StoreError as error:
            if error.code != "ledger-damaged":
                raise
            self._ledger.discard()
            self._rebuild(progress)

    def is_empty(self) -> bool:
        """Whether the database knows no receipt."""
        if not self._ledger.exists():
            return True
        with self._ledger.reading() as rows:
            return rows.last() == 0

    def forget(self) -> None:
        """Delete the database; the folder has everything that it knows."""
        self._ledger.discard()

    def inventory(self) -> Inventory:
        """Return what there is, as of one moment."""
        self._folder.check_finished()
        with self._ledger.writing() as rows:
            with contextlib.suppress(StoreError):  # whoever takes the inventory looks at each receipt himself
                self._roll_forward(rows)
            return Inventory(rows.documents(), rows.current(), self._folder.receipt_numbers())

    def _opened(self, stack: contextlib.ExitStack) -> Rows:
        """Read in the database; where the disk has not even room for SQLite to read, in one made in memory."""
        try:
            if not self._ledger.exists():
                self.recover()
            return stack.enter_context(self._ledger.reading())
        except StoreError as error:
            if error.code not in NO_ROOM or not self._folder.is_there():
                raise
        rows = stack.enter_context(sqlite.in_memory())
        self._roll_forward(rows)
        return rows

    def _counts(self, number: int, document: bytes) -> bool:
        """Find out whether a receipt counts whose row may not have been committed; if not, remove it.

        SQLite may first meet the full disk when it commits, PostgreSQL's answer may be lost with the connection. The
        lock may be gone by then, so it is taken anew: has this row been committed, or added by another, it counts.
        """
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                with self._ledger.writing() as rows:
                    if rows.document(number) is None:
                        self._folder.remove_receipt(number, document)
                    return rows.document(number) == document
            except StoreError as error:
                if error.code != "ledger-unreachable":
                    raise
                if time.monotonic() > until:
                    raise StoreError("ledger-in-doubt", number=number) from error
            time.sleep(_BETWEEN_TRIES_SECONDS)

    def _rebuild(self, progress: Progress | None) -> None:
        with self._ledger.writing() as rows:
            rows.clear()
            self._roll_forward(rows, progress)

    def _roll_forward(self, rows: Rows, progress: Progress | None = None) -> None:
        known = last = rows.last()
        previous = _previous(rows)
        self._check_same_folder(rows, last)
        of = len(self._folder.receipt_numbers()) if progress else 0
        for document in self._without_row(last):
            receipt = receipts.read(document, last + 1)
            if receipt.previous != previous:
                raise StoreError("chain-broken", number=receipt.number)
            rows.add(receipt, document)
            last, previous = receipt.number, receipt.hash
            if progress:
                progress(last, of)
        if last != known:
            rows.replace_current(folding.fold(Page(rows, self._folder).all()))

    def _check_same_folder(self, rows: Rows, last: int) -> None:
        """Refuse to go on in a folder that lacks what the database has: an unmounted disk, an older copy."""
        if last and self._folder.receipt_if_any(last) != rows.document(last):
            raise StoreError("other-folder", number=last, where=self._folder.root)

    def _without_row(self, last: int) -> Iterator[bytes]:
        number = last + 1
        while True:
            self._folder.drop_claim(number)
            document = self._folder.receipt_if_any(number)
            if document is None:
                return
            yield document
            number += 1


def _previous(rows: Rows) -> str:
    last = rows.last()
    document = rows.document(last)
    return receipts.read(document, last).hash if document else receipts.NO_PREVIOUS
