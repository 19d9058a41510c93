"""For whom and when a table reports, wherever the sheet says it: above, at the right, under the header or the body."""

from __future__ import annotations

import pytest

from tests.loaders.drawn import CHANNELS, PERIOD, RECORDS, codes, loaded

LINE = (1, "Sở Tư pháp", 200, 100)
SENDER = "Đơn vị báo cáo: Sở Tư pháp"
TOP = ("STT", "Lĩnh vực", "Số hồ sơ nhận giải quyết", *[None] * 3, "Số hồ sơ đã giải quyết", *[None] * 3)
BELOW = (None, None, "Tổng số", "Trực tuyến", "Trực tiếp", "Từ kỳ trước", "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn")
SECTORS = ((*TOP, "Số hồ sơ đang giải quyết"), (*BELOW, "Tổng số", "Trong hạn", "Quá hạn"))
SECTOR = (1, "Hộ tịch", 6, 1, 2, 3, 4, 1, 2, 1, 2, 1, 1)


def period(*rows):
    result = loaded(*rows)
    return str(result.reports[0].period), codes(result)


@pytest.mark.parametrize(
    "rows",
    [
        ((PERIOD,), (SENDER,), *SECTORS, SECTOR),
        ((PERIOD,), ("Cơ quan báo cáo: Sở Tư pháp",), *SECTORS, SECTOR),
        ((PERIOD, *[None] * 8, f"- {SENDER}\n- Đơn vị nhận báo cáo: Văn phòng UBND tỉnh"), *SECTORS, SECTOR),
        ((PERIOD,), ("Đơn vị báo cáo:", "Sở Tư pháp"), *SECTORS, SECTOR),
        ((PERIOD,), *SECTORS, (None, SENDER), SECTOR),
        ((PERIOD,), *SECTORS, SECTOR, (), (None, SENDER)),
        ((PERIOD,), *SECTORS, SECTOR, (), (SENDER,), (None, None, "Người lập biểu")),
    ],
)
def test_the_sender_is_found(rows):
    result = loaded(*rows)
    assert codes(result) == []
    assert list(result.reports[0].frame["unit_id"]) == ["dept-tu-phap"]


@pytest.mark.parametrize(
    "rows",
    [
        (RECORDS, LINE, ("Kỳ báo cáo: Tháng 9 năm 2024",)),
        (RECORDS, (None, "Kỳ báo cáo: Tháng 9 năm 2024"), LINE),
        (RECORDS, LINE, (), (None, None, "(Từ ngày 01/09/2024 đến ngày 30/09/2024)")),
        (("Kỳ báo cáo:", "Tháng 9 năm 2024"), RECORDS, LINE),
        (("tu_thang", "den_thang", "nam"), (9, 9, 2024), RECORDS, LINE),
        (("thang", "nam"), ("09", "2024"), RECORDS, LINE),
        (("tu_ngay", "den_ngay"), ("01/09/2024", "30/09/2024"), RECORDS, LINE),
        (("Tháng 9 năm 2024",), ("(Từ ngày ... đến ngày ...)",), RECORDS, LINE),
        (("Tháng 9 năm 2024",), ("Số liệu phát sinh trong tháng, không lũy kế",), RECORDS, LINE),
    ],
)
def test_the_period_is_found(rows):
    assert period(*rows) == ("2024-09", [])


def test_cumulative_and_monthly_parameters_under_one_title_differ():
    names = ("tu_thang", "den_thang", "nam")
    assert period(("BÁO CÁO",), names, (1, 5, 2025), RECORDS, LINE) == ("2025-01-01..2025-05-31", [])
    assert period(("BÁO CÁO",), names, (5, 5, 2025), RECORDS, LINE) == ("2025-05", [])


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((RECORDS, LINE), "no-period"),
        ((("tu_thang", "den_thang", "nam"), (1, None, 2025), RECORDS, LINE), "bad-period"),
        ((("Tháng 9 năm 2024",), ("(Số liệu lũy kế từ đầu năm)",), RECORDS, LINE), "cumulative-unclear"),
        ((("BÁO CÁO LŨY KẾ",), (PERIOD,), RECORDS, LINE), "cumulative-unclear"),
        (((PERIOD,), RECORDS, LINE, ("Kỳ báo cáo: Tháng 8 năm 2024",)), "periods-disagree"),
        (((PERIOD,), RECORDS, LINE, ("Kỳ báo cáo: Tháng 13 năm 2024",)), "periods-disagree"),
    ],
)
def test_what_leaves_the_period_open_is_an_error(rows, code):
    assert period(*rows)[1] == [code]


def test_a_line_left_unfilled_is_named():
    result = loaded(("BÁO CÁO",), ("(Số liệu tính từ ngày.../.../... đến ngày.../.../...)",), RECORDS, LINE)
    assert [(finding.code, finding.where) for finding in result.findings] == [
        ("no-period", "S"),
        ("period-unfilled", "S!A2"),
    ]


@pytest.mark.parametrize(
    "line",
    ["Bắc Ninh, ngày 05 tháng 10 năm 2024", "So với tháng 8 năm 2024 tăng 3%", "Số: 123/BC-UBND ngày 05/10/2024"],
)
def test_a_day_or_month_under_the_table_is_not_the_period(line):
    assert period((PERIOD,), RECORDS, LINE, (None, line)) == ("2024-09", [])
    assert period(RECORDS, LINE, (None, line)) == ("None", ["no-period"])


def test_what_stands_between_two_tables_is_the_seconds():
    line, august = (1, "Huyện Gia Bình", 6, 3, 2, 1), ("Kỳ báo cáo: Tháng 8 năm 2024",)
    result = loaded((PERIOD,), RECORDS, LINE, august, CHANNELS, line)
    assert [str(report.period) for report in result.reports] == ["2024-09", "2024-08"]
