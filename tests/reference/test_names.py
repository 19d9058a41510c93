"""Names as people write them -> the units they mean that day, and nothing where they mean none."""

import csv
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference import names, units

SEPTEMBER_2024 = date(2024, 9, 30)
MARCH_2025 = date(2025, 3, 31)
SEPTEMBER_2025 = date(2025, 9, 30)

IN_SEPTEMBER_2024 = {
    # districts, with every kind of type word and office before them
    "huyện Gia Bình": "district-gia-binh",
    "Huyện Gia Bình": "district-gia-binh",
    "HUYỆN GIA BÌNH": "district-gia-binh",
    "H. Gia Bình": "district-gia-binh",
    "H.Gia Bình": "district-gia-binh",
    "h gia bình": "district-gia-binh",
    "UBND huyện Gia Bình": "district-gia-binh",
    "UBND H.Gia Bình": "district-gia-binh",
    "Ủy ban nhân dân huyện Gia Bình": "district-gia-binh",
    "Uỷ ban nhân dân huyện Gia Bình": "district-gia-binh",
    "uỷ ban nhân dân huyện gia bình": "district-gia-binh",
    "HĐND - UBND huyện Gia Bình": "district-gia-binh",
    "Huyện Gia Bình, tỉnh Bắc Ninh": "district-gia-binh",
    "UBND huyện Gia Bình - tỉnh Bắc Ninh": "district-gia-binh",
    "Gia Bình (huyện)": "district-gia-binh",
    "1. UBND huyện Gia Bình": "district-gia-binh",
    "7 Huyện Gia Bình": "district-gia-binh",
    "2.7. Huyện Gia Bình": "district-gia-binh",
    "(7) Huyện Gia Bình": "district-gia-binh",
    "VII. UBND huyện Gia Bình": "district-gia-binh",
    "VII UBND huyện Gia Bình": "district-gia-binh",
    "- Huyện Gia Bình": "district-gia-binh",
    "• Huyện Gia Bình:": "district-gia-binh",
    "+ Huyện Gia Bình;": "district-gia-binh",
    "a) Huyện Gia Bình": "district-gia-binh",
    "Huyện Gia Bình*": "district-gia-binh",
    "Huyện Gia Bình (1)": "district-gia-binh",
    "  Huyện   Gia \n Bình ": "district-gia-binh",
    "Huyện\u00a0Gia\u00a0Bình": "district-gia-binh",
    "Huy\u200bện Gia\u200b Bình\ufeff": "district-gia-binh",
    unicodedata.normalize("NFD", "Huyện Gia Bình"): "district-gia-binh",
    "Trung tâm HCC huyện Gia Bình": "district-gia-binh",
    "Trung tâm hành chính công huyện Gia Bình": "district-gia-binh",
    "TT HCC huyện Gia Bình": "district-gia-binh",
    "TTHCC huyện Gia Bình": "district-gia-binh",
    "Bộ phận một cửa huyện Gia Bình": "district-gia-binh",
    "Bộ phận một cửa UBND huyện Gia Bình": "district-gia-binh",
    "Bộ phận một cửa của UBND huyện Gia Bình": "district-gia-binh",
    "Bộ phận 1 cửa huyện Gia Bình": "district-gia-binh",
    "Bộ phận Tiếp nhận và Trả kết quả huyện Gia Bình": "district-gia-binh",
    "Bộ phận TN&TKQ huyện Gia Bình": "district-gia-binh",
    "BPMC huyện Gia Bình": "district-gia-binh",
    "Thành phố Bắc Ninh": "district-bac-ninh",
    "TP Bắc Ninh": "district-bac-ninh",
    "TP. Bắc Ninh": "district-bac-ninh",
    "TP.Bắc Ninh": "district-bac-ninh",
    "Tp.Bắc Ninh": "district-bac-ninh",
    "tp bắc ninh": "district-bac-ninh",
    "T.P Bắc Ninh": "district-bac-ninh",
    "UBND TP Bắc Ninh": "district-bac-ninh",
    "UBND thành phố Bắc Ninh": "district-bac-ninh",
    "THÀNH PHỐ BẮC NINH": "district-bac-ninh",
    "TP. Bắc Ninh (tỉnh Bắc Ninh)": "district-bac-ninh",
    "Bắc Ninh (TP)": "district-bac-ninh",
    "Trung tâm HCC TP Bắc Ninh": "district-bac-ninh",
    "TP. Từ Sơn": "district-tu-son",
    "Từ Sơn": "district-tu-son",
    "Thành phố Từ Sơn": "district-tu-son",
    "TX Quế Võ": "district-que-vo",
    "TX. Quế Võ": "district-que-vo",
    "TX.Quế Võ": "district-que-vo",
    "Thị xã Quế Võ": "district-que-vo",
    "Thị Xã Quế Võ": "district-que-vo",
    "UBND thị xã Quế Võ": "district-que-vo",
    "Quế Võ": "district-que-vo",
    "TX. Thuận Thành": "district-thuan-thanh",
    "Thuận Thành": "district-thuan-thanh",
    "Yên Phong": "district-yen-phong",
    "III. Huyện Yên Phong": "district-yen-phong",
    "UBND huyện Tiên Du": "district-tien-du",
    "Lương Tài": "district-luong-tai",
    "B. Huyện Lương Tài": "district-luong-tai",
    # communes
    "TT Lim": "commune-tien-du-lim",
    "TT. Lim": "commune-tien-du-lim",
    "TT.Lim": "commune-tien-du-lim",
    "Thị trấn Lim": "commune-tien-du-lim",
    "UBND thị trấn Lim": "commune-tien-du-lim",
    "Lim": "commune-tien-du-lim",
    "Thị trấn Gia Bình": "commune-gia-binh-gia-binh",
    "TT. Gia Bình": "commune-gia-binh-gia-binh",
    "Gia Bình (thị trấn)": "commune-gia-binh-gia-binh",
    "Gia Bình (TT)": "commune-gia-binh-gia-binh",
    "P. Võ Cường": "commune-bac-ninh-vo-cuong",
    "P.Võ Cường": "commune-bac-ninh-vo-cuong",
    "P Võ Cường": "commune-bac-ninh-vo-cuong",
    "Phường Võ Cường": "commune-bac-ninh-vo-cuong",
    "UBND phường Võ Cường": "commune-bac-ninh-vo-cuong",
    "UBND P. Võ Cường, TP. Bắc Ninh": "commune-bac-ninh-vo-cuong",
    "Phường Võ Cường, thành phố Bắc Ninh, tỉnh Bắc Ninh": "commune-bac-ninh-vo-cuong",
    "Phường Võ Cường thuộc TP Bắc Ninh": "commune-bac-ninh-vo-cuong",
    "Võ Cường - Bắc Ninh": "commune-bac-ninh-vo-cuong",
    "Ủy ban nhân dân phường Võ Cường": "commune-bac-ninh-vo-cuong",
    "Phường Hòa Long": "commune-bac-ninh-hoa-long",
    "Phường Hoà Long": "commune-bac-ninh-hoa-long",
    "PHƯỜNG HOÀ LONG": "commune-bac-ninh-hoa-long",
    "Xã Thụy Hòa": "commune-yen-phong-thuy-hoa",
    "Xã Thuỵ Hoà": "commune-yen-phong-thuy-hoa",
    "X. Thuỵ Hòa": "commune-yen-phong-thuy-hoa",
    "X.Hòa Tiến": "commune-yen-phong-hoa-tien",
    "Xã Hoà Tiến, huyện Yên Phong": "commune-yen-phong-hoa-tien",
    "UBND xã Hòa Tiến huyện Yên Phong tỉnh Bắc Ninh": "commune-yen-phong-hoa-tien",
    "Xã Mĩ Hương": "commune-luong-tai-my-huong",
    "Xã Mỹ Hương": "commune-luong-tai-my-huong",
    "Xã Ðông Cứu": "commune-gia-binh-dong-cuu",  # the Icelandic capital Eth
    "Xã Đông Tiến": "commune-yen-phong-dong-tien",
    "Ninh Xá, Thuận Thành": "commune-thuan-thanh-ninh-xa",
    "Phường Ninh Xá (thị xã Thuận Thành)": "commune-thuan-thanh-ninh-xa",
    "Phường Ninh Xá (TP Bắc Ninh)": "commune-bac-ninh-ninh-xa",
    "Vệ An": "commune-bac-ninh-ve-an",
    "Xã Nhân Thắng": "commune-gia-binh-nhan-thang",
    "Xã Hán Quảng": "commune-que-vo-han-quang",
    "Phường Hồ": "commune-thuan-thanh-ho",
    "Hồ": "commune-thuan-thanh-ho",
    "Bộ phận một cửa xã Đại Bái": "commune-gia-binh-dai-bai",
    "Trung tâm HCC thị trấn Thứa": "commune-luong-tai-thua",
    # departments
    "Sở Tư pháp": "dept-tu-phap",
    "SỞ TƯ PHÁP": "dept-tu-phap",
    "3. Sở Tư pháp": "dept-tu-phap",
    "Sở Tư pháp tỉnh Bắc Ninh": "dept-tu-phap",
    "Sở Tư pháp Bắc Ninh": "dept-tu-phap",
    "Sở TN&MT": "dept-tai-nguyen-moi-truong",
    "Sở TN & MT": "dept-tai-nguyen-moi-truong",
    "Sở TNMT": "dept-tai-nguyen-moi-truong",
    "Sở Tài nguyên và Môi trường": "dept-tai-nguyen-moi-truong",
    "Sở Tài nguyên & Môi trường": "dept-tai-nguyen-moi-truong",
    "Sở Tài nguyên – Môi trường": "dept-tai-nguyen-moi-truong",
    "Sở TT&TT": "dept-thong-tin-truyen-thong",
    "Sở TTTT": "dept-thong-tin-truyen-thong",
    "Sở GD&ĐT": "dept-giao-duc-dao-tao",
    "Sở GD-ĐT": "dept-giao-duc-dao-tao",
    "Sở KH&ĐT": "dept-ke-hoach-dau-tu",
    "Sở KH&CN": "dept-khoa-hoc-cong-nghe",
    "Sở VHTT&DL": "dept-van-hoa-the-thao-du-lich",
    "Sở VHTTDL": "dept-van-hoa-the-thao-du-lich",
    "Sở Văn hoá, Thể thao và Du lịch": "dept-van-hoa-the-thao-du-lich",
    "Sở LĐTB&XH": "dept-lao-dong",
    "Sở Lao động, Thương binh và Xã hội": "dept-lao-dong",
    "Sở Lao động - Thương binh & Xã hội": "dept-lao-dong",
    "Sở NN&PTNT": "dept-nong-nghiep",
    "Sở GTVT": "dept-giao-thong-van-tai",
    "Sở công thương": "dept-cong-thuong",
    "Sở Tài chính": "dept-tai-chinh",
    "VP UBND tỉnh": "dept-van-phong-ubnd",
    "Văn phòng UBND tỉnh": "dept-van-phong-ubnd",
    "Văn phòng Uỷ ban nhân dân tỉnh": "dept-van-phong-ubnd",
    "Văn phòng UBND tỉnh Bắc Ninh": "dept-van-phong-ubnd",
    "BQL các KCN": "dept-khu-cong-nghiep",
    "BQL các KCN tỉnh Bắc Ninh": "dept-khu-cong-nghiep",
    "Ban Quản lý các Khu công nghiệp": "dept-khu-cong-nghiep",
    "BQL An toàn thực phẩm": "dept-an-toan-thuc-pham",
    "Thanh tra tỉnh": "dept-thanh-tra",
    "Trung tâm Hành chính công tỉnh": "dept-hanh-chinh-cong",
    "Trung tâm Hành chính công tỉnh Bắc Ninh": "dept-hanh-chinh-cong",
    "Trung tâm HCC tỉnh": "dept-hanh-chinh-cong",
    "Viện Nghiên cứu Phát triển KT-XH": "dept-vien-nghien-cuu",
    # the province, and one line for a whole level
    "Tỉnh Bắc Ninh": "province-bac-ninh",
    "UBND tỉnh Bắc Ninh": "province-bac-ninh",
    "UBND TỈNH BẮC NINH": "province-bac-ninh",
    "UBND cấp huyện": "group-districts",
    "II. UBND cấp huyện": "group-districts",
    "Huyện, thị xã, thành phố": "group-districts",
    "Sở ban ngành": "group-departments",
    "Sở, ban, ngành cấp tỉnh": "group-departments",
    "I Cấp tỉnh (Sở, ban, ngành)": "group-departments",
    "Xã, phường, thị trấn": "group-communes",
    "Cấp xã (trung bình theo huyện)": "group-communes",
    "III. UBND CẤP XÃ": "group-communes",
}

