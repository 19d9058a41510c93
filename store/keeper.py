"""Files that were read -> kept for good, and answered from: the one door to the data folder and its ledger.

The folder is the truth: originals, facts and receipts are immutable files; the database is an index over the receipts
and can be made again from them. A file is accepted when its receipt has its name in ledger/: everything that it speaks
of is on the disk before, the row's commit comes after, and opening adds a row that a crash kept out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loaders.memory import NameDecision
from store import accepting, backup, clashes, closing, folding, intake, teaching, undoing, verifying, weighing
from store.blobs import Create, Folder, exclusively, is_whole
from store.errors import StoreError
from store.journal import Act, Journal
from store.questions import Questions
from store.receipts import KindMonth, Receipt, Weights
from store.sqlite import SqliteLedger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from pathlib import Path

    import narwhals as nw

    from loaders.memory import LearnedForm, Memory
    from loaders.report import Loaded
    from reference.period import Period
    from store.accepting import Accepted, Change
    from store.clashes import Clash
    from store.folding import Key, Source, State
    from store.journal import Progress
    from store.ledger import Ledger


class Store:
    """The data folder. Threads and processes may share it; what cannot be done is a StoreError with a sentence."""

    def __init__(self, root: Path, ledger: str = "", *, create: Create = exclusively) -> None:
        """Take the folder, and the address of the PostgreSQL database that has the ledger, "" for SQLite."""
        self.root = root
        self._folder = Folder(root, create)
        self._journal = Journal(self._folder, _ledger_of(root, ledger))
        self._questions = Questions(self._folder, self._journal)

    def recover(self) -> None:
        """Make the folder if there is none, and finish what crashed writers began."""
        self._journal.recover()

    @property
    def version(self) -> int:
        """The last number of the ledger: it changes with every event, so that answers can be cached by it."""
        with self._journal.reading() as page:
            return page.last()

    def number_on(self, day: date) -> int:
        """Return the last number that was written by the end of a day in Vietnam, 0 before the first."""
        return max((receipt.number for receipt in self.receipts() if receipt.day <= day), default=0)

    def receipts(self, as_of: int | None = None) -> tuple[Receipt, ...]:
        """Return every event, or those up to number `as_of`, in order."""
        with self._journal.reading() as page:
            return page.all(as_of)

    def receipt(self, receipt_id: str | int) -> Receipt:
        """Return one event; Refused("unknown-receipt")."""
        with self._journal.reading() as page:
            return page.one(receipt_id)

    def states(self, as_of: int | None = None) -> dict[int, State]:
        """Return how each accepted file stands (current, partly-superseded, superseded, withdrawn), by its number."""
        with self._journal.reading() as page:
            return folding.states(page.all(as_of), page.current(as_of=as_of))

    def current(self, kind: str | None = None, as_of: int | None = None) -> dict[Key, Source]:
        """Return which receipt holds each key now, or held it after receipt `as_of`; of one kind or of all."""
        with self._journal.reading() as page:
            return page.current(kind, as_of)

    def original(self, sha256: str) -> bytes:
        """Return the exact bytes that were received; StoreError if they are gone or damaged."""
        try:
            content = self._folder.get("originals", sha256)
        except OSError:
            raise StoreError("original-missing", sha256=sha256, filename="") from None
        if not is_whole(content, sha256):
            raise StoreError("original-damaged", sha256=sha256, filename="")
        return content

    def accept(
        self,
        loaded: Loaded,
        original: bytes,
        *,
        by: str,
        period: Period | None = None,
        why: str = "",
        at: datetime | None = None,
    ) -> Accepted:
        """Keep a file that was read without errors; what it reports holds from now on, over earlier files.

        `period` is for reports that state none. Refused if the file cannot be accepted as it is, StoreError if the disk
        would not have it; in both cases nothing changed.
        """
        filed = intake.prepare(loaded, original, period)
        with self._journal.reading() as page:
            accepting.preview(page, loaded, filed)  # what is refused leaves nothing in the folder
        self._folder.put("originals", original)
        for one in filed:
            self._folder.put("facts", one.parquet)
        with self._journal.writing() as page:
            return accepting.accept(page, loaded, filed, Act(by, why, at))

    def preview(self, loaded: Loaded, original: bytes, period: Period | None = None) -> Change:
        """Say what `accept` would do, without doing it; Refused where it would be."""
        filed = intake.prepare(loaded, original, period)
        with self._journal.reading() as page:
            return accepting.preview(page, loaded, filed)

    def clashes(self, files: Iterable[Loaded], period: Period | None = None) -> tuple[Clash, ...]:
        """Return the pairs of files that cannot be accepted together, since both give the same figures."""
        with self._journal.reading() as page:
            return clashes.among(page, files, period)

    def withdraw(self, receipt_id: str | int, by: str, why: str, at: datetime | None = None) -> Receipt:
        """Take a file's figures back, so that those it had superseded hold again; its bytes and receipt stay.

        Refused("unknown-receipt" | "already-withdrawn" | "why-missing" | "month-closed").
        """
        with self._journal.writing() as page:
            return undoing.withdraw(page, receipt_id, Act(by, why, at))

    def reinstate(self, receipt_id: str | int, by: str, why: str, at: datetime | None = None) -> Receipt:
        """Let a withdrawn file's figures hold again, except those that a file accepted after it gives.

        Refused("unknown-receipt" | "not-withdrawn" | "kept-again" | "reinstate-why-missing" | "month-closed").
        """
        with self._journal.writing() as page:
            return undoing.reinstate(page, receipt_id, Act(by, why, at))

    def close_month(self, kind: str, month: str, by: str, why: str = "", at: datetime | None = None) -> Receipt:
        """Let a kind's figures for a month ("2024-09") change no more until it is reopened.

        Refused("month-unknown" | "month-already-closed").
        """
        with self._journal.writing() as page:
            return closing.close(page, KindMonth(kind, month), Act(by, why, at))

    def reopen_month(self, kind: str, month: str, by: str, why: str, at: datetime | None = None) -> Receipt:
        """Let a closed month's figures change again; Refused("reopen-why-missing" | "month-not-closed")."""
        with self._journal.writing() as page:
            return closing.reopen(page, KindMonth(kind, month), Act(by, why, at))

    def closed(self, as_of: int | None = None) -> Mapping[KindMonth, Receipt]:
        """Return the months that are closed, or were after receipt `as_of`, each with the receipt that closed it."""
        with self._journal.reading() as page:
            events = page.of_events(*closing.EVENTS)
        return closing.fold(receipt for receipt in events if as_of is None or receipt.number <= as_of)

    def memory(self, as_of: int | None = None) -> Memory:
        """Return what the reader was taught and is to read with, now or after receipt `as_of`."""
        with self._journal.reading() as page:
            return teaching.fold(page.all(as_of))

    def decide_name(self, printed: str, unit_id: str, by: str, why: str = "", at: datetime | None = None) -> Receipt:
        """Let a printed name, where it is unknown or could be several units', mean this unit while that is in force.

        It takes the place of an earlier answer for the same days; the answer that holds already is returned as it is.
        Refused("name-empty" | "unit-id-unknown").
        """
        decision = NameDecision(printed, unit_id, by, "")
        teaching.check_name(decision)
        with self._journal.writing() as page:
            return teaching.teach(page, decision, Act(by, why, at))

    def learn_form(self, form: LearnedForm, by: str, why: str = "", at: datetime | None = None) -> Receipt:
        """Let headers of this signature be read so from now on, in place of an earlier answer about them.

        Refused("form-...") where it makes no sense.
        """
        teaching.check_form(form)
        with self._journal.writing() as page:
            return teaching.teach(page, form, Act(by, why, at))

    def set_weights(
        self,
        unit_level: str,
        since: str,
        of_measures: Mapping[str, float],
        *,
        by: str,
        why: str,
        at: datetime | None = None,
    ) -> Receipt:
        """Let the measures weigh so in the league of a level from a month on, until later weights begin.

        Refused("weights-..."); `take_back` lets those before hold again.
        """
        weights = Weights(unit_level, since, {name: float(weight) for name, weight in of_measures.items()})
        weighing.check(weights)
        with self._journal.writing() as page:
            return weighing.settle(page, weights, Act(by, why, at))

    def take_back(self, receipt_id: str | int, by: str, why: str, at: datetime | None = None) -> Receipt:
        """Make the reader forget a decision; the one before it holds again. Figures accepted with it stay: `read_with`.

        Refused("unknown-receipt" | "unknown-decision" | "already-taken-back" | "take-back-why-missing").
        """
        with self._journal.writing() as page:
            return teaching.take_back(page, receipt_id, Act(by, why, at))

    def read_with(self, receipt_id: str | int) -> tuple[Receipt, ...]:
        """Return the accepted files, in order and without withdrawn ones, that were read with this decision."""
        receipts = self.receipts()
        gone = folding.withdrawn_in(receipts)
        return tuple(one for one in receipts if int(receipt_id) in one.taught and one.number not in gone)

    def facts(self, kind: str, as_of: int | None = None) -> nw.LazyFrame[Any]:
        """Return the current facts of a kind, or those after receipt `as_of`, as a lazy table over DuckDB.

        Columns: `schema.of_question(kind)`; a row is a unit and its breakdown as a sheet had it. For a unit's total sum
        the rows `in_total` of one breakdown: two breakdowns tell the same figures twice. Where two files give different
        parts of a unit's month (see store.schema), each has rows of its own with the other's figures null.
        """
        return self._questions.facts(kind, as_of)

    def source(self, receipt: int, sheet: str, row: int, field: str, of: str = "all") -> str | None:
        """Return the cell ("PL3!C10") of a figure that `facts` gave, None where the form has no such column."""
        for report in self.receipt(receipt).reports:
            if report.sheet == sheet and report.first_row <= row <= report.last_row:
                cell = report.cell(field, row, of)
                if cell:
                    return cell
        return None

    def verify(self, progress: Progress | None = None) -> tuple[verifying.Problem, ...]:
        """Recompute every hash and link, and compare the database with the receipts; empty if all is whole."""
        return verifying.problems(self._folder, self._journal.inventory(), progress)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the database again from the receipts; StoreError, and the old one stays, if they are damaged."""
        self._journal.rebuild(progress)
        for path in (self.root / "derived").glob("*.parquet"):
            path.unlink(missing_ok=True)

    def backup(self, target: Path, progress: Progress | None = None) -> int:
        """Write everything that the ledger names at this moment into one zip, checked; return the last number.

        Others may go on writing. Refused("backup-exists"); StoreError, and no file, where something is damaged.
        """
        with self._journal.reading() as page:
            last = page.last()
        return backup.write(self._folder, last, target, progress)

    def restore(self, source: Path, progress: Progress | None = None) -> int:
        """Put a backup into this folder, which must be empty, make its ledger and verify it; return the last number.

        Refused("folder-not-empty" | "ledger-not-empty"); StoreError, and an empty folder, where it is not whole.
        """
        return backup.restore(self._folder, self._journal, source, progress)


def _ledger_of(root: Path, address: str) -> Ledger:
    """Return the database: psycopg is only loaded, and only needed, where the ledger is in PostgreSQL."""
    if not address:
        return SqliteLedger(root / "ledger.sqlite")
    if not address.startswith(("postgresql://", "postgres://")):
        raise StoreError("ledger-unknown")
    from store.postgres import PostgresLedger

    return PostgresLedger(address)
