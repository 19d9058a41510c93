"""The ledger in PostgreSQL: what several servers over one data folder share.

One writer at a time by an advisory lock that a transaction holds, so that it is gone with whoever held it. It is named
after the schema: the address may choose another (`?options=-csearch_path%3Dname`), and a database then has two ledgers.
"""

from __future__ import annotations

import contextlib
import weakref
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from store.errors import StoreError
from store.ledger import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import LiteralString

    from store.ledger import Answer

_TABLES = """
CREATE TABLE IF NOT EXISTS receipts (
    number BIGINT PRIMARY KEY, event TEXT NOT NULL, original TEXT NOT NULL, withdraws BIGINT, document BYTEA NOT NULL
);
CREATE INDEX IF NOT EXISTS receipts_by_original ON receipts (original);
CREATE TABLE IF NOT EXISTS current (
    kind TEXT, period_start TEXT, period_end TEXT, unit_id TEXT, breakdown TEXT, part TEXT,
    facts_sha TEXT NOT NULL, receipt BIGINT NOT NULL,
    PRIMARY KEY (kind, period_start, period_end, unit_id, breakdown, part)
);
"""
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('adoption ledger of ' || current_schema()))"
_WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED"
"""Each statement sees what was committed before it, and so all that the writer before had written: it waited for him.
A snapshot (REPEATABLE READ) would be as old as the wait for the lock."""
_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_PATIENCE = {"connect_timeout": 10, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
_SESSION = "SET lock_timeout = '60s'; SET idle_in_transaction_session_timeout = '60s'"
"""A writer that hangs would otherwise keep everybody out."""
_KEPT_OPEN = 4


class PostgresLedger:
    """The index in a PostgreSQL schema; connections are kept open, tried before use and made anew when they broke."""

    def __init__(self, address: str) -> None:
        try:
            self._conninfo = make_conninfo("", **{**_PATIENCE, **conninfo_to_dict(address)})
        except psycopg.Error:
            raise StoreError("ledger-unknown") from None
        self._idle: list[psycopg.Connection[Any]] = []
        self._is_there = False
        weakref.finalize(self, _close_all, self._idle)

    def exists(self) -> bool:
        """Whether the tables are there."""
        if not self._is_there:
            with self._as_store_error(), self._connection() as connection:
                self._is_there = _has_tables(connection)
        return self._is_there

    def discard(self) -> None:
        """Drop the tables; the folder has everything that they know."""
        self._is_there = False
        with self._as_store_error(), self._connection() as connection, connection.transaction():
            connection.execute(_LOCK)
            connection.execute("DROP TABLE IF EXISTS receipts, current")

    @contextlib.contextmanager
    def writing(self) -> Iterator[Rows]:
        """Open a transaction as the only writer on all servers; it is kept unless an exception leaves the block."""
        with self._transaction(_WRITE) as connection:
            connection.execute(_LOCK)
            if not _has_tables(connection):
                connection.execute(_TABLES)
            yield Rows(_Marked(connection))

    @contextlib.contextmanager
    def reading(self) -> Iterator[Rows]:
        """Open a transaction that sees one state, whatever is written meanwhile."""
        with self._transaction(_READ) as connection:
            yield Rows(_Marked(connection))

    @contextlib.contextmanager
    def _transaction(self, begin: LiteralString) -> Iterator[psycopg.Connection[Any]]:
        with self._as_store_error(), self._connection() as connection:
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(psycopg.Error):  # it may be the connection that broke
                    connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _connection(self) -> Iterator[psycopg.Connection[Any]]:
        """Lend a connection that answers; one that breaks meanwhile is not lent again."""
        connection = self._kept() or self._connect()
        try:
            yield connection
        finally:
            is_fit = not connection.closed and connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
            if is_fit and len(self._idle) < _KEPT_OPEN:
                self._idle.append(connection)
            else:
                connection.close()

    def _kept(self) -> psycopg.Connection[Any] | None:
        while self._idle:
            connection = self._idle.pop()
            try:
                connection.execute("SELECT 1")
            except psycopg.OperationalError:
                connection.close()
            else:
                return connection
        return None

    def _connect(self) -> psycopg.Connection[Any]:
        # Prepared statements do not survive a pooler between here and the server.
        connection = psycopg.connect(self._conninfo, autocommit=True, prepare_threshold=None)
        connection.execute(_SESSION)
        return connection

    @contextlib.contextmanager
    def _as_store_error(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            self._is_there = False
            raise StoreError(_code(error), where="PostgreSQL", reason=_reason(error)) from error


class _Marked:
    """A connection for statements with SQLite's mark for a value."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def execute(self, question: str, values: Sequence[object] = (), /) -> Answer:
        return self._connection.execute(_marked(question), values)

    def executemany(self, statement: str, values: Iterable[Sequence[object]], /) -> None:
        with self._connection.cursor() as cursor:
            cursor.executemany(_marked(statement), values)


def _marked(statement: str) -> bytes:
    return statement.replace("?", "%s").encode()


def _has_tables(connection: psycopg.Connection[Any]) -> bool:
    row = connection.execute("SELECT to_regclass('receipts') IS NOT NULL").fetchone()
    return bool(row and row[0])


def _close_all(idle: list[psycopg.Connection[Any]]) -> None:
    for connection in idle:
        connection.close()


def _code(error: psycopg.Error) -> str:
    """Return the code of store.errors.SENTENCES; the first class that fits, since some are kinds of others."""
    return next((code for kind, code in _CODES.items() if isinstance(error, kind)), "ledger-damaged")


def _reason(error: psycopg.Error) -> str:
    """Return the first line of what the server or the library says; it names the server and never the password."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


_CODES: dict[type[psycopg.Error], str] = {
    errors.LockNotAvailable: "busy",
    errors.DiskFull: "disk-full",
    errors.InsufficientPrivilege: "ledger-not-writable",
    errors.ReadOnlySqlTransaction: "ledger-not-writable",
    errors.IdleInTransactionSessionTimeout: "ledger-unreachable",
    errors.InvalidSchemaName: "ledger-unreachable",
    psycopg.OperationalError: "ledger-unreachable",
    psycopg.InterfaceError: "ledger-unreachable",
}
