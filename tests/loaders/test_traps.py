"""Wordings and doublings that lead readers to wrong figures: each is read right or is an error, nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders import load_in_process
from reference.period import Period
from tests.loaders import golden
from tests.workbooks.forms import K2_2
from tests.workbooks.names import DISTRICTS
from tests.workbooks.pair import Filler
from tests.workbooks.records import BY_OFFICE, RECORDS, SEPTEMBER, digital_share, fill


def _table(*phrases, sheet="Biểu", period=None):
    filler = Filler(K2_2, sheet, period, BY_OFFICE).head(*phrases)
    lines = fill(filler, DISTRICTS, RECORDS, digital_share)
    filler.total("Tổng số", lines)
    return filler


def _read(filler, *more):
    pair = filler.pair("trap.xlsx", *more)
    return load_in_process(pair.data, pair.name)


@pytest.mark.parametrize(
    ("phrase", "right"),
    [
        ("Lũy kế đến hết tháng 9 năm 2024", "2024-01-01..2024-09-30"),
        ("Lũy kế từ đầu năm đến tháng 9/2024", "2024-01-01..2024-09-30"),
        ("Từ tháng 1 đến tháng 9 năm 2024", "2024-01-01..2024-09-30"),
        ("9 tháng đầu năm 2024", "2024-01-01..2024-09-30"),
        ("Tháng 9 và 9 tháng đầu năm 2024", None),
        ("Tháng chín năm 2024", "2024-09"),
        ("Tuần 36 năm 2024", "2024-09-02..2024-09-08"),
        ("Tháng 9", None),
        ("Tháng 13 năm 2024", None),
        ("Tháng ... năm 2024", None),
        ("Tháng 8, tháng 9 năm 2024", "2024-08-01..2024-09-30"),
        ("Từ ngày 01/09/2024 đến ngày 31/09/2024", None),
        ("Từ ngày 30/09/2024 đến ngày 01/09/2024", None),
        ("(Tính đến ngày 30/09/2024)", None),
    ],
)
def test_a_stretch_is_read_right_or_asked_for(phrase, right):
    loaded = _read(_table(phrase))
    (report,) = loaded.reports
    assert report.period in {None, Period.parse(right) if right else None}
    assert (report.period is None) == bool(loaded.errors)


@pytest.mark.parametrize(
    "aside",
    [
        "So sánh với tháng 8 năm 2024",
        "(so với cùng kỳ năm 2023)",
        "(Kèm theo Báo cáo số 112/BC-STTTT ngày 05/10/2024 của Sở Thông tin và Truyền thông)",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2024 của UBND tỉnh về chuyển đổi số năm 2024",
    ],
)
def test_a_day_or_month_spoken_of_is_not_the_period(aside):
    loaded = _read(_table("Tháng 9 năm 2024", aside))
    assert [str(report.period) for report in loaded.reports] == ["2024-09"]
    assert loaded.findings == ()


def test_one_table_on_two_sheets_is_not_read_as_two():
    """A copy would be counted twice; one on a sheet marked "Bỏ" (dropped) is left out, and that is said."""
    copy = replace(_table("Tháng 9 năm 2024", period=SEPTEMBER).paper, name="PL02b")
    assert [finding.code for finding in _read(_table("Tháng 9 năm 2024"), copy).errors] == ["table-twice"]
    dropped = _read(_table("Tháng 9 năm 2024"), replace(copy, name="PL02b- Bỏ"))
    assert [report.sheet for report in dropped.reports] == ["Biểu"]
    assert [(finding.severity, finding.code) for finding in dropped.findings] == [("warning", "dropped-sheet")]


def test_two_months_on_two_sheets_are_two_reports():
    august = _table("Tháng 8 năm 2024", sheet="T8")
    loaded = _read(_table("Tháng 9 năm 2024", sheet="T9"), august.paper)
    assert [(report.sheet, str(report.period)) for report in loaded.reports] == [("T9", "2024-09"), ("T8", "2024-08")]
    assert loaded.findings == ()


def test_a_hidden_sheet_with_a_table_is_said_and_not_read():
    august = _table("Tháng 8 năm 2024", sheet="T8")
    august.paper.is_hidden = True
    loaded = _read(_table("Tháng 9 năm 2024", sheet="T9"), august.paper)
    assert [report.sheet for report in loaded.reports] == ["T9"]
    assert [(finding.severity, finding.where) for finding in loaded.findings] == [("warning", "T8")]


@pytest.mark.parametrize(
    "lines",
    [
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Mẫu"),
        ("Nơi nhận:", "- UBND huyện Gia Bình;", "- Lưu: VT."),
        ("Ghi chú: TP Bắc Ninh chưa gồm 12 hồ sơ đang đồng bộ",),
    ],
)
def test_what_stands_under_the_table_is_no_row(lines):
    filler = _table("Tháng 9 năm 2024", period=SEPTEMBER).foot(*lines)
    for column, words in enumerate(lines, 1):
        filler.paper.put(filler.row + column, 1, words)
    loaded = _read(filler)
    assert golden.rows(loaded.reports[0]) == golden.expected_rows(filler.report)
    assert [finding for finding in loaded.findings if finding.severity != "note"] == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1\u202f489", 1489),
        ("1\u200b489", 1489),
        (1489.0, 1489),
        ("-", None),
        ("–", None),
        (" ", None),
        ("\xa0", None),
    ],
)
def test_a_count_is_read_or_is_none(written, read):
    filler = _table("Tháng 9 năm 2024")
    filler.paper.boxes[filler.report["rows"][0]["row"], 4] = replace(filler.paper.boxes[1, 1], value=written, across=1)
    loaded = _read(filler)
    assert golden.rows(loaded.reports[0])[0].get("records_digital") == read
    assert {finding.code for finding in loaded.errors} <= {"total-differs"}


@pytest.mark.parametrize(
    "written",
    [
        "14.89",
        "1.48",
        "1.4890",
        "12.34.567",
        "1,489.000",
        "1.489,5",
        "1489 hồ sơ",
        "1489*",
        "98%",
        True,
        1e20,
    ],
)
def test_what_is_no_count_is_an_error_and_not_a_guess(written):
    filler = _table("Tháng 9 năm 2024")
    filler.paper.boxes[filler.report["rows"][0]["row"], 4] = replace(filler.paper.boxes[1, 1], value=written, across=1)
    loaded = _read(filler)
    assert "records_digital" not in golden.rows(loaded.reports[0])[0]
    assert [(finding.code, finding.where) for finding in loaded.errors] == [("not-a-count", "Biểu!D9")]
