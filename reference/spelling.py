"""Written names -> forms to compare: exact but for how they were typed, without tones, or without any accent."""

from __future__ import annotations

import re
import unicodedata

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng
_LOOKALIKES = str.maketrans({"ð": "đ", "ɖ": "đ"})
"""Other alphabets' crossed D, which look the same on screen."""

_NUMBERING = re.compile(r"^\s*(?:[IVX]{2,}[\s.):/-]|[IV][\s.):/-]|[A-EG]\.\s|[a-eg]\))\s*")
"""A list's own "II", "IV.", "A." or "b)". A single X, P or H before a dot is a commune, a ward or a district."""

_BETWEEN = re.compile(r"[^\w]|_")
_LAST_Y = re.compile(r"(?<=[hklmst])y$|(?<=^qu)y$")


def key(text: str) -> str:
    """Fold case, spaces and the five tone marks, whichever way they were typed; â ă ê ô ơ ư đ stay.

    No two of the 99 units of 1/7/2025 share a key; "Hòa" and "Hoà", "Thụy" and "Thuỵ" do.
    """
    toneless = "".join(c for c in _decomposed(text) if c not in _TONES)
    return unicodedata.normalize("NFC", " ".join(toneless.split()))


def words(text: str) -> tuple[str, ...]:
    """Split a name into words that are equal only if they would be read aloud alike.

    Case, composed or decomposed letters, the place of a tone mark ("hoà"), final y for i ("Mĩ"), "&" for "và",
    punctuation and the list's numbering make no difference; a missing or a different tone does.
    """
    plain = _BETWEEN.sub(" ", unicodedata.normalize("NFC", _decomposed(_NUMBERING.sub("", text))).replace("&", " và "))
    found = [_read_aloud(word) for word in plain.split()]
    while found and found[0].isdigit():
        del found[0]
    while found and found[-1].isdigit():
        del found[-1]
    return tuple(found)


def bare(name: tuple[str, ...]) -> str:
    """Write words without any accent, as on a keyboard that has none."""
    letters = unicodedata.normalize("NFD", " ".join(name)).replace("đ", "d")
    return "".join(c for c in letters if not unicodedata.combining(c))


def _decomposed(text: str) -> str:
    """Fold what never carries meaning: compatibility forms, case, invisible characters and runs of spaces."""
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFD", " ".join(visible.casefold().split()).translate(_LOOKALIKES))


def _read_aloud(word: str) -> str:
    """Put the tone after the letters: where it was typed within the syllable says nothing."""
    letters = unicodedata.normalize("NFD", word)
    toneless = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    return _LAST_Y.sub("i", toneless) + "".join(c for c in letters if c in _TONES)
