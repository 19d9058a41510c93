"""A large .xlsx with a list of dossiers into counts, inflated once: checked, and read by column as it comes.

Whether a sheet holds a list is decided by its first rows, read from a small workbook made of them; so a sheet that is
none costs little and goes the way of every summary. The engine works on bytes whose check is not yet done: what it gave
is used only when the check has ended well, and a bomb meets the limits of the child process.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from loaders.container import archive, calamine, limits, streamed, xlsx_parts, zipped
from loaders.container.contents import Contents, Unreadable, guarded
from loaders.dossiers import heading as headings
from loaders.dossiers import taking
from loaders.report import Finding
from loaders.sheet import Sheet, letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from zipfile import ZipFile, ZipInfo

    from loaders.container.streamed import Streamed
    from loaders.container.xlsx_parts import SheetPart
    from loaders.dossiers.cells import Columns
    from loaders.dossiers.heading import Heading
    from loaders.dossiers.pieces import Setting
    from loaders.dossiers.seen import Seen

_ROW_END, _STRING_END = b"</row>", b"</si>"
_HEAD_ROWS = headings.HEAD_ROWS + 5
_STRING_NUMBER = re.compile(rb'<c [^<>]*\bt="s"[^<>]*>\s*<v>(\d{1,9})<')
_EMPTY = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
_SHEETS, _STRINGS = "xl/worksheets/", "sharedstrings.xml"
_PART_BYTES = 8 * limits.MEGABYTE
_READING = 0.9
"""How far a reader is told to be when all is read and the counting begins."""


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook with large sheets: its zip, its small parts, and those sheets with what their first rows hold."""

    archive: ZipFile
    small: Mapping[str, bytes]
    sheets: tuple[SheetPart, ...]
    lists: Mapping[str, tuple[Sheet, Heading]]
    """The large sheets that are lists: their first rows, by the path of their part."""

    @property
    def shown(self) -> dict[str, tuple[Sheet, Heading]]:
        """The lists of sheets that are not hidden."""
        return {path: found for path, found in self.lists.items() if not found[0].is_hidden}

    @property
    def hidden(self) -> dict[str, tuple[Sheet, Heading]]:
        """The lists of hidden sheets: they are told, and not counted."""
        return {path: found for path, found in self.lists.items() if found[0].is_hidden}


def read(data: bytes, seen: Seen, make_room: Callable[[], None], progress: Callable[[float], None]) -> Contents | None:
    """Return a workbook's contents with its large lists counted; None where it holds none, to be read as others are.

    `seen` learns the dossiers counted. `make_room` is called before the work begins: it needs more memory and time than
    a summary.
    """
    try:
        book = _book(data)
        if book is None:
            return None
        make_room()
        return _contents(book, seen, progress)
    except Unreadable as end:
        return Contents("xlsx", findings=(end.finding,))


def _book(data: bytes) -> _Book | None:
    """Return the workbook where a large sheet of it is a list; a zip that is damaged is left to the usual reader."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        opened = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    entries = opened.infolist()
    large = {entry.filename for entry in entries if entry.file_size >= limits.LIST_PART_BYTES}
    if not any(name.lower().startswith(_SHEETS) for name in large):
        return None
    archive.check(opened)
    streamed.check_declared(entries)
    small = _small(opened, entries)
    if zipped.kind(small) not in {"xlsx", "xlsm"}:
        return None
    sheets = xlsx_parts.sheet_parts({**dict.fromkeys(opened.namelist(), b""), **small})
    heads = _heads(opened, small, sheets, large)
    lists = {path: (head, heading) for path, head in heads.items() if (heading := headings.find(head))}
    return _Book(opened, small, sheets, lists) if lists else None


def _small(opened: ZipFile, entries: list[ZipInfo]) -> dict[str, bytes]:
    """Return the parts that say what the workbook is made of: no cells, texts or pictures."""
    names = [
        entry.filename
        for entry in entries
        if entry.filename.lower().endswith((".xml", ".rels"))
        and entry.file_size <= _PART_BYTES
        and not entry.filename.lower().startswith((_SHEETS, "xl/drawings/", "xl/charts/"))
        and not entry.filename.lower().endswith(_STRINGS)
    ]
    try:
        return dict(archive.xml_parts({name: opened.read(name) for name in names}))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise Unreadable("damaged", found="zip") from None


def _heads(
    opened: ZipFile, small: Mapping[str, bytes], sheets: tuple[SheetPart, ...], large: set[str]
) -> dict[str, Sheet]:
    """Return the first rows of the large sheets, read from a small workbook that holds no more."""
    tops = {part.path: _top(opened, part.path) if part.path in large else _EMPTY for part in sheets}
    texts = next((name for name in opened.namelist() if name.lower().endswith(_STRINGS)), None)
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as cut:
        for name, body in {**small, **tops}.items():
            cut.writestr(name, body)
        if texts:
            cut.writestr(texts, _first_texts(opened, texts, tops))
    read_sheets, _ = guarded(calamine.sheets, target.getvalue())
    by_name = {sheet.name: sheet for sheet in read_sheets or ()}
    return {
        part.path: replace(by_name[part.name], is_hidden=part.is_hidden)
        for part in sheets
        if part.path in large and part.name in by_name
    }


def _top(opened: ZipFile, path: str) -> bytes:
    """Return a worksheet's part that ends after its first rows; an empty one where its rows are written otherwise."""
    held = streamed.beginning(opened, path, lambda body: body.count(_ROW_END) >= _HEAD_ROWS)
    rows = held.split(_ROW_END, _HEAD_ROWS)[:-1]
    return b"".join(row + _ROW_END for row in rows) + b"</sheetData></worksheet>" if rows else _EMPTY


