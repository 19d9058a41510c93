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
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.measuring import circumstances, in_turns, markdown
from sample_data import lists
from sample_data.writing import FOLDER, workbooks

FIRST, LAST = date(2025, 7, 1), date(2026, 6, 30)
GROWTH = (1_000, 10_000, 100_000, 300_000, 1_000_000)
SLOW_AT_MOST = 300_000
"""Rows that the slowest reader is given; it takes minutes for these."""
PICTURE = Path(__file__).with_name("lists.svg")
SUMMARIES = 100

_CLOCKED = """
import json, resource, sys, time
started = time.perf_counter()
{lines}
own, child = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps([time.perf_counter() - started, own + child]))
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
    """Print the tables; `--most` leaves out larger lists, `--rounds` repeats all but the slowest reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=GROWTH[-1])
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    sizes = [size for size in GROWTH if size <= chosen.most]
    print(circumstances("fastexcel", "pyarrow", "polars", "pandas", "python-calamine", "openpyxl"))
    for size in [size for size in sizes if size >= SLOW_AT_MOST] or sizes[-1:]:
        file = written(size)
        print(f"\n### {size:,} dossiers, {len(lists.HEADINGS)} columns, {file.stat().st_size / 1e6:.0f} MB\n")
        print(_beside(file, size, chosen.rounds))
    print(f"\n### As lists grow\n\n{_growth(sizes)}")
    print(f"\n### {SUMMARIES} summaries at once\n\n{_at_once()}")


def written(size: int) -> Path:
    """Return a list of so many dossiers, written once and kept in the folder for temporary files."""
    file = Path(tempfile.gettempdir()) / "dossiers" / f"{size}.xlsx"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        unfinished = file.with_suffix(f".{os.getpid()}")
        lists.save(unfinished, (one.cells() for one in lists.dossiers(size, FIRST, LAST)))
        unfinished.replace(file)
    return file


def measured(reader: str, file: Path) -> tuple[float, float]:
    """Return the seconds and the megabytes at the peak that a reader takes in a process of its own."""
    script = _CLOCKED.format(lines=READERS[reader])
    ran = subprocess.run([sys.executable, "-c", script, str(file)], check=True, capture_output=True, text=True)
    seconds, megabytes = json.loads(ran.stdout)
    return seconds, megabytes


def _beside(file: Path, size: int, rounds: int) -> str:
    readers = [reader for reader in READERS if reader != SLOW]
    took = {reader: [] for reader in readers}
    for _ in range(rounds):  # in turns, so that other work slows all of them
        for reader in readers:
            took[reader].append(measured(reader, file))
    if size <= SLOW_AT_MOST:
        took[SLOW] = [measured(SLOW, file)]
    ours = took[OURS]
    rows = []
    for reader, runs in took.items():
        times = median(one[0] / other[0] for one, other in zip(runs, ours, strict=False))
        seconds, megabytes = (median(run[place] for run in runs) for place in (0, 1))
        memory = megabytes / median(run[1] for run in ours)
        rows.append((reader, f"{seconds:.1f} s", f"{times:.2f}x", f"{megabytes:,.0f} MB", f"{memory:.2f}x"))
    return markdown(("reader", "median", "time / ours", "peak memory", "memory / ours"), rows)


def _growth(sizes: list[int]) -> str:
    runs = {size: measured(OURS, written(size)) for size in sizes}
    draw(runs)
    rows = [
        (f"{size:,}", f"{seconds:.2f} s", f"{megabytes:,.0f} MB", f"{size / seconds:,.0f}")
        for size, (seconds, megabytes) in runs.items()
    ]
    return markdown(("dossiers", "time, start of Python included", "peak memory", "dossiers a second"), rows)


def draw(runs: dict[int, tuple[float, float]]) -> None:
    """Write the picture of how time and memory grow."""
    import altair as alt
    import pandas as pd

    names = ("seconds", "megabytes at the peak")
    table = pd.DataFrame(
        [
            {"dossiers": size, "measure": name, "value": value}
            for size, run in runs.items()
            for name, value in zip(names, run, strict=True)
        ]
    )
    lines = alt.Chart(table).mark_line(point=True)
    axes = lines.encode(
        alt.X("dossiers:Q").scale(type="log"),
        alt.Y("value:Q").scale(type="log").title(None),
        alt.Row("measure:N").title(None),
    )
    axes.properties(width=420, height=150).resolve_scale(y="independent").save(PICTURE)


def _at_once() -> str:
    import loaders

    files = [(path.name, path.read_bytes()) for path in workbooks(FOLDER) if "refused" not in path.parts][:SUMMARIES]

    def load(threads: int) -> None:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(lambda file: loaders.load(file[1], file[0]), files))

    times = in_turns({"one at a time": lambda: load(1), "two at a time": lambda: load(2)}, 2)
    one = times["one at a time"]
    rows = [
        (name, f"{median(took):.1f} s", f"{median(a / b for a, b in zip(took, one, strict=True)):.2f}x")
        for name, took in times.items()
    ]
    return markdown((f"{len(files)} files", "median", "time against one at a time"), rows)


if __name__ == "__main__":
    main()
