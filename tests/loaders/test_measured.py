"""The indicators of a year: the unit of measure tells thousands from decimals, or the officer is asked."""

from __future__ import annotations

from datetime import datetime

import pytest

from loaders import measured, values
from loaders.sheet import Cell
from tests.loaders.drawn import file, sheet

HEAD = ("STT", "Chỉ tiêu", "Đơn vị tính", "Giá trị", "Xếp hạng", "Trên tổng số")
NAME = "Chỉ số chuyển đổi số cấp tỉnh (DTI)"


@pytest.mark.parametrize(
    ("written", "measure", "value"),
    [
        *(("1.264", "%", 1.264), ("1,264", "Điểm", 1.264), ("1.264", "Tỷ lệ %", 1.264), ("57,76 %", "", 57.76)),
        *(("1.264", "hồ sơ", 1264), ("20.000", "Chứng thư số", 20000), ("20,000", "người", 20000)),
        *(("12", "Thứ hạng", 12), ("1.264.003", "", 1264003), ("1 264", "", 1264), ("1.234,5", "tỷ đồng", 1234.5)),
        *(("46,76/100 điểm", "", 46.76), ("46,76/100", "Điểm", 46.76), ("73,91%*", "%", 73.91), ("73,91%*", "", 73.91)),
        *(("1.264 hồ sơ", "", 1264), ("1.264 hồ sơ", "Hồ sơ", 1264), ("0,125", "", 0.125), ("-2,5", "%", -2.5)),
        *((1264, "hồ sơ", 1264), (1264.0, "hồ sơ", 1264), (46.76, "điểm", 46.76), (1.264, "%", 1.264)),
    ],
)
def test_a_value_is_read_by_its_unit_of_measure(written, measure, value):
    assert measured.read(Cell(1, 1, written), measure).value == value


@pytest.mark.parametrize(
    ("written", "measure", "problem"),
    [
        *(("1.264", "", "ambiguous-number"), ("1.264", "tỷ đồng", "ambiguous-number")),
        *(("20.000", "nghìn hồ sơ", "ambiguous-number"), ("46,76/100", "", "ambiguous-number")),
        *(("73,91%", "hồ sơ", "not-a-number"), ("1.264 hồ sơ", "văn bản", "not-a-number")),
        *(("8,53/12", "điểm", "not-a-number"), ("7/63", "hạng", "not-a-number"), ("Đạt", "%", "not-a-number")),
        *(("98,5", "hồ sơ", "not-a-count"), (1.264, "hồ sơ", "damaged-thousands")),
        *((datetime(2024, 9, 12), "%", "date-for-figure"), ("x", "%", "mark-for-figure")),  # noqa: DTZ001 a cell's day
    ],
)
def test_a_value_that_is_not_sure_is_a_problem(written, measure, problem):
    assert measured.read(Cell(1, 1, written), measure) == values.Read(problem=problem)


@pytest.mark.parametrize(
    ("line", "more", "code"),
    [
        (("%", "98,5", 7), {"stale": True}, "stale-formula"),
        (("%", "98,5", 7), {"error": "#REF!"}, "error-cell"),
        (("%", "98,5", datetime(1963, 7, 1)), {}, "date-for-figure"),  # noqa: DTZ001 a cell's day
        (("%", "98,5", "bảy"), {}, "not-a-rank"),
    ],
)
def test_a_rank_that_cannot_be_read_is_an_error(line, more, code):
    result = file(_with(line, more))
    assert [(finding.code, finding.where) for finding in result.errors] == [(code, "S!E3")]
    assert result.reports[0].frame["rank"].isna().all()


def _with(line, more):
    drawn = sheet(("Năm 2024",), HEAD, (1, NAME, *line))
    drawn.cells[3, 5] = Cell(3, 5, line[2], **more)
    return drawn


@pytest.mark.parametrize(
    ("rank", "beside", "read"),
    [("7/63", None, (7, 63)), (7, 63, (7, 63)), (7.0, 63.0, (7, 63)), ("Hạng 7", "63", (7, 63))],
)
def test_a_rank_and_out_of_how_many_are_read(rank, beside, read):
    frame = file(_with(("%", "98,5", rank, beside), {})).reports[0].frame
    assert (frame["rank"][0], frame["out_of"][0]) == read


def test_out_of_how_many_that_cannot_be_read_is_an_error():
    result = file(_with(("%", "98,5", 7, "cả nước"), {}))
    assert [(finding.code, finding.where) for finding in result.errors] == [("not-a-rank", "S!F3")]
