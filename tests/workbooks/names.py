"""How offices write the units of the golden workbooks, and which unit each is on that day."""

from __future__ import annotations

DISTRICTS = {
    "district-bac-ninh": "UBND thành phố Bắc Ninh",
    "district-yen-phong": "UBND huyện Yên Phong",
    "district-que-vo": "UBND thị xã Quế Võ",
    "district-tien-du": "UBND huyện Tiên Du",
    "district-tu-son": "UBND thành phố Từ Sơn",
    "district-thuan-thanh": "UBND thị xã Thuận Thành",
    "district-gia-binh": "UBND huyện Gia Bình",
    "district-luong-tai": "UBND huyện Lương Tài",
}
SHORT = {
    "district-bac-ninh": "TP. Bắc Ninh",
    "district-yen-phong": "H. Yên Phong",
    "district-que-vo": "TX Quế Võ",
    "district-tien-du": "H.Tiên Du",
    "district-tu-son": "TP.Từ Sơn",
    "district-thuan-thanh": "TX. Thuận Thành",
    "district-gia-binh": "H. Gia Bình",
    "district-luong-tai": "Huyện Lương Tài",
}
BARE = {
    "district-bac-ninh": "TP Bắc Ninh",
    "district-yen-phong": "Yên Phong",
    "district-que-vo": "Quế Võ",
    "district-tien-du": "Tiên Du",
    "district-tu-son": "Từ Sơn",
    "district-thuan-thanh": "Thuận Thành",
    "district-gia-binh": "Gia Bình",
    "district-luong-tai": "Lương Tài",
}
LOUD = {unit: name.removeprefix("UBND ").upper() for unit, name in DISTRICTS.items()}

DEPARTMENTS = {
    "dept-van-phong-ubnd": "Văn phòng UBND tỉnh",
    "dept-tu-phap": "Sở Tư pháp",
    "dept-tai-chinh": "Sở Tài chính",
    "dept-cong-thuong": "Sở Công Thương",
    "dept-xay-dung": "Sở Xây dựng",
    "dept-tai-nguyen-moi-truong": "Sở Tài nguyên và Môi trường",
    "dept-thong-tin-truyen-thong": "Sở TT&TT",
    "dept-khu-cong-nghiep": "Ban quản lý các KCN",
}
DEPARTMENTS_2025 = {
    "dept-van-phong-ubnd": "VP UBND tỉnh",
    "dept-tu-phap": "Sở Tư pháp",
    "dept-tai-chinh-2025": "Sở Tài chính",
    "dept-noi-vu-2025": "Sở Nội vụ",
    "dept-xay-dung-2025": "Sở Xây dựng",
    "dept-nong-nghiep-moi-truong-2025": "Sở Nông nghiệp và Môi trường",
    "dept-khoa-hoc-cong-nghe-2025": "Sở Khoa học và Công nghệ",
    "dept-khu-cong-nghiep": "BQL các KCN",
}
COMMUNES_2025 = {
    "commune-kinh-bac-2025": "Phường Kinh Bắc",
    "commune-vo-cuong-2025": "P. Võ Cường",
    "commune-gia-binh-2025": "UBND xã Gia Bình",
    "commune-que-vo-2025": "UBND phường Quế Võ",
    "commune-tu-son-2025": "Phường Từ Sơn",
    "commune-luong-tai-2025": "Xã Lương Tài",
    "commune-nhan-hoa-2025": "Phường Nhân Hòa",
    "commune-hiep-hoa-2025": "Xã Hiệp Hòa",
    "commune-bac-giang-2025": "Phường Bắc Giang",
    "commune-canh-thuy-2025": "Phường Cảnh Thụy",
}
"""Nhân Hoà, Hiệp Hoà and Cảnh Thuỵ are so spelt in the official list: offices write the mark on the other vowel."""