def _first_texts(opened: ZipFile, name: str, tops: Mapping[str, bytes]) -> bytes:
    """Return the table of shared texts as far as the first rows need it."""
    last = max((int(number) for top in tops.values() for number in _STRING_NUMBER.findall(top)), default=0)
    held = streamed.beginning(opened, name, lambda body: body.count(_STRING_END) > last)
    xlsx_parts.check_string_count(name, held[:4096], opened.getinfo(name).file_size)
    texts = held.split(_STRING_END, last + 1)
    return b"".join(text + _STRING_END for text in texts[: last + 1]) + b"</sst>"


def _contents(book: _Book, counted: Seen, progress: Callable[[float], None]) -> Contents:
    """Read the lists while the zip is checked, count them, and read what else the workbook holds as usual."""
    read_lists = _read(book, progress)
    lists, findings = [], [Finding("note", "hidden-sheet", head.name) for head, _ in book.hidden.values()]
    for path, (head, heading) in book.shown.items():
        columns = read_lists.pop(path)
        listed, found = taking.read(head, heading, lambda columns=columns: columns, counted)  # type: ignore[misc]
        lists += [listed] if listed else []
        findings += found
    rest = _rest(book)
    progress(1.0)
    return Contents("xlsx", rest.sheets, (*findings, *rest.findings), tuple(lists))


def _read(book: _Book, progress: Callable[[float], None]) -> dict[str, Columns]:
    """Inflate every member once and return the columns of the lists that are shown."""
    from loaders.dossiers import pieces  # Arrow and its engine take 100 ms to import, for lists alone

    entries = [entry for entry in book.archive.infolist() if entry.filename not in book.small and not entry.is_dir()]
    total, done = sum(entry.file_size for entry in entries) or 1, 0

    def count(size: int) -> None:
        nonlocal done
        done += size
        progress(_READING * done / total)

    texts = None
    for name in (entry.filename for entry in entries if entry.filename not in book.shown):
        if name.lower().endswith(_STRINGS):
            texts = pieces.shared_texts(streamed.texts(book.archive, name, count))
        else:
            streamed.checked(book.archive, name, count)
    setting = pieces.Setting.of(book.small, texts)
    return {path: _columns(book, path, setting, count) for path in book.shown}


def _columns(book: _Book, path: str, setting: Setting, count: Callable[[int], None]) -> Columns:
    """Return the rows under a list's heading; raise Unreadable where the engine placed it otherwise than the sheet."""
    from loaders.dossiers import pieces
    from loaders.dossiers.arrow import filled_down
    from loaders.dossiers.cells import Columns

    head, heading = book.shown[path]
    if head.last_column > limits.LIST_COLUMNS:
        found = letters(head.last_column)
        raise Unreadable("too-many-columns", where=head.name, found=found, limit=letters(limits.LIST_COLUMNS))
    leads = _leads(head, heading)
    wanted = sorted({*heading.fields.values(), *leads})
    seen = streamed.Streamed()
    rows = streamed.rows(book.archive, path, count, seen)
    texts = dict(zip(wanted, pieces.columns(rows, wanted, setting), strict=True))
    code = heading.fields["code"]
    if " ".join((texts[code][heading.top - 1].as_py() or "").split()) != head.cells[heading.top, code].text:
        raise Unreadable("damaged", found=head.name)
    below = {
        column: filled_down(text, _merged_down(seen, column)).slice(heading.last) for column, text in texts.items()
    }
    return Columns(
        heading.last + 1,
        {name: below[column] for name, column in heading.fields.items()},
        (below[leads[0]], below[leads[1]]),
        seen.errors,
        frozenset(seen.stale),
        frozenset(row for row in seen.hidden_rows if row > heading.last),
    )


def _merged_down(seen: Streamed, column: int) -> Iterator[tuple[int, int]]:
    """Yield the places, counted from 0, of the first and last row of what is merged down in one column."""
    for merge in seen.merges:
        if merge.left == merge.right == column and merge.bottom > merge.top:
            yield merge.top - 1, merge.bottom - 1


def _leads(head: Sheet, heading: Heading) -> tuple[int, int]:
    """Return the columns in which group rows are named, as far as the sheet has them."""
    left, second = heading.leads
    return left, second if second <= head.last_column else left


def _rest(book: _Book) -> Contents:
    """Read the other sheets of the workbook, where they hold cells, as a workbook without the lists."""
    others = [part.path for part in book.sheets if part.path not in book.lists]
    if not any(b"<v" in (body := book.archive.read(path)) or b"<is" in body for path in others):
        return Contents("xlsx")
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as without:
        for name in book.archive.namelist():
            without.writestr(name, _EMPTY if name in book.lists else book.archive.read(name))
    try:
        container, sheets, findings = zipped.read(target.getvalue())
    except Unreadable as end:
        return Contents("xlsx", findings=(end.finding,))
    return Contents(container, sheets, tuple(findings))
