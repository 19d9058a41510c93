"""Foreign spreadsheets -> how each ends in `loaders.load`: none may be taken for ours, hang, or grow the server."""

from __future__ import annotations

import resource
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import loaders
from benchmarks.measuring import circumstances, markdown

AT_ONCE = 2
SLOW_SECONDS = 10.0
READ_BUT_NOT_OURS = {"no-table", "empty-workbook", "personal-list"}
"""How a file ends that was opened and whose cells were all seen, and that holds no report."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of one file: the codes of its errors and warnings, the tables taken for ours, the time it took."""

    path: Path
    container: str
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    tables: int
    seconds: float

    @property
    def is_read(self) -> bool:
        """Whether its cells were read, and nothing of it was refused."""
        return not set(self.errors) - READ_BUT_NOT_OURS


def main(folder: str) -> None:
    """Print what became of every file under the folder."""
    before = _memory()
    endings = _endings(Path(folder))
    print(circumstances("pandas", "lxml", "openpyxl", "python-calamine"))
    print(f"\n{len(endings)} files, {AT_ONCE} at a time\n\n{_by_corpus(endings)}")
    for title, counts in (
        ("refused for", Counter(_first_refusal(end) for end in endings if not end.is_read)),
        ("warned of", Counter(code for end in endings for code in set(end.warnings))),
        ("read as", Counter(end.container for end in endings if end.is_read)),
    ):
        print(f"\n{markdown((title, 'files'), [(code, str(count)) for code, count in counts.most_common()])}")
    print(f"\nthis process: {before} MB before, at most {_memory()} MB")
    for end in endings:
        if end.tables or end.seconds > SLOW_SECONDS:
            print(f"{'TAKEN FOR OURS' if end.tables else 'slow'}: {end.path} ({end.seconds:.1f} s)")


def _endings(folder: Path) -> list[Ending]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(_ending, paths))


def _ending(path: Path) -> Ending:
    started = perf_counter()
    loaded = loaders.load(path.read_bytes(), path.name)
    took = perf_counter() - started
    errors, warnings = (
        tuple(finding.code for finding in loaded.findings if finding.severity == severity)
        for severity in ("error", "warning")
    )
    return Ending(path, loaded.container, errors, warnings, len(loaded.reports), took)


def _first_refusal(end: Ending) -> str:
    return next(code for code in end.errors if code not in READ_BUT_NOT_OURS)


def _by_corpus(endings: list[Ending]) -> str:
    folders = sorted({end.path.parent for end in endings})
    rows = [_summed(folder.name, [end for end in endings if end.path.parent == folder]) for folder in folders]
    headings = ("corpus", "files", "read", "refused", "taken for ours", f"over {SLOW_SECONDS:.0f} s", "slowest")
    return markdown(headings, [*rows, _summed("all", endings)])


def _summed(name: str, endings: list[Ending]) -> tuple[str, ...]:
    read = sum(end.is_read for end in endings)
    taken = sum(end.tables > 0 for end in endings)
    slow = sum(end.seconds > SLOW_SECONDS for end in endings)
    slowest = max((end.seconds for end in endings), default=0.0)
    counts = (len(endings), read, len(endings) - read, taken, slow)
    return (name, *map(str, counts), f"{slowest:.1f} s")


def _memory() -> int:
    """Return the most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.foreign FOLDER")
    main(sys.argv[1])
