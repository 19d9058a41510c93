"""python -m sample_data write [--out DIR] | load: writes the synthetic workbooks, or puts them into an empty store."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from sample_data import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EVERY = 20
"""Files between two lines where the output is no terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m sample_data", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    write = commands.add_parser("write", help="write all workbooks and flaws.csv")
    write.add_argument("--out", type=Path, default=writing.FOLDER, help="folder to write into (default: this one)")
    commands.add_parser("load", help="put the workbooks into the store if it is empty")
    chosen = parser.parse_args(arguments)
    return _load() if chosen.command == "load" else _write(chosen.out)


def _write(folder: Path) -> int:
    print(f"{writing.write(folder)} files written to {folder}")
    return 0


def _load() -> int:
    from sample_data.loading import load_into, may_load
    from store import open_store

    store = open_store()
    if not may_load(store):
        print("The store holds other reports: no sample data was loaded.")
        return 0
    started = monotonic()
    count = load_into(store, _progress(started))
    end = "\n" if count and sys.stdout.isatty() else ""
    print(f"{end}Sample data: {count} files loaded in {monotonic() - started:.0f} s.")
    return 0


def _progress(started: float) -> Callable[[int, int], None]:
    """Return what tells the progress: one line written over on a terminal, a line now and then elsewhere."""
    is_terminal = sys.stdout.isatty()

    def tell(done: int, total: int) -> None:
        line = f"Sample data: {done} of {total} files, {monotonic() - started:.0f} s"
        if is_terminal:
            print(f"\r{line}", end="", flush=True)
        elif done % EVERY == 0 or done == total:
            print(line, flush=True)

    return tell


if __name__ == "__main__":
    sys.exit(main())
