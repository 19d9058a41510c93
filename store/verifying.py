"""The data folder and the ledger's rows -> every place where they are not what was once written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store import errors, folding, receipts
from store.blobs import is_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from store.blobs import Folder
    from store.folding import Key, Source
    from store.journal import Progress
    from store.receipts import Receipt


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is broken; `code` is a key of store.errors.SENTENCES."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """Say it in words, through `locales.translator(language)`."""
        return errors.sentence(self.code, dict(self.values), translate)


@dataclass(frozen=True, slots=True)
class Inventory:
    """The rows' receipts by number, their current keys, and the numbers of the folder's receipts."""

    documents: Mapping[int, bytes]
    current: Mapping[Key, Source]
    numbers: Sequence[int]


def problems(folder: Folder, there: Inventory, progress: Progress | None = None) -> tuple[Problem, ...]:
    """Check everything that there is; `progress` hears how many receipts of how many are done.

    What nobody can see: that the last receipts were all removed together with their rows.
    """
    found: list[Problem] = []
    whole: list[Receipt] = []
    last = max([*there.numbers, *there.documents], default=0)
    previous = receipts.NO_PREVIOUS
    for number in range(1, last + 1):
        raw = folder.receipt_if_any(number)
        found += _against_row(number, raw, there.documents.get(number))
        try:
            receipt = receipts.read(raw, number) if raw is not None else None
        except errors.StoreError as error:
            found.append(Problem(error.code, error.values))
            receipt = None
        if receipt is not None:
            whole.append(receipt)
            found += _of_receipt(folder, receipt, previous)
        previous = receipt.hash if receipt else ""
        if progress:
            progress(number, last)
    if len(whole) == last:
        found += _of_index(whole, there.current)
    return tuple(found)


def _against_row(number: int, raw: bytes | None, row: bytes | None) -> Iterator[Problem]:
    values = {"number": str(number)}
    if raw is None:
        yield Problem("receipt-missing" if row is None else "row-without-receipt", values)
    elif row is None:
        yield Problem("row-missing", values)
    elif row != raw:
        yield Problem("row-differs", values)


def _of_receipt(folder: Folder, receipt: Receipt, previous: str) -> Iterator[Problem]:
    """Check a receipt's link and its blobs; `previous` is "" where the one before it cannot be read."""
    if previous and receipt.previous != previous:
        yield Problem("chain-broken", {"number": str(receipt.number)})
    if receipt.event != "accepted":
        return
    named = {"sha256": receipt.original, "filename": receipt.filename}
    yield from _of_blob(folder, "originals", "original", named)
    for report in receipt.reports:
        yield from _of_blob(folder, "facts", "facts", {"sha256": report.facts, "number": str(receipt.number)})


def _of_blob(folder: Folder, area: str, noun: str, values: Mapping[str, str]) -> Iterator[Problem]:
    try:
        content = folder.get(area, values["sha256"])
    except OSError:
        yield Problem(f"{noun}-missing", values)
        return
    if not is_whole(content, values["sha256"]):
        yield Problem(f"{noun}-damaged", values)


def _of_index(whole: list[Receipt], current: Mapping[Key, Source]) -> Iterator[Problem]:
    folded = folding.fold(whole)
    differing = sum(folded.get(key) != current.get(key) for key in folded.keys() | current.keys())
    if differing:
        yield Problem("index-differs", {"count": str(differing)})
