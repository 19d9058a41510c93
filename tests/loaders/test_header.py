"""Which columns a heading may mean: a share, a running sum or thousands never pass for a form's count."""

from __future__ import annotations

import pytest

from loaders.header import headers, is_numbering
from loaders.words import fold
from tests.loaders.drawn import CHANNELS, PERIOD, RECORDS, codes, loaded, sheet


@pytest.mark.parametrize(
    "texts",
    [
        ["(1)", "(2)", "(3)=(4)+(5)", "(4)"],
        ["[1]", "[2]", "[3]", "[4]"],
        ["A", "B", "1", "2"],
        ["a", "b", "1", "2"],
        ["A", "B", "(1)", "(2)"],
        ["(a)", "(b)", "(1)", "(2)"],
        ["1", "2", "3 = 4 + 5", "4"],
        ["1", "2", "3=1+2", "4"],
        ["(1)", "(2)", "(3 = 4 + 5)", "(4)", "(5)", "(6 = 7 + 8 + 9)"],
        ["(4)", "(5)", "(6)=(5)/(4)*100", "(3)"],
        ["(1)", "", "(3)", "(4)=(3)/(2)*100%"],
        ["1", "", "3", "4"],
        ["1", "", "2", "3"],
        ["", "", "1", "2"],
        ["", "", "(1)", "(2)"],
    ],
)
def test_a_row_that_numbers_columns_is_no_line_of_figures(texts):
    assert is_numbering(texts)
    line = (1, "Sở Tư pháp", 200, 100)
    if len(texts) == len(RECORDS):
        result = loaded((PERIOD,), RECORDS, tuple(text or None for text in texts), line, RECORDS, tuple(texts))
        assert (codes(result), list(result.reports[0].frame["records"])) == ([], [200])


@pytest.mark.parametrize(
    "texts",
    [
        ["1", "Sở Tư pháp", "3", "4"],
        ["5", "9", "12"],
        ["3", "2", "1"],
        ["1", "", "2", "5"],
        ["1", "", "3", "3"],
        ["1", "", "-2", "-1"],
        ["12", "13", "14"],
        ["1"],
        [],
    ],
)
def test_figures_are_no_numbers_of_columns(texts):
    assert not is_numbering(texts)


@pytest.mark.parametrize("line", [(1, 2, 3, 4), (2, None, 3, 4), ("2", "3", "4", "5"), (2, 3, 4, 5)])
def test_a_line_of_numbers_below_the_first_is_never_dropped(line):
    assert "unknown-unit" in codes(loaded((PERIOD,), RECORDS, (1, "Sở Tư pháp", 200, 95), line))


def test_groups_over_columns_are_found_with_their_merges_lost():
    top = ("STT", "Đơn vị", "Tổng số hồ sơ", "Trong đó", None, None, "Ghi chú")
    (header,) = headers(sheet(top, (None, None, None, "Trực tuyến", "Trực tiếp", "BCCI")), frozenset())
    assert header.paths[5] == ("Trong đó", "Trực tiếp")
    assert header.paths[7] == ("Ghi chú",)
    assert (header.ordinal, header.last) == (1, 2)


@pytest.mark.parametrize("word", ["(%)", "(tỷ lệ)", "(lũy kế)", "tỷ lệ %"])
@pytest.mark.parametrize("place", [3, 4, 5])
def test_a_heading_that_says_another_quantity_is_not_the_count(word, place):
    head = list(CHANNELS)
    head[place] = f"{head[place]} {word}"
    result = loaded((PERIOD,), tuple(head), (1, "Huyện Gia Bình", 6, 3, 2, 1))
    assert not result.is_acceptable
    assert "missing-column" in codes(result)


def test_a_percent_column_under_an_open_ended_heading_is_not_the_count():
    head = (*RECORDS[:3], f"{RECORDS[3]} (%)")
    assert not loaded((PERIOD,), head, (1, "Sở Tư pháp", 200, 95)).reports


def test_columns_are_found_after_an_empty_first_one():
    (report,) = loaded((None, PERIOD), (None, *RECORDS), (None, 1, "Sở Tư pháp", 200, 95)).reports
    assert report.columns == {"records": "D", "records_digital": "E"}


def test_a_second_table_under_another_period_keeps_its_own():
    line, october = (1, "Sở Tư pháp", 200, 95), "Từ ngày 01/10/2024 đến ngày 31/10/2024"
    result = loaded((PERIOD,), RECORDS, line, (), (october,), RECORDS, (1, "Sở Y tế", 100, 50))
    assert [str(report.period.start) for report in result.reports] == ["2024-09-01", "2024-10-01"]
    assert [list(report.frame["unit_id"]) for report in result.reports] == [["dept-tu-phap"], ["dept-y-te"]]


def test_a_header_repeated_on_a_new_page_goes_on_with_the_table():
    rows = (RECORDS, (1, "Sở Tư pháp", 200, 95), RECORDS, (2, "Sở Y tế", 100, 50))
    (report,) = loaded((PERIOD,), *rows).reports
    assert list(report.frame["records"]) == [200, 100]


def test_groups_are_found_without_merges_and_without_a_column_of_numbers():
    header = next(
        headers(
            sheet(
                ("Đơn vị", "Tiếp nhận", None, "Đã giải quyết", None, "Rút"),
                (None, "Tổng số", "Trực tiếp", "Tổng", "Quá hạn", None),
                ("Sở Tư pháp", 5, 3, 2, 0, 0),
            ),
            frozenset({fold("Đơn vị")}),
        )
    )
    assert list(header.paths.values()) == [
        ("Đơn vị",),
        ("Tiếp nhận", "Tổng số"),
        ("Tiếp nhận", "Trực tiếp"),
        ("Đã giải quyết", "Tổng"),
        ("Đã giải quyết", "Quá hạn"),
        ("Rút",),
    ]