SINCE_THEN = [
    (MARCH_2025, "Tiền Ninh Vệ", "commune-bac-ninh-tien-ninh-ve"),
    (MARCH_2025, "Thị trấn Nhân Thắng", "commune-gia-binh-nhan-thang-2024"),
    (MARCH_2025, "Phường Ninh Xá", "commune-thuan-thanh-ninh-xa"),  # the city's had been merged
    (MARCH_2025, "Xã Quang Minh", "commune-luong-tai-quang-minh"),
    (MARCH_2025, "Xã Đồng Tiến (huyện Yên Thế)", "commune-yen-the-dong-tien"),
    (MARCH_2025, "Xã Đồng Tiến - huyện Hiệp Hoà", "commune-hiep-hoa-dong-tien"),
    (MARCH_2025, "Đồng Tiến, H. Yên Thế, T. Bắc Giang", None),  # "T." is no type word
    (MARCH_2025, "Thị Xã Việt Yên", "district-viet-yen"),
    (MARCH_2025, "Phường Chũ", "commune-chu-chu"),
    (MARCH_2025, "Sở NN&MT", "dept-nong-nghiep-moi-truong-2025"),
    (MARCH_2025, "Sở Tài chính", "dept-tai-chinh-2025"),
    (MARCH_2025, "Sở KH&CN", "dept-khoa-hoc-cong-nghe-2025"),
    (MARCH_2025, "Sở Tư pháp", "dept-tu-phap"),
    (SEPTEMBER_2025, "Gia Bình", "commune-gia-binh-2025"),
    (SEPTEMBER_2025, "Xã Gia Bình", "commune-gia-binh-2025"),
    (SEPTEMBER_2025, "UBND xã Gia Bình", "commune-gia-binh-2025"),
    (SEPTEMBER_2025, "Xã Gia Bình, tỉnh Bắc Ninh", "commune-gia-binh-2025"),
    (SEPTEMBER_2025, "Quế Võ", "commune-que-vo-2025"),
    (SEPTEMBER_2025, "Phường Từ Sơn", "commune-tu-son-2025"),
    (SEPTEMBER_2025, "Bắc Ninh", "province-bac-ninh-2025"),
    (SEPTEMBER_2025, "UBND tỉnh Bắc Ninh", "province-bac-ninh-2025"),
    (SEPTEMBER_2025, "Bắc Giang", "commune-bac-giang-2025"),
    (SEPTEMBER_2025, "Xã Phúc Hòa", "commune-phuc-hoa-2025"),
    (SEPTEMBER_2025, "Phường Cảnh Thụy", "commune-canh-thuy-2025"),
    (SEPTEMBER_2025, "Xã Hiệp Hòa", "commune-hiep-hoa-2025"),
    (SEPTEMBER_2025, "Phường Nhân Hoà", "commune-nhan-hoa-2025"),
    (SEPTEMBER_2025, "Xã Sa Lí", "commune-sa-ly-2025"),
    (SEPTEMBER_2025, "Xã Nhân Thắng (huyện Gia Bình cũ)", "commune-nhan-thang-2025"),
    (SEPTEMBER_2025, "Trung tâm Phục vụ hành chính công phường Võ Cường", "commune-vo-cuong-2025"),
    (SEPTEMBER_2025, "TTPVHCC xã Đại Đồng", "commune-dai-dong-2025"),
    (SEPTEMBER_2025, "Các xã, phường", "group-communes-2025"),
    (SEPTEMBER_2025, "UBND cấp xã", "group-communes-2025"),
    (SEPTEMBER_2025, "Sở, ban, ngành cấp tỉnh", "group-departments-2025"),
    (date(2023, 4, 9), "Huyện Quế Võ", "district-que-vo"),
    (date(2023, 4, 9), "Thị trấn Phố Mới", "commune-que-vo-pho-moi"),
    (date(2023, 4, 9), "Xã Bồng Lai", "commune-que-vo-bong-lai"),
    (date(2021, 10, 31), "TX Từ Sơn", None),  # its old form is recorded with the whole type word only
    (date(2021, 10, 31), "Thị xã Từ Sơn", "district-tu-son"),
]

