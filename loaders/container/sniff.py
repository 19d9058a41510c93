"""A file's first bytes into the kind of container it is, whatever its name says, or the reason why it is none."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import islice

from loaders.container import limits, text
from loaders.container.contents import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_WORKBOOKS = (
    (b"\x89PNG", "image-not-workbook", "PNG"),
    (b"\xff\xd8\xff", "image-not-workbook", "JPEG"),
    (b"GIF8", "image-not-workbook", "GIF"),
    (b"II*\0", "image-not-workbook", "TIFF"),
    (b"MM\0*", "image-not-workbook", "TIFF"),
    (b"RIFF", "image-not-workbook", "WEBP"),
    (b"%PDF", "pdf-not-workbook", "PDF"),
    (b"{\\rtf", "word-not-workbook", "RTF"),
    (b"Rar!", "archive-not-read", "RAR"),
    (b"7z\xbc\xaf", "archive-not-read", "7z"),
    (b"\x1f\x8b", "archive-not-read", "gzip"),
    (b"\x09\x00\x04\x00", "format-not-read", "Excel 2"),
    (b"\x09\x02\x06\x00", "format-not-read", "Excel 3"),
    (b"\x09\x04\x06\x00", "format-not-read", "Excel 4"),
    (b"ID;P", "format-not-read", "SYLK"),
    (b"MIME-Version:", "format-not-read", "MHTML"),
    (b"SQLite format 3", "not-a-workbook", "SQLite"),
)
_HEIF = re.compile(rb"....ftyp(?:heic|heix|mif1|avif)", re.DOTALL)
_BEFORE_MARKUP = re.compile(r"(?:\s|\ufeff|<!--.*?-->|<\?.*?\?>|<!doctype[^>]*>)*", re.DOTALL | re.IGNORECASE)
_HTML = re.compile(
    r"<(?:html|head|body|meta|title|style|div|p|center|font|span|h[1-6]|table|thead|tbody|tr|td)\b", re.IGNORECASE
)
_TABLE = re.compile(r"<table\b|<tr\b", re.IGNORECASE)
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLED_LINES = 100
_PARQUET = b"PAR1"
_OWN_LINK = re.compile(rb'"link": "(https?://[!-~]{1,2000}?)"')
_FOOTER = 1 << 20
"""Bytes at a Parquet file's end in which what it says of itself is looked for."""
DELIMITERS = ",;\t|"


def container(data: bytes) -> str:
    """Return "zip", "ole", "html", "xml-2003" or "csv"; raise Unreadable, naming it, for anything else."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise Unreadable("empty-file", found=str(len(data)))
    check_size(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(OLE[: len(data)]):
        return "ole"
    for signature, code, name in _NOT_WORKBOOKS:
        if data.startswith(signature):
            raise Unreadable(code, found=name)
    if data.startswith(_PARQUET):
        link = _OWN_LINK.search(data[-_FOOTER:])  # adoption.exports writes it; nothing else of the format is read
        raise Unreadable("own-download" if link else "not-a-workbook", found=link[1].decode() if link else "Parquet")
    if _HEIF.match(data):
        raise Unreadable("image-not-workbook", found="HEIC")
    return _of_text(text.head(data))


def check_size(data: bytes) -> None:
    """Raise Unreadable for a file larger than any that is read."""
    if len(data) > limits.FILE_BYTES:
        found, limit = (f"{count // limits.MEGABYTE} MB" for count in (len(data), limits.FILE_BYTES))
        raise Unreadable("too-large", found=found, limit=limit)


def _of_text(head: str) -> str:
    markup = head[_BEFORE_MARKUP.match(head).end() :]  # type: ignore[union-attr]  # it matches the empty text too
    if "<Workbook" in head and "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "xml-2003"
    if markup.startswith("<office:document"):
        raise Unreadable("format-not-read", found="Flat ODF")
    if _HTML.match(markup) or _TABLE.search(head):
        return "html"
    if markup.startswith("<"):
        raise Unreadable("not-a-workbook", found="XML")
    if _CONTROL.search(head) or head.count("\ufffd") > len(head) / 20:
        raise Unreadable("not-a-workbook", found=head[:4].encode("utf-8", "replace").hex(" "))
    if delimiter(head) is None:
        raise Unreadable("not-a-workbook", found="text")
    return "csv"


def delimiter(head: str) -> str | None:
    """Return the sign that cuts most lines into the same number of columns, or None where none cuts two lines alike."""
    scores = {sign: _evenness(head, sign) for sign in DELIMITERS}
    best = max(scores, key=lambda sign: scores[sign])
    return best if scores[best] > 1 else None


def _evenness(head: str, sign: str) -> int:
    """Return how many cuts the sign makes in lines of the most common width above one column."""
    try:
        rows = [row for row in islice(csv.reader(head.splitlines(), delimiter=sign), _SAMPLED_LINES) if len(row) > 1]
    except csv.Error:
        return 0
    if len(rows) < 2:
        return 0
    width, lines = Counter(map(len, rows)).most_common(1)[0]
    return lines * (width - 1)
