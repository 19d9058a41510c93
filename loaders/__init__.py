"""An export's bytes -> reports with tidy frames and findings that name the cell; knows no store and no screen."""

from __future__ import annotations

from hashlib import sha256
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from loaders.memory import NOTHING, Memory

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from loaders.marking import Marked
    from loaders.report import Finding, Loaded
    from loaders.surroundings import Excerpt
    from reference.period import Period

# The imports below wait for the call: the child process that opens a file's container imports this package too, and
# must start without pandas.


def load(
    data: bytes,
    filename: str,
    period: Period | None = None,
    memory: Memory = NOTHING,
    progress: Callable[[float], None] | None = None,
) -> Loaded:
    """Read a file as received; its container is opened in a child process with limits. Never raises for a user's file.

    `period` is the officer's answer for tables that state none; one that contradicts a table's own is an error found.
    `memory` is what officers decided of names and headers that are not known without it (`Store.memory`).
    `progress` is told, from another thread, how much of a large list of dossiers is read (0 to 1); never of a summary.
    """
    from loaders.sandbox import contents

    Thread(target=import_module, args=("loaders.read",)).start()  # at first it takes as long as the child does
    opened = contents(data, filename, progress)
    from loaders.read import read

    return read(opened, filename, sha256(data).hexdigest(), period, memory)


def load_in_process(data: bytes, filename: str, period: Period | None = None, memory: Memory = NOTHING) -> Loaded:
    """Read a file of our own making without the child process; not for what a user sends."""
    from loaders.opening import opened
    from loaders.read import read

    return read(opened(data, filename), filename, sha256(data).hexdigest(), period, memory)


def marked(data: bytes, filename: str, findings: Iterable[Finding], language: str = "vi") -> Marked:
    """Return the officer's own workbook with each finding marked in its cell and listed in a sheet of its own."""
    from loaders.marking import marked

    return marked(data, filename, findings, language)


def excerpt(data: bytes, filename: str, sheet: str, cells: Collection[str], last_row: int) -> Excerpt | None:
    """Return a sheet's lines around some of its cells, as they were read; None where they cannot be shown."""
    from loaders.sandbox import contents
    from loaders.surroundings import around

    found = [one for one in contents(data, filename).sheets if one.name == sheet]
    return around(found[0], cells, last_row) if found else None
