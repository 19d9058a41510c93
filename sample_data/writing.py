"""The plan -> the workbooks in a folder, and flaws.csv which tells what is wrong in them on purpose."""

from __future__ import annotations

import csv
from dataclasses import asdict, fields
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from sample_data import plan, refused
from sample_data.flaws import Flaw

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent
FLAWS = "flaws.csv"


def everything() -> Iterable[tuple[str, bytes]]:
    """Yield each file's path below the folder with its bytes; flaws.csv comes last."""
    flaws: list[Flaw] = []
    writers = [*((one.path, one.write) for one in plan.documents()), *refused.files().items()]
    for path, write in writers:
        written = write()
        flaws += written.flaws
        yield path, written.content
    yield FLAWS, _table(flaws)


def write(folder: Path) -> int:
    """Write all files below `folder`, remove workbooks that belong to it no more; return how many were written."""
    written = set()
    for path, content in everything():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written.add(target)
    for stale in set(workbooks(folder)) - written:
        stale.unlink()
    return len(written)


def workbooks(folder: Path) -> list[Path]:
    """List the workbooks below a folder that holds the sample, by path."""
    return sorted(path for pattern in ("20??/**/*.xls*", f"{refused.FOLDER}/*.xls*") for path in folder.glob(pattern))


def planted(folder: Path = FOLDER) -> list[Flaw]:
    """Read flaws.csv."""
    with (folder / FLAWS).open(encoding="utf-8", newline="") as file:
        return [Flaw(**row) for row in csv.DictReader(file)]


def _table(flaws: list[Flaw]) -> bytes:
    text = StringIO(newline="")
    table = csv.DictWriter(text, [field.name for field in fields(Flaw)], lineterminator="\n")
    table.writeheader()
    table.writerows(asdict(flaw) for flaw in flaws)
    return text.getvalue().encode()
