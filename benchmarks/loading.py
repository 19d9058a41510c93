"""Two typical monthly workbooks -> how long reading them takes, beside libraries that only read their cells."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd

import loaders
from benchmarks.measuring import circumstances, in_turns, markdown, milliseconds, ratio
from sample_data.writing import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.measuring import Action

ROUNDS = 7
ROUNDS_OF_MANY = 3
FILES_OF_EACH = 10
FOLDERS = sorted(FOLDER.glob("202[45]/[01][0-9]"))
"""One a month; in a few, an office's table broken down by procedure stands where annex 3 should."""

ANNEX_3 = "Bảng thống kê tiếp nhận hồ sơ trực tuyến của UBND cấp huyện*.xls"
WORK_RECORDS = "Xử lý văn bản và hồ sơ công việc*.xlsx"


@dataclass(frozen=True, slots=True)
class File:
    """A workbook as an officer hands it over."""

    name: str
    content: bytes


def main() -> None:
    """Print the tables."""
    print(circumstances("pandas", "lxml", "openpyxl", "python-calamine"))
    for title, pattern, cells_only in (
        ("PHỤ LỤC 3, HTML named .xls", ANNEX_3, _html_readers),
        ("Work records (K2), .xlsx", WORK_RECORDS, _xlsx_readers),
    ):
        file = _samples(pattern)[0]
        print(f"\n### {title}: {_described(file)}\n\n{_one_file(file, cells_only(file.content))}")
    files = [*_samples(ANNEX_3), *_samples(WORK_RECORDS)]
    print(f"\n### {len(files)} files, half of each\n\n{_many_files(files)}")


def _samples(pattern: str) -> list[File]:
    paths = [path for folder in FOLDERS for path in sorted(folder.glob(pattern))][:FILES_OF_EACH]
    return [File(path.name, path.read_bytes()) for path in paths]


def _described(file: File) -> str:
    reports = loaders.load_in_process(file.content, file.name).reports
    tables = " + ".join(str(len(report.frame)) for report in reports)
    return f"{tables} rows, {len(file.content) / 1000:.0f} kB"


def _html_readers(content: bytes) -> dict[str, Action]:
    return {"pandas.read_html": lambda: pd.read_html(BytesIO(content), encoding="utf-8")}


def _xlsx_readers(content: bytes) -> dict[str, Action]:
    return {
        "pandas.read_excel (openpyxl)": lambda: pd.read_excel(BytesIO(content), None, engine="openpyxl"),
        "pandas.read_excel (calamine)": lambda: pd.read_excel(BytesIO(content), None, engine="calamine"),
        "openpyxl alone": lambda: _cells(content),
    }


def _cells(content: bytes) -> list[list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def _empty_process() -> None:
    """Start and end Python in the way of the loaders' child: below this, no reading in a child can come."""
    subprocess.run([sys.executable, "-I", "-S", "-c", ""], check=True, env={})


def _one_file(file: File, cells_only: dict[str, Action]) -> str:
    ours: dict[str, Action] = {
        "loaders.load (child process included)": partial(loaders.load, file.content, file.name),
        "loaders.load_in_process": partial(loaders.load_in_process, file.content, file.name),
    }
    times = in_turns({**ours, **cells_only, "a Python process that does nothing": _empty_process}, ROUNDS)
    load, in_process = (times[name] for name in ours)
    rows = [(name, milliseconds(took), ratio(load, took), ratio(in_process, took)) for name, took in times.items()]
    return markdown(("reader", "median", "load / this", "load_in_process / this"), rows)


def _many_files(files: Sequence[File]) -> str:
    actions: dict[str, Action] = {
        "loaders.load, 1 thread": partial(_all, files, loaders.load, 1),
        "loaders.load, 2 threads": partial(_all, files, loaders.load, 2),
        "loaders.load_in_process, 1 thread": partial(_all, files, loaders.load_in_process, 1),
    }
    times = in_turns(actions, ROUNDS_OF_MANY)
    one_thread = next(iter(times.values()))
    rows = [
        (name, milliseconds(took), f"{len(files) / min(took):.0f}", ratio(took, one_thread))
        for name, took in times.items()
    ]
    return markdown(("way", "median for all", "files a second, best round", "time against 1 thread"), rows)


def _all(files: Sequence[File], load: Callable[[bytes, str], object], threads: int) -> None:
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(lambda file: load(file.content, file.name), files):
            pass


if __name__ == "__main__":
    main()
