"""Tells a list of applications (names, addresses, phones of people) from a summary, by its column headings alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.words import fold

if TYPE_CHECKING:
    from loaders.sheet import Sheet

_DOSSIER = frozenset(map(fold, ("Mã hồ sơ", "Số hồ sơ", "Mã số hồ sơ", "Số biên nhận")))
_PERSON = frozenset(
    fold(heading)
    for heading in (
        *("Chủ hồ sơ", "Người nộp", "Tên người nộp", "Họ và tên", "CCCD", "Địa chỉ", "SĐT", "Số điện thoại"),
        *("Người tiếp nhận", "Ngày tiếp nhận", "Ngày hẹn trả"),
    )
)


def is_list_of_people(sheet: Sheet) -> bool:
    """Whether a row within the first forty heads both a dossier's number and what belongs to a person."""
    rows: dict[int, set[str]] = {}
    for (row, _), cell in sheet.cells.items():
        if row <= 40 and isinstance(cell.value, str):
            rows.setdefault(row, set()).add(fold(cell.text))
    return any(words & _DOSSIER and words & _PERSON for words in rows.values())
