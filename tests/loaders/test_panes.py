"""Tables side by side: each is its own report, whatever their heights, and no line takes its neighbour's figures."""

from __future__ import annotations

import pytest

from loaders.sheet import Range
from tests.loaders.drawn import CHANNELS, PERIOD, RECORDS, codes, loaded

OCTOBER = "(Từ ngày 01/10/2024 đến ngày 31/10/2024)"
LAW, HEALTH, TRADE = (1, "Sở Tư pháp", 2, 1), (1, "Sở Y tế", 4, 3), (2, "Sở Công Thương", 14, 13)
BLANK, FINANCE = (None,) * 4, (3, "Sở Tài chính", 7, 7)


def read(*rows, merges=()):
    """Return each report's period and, by unit, its first figure; and the codes found."""
    result = loaded(*rows, merges=merges)
    first = [next(iter(report.columns)) for report in result.reports]
    figures = [
        dict(zip(report.frame["unit_id"].str.removeprefix("dept-"), report.frame[name], strict=True))
        for report, name in zip(result.reports, first, strict=True)
    ]
    return [str(report.period) for report in result.reports], figures, codes(result)


@pytest.mark.parametrize(
    "rows",
    [
        ((*RECORDS, None, *RECORDS), (*LAW, None, *HEALTH), (*BLANK, None, *TRADE)),
        ((*RECORDS, *RECORDS), (*LAW, *HEALTH), (*BLANK, *TRADE)),
        ((*RECORDS[1:], *RECORDS[1:]), (*LAW[1:], *HEALTH[1:]), (*BLANK[1:], *TRADE[1:])),
        ((*RECORDS, None, None, "TT", "Cơ quan", *RECORDS[2:]), (*LAW, None, None, *HEALTH),
            (*BLANK, None, None, *TRADE)),
        (RECORDS, (*LAW, None, *RECORDS), (*BLANK, None, *HEALTH), (*BLANK, None, *TRADE)),
        ((*BLANK, *RECORDS), (*BLANK, *HEALTH), (*RECORDS, *TRADE), LAW),
    ],
)  # fmt: skip
def test_each_table_is_its_own_report(rows):
    periods, figures, found = read((PERIOD,), *rows)
    assert figures == [{"tu-phap": 2}, {"y-te": 4, "cong-thuong": 14}]
    assert (periods, found) == (["2024-09"] * 2, [])


def test_each_is_held_to_its_own_total():
    heads = (PERIOD,), (*RECORDS, *RECORDS)
    _, _, found = read(*heads, (*LAW, *HEALTH), (None, "Tổng số", 2, 1, *TRADE), (*BLANK, None, "Tổng số", 18, 20))
    assert found == ["total-differs"]


def test_tables_of_two_forms_do_not_mix():
    result = loaded((PERIOD,), (*RECORDS, *CHANNELS), (*LAW, 1, "Huyện Gia Bình", 6, 3, 2, 1))
    assert [(report.form, list(report.frame["unit_id"])) for report in result.reports] == [
        ("K2-2", ["dept-tu-phap"]),
        ("PL", ["district-gia-binh"]),
    ]
    assert codes(result) == []


@pytest.mark.parametrize(
    ("title", "merges", "periods"),
    [
        ((PERIOD, *BLANK, OCTOBER), (), ["2024-09", "2024-10"]),
        ((PERIOD, *BLANK, OCTOBER), (Range(1, 1, 1, 4), Range(1, 6, 1, 9)), ["2024-09", "2024-10"]),
        ((PERIOD,), (Range(1, 1, 1, 9),), ["2024-09", "2024-09"]),
        ((PERIOD,), (Range(1, 1, 1, 4),), ["2024-09", "None"]),
        ((PERIOD, *BLANK, "Lũy kế 9 tháng"), (), ["2024-09", "None"]),
    ],
)
def test_a_title_over_all_is_everyones_and_one_of_its_own_goes_first(title, merges, periods):
    assert read(title, (*RECORDS, None, *RECORDS), (*LAW, None, *HEALTH), merges=merges)[0] == periods


def test_a_title_of_its_own_goes_before_the_one_over_all():
    rows = ((PERIOD,), (*BLANK, None, OCTOBER), (*RECORDS, None, *RECORDS), (*LAW, None, *HEALTH))
    assert read(*rows, merges=(Range(1, 1, 1, 9),))[0] == ["2024-09", "2024-10"]


@pytest.mark.parametrize("first", [RECORDS, (None, *RECORDS)])
def test_tables_one_under_another_are_not_cut(first):
    shift = (None,) * (len(first) - len(RECORDS))
    below = () if shift else (None,)
    rows = ((PERIOD,), first, (*shift, *LAW), (), (OCTOBER,), (*below, *RECORDS), (*below, *HEALTH))
    assert read(*rows)[1:] == ([{"tu-phap": 2}, {"y-te": 4}], [])


@pytest.mark.parametrize("rest", [("Chỉ tiêu", "Đánh giá", "Ghi chú"), ("Tỷ lệ", "Chỉ tiêu", "Đánh giá", "Ghi chú")])
def test_a_column_headed_as_another_forms_lines_begins_no_table(rest):
    assert read((PERIOD,), (*RECORDS, *rest), LAW)[1:] == ([{"tu-phap": 2}], [])


@pytest.mark.parametrize("gap", [(None,), ()])
def test_a_table_of_no_form_is_told_and_not_read(gap):
    beside = (*RECORDS, *gap, "STT", "Đơn vị", "Lương", "Thưởng"), (*LAW, *gap, 1, "Sở Y tế", 6, 3)
    assert read((PERIOD,), *beside)[1:] == ([{"tu-phap": 2}], ["table-not-read"])
    under = RECORDS, LAW, gap, ("STT", "Đơn vị", "Lương", "Thưởng"), (1, "Sở Y tế", 6, 3)
    assert read((PERIOD,), *under)[1:] == ([{"tu-phap": 2}], ["table-not-read"])
