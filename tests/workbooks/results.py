"""Golden workbooks of form II.06a/VPCP/KSTT: how offices dealt with the files they got."""

from __future__ import annotations

from dataclasses import replace

from tests.workbooks.forms import II06A, II06A_LEVELS, II06A_UNITS, Figures
from tests.workbooks.names import BARE, DEPARTMENTS, DISTRICTS
from tests.workbooks.pair import MOTTO, REPUBLIC, Filler, Pair, Style
from tests.workbooks.paper import Box

Seven = tuple[int, int, int, int, int, int, int]
"""Online, in person or by post, carried over; solved early, on time, overdue; pending overdue."""


def dossiers(seven: Seven) -> dict[str, int]:
    """Return the eleven counts of a line; what is pending in time is what is left."""
    online, in_person, carried_over, early, on_time, overdue, pending_overdue = seven
    received, resolved = online + in_person + carried_over, early + on_time + overdue
    pending = received - resolved
    assert pending >= pending_overdue
    return {
        "received": received,
        "received_online": online,
        "received_in_person": in_person,
        "carried_over": carried_over,
        "resolved": resolved,
        "resolved_early": early,
        "resolved_on_time": on_time,
        "resolved_overdue": overdue,
        "pending": pending,
        "pending_in_time": pending - pending_overdue,
        "pending_overdue": pending_overdue,
    }


SECTORS: dict[str, Seven] = {
    "Đất đai": (212, 401, 388, 190, 351, 14, 6),
    "Hộ tịch": (133, 21, 2, 104, 49, 0, 0),
    "Đăng ký kinh doanh": (1105, 60, 12, 1044, 118, 0, 0),
    "Hoạt động xây dựng": (44, 9, 17, 31, 22, 1, 0),
    "Giáo dục và Đào tạo": (18, 0, 0, 11, 5, 0, 0),
    "Bảo trợ xã hội": (76, 35, 41, 58, 47, 3, 2),
}
BY_UNIT: dict[str, Seven] = {
    "dept-tu-phap": (1822, 345, 214, 1504, 612, 0, 0),
    "dept-tai-chinh": (102, 3, 9, 88, 20, 0, 0),
    "dept-xay-dung": (225, 35, 61, 170, 98, 2, 1),
    "dept-tai-nguyen-moi-truong": (467, 1277, 902, 611, 1102, 38, 12),
    "district-bac-ninh": (5437, 849, 1204, 4402, 1733, 21, 5),
    "district-yen-phong": (2524, 538, 611, 2011, 903, 9, 2),
    "district-que-vo": (3030, 624, 702, 2408, 1160, 17, 4),
    "district-tien-du": (2250, 434, 398, 1799, 811, 3, 0),
    "district-tu-son": (3562, 595, 640, 2904, 1210, 8, 3),
    "district-thuan-thanh": (2468, 511, 577, 1980, 944, 12, 1),
    "district-gia-binh": (1130, 946, 402, 1001, 812, 26, 7),
    "district-luong-tai": (1456, 296, 255, 1188, 530, 0, 0),
}
COMMUNES: dict[tuple[str, str], Seven] = {
    ("commune-gia-binh-gia-binh", "UBND thị trấn Gia Bình"): (104, 49, 3, 91, 60, 1, 0),
    ("commune-gia-binh-dai-bai", "UBND xã Đại Bái"): (21, 51, 0, 40, 30, 0, 0),
    ("commune-luong-tai-thua", "UBND thị trấn Thứa"): (88, 31, 5, 77, 41, 0, 0),
}
OFFICIAL = Style(
    separator=None,
    total_separator=None,
    letterhead=(
        "Biểu số II.06a/VPCP/KSTT\nBan hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020",
        "- Đơn vị báo cáo: UBND huyện Gia Bình\n- Đơn vị nhận báo cáo: UBND tỉnh Bắc Ninh",
    ),
)


def _by_sector(filler: Filler, unit_id: str, label: str = "TỔNG CỘNG") -> None:
    lines = {name: dossiers(seven) for name, seven in SECTORS.items()}
    for number, (sector, figures) in enumerate(lines.items(), 1):
        filler.line(str(number), sector, figures, unit_id=unit_id, level="all", sector=sector)
    filler.total(label, lines.values())


