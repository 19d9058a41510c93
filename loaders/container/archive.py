"""A zip's bytes into its members' bytes, each inflated once within the limits and checked by its CRC."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from loaders.container import limits
from loaders.container.contents import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_XML_DECLARATION = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_READ_ALIKE = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"utf-16"}
"""Encodings in which a byte scan and an XML parser see the same tags; nothing else is written by a spreadsheet."""


def members(data: bytes, total_bytes: int = limits.INFLATED_BYTES) -> dict[str, bytes]:
    """Return every member's content by its name as stored, folders left out; raise Unreadable for a hostile zip."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = check(archive)
            budget = _Budget(total_bytes)
            return {entry.filename: _inflated(archive, entry, budget) for entry in entries if not entry.is_dir()}
    except zipfile.BadZipFile as error:
        # The directory stands at a zip's very end: without it the file was cut off on its way.
        missing_end = b"PK\x05\x06" not in data[-(2**16) :]
        raise Unreadable("truncated" if missing_end else "damaged", found=_named(error)) from None
    except EOFError:
        raise Unreadable("truncated", found="zip") from None
    except (zlib.error, NotImplementedError, OSError, ValueError, RuntimeError, UnicodeDecodeError) as error:
        raise Unreadable("damaged", found=type(error).__name__) from None


class _Budget:
    """What may still be inflated; declared sizes lie, so it is counted as it comes."""

    def __init__(self, total_bytes: int) -> None:
        self.left = total_bytes

    def spend(self, count: int, entry: zipfile.ZipInfo, so_far: int) -> None:
        self.left -= count
        ratio = so_far / max(entry.compress_size, 1)
        too_dense = so_far > limits.RATIO_FREE_BYTES and ratio > limits.INFLATION_RATIO
        if self.left < 0 or too_dense:
            raise Unreadable("zip-bomb", found=entry.filename)


def check(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the members that the zip lists; raise Unreadable for names, doubles or passwords no workbook has."""
    entries = archive.infolist()
    if len(entries) > limits.MEMBERS:
        raise Unreadable("too-many-members", found=str(len(entries)), limit=str(limits.MEMBERS))
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if not name:
            raise Unreadable("damaged", found="zip")
        if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/"):
            raise Unreadable("unsafe-member-name", found=entry.filename)
        if name.casefold() in seen:  # two readers could each take another one of them
            raise Unreadable("duplicate-member", found=entry.filename)
        seen.add(name.casefold())
        if entry.flag_bits & _ENCRYPTED:
            raise Unreadable("encrypted", found="zip")
    return entries


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget) -> bytes:
    content = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
            budget.spend(len(chunk), entry, len(content))
    return bytes(content)


def _named(error: zipfile.BadZipFile) -> str:
    """Return the member that a CRC error names, else "zip"."""
    named = re.search(r"'([^']+)'", str(error))
    return named[1] if named else "zip"


def xml_parts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the XML parts as UTF-8 bytes; refuse a document type (the door to entity attacks) and odd encodings."""
    for name, body in parts.items():
        # Old ODF files carry a harmless DOCTYPE in their manifest, which no reader of cells opens.
        if name.lower().endswith((".xml", ".rels", ".vml")) and name != "META-INF/manifest.xml":
            yield name, checked_xml(body, name)


def checked_xml(body: bytes, name: str) -> bytes:
    """Return one XML text as UTF-8 bytes, after the checks above."""
    if body[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in body[:4]:
        encoding = (
            "utf-16" if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-16-be" if body[:1] == b"\0" else "utf-16-le")
        )
        body = body.decode(encoding, "replace").encode("utf-8", "replace")
    declared = _XML_DECLARATION.match(body.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in _READ_ALIKE:
        raise Unreadable("damaged", found=name)
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise Unreadable("has-dtd", found=name)
    return body
