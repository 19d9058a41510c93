"""Names in tables: the day, the section, the heading and the company settle them, or a finding says so."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.sheet import Range
from loaders.units import Name, is_average, level_hint, settle
from tests.loaders.drawn import CHANNELS, PERIOD, RECORDS, codes, loaded

BEFORE, AFTER = date(2024, 9, 30), date(2025, 9, 30)


def ids(day, *names, title=""):
    settled = settle([name if isinstance(name, Name) else Name(name) for name in names], day, title)
    return [item.unit.id if item.unit else item.problem for item in settled]


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("UBND CẤP HUYỆN", "district"),
        ("Xã, phường, thị trấn", "commune"),
        ("Các sở, ban, ngành", "department"),
        ("Cấp huyện, cấp xã", None),
        ("Trên hệ thống tỉnh", None),
    ],
)
def test_a_section_speaks_of_one_level_or_none(words, level):
    assert level_hint(words) == level


def test_a_bare_name_is_settled_by_what_stands_around_it():
    assert ids(BEFORE, "Gia Bình") == ["ambiguous-unit"]
    assert ids(BEFORE, Name("Gia Bình", "Cấp huyện")) == ["district-gia-binh"]
    assert ids(BEFORE, "Gia Bình", title="CỦA UBND CẤP HUYỆN") == ["district-gia-binh"]
    assert ids(BEFORE, "Gia Bình", "Huyện Lương Tài") == ["district-gia-binh", "district-luong-tai"]
    assert ids(AFTER, "Gia Bình") == ["commune-gia-binh-2025"]


def test_a_unit_of_another_time_is_unknown():
    assert ids(AFTER, "Huyện Gia Bình") == ["unknown-unit"]


def test_averages_over_units_are_not_theirs():
    assert is_average("Cấp xã (trung bình theo huyện)")
    rows = (("III", "Cấp xã (trung bình theo huyện)"), (1, "Gia Bình", 5, 5))
    result = loaded((PERIOD,), RECORDS, (1, "Sở Tư pháp", 200, 95), *rows)
    assert codes(result) == ["aggregate-section-skipped"]
    assert list(result.reports[0].frame["unit_id"]) == ["dept-tu-phap"]


def test_a_unit_in_two_sections_is_told():
    sections = (("I", "Trên hệ thống các Bộ"), (1, "Sở Tư pháp", 200, 100), ("II", "Trên hệ thống tỉnh"))
    assert codes(loaded((PERIOD,), RECORDS, *sections, (1, "Sở Tư pháp", 3, 1))) == ["unit-twice"]


def test_a_commune_whose_name_begins_as_the_word_phuong_keeps_its_figures():
    partial, full = (None, "DVC trực tuyến một phần", 5, 3, 2, 0), (None, "DVC trực tuyến toàn trình", 6, 3, 3, 0)
    names = ((None, "Thị xã Quế Võ"), (1, "Phường Phượng Mao"), partial, full, (2, "Phường Phương Liễu"), partial, full)
    frame = loaded((PERIOD,), CHANNELS, *names).reports[0].frame
    assert list(frame["level"]) == ["partial", "full"] * 2
    assert frame["unit_id"].nunique() == 2


def test_a_commune_named_as_sections_begin_is_no_section():
    partial, full = (None, "DVC trực tuyến một phần", 5, 3, 2, 0), (None, "DVC trực tuyến toàn trình", 6, 3, 3, 0)
    result = loaded((PERIOD,), CHANNELS, (1, "Huyện Gia Bình"), partial, full, (2, "Xã Phượng Mao"), partial, full)
    assert codes(result) == ["unknown-unit"]
    assert len(result.reports[0].frame) == 4


NINH_XA = (1, "Phường Ninh Xá", 20, 10)


def _read(*rows, merges=()):
    result = loaded((PERIOD,), RECORDS, *rows, merges=merges)
    return codes(result), list(result.reports[0].frame["unit_id"])


def test_a_name_that_two_districts_have_is_asked():
    assert _read(NINH_XA)[0] == ["ambiguous-unit"]


@pytest.mark.parametrize(
    ("district", "unit"),
    [
        ("Thị xã Thuận Thành", "commune-thuan-thanh-ninh-xa"),
        ("UBND THỊ XÃ THUẬN THÀNH", "commune-thuan-thanh-ninh-xa"),
        ("Thành phố Bắc Ninh", "commune-bac-ninh-ninh-xa"),
    ],
)
@pytest.mark.parametrize(
    ("before", "width"), [((), 4), ((), 1), (("I",), 1), (("1",), 1), ((None,), 1), (("III",), 3), (("A",), 2)]
)
def test_a_district_over_its_communes_settles_which_is_meant(district, unit, before, width):
    column = len(before) + 1
    merges = (Range(3, column, 3, column + width - 1),) if width > 1 else ()
    assert _read((*before, district), NINH_XA, merges=merges) == ([], [unit])


def test_each_district_has_the_communes_below_it():
    rows = (("III", "Cấp xã"), ("Thị xã Thuận Thành",), NINH_XA, ("Thành phố Bắc Ninh",), NINH_XA)
    merges = (Range(4, 1, 4, 4), Range(6, 1, 6, 4))
    assert _read(*rows, merges=merges) == ([], ["commune-thuan-thanh-ninh-xa", "commune-bac-ninh-ninh-xa"])


def test_a_district_over_figures_of_its_own_settles_its_communes_too():
    rows = (("I", "Thị xã Thuận Thành", 20, 10), NINH_XA)
    assert _read(*rows) == ([], ["commune-thuan-thanh-ninh-xa"])
    assert _read(("1", *rows[0][1:]), ("1.1", *NINH_XA[1:]))[0] == []


WARDS = [("", "Xã Gia Bình", 40, 30), ("", "Phường Quế Võ", 60, 50)]
OF_ALL = [("", "Cấp xã", 100, 80)]
AUGUST = "(Từ ngày 01/08/2025 đến ngày 31/08/2025)"


@pytest.mark.parametrize("lines", [[*OF_ALL, *WARDS], [*WARDS, *OF_ALL], [WARDS[0], *OF_ALL, WARDS[1]]])
def test_a_line_of_all_units_of_a_level_is_none_of_them(lines):
    result = loaded((AUGUST,), RECORDS, *lines, ("", "Tổng cộng", 100, 80))
    assert result.findings == ()
    assert result.reports[0].frame["unit_name"].tolist() == ["Xã Gia Bình", "Phường Quế Võ"]


def test_a_line_of_all_units_that_is_not_their_sum_is_told():
    result = loaded((AUGUST,), RECORDS, ("", "Cấp xã", 120, 80), *WARDS)
    assert [(one.code, one.where, one.values["computed"]) for one in result.findings] == [
        ("total-differs", "S!C3", "100")
    ]


def test_a_line_of_all_units_of_a_level_stands_for_them_where_none_is_listed():
    result = loaded((AUGUST,), RECORDS, (1, "Sở Tư pháp", 20, 10), (2, "UBND cấp xã", 100, 80))
    assert result.findings == ()
    assert result.reports[0].frame["unit_id"].tolist() == ["dept-tu-phap", "group-communes-2025"]


@pytest.mark.parametrize(("own", "severity"), [((3, 1), "warning"), ((0, 0), "note")])
@pytest.mark.parametrize("is_in_total", [True, False])
def test_accounts_no_longer_in_use_are_no_unit_and_may_be_in_the_total(own, severity, is_in_total):
    counts = own if is_in_total else (0, 0)
    total = ("", "Tổng cộng", 100 + counts[0], 80 + counts[1])
    result = loaded((AUGUST,), RECORDS, *WARDS, ("", "Account không dùng", *own), total)
    assert [(one.severity, one.code, one.where) for one in result.findings] == [(severity, "line-of-no-unit", "S!B5")]
    assert len(result.reports[0].frame) == 2
