"""Lines that two columns or two lines name: a unit, once over several, and its levels, sectors or communes."""

from __future__ import annotations

import pytest

from loaders.sheet import Range
from tests.loaders.drawn import CHANNELS, PERIOD, codes, loaded

GIA_BINH, LUONG_TAI = "Huyện Gia Bình", "Huyện Lương Tài"
PARTIAL, FULL = ("DVC trực tuyến một phần", 5, 3, 2, 0), ("DVC trực tuyến toàn trình", 6, 3, 3, 0)
GIA_BINH_LEVELS = [("district-gia-binh", "partial", 5), ("district-gia-binh", "full", 6)]
BOTH = [*GIA_BINH_LEVELS, ("district-luong-tai", "partial", 5), ("district-luong-tai", "full", 6)]


def read(*rows, merges=()):
    """Return the codes found, and of each row its unit, its level or sector, and the dossiers received."""
    result = loaded((PERIOD,), *rows, merges=merges)
    frame = result.reports[0].frame
    breakdown = frame["sector"].where(frame["sector"].notna(), frame["level"])
    return codes(result), list(zip(frame["unit_id"], breakdown, frame["received"], strict=True))


@pytest.mark.parametrize("name", [(GIA_BINH,), (1, GIA_BINH), (None, GIA_BINH), ("I", GIA_BINH)])
@pytest.mark.parametrize(
    "labels", [("DVC trực tuyến một phần", "DVC trực tuyến toàn trình"), ("Mức độ 3", "Toàn trình")]
)
def test_a_unit_over_the_whole_line_has_the_levels_below_it(name, labels):
    levels = [(number, label, *level[1:]) for number, label, level in zip((1, 2), labels, (PARTIAL, FULL), strict=True)]
    merges = (Range(3, len(name), 3, 6),)
    assert read(CHANNELS, name, *levels, merges=merges) == ([], GIA_BINH_LEVELS)


def test_a_district_over_communes_over_levels():
    rows = (
        (GIA_BINH,),
        ("Xã Đại Bái",),
        (None, *PARTIAL),
        ("Xã Cao Đức",),
        (None, *FULL),
        (LUONG_TAI,),
        ("Xã Phú Lương",),
    )
    merges = tuple(Range(row, 1, row, 6) for row in (3, 4, 6, 8, 9))
    assert read(CHANNELS, *rows, (None, *FULL), merges=merges) == (
        [],
        [
            ("commune-gia-binh-dai-bai", "partial", 5),
            ("commune-gia-binh-cao-duc", "full", 6),
            ("commune-luong-tai-phu-luong", "full", 6),
        ],
    )


LEVEL_COLUMN = (*CHANNELS[:2], "Mức độ", *CHANNELS[2:])
NO_HEADING = (*CHANNELS[:2], None, *CHANNELS[2:])


@pytest.mark.parametrize(("head", "over"), [(LEVEL_COLUMN, ()), (NO_HEADING, (Range(2, 2, 2, 3),))])
@pytest.mark.parametrize("again", [None, "the name", "merged"])
def test_a_unit_beside_its_levels(head, over, again):
    merges = tuple(Range(row, column, row + 1, column) for row in (3, 5) for column in (1, 2))
    gia_binh, luong_tai = ((1, GIA_BINH), (2, LUONG_TAI)) if again == "the name" else ((None, None),) * 2
    rows = (1, GIA_BINH, *PARTIAL), (*gia_binh, *FULL), (2, LUONG_TAI, *PARTIAL), (*luong_tai, *FULL)
    total = (None, "Tổng số", None, 22, 12, 10, 0)
    assert read(head, *rows, total, merges=(*over, *(merges if again == "merged" else ()))) == ([], BOTH)


def test_a_units_own_figures_may_stand_first_or_last_among_its_levels():
    first = ((1, GIA_BINH, "Tổng số", 11, 6, 5, 0), (None, None, *PARTIAL), (None, None, *FULL))
    last = ((2, LUONG_TAI, *PARTIAL), (None, None, *FULL), (None, None, "Cộng", 11, 6, 5, 0))
    total = ((None, "Tổng số", *PARTIAL), (None, None, *FULL))
    found, rows = read(LEVEL_COLUMN, *first, *last, *((*line[:3], *(2 * n for n in line[3:])) for line in total))
    assert found == []
    assert [row for row in rows if row[1] == "all"] == [
        ("district-gia-binh", "all", 11),
        ("district-luong-tai", "all", 11),
    ]
    assert [row for row in rows if row[1] != "all"] == BOTH


def test_figures_beside_no_level_are_not_taken_for_the_whole():
    assert read(LEVEL_COLUMN, (1, GIA_BINH, "Mức độ 3, 4", 5, 3, 2, 0))[0] == ["unknown-unit"]


