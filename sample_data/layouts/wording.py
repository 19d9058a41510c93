"""Units, figures and days -> the words in which the offices' systems and clerks print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reference.period import Period
    from reference.units import Unit

SYNTHETIC = "SỐ LIỆU MÔ PHỎNG - không phải số liệu thật"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PROVINCE = "UBND TỈNH BẮC NINH"
PARTIAL, FULL = "DVC trực tuyến một phần", "DVC trực tuyến toàn trình"

_CLERKS_TYPES = {"thành phố": "TP.", "thị xã": "TX."}
_CLERKS_NAMES = {
    "dept-van-phong-ubnd": "VP UBND tỉnh",
    "dept-lao-dong": "Sở LĐ-TB&XH",
    "dept-nong-nghiep": "Sở NN&PTNT",
    "dept-tai-nguyen-moi-truong": "Sở TN&MT",
    "dept-thong-tin-truyen-thong": "Sở TT&TT",
    "dept-van-hoa-the-thao-du-lich": "Sở VHTTDL",
    "dept-khu-cong-nghiep": "BQL các KCN",
    "dept-ke-hoach-dau-tu": "Sở KH&ĐT",
}


def name_in_system(unit: Unit) -> str:
    """Print a unit as the one-stop system has it: "UBND huyện Gia Bình", "Sở Tư pháp"."""
    return f"UBND {unit.type} {unit.name}" if unit.is_area else unit.name


def name_by_clerk(unit: Unit) -> str:
    """Print a unit as a clerk types it: "TP. Bắc Ninh", "Huyện Gia Bình", "Sở TN&MT"."""
    if unit.type in _CLERKS_TYPES:
        return f"{_CLERKS_TYPES[unit.type]} {unit.name}"
    return _CLERKS_NAMES.get(unit.id, unit.full_name)


def dotted(count: int) -> str:
    """Print a count with dots between thousands: 1264 is "1.264"."""
    return f"{count:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """Print a percentage with a decimal point, as the system does; a zero and a ratio of nothing are empty."""
    return f"{100 * part / whole:.2f}%" if part and whole else ""


def span(period: Period) -> str:
    """Print a period: "(Từ ngày 01/09/2024 đến ngày 30/09/2024)"."""
    return f"(Từ ngày {period.start:%d/%m/%Y} đến ngày {period.end:%d/%m/%Y})"


def month_in_words(period: Period) -> str:
    """Print a month: "Tháng 9 năm 2024"."""
    return f"Tháng {period.start.month} năm {period.start.year}"
