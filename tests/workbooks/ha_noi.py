"""Golden workbooks of the form that Hà Nội's centres export since 2026, as an office of Bắc Ninh would fill it in."""

from __future__ import annotations

from tests.workbooks.forms import Figures, Form
from tests.workbooks.names import COMMUNES_2025
from tests.workbooks.pair import Filler, Pair, Style
from tests.workbooks.services import AUGUST_2025

HN_A = Form(
    "service_usage",
    "HN-A",
    (
        "Đơn vị giải quyết TTHC",
        (
            "Tiếp nhận",
            (
                *("Tổng số", "Trực tiếp", "Trực tuyến toàn trình", "Trực tuyến một phần", "Hình thức khác"),
                *("Phi địa giới", "Kỳ trước chuyển qua", "Bưu chính/BCCI"),
            ),
        ),
        (
            "Đã giải quyết",
            ("Tổng", "Đúng và trước hạn", "Quá hạn (đã có thư xin lỗi)", "Quá hạn (chưa có thư xin lỗi)"),
        ),
        ("Đang giải quyết", ("Tổng", "Chưa đến hạn", "Quá hạn")),
        ("Thanh toán", ("Tổng", "Trực tuyến", "Trực tiếp")),
        "Hồ sơ dừng xử lý",
        ("TT chờ tiếp nhận", ("Đúng hạn", "Quá hạn")),
        *("không được tiếp nhận", "rút"),
    ),
    (
        *("name", "received", "received_in_person", "received_online/full", "received_online/partial", "_otherwise"),
        *("_elsewhere", "carried_over", "received_postal", "resolved", "resolved_on_time", "_sorry", "_silent"),
        *("pending", "pending_in_time", "pending_overdue", "_paid", "_paid_online", "_paid_cash"),
        *("_stopped", "_waiting", "_waiting_late", "_refused", "_withdrawn"),
    ),
    ("TỔNG HỢP KẾT QUẢ GIẢI QUYẾT TTHC THEO ĐƠN VỊ",),
)


def _figures(full: int, partial: int, counter: int, sorry: int, silent: int) -> Figures:
    whole = full + partial + counter + 31 + 2
    pending, paid = 19 + silent, full // 3
    return {
        "received": whole,
        "received_in_person": counter,
        "received_online/full": full,
        "received_online/partial": partial,
        "_otherwise": 0,
        "_elsewhere": 0,
        "carried_over": 31,
        "received_postal": 2,
        "resolved": whole - pending,
        "resolved_on_time": whole - pending - sorry - silent,
        "_sorry": sorry,
        "_silent": silent,
        "pending": pending,
        "pending_in_time": pending - 4,
        "pending_overdue": 4,
        "_paid": paid + 12,
        "_paid_online": paid,
        "_paid_cash": 12,
        **dict.fromkeys(("_stopped", "_waiting", "_waiting_late", "_refused", "_withdrawn"), 0),
    }


LINES = {
    "commune-gia-binh-2025": _figures(421, 205, 44, 2, 1),
    "commune-que-vo-2025": _figures(1491, 240, 61, 0, 3),
    "commune-tu-son-2025": _figures(1047, 518, 82, 5, 0),
}


def _month(name: str, style: Style, phrase: str) -> Pair:
    filler = Filler(HN_A, "Tổng hợp", AUGUST_2025, style).head(phrase)
    for unit_id, figures in LINES.items():
        whole = len(filler.report["rows"])
        filler.line("", COMMUNES_2025[unit_id], figures, unit_id=unit_id, level="all")
        online = [figures[f"received_online/{level}"] for level in ("full", "partial")]
        late = [figures["_sorry"], figures["_silent"]]
        filler.report["rows"][whole] |= {"received_online": sum(online), "resolved_overdue": sum(late)}
    filler.total("Tổng cộng", LINES.values())
    pair = filler.pair(name)
    # an online count is one of the unit's own line, too
    pair.counts = [place for place in pair.counts if place.field != "received_online"]
    return pair


def month_html() -> Pair:
    return _month("hn-a-communes-2025-08.xls", Style(letterhead=None), "Từ ngày 01/08/2025 đến ngày 31/08/2025")


def month_xlsx() -> Pair:
    """The first column empty, real numbers, a footer."""
    style = Style(separator=None, total_separator=None, left=1, above=1)
    return _month("hn-a-communes-2025-08.xlsx", style, "Tháng 8 năm 2025")


PAIRS = (month_html, month_xlsx)
