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


LINE, OTHER = (1, "Huyện Gia Bình", 6, 3, 2, 1), (2, "Huyện Lương Tài", 60, 30, 20, 10)
NUMBERS = ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
GROUP, CHANNEL_ROW = (None, None, "Tổng số hồ sơ", "Trong đó"), (None, None, None, "Trực tuyến", "Trực tiếp", "BCCI")


def received(*rows, title=(PERIOD,)):
    result = loaded(title, *rows)
    return codes(result), [n for report in result.reports for n in report.frame["received"]]


@pytest.mark.parametrize(
    "head",
    [
        (("TT", "Tên đơn vị", *GROUP[2:]), CHANNEL_ROW),
        (("TT", "Tên đơn vị", "Số lượng hồ sơ tiếp nhận và giải quyết"), GROUP, CHANNEL_ROW),
        (("TT", "Tên đơn vị", "Kết quả"), (None, None, "Số lượng hồ sơ"), GROUP, CHANNEL_ROW),
        (("TT", "Tên đơn vị", "Kết quả"), (), (None, None, "Số lượng hồ sơ"), (), GROUP, CHANNEL_ROW),
        ((None, None, "Số lượng hồ sơ"), GROUP, ("TT", "Tên đơn vị", *CHANNEL_ROW[2:])),
        ((None, None, "Số lượng hồ sơ"), ("TT", "Tên đơn vị", *GROUP[2:]), CHANNEL_ROW),
        (("TT", "Tên đơn vị", *GROUP[2:]), (), CHANNEL_ROW),
        (CHANNELS, (None, None, *["hồ sơ"] * 4)),
        (CHANNELS, (None, None, *["(Hồ sơ)"] * 4)),
        (CHANNELS, ()),
    ],
)
@pytest.mark.parametrize("numbering", [(), (NUMBERS,), ((), NUMBERS), (("A", "B", "1", "2", "3", "4"), ())])
def test_a_header_without_merges_is_read_over_any_rows(head, numbering):
    assert received(*head, *numbering, LINE, OTHER) == ([], [6, 60])


@pytest.mark.parametrize(
    "over",
    [
        (None, None, "(Từ ngày 01/09/2024 đến ngày 30/09/2024)"),
        (None, None, None, None, None, "Đơn vị tính: hồ sơ"),
        (None, None, "Biểu 02", None, "Ngày 05/10/2024"),
    ],
)
def test_a_title_beside_the_label_is_no_heading(over):
    (header, *_) = headers(sheet((PERIOD,), over, CHANNELS), frozenset())
    assert (header.top, header.paths[6]) == (3, ("BCCI",))


@pytest.mark.parametrize("heading", ["Trực tuyến", "Trực tiếp"])
def test_a_share_is_no_count_for_the_measure_under_it(heading):
    measures = [None, None, *("%" if text == heading else "hồ sơ" for text in CHANNELS[2:])]
    assert received(CHANNELS, tuple(measures), LINE)[1] == []


def test_headings_that_differ_only_by_what_they_count_are_kept_apart():
    (header,) = headers(sheet(("STT", "Đơn vị", "Trực tuyến"), (None, None, "Hồ sơ", "TTHC")), frozenset())
    assert header.paths[3] == ("Trực tuyến", "Hồ sơ")


@pytest.mark.parametrize("between", [(), ((),), (("Trang 2",),), ((PERIOD,),)])
@pytest.mark.parametrize(
    "again",
    [
        (("TT", "Tên đơn vị", *GROUP[2:]), (), CHANNEL_ROW, NUMBERS),
        ((None, None, "Số lượng hồ sơ"), GROUP, ("TT", "Tên đơn vị", *CHANNEL_ROW[2:]), NUMBERS),
        (CHANNELS, (1, 2, 3, 4, 5, 6)),
    ],
)
def test_a_header_printed_on_each_page_is_read_once(again, between):
    assert received(*again, LINE, *between, *again, OTHER, (None, "Tổng số", 66, 33, 22, 11)) == ([], [6, 60])


@pytest.mark.parametrize("numbers", [NUMBERS, (1, 2, 3, 4, 5, 6), ("1", "2", "3", "4", "5", "6")])
def test_a_numbering_row_printed_on_each_page_is_no_line(numbers):
    assert received(CHANNELS, numbers, LINE, numbers, OTHER) == ([], [6, 60])


def test_a_total_may_stand_before_the_numbering_or_outside_the_body():
    total = (None, "Tổng số", 66, 33, 22, 11)
    assert received(CHANNELS, total, NUMBERS, LINE, OTHER) == ([], [6, 60])
    note = ("Ghi chú: chưa gồm hồ sơ liên thông",)
    assert received(CHANNELS, LINE, OTHER, (), note, (), total) == ([], [6, 60])
    assert received(CHANNELS, LINE, OTHER, (), note, (), (None, "Tổng số", 67, 33, 22, 11))[0] == ["total-off-by-one"]


def test_a_header_that_is_no_forms_is_named():
    result = loaded(
        (PERIOD,), ("TT", "Tên", "Tổng số", "Trực", "Trực"), (None, "đơn vị", "hồ sơ", "tuyến", "tiếp"), LINE
    )
    assert [(finding.code, finding.where) for finding in result.errors] == [("no-table", "S!A2")]


def test_a_lone_word_that_names_a_column_needs_no_merge_to_belong_to_the_header():
    head = ("Đơn vị", "Đã cấp", "Thu hồi", "Đang hoạt động")
    result = loaded((PERIOD,), head, (None, "Tổng số"), ("Huyện Gia Bình", 12, 2, 10))
    assert [report.form for report in result.reports] == ["K3-2"]
    assert list(result.reports[0].frame["issued_to_date"]) == [12]
