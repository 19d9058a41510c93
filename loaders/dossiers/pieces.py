"""A large sheet's rows, as they come, into Arrow columns: each piece a small workbook for fastexcel, on all cores.

Read as one workbook, a million dossiers are 2 GB of cells while the engine holds them; in pieces they are some MB at a
time, and the engine works while the next piece is inflated. Shared texts are put in afterwards, by their numbers.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, TypeVar

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from loaders.container.contents import Unreadable
from loaders.dossiers.arrow import trimmed
from loaders.sheet import letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from loaders.container.streamed import Rows

Piece = TypeVar("Piece")
Part = TypeVar("Part")

_AT_ONCE = os.cpu_count() or 2
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PLAIN_STYLES = f'<styleSheet xmlns="{_MAIN}"/>'.encode()
_TOP, _BOTTOM = f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode(), b"</sheetData></worksheet>"
_DATE_1904 = re.compile(rb"""<workbookPr\b[^<>]*\bdate1904\s*=\s*["'](?:1|true)["']""")
_USUAL_SHARED = (b' t="s"><v>', b' t="str"><v>')
_SHARED = re.compile(rb'(<c\b[^<>]*?\bt=)"s"([^<>]*>\s*<v>)')
_NUMBER_MARK = "\ue000"
"""Before the number of a shared text, so that it is no other cell's number; it is in private use and no writer's."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a piece needs of its workbook: how days are shown and counted, and the shared texts."""

    styles: bytes
    is_1904: bool
    texts: pa.Array | None

    @classmethod
    def of(cls, small: Mapping[str, bytes], texts: pa.Array | None) -> Setting:
        """Return the setting of a workbook by its small parts."""
        styles = next((body for name, body in small.items() if name.lower() == "xl/styles.xml"), _PLAIN_STYLES)
        return cls(styles, any(_DATE_1904.search(body) for body in small.values()), texts)


def shared_texts(pieces: Iterable[bytes]) -> pa.Array:
    """Return the table of shared texts; each is read as a cell of a sheet, after one that holds its row."""
    return pa.concat_arrays([pa.nulls(0, pa.string()), *_in_turn(_texts, pieces)])


def columns(pieces: Iterable[Rows], wanted: Sequence[int], setting: Setting) -> tuple[pa.Array, ...]:
    """Return the columns wanted (1 is A) as trimmed text from row 1 on, null where a cell is blank or an error."""
    nothing = [pa.nulls(0, pa.string()) for _ in wanted]
    parts = zip(nothing, *_in_turn(lambda rows: _placed(_batch(rows, wanted, setting), rows), pieces), strict=True)
    return tuple(map(pa.concat_arrays, parts))


def _in_turn(read: Callable[[Piece], Part], pieces: Iterable[Piece]) -> Iterator[Part]:
    """Yield what is read of each piece, in order, on all cores; few pieces wait for their turn."""
    asked = deque[Future[Part]]()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for piece in pieces:
            asked.append(pool.submit(read, piece))
            if len(asked) > 2 * _AT_ONCE:
                yield asked.popleft().result()
        while asked:
            yield asked.popleft().result()


def _texts(xml: bytes) -> pa.Array:
    rows = xml.replace(b"<si/>", b"<si></si>")
    rows = rows.replace(b"<si>", b'<row><c><v>1</v></c><c t="inlineStr"><is>').replace(b"</si>", b"</is></c></row>")
    bottom = b'<row><c><v>1</v></c><c t="str"><v>.</v></c></row>'
    batch = _engine(_TOP + rows + bottom + _BOTTOM, [2], _PLAIN_STYLES, is_1904=False)
    return batch.column(0).slice(0, batch.num_rows - 1)


def _batch(rows: Rows, wanted: Sequence[int], setting: Setting) -> pa.RecordBatch:
    """Return the rows of a piece from the first that holds something, and one more, which holds their place."""
    xml = rows.xml
    if setting.texts is not None:
        mark = _NUMBER_MARK.encode()
        if mark in xml:
            raise Unreadable("damaged", found=_NUMBER_MARK)
        xml = xml.replace(_USUAL_SHARED[0], _USUAL_SHARED[1] + mark)
        if b't="s"' in xml:
            xml = _SHARED.sub(rb'\1"str"\2' + mark, xml)
    cells = "".join(
        f'<c r="{letters(column)}{rows.last + 1}" t="str"><v>.</v></c>' for column in sorted({1, wanted[-1]})
    )
    # Rows without a number are counted on from the one before them; the row below keeps the columns' and rows' places.
    above = f'<row r="{rows.before}"></row>' if rows.before else ""
    below = f'<row r="{rows.last + 1}">{cells}</row>'
    sheet = b"".join((_TOP, above.encode(), xml, below.encode(), _BOTTOM))
    batch = _engine(sheet, wanted, setting.styles, is_1904=setting.is_1904)
    return batch if setting.texts is None else _with_texts(batch, setting.texts)


def _with_texts(batch: pa.RecordBatch, texts: pa.Array) -> pa.RecordBatch:
    """Return the batch with the shared texts in place of their numbers."""
    return pa.record_batch([_named(column, texts) for column in batch.columns], names=batch.schema.names)


def _named(column: pa.Array, texts: pa.Array) -> pa.Array:
    is_number = pc.starts_with(column, _NUMBER_MARK)
    if not pc.any(is_number).as_py():
        return column
    marked = pc.if_else(is_number, column, pa.scalar(None, pa.string()))
    try:
        numbers = pc.utf8_slice_codeunits(marked, 1).cast(pa.int32())
        return pc.if_else(pc.fill_null(is_number, fill_value=False), pc.take(texts, numbers), column)
    except (pa.ArrowInvalid, pa.ArrowIndexError):
        raise Unreadable("damaged", found="sharedStrings") from None


def _placed(batch: pa.RecordBatch, rows: Rows) -> list[pa.Array]:
    """Return the columns of a piece from its first row to its last; the row that held their place goes."""
    filled = batch.num_rows - 1
    blank = rows.last - rows.before - filled
    if blank < 0:
        raise Unreadable("damaged", found="rows")
    above = pa.nulls(blank, pa.string())
    return [pa.concat_arrays([above, trimmed(column.slice(0, filled))]) for column in batch.columns]


def _engine(sheet: bytes, wanted: Sequence[int], styles: bytes, *, is_1904: bool) -> pa.RecordBatch:
    try:
        reader = fastexcel.read_excel(_workbook(sheet, styles, is_1904=is_1904))
        return reader.load_sheet_eager(
            0, header_row=None, dtypes="string", use_columns=[column - 1 for column in wanted]
        )
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 - a Rust panic is no Exception
        raise Unreadable("damaged", found=type(error).__name__) from None


def _workbook(sheet: bytes, styles: bytes, *, is_1904: bool) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, body in _FRAME[is_1904].items():
            made.writestr(name, body)
        made.writestr("xl/styles.xml", styles)
        made.writestr("xl/worksheets/s.xml", sheet)
    return target.getvalue()


def _frame(properties: str) -> dict[str, str]:
    def relation(kind: str, target: str) -> str:
        one = f'<Relationship Id="rId1" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{_RELATIONS}">{one}</Relationships>'

    sheets = '<sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets>'
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}">{properties}{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/s.xml"),
    }


_FRAME = {False: _frame(""), True: _frame('<workbookPr date1904="1"/>')}
