"""Lists of dossiers of growing size -> how long reading takes and how much memory, beside libraries that read cells.

Each reading is a process of its own, so that its peak is its own; ours is that of the parent and its child together.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import sleep

from benchmarks.measuring import circumstances, in_turns, markdown, milliseconds, seconds
from sample_data import lists
from sample_data.writing import FOLDER, workbooks

FIRST, LAST = date(2025, 7, 1), date(2026, 6, 30)
GROWTH = (1_000, 10_000, 100_000, 300_000, 1_000_000)
BESIDE = (300_000, 1_000_000)
"""Sizes at which others are measured too; the slowest of them takes minutes, and runs once."""
PICTURE = Path(__file__).with_name("lists.svg")
SUMMARY = "2025/*/Xử lý văn bản và hồ sơ công việc*.xlsx"
SUMMARY_ROUNDS, PAUSE_SECONDS = 15, 0.5
SUMMARIES = 100
AT_ONCE_ROUNDS = 2

_CLOCKED = """
import json, resource, sys, time
started = time.perf_counter()
{lines}
took = time.perf_counter() - started
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
memory = sum(one.ru_maxrss / 1024 for one in used)
print(json.dumps([took, sum(one.ru_utime + one.ru_stime for one in used), memory]))
"""
OURS, BARE = "loaders.load (child included)", "fastexcel to Arrow, bare"
READERS = {
    OURS: "import loaders\nfrom pathlib import Path\npath = Path(sys.argv[1])\n"
    "assert loaders.load(path.read_bytes(), path.name).reports",
    BARE: "import fastexcel\nfastexcel.read_excel(sys.argv[1]).load_sheet_eager(0, header_row=2)",
    "polars.read_excel": "import polars\npolars.read_excel(sys.argv[1], read_options={'header_row': 2})",
    "pandas with calamine": "import pandas\npandas.read_excel(sys.argv[1], engine='calamine', header=2)",
    "pandas with openpyxl": "import pandas\npandas.read_excel(sys.argv[1], engine='openpyxl', header=2)",
}
SLOW = "pandas with openpyxl"


def main() -> None:
    """Print the tables; `--most` leaves out larger lists, `--rounds` repeats all but the slowest reader.

    `--slow-at-most` spares that one the larger lists.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=GROWTH[-1])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--slow-at-most", type=int, default=GROWTH[-1])
    chosen = parser.parse_args()
    sizes = [size for size in GROWTH if size <= chosen.most]
    print(circumstances("fastexcel", "pyarrow", "polars", "pandas", "python-calamine", "openpyxl"))
    for size in [size for size in sizes if size in BESIDE] or sizes[-1:]:
        file = written(size)
        print(f"\n### {size:,} dossiers, {len(lists.HEADINGS)} columns, {file.stat().st_size / 1e6:.0f} MB\n")
        print(_beside(file, chosen.rounds, has_slow=size <= chosen.slow_at_most), flush=True)
    print(f"\n### As lists grow\n\n{_growth(sizes)}")
    print("\n### A summary\n")
    print(_summary())
    print(f"\n### {SUMMARIES} summaries\n\n{_at_once()}")
    print(f"\nProcesses that wanted to run, over the last 1, 5 and 15 minutes: {os.getloadavg()}.")


def written(size: int) -> Path:
    """Return a list of so many dossiers, written once and kept in the folder for temporary files."""
    file = Path(tempfile.gettempdir()) / "dossiers" / f"{size}.xlsx"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        unfinished = file.with_suffix(f".{os.getpid()}")
        lists.save(unfinished, (one.cells() for one in lists.dossiers(size, FIRST, LAST)))
        unfinished.replace(file)
    return file


@dataclass(frozen=True, slots=True)
class Run:
    """What one reading took: seconds by the clock, seconds of all cores, megabytes at the peak."""

    seconds: float
    of_cores: float
    megabytes: float


def measured(reader: str, file: Path) -> Run:
    """Run a reader in a process of its own."""
    script = _CLOCKED.format(lines=READERS[reader])
    ran = subprocess.run([sys.executable, "-c", script, str(file)], check=True, capture_output=True, text=True)
    return Run(*json.loads(ran.stdout))


