"""Whether a text can be a procedure's or a sector's name: only such a one may leave the child process.

Names of procedures are sentences in small letters; a person's name is a few words with capitals. A column may hold
either where somebody typed into the wrong one, so what looks as a person, a telephone number or a code stays inside.
"""

from __future__ import annotations

import re
from unicodedata import normalize

LONGEST = 300
"""Letters; the longest name of a procedure known has some 250."""

_FAMILIES = frozenset(
    normalize("NFC", name).upper()
    for name in (
        *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương"),
        *("Lý", "Đinh", "Trịnh", "Đoàn", "Trương", "Tạ", "Lưu", "Vương", "Phùng", "Đàm", "Quách", "Tống", "Chu"),
    )
)
"""The family names of nearly everyone; none begins a sector or a procedure written in capitals."""
_NUMBER = re.compile(r"\d[\d .-]{6,}\d")
"""So many digits are a telephone, an identity card or a dossier, no procedure's own code, whose parts are short."""
_CODE = re.compile(r"\(?\d\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}(?:\.H\d{2})?)?\)?")
"""The national code of a procedure: 1.001193, or 1.001193.000.00.00.H05."""
_WORD = re.compile(r"[^\W\d_]+")


def subject(text: str) -> str | None:
    """Return the name with single blanks, or None where it may be somebody's or something else."""
    named = " ".join(normalize("NFC", text).split())
    is_short = len(named) <= LONGEST
    return named if is_short and _WORD.search(named) and not _may_be_personal(named) else None


def _may_be_personal(named: str) -> bool:
    words = _WORD.findall(named)
    if named.isupper():
        is_person = words[0] in _FAMILIES
    else:
        is_person = len(words) > 1 and all(word[0].isupper() for word in words)
        is_person = is_person or any(map(_begins_a_name, words, words[1:], words[2:]))
    return is_person or bool(_NUMBER.search(_CODE.sub("", named)))


def _begins_a_name(family: str, middle: str, given: str) -> bool:
    """Whether three words in a row are a person's name within a sentence."""
    return family.upper() in _FAMILIES and all(word[0].isupper() for word in (family, middle, given))
