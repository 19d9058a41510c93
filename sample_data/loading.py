"""The committed workbooks -> receipts in an empty store, in the order in which the files arrived."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import loaders
from sample_data import plan
from sample_data.writing import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from datetime import datetime

    from loaders.report import Loaded
    from sample_data.desk import Document
    from store import Receipt
    from store.keeper import Store

OFFICER = "Dữ liệu mẫu"
AT_ONCE = 2
"""Files read at the same time: each is parsed by a child process of its own."""

AHEAD = 8
"""Files read before the oldest of them is accepted; enough to keep both children busy, little to hold."""


@dataclass(frozen=True, slots=True)
class _File:
    """A committed workbook: its name and bytes, and the moment it is told to have come in."""

    name: str
    received: datetime
    content: bytes


def load_into(
    store: Store,
    progress: Callable[[int, int], None] | None = None,
    documents: Sequence[Document] | None = None,
) -> int:
    """Accept every file of the sample, or those given, that the store does not hold; return how many were accepted.

    Nothing is done to a store that holds anything else than sample files as they were accepted: it is somebody's. A
    load that was interrupted goes on where it stopped. `progress` is told (files done, files in all) after each.
    """
    if not may_load(store):
        return 0
    held = {receipt.original for receipt in store.receipts()}
    waiting = [one for one in _files(documents or plan.documents()) if sha256(one.content).hexdigest() not in held]
    for done, (file, loaded) in enumerate(_read(waiting), start=1):
        store.accept(loaded, file.content, by=OFFICER, at=file.received)
        if progress:
            progress(done, len(waiting))
    return len(waiting)


def may_load(store: Store) -> bool:
    """Whether the store is empty or holds sample files only, none of them withdrawn."""
    return all(receipt.by == OFFICER and receipt.event == "accepted" for receipt in store.receipts())


def in_force(store: Store) -> tuple[Receipt, ...]:
    """Return the sample's receipts that nobody withdrew, the oldest first."""
    states = store.states()
    return tuple(one for one in _of_sample(store) if states[one.number].name != "withdrawn")


def remove_from(store: Store, by: str, why: str, progress: Callable[[int, int], None] | None = None) -> int:
    """Withdraw every file of the sample, and none else; return how many. The ledger keeps them, with who and why.

    The newest goes first, so that none takes the place of one that is still to go. Refused as `Store.withdraw`, with
    those before withdrawn; what is left can be removed again.
    """
    waiting = in_force(store)[::-1]
    for done, receipt in enumerate(waiting, start=1):
        store.withdraw(receipt.number, by, why)
        if progress:
            progress(done, len(waiting))
    return len(waiting)


def was_removed(store: Store) -> bool:
    """Whether all of a sample was withdrawn, so that it can be brought back."""
    return bool(_of_sample(store)) and not in_force(store)


def bring_back(store: Store, by: str, why: str, progress: Callable[[int, int], None] | None = None) -> int:
    """Reinstate every file of a sample that was removed, in the order they came; return how many."""
    states = store.states()
    waiting = [one for one in _of_sample(store) if states[one.number].name == "withdrawn"]
    for done, receipt in enumerate(waiting, start=1):
        store.reinstate(receipt.number, by, why)
        if progress:
            progress(done, len(waiting))
    return len(waiting)


def _of_sample(store: Store) -> tuple[Receipt, ...]:
    return tuple(one for one in store.receipts() if one.by == OFFICER and one.event == "accepted")


def _files(documents: Sequence[Document]) -> list[_File]:
    paths = [FOLDER / document.path for document in documents]
    return [_File(path.name, one.received, path.read_bytes()) for path, one in zip(paths, documents, strict=True)]


def _read(files: Sequence[_File]) -> Iterator[tuple[_File, Loaded]]:
    """Read files on both cores and yield them in their order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        reading: deque[tuple[_File, Future[Loaded]]] = deque()
        for file in files:
            reading.append((file, pool.submit(loaders.load, file.content, file.name)))
            if len(reading) >= AHEAD:
                yield _finished(*reading.popleft())
        while reading:
            yield _finished(*reading.popleft())


def _finished(file: _File, future: Future[Loaded]) -> tuple[_File, Loaded]:
    return file, future.result()