def _beside(file: Path, rounds: int, *, has_slow: bool) -> str:
    readers = [reader for reader in READERS if reader != SLOW]
    took = {reader: [] for reader in readers}
    for _ in range(rounds):  # in turns, so that other work slows all of them
        for reader in readers:
            took[reader].append(measured(reader, file))
    if has_slow:
        took[SLOW] = [measured(SLOW, file)]
    ours, rows = took[OURS], []
    for reader, runs in took.items():
        by = {name: _against(runs, ours, name) for name in ("seconds", "of_cores", "megabytes")}
        rows.append((reader, *(text for pair in by.values() for text in pair)))
    return markdown(("reader", "seconds", "/ ours", "seconds of all cores", "/ ours", "peak MB", "/ ours"), rows)


def _against(runs: list[Run], ours: list[Run], name: str) -> tuple[str, str]:
    """Return the median of one measure and of its ratios, round by round."""
    values, against = ([getattr(run, name) for run in some] for some in (runs, ours))
    times = median(one / other for one, other in zip(values, against, strict=False))
    return f"{median(values):,.1f}", f"{times:.2f}x"


def _growth(sizes: list[int]) -> str:
    runs = {size: measured(OURS, written(size)) for size in sizes}
    draw(runs)
    rows = [
        (
            f"{size:,}",
            f"{run.seconds:.1f}",
            f"{run.of_cores:.1f}",
            f"{run.megabytes:,.0f}",
            f"{size / run.seconds:,.0f}",
        )
        for size, run in runs.items()
    ]
    return markdown(("dossiers", "seconds", "seconds of all cores", "peak MB", "dossiers a second"), rows)


def draw(runs: dict[int, Run]) -> None:
    """Write the picture of how time and memory grow."""
    import altair as alt
    import pandas as pd

    names = {"seconds": "seconds", "of_cores": "seconds of all cores", "megabytes": "megabytes at the peak"}
    table = pd.DataFrame(
        [
            {"dossiers": size, "measure": words, "value": getattr(run, name)}
            for size, run in runs.items()
            for name, words in names.items()
        ]
    )
    lines = alt.Chart(table).mark_line(point=True)
    axes = lines.encode(
        alt.X("dossiers:Q").scale(type="log"),
        alt.Y("value:Q").scale(type="log").title(None),
        alt.Row("measure:N").title(None),
    )
    axes.properties(width=420, height=150).resolve_scale(y="independent").save(PICTURE)


def _summary() -> str:
    """Measure one summary, asked for at once after another and after a pause in which the next child gets ready."""
    import loaders

    (path,) = [path for path in workbooks(FOLDER) if path.match(SUMMARY)][:1]
    data = path.read_bytes()

    def times(pause: float) -> list[float]:
        took = []
        for _ in range(SUMMARY_ROUNDS):
            sleep(pause)
            took.append(seconds(lambda: loaders.load(data, path.name)))
        return took

    lines = loaders.load(data, path.name).reports
    print(f"{path.name}: {sum(len(report.frame) for report in lines)} rows, {len(data) / 1000:.0f} kB\n")
    rows = [
        (name, milliseconds(took), f"{1000 * min(took):.0f} ms")
        for name, took in (("at once after another", times(0.0)), (f"after {PAUSE_SECONDS} s", times(PAUSE_SECONDS)))
    ]
    return markdown((OURS, "median", "fastest"), rows)


def _at_once() -> str:
    """Measure many summaries read as the upload page reads them, on one core and on all."""
    import loaders

    files = [(path.name, path.read_bytes()) for path in workbooks(FOLDER) if "refused" not in path.parts][:SUMMARIES]
    cores = os.sched_getaffinity(0)

    def load(on: set[int]) -> None:
        os.sched_setaffinity(0, on)  # what is started from here on, threads and children, keeps to these
        try:
            with ThreadPoolExecutor(len(cores)) as pool:
                list(pool.map(lambda file: loaders.load(file[1], file[0]), files))
        finally:
            os.sched_setaffinity(0, cores)

    ways = {"one core": {min(cores)}, f"{len(cores)} cores": cores}
    times = in_turns({name: partial(load, on) for name, on in ways.items()}, AT_ONCE_ROUNDS)
    one = times["one core"]
    rows = [
        (name, f"{median(took):.1f} s", f"{median(b / a for a, b in zip(took, one, strict=True)):.2f}x")
        for name, took in times.items()
    ]
    return markdown((f"{len(files)} files", "median", "times as fast as one core"), rows)


if __name__ == "__main__":
    main()
