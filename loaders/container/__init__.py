"""Any spreadsheet file's bytes into sheets of cells, or into the one finding that says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.container import delimited, html_table, sniff, spreadsheetml, xls, zipped
from loaders.container.contents import Contents, Unreadable, garbled, named
from loaders.report import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.sheet import Sheet

__all__ = ["Contents", "read"]

Reading = tuple[str, tuple["Sheet", ...], list[Finding]]


def read(data: bytes, filename: str = "") -> Contents:
    """Return what the bytes hold; `filename` is never trusted, only repeated in the findings.

    Nothing is raised for a user's file, but an engine may abort the whole process: uploads go through
    loaders.sandbox.contents, which calls this in a child.
    """
    container = ""
    try:
        container = sniff.container(data)
        container, sheets, findings = _READERS[container](data)
    except Unreadable as end:
        return Contents(container, findings=named([end.finding], filename))
    except (RecursionError, MemoryError) as error:
        return Contents(container, findings=named([Finding("error", "damaged", found=type(error).__name__)], filename))
    return Contents(container, sheets, named([*findings, *garbled(sheets)], filename))


_READERS: dict[str, Callable[[bytes], Reading]] = {
    "zip": zipped.read,
    "ole": xls.read,
    "html": html_table.read,
    "xml-2003": spreadsheetml.read,
    "csv": delimited.read,
}
