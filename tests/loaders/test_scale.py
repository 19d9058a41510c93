"""Thousands are never taken for single dossiers, whether the line above the table or a heading says so."""

from __future__ import annotations

import pytest

from tests.loaders.drawn import CHANNELS, PERIOD, RECORDS, codes, loaded

LINE = (1, "Sở Tư pháp", 200, 100)


@pytest.mark.parametrize(
    "words",
    [
        *("Đơn vị tính: nghìn hồ sơ", "ĐVT: 1.000 bản ghi", "(nghìn hồ sơ)", "Đơn vị: 1000 hồ sơ", "ĐVT: 1 000 hồ sơ"),
        *("Đơn vị tính: Hồ sơ (nghìn)", "(Đơn vị tính: ngàn văn bản)", "ĐVT: triệu đồng", "Đơn vị tính: x 1.000"),
        *("(Từ ngày 01/09/2024 đến ngày 30/09/2024)\nĐơn vị tính: nghìn hồ sơ",),
    ],
)
def test_a_unit_of_thousands_is_an_error(words):
    result = loaded((PERIOD,), (None, None, words), RECORDS, LINE)
    assert codes(result) == ["scaled-figures"]
    assert result.reports == ()


def test_its_words_may_stand_in_a_cell_of_their_own():
    assert codes(loaded((PERIOD,), (None, "Đơn vị tính:", "nghìn hồ sơ"), RECORDS, LINE)) == ["scaled-figures"]


@pytest.mark.parametrize(
    "words",
    [
        *("Đơn vị tính: Số hồ sơ TTHC", "Đơn vị tính: hồ sơ", "ĐVT: %", "Đơn vị tính: văn bản", "Đơn vị tính: tỷ lệ %"),
        *("Đơn vị: Sở Tư pháp", "Kèm theo Báo cáo số 1000/BC-UBND", "Tỉnh có hơn 1.000 bản ghi sai mỗi ngày được sửa"),
        *("Biểu số 1.000", "Đơn vị tính: 01 hồ sơ"),
    ],
)
def test_any_other_words_are_no_matter(words):
    assert codes(loaded((PERIOD,), (None, None, words), RECORDS, LINE)) == []


@pytest.mark.parametrize("word", ["(nghìn)", "(nghìn hồ sơ)", "(1.000 hồ sơ)", "(1000 bản)", "nghìn"])
@pytest.mark.parametrize(("head", "place"), [(RECORDS, 3), (RECORDS, 2), (CHANNELS, 4)])
def test_a_heading_of_thousands_is_an_error(word, head, place):
    headings = [f"{text} {word}" if at == place else text for at, text in enumerate(head)]
    result = loaded((PERIOD,), tuple(headings), (1, "Huyện Gia Bình", 6, 3, 2, 1)[: len(head)])
    assert "scaled-figures" in codes(result)
    assert result.reports == ()


def test_thousands_of_money_in_a_column_of_no_form_are_no_matter():
    result = loaded((PERIOD,), (*RECORDS, "Kinh phí (1.000 đồng)"), (*LINE, 7))
    assert codes(result) == ["unknown-column"]


def test_a_group_of_columns_in_thousands_is_an_error():
    head = (("STT", "Đơn vị", "Số lượng (nghìn)", None), (None, None, *RECORDS[2:]))
    assert "scaled-figures" in codes(loaded((PERIOD,), *head, LINE))
