"""One upload on standard input into its contents as JSON on standard output: the child process of loaders.sandbox.

Started as a script in isolated mode with the folders of our code and packages as arguments. It takes limits upon itself
before it looks at a byte, imports an engine only when the bytes call for it, and writes nothing else anywhere.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 20
OPEN_FILES = 32
_UNWANTED = ("numpy", "PIL", "pandas")
"""What openpyxl would import if it could: 100 ms and 25 MB for nothing a cell needs."""


def main() -> None:
    """Answer for the bytes on standard input, then leave without clean-up, whatever an engine left behind."""
    sys.path[:0] = sys.argv[2:]
    sys.modules.update(dict.fromkeys(_UNWANTED))  # type: ignore[arg-type]  # None is how an import is refused
    os.environ["OPENPYXL_LXML"] = "False"
    answer = _answers()[sys.argv[1]]
    _limit()
    status = 1
    try:
        _write(answer(sys.stdin.buffer.read()))
        status = 0
    except BaseException as error:  # noqa: BLE001 - a Rust panic is no Exception; its name alone may leave
        _write(type(error).__name__.encode("ascii", "replace"))
    finally:
        os._exit(status)


def _answers() -> dict[str, Callable[[bytes], bytes]]:
    """Return what can be asked. Our modules are imported here: with the limits on, their bytecode could not be kept."""
    from loaders.container import read, wire
    from loaders.container.folder import spreadsheets

    return {
        "contents": lambda data: wire.packed(read(data)),
        "folder": lambda data: wire.packed_folder(spreadsheets(data)),
        "marked": _marked,
    }


def _marked(asked: bytes) -> bytes:
    from loaders.marking.workbook import answered  # it brings what writes a workbook, which reading must not wait for

    return answered(asked)


def _limit() -> None:
    """Take limits that can never be lifted again; Windows has none of these, there the parent's clock remains."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # a second more until the hard limit: the first sends SIGXCPU, which tells slowness from other deaths
        resource.setrlimit(what, (most, most + 1 if what == resource.RLIMIT_CPU else most))


def _write(answer: bytes) -> None:
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
