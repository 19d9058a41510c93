"""A zip of spreadsheets into its files, with the limits of any zip; zips within zips are named, not opened."""

from __future__ import annotations

from pathlib import PurePosixPath

from loaders.container import archive, limits, zipped
from loaders.container.contents import Folder, Unreadable
from loaders.report import Finding

_WORKBOOKS_BEGIN = (
    b"[Content_Types].xml",
    b"_rels/",
    b"docProps/",
    b"customXml/",
    b"xl/",
    b"xl\\",
    b"word/",
    b"mimetype",
)
_LITTER = {".ds_store", "thumbs.db", "desktop.ini"}


def spreadsheets(data: bytes) -> Folder:
    """Return the files of a zip that is no workbook itself; an empty one, with the reason, where it is refused."""
    try:
        members = archive.members(data, limits.ARCHIVE_BYTES)
    except Unreadable as end:
        return Folder(findings=(end.finding,))
    files = [(name, content) for name, content in members.items() if not _is_litter(name)]
    nested = {name for name, content in files if _is_nested(content)}
    findings = [Finding("error", "archive-not-read", found=_readable(name)) for name in sorted(nested)]
    if not files:
        findings.append(Finding("error", "empty-file", found="zip"))
    kept = tuple((_readable(name), content) for name, content in files if name not in nested)
    return Folder(kept, tuple(findings))


def is_archive(data: bytes) -> bool:
    """Whether it may be a zip of files: a zip whose first member is not one that workbooks begin with."""
    name = data[30 : 30 + int.from_bytes(data[26:28], "little")]
    return data.startswith(b"PK\x03\x04") and not name.startswith(_WORKBOOKS_BEGIN)


def _is_litter(name: str) -> bool:
    path = PurePosixPath(name)
    # "~$" begins the lock file that Excel leaves beside an open workbook
    return "__MACOSX" in path.parts or path.name.lower() in _LITTER or path.name.startswith(("~$", "._"))


def _is_nested(content: bytes) -> bool:
    if not is_archive(content):
        return False
    try:
        return zipped.kind(archive.members(content, limits.ARCHIVE_BYTES)) == ""
    except Unreadable:
        return False  # the reader of the file itself will say what is wrong with it


def _readable(name: str) -> str:
    """Return the name as it was typed: Windows and old zip programs write UTF-8 without saying so."""
    try:
        return name.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name
