"""Named contents -> a zip that is the same, byte for byte, whenever it is made of the same."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest day a zip can write; every member has it."""


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack the members in their order."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=6)
    return sink.getvalue()


def dated_anew(archive: bytes) -> bytes:
    """Return a zip that another program made, without the moment it was made at."""
    with zipfile.ZipFile(io.BytesIO(archive)) as made:
        return zipped((name, made.read(name)) for name in made.namelist())
