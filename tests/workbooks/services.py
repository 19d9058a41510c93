"""Golden workbooks of online public services: PHỤ LỤC 1-4 and Layout C, as systems export and people re-save them."""

from __future__ import annotations

from typing import Any

from tests.workbooks.forms import PL1, PL2, PL3, PL4, C, Figures, Form
from tests.workbooks.names import BARE, COMMUNES_2025, DEPARTMENTS, DEPARTMENTS_2025, DISTRICTS, SHORT
from tests.workbooks.pair import MOTTO, REPUBLIC, Filler, Pair, Style, percent, summed
from tests.workbooks.paper import Box, Paper

AUGUST = ["2024-08-01", "2024-08-31"]
SEPTEMBER = ["2024-09-01", "2024-09-30"]
OCTOBER = ["2024-10-01", "2024-10-31"]
AUGUST_2025 = ["2025-08-01", "2025-08-31"]
LEVEL_WORDS = {
    "partial": "DVC trực tuyến một phần",
    "full": "DVC trực tuyến toàn trình",
    "info": "DV cung cấp thông tin trực tuyến",
}
AS_EXPORTED = Style(letterhead=("", f"{REPUBLIC}\n{MOTTO}"))
BARE_HEAD = ("UBND TỈNH BẮC NINH", "")

Channels = tuple[int, int, int]
"""Online, in person, by post."""


def channels(online: int, in_person: int, postal: int) -> dict[str, int]:
    """Return the four counts of one line; the first is their sum."""
    return {
        "received": online + in_person + postal,
        "received_online": online,
        "received_in_person": in_person,
        "received_postal": postal,
    }


def levels(**by_level: Channels) -> dict[str, dict[str, int]]:
    return {level: channels(*three) for level, three in by_level.items()}


def ratios(lines: dict[str, dict[str, int]], down: int, mark: str = ".", sign: str = " %") -> dict[str, Box]:
    """Return both ratios as PHỤ LỤC 1-3 reckon them: post and services that only inform are left out."""
    online = summed(figures for level, figures in lines.items() if level != "info")
    return {
        "share": Box(_without_post(online, mark, sign), down=down),
        "full_share": Box(_without_post(lines["full"], mark, sign), down=down),
    }


def commune_ratios(lines: dict[str, dict[str, int]], down: int) -> dict[str, Box]:
    """Return both ratios as PHỤ LỤC 4 does: the first over all three channels, the second without post."""
    both = summed(lines.values())
    share = percent(both["received_online"], both["received"])
    return {"share": Box(share, down=down), "full_share": Box(_without_post(lines["full"], ".", " %"), down=down)}


def _without_post(figures: Figures, mark: str, sign: str) -> str:
    online, in_person = figures["received_online"], figures["received_in_person"]
    assert isinstance(online, int)
    assert isinstance(in_person, int)
    return percent(online, online + in_person, mark, sign)


def sub_rows(filler: Filler, unit_id: str, lines: dict[str, dict[str, int]], *, numbered: bool = False) -> None:
    """Write the levels that stand under a unit."""
    for number, (level, figures) in enumerate(lines.items(), 1):
        filler.line(str(number) if numbered else "", LEVEL_WORDS[level], figures, unit_id=unit_id, level=level)


def unit_with_levels(
    filler: Filler, stt: str, name: str, unit_id: str, lines: dict[str, dict[str, int]], **how: Any
) -> Figures:
    """Write a unit's own line with counts and its levels under it; return the unit's line."""
    whole = summed(lines.values())
    filler.line(stt, name, whole, ratios(lines, 1 + len(lines), **how.get("ratio", {})), unit_id=unit_id, level="all")
    sub_rows(filler, unit_id, lines, numbered=how.get("numbered", False))
    return whole


