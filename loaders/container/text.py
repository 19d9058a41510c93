"""A text file's bytes into text, and a note where its encoding had to be guessed."""

from __future__ import annotations

import codecs
import re
import unicodedata

from loaders.container import legacy
from loaders.report import Finding

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_WESTERN = "cp1252"
_AS_BROWSERS_READ = {
    **dict.fromkeys(("iso-8859-1", "latin1", "windows-1252"), _WESTERN),
    **dict.fromkeys(("us-ascii", "ascii"), "utf-8"),
}
_COMBINING = {"windows-1258", "cp1258"}
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9]")
_HEAD_BYTES = 64 * 1024
_LAST_RESORT = "cp1258"
"""Windows in Vietnamese: what an old export without a declaration is written in."""


def decoded(data: bytes) -> tuple[str, list[Finding]]:
    """Return the text: by its byte order mark, as UTF-8, as it declares, else as windows-1258 with a warning.

    Where the letters are those of an old font, the text comes as its bytes look in Western Europe, so that the font can
    be told (loaders.container.legacy).
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding != _WESTERN or not _is_rather_vietnamese(data, text):
            return unicodedata.normalize("NFC", text) if encoding in _COMBINING else text, []
    western = data.decode(_WESTERN, "replace")
    if legacy.font(western):
        return western, []
    text = unicodedata.normalize("NFC", data.decode(_LAST_RESORT, "replace"))
    return text, [Finding("warning", "encoding-guessed", found="windows-1258")]


def _is_rather_vietnamese(data: bytes, western: str) -> bool:
    """Whether a text said to be Western European has letters that only Vietnamese has once its code page is taken."""
    if western.isascii() or legacy.font(western):
        return False
    return bool(_VIETNAMESE.search(unicodedata.normalize("NFC", data.decode(_LAST_RESORT, "replace"))))


def head(data: bytes) -> str:
    """Return the beginning of the text, for sniffing; what cannot be decoded shows as U+FFFD."""
    start = data[:_HEAD_BYTES]
    for encoding in _candidates(start):
        try:
            return codecs.getincrementaldecoder(encoding)().decode(start)  # it forgives a letter cut in two at the end
        except (UnicodeDecodeError, LookupError):
            continue
    return start.decode(_LAST_RESORT, "replace")


def _candidates(data: bytes) -> list[str]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return [encoding]
    start = data[:4096]
    if (
        start.count(0) > len(start) / 10
    ):  # UTF-16 without its mark: the zero bytes of Latin letters and blanks tell which way round
        return ["utf-16-be" if start[::2].count(0) > start[1::2].count(0) else "utf-16-le"]
    declared = _DECLARED.search(start)
    name = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    # UTF-8 first: pages that declare a code page of Windows and are UTF-8 exist; the reverse cannot be by chance.
    return ["utf-8", _AS_BROWSERS_READ.get(name, name)]
