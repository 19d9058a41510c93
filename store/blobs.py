"""Bytes -> files that are whole or not there at all: written aside, flushed to the disk, then given their name.

Crashes leave at most a file in tmp/, which nobody reads and `sweep` removes when it is old.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from store.errors import Refused, StoreError, from_os

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Create = Callable[["Path", "Path"], None]
"""Gives a finished temporary file its final name; FileExistsError if the name is taken."""

_OLD_SECONDS = 3600.0
_UNFINISHED = "restoring"


def by_link(temporary: Path, final: Path) -> None:
    """Give the name by a hard link: atomic and exclusive, also between servers on one file system."""
    os.link(temporary, final)
    temporary.unlink()


def by_claim(temporary: Path, final: Path) -> None:
    """Give the name where there are no hard links: make it exclusively and empty, then put the content in its place.

    A crash in between leaves an empty receipt, which `Folder.drop_claim` removes under the ledger's lock.
    """
    os.close(os.open(final, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    temporary.replace(final)


def exclusively(temporary: Path, final: Path) -> None:
    """Give the name by link, or by claim on Windows and on file systems without links (exFAT, some shares)."""
    if os.name == "nt":
        by_claim(temporary, final)
        return
    try:
        by_link(temporary, final)
    except FileExistsError:
        raise
    except OSError:
        by_claim(temporary, final)


class Folder:
    """The data folder: originals/, facts/ and derived/ by hash, ledger/ by number, tmp/ for what is being written."""

    def __init__(self, root: Path, create: Create = exclusively) -> None:
        self.root = root
        self._create = create

    def make(self) -> None:
        """Create what is missing of it."""
        with _as_store_error(self.root):
            for name in ("originals", "facts", "ledger", "derived", "tmp"):
                (self.root / name).mkdir(parents=True, exist_ok=True)

    def is_there(self) -> bool:
        """Whether there is a ledger in it."""
        return (self.root / "ledger").is_dir()

    def check_empty(self) -> None:
        """Refused("folder-not-empty") if there is anything in it."""
        with _as_store_error(self.root):
            if self.root.exists() and any(self.root.iterdir()):
                raise Refused("folder-not-empty", where=self.root)

    def begin_restoring(self) -> None:
        """Mark the folder as one whose restoring has not ended."""
        with _as_store_error(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            (self.root / _UNFINISHED).touch()
        self.make()

    def end_restoring(self) -> None:
        """Take the mark away: everything is there."""
        with _as_store_error(self.root):
            (self.root / _UNFINISHED).unlink()
            _flush_folder(self.root)

    def check_finished(self) -> None:
        """StoreError("restore-unfinished") for a folder whose restoring was interrupted: it may lack the last files."""
        if (self.root / _UNFINISHED).exists():
            raise StoreError("restore-unfinished", where=self.root)

    def empty(self) -> None:
        """Remove everything in it, the mark of an unfinished restoring last."""
        with _as_store_error(self.root):
            for path in self.root.iterdir():
                if path.is_dir():
                    shutil.rmtree(path)
                elif path.name != _UNFINISHED:
                    path.unlink()
            (self.root / _UNFINISHED).unlink(missing_ok=True)

    def blob(self, area: str, sha256: str) -> Path:
        """Return where a blob of originals/ or facts/ stands."""
        return self.root / area / sha256[:2] / (sha256 + (".parquet" if area == "facts" else ""))

    def receipt(self, number: int) -> Path:
        """Return where a receipt stands."""
        return self.root / "ledger" / f"{number:012d}.json"

    def receipt_if_any(self, number: int) -> bytes | None:
        """Return the bytes of a receipt, None if there is none of that number."""
        path = self.receipt(number)
        with _as_store_error(path):
            return path.read_bytes() if path.exists() else None

    def receipt_numbers(self) -> list[int]:
        """Return the numbers of all receipts that there are, sorted."""
        with _as_store_error(self.root):
            return sorted(int(path.stem) for path in (self.root / "ledger").glob("*.json") if path.stem.isdigit())

    def put(self, area: str, content: bytes) -> str:
        """Keep bytes under their sha256, which is returned; a damaged file of that name is healed."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.blob(area, sha256)
        with _as_store_error(self.root):
            if not (path.exists() and path.read_bytes() == content):
                self.replace(path, content)
        return sha256

    def get(self, area: str, sha256: str) -> bytes:
        """Return the bytes; OSError if there are none. They are not checked: `is_whole` says whether they are right."""
        return self.blob(area, sha256).read_bytes()

    def replace(self, path: Path, content: bytes) -> None:
        """Write a file durably, over whatever has that name."""
        with _as_store_error(path), self._written_aside(content) as temporary:
            if not path.parent.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                _flush_folder(path.parent.parent)
            temporary.replace(path)
            _flush_folder(path.parent)

    def add_receipt(self, number: int, content: bytes) -> None:
        """Write a receipt durably; StoreError("number-taken") if there is one of that number."""
        path = self.receipt(number)
        with _as_store_error(path), self._written_aside(content) as temporary:
            try:
                self._create(temporary, path)
            except FileExistsError:
                raise StoreError("number-taken", number=number) from None
            _flush_folder(path.parent)

    def remove_receipt(self, number: int, content: bytes) -> None:
        """Remove a receipt that was never acknowledged, if it is this one; the caller holds the ledger's lock."""
        path = self.receipt(number)
        with _as_store_error(path):
            if path.exists() and path.read_bytes() == content:
                path.unlink()
                _flush_folder(path.parent)

    def drop_claim(self, number: int) -> None:
        """Remove the empty receipt of a writer that died (see `by_claim`); the caller holds the ledger's lock."""
        path = self.receipt(number)
        with _as_store_error(path):
            if path.exists() and not path.stat().st_size:
                path.unlink()

    def sweep(self) -> None:
        """Remove what crashed writers left in tmp/."""
        for path in (self.root / "tmp").glob("*"):
            with contextlib.suppress(OSError):  # another process may be sweeping too
                if time.time() - path.stat().st_mtime > _OLD_SECONDS:
                    path.unlink()

    @contextlib.contextmanager
    def _written_aside(self, content: bytes) -> Iterator[Path]:
        temporary = self.root / "tmp" / uuid.uuid4().hex
        temporary.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            yield temporary
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def is_whole(content: bytes, sha256: str) -> bool:
    """Whether the bytes are those that the name promises."""
    return hashlib.sha256(content).hexdigest() == sha256


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder to flush it; NTFS journals the name itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _as_store_error(where: object) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise from_os(error, where) from error
