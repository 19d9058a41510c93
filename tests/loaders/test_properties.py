"""Whatever counts stand in a form, however an office writes them, its names and its period: all is read as it was."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders import load_in_process
from reference.period import Period
from tests.loaders import golden
from tests.workbooks.forms import HOLDERS, II06A, K2_2, K3_1, PL3
from tests.workbooks.names import BARE, COMMUNES_2025, DISTRICTS, LOUD, SHORT
from tests.workbooks.pair import MOTTO, REPUBLIC, Filler, Style, summed
from tests.workbooks.records import adults_share, digital_share, records
from tests.workbooks.results import dossiers
from tests.workbooks.services import levels, unit_with_levels

SEPARATORS = (".", ",", " ", "\xa0", "", None)
LETTERHEADS = (
    None,
    ("UBND TỈNH BẮC NINH", f"{REPUBLIC}\n{MOTTO}\nBắc Ninh, ngày 05 tháng 10 năm 2024"),
    ("", REPUBLIC),
)
SEPTEMBER = "(Từ ngày 01/09/2024 đến ngày 30/09/2024)"
quick = settings(max_examples=30, deadline=None)
counts = st.integers(0, 99_999_999)
"""Up to a hundred million: more than any province's papers, so that every grouping of digits is met."""
parts = st.integers(0, 9_999_999)


def _style(separators=SEPARATORS):
    together = st.builds(
        Style,
        separator=st.sampled_from(separators),
        left=st.integers(0, 2),
        above=st.integers(0, 3),
        letterhead=st.sampled_from(LETTERHEADS),
        gap=st.integers(0, 2),
        numbered=st.booleans(),
        number_format=st.sampled_from(("#,##0", "General", "0", "#.##0")),
    )
    return together.map(lambda style: replace(style, total_separator=style.separator))


names = st.sampled_from((DISTRICTS, SHORT, LOUD, BARE))
writings = st.sampled_from(
    (
        lambda name: name,
        lambda name: unicodedata.normalize("NFD", name),
        str.upper,
        lambda name: name.replace(" ", "\xa0"),
        lambda name: f"  {name.replace(' ', '  ')} ",
    )
)


def _tables(figures):
    """Draw the lines of two to eight districts: a bare "Gia Bình" alone could as well be its township."""
    return st.dictionaries(st.sampled_from(sorted(DISTRICTS)), figures, min_size=2)


@st.composite
def _channels(draw):
    three = st.tuples(parts, parts, parts)
    return levels(partial=draw(three), full=draw(three))


@st.composite
def _seven(draw):
    early, on_time, overdue, in_time, late = (draw(parts) for _ in range(5))
    whole = early + on_time + overdue + in_time + late
    online = draw(st.integers(0, whole))
    in_person = draw(st.integers(0, whole - online))
    return dossiers((online, in_person, whole - online - in_person, early, on_time, overdue, late))


@st.composite
def _records(draw):
    whole = draw(counts)
    return records(whole, draw(st.integers(0, whole)))


@st.composite
def _certificates(draw):
    adults = draw(counts)
    stock = (draw(st.integers(0, adults)), draw(parts), draw(parts))
    month = tuple(draw(st.integers(0, one)) for one in stock)
    split = ("issued", month), ("issued_to_date", stock)
    held = {f"{key}/{holder}": n for key, five in split for holder, n in zip(HOLDERS, five, strict=True)}
    return {"adults/citizen": adults, **held}


def _annex(filler, table, written):
    wholes = [unit_with_levels(filler, str(n), written[unit], unit, table[unit]) for n, unit in enumerate(table, 1)]
    filler.total("Tổng số", wholes)


def _results(filler, table, written):
    for number, (unit_id, figures) in enumerate(table.items(), 1):
        filler.line(str(number), written[unit_id], figures, unit_id=unit_id, level="all")
    filler.total("TỔNG CỘNG", table.values())


def _shares(share, *, on_top):
    def fill(filler, table, written):
        if on_top:
            filler.total("Toàn tỉnh", table.values(), share(summed(table.values())), spread=True)
        for number, (unit_id, figures) in enumerate(table.items(), 1):
            filler.line(str(number), written[unit_id], figures, share(figures), unit_id=unit_id)
        if not on_top:
            filler.total("Tổng số", table.values(), share(summed(table.values())))

    return fill


LAYOUTS = {
    "pl3.xls": (PL3, _channels(), _annex),
    "ii06a.xlsx": (II06A, _seven(), _results),
    "k2-2.xlsx": (K2_2, _records(), _shares(digital_share, on_top=False)),
    "k2-2-total-on-top.xlsx": (K2_2, _records(), _shares(digital_share, on_top=True)),
    "k3-1.xlsx": (K3_1, _certificates(), _shares(adults_share, on_top=False)),
    "k3-1-total-on-top.xlsx": (K3_1, _certificates(), _shares(adults_share, on_top=True)),
}


