"""Whether a text can be an office's name: only such a one may leave the child process or stand in a finding."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from loaders.words import fold
from reference import names

_BEGINNINGS = tuple(
    f"{fold(words)} "
    for words in (
        *("sở", "ban", "ubnd", "hđnd", "uỷ ban", "hội đồng", "phòng", "trung tâm", "văn phòng", "chi cục", "cục"),
        *("chi nhánh", "bộ phận", "công an", "bảo hiểm", "thuế", "kho bạc", "viện", "trường", "bệnh viện", "thanh tra"),
        *("tỉnh", "thành phố", "tp", "thị xã", "tx", "huyện", "quận", "xã", "phường", "thị trấn", "đội", "trạm", "hạt"),
        *("tthcc", "tthc", "tthđc", "ttpvhcc", "bql", "tòa án", "khu", "quầy", "điểm"),
    )
)
_DAYS = (date(2026, 1, 1), date(2025, 1, 1), date(2024, 6, 1), date(2023, 1, 1))
"""One day in each time of the units' map."""


@lru_cache(maxsize=20_000)
def is_office(text: str) -> bool:
    """Whether it begins as offices' names do ("Sở", "UBND", "Phòng" ...) or is a unit's name on some day."""
    return f"{fold(text)} ".startswith(_BEGINNINGS) or any(names.candidates(text, day) for day in _DAYS)
