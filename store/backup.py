"""The data folder <-> one zip of every receipt up to a moment and all that these name, checked on both ways."""

from __future__ import annotations

import contextlib
import json
import os
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from store import receipts, verifying
from store.blobs import is_whole
from store.errors import Refused, StoreError, from_os

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from store.blobs import Folder
    from store.journal import Journal, Progress
    from store.receipts import Receipt

_ABOUT = "backup.json"
"""Says which receipt is the last: a backup that lost its end would else be a whole, shorter one."""
_FORMAT = 1
_SHA256 = re.compile("[0-9a-f]{64}")


def write(folder: Folder, last: int, target: Path, progress: Progress | None = None) -> int:
    """Write the receipts 1..last and their blobs; return `last`.

    Nothing that has its name in the folder is ever changed, so no lock is needed while others write.
    Refused("backup-exists"); StoreError for what is damaged or missing, and then there is no file.
    """
    if target.exists():
        raise Refused("backup-exists", where=target)
    unfinished = target.with_name(target.name + ".part")
    with _as_store_error(target):
        try:
            with unfinished.open("wb") as file:
                _write_all(folder, last, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6), progress)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(target)
        finally:
            unfinished.unlink(missing_ok=True)
    return last


def restore(folder: Folder, journal: Journal, source: Path, progress: Progress | None = None) -> int:
    """Put a backup into an empty folder, make its ledger, verify both; return the last number.

    Refused("folder-not-empty" | "ledger-not-empty"); StoreError, and an empty folder, where it is not whole.
    """
    folder.check_empty()
    if not journal.is_empty():
        raise Refused("ledger-not-empty")
    folder.begin_restoring()
    try:
        last = _read(folder, source, progress)
        folder.end_restoring()
        journal.rebuild()
        _check(folder, journal)
    except BaseException:
        folder.empty()
        journal.forget()
        raise
    return last


def _check(folder: Folder, journal: Journal) -> None:
    """Read everything from the disk once more, as `verify` does."""
    if problems := verifying.problems(folder, journal.inventory()):
        raise StoreError("restored-otherwise", reason=problems[0].sentence())


def _read(folder: Folder, source: Path, progress: Progress | None) -> int:
    """Put what a backup holds into the folder; StoreError("no-backup") unless every file is what its receipt says."""
    with _as_store_error(source):
        try:
            with zipfile.ZipFile(source) as archive:
                return _read_all(folder, archive, progress)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError, TypeError):
            raise StoreError("no-backup", where=source) from None


def _write_all(folder: Folder, last: int, archive: zipfile.ZipFile, progress: Progress | None) -> None:
    written: set[str] = set()
    previous = receipts.NO_PREVIOUS
    with archive:
        for number in range(1, last + 1):
            raw = folder.receipt_if_any(number)
            if raw is None:
                raise StoreError("receipt-missing", number=number)
            receipt = _next(raw, number, previous)
            for area, sha256 in _named(receipt):
                if sha256 not in written:
                    archive.writestr(_inside(folder, folder.blob(area, sha256)), _blob(folder, area, sha256, receipt))
                    written.add(sha256)
            archive.writestr(_inside(folder, folder.receipt(number)), raw)
            previous = receipt.hash
            if progress:
                progress(number, last)
        archive.writestr(_ABOUT, json.dumps({"format": _FORMAT, "last": last, "hash": previous}))


def _read_all(folder: Folder, archive: zipfile.ZipFile, progress: Progress | None) -> int:
    """Write each receipt after what it names; ValueError unless the chain ends where the backup says."""
    about = json.loads(archive.read(_ABOUT))
    last, previous = int(about["last"]), receipts.NO_PREVIOUS
    for number in range(1, last + 1):
        raw = archive.read(_inside(folder, folder.receipt(number)))
        receipt = _next(raw, number, previous)
        for area, sha256 in _named(receipt):
            path = folder.blob(area, sha256)
            if not path.exists() and folder.put(area, archive.read(_inside(folder, path))) != sha256:
                raise ValueError(f"{area} {sha256} is not what its name says")
        folder.add_receipt(number, raw)
        previous = receipt.hash
        if progress:
            progress(number, last)
    if previous != about["hash"]:
        raise ValueError(f"the chain ends with {previous!r}, not {about['hash']!r}")
    return last


def _next(raw: bytes, number: int, previous: str) -> Receipt:
    receipt = receipts.read(raw, number)
    if receipt.previous != previous:
        raise StoreError("chain-broken", number=number)
    return receipt


def _named(receipt: Receipt) -> Iterator[tuple[str, str]]:
    """Return the area and sha256 of each blob that an accepted file's receipt names."""
    if receipt.event == "accepted":
        yield "originals", _hexadecimal(receipt.original)
        for report in receipt.reports:
            yield "facts", _hexadecimal(report.facts)


def _hexadecimal(sha256: str) -> str:
    """Return it as it is; ValueError for what would be a path of its own in a forged backup."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"no sha256: {sha256!r}")
    return sha256


def _blob(folder: Folder, area: str, sha256: str, receipt: Receipt) -> bytes:
    values = {"sha256": sha256, "filename": receipt.filename, "number": str(receipt.number)}
    noun = "original" if area == "originals" else "facts"
    try:
        content = folder.get(area, sha256)
    except FileNotFoundError:
        raise StoreError(f"{noun}-missing", **values) from None
    if not is_whole(content, sha256):
        raise StoreError(f"{noun}-damaged", **values)
    return content


def _inside(folder: Folder, path: Path) -> str:
    """Return a file's name in the zip: its place in the folder, so that unpacking by hand gives a folder that works."""
    return path.relative_to(folder.root).as_posix()


@contextlib.contextmanager
def _as_store_error(where: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise from_os(error, where) from error
