"""Any spreadsheet file's bytes into sheets of cells, or into the one finding that says why not.

What is found here ("error" ends the reading unless a cell is named; `found` fills the sentence):

| code | severity | where | found |
|---|---|---|---|
| empty-file | error | | size in bytes, or "zip" for an archive without files |
| too-large | error | | "72 MB" (values: limit) |
| image-not-workbook, pdf-not-workbook, word-not-workbook | error | | "PNG", "PDF", "Word" ... |
| archive-not-read | error | | "RAR" ..., or the name of a zip inside a zip |
| format-not-read | error | | "Flat ODF", "SYLK", "MHTML", "Excel 4" ... |
| not-a-workbook | error | | "PowerPoint", "OLE", "zip", "XML", "text", or the first bytes |
| own-download | error | | the address of the view that a table was downloaded from here |
| marked-copy | warning | | the sheet that marking added; told only where an error is left (loaders.read) |
| html-without-table | error | | the page's title |
| encrypted | error | | "xls", "xlsx", "ods", "zip" |
| truncated | error | | "zip", "OLE", "HTML", "XML", "CSV"; a warning where only more may be lost |
| damaged | error | | the part, or what an engine raised |
| zip-bomb, duplicate-member, unsafe-member-name, has-dtd | error | | the member |
| too-many-members | error | | how many (values: limit) |
| too-many-sheets, -rows, -columns, -cells | error | sheet | how many, or the column's letters (values: limit) |
| too-many-merges | error | sheet | the range that was one too many |
| engines-disagree | error | cell | both readings |
| engines-disagree-more | error | sheet | how many more cells |
| garbled-text | error | cell | the text |
| legacy-font | error | cell | the text (values: font) |
| reader-killed | error | | signal or exception (the child's: loaders.sandbox) |
| reader-timeout | error | | (loaders.sandbox) |
| one-engine-only | warning or note | sheet or "" | the engine that read it; a note where that was decided beforehand |
| encoding-guessed | warning | | the encoding taken |
| macro-ignored | note | | |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.container import delimited, html_table, legacy, limits, sniff, spreadsheetml, xls, zipped
from loaders.container.contents import Contents, Unreadable, named
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
        _check_merges(sheets)
    except Unreadable as end:
        return Contents(container, findings=named([end.finding], filename))
    except (RecursionError, MemoryError) as error:
        return Contents(container, findings=named([Finding("error", "damaged", found=type(error).__name__)], filename))
    return Contents(container, sheets, named([*findings, *legacy.garbled(sheets)], filename))


def _check_merges(sheets: tuple[Sheet, ...]) -> None:
    """Refuse a sheet whose merged ranges together cover more than any report's: each of their rows is looked at."""
    for sheet in sheets:
        covered = sum((area.bottom - area.top + 1) * (area.right - area.left + 1) for area in sheet.merges)
        if covered > limits.MERGED_CELLS:
            raise Unreadable("too-many-merges", where=sheet.name, found=str(len(sheet.merges)))


_READERS: dict[str, Callable[[bytes], Reading]] = {
    "zip": zipped.read,
    "ole": xls.read,
    "html": html_table.read,
    "xml-2003": spreadsheetml.read,
    "csv": delimited.read,
}
