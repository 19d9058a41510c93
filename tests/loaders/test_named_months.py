"""The month in a sheet's or file's name: compared and offered, never taken; a download's day is no month."""

from __future__ import annotations

import pytest

from loaders.named_months import named_month
from reference.period import Period
from tests.loaders.drawn import PERIOD, RECORDS, file, sheet

LINE = (1, "Sở Tư pháp", 200, 100)


@pytest.mark.parametrize(
    ("name", "month"),
    [
        *(("T9-2024", "9/2024"), ("Thang 9", "9"), ("Tháng 9", "9"), ("9.2024", "9/2024"), ("PL02_T9", "9")),
        *(("BC_T9_2024.xlsx", "9/2024"), ("bao-cao-thang-08-2024.xlsx", "8/2024"), ("pl3-2024-09.xls", "9/2024")),
        *(("Báo cáo tháng 9 (1).xlsx", "9"), ("Tháng 9 năm 2024", "9/2024"), ("202409", "9/2024")),
    ],
)
def test_a_name_speaks_of_a_month(name, month):
    assert str(named_month(name)) == month


@pytest.mark.parametrize(
    "name",
    [
        *("Thống kê báo cáo tổng hợp đơn vị 15_9_2024 8_5.xls", "Sổ_2024_09_15_08_30.xlsx", "BC 20240915", "15.9.2024"),
        *("T8-T9", "T1-9", "tháng 1 đến 9", "9 tháng 2024", "Quý 3-2024", "BC T13", "Biểu 09", "TT 01", "PHỤ LỤC 3"),
        *("Sheet1", "2024", "x.xlsx", "Kế hoạch 17", "QĐ 766", ""),
    ],
)
def test_a_whole_date_several_months_or_none_is_no_month(name):
    assert named_month(name) is None


@pytest.mark.parametrize(
    ("name", "title", "is_told"),
    [
        *(("T9", PERIOD, False), ("T9-2024", PERIOD, False), ("T8", PERIOD, True), ("T9-2023", PERIOD, True)),
        *(("T9", "9 tháng đầu năm 2024", False), ("T8", "9 tháng đầu năm 2024", True)),
        *(("T9", "(Từ ngày 15/08/2024 đến ngày 14/09/2024)", False), ("Biểu 8", PERIOD, False)),
    ],
)
def test_a_sheet_named_after_another_month_is_told(name, title, is_told):
    result = file(sheet((title,), RECORDS, LINE, name=name))
    assert [finding.code for finding in result.findings] == ["period-name-differs"] * is_told
    assert result.is_acceptable


@pytest.mark.parametrize(
    ("filename", "is_told"), [("BC_T8_2024.xlsx", True), ("BC_T9_2024.xlsx", False), ("bc 15_8_2024 8_5.xls", False)]
)
def test_a_file_named_after_another_month_is_told(filename, is_told):
    result = file(sheet((PERIOD,), RECORDS, LINE), name=filename)
    assert [finding.code for finding in result.findings] == ["period-name-differs"] * is_told
    assert [str(report.period) for report in result.reports] == ["2024-09"]


def test_a_sheets_own_name_goes_before_the_files():
    august = sheet(("Tháng 8 năm 2024",), RECORDS, LINE, name="T8")
    assert file(august, sheet((PERIOD,), RECORDS, LINE, name="T9"), name="BC_T9_2024.xlsx").findings == ()


def test_a_name_is_offered_and_not_taken_where_the_sheet_says_nothing():
    result = file(sheet(RECORDS, LINE), name="BC_T9_2024.xlsx")
    assert [(finding.severity, finding.code) for finding in result.findings] == [
        ("error", "no-period"),
        ("note", "period-in-name"),
    ]
    assert result.reports[0].period is None
    assert "9/2024" in result.findings[1].hint("vi")


def test_a_period_chosen_is_held_against_the_name_too():
    result = file(sheet(RECORDS, LINE, name="T9"), period=Period.month(2024, 8))
    assert [finding.code for finding in result.findings] == ["period-name-differs"]
