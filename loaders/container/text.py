"""A text file's bytes into text, and a note where its encoding had to be guessed."""

from __future__ import annotations

import codecs
import re
import unicodedata

from loaders.report import Finding

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_AS_BROWSERS_READ = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8"}
_HEAD_BYTES = 64 * 1024
_LAST_RESORT = "cp1258"
"""Windows in Vietnamese: what an old export without a declaration is written in."""


def decoded(data: bytes) -> tuple[str, list[Finding]]:
    """Return the text: by its byte order mark, as UTF-8, as it declares, else as windows-1258 with a warning."""
    for encoding in _candidates(data):
        try:
            return data.decode(encoding), []
        except (UnicodeDecodeError, LookupError):
            continue
    text = unicodedata.normalize("NFC", data.decode(_LAST_RESORT, "replace"))
    return text, [Finding("warning", "encoding-guessed", found="windows-1258")]


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
    if b"\0" in data[:200]:  # UTF-16 without its mark: the zero byte of each Latin letter tells which way round
        return ["utf-16-be" if data[:1] == b"\0" else "utf-16-le"]
    declared = _DECLARED.search(data[:4096])
    name = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    # UTF-8 first: pages that declare a code page of Windows and are UTF-8 exist; the reverse cannot be by chance.
    return ["utf-8", _AS_BROWSERS_READ.get(name, name)]
