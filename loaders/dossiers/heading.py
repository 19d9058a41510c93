"""A sheet's first rows into the heading of a list of dossiers: which column holds what, by its words alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.header import Merged, is_numbering
from loaders.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from loaders.sheet import Sheet

HEAD_ROWS = 40
"""A heading stands this high; below it a row is a dossier's."""
_MOST_ROWS = 3

_PERSON = frozenset(
    fold(words)
    for words in (
        *("Chủ hồ sơ", "Người nộp", "Tên người nộp", "Người nộp hồ sơ", "Họ và tên", "Họ tên", "CCCD", "Địa chỉ"),
        *("SĐT", "Số điện thoại", "Điện thoại", "Người tiếp nhận", "Cán bộ tiếp nhận", "Cán bộ đang xử lý"),
        *("Tên cá nhân, tổ chức", "Tổ chức, cá nhân", "Tên tổ chức, cá nhân"),
    )
)
_FEES = frozenset(map(fold, ("Số biên lai", "Lệ phí", "Phí", "Ngày thu", "Mẫu số", "Ký hiệu")))
"""A list of receipts names those who paid: not all who applied."""

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("Mã hồ sơ", "Mã số hồ sơ", "Số biên nhận", "Mã HS", "Mã hồ sơ TTHC", "Mã biên nhận"),
    # Who resolves comes first: a one-stop centre receives for all departments.
    "unit": (
        *("Đơn vị giải quyết", "Cơ quan giải quyết", "Cơ quan chủ trì giải quyết", "Cơ quan, đơn vị giải quyết"),
        *("Đơn vị xử lý", "Cơ quan xử lý", "Đơn vị thực hiện", "Cơ quan thực hiện", "Đơn vị tiếp nhận"),
        *("Cơ quan tiếp nhận", "Đơn vị", "Tên đơn vị", "Cơ quan", "Cơ quan, đơn vị", "Tên cơ quan"),
    ),
    "level": (
        *("Mức độ", "Mức độ DVC", "Mức độ dịch vụ công", "Mức DVC", "Mức độ DVCTT", "Mức độ thủ tục", "Mức độ TTHC"),
        *("Mức độ dịch vụ công trực tuyến", "Loại dịch vụ công", "Mức độ cung cấp"),
    ),
    "channel": (
        *("Loại tiếp nhận", "Kênh thực hiện", "Hình thức nộp", "Hình thức nộp hồ sơ", "Hình thức tiếp nhận"),
        *("Kênh tiếp nhận", "Kênh nộp", "Phương thức nộp", "Phương thức tiếp nhận", "Cách thức nộp"),
    ),
    "sector": ("Lĩnh vực", "Tên lĩnh vực", "Lĩnh vực TTHC", "Lĩnh vực thủ tục", "Lĩnh vực thủ tục hành chính"),
    "procedure": (
        *("Tên thủ tục hành chính", "Thủ tục hành chính", "Tên thủ tục", "Thủ tục", "Tên TTHC", "TTHC"),
        *("Tên thủ tục hành chính (TTHC)", "Thủ tục hành chính (TTHC)"),
    ),
    "status": ("Trạng thái", "Trạng thái hồ sơ", "Tình trạng", "Tình trạng hồ sơ", "Trạng thái xử lý"),
    "received": (
        *("Ngày tiếp nhận", "Ngày nhận", "Ngày nhận hồ sơ", "Ngày tiếp nhận hồ sơ", "Thời gian tiếp nhận"),
        *("Ngày giờ tiếp nhận", "Ngày, giờ tiếp nhận", "Thời điểm tiếp nhận", "Nhận hồ sơ", "Tiếp nhận"),
        *("Ngày nộp hồ sơ", "Ngày nộp", "Thời gian nộp", "Ngày giờ nộp"),
    ),
    "due": (
        *("Ngày hẹn trả", "Ngày hẹn trả kết quả", "Hẹn trả", "Hẹn trả kết quả", "Ngày hẹn", "Ngày giờ hẹn trả"),
        *("Hạn xử lý", "Hạn giải quyết", "Hạn trả", "Thời gian hẹn trả", "Thời điểm hẹn trả"),
    ),
    "resolved": (
        *("Ngày kết thúc xử lý", "Ngày có kết quả", "Ngày hoàn thành", "Ngày xử lý xong", "Ngày kết thúc"),
        *("Ngày trả", "Ngày trả kết quả", "Trả kết quả", "Ngày trả thực tế", "Thời gian trả", "Thời điểm trả"),
    ),
}
"""For each field its headings, the one that is taken before the others first."""
_PLACES = {name: {fold(words): place for place, words in enumerate(known)} for name, known in _HEADINGS.items()}
_KNOWN = {words for places in _PLACES.values() for words in places} | _PERSON
_CODES = _PLACES["code"]
_NAMES = {"unit": "Đơn vị giải quyết", "received": "Ngày tiếp nhận"}


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a list's heading stands (`last` is its last row, or that of the numbers under it) and what it heads.

    `fields` gives a column (1 is A) for each of "code", "unit", "level", "channel", "sector", "procedure", "status",
    "received", "due" and "resolved" that the list has; `texts` all headings by column; `doubled` the pairs of columns
    headed alike that could both be a field.
    """

    top: int
    last: int
    fields: Mapping[str, int]
    texts: Mapping[int, str]
    doubled: tuple[tuple[int, int], ...] = ()

    @property
    def leads(self) -> tuple[int, int]:
        """The two leftmost columns: a row that names the unit of those below it stands there."""
        left = min(self.texts)
        return left, left + 1

    @property
    def has_fees(self) -> bool:
        """Whether it heads a list of receipts for fees."""
        return any(fold(text) in _FEES for text in self.texts.values())


def is_about_a_person(words: str) -> bool:
    """Whether a column of that heading holds names, addresses or phones."""
    return fold(words) in _PERSON


def is_list_of_people(sheet: Sheet) -> bool:
    """Whether a row within the first forty heads both a dossier's number and what belongs to a person or dossier."""
    return find(sheet) is not None


