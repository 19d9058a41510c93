"""Golden workbooks whose sheets are laid out crookedly, yet say plainly what their figures are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.workbooks.forms import II06A_UNITS, K2_2, PL3, Figures, Form
from tests.workbooks.names import DISTRICTS
from tests.workbooks.one_stop import EGOV, fds
from tests.workbooks.pair import Filler, Pair, Style, summed
from tests.workbooks.records import BY_OFFICE, RECORDS, digital_share, fill, records
from tests.workbooks.results import BY_UNIT, Seven, dossiers
from tests.workbooks.services import (
    AS_EXPORTED,
    DISTRICT_COUNTS,
    DISTRICT_COUNTS_OCTOBER,
    SEPTEMBER,
    channels,
    unit_with_levels,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

EGOV_SHORT = replace(
    EGOV,
    headings=(
        *("STT", "Cơ quan", "Tổng", "Tiếp nhận", "Kỳ trước chuyển qua"),
        ("Hồ sơ đã giải quyết", ("Số hồ sơ", "Sớm", "Đúng", "Trễ")),
        ("Hồ sơ đang giải quyết", ("Số hồ sơ", "Chưa đến hạn", "Đã quá hạn")),
        *("CD rút hồ sơ", "Hồ sơ trả lại", "Tồn cuối"),
    ),
)
"""As the system's own page prints them: its outcomes are adverbs alone."""
_OUTCOMES = (
    "Kết quả giải quyết trong kỳ",
    (
        ("Hồ sơ đã giải quyết xong", ("Tổng số", "Sớm hạn", "Đúng hạn", "Trễ hạn")),
        ("Hồ sơ đang giải quyết", ("Tổng số", "Chưa đến hạn", "Quá hạn")),
    ),
)
FDS_PAGE = replace(
    fds("Đơn vị"),
    headings=(
        *("STT", "Đơn vị", "Số đầu kỳ", "Kỳ trước chuyển qua", "Tiếp nhận trong kỳ"),
        _OUTCOMES,
        *("Tổng số trễ hạn", "Hồ sơ trả lại", "Hồ sơ rút"),
    ),
    titles=("TỔNG HỢP TÌNH HÌNH GIẢI QUYẾT HỒ SƠ ĐƠN VỊ CẤP HUYỆN",),
)
"""As the system's own page prints them: what was there at the start is headed so though it holds the whole."""


def _with_the_rest(form: Form, seven: Seven) -> Figures:
    """Return a line of EGOV or FDS: what came anew, what is late, what was left; nothing returned or withdrawn."""
    whole = dossiers(seven)
    more = {
        "_in_period": whole["received"] - whole["carried_over"],
        "_late": whole["resolved_overdue"] + whole["pending_overdue"],
        "_left": whole["pending"],
        "_withdrawn": 0,
        "_returned": 0,
    }
    return {key: value for key, value in {**whole, **more}.items() if key in form.fields}


def _by_district(form: Form, style: Style, sheet: str, phrase: str, total: str) -> Filler:
    filler = Filler(form, sheet, SEPTEMBER, style).head(phrase)
    lines = {unit_id: _with_the_rest(form, BY_UNIT[unit_id]) for unit_id in DISTRICTS}
    fill(filler, DISTRICTS, lines, level="all")
    filler.paper.body_ends = filler.row - 1
    filler.total(total, lines.values(), spread=True)
    return filler


def egov_page() -> Pair:
    style = Style(separator="", total_separator="", letterhead=None)
    return _by_district(EGOV_SHORT, style, "Sheet1", "Tháng 9 năm 2024", "Tổng cộng").pair(
        "egov-as-on-page-2024-09.xls"
    )


def fds_page() -> Pair:
    style = Style(separator="", total_separator="", letterhead=None)
    return _by_district(FDS_PAGE, style, "Sheet1", "Tháng 9 Năm 2024", "Tổng số").pair("fds-as-on-page-2024-09.xls")


def side_by_side() -> Pair:
    """Two tables of one form next to each other under one title, as they fit a landscape page."""
    left = Filler(K2_2, "Bieu 02", SEPTEMBER, BY_OFFICE)
    left.paper.put(1, 1, "BIỂU TỔNG HỢP TỶ LỆ XỬ LÝ HỒ SƠ CÔNG VIỆC TRÊN MÔI TRƯỜNG MẠNG")
    left.paper.put(2, 1, "Tháng 9 năm 2024")
    right = Filler(K2_2, "Bieu 02", SEPTEMBER, replace(BY_OFFICE, left=8))
    right.paper = left.paper
    items = list(RECORDS.items())
    for filler, half in ((left, items[:4]), (right, items[4:])):
        filler.row = 4
        filler.headings()
        fill(filler, DISTRICTS, dict(half), digital_share)
        filler.total("Tổng số", dict(half).values())
    pair = left.pair("k2-2-side-by-side-2024-09.xlsx")
    pair.reports = [left.report, right.report]
    pair.counts += [replace(place, report=1) for place in right.counts]
    return pair


