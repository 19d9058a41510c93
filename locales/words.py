"""A language -> its sentences, figures, months and days, as one thing that is handed to whatever writes or draws."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date  # noqa: TC003 - a dataclass's own annotations are read where it is made

import locales
from locales import Language

NOTHING = "–"
"""What stands where there is no figure: never 0."""


@dataclass(frozen=True, slots=True)
class Words:
    """Called with an English sentence it returns the language's; its methods write figures, "–" where there is none."""

    language: Language

    def __call__(self, sentence: str) -> str:
        """Return the sentence in the language."""
        return locales.translator(self.language)(sentence)

    def count(self, value: float | None) -> str:
        """Write 1264 as "1.264" or "1,264"."""
        return NOTHING if value is None or math.isnan(value) else locales.number(value, self.language)

    def percent(self, value: float | None) -> str:
        """Write 57.76, in percent, as "57,8%" or "57.8%"."""
        return NOTHING if value is None or math.isnan(value) else locales.percent(value, self.language)

    def target(self, value: float) -> str:
        """Write a target, in percent, as documents do: "80%", "56,8%"."""
        return locales.percent(value, self.language, 0 if value.is_integer() else 1)

    def figure(self, value: float | None, *, is_percent: bool) -> str:
        """Write a measure's value by its unit."""
        return self.percent(value) if is_percent else self.count(value)

    def change(self, value: float | None, *, is_percent: bool, decimals: int = 1) -> str:
        """Write a change with its sign: "+1,2 điểm" for shares (points are no percent), "+320" for counts."""
        if value is None or math.isnan(value):
            return NOTHING
        number = locales.number(value, self.language, decimals if is_percent else 0)
        signed = number if number.startswith("-") else f"+{number}"
        return self("{change} points").format(change=signed) if is_percent else signed

    def month(self, month: str, *, short: bool = False) -> str:
        """Write "2024-09" as "Tháng 9/2024" or "September 2024"."""
        return locales.month(month, self.language, short=short)

    def day(self, day: date) -> str:
        """Write a day as "30/09/2024" or "30 Sep 2024"."""
        return locales.day(day, self.language)