def find(sheet: Sheet) -> Heading | None:
    """Return the heading of the sheet's list, or None where it holds none."""
    merged = Merged(sheet)
    rows = _rows(sheet)
    for row in sorted(rows):
        folded = {column: fold(merged.text(row, column)) for column in rows[row]}
        code = next((column for column, text in folded.items() if text in _CODES), None)
        if code is None:
            continue
        bottom = _bottom(merged, rows, row, code)
        texts = dict(_leaves(merged, sheet.last_column, row, bottom))
        if _is_personal(texts.values()):
            fields = _fields(texts)
            doubled = tuple(_doubled(merged, (row, bottom), fields, texts))
            return Heading(row, _without_numbers(merged, rows, bottom), fields, texts, doubled)
    return None


def _rows(sheet: Sheet) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for (row, column), cell in sheet.cells.items():
        if row <= HEAD_ROWS + _MOST_ROWS and cell.text:
            rows.setdefault(row, []).append(column)
    return rows


def _bottom(merged: Merged, rows: dict[int, list[int]], top: int, code: int) -> int:
    """Return the heading's last row: the code's merged cell reaches there, or rows below hold nothing but headings."""
    merge = merged.at(top, code)
    bottom = merge.bottom if merge else top
    for row in range(bottom + 1, top + _MOST_ROWS):
        texts = {column: fold(merged.text(row, column)) for column in rows.get(row, ())}
        if not texts or texts.get(code) or not _KNOWN.intersection(texts.values()):
            break
        bottom = row
    return min(bottom, top + _MOST_ROWS - 1)


def _leaves(merged: Merged, last_column: int, top: int, bottom: int) -> Iterator[tuple[int, str]]:
    """Yield each column's heading: the words nearest to the dossiers."""
    for column in range(1, last_column + 1):
        texts = [text for row in range(bottom, top - 1, -1) if (text := merged.text(row, column))]
        if texts:
            yield column, texts[0]


def _is_personal(texts: Iterable[str]) -> bool:
    folded = {fold(text) for text in texts}
    return bool(folded & _PERSON or folded & _PLACES["received"].keys() or folded & _PLACES["due"].keys())


def _without_numbers(merged: Merged, rows: dict[int, list[int]], bottom: int) -> int:
    """Return the row of "(1) (2) (3)" under the heading where there is one."""
    following = rows.get(bottom + 1, [])
    texts = [merged.text(bottom + 1, column) for column in following]
    return bottom + 1 if len(texts) > 2 and is_numbering(texts) else bottom


def _fields(texts: Mapping[int, str]) -> dict[str, int]:
    fields: dict[str, int] = {}
    for name, places in _PLACES.items():
        known = [(places[words], column) for column, text in texts.items() if (words := fold(text)) in places]
        if known:
            fields[name] = min(known)[1]
    return fields


def _doubled(
    merged: Merged, rows: tuple[int, int], fields: Mapping[str, int], texts: Mapping[int, str]
) -> Iterator[tuple[int, int]]:
    """Yield each field's column with another that is headed alike; one heading merged over two columns is one."""
    top, bottom = rows
    for column in fields.values():
        shown = {merged.origin(row, column) for row in range(top, bottom + 1)}
        for other, text in texts.items():
            is_same = any(merged.origin(row, other) in shown for row in range(top, bottom + 1))
            if other != column and fold(text) == fold(texts[column]) and not is_same:
                yield column, other


def missing(heading: Heading, *, has_groups: bool) -> Iterator[str]:
    """Yield the headings without which nothing can be counted."""
    if "received" not in heading.fields:
        yield _NAMES["received"]
    if "unit" not in heading.fields and not has_groups:
        yield _NAMES["unit"]
