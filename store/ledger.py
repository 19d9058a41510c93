"""The ledger's SQL side: an index over the receipts that lets one writer in at a time.

All SQL of the product is here and in the two databases that it is kept in: store.sqlite, and store.postgres where
several servers share a folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from store.folding import Key, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from store.receipts import Event, Receipt

_CLAIM = """
INSERT INTO current (kind, period_start, period_end, unit_id, breakdown, part, facts_sha, receipt)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, period_start, period_end, unit_id, breakdown, part)
DO UPDATE SET facts_sha = excluded.facts_sha, receipt = excluded.receipt
"""
_RELEASE = """
DELETE FROM current
WHERE kind = ? AND period_start = ? AND period_end = ? AND unit_id = ? AND breakdown = ? AND part = ?
"""


class Answer(Protocol):
    """The rows that a question gives."""

    def fetchone(self) -> Any: ...  # noqa: ANN401, D102 - a row has the columns that were asked for
    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """What a database's connection is used for."""

    def execute(self, question: str, values: Sequence[object] = ..., /) -> Answer: ...  # noqa: D102
    def executemany(self, statement: str, values: Iterable[Sequence[object]], /) -> object: ...  # noqa: D102


class Ledger(Protocol):
    """The database that holds the index."""

    def exists(self) -> bool:
        """Whether there is one yet."""

    def discard(self) -> None:
        """Delete it; the folder has everything that it knows."""

    def writing(self) -> AbstractContextManager[Rows]:
        """Open a transaction as the only writer on all servers; it is kept unless an exception leaves the block."""

    def reading(self) -> AbstractContextManager[Rows]:
        """Open a transaction that sees one state, whatever is written meanwhile."""


class Rows:
    """The questions and changes of one transaction; "?" marks a value."""

    def __init__(self, connection: Connection) -> None:
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
        self._connection.executemany(_CLAIM, rows)

    def release(self, keys: Iterable[Key]) -> None:
        """Let nobody hold these keys."""
        self._connection.executemany(_RELEASE, keys)

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
