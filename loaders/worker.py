"""One upload on standard input into its contents as JSON on standard output: the child process of loaders.sandbox.

Started as a script in isolated mode with the folders of our code and packages as arguments. It takes limits upon itself
before it looks at a byte, imports an engine only when the bytes call for it or nobody waits, and writes nothing else
anywhere but how far it is with a large list: a number from 0 to 100 a line on standard error.
"""

from __future__ import annotations

import os
import select
import sys
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 8.0
CPU_SECONDS_PER_MEGABYTE = 1.0
"""What a summary gets besides, for each megabyte of the file: an .xls with a long list has many cells."""
LIST_CPU_SECONDS_PER_MEGABYTE = 2.0
"""What a large list gets in its place, up to limits.LIST_CPU_SECONDS: one of a million dossiers takes 0.1 s a megabyte.

A small file that merely passes for a list gains nothing by it.
"""
OPEN_FILES = 32
_PATIENCE_SECONDS = 0.05
_UNWANTED = ("numpy", "PIL", "pandas")
"""What openpyxl would import if it could: 100 ms and 25 MB for nothing a cell needs."""


def main() -> None:
    """Answer for the bytes on standard input, then leave without clean-up, whatever an engine left behind."""
    sys.path[:0] = sys.argv[2:]
    sys.modules.update(dict.fromkeys(_UNWANTED))  # type: ignore[arg-type]  # None is how an import is refused
    os.environ["OPENPYXL_LXML"] = "False"
    answer = _answers()[sys.argv[1]]
    _limit()
    _import_while_waiting()
    status = 1
    try:
        data = sys.stdin.buffer.read()
        _limit(len(data))
        _write(answer(data))
        status = 0
    except BaseException as error:  # noqa: BLE001 - a Rust panic is no Exception; its name alone may leave
        _write(type(error).__name__.encode("ascii", "replace"))
    finally:
        os._exit(status)


def _import_while_waiting() -> None:
    """Import what an .xlsx needs where no upload has come yet: nobody waits for it now."""
    try:
        has_come, _, _ = select.select([sys.stdin], [], [], _PATIENCE_SECONDS)
    except OSError:  # Windows cannot ask a pipe
        return
    if not has_come:
        import openpyxl  # noqa: F401


def _answers() -> dict[str, Callable[[bytes], bytes]]:
    """Return what can be asked. Our modules are imported here: with the limits on, their bytecode could not be kept."""
    from loaders.container import wire
    from loaders.container.folder import spreadsheets
    from loaders.opening import opened

    return {
        "contents": lambda data: wire.packed(opened(data, "", partial(_make_room, len(data)), _Progress())),
        "folder": lambda data: wire.packed_folder(spreadsheets(data)),
        "marked": _marked,
    }


def _marked(asked: bytes) -> bytes:
    from loaders.marking.workbook import answered  # it brings what writes a workbook, which reading must not wait for

    return answered(asked)


class _Progress:
    """Tell how far the reading is, each percent once; nobody need listen."""

    def __init__(self) -> None:
        self._told = -1

    def __call__(self, share: float) -> None:
        percent = int(100 * share)
        if percent > self._told:
            self._told = percent
            os.write(sys.stderr.fileno(), b"%d\n" % percent)


def _limit(file_bytes: int = 0) -> None:
    """Take limits: those of a summary, and behind them those of a list, which can never be lifted."""
    _take(MEMORY_BYTES, int(CPU_SECONDS + CPU_SECONDS_PER_MEGABYTE * file_bytes / 2**20))


def _make_room(file_bytes: int) -> None:
    """Take the limits of a large list of that size in place of those of a summary."""
    from loaders.container import limits

    seconds = int(CPU_SECONDS + LIST_CPU_SECONDS_PER_MEGABYTE * file_bytes / limits.MEGABYTE)
    _take(limits.LIST_MEMORY_BYTES, min(seconds, limits.LIST_CPU_SECONDS))


def _take(memory_bytes: int, cpu_seconds: int) -> None:
    """Set the limits in force; Windows has none of these, there the parent's clock remains."""
    try:
        import resource
    except ImportError:
        return
    from loaders.container import limits

    for what, most, ever in (
        (resource.RLIMIT_AS, memory_bytes, limits.LIST_MEMORY_BYTES),
        # a second more until the hard limit: the first sends SIGXCPU, which tells slowness from other deaths
        (resource.RLIMIT_CPU, cpu_seconds, limits.LIST_CPU_SECONDS + 1),
        (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(what, (most, ever))


def _write(answer: bytes) -> None:
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
