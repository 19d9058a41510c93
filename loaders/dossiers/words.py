"""The words of a list's columns into channel, level of service and state; what is not known stays unknown.

Codes and words are those that provincial one-stop systems print: channel 1 in person, 2 online, 3 by post; level 4 from
end to end (toàn trình), 3 in part (một phần), 2 and 1 information only (Decree 43/2011/ND-CP).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.words import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.dossiers.listed import Selection


def _folded(known: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(words): name for name, spellings in known.items() for words in spellings}


_CHANNELS = _folded(
    {
        "received_in_person": (
            "1",
            "Trực tiếp",
            "Nộp trực tiếp",
            "Tiếp nhận trực tiếp",
            "Tại quầy",
            "Tại bộ phận một cửa",
        ),
        "received_online": (
            *("2", "Trực tuyến", "Nộp trực tuyến", "Qua mạng", "Tiếp nhận trực tuyến", "Online", "Cổng DVC", "DVCTT"),
            *("Cổng dịch vụ công", "Cổng dịch vụ công quốc gia", "Cổng DVCQG", "Qua cổng dịch vụ công"),
        ),
        "received_postal": (
            *("3", "BCCI", "Qua BCCI", "Bưu chính", "Bưu chính công ích", "Qua bưu chính", "Qua bưu chính công ích"),
            *(
                "Dịch vụ bưu chính",
                "Dịch vụ bưu chính công ích",
                "Qua dịch vụ bưu chính công ích",
                "Bưu điện",
                "Qua bưu điện",
            ),
        ),
    }
)
_LEVELS = _folded(
    {
        "full": (
            *(
                "4",
                "Mức độ 4",
                "Mức 4",
                "Toàn trình",
                "DVC trực tuyến toàn trình",
                "Dịch vụ công trực tuyến toàn trình",
            ),
            *("DVC toàn trình", "Dịch vụ công toàn trình", "DVCTT toàn trình"),
        ),
        "partial": (
            *("3", "Mức độ 3", "Mức 3", "Một phần", "DVC trực tuyến một phần", "Dịch vụ công trực tuyến một phần"),
            *("DVC một phần", "Dịch vụ công một phần", "DVCTT một phần"),
        ),
        "info": (
            *("1", "Mức độ 1", "Mức 1", "2", "Mức độ 2", "Mức 2"),
            *("Cung cấp thông tin", "DVC cung cấp thông tin", "Dịch vụ cung cấp thông tin"),
            *(
                "DVC cung cấp thông tin trực tuyến",
                "Dịch vụ cung cấp thông tin trực tuyến",
                "Cung cấp thông tin trực tuyến",
            ),
            "Dịch vụ công cung cấp thông tin trực tuyến",
        ),
    }
)
_STATES = _folded(
    {
        "not-received": ("Mới đăng ký", "Không được tiếp nhận", "Chờ tiếp nhận", "Chưa tiếp nhận", "Từ chối tiếp nhận"),
        "ended": (
            *("Đã xử lý xong", "Đã trả kết quả", "Đã giải quyết", "Hoàn thành", "Đã hoàn thành", "Đã có kết quả"),
        ),
        "closed": (
            *("Công dân yêu cầu rút hồ sơ", "Đã rút", "Rút hồ sơ", "Đã rút hồ sơ", "Công dân rút hồ sơ"),
            *("Đã trả lại", "Trả lại hồ sơ", "Hồ sơ trả lại", "Dừng xử lý", "Đã dừng xử lý", "Đã hủy", "Hủy hồ sơ"),
        ),
    }
)
_LATE = tuple(map(fold, ("chậm trễ", "trễ hạn", "quá hạn", "chậm muộn", "chậm hạn")))
_STILL = fold("đang")
_SOME = (
    *("đang xử lý", "đang giải quyết", "chờ xử lý", "đã giải quyết", "đã xử lý", "đã trả kết quả", "đến hạn"),
    *("tạm dừng", "dừng xử lý", "chờ bổ sung", "yêu cầu bổ sung", "rút hồ sơ", "xin rút", "từ chối"),
    *("trả lại", "đúng hạn", "trước hạn", "nộp trực tuyến", "tiếp nhận trực tuyến", "nộp trực tiếp"),
    *("tiếp nhận trực tiếp", "qua bưu chính", "qua bcci"),
)
_TITLE = tuple(f" {fold(words)} " for words in ("danh sách", "phụ lục", "sổ theo dõi", "bảng", "thống kê"))


def channel(text: str) -> str | None:
    """Return the field that a dossier of this channel counts in, or None for words that are not known."""
    return _CHANNELS.get(fold(text))


def level(text: str) -> str | None:
    """Return "full", "partial" or "info", or None for words that are not known."""
    return _LEVELS.get(fold(text))


def state(text: str) -> str | None:
    """Return "not-received", "ended" or "closed" (ended without a result) where the state says so surely, else None."""
    return _STATES.get(fold(text))


def late(title: str) -> Selection | None:
    """Return "late" or "pending-late" where the title says that only late dossiers are listed."""
    folded = fold(title)
    place = min((found for word in _LATE if (found := folded.find(word)) >= 0), default=-1)
    if place < 0:
        return None
    return "pending-late" if _STILL in folded[max(0, place - 12) : place].split() else "late"


def some(title: str) -> str | None:
    """Return the words of a title that say that only some of the dossiers received are listed."""
    folded = fold(title)
    return next((words for words in _SOME if fold(words) in folded), None)


def is_title(line: str) -> bool:
    """Whether a line above a list says what it is; other lines may name who wrote it."""
    return any(word in f" {fold(line)} " for word in _TITLE)
