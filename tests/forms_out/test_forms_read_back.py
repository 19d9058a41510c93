"""A form filled in from the store reads back as what the store has: over the sample data, and over any small store."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adoption import territory
from forms_out import filled, naming
from forms_out.layouts import LAYOUTS
from forms_out.table import DASH, Line, added, shown, total
from loaders.units import possible
from reference.period import Period
from store import open_store
from tests.adoption.tables_of_facts import Facts, row
from tests.forms_out.read_back import read, told, written
from tests.pages.opened import SAMPLE, put

MONTHS = ("2024/08", "2024/09", "2026/09")
DISTRICTS = ("district-gia-binh", "district-tu-son", "district-que-vo")
OFFICES = ("dept-tu-phap", "dept-tai-chinh")
PERIODS = {"calendar": "2024-09", "legal": "2024-08-15..2024-09-14", "quarter": "2024-07-01..2024-09-30"}
FIGURES = st.one_of(st.none(), st.just(DASH), st.just(0), st.integers(1, 2_000_000))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    store = open_store(tmp_path_factory.mktemp("store") / "var")
    put(store, *(path for month in MONTHS for path in sorted((SAMPLE / month).iterdir())))
    return store


def units_of(layout, period, store):
    """The units the form is made for: all of its levels, or the first that tells sectors."""
    units = territory.of_levels(f"{period.end:%Y-%m}", layout.levels)
    reporting = filled.Filling(store, layout, period).reporting()
    return [one for one in units if one.id in reporting][: 1 if layout.rows == "sectors" else None]


def facts_of(store, layout, period, units):
    """The facts that may fill the form in, as the store has them."""
    rows = store.facts(layout.kind).collect("pandas").to_native()
    of_period = (rows["period_start"].astype(str) == str(period.start)) & (
        rows["period_end"].astype(str) == str(period.end)
    )
    is_sector = rows["breakdown"] == "sector"
    fits = (is_sector if layout.rows == "sectors" else ~is_sector) & rows["form"].isin(layout.fed_by)
    return rows[of_period & fits & rows["unit_id"].isin([one.id for one in units])]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_form_of_the_sample_reads_back_without_a_word(sample, layout):
    periods = filled.periods(sample, layout)
    assert periods
    for period in periods:
        units = units_of(layout, period, sample)
        loaded = read(written(sample, layout, period, units, units[0].full_name))
        assert [finding.code for finding in loaded.findings if finding.severity != "note"] == []
        (report,) = loaded.reports
        assert (report.period, report.form) == (period, layout.id.removesuffix("-sectors"))
        stored = told(facts_of(sample, layout, period, units), layout)
        assert stored == told(report.frame, layout)


def facts(layout, figures, period, units):
    """Rows of facts for units, with the figures drawn for them."""
    fields = sorted({key.split("/")[0] for key in layout.figures})
    breakdown = {"levels": "level", "sectors": "sector"}.get(layout.rows, "none")
    asides = {
        "levels": [{"level": "all"}, {"level": "partial"}, {"level": "full"}],
        "sectors": [{"sector": "Đất đai"}, {"sector": "Hộ tịch"}],
    }.get(layout.rows) or sides(layout)
    drawn = iter(figures)
    for unit in units:
        for place, aside in enumerate(asides):
            given_ = {name: next(drawn) for name in fields if stands(layout, name, aside)}
            dashes = " ".join(name for name, value in given_.items() if value == DASH)
            counts = {name: value for name, value in given_.items() if isinstance(value, int)}
            yield row(
                period, unit, form=layout.fed_by[-1], breakdown=breakdown, dashes=dashes, row=place, **aside, **counts
            )


def sides(layout):
    holders = dict.fromkeys(key.split("/")[1] for key in layout.figures if "/" in key)
    return [{"holder": holder} for holder in holders] or [{}]


def stands(layout, name, aside):
    return name in layout.figures or f"{name}/{aside.get('holder')}" in layout.figures


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@settings(max_examples=12)  # of eighty figures each
@given(
    figures=st.lists(FIGURES, min_size=80, max_size=80),
    period=st.sampled_from(sorted(PERIODS.values())),
)
def test_blank_dash_and_zero_come_back_as_what_they_were(layout, figures, period):
    units = (
        OFFICES
        if layout.levels == ("department",)
        else ("district-gia-binh",)
        if layout.rows == "sectors"
        else DISTRICTS
    )
    if layout.levels == ("commune",):
        units, period = ("commune-gia-binh-2025", "commune-tu-son-2025"), "2025-08"
    of = Period.parse(period)
    rows = list(facts(layout, figures, period, units))
    store = Facts(**{layout.kind: rows})
    wanted = [one for one in territory.of_levels(f"{of.end:%Y-%m}", layout.levels) if one.id in units]
    loaded = read(written(store, layout, of, wanted, wanted[0].full_name))
    stored = told(facts_of(store, layout, of, wanted), layout)
    came_back = told(loaded.reports[0].frame, layout) if loaded.reports else []
    assert came_back == stored


@pytest.mark.parametrize("month", ["2023-01", "2024-06", "2024-12", "2025-04", "2025-08", "2026-10"])
def test_each_unit_is_printed_by_a_name_that_means_it_alone(month):
    day = territory.months.last_day(month)
    of_month = [one for level in ("department", "district", "commune") for one in territory.of_level(month, level)]
    assert [one.id for one in of_month if [two.id for two in possible(naming.printed(one), day)] != [one.id]] == []


def test_a_total_adds_numbers_and_says_dash_or_nothing_where_no_line_tells_more():
    lines = [Line("unit", "A", {"a": 3, "b": None, "c": DASH}), Line("unit", "B", {"a": DASH, "b": None, "c": None})]
    assert total("Tổng", lines).figures == {"a": 3, "c": DASH}
    assert added([{"a": DASH}, {"a": 0}]) == {"a": 0}


def test_a_share_is_of_what_stands_there_and_of_nothing_else():
    share = LAYOUTS["K2-2"].fields[4]
    said = {(3, 4): 0.75, (0, 0): None, (None, 4): None, (DASH, 4): 0.0, (0, DASH): None}
    assert {
        pair: shown(Line("unit", "A", dict(zip(("records_digital", "records"), pair, strict=True))), share)
        for pair in said
    } == said


def test_a_unit_that_printed_no_line_of_its_own_gets_the_sum_of_its_levels_where_the_form_has_one():
    levels = {"partial": (6, 4, 2), "full": (3, 1, 2)}
    rows = [
        row("2024-09", "district-gia-binh", form="C", breakdown="level", level=level, receipt=1, row=place)
        | dict(zip(("received", "received_online", "received_in_person"), counts, strict=True))
        for place, (level, counts) in enumerate(levels.items())
    ]
    filling = filled.Filling(Facts(service_usage=rows), LAYOUTS["PL3"], Period.parse("2024-09"))
    (line,) = filling.table(territory.of_level("2024-09", "district"), "UBND TỈNH BẮC NINH").lines
    assert line.figures == {"received": 9, "received_online": 5, "received_in_person": 4}
    in_annex_4 = filled.Filling(Facts(service_usage=rows), LAYOUTS["PL4"], Period.parse("2024-09"))
    assert in_annex_4.reporting() == frozenset()