def _annex(sheet: str, period: list[str], phrase: str, counts: Mapping[str, Mapping[str, dict[str, int]]]) -> Filler:
    filler = Filler(PL3, sheet, period, AS_EXPORTED).head(phrase)
    wholes = [
        unit_with_levels(filler, str(number), DISTRICTS[unit_id], unit_id, dict(lines))
        for number, (unit_id, lines) in enumerate(counts.items(), 1)
    ]
    filler.total("Tổng số", wholes)
    return filler


def _both(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    together = summed((one, other))
    return channels(together["received_online"], together["received_in_person"], together["received_postal"])


def month_and_cumulative() -> Pair:
    """The month and the year to date, under one title, on two sheets: two periods, two reports."""
    to_date = {
        unit_id: {level: _both(lines[level], DISTRICT_COUNTS_OCTOBER[unit_id][level]) for level in lines}
        for unit_id, lines in DISTRICT_COUNTS.items()
    }
    month = _annex("Trong tháng", SEPTEMBER, "(Từ ngày 01/09/2024 đến ngày 30/09/2024)", DISTRICT_COUNTS)
    year = _annex("Lũy kế", ["2024-01-01", "2024-09-30"], "(Từ ngày 01/01/2024 đến ngày 30/09/2024)", to_date)
    pair = month.pair("pl3-month-and-cumulative-2024-09.xlsx", year.paper)
    pair.reports = [month.report, year.report]
    pair.counts += [replace(place, report=1) for place in year.counts]
    return pair


NESTED: dict[str, dict[tuple[str, str], Seven]] = {
    "UBND huyện Gia Bình": {
        ("commune-gia-binh-gia-binh", "UBND thị trấn Gia Bình"): (104, 49, 3, 91, 60, 1, 0),
        ("commune-gia-binh-dai-bai", "UBND xã Đại Bái"): (21, 51, 0, 40, 30, 0, 0),
    },
    "UBND thành phố Bắc Ninh": {
        ("commune-bac-ninh-vo-cuong", "UBND phường Võ Cường"): (84, 21, 3, 60, 40, 0, 0),
    },
}


def districts_as_merged_rows() -> Pair:
    """A section over the districts, each district's name over its communes."""
    style = Style(separator=None, total_separator=None, letterhead=None)
    filler = Filler(II06A_UNITS, "Thống kê", SEPTEMBER, style).head("(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    filler.across("Xã, phường, thị trấn")
    everything: list[Figures] = []
    for district, communes in NESTED.items():
        filler.across(district)
        for number, ((unit_id, commune), seven) in enumerate(communes.items(), 1):
            everything.append(dossiers(seven))
            filler.line(str(number), commune, everything[-1], unit_id=unit_id, level="all")
    filler.total("Tổng số", everything)
    return filler.pair("ii06a-districts-as-merged-rows-2024-09.xlsx")


OF_THE_PROVINCE = {"dept-tu-phap": ("Sở Tư pháp", records(412, 398)), "dept-y-te": ("Sở Y tế", records(520, 471))}
OF_DISTRICTS = {
    "district-gia-binh": ("UBND huyện Gia Bình", records(1021, 867)),
    "district-luong-tai": ("UBND huyện Lương Tài", records(1139, 1130)),
}
OF_COMMUNES = {
    "Thành phố Bắc Ninh": {
        "commune-bac-ninh-ninh-xa": ("Phường Ninh Xá", records(84, 60)),
        "commune-bac-ninh-vo-cuong": ("Phường Võ Cường", records(96, 77)),
    },
    "Thị xã Thuận Thành": {"commune-thuan-thanh-ninh-xa": ("Phường Ninh Xá", records(71, 70))},
}
"""Two wards of one name, each told by the line over it."""


def sections_added_up() -> Pair:
    """A total over the first two sections before the third, and one of all at the end."""
    filler = Filler(K2_2, "Bieu 02", SEPTEMBER, BY_OFFICE).head("Tháng 9 năm 2024")
    wholes: list[Figures] = []
    for number, words, units in (("I", "Sở, ban, ngành", OF_THE_PROVINCE), ("II", "Cấp huyện", OF_DISTRICTS)):
        filler.line(number, words)
        wholes += _listed(filler, units)
    filler.total("Cộng I + II", wholes)
    filler.line("III", "Cấp xã")
    for district, communes in OF_COMMUNES.items():
        filler.across(district)
        wholes += _listed(filler, communes)
    filler.total("Tổng cộng (I + II + III)", wholes, spread=True)
    return filler.pair("k2-2-sections-added-up-2024-09.xlsx")


def _listed(filler: Filler, units: Mapping[str, tuple[str, Figures]]) -> list[Figures]:
    for number, (unit_id, (name, figures)) in enumerate(units.items(), 1):
        filler.line(str(number), name, figures, digital_share(figures), unit_id=unit_id)
    return [figures for _, figures in units.values()]


PAIRS = (egov_page, fds_page, side_by_side, month_and_cumulative, districts_as_merged_rows, sections_added_up)