SEVERAL = [
    (SEPTEMBER_2024, "Gia Bình", {"district-gia-binh", "commune-gia-binh-gia-binh"}),
    (SEPTEMBER_2024, "UBND Gia Bình", {"district-gia-binh", "commune-gia-binh-gia-binh"}),
    (SEPTEMBER_2024, "Bắc Ninh", {"province-bac-ninh", "district-bac-ninh"}),
    (SEPTEMBER_2024, "Ninh Xá", {"commune-bac-ninh-ninh-xa", "commune-thuan-thanh-ninh-xa"}),
    (SEPTEMBER_2024, "Trung tâm HCC Bắc Ninh", {"dept-hanh-chinh-cong", "province-bac-ninh", "district-bac-ninh"}),
    (MARCH_2025, "Xã Đồng Tiến", {"commune-yen-the-dong-tien", "commune-hiep-hoa-dong-tien"}),
    (MARCH_2025, "Chũ", {"district-chu", "commune-chu-chu"}),
    (MARCH_2025, "Bắc Giang", {"province-bac-giang", "district-bac-giang"}),
]

NOTHING = [
    (SEPTEMBER_2024, text)
    for text in (
        "", " ", "-", "1", "1.", "I", "IV.", "X.", "a)", "Huyện", "UBND", "TP.", "Tổng số", "TỔNG CỘNG", "Cộng I + II",
        "Toàn tỉnh", "Không có dữ liệu!", "DVC trực tuyến toàn trình", "Đơn vị", "Người lập biểu", "Đất đai", "Tư pháp",
        "Gia Binh", "huyen Gia Binh", "UBND huyen Gia Binh", "Huyện Gia Binh", "GIA BINH", "Que Vo", "Tư Sơn",
        "Quế Vỏ", "Gia Bính", "Gia  B ình", "Gia Bìnhh", "Xã Đồng Tiến", "Quế Võ Gia Bình", "Huyện Từ Sơn",
        "Huyện Quế Võ", "Thị xã Từ Sơn", "Xã Gia Bình", "Phường Gia Bình", "Thành phố Gia Bình", "Huyện Bắc Ninh",
        "Huyện Gia Bình, tỉnh Bắc Giang", "Phường Võ Cường (huyện Gia Bình)", "Huyện Gia Bình (cũ)",
        "Gia Bình (TP)", "Sở Tư pháp huyện Gia Bình", "Sở Tư pháp thành phố Bắc Ninh", "Thanh tra tỉnh Bắc Giang",
        "Phòng Tư pháp huyện Gia Bình", "Công an huyện Gia Bình", "Sở NN&MT", "Sở Ngoại vụ", "Sở",
        "Thị trấn Nhân Thắng", "Phường Tiền Ninh Vệ", "Xã An Tập", "Hà Nội", "TP. Hồ Chí Minh", "Huyện Yên Dũng",
        "Chi nhánh Văn phòng đăng ký đất đai huyện Gia Bình", "Gia Bình " * 40,
        "Gia Bình và Lương Tài", "Gia Bình, Lương Tài",
    )
] + [
    (MARCH_2025, "Vệ An"), (MARCH_2025, "Sở TN&MT"), (MARCH_2025, "Sở TT&TT"), (MARCH_2025, "Xã Hán Quảng"),
    (SEPTEMBER_2025, "Huyện Gia Bình"), (SEPTEMBER_2025, "Thị trấn Gia Bình"), (SEPTEMBER_2025, "TP Bắc Ninh"),
    (SEPTEMBER_2025, "UBND cấp huyện"), (SEPTEMBER_2025, "Thị xã Quế Võ"), (SEPTEMBER_2025, "Tỉnh Bắc Giang"),
    (SEPTEMBER_2025, "Phường Gia Bình"), (SEPTEMBER_2025, "Đồng Tiến"), (SEPTEMBER_2025, "Phuong Vo Cuong"),
    (date(2023, 4, 10), "Huyện Quế Võ"),
]  # fmt: skip


