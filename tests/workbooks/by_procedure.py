"""Golden workbooks of one office by procedure (layout C2): each line has its own level of service."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.workbooks.forms import CHANNELS, Form, counted_by_channel
from tests.workbooks.pair import MOTTO, REPUBLIC, Filler, Pair, Style, percent
from tests.workbooks.services import AUGUST_2025, SEPTEMBER, channels

if TYPE_CHECKING:
    from tests.workbooks.services import Channels

_RATED = ("Tỷ lệ hồ sơ nộp trực tuyến", "Đánh giá", "Tỷ lệ hồ sơ nộp trực tuyến toàn trình", "Đánh giá")
C2 = Form(
    "service_usage",
    "C2",
    (
        *("STT", "Tên thủ tục", "Mức độ"),
        counted_by_channel("BCCI"),
        (
            "Đánh giá theo chỉ tiêu được giao (Tỷ lệ nộp hồ sơ trực tuyến: 90%; "
            "Tỷ lệ nộp hồ sơ trực tuyến toàn trình: 85%)",
            _RATED,
        ),
        "Ghi chú",
    ),
    ("stt", "name", "grade", *CHANNELS, "share", "rating", "full_share", "full_rating", ""),
    ("BẢNG THỐNG KÊ TIẾP NHẬN HỒ SƠ TRỰC TUYẾN THEO TTHC",),
)
WORDS = {
    "full": "DVC trực tuyến toàn trình",
    "partial": "DVC trực tuyến một phần",
    "info": "Dịch vụ cung cấp thông tin trực tuyến",
}
CODES = {"full": 4, "partial": 3, "info": 2}

LAND: dict[str, tuple[str, Channels]] = {
    "Đăng ký biến động quyền sử dụng đất": ("partial", (1210, 388, 54)),
    "Cung cấp thông tin, dữ liệu đất đai": ("full", (402, 97, 3)),
    "Cấp giấy phép môi trường (cấp tỉnh)": ("full", (31, 0, 0)),
    "Thẩm định phương án cải tạo, phục hồi môi trường": ("info", (0, 12, 0)),
    "Tổ chức lấy ý kiến về phương án bồi thường": ("partial", (0, 0, 0)),
}
CIVIL: dict[str, dict[str, tuple[str, Channels]]] = {
    "Hộ tịch": {
        "Thủ tục đăng ký khai sinh": ("full", (88, 4, 0)),
        "Thủ tục đăng ký kết hôn": ("partial", (31, 9, 0)),
    },
    "Chứng thực": {
        "Chứng thực bản sao từ bản chính": ("info", (0, 1264, 0)),
        "Cấp bản sao từ sổ gốc": ("full", (14, 2, 1)),
    },
}


def _judged(level: str, figures: dict[str, int], mark: str) -> dict[str, str]:
    """Return both shares without post, each judged; the second is of services from end to end alone."""
    online, counter = figures["received_online"], figures["received_in_person"]
    share = percent(online, online + counter, mark)
    rating = "Vượt chỉ tiêu" if 10 * online >= 9 * (online + counter) > 0 else "Không đạt"
    is_full = level == "full"
    second = {"full_share": share if is_full else "", "full_rating": rating if is_full else ""}
    return {"share": share, "rating": rating, **second}


def _procedures(
    filler: Filler,
    unit_id: str,
    lines: dict[str, tuple[str, Channels]],
    words: dict[str, str] | dict[str, int],
    mark: str,
) -> list[dict[str, int]]:
    """Write a procedure a line."""
    written = []
    for nth, (procedure, (level, three)) in enumerate(lines.items(), 1):
        figures = channels(*three)
        extra = {"grade": words[level], **_judged(level, figures, mark)}
        filler.line(str(nth), procedure, figures, extra, unit_id=unit_id, level=level, procedure=procedure)
        written.append(figures)
    return written


def department() -> Pair:
    """As exported: the office after "Đơn vị giải quyết", one procedure's name being that of a level."""
    between = ("Đơn vị giải quyết: Sở Tài nguyên và Môi trường",)
    style = Style(letterhead=("", f"{REPUBLIC}\n{MOTTO}"), between=between)
    filler = Filler(C2, "Bảng thống kê tiếp nhận hồ sơ trực tuyến theo TTHC", SEPTEMBER, style)
    filler.head("(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    lines = _procedures(filler, "dept-tai-nguyen-moi-truong", LAND, WORDS, ".")
    filler.paper.body_ends = filler.row - 1
    filler.total("Tổng số", lines, spread=True)
    return filler.pair("c2-procedures-2024-09.xls")


def commune() -> Pair:
    """Re-saved by a commune: the letterhead names it, levels are codes, sectors head their procedures, total on top."""
    letterhead = ("UBND XÃ GIA BÌNH\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", f"{REPUBLIC}\n{MOTTO}")
    style = Style(separator=None, total_separator=None, left=1, above=1, letterhead=letterhead)
    form = replace(C2, headings=("TT", "Tên TTHC", *C2.headings[2:-1]), fields=C2.fields[:-1])
    filler = Filler(form, "Worksheet", AUGUST_2025, style).head("Tháng 8 năm 2025")
    everything = [channels(*three) for lines in CIVIL.values() for _, three in lines.values()]
    filler.total("TỔNG CỘNG", everything, spread=True)
    for sector, lines in CIVIL.items():
        filler.across(f"Lĩnh vực {sector}")
        _procedures(filler, "commune-gia-binh-2025", lines, CODES, ",")
    filler.foot("Gia Bình, ngày 05 tháng 9 năm 2025", "NGƯỜI LẬP BIỂU")
    return filler.pair("c2-procedures-2025-08.xlsx")


PAIRS = (department, commune)
