"""A file's bytes into its contents: large lists by column, all else cell by cell, and of lists only counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.container import read
from loaders.container.contents import Contents, Unreadable, named
from loaders.container.sniff import check_size
from loaders.dossiers import large, taking
from loaders.dossiers.seen import Seen
from loaders.sized import bounded

if TYPE_CHECKING:
    from collections.abc import Callable


def _nothing(*_: object) -> None:
    """Make no room, tell no progress."""


def opened(
    data: bytes,
    filename: str = "",
    make_room: Callable[[], None] = _nothing,
    progress: Callable[[float], None] = _nothing,
) -> Contents:
    """Return what the bytes hold. `make_room` is called before a large list is read, `progress` hears 0 to 1 then."""
    try:
        check_size(data)
    except Unreadable as end:
        return Contents("", findings=named([end.finding], filename))
    seen = Seen()
    contents = large.read(data, seen, make_room, progress)
    contents = bounded(taking.taken(contents or read(data, filename), seen))
    return Contents(contents.container, contents.sheets, named(contents.findings, filename), contents.lists)
