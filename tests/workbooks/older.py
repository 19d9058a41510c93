"""Golden workbooks of the older one-stop table by unit and by sector: two widths, "Trong kỳ" in both its meanings."""

from __future__ import annotations

from dataclasses import replace

from tests.workbooks.forms import Figures, Form
from tests.workbooks.names import DEPARTMENTS, DISTRICTS, SHORT
from tests.workbooks.pair import MOTTO, REPUBLIC, Filler, Pair, Style, percent
from tests.workbooks.results import BY_UNIT, SECTORS, Seven, dossiers
from tests.workbooks.services import AUGUST_2025, OCTOBER, SEPTEMBER

_APART = ("Bổ sung", "Dừng xử lý", "Yêu cầu thực hiện nghĩa vụ tài chính", "Trả lại/ Rút HS")
POST = 7
"""Dossiers by post, of those that did not come online."""


def older(form_id: str, second: str, *, is_wide: bool, is_counter: bool) -> Form:
    """Return the form in one of its widths; what "Trong kỳ" holds is no part of its headings."""
    apart = _APART if form_id == "G-sector" else ()
    channels = ("Qua mạng", "Qua BCCI") if is_wide else ()
    return Form(
        "service_usage",
        form_id,
        (
            *("STT", second),
            ("Tiếp nhận", ("Tổng số", "Kỳ trước", "Trong kỳ", *channels)),
            ("Đã xử lý", ("Trước hạn", "Đúng hạn", "Quá hạn", "Tỷ lệ trước hạn, đúng hạn")),
            ("Đang xử lý", ("Trong hạn", "Quá hạn")),
            *apart,
        ),
        (
            *("stt", "name", "received", "carried_over", "received_in_person" if is_counter else "_in_period"),
            *(("received_online", "received_postal") if is_wide else ()),
            *("resolved_early", "resolved_on_time", "resolved_overdue", "share", "pending_in_time", "pending_overdue"),
            *(f"_apart{place}" for place in range(len(apart))),
        ),
        ("THỐNG KÊ BÁO CÁO TỔNG HỢP " + second.upper(),),
    )


def figures(form: Form, seven: Seven, post: int = POST) -> Figures:
    """Return a line's counts: those that the form has a column for; a few dossiers stand apart where it has such."""
    whole = dossiers(seven)
    post = min(post, whole["received_in_person"])
    apart = {f"_apart{place}": (place * 3 + whole["received"]) % 5 for place in range(4)}
    more = {
        "received_in_person": whole["received_in_person"] - post,
        "received_postal": post,
        "_in_period": whole["received"] - whole["carried_over"],
    }
    return {key: count for key, count in {**whole, **more, **apart}.items() if key in form.fields}


def _share(seven: Seven, mark: str) -> dict[str, str]:
    whole = dossiers(seven)
    in_time = whole["resolved_early"] + whole["resolved_on_time"]
    return {"share": percent(in_time, whole["resolved"], mark, "%")}


def _units(filler: Filler, names: dict[str, str], mark: str = ".") -> list[Figures]:
    lines = []
    for nth, unit_id in enumerate((unit_id for unit_id in names if unit_id in BY_UNIT), 1):
        lines.append(figures(filler.form, BY_UNIT[unit_id]))
        extra = _share(BY_UNIT[unit_id], mark)
        filler.line(str(nth), names[unit_id], lines[-1], extra, unit_id=unit_id, level="all")
    return lines


def _sectors(filler: Filler, unit_id: str, mark: str = ".") -> list[Figures]:
    lines = []
    for nth, (sector, seven) in enumerate(SECTORS.items(), 1):
        lines.append(figures(filler.form, seven, 2))
        filler.line(str(nth), sector, lines[-1], _share(seven, mark), unit_id=unit_id, level="all", sector=sector)
    return lines


_EXPORTED = Style(letterhead=("UBND TỈNH BẮC NINH", f"{REPUBLIC}\n{MOTTO}"))


