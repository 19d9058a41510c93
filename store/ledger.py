"""The ledger's SQL side: an index over the receipts that lets one writer in at a time; SQLite.

All SQL of the product is in this module. A second database needs a class with `writing`, `reading`, `exists` and
`discard`, whose transactions give the methods of `Rows`, and whose `writing` lets in one writer over all servers.
"""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from store.errors import StoreError
from store.folding import Key, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from store.receipts import Event, Receipt

_TABLES = """
CREATE TABLE IF NOT EXISTS receipts (
    number INTEGER PRIMARY KEY, event TEXT NOT NULL, original TEXT NOT NULL, withdraws INTEGER, document BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS receipts_by_original ON receipts (original);
CREATE TABLE IF NOT EXISTS current (
    kind TEXT, period_start TEXT, period_end TEXT, unit_id TEXT, breakdown TEXT, part TEXT,
    facts_sha TEXT NOT NULL, receipt INTEGER NOT NULL,
    PRIMARY KEY (kind, period_start, period_end, unit_id, breakdown, part)
) WITHOUT ROWID;
"""
_WAIT_SECONDS = 60.0


class Rows:
    """The questions and changes of one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def last(self) -> int:
        """Return the last number, 0 where there is none."""
        return int(self._connection.execute("SELECT coalesce(max(number), 0) FROM receipts").fetchone()[0])

    def documents(self) -> dict[int, bytes]:
        """Return the receipts' exact bytes by number, in order."""
        return dict(self._connection.execute("SELECT number, document FROM receipts ORDER BY number"))

    def document(self, number: int) -> bytes | None:
        """Return one receipt's bytes."""
        row = self._connection.execute("SELECT document FROM receipts WHERE number = ?", (number,)).fetchone()
        return row[0] if row else None

    def accepted_with(self, original: str) -> list[bytes]:
        """Return the receipts that accepted these bytes, in order."""
        question = "SELECT document FROM receipts WHERE original = ? AND event = 'accepted' ORDER BY number"
        return [row[0] for row in self._connection.execute(question, (original,))]

    def of_events(self, *events: Event) -> list[bytes]:
        """Return the receipts of these events, in order."""
        question = f"SELECT document FROM receipts WHERE event IN ({', '.join('?' * len(events))}) ORDER BY number"  # noqa: S608 - marks only
        return [row[0] for row in self._connection.execute(question, events)]

    def is_withdrawn(self, number: int) -> bool:
        """Whether the last row about this one withdraws it."""
        question = "SELECT event FROM receipts WHERE withdraws = ? ORDER BY number DESC LIMIT 1"
        last = self._connection.execute(question, (number,)).fetchone()
        return last is not None and last[0] != "reinstated"

    def current(self, kind: str | None = None) -> dict[Key, Source]:
        """Return which file holds each key, of one kind or of all."""
        if kind is None:
            return self._current("SELECT * FROM current", ())
        return self._current("SELECT * FROM current WHERE kind = ?", (kind,))

    def holders(self, keys: frozenset[Key]) -> dict[Key, Source]:
        """Return which file holds each of these keys now; a key that nobody holds is left out."""
        question = "SELECT * FROM current WHERE kind = ? AND period_start = ? AND period_end = ?"
        held: dict[Key, Source] = {}
        for stretch in {key[:3] for key in keys}:
            held.update(self._current(question, stretch))
        return {key: source for key, source in held.items() if key in keys}

    def add(self, receipt: Receipt, document: bytes) -> None:
        """Add a receipt's row; what it withdraws and what it reinstates share a column, told apart by the event."""
        about = receipt.withdraws or receipt.reinstates
        row = (receipt.number, receipt.event, receipt.original, about, document)
        self._connection.execute("INSERT INTO receipts VALUES (?, ?, ?, ?, ?)", row)

    def claim(self, keys: Mapping[Key, Source]) -> None:
        """Let these files hold these keys from now on."""
        rows = ((*key, *source) for key, source in keys.items())
        self._connection.executemany("INSERT OR REPLACE INTO current VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def replace_current(self, keys: Mapping[Key, Source]) -> None:
        """Put another index in place of the whole one."""
        self._connection.execute("DELETE FROM current")
        self.claim(keys)

    def clear(self) -> None:
        """Remove every row."""
        self._connection.execute("DELETE FROM current")
        self._connection.execute("DELETE FROM receipts")

    def _current(self, question: str, values: tuple[str, ...]) -> dict[Key, Source]:
        return {Key(*row[:6]): Source(*row[6:]) for row in self._connection.execute(question, values)}


class SqliteLedger:
    """The index in one SQLite file; a connection a transaction, so that threads and processes need nothing shared."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Whether there is a database yet."""
        return self.path.exists()

    def discard(self) -> None:
        """Delete the database; the folder has everything that it knows."""
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Rows]:
        """Open a transaction as the only writer; it is kept unless an exception leaves the block."""
        with self._transaction("BEGIN IMMEDIATE") as rows:
            yield rows

    @contextlib.contextmanager
    def reading(self) -> Iterator[Rows]:
        """Open a transaction that sees one state, whatever is written meanwhile."""
        with self._transaction("BEGIN") as rows:
            yield rows

    @contextlib.contextmanager
    def _transaction(self, begin: str) -> Iterator[Rows]:
        with self._as_store_error(), contextlib.closing(self._connect()) as connection:
            connection.execute(begin)
            try:
                yield Rows(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _connect(self) -> sqlite3.Connection:
        is_new = not self.exists()
        connection = sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            if is_new:
                connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_TABLES)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextlib.contextmanager
    def _as_store_error(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(_CODES.get(_primary(error), "ledger-damaged"), where=self.path, reason=error) from error


def _primary(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


_CODES = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_IOERR: "disk-full",  # what SQLite says when the log cannot grow
    sqlite3.SQLITE_READONLY: "not-writable",
    sqlite3.SQLITE_PERM: "not-writable",
    sqlite3.SQLITE_CANTOPEN: "not-readable",
    sqlite3.SQLITE_AUTH: "not-writable",
}
