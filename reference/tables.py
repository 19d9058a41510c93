"""A reference CSV -> its rows as dictionaries of text."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

_FOLDER = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """Read reference/<name>.csv; every cell is text, an empty one is ""."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    """Read "2025-07-01"; "" is None, an open end."""
    return date.fromisoformat(text) if text else None