VARIANTS = list(csv.DictReader(Path(__file__).with_name("name_variants.csv").read_text(encoding="utf-8").splitlines()))
"""Names as offices write them, by day; without a unit where the name is none that day."""


def found(text, day):
    return {unit.id for unit in names.candidates(text, day)}


@pytest.mark.parametrize(("text", "unit_id"), IN_SEPTEMBER_2024.items())
def test_a_name_is_read_as_of_september_2024(text, unit_id):
    assert found(text, SEPTEMBER_2024) == {unit_id}


@pytest.mark.parametrize(("day", "text", "unit_id"), SINCE_THEN)
def test_a_name_is_read_as_of_its_day(day, text, unit_id):
    assert found(text, day) == ({unit_id} if unit_id else set())


@pytest.mark.parametrize("case", VARIANTS, ids=lambda case: f"{case['day']} {case['written']}")
def test_a_variant_is_its_unit_that_day_or_nothing(case):
    assert found(case["written"], date.fromisoformat(case["day"])) == ({case["unit_id"]} - {""})


@pytest.mark.parametrize(("day", "text", "unit_ids"), SEVERAL)
def test_a_name_that_leaves_a_choice_gives_all(day, text, unit_ids):
    assert found(text, day) == unit_ids


@pytest.mark.parametrize(("day", "text"), NOTHING)
def test_what_is_no_name_that_day_gives_nothing(day, text):
    assert found(text, day) == set()


