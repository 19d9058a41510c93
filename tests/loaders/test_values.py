"""One cell: what it is read as, and that nothing is read that it does not surely say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import values
from loaders.sheet import Cell


def cell(value=None, **more):
    return Cell(1, 1, value, **more)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        *((1264, 1264), (1264.0, 1264), ("1264", 1264), ("+3", 3), ("0", 0), ("007", 7)),
        *(("1.264", 1264), ("1,264", 1264), ("1 264", 1264), ("1\xa0264", 1264), ("1'264", 1264)),
        *(("1.264.003", 1264003), (" 12 ", 12), ("12,00", 12), ("12.0", 12), ("1264.0", 1264)),
        *(("1.264,0", 1264), ("1,264.00", 1264), ("1\u2009264", 1264), ("1.264.003,0", 1264003)),
        *(("Số lượng: 1.234\nTỷ lệ: 98.5%\nĐiểm số: 4", 1234), ("Số lượng: 12", 12), ("SL: 5; TL: 50%", 5)),
    ],
)
def test_a_count_is_read(value, number):
    assert values.count(cell(value)) == values.Read(number)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        *((-1, "not-a-count"), (1.264, "damaged-thousands"), (1264.5, "damaged-thousands"), (0.12345, "not-a-count")),
        *(("0.500", "not-a-count"), ("0,125", "not-a-count"), ("012.345", "not-a-count"), ("1.26", "not-a-count")),
        *(
            ("1.264,003", "not-a-count"),
            ("1.2645", "not-a-count"),
            ("57,76%", "not-a-count"),
            ("12 hồ sơ", "not-a-count"),
        ),
        *((True, "not-a-count"), (date(2024, 9, 1), "date-for-figure"), ("-5", "not-a-count"), ("١٢", "not-a-count")),
        *(
            (float("nan"), "not-a-count"),
            (float("inf"), "not-a-count"),
            (10**12, "not-a-count"),
            ("１２３４", "not-a-count"),
            ("1.234*", "not-a-count"),
            ("1.234(1)", "not-a-count"),
            ("1.234.", "not-a-count"),
            ("1.234 (1)", "not-a-count"),
            ("1,264.5", "not-a-count"),
            ("1.264.0", "not-a-count"),
            ("9" * 13, "not-a-count"),
        ),
    ],
)
def test_what_is_no_sure_count_is_a_problem_and_no_number(value, problem):
    assert values.count(cell(value)) == values.Read(problem=problem)


@pytest.mark.parametrize("mark", ["x", "X", " x ", "v", "Không", "không", "n/a", "N/A", "✓", "Chưa có", "chưa báo cáo"])
@pytest.mark.parametrize("read", [values.count, values.percent])
def test_a_mark_is_neither_a_figure_nor_a_dash(read, mark):
    assert read(cell(mark)) == values.Read(problem="mark-for-figure")


@pytest.mark.parametrize(
    "text",
    ["1.234\n98.5%", "Số lượng: 5\nSố lượng: 6", "Tỷ lệ: 98.5%", "Số lượng: 5\n98.5%", "Số hồ sơ: 1\nTổng số: 2"],
)
def test_several_values_of_which_none_is_surely_the_count_are_a_problem(text):
    assert values.count(cell(text)) == values.Read(problem="several-values")


def test_a_date_that_excel_made_is_named_in_every_column():
    for read in (values.count, values.percent, values.decimal):
        assert read(cell(date(2024, 9, 12))) == values.Read(problem="date-for-figure")


def test_a_share_is_no_count_however_round():
    assert values.count(cell(1.0, format="0%")).problem == "not-a-count"


@pytest.mark.parametrize("read", [values.count, values.percent, values.decimal])
@pytest.mark.parametrize(
    ("given_cell", "expected"),
    [
        (None, values.NOTHING),
        (cell(), values.NOTHING),
        (cell(" \xa0"), values.NOTHING),
        (cell("-"), values.Read(mark="-")),
        (cell(" – "), values.Read(mark="-")),
        (cell(error="#REF!"), values.Read(problem="error-cell")),
        (cell(stale=True), values.Read(problem="stale-formula")),
    ],
)
def test_every_column_tells_blank_dash_error_and_stale_apart(read, given_cell, expected):
    assert read(given_cell) == expected


@pytest.mark.parametrize(
    ("value", "number_format", "share"),
    [
        ("57.76 %", "", 57.76),
        ("57,76%", "", 57.76),
        (57.76, "0.00", 57.76),
        (0.5776, "0.00%", 57.76),
        (1, "0%", 100),
        ("107,1 %", "", 107.1),
        ("Số lượng: 1.234\nTỷ lệ: 98.5%\nĐiểm số: 4", "", 98.5),
        ("57.764", "", 57.764),
    ],
)
def test_a_percentage_is_in_percents(value, number_format, share):
    assert values.percent(cell(value, format=number_format)).value == share


@pytest.mark.parametrize("value", ["Đạt", True, "1/2"])
def test_what_is_no_percentage_is_a_problem(value):
    assert values.percent(cell(value)).problem == "not-a-percentage"


@pytest.mark.parametrize(
    ("value", "number"), [("1.234,5", 1234.5), ("1,234.5", 1234.5), ("-2,5", -2.5), ("46.76", 46.76)]
)
def test_a_decimal_takes_the_last_mark(value, number):
    assert values.decimal(cell(value)).value == number


@pytest.mark.parametrize(
    ("text", "rank"),
    [("7", (7, None)), ("7/63", (7, 63)), ("Hạng 7 / 63", (7, 63)), ("07/12/2024", None), ("bảy", None)],
)
def test_a_rank_is_read(text, rank):
    assert values.rank(text) == rank


@given(st.integers(0, 10**12 - 1), st.sampled_from((".", ",", " ", "\xa0", "")))
def test_a_count_reads_back_whatever_parts_its_thousands(number, mark):
    assert values.count(cell(f"{number:,}".replace(",", mark))).value == number


@given(st.one_of(st.text(max_size=12), st.floats(), st.integers(), st.booleans()))
def test_whatever_stands_in_a_cell_is_a_whole_number_or_none(value):
    read = values.count(cell(value))
    assert read.value is None or (isinstance(read.value, int) and 0 <= read.value < 10**12)