TOP = ("Số hồ sơ nhận giải quyết", *[None] * 3, "Số hồ sơ đã giải quyết", *[None] * 3, "Số hồ sơ đang giải quyết")
BELOW = ("Tổng số", "Trực tuyến", "Trực tiếp", "Từ kỳ trước", "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn")
BELOW = (*BELOW, "Tổng số", "Trong hạn", "Quá hạn")
ONE, TWO = (6, 1, 2, 3, 4, 1, 2, 1, 2, 1, 1), (12, 2, 4, 6, 8, 2, 4, 2, 4, 2, 2)
DAI_BAI, CAO_DUC = "commune-gia-binh-dai-bai", "commune-gia-binh-cao-duc"
SECTORS = [(DAI_BAI, "Hộ tịch", 6), (DAI_BAI, "Chứng thực", 12), (CAO_DUC, "Hộ tịch", 6)]


def _head(*names):
    return (("STT", *names, *TOP), (*(None,) * (len(names) + 1), *BELOW))


BESIDE = _head("Đơn vị", "Lĩnh vực")
LINES = (1, "Xã Đại Bái", "Hộ tịch", *ONE), (None, None, "Chứng thực", *TWO), (2, "Xã Cao Đức", "Hộ tịch", *ONE)


@pytest.mark.parametrize("merges", [(), (Range(4, 1, 5, 1), Range(4, 2, 5, 2)), (Range(4, 2, 5, 2),)])
@pytest.mark.parametrize("number", [None, 2])
def test_a_unit_beside_its_sectors(merges, number):
    lines = (LINES[0], (None if Range(4, 1, 5, 1) in merges else number, *LINES[1][1:]), LINES[2])
    assert read(*BESIDE, *lines, (None, "Tổng số", None, *(4 * n for n in ONE)), merges=merges) == ([], SECTORS)


def test_the_sector_may_stand_before_the_unit():
    lines = (
        (1, "Hộ tịch", "Xã Đại Bái", *ONE),
        (2, "Chứng thực", "Xã Đại Bái", *TWO),
        (3, "Hộ tịch", "Xã Cao Đức", *ONE),
    )
    assert read(*_head("Lĩnh vực", "Đơn vị"), *lines) == ([], SECTORS)


def test_a_units_sum_among_its_sectors_is_compared_and_never_read():
    whole = tuple(3 * n for n in ONE)
    first = (1, "Xã Đại Bái", "Tổng số", *whole), (None, None, *LINES[0][2:]), LINES[1], LINES[2]
    last = LINES[0], LINES[1], (None, None, "Cộng", *whole), LINES[2]
    for lines in (first, last):
        assert read(*BESIDE, *lines) == ([], SECTORS)
    wrong = (*LINES[:2], (None, None, "Cộng", 19, *whole[1:]), LINES[2])
    assert read(*BESIDE, *wrong)[0] == ["total-off-by-one"]


@pytest.mark.parametrize("name", [("UBND xã Đại Bái",), ("I", "UBND xã Đại Bái"), ("I", "Đại Bái")])
def test_a_unit_over_its_sectors(name):
    rows = (name, (1, "Hộ tịch", *ONE), (2, "Chứng thực", *TWO), ("II", "UBND xã Cao Đức"), (1, "Hộ tịch", *ONE))
    assert read(*_head("Lĩnh vực"), *rows, merges=(Range(4, len(name), 4, 13),)) == ([], SECTORS)


def test_a_misspelt_unit_over_sectors_is_told_and_they_are_not_the_senders():
    head = (("UBND huyện Gia Bình",), *_head("Lĩnh vực"))
    assert read(*head, ("UBND xã Đại Bải",), (1, "Hộ tịch", *ONE), merges=(Range(5, 1, 5, 13),)) == (
        ["unknown-unit"],
        [(None, "Hộ tịch", 6)],
    )


def test_a_sector_under_no_unit_is_asked_where_others_stand_under_one():
    rows = ((1, "Đất đai", *ONE), ("UBND xã Đại Bái",), (1, "Hộ tịch", *ONE))
    found, read_rows = read(*_head("Lĩnh vực"), *rows, merges=(Range(5, 1, 5, 13),))
    assert (found, read_rows) == (["sector-without-unit"], [(DAI_BAI, "Hộ tịch", 6)])


def test_groups_of_sectors_named_as_a_department_is_for_short_are_the_senders():
    rows = (("UBND xã Đại Bái",), *_head("Lĩnh vực"), ("I", "Tư pháp"), (1, "Hộ tịch", *ONE), ("II", "Nội vụ"))
    assert read(*rows, (1, "Thi đua", *ONE)) == ([], [(DAI_BAI, "Hộ tịch", 6), (DAI_BAI, "Thi đua", 6)])


def test_a_units_sector_given_twice_is_told():
    assert read(*BESIDE, LINES[0], LINES[1], LINES[0])[0] == ["unit-twice"]


def test_districts_beside_their_communes():
    lines = (
        (1, GIA_BINH, "Xã Đại Bái", *ONE),
        (2, None, "Xã Cao Đức", *ONE),
        (3, "TX Thuận Thành", "Phường Ninh Xá", *ONE),
    )
    found, rows = read(*_head("Đơn vị", None), *lines, merges=(Range(2, 2, 3, 3), Range(4, 2, 5, 2)))
    assert (found, [unit for unit, _, _ in rows]) == ([], [DAI_BAI, CAO_DUC, "commune-thuan-thanh-ninh-xa"])
