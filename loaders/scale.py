"""Finds words which say that figures are thousands or millions ("Đơn vị tính: nghìn hồ sơ"): such are never counts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import normalize

from loaders.report import Finding
from loaders.words import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.header import Header
    from loaders.match import Matched
    from loaders.sheet import Sheet

_SCALE = r"(?:chục|trăm|ngh?ìn|ngàn|vạn|triệu|thousand|[x×]?\s*(?<![\d.,/])1(?:[., ]?000)+(?![\d.,/]))"
_MEASURE = re.compile(
    rf"^\W*(?:đơn vị(?: tính)?|đvt|đv tính|đv)\s*:?\s*\(?.{{0,20}}?(?<!\w){_SCALE}(?!\w)", re.IGNORECASE
)
_ALONE = re.compile(rf"^\W*{_SCALE}(?: \w+){{0,3}}\W*$", re.IGNORECASE)
_IN_HEADING = re.compile(rf"(?<!\w){_SCALE}(?!\w)", re.IGNORECASE)


def above(sheet: Sheet, header: Header, title: tuple[str, ...]) -> Iterator[Finding]:
    """Yield an error for the line over the table, one of its `title`, that says its figures are scaled."""
    for (row, column), cell in sorted(sheet.cells.items()):
        for line in lines(str(cell.value)) if row < header.top and isinstance(cell.value, str) else ():
            if normalize("NFC", line) in title and is_scaled(line):
                yield Finding("error", "scaled-figures", sheet.where(row, column), line)
                return


def is_scaled(line: str) -> bool:
    """Whether a line over a table gives a unit of measure that is not the single thing."""
    words = " ".join(normalize("NFC", line).split())
    return bool(_MEASURE.match(words) or _ALONE.match(words))


def without(header: Header) -> Header:
    """Return the header without the words that scale its columns; the same header where there are none."""
    plain = {column: tuple(_plain(text) for text in path) for column, path in header.paths.items()}
    return replace(header, paths=plain) if plain != header.paths else header


def _plain(text: str) -> str:
    return " ".join(_IN_HEADING.sub(" ", normalize("NFC", text)).split()) if is_heading_scaled(text) else text


def is_heading_scaled(text: str) -> bool:
    """Whether a heading says that the figures under it are scaled."""
    return bool(_IN_HEADING.search(" ".join(normalize("NFC", text).split())))


def in_headings(sheet: Sheet, header: Header, match: Matched) -> Iterator[Finding]:
    """Yield an error for each column that the form counts and whose heading says thousands."""
    for column, field in match.fields.items():
        scaled = [text for text in header.paths[column] if is_heading_scaled(text)]
        if scaled and field.read == "count":
            yield Finding("error", "scaled-figures", sheet.where(header.bottom, column), scaled[-1])
