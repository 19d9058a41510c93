"""Golden workbooks made by hand: work records, digital signatures, the province's headline indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.workbooks.forms import HEADLINE, HOLDERS, K2_1, K2_2, K3_1, K3_2, Figures, Form
from tests.workbooks.names import BARE, COMMUNES_2025, DEPARTMENTS, DISTRICTS, LOUD, SHORT
from tests.workbooks.pair import Filler, Pair, Style, percent, summed
from tests.workbooks.paper import Box, Paper

if TYPE_CHECKING:
    from collections.abc import Callable

SEPTEMBER = ["2024-09-01", "2024-09-30"]
OCTOBER = ["2024-10-01", "2024-10-31"]
AUGUST_2025 = ["2025-08-01", "2025-08-31"]
REPUBLIC_AND_DAY = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nBắc Ninh, ngày 05 tháng 10 năm 2024"
)
BY_OFFICE = Style(
    separator=None,
    total_separator=None,
    letterhead=("UBND TỈNH BẮC NINH\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG\nSố: 112/BC-STTTT", REPUBLIC_AND_DAY),
)
FOOTER = ("Ngày …… tháng …… năm ……", "THỦ TRƯỞNG ĐƠN VỊ", "(ký tên, đóng dấu)")


def documents(came: int, went: int, signed: int) -> dict[str, int]:
    return {"documents_in": came, "documents_out": went, "documents_signed": signed}


def records(whole: int, digital: int) -> dict[str, int]:
    return {"records": whole, "records_digital": digital}


def certificates(adults: int, issued: tuple[int, ...], to_date: tuple[int, ...]) -> dict[str, int]:
    month = {f"issued/{holder}": number for holder, number in zip(HOLDERS, issued, strict=True)}
    stock = {f"issued_to_date/{holder}": number for holder, number in zip(HOLDERS, to_date, strict=True)}
    return {"adults/citizen": adults, **month, **stock}


DOCUMENTS = {
    "dept-van-phong-ubnd": documents(9120, 4410, 4410),
    "dept-tu-phap": documents(1204, 655, 655),
    "dept-tai-chinh": documents(2310, 1188, 1188),
    "dept-xay-dung": documents(1877, 961, 882),
    "dept-tai-nguyen-moi-truong": documents(2533, 1264, 1167),
    "district-bac-ninh": documents(3344, 1520, 1489),
    "district-yen-phong": documents(2450, 1103, 1070),
    "district-que-vo": documents(2611, 1244, 1238),
    "district-gia-binh": documents(2098, 1021, 867),
    "district-luong-tai": documents(1985, 1139, 1130),
}
COMMUNE_AVERAGES = {
    "district-tu-son": documents(310, 144, 144),
    "district-gia-binh": documents(288, 121, 111),
    "district-luong-tai": documents(263, 118, 117),
}
RECORDS = {
    "district-bac-ninh": records(1520, 1489),
    "district-yen-phong": records(1103, 1070),
    "district-que-vo": records(1264, 1238),
    "district-tien-du": records(987, 951),
    "district-tu-son": records(1410, 1402),
    "district-thuan-thanh": records(1176, 1139),
    "district-gia-binh": records(1021, 867),
    "district-luong-tai": records(1139, 1130),
}
RECORDS_2025 = {
    unit_id: records(whole, whole - left)
    for unit_id, whole, left in zip(
        COMMUNES_2025,
        (611, 588, 402, 455, 1000, 377, 341, 1264, 1302, 290),
        (0, 12, 41, 9, 0, 22, 18, 104, 96, 33),
        strict=True,
    )
}
CERTIFICATES = {
    "district-bac-ninh": certificates(198244, (412, 66, 20), (9120, 1804, 611)),
    "district-yen-phong": certificates(141520, (255, 31, 8), (2610, 702, 288)),
    "district-que-vo": certificates(158310, (301, 28, 11), (2733, 815, 302)),
    "district-tien-du": certificates(150211, (198, 40, 6), (2204, 930, 277)),
    "district-tu-son": certificates(139872, (333, 51, 9), (2990, 1411, 264)),
    "district-thuan-thanh": certificates(146020, (240, 22, 4), (2312, 640, 291)),
    "district-gia-binh": certificates(95044, (120, 9, 2), (1264, 310, 205)),
    "district-luong-tai": certificates(92310, (131, 11, 0), (1187, 288, 198)),
}
STATE_CERTIFICATES = {
    "dept-van-phong-ubnd": (14, 96, 4, 22, 92),
    "dept-tu-phap": (6, 41, 1, 7, 41),
    "dept-tai-chinh": (9, 77, 2, 12, 76),
    "dept-xay-dung": (7, 52, 0, 9, 50),
    "district-gia-binh": (62, 410, 5, 91, 386),
    "district-luong-tai": (60, 1204, 6, 88, 1182),
}


def of(figures: Figures, part: str, whole: str, mark: str = ",", sign: str = "") -> str:
    """Write one count as a percentage of another, as the forms print it."""
    one, other = figures[part], figures[whole]
    assert isinstance(one, int)
    assert isinstance(other, int)
    return percent(one, other, mark, sign)


def signed_share(figures: Figures) -> dict[str, str]:
    return {"share": of(figures, "documents_signed", "documents_out")}


def digital_share(figures: Figures) -> dict[str, str]:
    return {"share": of(figures, "records_digital", "records", sign="%")}


def adults_share(figures: Figures) -> dict[str, str]:
    return {"share": of(figures, "issued_to_date/citizen", "adults/citizen", sign="%")}


def fill(
    filler: Filler,
    names: dict[str, str],
    lines: dict[str, Any],
    extra: Callable[[Figures], dict[str, Any]] = lambda _: {},
    **about: Any,
) -> list[Figures]:
    """Write a numbered line for each unit that has a name here."""
    wanted = {unit_id: lines[unit_id] for unit_id in names if unit_id in lines}
    for number, (unit_id, figures) in enumerate(wanted.items(), 1):
        filler.line(str(number), names[unit_id], figures, extra(figures), unit_id=unit_id, **about)
    return list(wanted.values())


def documents_september() -> Pair:
    """Sections that are headings, a total at the bottom, a blank count, signs of change that are no counts."""
    filler = Filler(K2_1, "Biểu 01", SEPTEMBER, BY_OFFICE).head("Tháng 9 năm 2024")
    filler.line("I", "Cấp tỉnh (Sở, ban, ngành)")
    blank = {**DOCUMENTS, "dept-tai-chinh": {**DOCUMENTS["dept-tai-chinh"], "documents_in": None}}
    lines = fill(filler, DEPARTMENTS, blank, lambda figures: {**signed_share(figures), "change": "+1,02"})
    filler.line("II", "Cấp huyện")
    lines += fill(filler, DISTRICTS, DOCUMENTS, lambda figures: {**signed_share(figures), "change": "-0,31"})
    filler.total("Tổng cộng", lines, signed_share(summed(lines)))
    filler.foot(*FOOTER)
    return filler.pair("k2-1-documents-2024-09.xlsx")


def documents_october() -> Pair:
    """Sections with their subtotals, text counts, and districts named a second time for what their communes did."""
    style = replace(BY_OFFICE, separator=".", total_separator=".", left=1, numbered=False, letterhead=None)
    filler = Filler(K2_1, "Thang 10", OCTOBER, style).head(
        "Kỳ báo cáo: tháng 10/2024 (từ ngày 01/10/2024 đến ngày 31/10/2024)"
    )
    sections = (("I", "CẤP TỈNH", DEPARTMENTS), ("II", "CẤP HUYỆN", SHORT))
    for stt, section, names in sections:
        total = summed(DOCUMENTS[unit_id] for unit_id in names if unit_id in DOCUMENTS)
        filler.line(stt, section, total, signed_share(total))
        fill(filler, names, DOCUMENTS, signed_share)
    filler.line("III", "CẤP XÃ (trung bình theo huyện)")
    skipped = [
        filler.line(str(number), BARE[unit_id], figures, signed_share(figures))
        for number, (unit_id, figures) in enumerate(COMMUNE_AVERAGES.items(), 1)
    ]
    pair = filler.pair("k2-1-documents-2024-10.xlsx")
    rows = [skipped[0] - 1, *skipped]
    where = [filler.paper.where(row, column) for row in rows for column in range(2, 9)]
    pair.findings = [{"severity": "warning", "code": "aggregate-section-skipped", "where": where}]
    return pair


def records_september() -> Pair:
    filler = Filler(K2_2, "Bieu 02", SEPTEMBER, BY_OFFICE).head("(Số liệu tính từ ngày 01/09/2024 đến ngày 30/09/2024)")
    lines = fill(filler, DISTRICTS, RECORDS, lambda figures: {**digital_share(figures), "target": "80"})
    filler.total("Toàn tỉnh", lines, digital_share(summed(lines)), spread=True)
    filler.foot(*FOOTER)
    filler.paper.freeze = "C9"
    return filler.pair("k2-2-records-2024-09.xlsx")


def records_august_2025() -> Pair:
    """Communes of 2025, total on top as formulas with their stored results, a hidden sheet with a list of names."""
    style = replace(BY_OFFICE, letterhead=("UBND TỈNH BẮC NINH", ""), above=2, gap=2, titles=K2_2.titles)
    filler = Filler(K2_2, "T8", AUGUST_2025, style).head("Tháng 8 năm 2025")
    row = filler.total("Tổng số", RECORDS_2025.values(), digital_share(summed(RECORDS_2025.values())))
    fill(filler, COMMUNES_2025, RECORDS_2025, digital_share)
    for letter, column in (("C", 3), ("D", 4)):
        formula = f"SUM({letter}{row + 1}:{letter}{filler.row - 1})"
        filler.paper.boxes[row, column] = replace(filler.paper.boxes[row, column], formula=formula)
    names = Paper(
        "DanhMuc", {(row, 1): Box(name) for row, name in enumerate(COMMUNES_2025.values(), 1)}, is_hidden=True
    )
    pair = filler.pair("k2-2-records-2025-08.xlsx", names)
    pair.findings = [{"severity": "note", "code": "hidden-sheet", "where": ["DanhMuc"]}]
    return pair


def certificates_september() -> Pair:
    """Counts typed as text with dots, one dash where there was none, the total at the bottom."""
    style = replace(BY_OFFICE, separator=".", total_separator=".")
    filler = Filler(K3_1, "CKS", SEPTEMBER, style).head("Tháng 9 năm 2024")
    lines = {**CERTIFICATES, "district-luong-tai": {**CERTIFICATES["district-luong-tai"], "issued/official": "-"}}
    fill(filler, DISTRICTS, lines, adults_share)
    filler.total("Tổng cộng", CERTIFICATES.values(), adults_share(summed(CERTIFICATES.values())))
    filler.foot(*FOOTER)
    return filler.pair("k3-1-certificates-2024-09.xlsx")


def certificates_october() -> Pair:
    """Capital names with their marks apart, real numbers, the total on top, no numbering row, the heading lower."""
    style = replace(BY_OFFICE, letterhead=None, numbered=False, above=3, left=1, gap=2)
    filler = Filler(K3_1, "Sheet 1", OCTOBER, style).head("Từ ngày 01/10/2024 đến ngày 31/10/2024")
    filler.total("TOÀN TỈNH", CERTIFICATES.values(), adults_share(summed(CERTIFICATES.values())), spread=True)
    fill(filler, LOUD, CERTIFICATES, adults_share)
    filler.paper.decomposed()
    return filler.pair("k3-1-certificates-2024-10.xlsx")


def _state(form: Form, sheet: str, period: list[str], style: Style, *phrases: str) -> Filler:
    filler = Filler(form, sheet, period, style).head(*phrases)
    names = {**DEPARTMENTS, **DISTRICTS}
    keys = ("organisation", "person", "sim", "revoked", "active")
    lines = {unit_id: dict(zip(keys, five, strict=True)) for unit_id, five in STATE_CERTIFICATES.items()}
    for number, (unit_id, figures) in enumerate(lines.items(), 1):
        row = filler.line(str(number), names[unit_id], figures)
        revoked, active = figures["revoked"], figures["active"]
        counts = {"issued_to_date": revoked + active, "revoked": revoked, "active": active}
        assert sum(list(figures.values())[:3]) == counts["issued_to_date"]
        filler.report["rows"].append({"row": row, "unit_id": unit_id, "holder": "official", **counts})
        filler.count_at(row, "revoked", "active")
    filler.total("Tổng số", lines.values())
    return filler


def state_certificates_september() -> Pair:
    return _state(K3_2, "Biểu 03", SEPTEMBER, BY_OFFICE, "Tháng 9 năm 2024").pair(
        "k3-2-state-certificates-2024-09.xlsx"
    )


def state_certificates_half_year() -> Pair:
    """Six months, text counts, the footer with a day that is not the period."""
    style = replace(BY_OFFICE, separator=",", total_separator=",", left=1, letterhead=("UBND TỈNH BẮC NINH", ""))
    filler = _state(K3_2, "BCY", ["2024-01-01", "2024-06-30"], style, "6 tháng đầu năm 2024")
    filler.foot("Bắc Ninh, ngày 10 tháng 7 năm 2024", "NGƯỜI LẬP BIỂU")
    return filler.pair("k3-2-state-certificates-half-2024.xlsx")


def headline_2023() -> Pair:
    filler = Filler(HEADLINE, "Chỉ tiêu 2023", ["2023-01-01", "2023-12-31"], replace(BY_OFFICE, letterhead=None)).head(
        "Năm 2023"
    )
    dti = ("Chỉ số chuyển đổi số cấp tỉnh (DTI)", "Xếp hạng", "", "7/63")
    share = ("Tỷ trọng kinh tế số trong GRDP", "%", "56,83", "")
    services = ("Tỷ lệ dịch vụ công mức độ 3, 4 kết nối, tích hợp với Cổng Dịch vụ công quốc gia", "%", "100", "")
    parks = ("Số khu công nghiệp có hệ thống quan trắc môi trường tự động", "Khu công nghiệp", "9", "")
    _headline(filler, (("dti_rank", dti, None), ("digital_economy_share", share, 56.83)))
    _headline(
        filler,
        (("services_on_national_portal_share", services, 100.0), ("industrial_parks_monitored", parks, 9.0)),
        first=3,
    )
    return filler.pair("headline-2023.xlsx")


def headline_2024() -> Pair:
    """A percentage as Excel keeps it (0,5683 shown as 56,83 %), another with its sign in the text, ranks."""
    filler = Filler(HEADLINE, "2024", ["2024-01-01", "2024-12-31"], replace(BY_OFFICE, above=1, left=1)).head(
        "Năm 2024"
    )
    as_excel = Box(0.5683, format="0.00%")
    share = ("Tỷ trọng kinh tế số trong GRDP", "%", as_excel, "")
    services = ("Tỷ lệ dịch vụ công mức độ 3, 4 kết nối, tích hợp với Cổng Dịch vụ công quốc gia", "", "100 %", "")
    government = ("Xếp hạng chính quyền số", "Xếp hạng", "", "10/63")
    economy = ("Xếp hạng kinh tế số", "Xếp hạng", "", "5/63")
    _headline(filler, (("digital_economy_share", share, 56.83), ("services_on_national_portal_share", services, 100.0)))
    _headline(filler, (("dti_government_rank", government, None), ("dti_economy_rank", economy, None)), first=3)
    filler.foot(*FOOTER)
    return filler.pair("headline-2024.xlsx")


def _headline(filler: Filler, items: tuple[tuple[str, tuple[Any, ...], float | None], ...], first: int = 1) -> None:
    for number, (indicator, (name, measured_in, value, rank), read) in enumerate(items, first):
        row = filler.line(str(number), name, extra={"unit_of_measure": measured_in, "value": value, "rank": rank})
        measured = measured_in or "%"
        found: dict[str, Any] = {
            "row": row,
            "unit_id": "province-bac-ninh",
            "indicator": indicator,
            "unit_of_measure": measured,
        }
        if read is not None:
            found |= {"value": read}
        if rank:
            found |= dict(zip(("rank", "out_of"), map(int, rank.split("/")), strict=True))
        filler.report["rows"].append(found)


PAIRS = (
    documents_september,
    documents_october,
    records_september,
    records_august_2025,
    certificates_september,
    certificates_october,
    state_certificates_september,
    state_certificates_half_year,
    headline_2023,
    headline_2024,
)
