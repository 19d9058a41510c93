"""What "Trong kỳ" means is said by the whole table's sums, or asked; one mistake never turns it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loaders.drawn import PERIOD, loaded

UNITS = ("H. Gia Bình", "H. Lương Tài", "H. Tiên Du", "H. Yên Phong", "TX Thuận Thành", "TX Quế Võ", "TP Từ Sơn")
OUTCOMES = (9, 8, 0, 3, 0)


def read(lines, *, is_wide, total=None):
    """Read an older table of so many units; a line is what stands under "Tiếp nhận"."""
    channels = ("Qua mạng", "Qua BCCI") if is_wide else ()
    top = (
        "STT",
        "Đơn vị",
        "Tiếp nhận",
        None,
        None,
        *[None] * len(channels),
        "Đã xử lý",
        None,
        None,
        "Đang xử lý",
        None,
    )
    below = (
        *(None, None, "Tổng số", "Kỳ trước", "Trong kỳ", *channels),
        *("Trước hạn", "Đúng hạn", "Quá hạn", "Trong hạn", "Quá hạn"),
    )
    body = [(nth, UNITS[nth - 1], *line, *OUTCOMES) for nth, line in enumerate(lines, 1)]
    last = [(None, "Tổng số", *total, *(len(lines) * count for count in OUTCOMES))] if total else []
    return loaded((PERIOD,), top, below, *body, *last)


def in_person(result):
    """Return what was read as received in person; "none" where nothing was."""
    (report,) = result.reports
    frame = report.frame
    return frame["received_in_person"].tolist() if "received_in_person" in frame else "none"


@pytest.mark.parametrize(
    ("lines", "read_as"),
    [
        ([(100, 20, 30, 45, 5), (50, 10, 20, 18, 2)], [30, 20]),
        ([(100, 20, 80, 45, 5), (50, 10, 40, 18, 2)], "none"),
        # Nothing came in otherwise: the counter's and the whole are the same number.
        ([(100, 20, 80, 0, 0), (50, 10, 40, 0, 0)], [80, 40]),
        ([(0, 0, 0, 0, 0)], [0]),
        # Blank is not zero: nothing is known of the other channels.
        ([(100, 20, 80, None, None), (50, 10, 40, None, None)], "none"),
        ([(100, 20, 30), (50, 10, 20)], [30, 20]),
        ([(100, 20, 30), (50, 10, 20), (33, 3, 30)], [30, 20, 30]),
        ([(100, 20, 80), (50, 10, 40)], "none"),
        ([(0, 0, 0), (0, 0, 0)], "none"),
    ],
)
def test_the_sums_of_all_lines_say_what_it_means(lines, read_as):
    result = read(lines, is_wide=len(lines[0]) == 5)
    assert (in_person(result), result.findings) == (read_as, ())


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        ([(100, 20, 30, 45, 5), (50, 10, 40, 18, 2)], ["S!C5"]),
        ([(100, 20, 33, 44, 5)], ["S!C4"]),
        ([(101, 20, 30, 45, 5), (50, 10, 20, 18, 2)], ["S!C4"]),
        ([(100, 20, 30)], ["S!C4"]),
        ([(100, 20, 30), (50, 10, 40)], ["S!C4"]),
        ([(100, 20, 30), (50, 10, 40), (33, 3, 30), (44, 4, 30)], ["S!C4", "S!C7"]),
        ([(100, 20, 30), (50, 10, 20), (20, 10, 30)], ["S!C6"]),
    ],
)
def test_lines_that_do_not_agree_are_errors_and_nothing_is_read_as_in_person(lines, where):
    result = read(lines, is_wide=len(lines[0]) == 5)
    assert [(one.severity, one.code, one.where) for one in result.findings] == [
        ("error", "meaning-unclear", place) for place in where
    ]
    assert in_person(result) == "none"


@pytest.mark.parametrize(("more", "severity"), [(1, "warning"), (7, "error")])
def test_one_mistaken_line_among_many_is_told_as_such(more, severity):
    lines = [(100 + nth, 20 + nth, 30, 45, 5) for nth in range(5)]
    lines[3] = (103 + more, *lines[3][1:])
    result = read(lines, is_wide=True)
    assert in_person(result) == [30] * 5
    assert [(one.severity, one.where) for one in result.findings] == [(severity, "S!C7")]


@pytest.mark.parametrize("place", range(5))
def test_a_line_with_a_figure_that_was_not_read_says_nothing_of_it(place):
    spoiled = tuple("x" if at == place else count for at, count in enumerate((100, 20, 30, 45, 5)))
    result = read([spoiled, (50, 10, 20, 18, 2)], is_wide=True)
    assert [one.code for one in result.findings] == ["mark-for-figure"]
    assert in_person(result)[1] == 20


def test_a_total_that_says_otherwise_is_an_error():
    result = read([(100, 20, 30, 45, 5), (50, 10, 20, 18, 2)], is_wide=True, total=(150, 30, 120, 63, 7))
    assert {(one.code, one.where) for one in result.findings} == {
        ("meaning-unclear", "S!C6"),
        ("total-differs", "S!E6"),
    }


COUNTS = st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(10, 99), st.integers(10, 99))


@given(
    lines=st.lists(COUNTS, min_size=1, max_size=7),
    is_wide=st.booleans(),
    is_counter=st.booleans(),
    mistake=st.tuples(st.integers(0, 6), st.integers(-3, 3)),
)
def test_what_is_read_as_in_person_came_in_at_the_counter(lines, is_wide, is_counter, mistake):
    printed = [
        [
            carried + counter + online + post,
            carried,
            counter if is_counter else counter + online + post,
            *((online, post) if is_wide else ()),
        ]
        for carried, counter, online, post in lines
    ]
    at, more = mistake
    if at < len(lines):
        printed[at][0] += more
    result = read([tuple(line) for line in printed], is_wide=is_wide)
    is_read = result.is_acceptable and in_person(result) != "none"
    assert not is_read or in_person(result) == [counter for _, counter, _, _ in lines]
    is_whole = at >= len(lines) or not more
    if is_whole and is_counter and (is_wide or len(lines) > 1):
        assert is_read
