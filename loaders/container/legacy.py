"""Tells text in an old Vietnamese font's letters, or decoded wrongly, by how the commonest words of reports look in it.

A sheet in .VnTime or VNI-Times holds Latin letters that only their font draws as Vietnamese ones: "HuyÖn Gia B×nh".
Which letter was meant also depends on each cell's font (capitals have one of their own), so nothing is converted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from loaders.report import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.sheet import Sheet

# đơn vị, tổng, hồ sơ, huyện, thị xã, xã, phường, tỉnh, sở, tỷ lệ, trực tuyến; the soft hyphen is TCVN3's ư. Each has
# a letter that Vietnamese has not, so that most texts are told by one search for these letters.
_WORDS = {
    "TCVN3 (.VnTime)": "§¬n|®¬n vÞ|tæng sè|hå s¬|huyÖn|thÞ x·|x·|ph\xadêng|tØnh|tû lÖ|trùc tuyÕn",
    "VNI": "ñôn vò|toång|huyeän|phöôøng|tænh|sôû|tyû leä|tröïc tuyeán",
}
_FOREIGN = re.compile("[¬·\xadØÞåäæëïñöøû×]", re.IGNORECASE)
_FONTS = {
    name: re.compile(rf"(?<!\w)(?:{normalize('NFC', words)})(?!\w)", re.IGNORECASE) for name, words in _WORDS.items()
}
# UTF-8 read a byte at a time: ắ..ỹ begin with E1 BA or E1 BB, đ is C4 91, ư and ơ are C6 B0 and C6 A1
_DOUBLY_ENCODED = re.compile("á[º»]|Ä[‘\x91]|Æ[°¡]")
_UNDECODED = re.compile("[\0\ufffd]")
_LOOKED_AT = 2_000
"""How much of one text is searched: an attack may be a megabyte long, a heading is not."""


def font(text: str) -> str | None:
    """Return which old font the text is written for, None where no common word of reports is in its letters."""
    start = normalize("NFC", text[:_LOOKED_AT])
    if not _FOREIGN.search(start):
        return None
    return next((name for name, words in _FONTS.items() if words.search(start)), None)


def garbled(sheets: Iterable[Sheet]) -> list[Finding]:
    """Return an error for the first text of each sheet that holds undecodable characters or an old font's letters."""
    return [finding for sheet in sheets if (finding := _first(sheet)) is not None]


def _first(sheet: Sheet) -> Finding | None:
    for (row, column), held in sheet.cells.items():
        if not isinstance(held.value, str) or (held.value.isascii() and "\0" not in held.value):
            continue
        shown = held.text.replace("\0", "\N{SYMBOL FOR NULL}")[:80]
        if _UNDECODED.search(held.value) or _DOUBLY_ENCODED.search(held.value[:_LOOKED_AT]):
            return Finding("error", "garbled-text", sheet.where(row, column), shown)
        if name := font(held.value):
            return Finding("error", "legacy-font", sheet.where(row, column), shown, {"font": name})
    return None