@pytest.mark.parametrize(
    ("day", "text", "first"),
    [
        (SEPTEMBER_2024, "huyen Gia Binh", "district-gia-binh"),
        (SEPTEMBER_2024, "UBND thi xa Que Vo", "district-que-vo"),
        (SEPTEMBER_2024, "Huyện Quế Võ", "district-que-vo"),
        (SEPTEMBER_2024, "Phuong Vo Cuong", "commune-bac-ninh-vo-cuong"),
        (SEPTEMBER_2024, "P. Vo Cuong, TP Bac Ninh", "commune-bac-ninh-vo-cuong"),
        (SEPTEMBER_2024, "Thị trấn Nhân Thắng", "commune-gia-binh-nhan-thang"),
        (SEPTEMBER_2024, "So Tu phap", "dept-tu-phap"),
        (SEPTEMBER_2024, "Sở Tài nguyên và Môi trưởng", "dept-tai-nguyen-moi-truong"),
        (SEPTEMBER_2024, "Xã Quỳnh Phụ", "commune-gia-binh-quynh-phu"),
        (SEPTEMBER_2024, "Sở NN&MT", "dept-nong-nghiep"),
        (MARCH_2025, "Vệ An", "commune-bac-ninh-tien-ninh-ve"),
        (MARCH_2025, "Sở TN&MT", "dept-nong-nghiep-moi-truong-2025"),
        (SEPTEMBER_2025, "Huyện Gia Bình", "commune-gia-binh-2025"),
        (SEPTEMBER_2025, "Xã Đại Bái", "commune-gia-binh-2025"),
        (SEPTEMBER_2025, "Xã Phuc Hoa", "commune-phuc-hoa-2025"),
    ],
)
def test_a_name_not_found_is_asked_about(day, text, first):
    assert not names.candidates(text, day)
    assert names.suggestions(text, day)[0].id == first


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("TP Bắc Nin", "district-bac-ninh"),
        ("H. Gia Bin", "district-gia-binh"),
        ("TX Thuân Thanh", "district-thuan-thanh"),
    ],
)
def test_a_misspelt_name_with_its_type_cut_short_is_offered(text, among):
    assert any(unit.id == among for unit in names.suggestions(text, SEPTEMBER_2024)), names.suggestions(
        text, SEPTEMBER_2024
    )


