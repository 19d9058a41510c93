"""The sums that a numbering row states are held to on every line, each once; ratios are left to the form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders import load_in_process
from tests.loaders.drawn import PERIOD, loaded
from tests.workbooks.by_level import TARGETS, targets
from tests.workbooks.pair import Filler
from tests.workbooks.services import SEPTEMBER

RECORDS = ("STT", "Đơn vị", "Tổng số hồ sơ công việc", "Hồ sơ xử lý trên môi trường mạng", "Trên giấy", "Mật")
RECEIVED = (
    *("STT", "Đơn vị", "Tổng số", "Kỳ trước chuyển qua", "Tiếp nhận trong kỳ"),
    *("Đã giải quyết", None, None, None, "Đang giải quyết", None, None, "Tổng số trễ hạn"),
)
OUTCOMES = (
    *(None, None, None, None, None, "Tổng số", "Sớm hạn", "Đúng hạn", "Trễ hạn", "Tổng số", "Còn hạn", "Trễ hạn"),
    None,
)


def differences(numbers, line):
    result = loaded((PERIOD,), RECORDS, numbers, (1, "Sở Tư pháp", *line))
    found = [one for one in result.findings if one.code.startswith("identity")]
    return [(one.severity, one.where, one.found, one.values["computed"], one.values["cells"]) for one in found]


@pytest.mark.parametrize(
    "written",
    [
        *("(3)=(4)+(5)+(6)", "(3) = (4) + (5) + (6)", "(3 = 4 + 5 + 6)", "3=4+5+6", "[3]=[4]+[5]+[6]", "(3)=(4+5)+(6)"),
        *("(3)=(5)+(4)+(6)",),
    ],
)
def test_a_sum_is_read_however_it_is_written(written):
    numbers = ("(1)", "(2)", written, "(4)", "(5)", "(6)")
    assert differences(numbers, (200, 150, 40, 10)) == []
    ((severity, where, found, computed, cells),) = differences(numbers, (200, 150, 40, 3))
    assert (severity, where, found, computed, set(cells.split(", "))) == (
        *("error", "S!C4", "200", "193"),
        {"D4", "E4", "F4"},
    )


def test_one_off_is_a_warning_and_columns_the_form_does_not_read_count_too():
    numbers = ("(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)")
    assert differences(numbers, (200, 150, 40, 9)) == [("warning", "S!C4", "200", "199", "D4, E4, F4")]


@pytest.mark.parametrize(
    ("written", "line", "computed"),
    [
        ("(4)=(3)-(5)-(6)", (200, 150, 40, 3), "157"),
        ("(4)=(3)−(5)", (200, 150, 40, 0), "160"),
        ("(4)=(3)-(5+6)", (200, 150, 40, 3), None),
        ("(4)=(5)/(3)", (200, 150, 40, 3), None),
        ("(4)=(5)/(3)*100", (200, 150, 40, 3), None),
        ("(4)=(3)-(9)", (200, 150, 40, 3), None),
        ("(4)", (200, 150, 40, 3), None),
    ],
)
def test_a_difference_is_checked_and_what_is_no_plain_sum_is_not(written, line, computed):
    found = differences(("(1)", "(2)", "(3)", written, "(5)", "(6)"), line)
    assert [one[3] for one in found] == ([computed] if computed else [])


@pytest.mark.parametrize("line", [(200, None, None, None), (None, 150, 40, 10), (200, "x", 40, 10)])
def test_a_blank_or_unread_figure_is_not_summed(line):
    assert differences(("(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)"), line) == []


def test_a_sum_that_form_and_sheet_both_state_is_told_once():
    numbers = (
        *("(1)", "(2)", "(3 = 4 + 5)", "(4)", "(5)", "(6 = 7 + 8 + 9)", "(7)", "(8)", "(9)", "(10 = 11 + 12)"),
        *("(11)", "(12)", "(13 = 9 + 12)"),
    )
    line = (1, "Sở Tư pháp", 100, 20, 83, 60, 30, 25, 9, 36, 30, 6, 16)
    result = loaded((PERIOD,), RECEIVED, OUTCOMES, numbers, line)
    assert [(one.code, one.where) for one in result.findings] == [
        ("identity-differs", "S!C5"),
        ("identity-differs", "S!F5"),
        ("identity-off-by-one", "S!M5"),
    ]


def test_a_sum_of_the_sheets_own_is_checked_beside_the_forms():
    count = ("STT", "Tên đơn vị", "Tổng DVC", "DVC toàn trình", "DVC một phần", "Dịch vụ cung cấp thông tin")
    numbers = ("(1)", "(2)", "(3)=(4)+(5)", "(4)", "(5)", "(6)")
    result = loaded((PERIOD,), count, numbers, (1, "Sở Tư pháp", 100, 60, 30, 10))
    assert [(one.code, one.values["computed"]) for one in result.findings] == [("identity-differs", "90")]


@pytest.mark.parametrize(("stated", "severity"), [("(11)=(14)+(17)", "error"), ("(11)", "warning")])
def test_a_sum_that_the_form_only_infers_is_an_error_where_the_sheet_states_it(stated, severity):
    numbers = [f"({number})" for number in range(1, 21)]
    numbers[10] = stated
    filler = Filler(replace(TARGETS, numbering=tuple(numbers)), "S", SEPTEMBER).head(PERIOD)
    figures = targets((120, 96, 51), (3556, 3127), (2730, 2310), 44)
    row = filler.line("1", "Sở Tư pháp", {**figures, "received_online": 5440}, unit_id="dept-tu-phap", level="all")
    found = load_in_process(filler.pair("x.xls").data, "x.xls").findings
    assert [(one.severity, one.code, one.where) for one in found] == [(severity, "identity-differs", f"S!K{row}")]
