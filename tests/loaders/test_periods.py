"""The words above a table: which period they state, and that none is made of words read in part."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.periods import agreed, stated


def period(*lines):
    found, contradicting = agreed(stated(lines))
    return found and f"{found.start} {found.end}", contradicting is not None


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("(Từ ngày 15/08/2024 đến ngày 14/09/2024)", "2024-08-15 2024-09-14"),
        ("Từ 1/9/2024 - 30/9/2024", "2024-09-01 2024-09-30"),
        ("Từ ngày 01 tháng 9 năm 2024 đến ngày 30 tháng 9 năm 2024", "2024-09-01 2024-09-30"),
        ("Tháng 9 Năm 2024", "2024-09-01 2024-09-30"),
        ("BÁO CÁO THÁNG 02/2024", "2024-02-01 2024-02-29"),
        ("Từ tháng 01 đến tháng 09 năm 2024", "2024-01-01 2024-09-30"),
        ("Lũy kế từ đầu năm đến hết tháng 9 năm 2024", "2024-01-01 2024-09-30"),
        ("Quý III Năm 2024", "2024-07-01 2024-09-30"),
        ("6 tháng đầu năm 2024", "2024-01-01 2024-06-30"),
        ("6 tháng cuối năm 2024", "2024-07-01 2024-12-31"),
        ("Năm 2024", "2024-01-01 2024-12-31"),
        ("8 tháng đầu năm 2024", "2024-01-01 2024-08-31"),
        ("9 tháng năm 2024", "2024-01-01 2024-09-30"),
        ("Lũy kế 9 tháng đầu năm 2024", "2024-01-01 2024-09-30"),
        ("Lũy kế từ đầu năm đến hết tháng 9/2024", "2024-01-01 2024-09-30"),
        ("Luỹ kế từ tháng 1 đến tháng 5 năm 2025", "2025-01-01 2025-05-31"),
        ("Quý III, năm 2024", "2024-07-01 2024-09-30"),
        ("Tháng 9, năm 2024", "2024-09-01 2024-09-30"),
        ("Từ ngày 15/8 đến ngày 14/9/2024", "2024-08-15 2024-09-14"),
        ("Từ ngày 01 tháng 9 đến ngày 30 tháng 9 năm 2024", "2024-09-01 2024-09-30"),
        ("Tuần 36 (từ ngày 02/09/2024 đến ngày 08/09/2024)", "2024-09-02 2024-09-08"),
        ("Tuần thứ 36 năm 2024, từ 02/09/2024 đến 08/09/2024", "2024-09-02 2024-09-08"),
    ],
)
def test_a_period_is_read(line, days):
    assert period(line) == (days, False)


@pytest.mark.parametrize(
    "line",
    [
        "11 tháng năm 2024",
        "13 tháng đầu năm 2024",
        "Tháng 8, 9 năm 2024",
        "Tuần 36 năm 2024",
        "Lũy kế đến hết tháng 9 năm 2024",
        "Tháng 13 năm 2024",
        "Từ ngày 31/09/2024 đến ngày 01/10/2024",
        "Tháng 9 và 9 tháng đầu năm 2024",
        "Lũy kế tháng 9 năm 2024",
        "Từ ngày 01/09/2024 đến ngày ...",
        "Từ ngày ... đến ngày 30/09/2024",
        "Từ ngày 15/12 đến ngày 14/01/2025",
    ],
)
def test_words_not_read_whole_are_no_period(line):
    assert period(line) == (None, True)


@pytest.mark.parametrize(
    "line",
    [
        "Bắc Ninh, ngày 05 tháng 10 năm 2024",
        "theo Quyết định số 766/QĐ-TTg ngày 23/06/2022",
        "(Từ ngày ... đến ngày ...)",
        "Đơn vị: Sở Tư pháp",
    ],
)
def test_a_signature_a_law_or_an_empty_blank_states_nothing(line):
    assert period(line) == (None, False)


@pytest.mark.parametrize(
    ("lines", "days", "is_contradicted"),
    [
        (("Tháng 9 năm 2024", "(Từ ngày 15/08/2024 đến ngày 14/09/2024)"), "2024-08-15 2024-09-14", False),
        (("Tháng 9 năm 2024", "Từ ngày 01/09/2024 đến ngày 30/09/2024"), "2024-09-01 2024-09-30", False),
        (("Năm 2024", "Tháng 9 năm 2024"), "2024-09-01 2024-09-30", False),
        (("Tháng 9 năm 2024", "Từ ngày 01/10/2024 đến ngày 31/10/2024"), "2024-10-01 2024-10-31", True),
        (("Tháng: 9", "Năm: 2024"), "2024-01-01 2024-12-31", True),
        (("Tuần 36 năm 2024", "Từ ngày 02/09/2024 đến ngày 08/09/2024"), "2024-09-02 2024-09-08", False),
        (("Tuần 36 năm 2024", "Từ ngày 01/09/2024 đến ngày 30/09/2024"), "2024-09-01 2024-09-30", True),
        (("Tháng 9 năm 2024", "Từ ngày 01/09/2024 đến ngày ..."), "2024-09-01 2024-09-30", True),
        (("Tháng 9 năm 2024", "(Từ ngày ... đến ngày ...)"), "2024-09-01 2024-09-30", False),
    ],
)
def test_several_statements_agree_or_are_told_apart(lines, days, is_contradicted):
    assert period(*lines) == (days, is_contradicted)


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(0, 400))
def test_every_range_of_days_reads_back(start, length):
    end = start + timedelta(days=length)
    assert period(f"(Từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y})") == (f"{start} {end}", False)