def official_quarter() -> Pair:
    """The office's own quarter by sectors, legally from the 15th to the 14th."""
    style = replace(OFFICIAL, between=("Đơn vị tính: Số hồ sơ TTHC.",), gap=0)
    filler = Filler(II06A, "Biểu 06a", ["2024-06-15", "2024-09-14"], style)
    filler.head("Kỳ báo cáo: Quý III năm 2024", "(Từ ngày 15/06/2024 đến ngày 14/09/2024)")
    _by_sector(filler, "district-gia-binh")
    filler.foot("Gia Bình, ngày 16 tháng 9 năm 2024", "THỦ TRƯỞNG ĐƠN VỊ", "(ký tên, đóng dấu)")
    return filler.pair("ii06a-gia-binh-quarter-3-2024.xlsx")


def official_month_html() -> Pair:
    """The same form from the system: HTML, text counts, no numbering row, total outside the body."""
    style = replace(OFFICIAL, separator=".", total_separator=".", numbered=False)
    filler = Filler(II06A, "Thống kê báo cáo tổng hợp lĩnh vực", ["2024-09-01", "2024-09-30"], style)
    filler.head("Kỳ báo cáo: Tháng 9 năm 2024 (Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    _by_sector(filler, "district-gia-binh", "Tổng số")
    filler.paper.body_ends = filler.row - 2
    return filler.pair("ii06a-gia-binh-2024-09.xls")


def _units(filler: Filler, names: dict[str, str], *, first: int = 1) -> list[Figures]:
    lines = {unit_id: dossiers(BY_UNIT[unit_id]) for unit_id in names}
    for number, (unit_id, figures) in enumerate(lines.items(), first):
        filler.line(str(number), names[unit_id], figures, unit_id=unit_id, level="all")
    return list(lines.values())


def _named(names: dict[str, str]) -> dict[str, str]:
    return {unit_id: name for unit_id, name in names.items() if unit_id in BY_UNIT}


def _all_levels(name: str, filler: Filler) -> Pair:
    filler.across("Sở ban ngành")
    lines = _units(filler, _named(DEPARTMENTS), first=2)
    filler.across("Huyện, thị xã, thành phố")
    lines += _units(filler, _named(DISTRICTS), first=2)
    filler.across("Xã, phường, thị trấn")
    for number, ((unit_id, commune), seven) in enumerate(COMMUNES.items(), 2):
        lines.append(dossiers(seven))
        filler.line(str(number), commune, lines[-1], unit_id=unit_id, level="all")
    filler.total("Tổng số", lines)
    return filler.pair(name)


_CIRCULAR = "Biểu số 06 /VPCP/KSTT\nBan hành theo Thông tư số\n01/2020/TT-VPCP ngày 21/10/2020"


def all_levels_html() -> Pair:
    """All levels of government in one table; the STT of each section starts at 2, as the system's code has it."""
    style = Style(letterhead=(_CIRCULAR, "UBND tỉnh Bắc Ninh"), between=("Đơn vị tính: Số hồ sơ TTHC",), gap=0)
    phrase = "(Từ ngày 01/09/2024 đến ngày 30/09/2024)"
    filler = Filler(II06A_LEVELS, "Thống kê báo cáo tổng hợp 06 các cấp", ["2024-09-01", "2024-09-30"], style)
    return _all_levels("ii06a-all-levels-2024-09.xls", filler.head(phrase))


def all_levels_xlsx() -> Pair:
    """The same table re-saved: real numbers, shifted to the right."""
    style = Style(separator=None, total_separator=None, left=1, above=1, letterhead=(_CIRCULAR, "UBND tỉnh Bắc Ninh"))
    filler = Filler(II06A, "06 các cấp", ["2024-10-01", "2024-10-31"], style)
    return _all_levels("ii06a-all-levels-2024-10.xlsx", filler.head("Kỳ báo cáo: Tháng 10/2024"))


def districts_legal_month() -> Pair:
    """The variant with a column "Đơn vị", for the legal month that runs from the 15th to the 14th."""
    style = Style(letterhead=("VĂN PHÒNG UBND TỈNH BẮC NINH", f"{REPUBLIC}\n{MOTTO}"), titles=())
    filler = Filler(II06A_UNITS, "Thống kê báo cáo tổng hợp đơn vị", ["2024-08-15", "2024-09-14"], style)
    filler.head(f"{II06A_UNITS.titles[0]}\n(Từ ngày 15/08/2024 đến ngày 14/09/2024)")
    filler.total("Tổng số", _units(filler, _named(DISTRICTS)))
    return filler.pair("ii06a-districts-legal-month-2024-09.xls")


def districts_legal_month_xlsx() -> Pair:
    """Re-saved with bare names, thousands parted by no-break spaces, and no letterhead."""
    style = Style(separator="\xa0", total_separator="\xa0", letterhead=None)
    filler = Filler(II06A_UNITS, "TONGHOP", ["2024-09-15", "2024-10-14"], style)
    filler.head("Từ ngày 15/9/2024 đến ngày 14/10/2024")
    filler.total("TỔNG SỐ", _units(filler, _named(BARE)), spread=True)
    return filler.pair("ii06a-districts-legal-month-2024-10.xlsx")


def two_systems() -> Pair:
    """A commune's table from two systems: the same sectors stand in both sections and are not the same row."""
    letterhead = ("UBND XÃ GIA BÌNH\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", f"{REPUBLIC}\n{MOTTO}")
    between = ("Đơn vị báo cáo: UBND xã Gia Bình", "Đơn vị tính: Số hồ sơ TTHC")
    style = Style(separator=None, total_separator=None, letterhead=letterhead, between=between)
    filler = Filler(II06A, "TONGHOP", ["2025-08-01", "2025-08-31"], style).head("Tháng 8 năm 2025")
    sections = {
        ("I", "Trên Hệ thống các Bộ"): {
            "Hộ tịch": (88, 4, 2, 71, 20, 0, 0),
            "Đăng ký kinh doanh": (31, 0, 0, 30, 1, 0, 0),
        },
        ("II", "Trên Hệ thống tỉnh"): {
            "Hộ tịch": (12, 9, 0, 15, 6, 0, 0),
            "Đất đai": (102, 77, 51, 90, 81, 3, 1),
            "Bảo trợ xã hội": (24, 40, 6, 33, 28, 0, 0),
        },
    }
    everything: list[Figures] = []
    for (stt, section), sectors in sections.items():
        lines = [dossiers(seven) for seven in sectors.values()]
        filler.paper.put(filler.row, 1, stt)
        filler.paper.put(filler.row, 2, Box(section, across=12, bold=True))
        filler.row += 1
        for number, (sector, figures) in enumerate(zip(sectors, lines, strict=True), 1):
            filler.line(str(number), sector, figures, unit_id="commune-gia-binh-2025", level="all", sector=sector)
        everything += lines
    filler.total("TỔNG CỘNG", everything)
    return filler.pair("ii06a-two-systems-2025-08.xlsx")


_07A = "Biểu số 07a/VPCP/KSTT\nBan hành theo Thông tư số\n01/2020/TT-VPCP ngày 21/10/2020"
_07A_TITLE = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC QUA HỆ THỐNG THÔNG TIN MỘT CỬA ĐIỆN TỬ"


def renamed_html() -> Pair:
    """The table of II.06a under another name and number, its total over number and name."""
    style = Style(letterhead=(_07A, "UBND tỉnh Bắc Ninh"), titles=(_07A_TITLE,), gap=0)
    filler = Filler(II06A_LEVELS, "Thống kê báo cáo tổng hợp 07a", ["2024-09-01", "2024-09-30"], style)
    filler.head("(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    filler.total("Tổng số", _units(filler, _named(DISTRICTS)), spread=True)
    return filler.pair("ii07a-districts-2024-09.xls")


def renamed_xlsx() -> Pair:
    """The same by sectors, re-saved: the total on top, counts with commas, no numbering row."""
    between = ("Đơn vị báo cáo: UBND huyện Gia Bình",)
    style = Style(
        separator=",",
        total_separator=None,
        left=1,
        letterhead=None,
        titles=(_07A_TITLE,),
        between=between,
        numbered=False,
    )
    filler = Filler(II06A_LEVELS, "07a", ["2024-10-01", "2024-10-31"], style).head("Kỳ báo cáo: Tháng 10/2024")
    lines = {name: dossiers(seven) for name, seven in SECTORS.items()}
    filler.total("TỔNG SỐ", lines.values())
    for number, (sector, figures) in enumerate(lines.items(), 1):
        filler.line(f"{number}.", sector, figures, unit_id="district-gia-binh", level="all", sector=sector)
    return filler.pair("ii07a-gia-binh-2024-10.xlsx")


PAIRS = (
    renamed_html,
    renamed_xlsx,
    official_quarter,
    official_month_html,
    all_levels_html,
    all_levels_xlsx,
    districts_legal_month,
    districts_legal_month_xlsx,
    two_systems,
)
