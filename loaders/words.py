"""Turns printed words into a form that compares: one case, one Unicode form, no tone marks, no punctuation.

Tone marks go because offices place them differently (hoà, hòa) and typists lose them; the letters' own marks
(â ă ê ô ơ ư đ) stay, since they tell words apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from reference.names import key

_PARENTHESES = re.compile(r"\([^()]*\)")
_PUNCTUATION = re.compile(r"[^\w%]+")
_LEADING_NUMBER = re.compile(
    r"^\s*(?:[-+*•–]|\(?[0-9]{1,3}[.)](?![0-9])|\(?[0-9]{1,3}\s|[IVX]{1,5}[.)]\s*|[a-zđ][.)]\s)\s*"
)
_ROMAN = re.compile(r"^(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})[.)]?$")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return the words of a heading or label, ready to compare; what stands in parentheses is left out."""
    bare = _PARENTHESES.sub(" ", text)
    kept = bare if bare.strip(" .*:-") else text
    return _PUNCTUATION.sub(" ", key(kept)).strip()


def toned(text: str) -> str:
    """Return the words with their tone marks, where only a tone tells two apart: cộng and công, phường and Phượng."""
    return _PUNCTUATION.sub(" ", normalize("NFC", text).casefold()).strip()


def without_number(text: str) -> str:
    """Return the label without "1.", "a)", "-" or "IV." before it."""
    return _LEADING_NUMBER.sub("", text, count=1)


def number_of(text: str) -> str:
    """Return the number that stands before a label's words, "" where there is none."""
    return text[: len(text) - len(without_number(text))].strip(" ().-+*•–")


def is_roman(text: str) -> bool:
    """Whether it is a Roman numeral as sections are numbered: I, II, IV."""
    return bool(_ROMAN.match(text.strip()))


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a cell's text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
