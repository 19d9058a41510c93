"""An OLE compound file's bytes into its streams by name: enough to tell an .xls from what else wears that coat."""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass

from loaders.container.contents import Unreadable

_ENTRY_BYTES = 128
_STREAM, _ROOT = 2, 5
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on end a chain or mark a free sector ([MS-CFB] 2.1)."""


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    start: int
    size: int


class Compound:
    """A compound file; a chain is followed no farther than the file has sectors, since damaged ones run in rings."""

    def __init__(self, data: bytes) -> None:
        """Read the tables; raise Unreadable where they lead out of the file."""
        if len(data) < 512:
            raise Unreadable("truncated", found="OLE")
        sector_shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if sector_shift not in {9, 12} or mini_shift != 6:
            raise Unreadable("damaged", found="OLE")
        self._data, self._sector_bytes = data, 1 << sector_shift
        directory, self._cutoff, mini_table = struct.unpack_from("<I4xII", data, 48)
        self._table = self._numbers(self._table_sectors())
        self.entries = self._directory(self._joined(self._chain(directory)))
        self._mini_table = self._numbers(self._chain(mini_table))

    def stream(self, name: str) -> bytes:
        """Return a stream's bytes; small ones lie together in a stream of their own."""
        entry = self.entries[name]
        if entry.size >= self._cutoff:
            return self._joined(self._chain(entry.start))[: entry.size]
        root = next(entry for entry in self.entries.values() if entry.kind == _ROOT)
        small = self._joined(self._chain(root.start))
        sectors = _followed(self._mini_table, entry.start)
        return b"".join(small[number * 64 : number * 64 + 64] for number in sectors)[: entry.size]

    def _table_sectors(self) -> list[int]:
        """Return the sectors that hold the table of sectors: 109 in the header, more in a chain of their own."""
        count, following, more_count = (struct.unpack_from("<I", self._data, place)[0] for place in (44, 68, 72))
        listed = list(struct.unpack_from("<109I", self._data, 76))
        most = len(self._data) // self._sector_bytes
        if max(count, more_count) > most:  # an engine would reserve room for them all
            raise Unreadable("damaged", found="OLE")
        while following < _LAST_SECTOR and len(listed) <= most:
            *more, following = self._numbers([following])
            listed += more
        return [number for number in listed if number < _LAST_SECTOR][:count]

    def _directory(self, listed: bytes) -> dict[str, _Entry]:
        entries: dict[str, _Entry] = {}
        for offset in range(0, len(listed) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            length, kind = struct.unpack_from("<HB", listed, offset + 64)
            start, size = struct.unpack_from("<II", listed, offset + 116)
            name = listed[offset : offset + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if kind in {_STREAM, _ROOT}:
                entries.setdefault(name, _Entry(kind, start, size))
        return entries

    def _chain(self, start: int) -> list[int]:
        return _followed(self._table, start)

    def _joined(self, sectors: list[int]) -> bytes:
        return b"".join(map(self._sector, sectors))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_bytes
        if start >= len(self._data):
            raise Unreadable("truncated", found="OLE")
        return self._data[start : start + self._sector_bytes].ljust(self._sector_bytes, b"\0")

    def _numbers(self, sectors: list[int]) -> array[int]:
        body = self._joined(sectors)
        return array("I", struct.unpack(f"<{len(body) // 4}I", body))


def _followed(table: array[int], start: int) -> list[int]:
    sectors: list[int] = []
    while start < _LAST_SECTOR:
        if start >= len(table) or len(sectors) > len(table):
            raise Unreadable("damaged", found="OLE")
        sectors.append(start)
        start = table[start]
    return sectors
