"""Printed totals: each is held to the lines that its words or its place say, and asked where they say nothing."""

from __future__ import annotations

import pytest

from loaders.totals import numbers_in
from tests.loaders.drawn import CHANNELS, PERIOD, RECORDS, codes, loaded

LAW, HEALTH, TRADE = (1, "Sở Tư pháp", 20, 10), (2, "Sở Y tế", 30, 20), (3, "Sở Công Thương", 5, 4)
GIA_BINH, LUONG_TAI = (1, "Huyện Gia Bình", 40, 30), (2, "Huyện Lương Tài", 60, 50)
DAI_BAI = (1, "Xã Đại Bái", 7, 6)
OFFICES, DISTRICTS, COMMUNES = ("I", "Sở, ban, ngành"), ("II", "Cấp huyện"), ("III", "Cấp xã")
BOTH = (OFFICES, LAW, HEALTH, DISTRICTS, GIA_BINH, LUONG_TAI)
"""50 and 30 in the first section, 100 and 80 in the second."""


def found(*rows):
    """Return the codes found, with the row each is in."""
    result = loaded((PERIOD,), RECORDS, *rows)
    return [(one.code, int(one.where.partition("!")[2][1:]) - 2) for one in result.findings if one.severity != "note"]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("I + II", ["I", "II"]),
        ("(I+II+III)", ["I", "II", "III"]),
        ("mục I và II", ["I", "II"]),
        ("I, II", ["I", "II"]),
        ("từ I đến III", ["I", "II", "III"]),
        ("I - III", ["I", "II", "III"]),
        ("A + B", ["A", "B"]),
        ("1+2", ["1", "2"]),
        ("mục II", ["II"]),
        ("II", ["II"]),
        ("mức độ 3 + 4", []),
        ("DVC mức độ 3, 4", []),
        ("tháng 9", []),
        ("cấp huyện", []),
        ("", []),
    ],
)
def test_a_total_may_number_what_it_adds_up(words, numbers):
    assert numbers_in(words) == numbers


@pytest.mark.parametrize("label", ["Cộng I + II", "Tổng cộng (I+II)", "CỘNG I VÀ II", "Tổng số (từ I đến II)", "Cộng"])
def test_a_total_over_two_sections_may_stand_before_the_third(label):
    assert found(*BOTH, (None, label, 150, 110), COMMUNES, DAI_BAI, (None, "Tổng số", 157, 116)) == []


@pytest.mark.parametrize("label", ["Cộng I + II", "Cộng mục I, II"])
@pytest.mark.parametrize("printed", [(157, 116), (100, 80), (150, 100)])
def test_a_total_that_names_its_sections_is_held_to_these(label, printed):
    rows = (*BOTH, (None, label, *printed), COMMUNES, DAI_BAI)
    assert {code for code, _ in found(*rows)} == {"total-differs"}


@pytest.mark.parametrize(
    "total",
    [
        *((None, "Tổng cấp huyện", 100, 80), (None, "Cộng II", 100, 80), (None, "Tổng Cấp huyện", 100, 80)),
        *((None, "Tổng số sở, ban, ngành", 50, 30), (None, "Cộng mục I", 50, 30), ("II", "Cộng", 100, 80)),
    ],
)
def test_a_total_that_names_one_section_is_of_this(total):
    assert found(*BOTH, total) == []
    wrong = (*total[:2], 150, 110)
    assert {code for code, _ in found(*BOTH, wrong)} == {"total-differs"}


def test_a_level_of_units_may_be_named_without_sections():
    rows = (LAW, HEALTH, GIA_BINH, LUONG_TAI)
    totals = ((None, "Tổng cấp huyện", 100, 80), (None, "Tổng sở, ban, ngành", 50, 30), (None, "Toàn tỉnh", 150, 110))
    assert found(*rows, *totals) == []
    assert found(*rows, (None, "Tổng cấp huyện", 150, 80)) == [("total-differs", 5)]