@pytest.mark.parametrize("text", ["", "-", "Tổng số", "Không có dữ liệu!", "Hà Nội", "123"])
def test_nothing_is_suggested_out_of_thin_air(text):
    assert names.suggestions(text, SEPTEMBER_2024) == ()


DAYS = st.sampled_from([SEPTEMBER_2024, MARCH_2025, SEPTEMBER_2025])
CASES = st.sampled_from([str, str.upper, str.lower, str.title, str.swapcase])
FORMS = st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])
BEFORE = st.sampled_from(["", "1. ", "12 ", "IV. ", "- ", "UBND ", "Uỷ ban nhân dân ", "2) UBND ", " \u00a0"])
AFTER = st.sampled_from(["", " ", "\u200b", ":", " (2)", "*", ", tỉnh "])


@given(data=st.data(), day=DAYS, case=CASES, form=FORMS, before=BEFORE, after=AFTER)
def test_an_official_name_is_found_however_it_is_typed(data, day, case, form, before, after):
    unit = data.draw(st.sampled_from([one for one in units.units_on(day) if one.is_area]))
    if after == ", tỉnh ":
        above = next(
            one for one in units.units_on(day, "province") if unit in units.units_on(day, parent=one.id) or one == unit
        )
        after = "" if unit == above else f", tỉnh {above.name}"
    written = unicodedata.normalize(form, before + case(f"{unit.full_name}{after}")).replace(" ", "  ")
    same_name = {one.id for one in units.units_on(day) if one.full_name == unit.full_name}
    assert unit.id in found(written, day) <= same_name


