"""What a sheet says of its own sums and percentages: told where it differs, once, and never of what was not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.loaders.drawn import PERIOD, codes, file, loaded, sheet

ANNEX = ("STT", "Đơn vị", "Tổng số hồ sơ", "Trực tuyến", "Trực tiếp", "BCCI", "Tỷ lệ hồ sơ nộp trực tuyến")
TITLE = ("PHỤ LỤC 3",)
UNITS = ("Huyện Gia Bình", "Huyện Lương Tài", "Huyện Tiên Du", "Huyện Yên Phong")


def _line(place, percent, *, received=200, online=100, in_person=60, postal=40):
    return (place + 1, UNITS[place], received, online, in_person, postal, percent)


def _read(*percents, **figures):
    return loaded(TITLE, (PERIOD,), ANNEX, *(_line(place, one, **figures) for place, one in enumerate(percents)))


def test_the_form_s_own_percentages_are_right():
    assert codes(_read("62,50%", "62,50%", "62,50%")) == []


def test_a_table_that_divides_by_another_whole_throughout_is_told_so_once():
    (finding,) = _read("50%", "50%", "50%", "50%").findings
    assert (finding.severity, finding.code, finding.where, finding.found) == (
        "warning",
        "percent-of-other-whole",
        "S!G4",
        "50%",
    )
    assert finding.values == {"count": "4"}


@pytest.mark.parametrize(
    "percents", [("50%", "50%"), ("50%", "62,5%"), ("50%", "50%", "50%", "62,5%"), ("50%", "50%", "70%")]
)
def test_else_each_percentage_that_differs_is_told(percents):
    differing = [one for one in percents if one != "62,5%"]
    assert codes(_read(*percents)) == ["percent-differs"] * len(differing)


def test_a_slip_among_percentages_of_another_whole_is_told_beside_it():
    assert codes(_read("50%", "50%", "70%", "50%")) == ["percent-of-other-whole", "percent-differs"]


@pytest.mark.parametrize("wrong", ["một trăm", "1,264", "x"])
def test_a_sum_with_a_part_that_was_not_read_is_not_told_wrong(wrong):
    unread = loaded(
        TITLE, (PERIOD,), ANNEX, _line(0, None), _line(1, None, in_person=float("1.264") if wrong == "1,264" else wrong)
    )
    assert [finding.where for finding in unread.findings if finding.code != "damaged-neighbours"] == ["S!E5"]


def test_formulas_without_results_are_not_an_empty_column():
    drawn = sheet(TITLE, (PERIOD,), ANNEX, _line(0, None))
    cells = dict(drawn.cells)
    cells[4, 3] = replace(cells[4, 3], value=None, stale=True)
    assert codes(file(replace(drawn, cells=cells))) == ["stale-formula"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("vi", "nhưng tính từ D4, E4 được 62,50 %"), ("en", "but comes to 62.50 % from D4, E4")],
)
def test_a_recomputed_number_is_written_as_the_reader_writes_numbers(language, said):
    (finding,) = _read("50%").findings
    assert said in finding.hint(language)
