"""Sheets as offices make them by hand: what stands in and under a table beside its figures changes none of them."""

from __future__ import annotations

import pytest

from loaders.sheet import Range
from tests.loaders.drawn import PERIOD, RECORDS, codes, loaded

LAW, HEALTH, TRADE = (1, "Sở Tư pháp", 200, 95), (2, "Sở Y tế", 300, 150), (3, "Sở Công Thương", 50, 20)
TOTAL = (None, "Tổng số", 550, 265)
LINES = (LAW, HEALTH, TRADE, TOTAL)
FIGURES = [("dept-tu-phap", 200), ("dept-y-te", 300), ("dept-cong-thuong", 50)]


def read(head, *rows, merges=()):
    result = loaded((PERIOD,), head, *rows, merges=merges)
    frame = result.reports[0].frame
    return codes(result), list(zip(frame["unit_id"], frame["records"], strict=True))


@pytest.mark.parametrize(
    "foot",
    [
        (
            (None, None, "Bắc Ninh, ngày 05 tháng 10 năm 2024"),
            ("NGƯỜI LẬP BIỂU", None, "THỦ TRƯỞNG ĐƠN VỊ"),
            ("(Ký, ghi rõ họ tên)", None, "(Ký tên, đóng dấu)"),
            ("Nguyễn Văn A", None, "Trần Thị B"),
        ),
        (
            ("Nơi nhận:", None, "KT. GIÁM ĐỐC"),
            ("- UBND tỉnh;", None, "PHÓ GIÁM ĐỐC"),
            ("- Lưu: VT.", None, "Trần Văn B"),
        ),
        ((None, "Người lập biểu", "Thủ trưởng"), (None, "Nguyễn Văn A", "Lê B")),
        (("Người lập: Nguyễn Văn A, ĐT: 0912345678",),),
        (("* Số liệu chưa bao gồm hồ sơ mật",), ("(1) Theo Quyết định số 12/QĐ-UBND",)),
        (("Ghi chú:",), ("1. Số liệu chưa bao gồm hồ sơ mật",), ("2. Tính đến 17h00 ngày 30/9/2024",)),
        (("Ghi chú:",), ("- Sở Y tế chưa gửi số liệu bổ sung",), ("- Sở Tư pháp",)),
        ((), ("Thời gian xuất báo cáo: 05/10/2024 08:30",)),
        ((4,), (5,), (6,)),
        (("Trang 1/2",),),
        ((None, "Trong đó:"),),
    ],
)
def test_what_stands_under_a_table_is_no_line_of_it(foot):
    assert read(RECORDS, *LINES, *foot) == ([], FIGURES)


@pytest.mark.parametrize(
    "rows",
    [
        (LAW, (), HEALTH, (), (), TRADE, (), TOTAL),
        (LAW, (2,), HEALTH, TRADE, TOTAL),
        (TOTAL, LAW, HEALTH, TRADE),
        (LAW, HEALTH, TRADE, (None, "TỔNG TOÀN TỈNH", 550, 265)),
        (("01", *LAW[1:]), ("02", *HEALTH[1:]), ("03", *TRADE[1:]), TOTAL),
        (("-", *LAW[1:]), ("-", *HEALTH[1:]), ("+", *TRADE[1:]), TOTAL),
        (
            ("1", "Sở Tư pháp", "200", "95"),
            ("2", "Sở Y tế", "300 ", "150"),
            ("3", "Sở Công Thương", " 50", "20"),
            TOTAL,
        ),
        (("I", "Khối sở, ngành"), LAW, HEALTH, ("II", "Khối khác"), TRADE, TOTAL),
        (("I", "Khối sở, ngành", 500, 245), LAW, HEALTH, ("II", "Khối khác", 50, 20), TRADE, TOTAL),
        (("A", "Khối sở, ngành", 500, 245), LAW, HEALTH, ("B", "Khối khác", 50, 20), TRADE, TOTAL),
        (("A", *LAW[1:]), ("B", *HEALTH[1:]), ("C", *TRADE[1:]), TOTAL),
        ((None, "Nhóm có nhiều hồ sơ"), LAW, HEALTH, (None, "Nhóm có ít hồ sơ"), TRADE, TOTAL),
        (LAW, ("Trang 1/2",), RECORDS, HEALTH, TRADE, TOTAL),
        ((1, "Sở\nTư pháp", 200, 95), (2, "Sở Y tế (1)", 300, 150), (3, "Sở Công Thương*", 50, 20), TOTAL),
    ],
)
def test_how_lines_are_parted_and_numbered_changes_no_figure(rows):
    assert read(RECORDS, *rows) == ([], FIGURES)


@pytest.mark.parametrize(
    "shares", [("47,5%", "50,00%", "40%"), (47.5, 50, 40), (0.475, 0.5, 0.4), ("47.50 %", "50 %", "40 %")]
)
def test_a_share_is_compared_however_it_is_written(shares):
    lines = [(*line, share) for line, share in zip((LAW, HEALTH, TRADE), shares, strict=True)]
    assert read((*RECORDS, "Tỷ lệ"), *lines, TOTAL) == ([], FIGURES)


def test_words_in_a_column_of_remarks_are_no_matter():
    lines = ((*LAW, "Vượt"), (*HEALTH, None), (*TRADE, "Tạm tính, 12 hồ sơ"), TOTAL)
    assert read((*RECORDS, "Ghi chú"), *lines) == ([], FIGURES)


def test_names_may_stand_in_the_second_of_two_columns_under_one_heading():
    head = (*RECORDS[:2], None, *RECORDS[2:])
    lines = [(line[0], None, *line[1:]) for line in LINES]
    assert read(head, *lines, merges=(Range(2, 2, 2, 3),)) == ([], FIGURES)


def test_an_average_of_the_lines_above_is_left_out_and_that_is_said():
    assert read(RECORDS, *LINES, (None, "Bình quân", 183, 88)) == (["aggregate-section-skipped"], FIGURES)


@pytest.mark.parametrize(
    "line", [(None, "Tháng trước", 500, 200), ("Số đơn vị vượt chỉ tiêu:", None, 5), (4, None, 5, 5)]
)
def test_figures_that_are_no_units_are_asked(line):
    assert "unknown-unit" in read(RECORDS, *LINES, line)[0]


def test_words_where_figures_belong_are_asked_above_the_signature():
    assert read(RECORDS, *LINES[:3], (4, "Sở Tài chính", "chưa gửi", "chưa gửi"))[0] == ["not-a-count"] * 2