def _write(layout, table, style, named=DISTRICTS, writing=str, phrase=SEPTEMBER):
    form, _, fill = LAYOUTS[layout]
    filler = Filler(form, "Bieu", None, style).head(phrase)
    fill(filler, table, {unit_id: writing(named[unit_id]) for unit_id in table})
    return filler.pair(layout)


def _read(pair):
    return load_in_process(pair.data, pair.name)


def _doubts(loaded):
    return [finding for finding in loaded.findings if finding.severity != "note"]


@pytest.mark.parametrize("layout", LAYOUTS)
@quick
@given(drawn=st.data())
def test_a_form_is_read_as_it_was_filled_in(layout, drawn):
    table = drawn.draw(_tables(LAYOUTS[layout][1]))
    pair = _write(layout, table, drawn.draw(_style()), drawn.draw(names), drawn.draw(writings))
    loaded = _read(pair)
    assert _doubts(loaded) == []
    assert [golden.rows(report) for report in loaded.reports] == [golden.expected_rows(pair.reports[0])]


@settings(max_examples=15, deadline=None)
@given(table=_tables(_records()))
def test_counts_read_the_same_however_their_thousands_are_parted(table):
    readings = []
    for separator in SEPARATORS:
        loaded = _read(_write("k2-2.xlsx", table, Style(separator=separator, total_separator=separator)))
        assert _doubts(loaded) == []
        readings.append(golden.rows(loaded.reports[0]))
    assert all(reading == readings[0] for reading in readings)


def _quarter(year, number):
    return Period(date(year, 3 * number - 2, 1), Period.month(year, 3 * number).end)


_months = st.tuples(st.sampled_from((2024, 2025)), st.integers(1, 12)).filter(lambda drawn: drawn <= (2025, 6))
_month_words = (
    "Tháng {m} năm {y}",
    "Tháng {m} Năm {y}",
    "tháng {m:02}/{y}",
    "Kỳ báo cáo: tháng {m}/{y}",
    "THÁNG {m:02} NĂM {y}",
)
_range_words = (
    "(Từ ngày {a:%d/%m/%Y} đến ngày {b:%d/%m/%Y})",
    "Từ ngày {a.day}/{a.month}/{a.year} đến ngày {b.day}/{b.month}/{b.year}",
    "(Số liệu tính từ ngày {a:%d/%m/%Y} đến ngày {b:%d/%m/%Y})",
    "Từ {a:%d/%m/%Y} đến {b:%d/%m/%Y}",
    "Từ ngày {a.day} tháng {a.month} năm {a.year} đến ngày {b.day} tháng {b.month} năm {b.year}",
)
_days = st.dates(date(2024, 1, 1), date(2025, 6, 30))


@st.composite
def _periods(draw):
    year, month = draw(_months)
    first, last = sorted((draw(_days), draw(_days)))
    number = draw(st.integers(1, 4))
    return draw(
        st.sampled_from(
            (
                *((words.format(y=year, m=month), Period.month(year, month)) for words in _month_words),
                *((words.format(a=first, b=last), Period(first, last)) for words in _range_words),
                (f"Quý {('I', 'II', 'III', 'IV')[number - 1]} năm 2024", _quarter(2024, number)),
                (f"Quý {number}/2024", _quarter(2024, number)),
                ("6 tháng đầu năm 2024", Period(date(2024, 1, 1), date(2024, 6, 30))),
                ("6 tháng cuối năm 2024", Period(date(2024, 7, 1), date(2024, 12, 31))),
                ("Năm 2024", Period.parse("2024")),
            )
        )
    )


TABLE = {"district-gia-binh": records(1021, 867), "district-luong-tai": records(1139, 1130)}


@settings(max_examples=80, deadline=None)
@example(("(Từ ngày 02/01/2024 đến ngày 02/01/2024)", Period(date(2024, 1, 2), date(2024, 1, 2))), str)
@given(drawn=_periods(), writing=writings)
def test_a_period_is_read_from_any_of_its_wordings(drawn, writing):
    phrase, period = drawn
    loaded = _read(_write("k2-2.xlsx", TABLE, Style(), phrase=writing(phrase)))
    assert [report.period for report in loaded.reports] == [period]
    assert _doubts(loaded) == []


def _swapped(name):
    """Move the tone mark to the other vowel, as half of the offices write it."""
    return name.replace("Hòa", "Hoà").replace("Thụy", "Thuỵ")


@quick
@given(
    chosen=st.lists(st.sampled_from(sorted(COMMUNES_2025)), min_size=2, unique=True),
    writing=writings,
    places=st.sampled_from((str, _swapped)),
)
def test_communes_of_2025_are_known_in_any_spelling(chosen, writing, places):
    table = {unit_id: records(120, 110) for unit_id in chosen}
    written = {unit_id: places(name) for unit_id, name in COMMUNES_2025.items()}
    loaded = _read(_write("k2-2.xlsx", table, Style(), written, writing, "Tháng 8 năm 2025"))
    assert _doubts(loaded) == []
    assert list(loaded.reports[0].frame["unit_id"]) == chosen
