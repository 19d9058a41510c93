"""A sheet dropped by its name is never picked in silence, and the same figures twice are an error in one sheet too."""

from __future__ import annotations

import pytest

from loaders.dropped import is_dropped
from tests.loaders.drawn import PERIOD, RECORDS, file, loaded, sheet

LAW, HEALTH = (1, "Sở Tư pháp", 200, 100), (2, "Sở Y tế", 300, 200)


@pytest.mark.parametrize(
    "name",
    [
        " PL02b- Bỏ",
        "bản cũ",
        "T9 (cũ)",
        "Không dùng",
        "old",
        "PL02_old",
        "Copy of PL02",
        "nháp",
        "Bản nháp T9",
        "backup",
    ],
)
def test_a_name_says_that_a_sheet_is_dropped(name):
    assert is_dropped(name)


@pytest.mark.parametrize(
    "name", ["PL02_MOI ", "Bộ Tài chính", "Nhập liệu", "Sheet1", "Golden", "Hold", "Cư trú", "Bổ sung"]
)
def test_a_name_with_like_letters_does_not(name):
    assert not is_dropped(name)


def read(*lines, name="PL02b- Bỏ", title=PERIOD):
    kept, dropped = sheet((PERIOD,), RECORDS, LAW, name="PL02"), sheet((title,), RECORDS, *lines, name=name)
    result = file(dropped, kept)
    return [report.sheet for report in result.reports], [(one.severity, one.code) for one in result.findings]


def test_one_that_repeats_another_is_left_out_and_told():
    assert read((1, "Sở Tư pháp", 999, 1)) == (["PL02"], [("warning", "dropped-sheet")])


@pytest.mark.parametrize(
    ("lines", "title"), [((HEALTH,), PERIOD), ((LAW, HEALTH), PERIOD), ((LAW,), "Tháng 8 năm 2024")]
)
def test_one_that_alone_has_figures_is_an_error(lines, title):
    assert ("error", "dropped-sheet-alone") in read(*lines, title=title)[1]


def test_the_only_sheet_is_an_error_when_dropped_by_name():
    result = file(sheet((PERIOD,), RECORDS, LAW, name="T9 cũ"))
    assert [finding.code for finding in result.errors] == ["dropped-sheet-alone"]


def test_the_same_figures_twice_in_one_sheet_are_an_error():
    result = loaded((PERIOD,), (*RECORDS, None, *RECORDS), (*LAW, None, *LAW))
    assert [(one.code, one.where, one.values["other"]) for one in result.errors] == [("table-twice", "S!H3", "S!C3")]


def test_a_month_and_the_year_so_far_in_one_sheet_are_two_reports():
    title = (PERIOD, *[None] * 4, "9 tháng đầu năm 2024")
    result = loaded(title, (*RECORDS, None, *RECORDS), (*LAW, None, *LAW))
    assert result.findings == ()
    assert [str(report.period) for report in result.reports] == ["2024-09", "2024-01-01..2024-09-30"]