DISTRICT_COUNTS = {
    "district-bac-ninh": levels(partial=(2310, 402, 18), full=(3127, 388, 41)),
    "district-yen-phong": levels(partial=(1104, 266, 9), full=(1420, 251, 12)),
    "district-que-vo": levels(partial=(1342, 297, 0), full=(1688, 304, 23)),
    "district-tien-du": levels(partial=(987, 188, 6), full=(1263, 240, 0)),
    "district-tu-son": levels(partial=(1518, 241, 15), full=(2044, 312, 27)),
    "district-thuan-thanh": levels(partial=(1076, 231, 3), full=(1392, 266, 11)),
    "district-gia-binh": levels(partial=(730, 534, 0), full=(400, 400, 12)),
    "district-luong-tai": levels(partial=(655, 129, 0), full=(801, 163, 4)),
}
DISTRICT_COUNTS_OCTOBER = {
    "district-bac-ninh": levels(partial=(2402, 377, 21), full=(3345, 351, 38)),
    "district-yen-phong": levels(partial=(1180, 241, 7), full=(1502, 233, 15)),
    "district-que-vo": levels(partial=(1000, 250, 0), full=(1450, 250, 20)),
    "district-tien-du": levels(partial=(1011, 160, 2), full=(1320, 208, 3)),
    "district-tu-son": levels(partial=(1577, 219, 11), full=(2150, 270, 30)),
    "district-thuan-thanh": levels(partial=(1133, 203, 0), full=(1460, 221, 9)),
    "district-gia-binh": levels(partial=(842, 301, 2), full=(655, 287, 14)),
    "district-luong-tai": levels(partial=(702, 101, 1), full=(850, 140, 0)),
}
DEPARTMENT_COUNTS = {
    "dept-van-phong-ubnd": levels(partial=(12, 0, 0), full=(31, 0, 0)),
    "dept-tu-phap": levels(partial=(1822, 240, 96), full=(210, 9, 4)),
    "dept-tai-chinh": levels(partial=(14, 1, 0), full=(88, 2, 0)),
    "dept-cong-thuong": levels(partial=(205, 3, 0), full=(1964, 0, 0)),
    "dept-xay-dung": levels(partial=(131, 22, 8), full=(94, 5, 0)),
    "dept-tai-nguyen-moi-truong": levels(partial=(390, 1210, 54), full=(77, 13, 0)),
    "dept-thong-tin-truyen-thong": levels(partial=(0, 0, 0), full=(19, 0, 0)),
    "dept-khu-cong-nghiep": levels(partial=(322, 0, 0), full=(1045, 0, 0)),
}
DEPARTMENT_COUNTS_2025 = dict(
    zip(DEPARTMENTS_2025, ({**lines} for lines in DEPARTMENT_COUNTS.values()), strict=True),
)
COMMUNE_COUNTS_2024 = {
    ("district-bac-ninh", "UBND thành phố Bắc Ninh"): {
        ("commune-bac-ninh-vo-cuong", "UBND phường Võ Cường"): levels(partial=(84, 21, 1), full=(1032, 12, 0)),
        ("commune-bac-ninh-ninh-xa", "UBND phường Ninh Xá"): levels(partial=(40, 9, 0), full=(77, 5, 0)),
    },
    ("district-thuan-thanh", "UBND thị xã Thuận Thành"): {
        ("commune-thuan-thanh-ho", "UBND phường Hồ"): levels(partial=(61, 30, 0), full=(120, 22, 3)),
        ("commune-thuan-thanh-ninh-xa", "UBND phường Ninh Xá"): levels(partial=(28, 17, 0), full=(66, 14, 0)),
    },
    ("district-gia-binh", "UBND huyện Gia Bình"): {
        ("commune-gia-binh-gia-binh", "UBND thị trấn Gia Bình"): levels(partial=(33, 28, 0), full=(71, 19, 2)),
        ("commune-gia-binh-nhan-thang", "UBND xã Nhân Thắng"): levels(partial=(0, 0, 0), full=(58, 25, 0)),
        ("commune-gia-binh-dai-bai", "UBND xã Đại Bái"): levels(partial=(21, 40, 0), full=(0, 11, 0)),
    },
}
COMMUNE_COUNTS_2025 = {
    unit_id: levels(partial=(online, online // 5, post), full=(2 * online + 11, online // 7, 0))
    for unit_id, online, post in zip(
        COMMUNES_2025,
        (412, 388, 205, 240, 518, 176, 193, 611, 640, 122),
        (3, 0, 0, 2, 5, 0, 0, 8, 4, 1),
        strict=True,
    )
}


def province_september() -> Pair:
    """PHỤ LỤC 1: whole levels of government as lines, no total."""
    filler = Filler(PL1, "Bảng thống kê tiếp nhận hồ sơ trực tuyến trên địa bàn tỉnh", SEPTEMBER, AS_EXPORTED)
    filler.head("(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    groups = (
        (
            "I",
            "Sở, ban, ngành cấp tỉnh",
            "group-departments",
            levels(partial=(2896, 1476, 158), full=(3528, 29, 4), info=(0, 0, 0)),
        ),
        (
            "II",
            "UBND cấp huyện",
            "group-districts",
            levels(partial=(9722, 2288, 51), full=(12135, 2324, 130), info=(0, 0, 0)),
        ),
        (
            "III",
            "UBND cấp xã",
            "group-communes",
            levels(partial=(5120, 3307, 12), full=(21480, 2011, 40), info=(0, 0, 0)),
        ),
    )
    for stt, name, unit_id, lines in groups:
        unit_with_levels(filler, stt, name, unit_id, lines, numbered=True)
    return filler.pair("pl1-province-2024-09.xls")


def province_august_2025() -> Pair:
    """No "PHỤ LỤC 1" line, two levels of government, and services that only inform do get papers over the counter."""
    style = Style(letterhead=None, titles=PL1.titles[1:], gap=0)
    filler = Filler(PL1, "Bảng thống kê tiếp nhận hồ sơ trực tuyến trên địa bàn tỉnh", AUGUST_2025, style).head(
        "Tháng 8 năm 2025"
    )
    departments = levels(partial=(4210, 1107, 201), full=(6633, 42, 0), info=(0, 318, 0))
    communes = levels(partial=(15218, 4410, 66), full=(48902, 3120, 71), info=(0, 1005, 2))
    unit_with_levels(filler, "I", "Sở, ban, ngành", "group-departments-2025", departments, numbered=True)
    unit_with_levels(filler, "II", "UBND cấp xã", "group-communes-2025", communes, numbered=True)
    return filler.pair("pl1-province-2025-08.xls")


def _annex(form: Form, sheet: str, period: list[str], style: Style, phrase: str) -> Filler:
    return Filler(form, sheet, period, style).head(phrase)


def departments_september() -> Pair:
    filler = _annex(
        PL2,
        "Bảng thống kê tiếp nhận hồ sơ trực tuyến các sở, ban, ngành tỉnh",
        SEPTEMBER,
        AS_EXPORTED,
        "(Từ ngày 01/09/2024 đến ngày 30/09/2024)",
    )
    wholes = [
        unit_with_levels(filler, str(number), DEPARTMENTS[unit_id], unit_id, lines)
        for number, (unit_id, lines) in enumerate(DEPARTMENT_COUNTS.items(), 1)
    ]
    filler.paper.body_ends = filler.row - 1
    filler.total("Tổng số", wholes)
    return filler.pair("pl2-departments-2024-09.xls")


def departments_august_2025() -> Pair:
    """Re-saved as .xlsx: text counts stay text, the first column is empty, the total stands on top."""
    filler = _annex(PL2, "PL02_MOI ", AUGUST_2025, Style(left=1, above=2, gap=2), "Tháng 08/2025")
    filler.total("TỔNG CỘNG", [summed(lines.values()) for lines in DEPARTMENT_COUNTS_2025.values()], spread=True)
    for number, (unit_id, lines) in enumerate(DEPARTMENT_COUNTS_2025.items(), 1):
        unit_with_levels(
            filler, str(number), DEPARTMENTS_2025[unit_id], unit_id, lines, ratio={"mark": ",", "sign": "%"}
        )
    filler.paper.freeze = "D11"
    return filler.pair("pl2-departments-2025-08.xlsx", Paper("Sheet2", {(1, 1): Box("")}))


def _districts(filler: Filler, names: dict[str, str], counts: dict[str, dict[str, dict[str, int]]]) -> list[Figures]:
    return [
        unit_with_levels(filler, str(number), names[unit_id], unit_id, lines)
        for number, (unit_id, lines) in enumerate(counts.items(), 1)
    ]


PL3_SHEET = "Bảng thống kê tiếp nhận hồ sơ trực tuyến của UBND cấp huyện"


def districts_september() -> Pair:
    filler = _annex(PL3, PL3_SHEET, SEPTEMBER, AS_EXPORTED, "(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    wholes = _districts(filler, DISTRICTS, DISTRICT_COUNTS)
    filler.paper.body_ends = filler.row - 1
    filler.total("Tổng số", wholes)
    return filler.pair("pl3-districts-2024-09.xls")


def districts_nested() -> Pair:
    """Saved by the other button: the data table lies inside a cell of an outer one."""
    filler = Filler(PL3, "Thống kê báo cáo tổng hợp đơn vị", OCTOBER, AS_EXPORTED)
    filler.head("(Từ ngày 01/10/2024 đến ngày 31/10/2024)")
    filler.paper.nested_from = 6
    wholes = _districts(filler, DISTRICTS, DISTRICT_COUNTS_OCTOBER)
    filler.total("Tổng số", wholes)
    filler.report["rows"] = [
        {key: value for key, value in row.items() if key != "row"} for row in filler.report["rows"]
    ]
    pair = filler.pair("pl3-districts-nested-2024-10.xls")
    pair.counts.clear()
    return pair


def districts_by_hand() -> Pair:
    """Typed over into Excel: real numbers, short names, one title line missing, the heading again at a page break."""
    style = Style(separator=None, total_separator=None, above=1, titles=PL3.titles[1:], letterhead=BARE_HEAD)
    filler = Filler(PL3, "Sheet1", OCTOBER, style).head("Tháng 10 Năm 2024")
    items = list(DISTRICT_COUNTS_OCTOBER.items())
    first = _districts(filler, SHORT, dict(items[:4]))
    filler.headings()
    second = [
        unit_with_levels(filler, str(number), SHORT[unit_id], unit_id, lines)
        for number, (unit_id, lines) in enumerate(items[4:], 5)
    ]
    filler.row += 1
    filler.total("TỔNG SỐ", first + second, spread=True)
    filler.foot("Bắc Ninh, ngày 05 tháng 11 năm 2024", "NGƯỜI LẬP BIỂU", "Nguyễn Thị Mẫu")
    return filler.pair("pl3-districts-by-hand-2024-10.xlsx")


def districts_empty() -> Pair:
    """Nothing came in: the export says so in words."""
    filler = _annex(PL3, PL3_SHEET, SEPTEMBER, AS_EXPORTED, "(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    row = filler.across("Không có dữ liệu!")
    pair = filler.pair("pl3-districts-empty-2024-09.xls")
    pair.reports = []
    pair.findings = [{"severity": "note", "code": "no-data", "where": [filler.paper.where(row, 1), filler.paper.name]}]
    return pair


def communes_september() -> Pair:
    """PHỤ LỤC 4: a district's line is a heading, a commune's is empty, the plain counts stand in its levels."""
    style = Style(separator="", letterhead=AS_EXPORTED.letterhead)
    sheet = "Bảng thống kê tiếp nhận hồ sơ trực tuyến của UBND cấp xã"
    filler = _annex(PL4, sheet, SEPTEMBER, style, "(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    everything: list[dict[str, int]] = []
    for (_, district), communes in COMMUNE_COUNTS_2024.items():
        together = {level: summed(lines[level] for lines in communes.values()) for level in ("partial", "full")}
        filler.line("", district, extra=commune_ratios(together, 1))
        for number, ((unit_id, name), lines) in enumerate(communes.items(), 1):
            filler.line(str(number), name, extra=commune_ratios(lines, 3))
            sub_rows(filler, unit_id, lines)
            everything += lines.values()
    filler.paper.body_ends = filler.row - 1
    filler.total("Tổng số", everything)
    return filler.pair("pl4-communes-2024-09.xls")


def communes_august_2025() -> Pair:
    """The districts are gone, letters come with their marks apart, and communes bear old districts' names."""
    style = Style(separator="", total_separator="", left=1)
    filler = _annex(PL4, "PL04", AUGUST_2025, style, "(Từ ngày 01/08/2025 đến ngày 31/08/2025)")
    everything: list[dict[str, int]] = []
    for number, (unit_id, lines) in enumerate(COMMUNE_COUNTS_2025.items(), 1):
        filler.line(str(number), COMMUNES_2025[unit_id], extra=commune_ratios(lines, 3))
        sub_rows(filler, unit_id, lines)
        everything += lines.values()
    filler.total("Tổng cộng", everything)
    filler.paper.decomposed()
    return filler.pair("pl4-communes-2025-08.xls")


def _layout_c(filler: Filler, names: dict[str, str], counts: dict[str, dict[str, dict[str, int]]]) -> None:
    for number, (unit_id, lines) in enumerate(counts.items(), 1):
        share = ratios(lines, 3)["share"]
        judged = {key: Box(str(number + more), down=3) for key, more in (("met", 10), ("missed", 1), ("silent", 30))}
        filler.line(str(number), names[unit_id], extra={"share": share, **judged})
        sub_rows(filler, unit_id, lines)


def layout_c_september() -> Pair:
    style = Style(letterhead=None, titles=C.titles, between=("Đơn vị giải quyết: Tất cả",), gap=0)
    filler = Filler(C, "Bảng thống kê tiếp nhận hồ sơ trực tuyến theo TTHC", SEPTEMBER, style)
    filler.head("(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    _layout_c(filler, DISTRICTS, DISTRICT_COUNTS)
    return filler.pair("layout-c-districts-2024-09.xls")


def layout_c_october() -> Pair:
    """Re-saved as .xlsx with bare names, real numbers, empty rows in the body and a stray note."""
    filler = Filler(C, "Worksheet", OCTOBER, Style(separator=None, above=1, left=1, gap=2)).head("Tháng 10 năm 2024")
    items = list(DISTRICT_COUNTS_OCTOBER.items())
    _layout_c(filler, BARE, dict(items[:5]))
    filler.row += 2
    for number, (unit_id, lines) in enumerate(items[5:], 6):
        filler.line(str(number), BARE[unit_id], extra={"share": ratios(lines, 3)["share"]})
        sub_rows(filler, unit_id, lines)
    filler.foot("Ghi chú: số liệu trích từ Hệ thống thông tin giải quyết TTHC tỉnh, lấy lúc 8 giờ 05")
    return filler.pair("layout-c-districts-2024-10.xlsx", Paper("Worksheet 1", {(1, 1): Box("")}))


PAIRS = (
    province_september,
    province_august_2025,
    departments_september,
    departments_august_2025,
    districts_september,
    districts_nested,
    districts_by_hand,
    districts_empty,
    communes_september,
    communes_august_2025,
    layout_c_september,
    layout_c_october,
)
