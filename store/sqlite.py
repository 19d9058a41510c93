"""The ledger in one SQLite file inside the data folder: what a single server needs."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from store.errors import StoreError
from store.ledger import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


@contextlib.contextmanager
def in_memory() -> Iterator[Rows]:
    """Give an empty database that is gone at the end."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(_TABLES)
        yield Rows(connection)


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
    sqlite3.SQLITE_CANTOPEN: "no-room-to-read",  # it lies on a disk where the log beside it cannot be made
    sqlite3.SQLITE_AUTH: "not-writable",
}
