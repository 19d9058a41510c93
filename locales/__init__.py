"""English sentences -> the reader's language; numbers, months and days -> the reader's form."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Callable

Language = Literal["vi", "en"]

LANGUAGES: tuple[Language, ...] = ("vi", "en")
"""The first is the default."""

_FOLDER = Path(__file__).parent
_KEPT = 9
"""Decimals of a figure that are its own, and not of the arithmetic that made it."""
_MONTH_FORMS = {
    ("vi", False): "'Tháng' M/yyyy",
    ("vi", True): "'T'M/yyyy",
    ("en", False): "MMMM yyyy",
    ("en", True): "MMM yyyy",
}
_DAY_FORMS = {"vi": "dd/MM/yyyy", "en": "d MMM yyyy"}


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for "translate this where it is shown"
    """Mark a sentence of a table for translation and return it as it is."""
    return sentence


@cache
def translator(language: str) -> Callable[[str], str]:
    """Return what turns an English sentence into the language; an unknown sentence stays as it is.

    The sentences of locales/<language>/*.po are merged; ValueError if two files differ on one.
    """
    sentences = _sentences(language)
    return lambda sentence: sentences.get(sentence) or sentence


def rounded(value: float, decimals: int = 0) -> Decimal:
    """Return the value as it is written with that many decimals; halves go up, as in Excel."""
    # 100 - 96.45 is 3.5499999999999972 in floats: the half that they lose is put back first.
    return Decimal(str(round(value, _KEPT))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0  # no "-0,0"


def number(value: float, language: str, decimals: int = 0) -> str:
    """Write 1234.5 as "1.234,5" (vi) or "1,234.5" (en), always with that many decimals; halves go up, as in Excel."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(rounded(value, decimals), format=pattern, locale=language)


def percent(value: float, language: str, decimals: int = 1) -> str:
    """Write 57.76, in percent, as "57,8%" (vi) or "57.8%" (en)."""
    return number(value, language, decimals) + "%"


@cache  # a page writes the same few months and days thousands of times
def month(month: str, language: str, *, short: bool = False) -> str:
    """Write "2024-09" as "Tháng 9/2024" or "September 2024"; short: "T9/2024" or "Sep 2024"."""
    return format_date(date.fromisoformat(f"{month}-01"), format=_MONTH_FORMS[language, short], locale=language)


def inside(words: str, language: str) -> str:
    """Write words as inside a sentence: Vietnamese months and headings have a capital only at its beginning."""
    return words[:1].lower() + words[1:] if language == "vi" else words


@cache
def day(day: date, language: str) -> str:
    """Write a day as "30/09/2024" or "30 Sep 2024"."""
    return format_date(day, format=_DAY_FORMS[language], locale=language)


@cache
def _sentences(language: str) -> dict[str, str]:
    merged: dict[str, str] = {}
    for path in sorted((_FOLDER / language).glob("*.po")):
        for sentence, translation in _read(path).items():
            if merged.setdefault(sentence, translation) != translation:
                raise ValueError(f"{path.name} translates {sentence!r} otherwise than an earlier file")
    return merged


def _read(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id and one.string}
