"""A number as it is written in a language, and every number that stands in a text."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

SIGNS = {"vi": (".", ","), "en": (",", ".")}
"""What parts the thousands, and what the decimals."""
POINTS = {"vi": " điểm", "en": " points"}
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")
NOTHING = "–"


def number(value, language="vi", decimals=0):
    """Write a fraction to so many decimals, halves away from zero."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    digits = f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"
    thousands, point = SIGNS[language]
    written = digits.replace(",", "T").replace(".", point).replace("T", thousands)
    return written if re.search("[1-9]", written) else written.lstrip("-")


def percent(value, language="vi"):
    return f"{number(value, language, 1)}%"


def figure(value, share, language="vi"):
    if value is None:
        return NOTHING
    return percent(value, language) if share else number(value, language)


def target(value, language="vi"):
    return f"{number(value, language, 0 if value.denominator == 1 else 1)}%"


def change(value, share, language="vi"):
    """Write a change with its sign, a share's in points; a rise of nothing too."""
    if value is None:
        return NOTHING
    digits = number(value, language, 1 if share else 0)
    signed = digits if digits.startswith("-") else f"+{digits}"
    return f"{signed}{POINTS[language]}" if share else signed


def numbers(text, explained=()):
    """List every number of a text in its order, once the phrases that are `explained` are taken out."""
    for phrase in sorted(filter(None, explained), key=len, reverse=True):
        text = text.replace(phrase, "•")
    return NUMBER.findall(text)
