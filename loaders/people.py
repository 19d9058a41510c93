"""Tells a table whose lines are people from one whose lines are units, by its headings and what stands in its cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.words import fold
from reference import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HEADINGS = re.compile(
    "|".join(
        rf"\b{fold(heading)}\b"
        for heading in (
            *("Họ và tên", "Họ tên", "Chủ hồ sơ", "Người nộp", "Người yêu cầu", "CCCD", "CMND", "Căn cước", "Địa chỉ"),
            *("SĐT", "Số điện thoại", "Điện thoại", "Email", "Ngày sinh", "Năm sinh", "Giới tính", "Mã hồ sơ"),
        )
    )
)
_SURNAMES = frozenset(
    names.key(surname)
    for surname in (
        *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"),
        *("Dương", "Lý", "Đào", "Đoàn", "Trịnh", "Đinh", "Lương", "Mai", "Cao", "Tạ", "Chu", "Nghiêm", "Lưu"),
    )
)
_NUMBER_OF_A_PERSON = re.compile(r"(?:\+84|0)[0-9]{9}|[0-9]{12}")
"""A telephone number, or that of an identity card."""
_SHARE = 0.3
_FEWEST = 3


def are_listed(headings: Iterable[str], columns: Iterable[Sequence[str]]) -> bool:
    """Whether a heading belongs to a person, or three cells of a column, and one in three of its cells, do."""
    return any(_HEADINGS.search(fold(heading)) for heading in headings) or any(map(_is_of_people, columns))


def _is_of_people(texts: Sequence[str]) -> bool:
    personal = sum(map(_is_of_a_person, texts))
    return personal >= max(_FEWEST, _SHARE * len(texts))


def _is_of_a_person(text: str) -> bool:
    words = names.key(text).split()
    is_a_name = 3 <= len(words) <= 5 and words[0] in _SURNAMES and all(word.isalpha() for word in words)
    return is_a_name or bool(_NUMBER_OF_A_PERSON.fullmatch(re.sub(r"[ .]", "", text)))
