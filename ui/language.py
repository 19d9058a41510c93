"""The reader's language: the browser's at first, then the one chosen; words, figures, months and days in its form."""

from __future__ import annotations

from typing import cast

import streamlit as st

import locales
from locales import LANGUAGES, Language
from locales.words import NOTHING, Words
from ui import address

__all__ = ("NOTHING", "Words")

_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def current() -> Language:
    """Return the language of this run."""
    chosen = st.session_state.get("lang")
    return cast("Language", chosen) if chosen in LANGUAGES else _of_browser()


def settle() -> None:
    """Settle the language of this run, before its first sentence."""
    address.one("lang", LANGUAGES, _of_browser())


def switch() -> None:
    """Show the switch."""
    label = words()("Language")
    st.segmented_control(
        label,
        LANGUAGES,
        format_func=_NAMES.__getitem__,
        key="lang",
        required=True,
        label_visibility="collapsed",
        width="stretch",
        persist_state="session",
    )


def words() -> Words:
    """Return what turns an English sentence into the reader's language, and figures into the reader's form."""
    return Words(current())


def count(value: float | None) -> str:
    """Write 1264 as "1.264" or "1,264"."""
    return words().count(value)


def percent(value: float | None) -> str:
    """Write 57.76, in percent, as "57,8%" or "57.8%"."""
    return words().percent(value)


def target(value: float) -> str:
    """Write a target, in percent, as documents do: "80%", "56,8%"."""
    return words().target(value)


def figure(value: float | None, *, is_percent: bool) -> str:
    """Write a measure's value by its unit."""
    return words().figure(value, is_percent=is_percent)


def change(value: float | None, *, is_percent: bool, decimals: int = 1) -> str:
    """Write a change with its sign: "+1,2 điểm" for shares (points are no percent), "+320" for counts."""
    return words().change(value, is_percent=is_percent, decimals=decimals)


def needed(points: float) -> str:
    """Write the change a month that a target asks for; less than a tenth of a point is said to be so."""
    return change(max(points, 0.1) if points > 0 else min(points, -0.1), is_percent=True)


def month(month: str, *, short: bool = False) -> str:
    """Write "2024-09" as "Tháng 9/2024" or "September 2024"."""
    return words().month(month, short=short)


def in_month(month: str) -> str:
    """Write a month within a sentence: "tháng 9/2024" or "September 2024"."""
    return inside(words().month(month))


def inside(words: str) -> str:
    """Write words of the reader's language as inside a sentence."""
    return locales.inside(words, current())


def months(first: str, last: str) -> str:
    """Write a stretch of months; a single one is named once."""
    return month(last) if first == last else f"{month(first)} – {in_month(last)}"


def _of_browser() -> Language:
    """Vietnamese unless the browser says it prefers something else."""
    locale = st.context.locale or LANGUAGES[0]
    return "vi" if locale.startswith("vi") else "en"