def units_wide_counter() -> Pair:
    """13 columns, "Trong kỳ" what came in at the counter; the total merged over number and name."""
    form = older("G-unit", "Đơn vị", is_wide=True, is_counter=True)
    filler = Filler(form, "Thống kê báo cáo tổng hợp đơn vị", SEPTEMBER, _EXPORTED)
    filler.head("(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    filler.total("TỔNG SỐ", _units(filler, DISTRICTS), spread=True)
    return filler.pair("g-unit-wide-counter-2024-09.xls")


def units_wide_whole() -> Pair:
    """13 columns, "Trong kỳ" all that came in, of which online and by post stand beside it; the total on top."""
    sums = {3: "3=4+5", 11: "11=(8+9)/(8+9+10)"}
    numbering = tuple(sums.get(number, str(number)) for number in range(1, 14))
    form = replace(older("G-unit", "Tên đơn vị", is_wide=True, is_counter=False), numbering=numbering)
    style = Style(separator=None, total_separator=None, left=1, above=1, letterhead=None)
    filler = Filler(form, "Sheet1", OCTOBER, style).head("Tháng 10 năm 2024")
    filler.total("Tổng cộng", [figures(form, BY_UNIT[unit_id]) for unit_id in SHORT], spread=True)
    _units(filler, SHORT, ",")
    filler.foot("Bắc Ninh, ngày 05 tháng 11 năm 2024", "NGƯỜI LẬP BIỂU")
    return filler.pair("g-unit-wide-whole-2024-10.xlsx")


def units_narrow_whole() -> Pair:
    """11 columns: what came in has no channels."""
    form = older("G-unit", "Đơn vị", is_wide=False, is_counter=False)
    filler = Filler(form, "Thống kê báo cáo tổng hợp đơn vị", SEPTEMBER, replace(_EXPORTED, letterhead=None))
    filler.head("(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    filler.paper.body_ends = filler.row + 7
    filler.total("TỔNG SỐ", _units(filler, DISTRICTS), spread=True)
    return filler.pair("g-unit-narrow-whole-2024-09.xls")


def units_narrow_counter() -> Pair:
    """11 columns, re-saved: more was received than the counter and what was carried over explain."""
    form = older("G-unit", "Đơn vị", is_wide=False, is_counter=True)
    style = Style(separator=",", total_separator=",", left=1)
    filler = Filler(form, "TONGHOP", SEPTEMBER, style).head("Kỳ báo cáo: Tháng 9/2024")
    filler.across("Sở, ban, ngành")
    lines = _units(filler, DEPARTMENTS)
    filler.across("Huyện, thị xã, thành phố")
    filler.total("Tổng số", lines + _units(filler, DISTRICTS))
    return filler.pair("g-unit-narrow-counter-2024-09.xlsx")


def sectors_wide_counter() -> Pair:
    """17 columns: what is to be completed, stopped, to be paid for or returned stands apart."""
    form = older("G-sector", "Lĩnh vực", is_wide=True, is_counter=True)
    style = replace(_EXPORTED, between=("Đơn vị báo cáo: UBND huyện Gia Bình",))
    filler = Filler(form, "Thống kê báo cáo tổng hợp lĩnh vực", SEPTEMBER, style)
    filler.head("(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    filler.total("Tổng số", _sectors(filler, "district-gia-binh"))
    return filler.pair("g-sector-wide-counter-2024-09.xls")


def sectors_narrow_whole() -> Pair:
    """15 columns of a commune's centre, re-saved with real numbers."""
    form = older("G-sector", "Lĩnh vực", is_wide=False, is_counter=False)
    letterhead = ("UBND XÃ GIA BÌNH\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", f"{REPUBLIC}\n{MOTTO}")
    style = Style(separator=None, total_separator=None, above=2, letterhead=letterhead)
    filler = Filler(form, "Sheet 1", AUGUST_2025, style).head("Tháng 8 năm 2025")
    filler.total("TỔNG SỐ", _sectors(filler, "commune-gia-binh-2025", ","), spread=True)
    return filler.pair("g-sector-narrow-whole-2025-08.xlsx")


PAIRS = (
    units_wide_counter,
    units_wide_whole,
    units_narrow_whole,
    units_narrow_counter,
    sectors_wide_counter,
    sectors_narrow_whole,
)
