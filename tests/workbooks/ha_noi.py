"""Golden workbooks of the form that Hà Nội's centres export since 2026, as an office of Bắc Ninh would fill it in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.workbooks.forms import Form
from tests.workbooks.names import COMMUNES_2025
from tests.workbooks.pair import Filler, Pair, Style, summed
from tests.workbooks.services import AUGUST_2025

if TYPE_CHECKING:
    from tests.workbooks.paper import Paper

Figures = dict[str, int]

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


HN_A_LONG = Form(
    "service_usage",
    "HN-A",
    (
        "STT",
        "Đơn vị giải quyết TTHC",
        (
            "Số hồ sơ tiếp nhận",
            (
                *("Tổng số", "Tiếp nhận trực tiếp", "Tiếp nhận trực tuyến toàn trình"),
                *("Tiếp nhận trực tuyến một phần", "Tiếp nhận trực tuyến hình thức khác"),
                *("Tiếp nhận phi địa giới", "Kỳ trước chuyển qua", "Bưu chính / BCCI"),
            ),
        ),
        (
            "Số hồ sơ đã giải quyết",
            ("Tổng số", "Đúng và trước hạn", "Quá hạn (đã có thư xin lỗi)", "Quá hạn (chưa có thư xin lỗi)"),
        ),
        ("Số hồ sơ đang giải quyết", ("Tổng số", "Chưa đến hạn", "Quá hạn")),
        ("Thanh toán hồ sơ", ("Tổng số", "Trực tuyến", "Trực tiếp")),
        "Hồ sơ dừng xử lý",
        ("Hồ sơ TT chờ tiếp nhận", ("Đúng hạn", "Quá hạn")),
        *("Hồ sơ không được tiếp nhận", "Hồ sơ rút"),
    ),
    ("stt", *HN_A.fields),
    HN_A.titles,
)
"""As the centres' own tool for putting files together heads them."""
HN_A_WEEK = Form(
    "service_usage",
    "HN-A",
    (
        *("STT", "Đơn vị"),
        (
            "Số lượng hồ sơ tiếp nhận",
            (
                *("Tổng số", "Trực tuyến toàn trình", "Trực tuyến một phần", "Qua dịch vụ bưu chính", "Trực tiếp"),
                "Từ kỳ trước",
            ),
        ),
        ("Số lượng hồ sơ đã giải quyết", ("Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn")),
        ("Số lượng hồ sơ đang giải quyết", ("Tổng số", "Trong hạn", "Quá hạn")),
    ),
    (
        *("stt", "name", "received", "received_online/full", "received_online/partial", "received_postal"),
        *("received_in_person", "carried_over", "resolved", "resolved_early", "resolved_on_time", "resolved_overdue"),
        *("pending", "pending_in_time", "pending_overdue"),
    ),
    ("KẾT QUẢ GIẢI QUYẾT TTHC TRONG TUẦN",),
)


def _line(filler: Filler, stt: str, unit_id: str, figures: Figures) -> None:
    """Write a unit's line; what it received online, and what was late, are sums of two columns."""
    whole = len(filler.report["rows"])
    filler.line(stt, COMMUNES_2025[unit_id], figures, unit_id=unit_id, level="all")
    row = filler.report["rows"][whole]
    row["received_online"] = figures["received_online/full"] + figures["received_online/partial"]
    if "_sorry" in figures:
        row["resolved_overdue"] = figures["_sorry"] + figures["_silent"]


def _without_sums(pair: Pair) -> Pair:
    pair.counts = [place for place in pair.counts if place.field != "received_online"]
    return pair


def with_lines_of_no_unit() -> Pair:
    """Longer headings without merges; "Trong đó", accounts no longer in use, and a line of all communes over them."""
    style = Style(separator=None, total_separator=None, letterhead=None)
    filler = Filler(HN_A_LONG, "Tổng hợp", AUGUST_2025, style).head("Tháng 8 năm 2025")
    unused = dict.fromkeys(HN_A.fields[1:], 0) | {
        "received": 3,
        "received_in_person": 3,
        "pending": 3,
        "pending_in_time": 3,
    }
    filler.total("Tổng cộng", [*LINES.values(), unused])
    filler.line("", "Trong đó")
    account = filler.line("", "Account không dùng", unused)
    filler.line("", "Cấp xã", summed(LINES.values()))
    for nth, (unit_id, figures) in enumerate(LINES.items(), 1):
        _line(filler, str(nth), unit_id, figures)
    _unmerge(filler.paper)
    pair = _without_sums(filler.pair("hn-a-lines-of-no-unit-2025-08.xlsx"))
    pair.findings = [{"severity": "warning", "code": "line-of-no-unit", "where": [filler.paper.where(account, 2)]}]
    return pair


def _unmerge(paper: Paper) -> None:
    """Lose every merge, as copying values alone does."""
    paper.boxes = {place: replace(box, across=1, down=1) for place, box in paper.boxes.items()}
    paper.covered = set()


def _week(figures: Figures) -> Figures:
    """Return a line of the week's table: what was in time and before apart, all that was late as one."""
    late = figures["_sorry"] + figures["_silent"]
    early = figures["resolved_on_time"] // 3
    more = {
        "resolved_early": early,
        "resolved_on_time": figures["resolved_on_time"] - early,
        "resolved_overdue": late,
    }
    return {key: count for key, count in {**figures, **more}.items() if key in HN_A_WEEK.fields}


def _weekly(name: str, period: list[str], style: Style, phrase: str) -> Pair:
    filler = Filler(HN_A_WEEK, "Theo tuần", period, style).head(phrase)
    lines = {unit_id: _week(figures) for unit_id, figures in LINES.items()}
    for nth, (unit_id, figures) in enumerate(lines.items(), 1):
        _line(filler, str(nth), unit_id, figures)
    filler.total("Tổng cộng", lines.values(), spread=True)
    return _without_sums(filler.pair(name))


def week_html() -> Pair:
    phrase = "(Từ ngày 04/08/2025 đến ngày 10/08/2025)"
    return _weekly("hn-a-week-2025-08-10.xls", ["2025-08-04", "2025-08-10"], Style(separator="."), phrase)


def week_xlsx() -> Pair:
    """Re-saved: real numbers, shifted, no letterhead."""
    style = Style(separator=None, total_separator=None, left=2, above=1, letterhead=None, gap=0)
    phrase = "Từ ngày 11/8/2025 đến ngày 17/8/2025"
    return _weekly("hn-a-week-2025-08-17.xlsx", ["2025-08-11", "2025-08-17"], style, phrase)


PAIRS = (month_html, month_xlsx, with_lines_of_no_unit, week_html, week_xlsx)
