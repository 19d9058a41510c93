"""The lines of a table: what each is, and whose the levels of service under it are."""

from __future__ import annotations

import pytest

from loaders.lines import level_of
from loaders.sheet import Range
from loaders.words import fold
from tests.loaders.drawn import CHANNELS, PERIOD, RECORDS, codes, loaded

PARTIAL, FULL = (None, "DVC trực tuyến một phần", 5, 3, 2, 0), (None, "DVC trực tuyến toàn trình", 6, 3, 3, 0)
UNIT = (1, "Huyện Gia Bình", 11, 6, 5, 0)


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("DVC trực tuyến toàn trình", "full"),
        ("Dịch vụ công trực tuyến mức độ 4", "full"),
        ("DVC trực tuyến một phần", "partial"),
        ("Mức độ 3", "partial"),
        ("DV cung cấp thông tin trực tuyến", "info"),
        ("DVC trực tuyến mức độ 3, 4", ""),
        ("DVC trực tuyến toàn trình và một phần", ""),
        ("Công chứng", ""),
        ("Sở Tư pháp", ""),
    ],
)
def test_a_level_is_named_alone(words, level):
    assert level_of(fold(words)) == level


@pytest.mark.parametrize(
    "label", ["Tổng số", "TỔNG CỘNG", "Tổng", "Cộng", "Cộng I + II", "Toàn tỉnh", "Tổng cộng:", None]
)
def test_a_total_is_compared_and_never_read_as_a_unit(label):
    result = loaded((PERIOD,), RECORDS, (1, "Sở Tư pháp", 200, 95), (None, label, 200, 90))
    assert codes(result) == ["total-differs"]
    assert list(result.reports[0].frame["unit_id"]) == ["dept-tu-phap"]


@pytest.mark.parametrize("sector", ["Công chứng", "Công Thương", "CÔNG NGHIỆP NẶNG", "Tổng hợp", "Công an"])
def test_a_sector_that_begins_as_a_total_does_is_a_sector(sector):
    top = ("STT", "Lĩnh vực", "Số hồ sơ nhận giải quyết", *[None] * 3, "Số hồ sơ đã giải quyết", *[None] * 3)
    below = (None, None, "Tổng số", "Trực tuyến", "Trực tiếp", "Từ kỳ trước", "Tổng số", "Trước hạn", "Đúng hạn")
    head = ((*top, "Số hồ sơ đang giải quyết"), (*below, "Quá hạn", "Tổng số", "Trong hạn", "Quá hạn"))
    figures = (6, 1, 2, 3, 4, 1, 2, 1, 2, 1, 1)
    result = loaded(("Đơn vị báo cáo: Sở Tư pháp",), (PERIOD,), *head, (1, sector, *figures), (2, "Hộ tịch", *figures))
    assert codes(result) == []
    assert list(result.reports[0].frame["sector"]) == [sector, "Hộ tịch"]


@pytest.mark.parametrize(
    "rows",
    [
        (UNIT, PARTIAL, FULL, (None, "Tổng số", 11, 6, 5, 0), PARTIAL, FULL),
        ((None, "Tổng số", 11, 6, 5, 0), PARTIAL, FULL, UNIT, PARTIAL, FULL),
        (("II", "Cấp huyện", 11, 6, 5, 0), PARTIAL, FULL, UNIT, PARTIAL, FULL),
    ],
)
def test_the_levels_of_a_total_are_no_units(rows):
    result = loaded((PERIOD,), CHANNELS, *rows)
    assert codes(result) == []
    frame = result.reports[0].frame
    assert list(zip(frame["unit_id"], frame["level"], frame["received"], strict=True)) == [
        ("district-gia-binh", "all", 11),
        ("district-gia-binh", "partial", 5),
        ("district-gia-binh", "full", 6),
    ]


def test_the_levels_of_a_total_are_compared():
    total = (None, "Tổng số", 11, 6, 5, 0)
    wrong = (None, "DVC trực tuyến toàn trình", 9, 6, 3, 0)
    assert codes(loaded((PERIOD,), CHANNELS, UNIT, PARTIAL, FULL, total, PARTIAL, wrong)) == ["total-differs"] * 2


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((PARTIAL, UNIT), "level-without-unit"),
        ((UNIT, ("II", "Cấp xã"), PARTIAL), "level-without-unit"),
        ((UNIT, PARTIAL, FULL, FULL), "unit-twice"),
        ((UNIT, (None, "Trong đó", 1, 1, 0, 0)), "unknown-unit"),
        ((UNIT, (2, None, 1, 1, 0, 0)), "unknown-unit"),
        ((UNIT, (None, "DVC mức độ 3, 4", 11, 6, 5, 0)), "unknown-unit"),
    ],
)
def test_a_line_without_a_sure_place_is_an_error(rows, code):
    assert code in [finding.code for finding in loaded((PERIOD,), CHANNELS, *rows).errors]


def test_a_count_in_merged_cells_is_nobodys():
    rows = ((PERIOD,), RECORDS, (1, "Sở Tư pháp", 200, 100), (2, "Sở Y tế", None, 50))
    result = loaded(*rows, merges=(Range(3, 3, 4, 3),))
    assert [(finding.code, finding.where) for finding in result.errors] == [("merged-figure", "S!C3")]


def test_a_unit_that_left_its_line_blank_keeps_it():
    frame = loaded((PERIOD,), CHANNELS, (1, "Huyện Lương Tài"), (2, "Huyện Gia Bình"), PARTIAL, FULL).reports[0].frame
    assert list(frame["unit_id"]) == ["district-luong-tai", "district-gia-binh", "district-gia-binh"]
    assert frame["received"].isna().tolist() == [True, False, False]


@pytest.mark.parametrize(
    "footer",
    [
        ((None, "Ghi chú: 12 đơn vị chưa báo cáo"),),
        (("Bắc Ninh, ngày 05 tháng 10 năm 2024",), (None, None, "THỦ TRƯỞNG ĐƠN VỊ"), (None, None, "Nguyễn Văn A")),
        (("Số liệu chốt ngày 05/10/2024",),),
    ],
)
def test_what_stands_under_a_table_gives_no_figure(footer):
    result = loaded((PERIOD,), RECORDS, (1, "Sở Tư pháp", 200, 100), *footer)
    assert codes(result) == []
    assert len(result.reports[0].frame) == 1


def test_dash_and_blank_stay_apart():
    frame = loaded((PERIOD,), RECORDS, (1, "Sở Tư pháp", "-", 0), (2, "Sở Y tế", None, 0)).reports[0].frame
    assert list(frame["dashes"]) == ["records", ""]
    assert frame["records"].isna().all()