def test_each_section_may_end_with_its_own_total_and_none_be_of_all():
    cong = (None, "Cộng", 50, 30), (None, "Cộng", 100, 80)
    assert found(OFFICES, LAW, HEALTH, cong[0], DISTRICTS, GIA_BINH, LUONG_TAI, cong[1]) == []


def test_subtotals_may_part_a_list_without_sections():
    assert found(LAW, HEALTH, (None, "Cộng", 50, 30), TRADE, (None, "Cộng", 5, 4), (None, "Tổng cộng", 55, 34)) == []


def test_a_total_of_all_is_not_let_off_by_agreeing_with_the_last_section():
    rows = (OFFICES, LAW, HEALTH, (None, "Cộng", 50, 30), DISTRICTS, GIA_BINH, LUONG_TAI, (None, "Cộng", 100, 80))
    assert found(*rows, (None, "Toàn tỉnh", 100, 80)) == [("total-differs", 9)] * 2
    assert found(*rows, (None, "Tổng cộng", 100, 80)) == [("total-differs", 9)] * 2
    assert found(*BOTH, (None, "Tổng số", 100, 80)) == [("total-differs", 7)] * 2


def test_a_total_must_be_of_the_same_lines_in_all_its_figures():
    rows = (*BOTH, (None, "Cộng", 100, 110), COMMUNES, DAI_BAI, (None, "Tổng số", 157, 116))
    assert found(*rows) == [("total-unclear", 7)]


def test_a_total_of_no_lines_in_particular_is_asked():
    result = loaded((PERIOD,), RECORDS, *BOTH, (None, "Cộng", 90, 70), COMMUNES, DAI_BAI, (None, "Tổng số", 157, 116))
    (asked,) = result.errors
    assert (asked.code, asked.where, asked.found) == ("total-unclear", "S!C9", "90")
    assert "C7, C8 = 100" in asked.values["options"]


def test_one_wrong_figure_does_not_hide_which_lines_a_total_is_of():
    rows = (*BOTH, (None, "Cộng", 150, 111), COMMUNES, DAI_BAI, (None, "Tổng số", 157, 116))
    assert found(*rows) == [("total-off-by-one", 7)]


def test_a_district_with_figures_over_its_communes_may_count_them_or_not():
    rows = ((1, "Huyện Gia Bình", 40, 30), ("1.1", "Xã Đại Bái", 30, 20), ("1.2", "Xã Cao Đức", 10, 10))
    assert found(*rows, (None, "Tổng số", 40, 30)) == []
    assert found(*rows, (None, "Tổng số", 80, 60)) == []
    assert {code for code, _ in found(*rows, (None, "Tổng số", 50, 30))} <= {"total-unclear", "total-differs"}
    assert found(*rows, (None, "Tổng số", 50, 31)) != []


def test_sections_inside_sections_are_added_up_to_the_outer_ones():
    rows = (("A", "KHỐI SỞ"), ("I", "Nhóm một"), LAW, ("II", "Nhóm hai"), HEALTH, ("B", "KHỐI HUYỆN"), GIA_BINH)
    assert found(*rows, (None, "Cộng A", 50, 30), (None, "Cộng A + B", 90, 60)) == []
    assert found(*rows, (None, "Cộng A", 30, 20))[0] == ("total-differs", 8)


def test_the_levels_under_a_named_total_are_of_the_same_lines():
    unit, partial, full = (
        (1, "Huyện Gia Bình", 11, 6, 5, 0),
        (None, "Một phần", 5, 3, 2, 0),
        (None, "Toàn trình", 6, 3, 3, 0),
    )
    partial, full = (None, "DVC một phần", *partial[2:]), (None, "DVC toàn trình", *full[2:])
    rows = (("I", "Cấp huyện"), unit, partial, full, (None, "Cộng I", 11, 6, 5, 0), partial, full)
    more = (("II", "Cấp xã"), (1, "Xã Đại Bái", 5, 3, 2, 0), partial)
    assert codes(loaded((PERIOD,), CHANNELS, *rows, *more)) == []


def test_figures_without_a_name_are_told_where_there_is_nothing_to_add_up():
    assert found((1, "Sở Tư pháp"), (None, None, 20, 10)) == [("unnamed-figures", 2)]