@given(data=st.data(), day=DAYS, case=CASES, form=FORMS)
def test_an_office_is_found_by_its_own_name(data, day, case, form):
    unit = data.draw(st.sampled_from([one for one in units.units_on(day) if not one.is_area]))
    assert found(unicodedata.normalize(form, case(unit.full_name)), day) == {unit.id}


@given(text=st.text(max_size=40), day=DAYS)
def test_any_text_at_all_is_answered(text, day):
    assert all(unit.is_valid_on(day) for unit in names.candidates(text, day) + names.suggestions(text, day))


@given(data=st.data(), day=DAYS)
def test_a_name_without_its_accents_is_never_matched_silently(data, day):
    unit = data.draw(st.sampled_from(units.units_on(day)))
    letters = unicodedata.normalize("NFD", unit.full_name.replace("Đ", "D").replace("đ", "d"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    assert names.candidates(plain, day) == ()
    assert unit in names.suggestions(plain, day)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa", "Hoà"),
        ("Thụy", "Thuỵ"),
        ("Uỷ ban", "ỦY  BAN"),
        ("Huyện\u00a0Gia Bình", "huyện gia bình"),
        (unicodedata.normalize("NFD", "Quế Võ"), "Quế Võ"),
        ("Ðông", "Đông"),
        ("Tổng số", "tông sô"),
    ],
)
def test_a_key_forgets_how_it_was_typed(one, other):
    assert names.key(one) == names.key(other)


def test_a_key_keeps_the_letters():
    assert names.key("Đường sắt Ă Â Ê Ô Ơ Ư") == "đương săt ă â ê ô ơ ư"
    assert len({names.key(text) for text in ("da", "đa", "dă", "dâ", "đô", "đơ", "dê", "de", "du", "dư")}) == 10


def test_the_99_units_have_99_keys():
    assert len({names.key(one.name) for one in units.units_on(SEPTEMBER_2025, "commune")}) == 99


@given(text=st.text(max_size=60))
def test_a_key_is_its_own_key(text):
    assert names.key(names.key(text)) == names.key(text)
