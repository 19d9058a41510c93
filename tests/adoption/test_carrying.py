"""Figures in other borders: whole sums or none, shares divided anew, estimates called so, places only among then's."""

import math
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_of_facts import came, known, row

from adoption import arithmetic, borders, carrying, sources, tables, territory, tracing
from adoption.facts import AsOf
from adoption.months import last_day
from adoption.selection import Selection
from reference import units
from reference.measures import all_measures
from sample_data.writing import FOLDER
from store import open_store
from tests.sample import read

GIA_BINH = "district-gia-binh"
DISTRICTS = [one.id for one in territory.of_level("2025-06", "district")]
COMMUNES = [one.id for one in territory.of_level("2025-07", "commune") if units.old_district(one.id)]
OF_OLD_BAC_NINH = {unit_id for unit_id in COMMUNES if units.old_district(unit_id).id in DISTRICTS}
OF_GIA_BINH = [one.id for one in borders.origin(GIA_BINH, "2025-07").parts]


def services(*rows):
    return known(service_usage=rows)


def seen(of_borders, first="2025-07", last=None, level="district", **chosen):
    return Selection("service_usage", first, last or first, unit_levels=(level,), borders=of_borders, **chosen)


def by_unit(store, selection, measure_id="online_share"):
    return tables.by_unit(store, measure_id, selection, "en").set_index("unit_id")


def all_told(month, unit_ids):
    return [came(month, unit_id, place, 2 * place + 1) for place, unit_id in enumerate(unit_ids, start=1)]


def test_a_district_goes_on_as_the_sum_of_its_communes_divided_anew():
    table = by_unit(services(*all_told("2025-07", OF_GIA_BINH)), seen("old"))
    assert list(table.index) == DISTRICTS
    one = table.loc[GIA_BINH]
    assert one[["numerator", "denominator", "state"]].tolist() == [15, 15 + 35, "reported"]
    assert one["value"] == pytest.approx(100 * 15 / 50)
    assert one[["is_carried", "is_estimate", "missing"]].tolist() == [True, False, ""]


def test_a_sum_that_lacks_a_part_is_no_figure_and_says_which():
    store = services(*all_told("2025-07", OF_GIA_BINH[1:]))
    one = by_unit(store, seen("old")).loc[GIA_BINH]
    assert one[["numerator", "denominator", "value"]].isna().all()
    assert one[["state", "missing"]].tolist() == ["partial", units.unit(OF_GIA_BINH[0]).label("en")]
    for by in ("unit", "province"):
        (line,) = tables.by_month(store, "online_share", seen("old", units=(GIA_BINH,)), by, "en").to_dict("records")
        assert math.isnan(line["value"])
        assert (line["state"], line["missing"]) == (
            "partial",
            units.unit(OF_GIA_BINH[0]).label("en"),
        )
    assert math.isnan(tracing.figure(store, "online_share", seen("old", units=(GIA_BINH,))).value)


@pytest.mark.parametrize(
    ("first", "others", "state"),
    [
        ({"received_online": None}, {"received_online": None}, "blank"),
        ({"dashes": "received_online received_in_person"}, {"received_online": 1, "received_in_person": 1}, "reported"),
        ({"dashes": "received_online received_in_person"}, {"dashes": "received_online received_in_person"}, "no_case"),
        ({"received_online": 0, "received_in_person": 0},) * 2 + ("zero_cases",),
        ({"received_online": 0, "received_in_person": 0}, {"received_online": 1, "received_in_person": 1}, "reported"),
        ({"received_online": None}, {"received_online": 1, "received_in_person": 1}, "partial"),
        ({"dashes": "received_online received_in_person"}, {"received_online": None}, "partial"),
    ],
)
def test_each_kind_of_nothing_keeps_its_mark_in_a_sum(first, others, state):
    rows = [row("2025-07", OF_GIA_BINH[0], **first), *(row("2025-07", one, **others) for one in OF_GIA_BINH[1:])]
    assert by_unit(services(*rows), seen("old")).loc[GIA_BINH, "state"] == state


def test_a_commune_of_today_has_no_figure_of_before_it_unless_its_old_communes_told_theirs():
    commune = "commune-gia-binh-2025"
    line = seen("now", "2025-06", "2025-07", "commune", units=(commune,))
    told = came("2025-07", commune, 7, 3)
    table = tables.by_month(services(told, came("2025-06", GIA_BINH, 6, 4)), "online_share", line, "unit")
    assert table[["month", "state"]].to_numpy().tolist() == [["2025-06", "not_due"], ["2025-07", "reported"]]
    before = all_told("2025-06", [one.id for one in units.predecessors(commune)])
    table = tables.by_month(services(told, *before), "received_online", line, "unit")
    assert table["value"].tolist() == [sum(one["received_online"] for one in before), 7]
    assert table["is_carried"].tolist() == [True, False]


def test_what_became_one_cannot_be_told_apart():
    line = seen("old", "2025-06", "2025-07", "commune", units=("commune-luong-tai-an-tap",))
    table = tables.by_month(services(), "received", line, "unit")
    assert table["state"].tolist() == ["not_due", "uncarried"]


def test_a_merged_department_is_carried_back():
    both = [came("2025-02", unit_id, 1, 1) for unit_id in ("dept-tai-chinh", "dept-ke-hoach-dau-tu")]
    store = services(*both, came("2025-03", "dept-tai-chinh-2025", 5, 5), came("2025-02", "dept-tu-phap", 1, 0))
    one = by_unit(store, seen("now", "2025-02", "2025-03", "department"), "received").loc["dept-tai-chinh-2025"]
    assert one[["value", "months_reported", "is_carried"]].tolist() == [14, 2, True]


def test_a_level_of_which_a_figure_is_carried_has_no_places_and_a_carried_figure_no_target():
    store = services(*all_told("2025-06", DISTRICTS), *all_told("2025-07", COMMUNES))
    before, after = by_unit(store, seen("old", "2025-06")), by_unit(store, seen("old"))
    assert before["rank"].notna().all()
    assert after["rank"].isna().all()
    assert (before["target"].notna().all(), after["target"].isna().all()) == (True, True)
    assert set(after["target_state"]) == {"none"}
    pd.testing.assert_frame_equal(before, by_unit(store, seen("then", "2025-06")))


def test_the_change_over_the_merger_compares_the_same_ground():
    store = services(*all_told("2025-06", DISTRICTS), *all_told("2025-07", COMMUNES))
    table = by_unit(store, seen("old"), "received")
    assert table["change"].notna().all()
    assert by_unit(store, seen("then", level="commune"), "received")["change"].isna().all()


def test_a_district_with_a_commune_that_straddles_is_an_estimate():
    straddled = [one.parent for one in units.predecessors("commune-da-mai-2025")]
    everyone = [one.id for one in territory.of_level("2025-07", "commune")]
    chosen = seen("old", units=tuple(dict.fromkeys((*straddled, GIA_BINH))))
    table = by_unit(services(*all_told("2025-07", everyone)), chosen)
    assert table["is_estimate"].to_dict() == dict.fromkeys(straddled, True) | {GIA_BINH: False}
    told = all_told("2025-07", everyone)
    (whole,) = tables.by_month(services(*told), "received_online", chosen).to_dict("records")
    parts = {part.id for unit_id in chosen.units for part in borders.origin(unit_id, "2025-07").parts}
    assert whole["value"] == sum(one["received_online"] for one in told if one["unit_id"] in parts)
    assert whole["is_estimate"]


def test_parts_whose_months_begin_on_other_days_make_an_estimate():
    first, *others = OF_GIA_BINH
    rows = [came("2025-07-15..2025-08-14", first, 1, 1), *(came("2025-08", unit_id, 1, 1) for unit_id in others)]
    assert by_unit(services(*rows), seen("old", "2025-08")).loc[GIA_BINH, "is_estimate"]


def test_days_that_two_months_of_a_part_share_are_not_counted_twice():
    rows = [*all_told("2025-07", OF_GIA_BINH), *all_told("2025-08", OF_GIA_BINH[1:])]
    store = services(*rows, came("2025-07-15..2025-08-14", OF_GIA_BINH[0], 1, 1))
    one = by_unit(store, seen("old", "2025-07", "2025-08")).loc[GIA_BINH]
    assert one["state"] == "partial"
    assert math.isnan(one["value"])


# --- sums before = sums after -----------------------------------------------------------------------------------------


def told_of(one, unit_id, month, amount):
    """A report of a unit in which every column of a measure holds a figure."""
    columns = {column: amount + place for place, column in enumerate(arithmetic.from_measure(one).parts)}
    return row(month, unit_id, **columns, **dict(one.numerator_where))


CHANGES = [
    ("2024-11", "commune", "now", lambda one: one.id != "commune-que-vo-han-quang"),
    ("2025-06", "commune", "now", lambda _: True),
    ("2025-02", "department", "now", lambda _: True),
    ("2025-07", "commune", "old", lambda one: one.id in OF_OLD_BAC_NINH),
]


@pytest.mark.parametrize(("month", "level", "into", "has_successor"), CHANGES)
@pytest.mark.parametrize("one", all_measures(), ids=lambda one: one.id)
def test_nothing_is_lost_or_doubled_on_the_way(one, month, level, into, has_successor):
    reporting = [unit for unit in territory.of_level(month, level) if has_successor(unit)]
    kept = {unit.id for unit in reporting}
    rows = [told_of(one, unit_id, month, amount) for amount, unit_id in enumerate(sorted(kept), start=1)]
    shown = "district" if into == "old" else level
    store = known(**{one.kind: rows})
    then = tables.by_unit(store, one.id, Selection(one.kind, month, month, tuple(kept)))
    carried = tables.by_unit(store, one.id, Selection(one.kind, month, month, unit_levels=(shown,), borders=into))
    assert carried["numerator"].sum() == then["numerator"].sum() > 0
    assert carried["denominator"].sum() == then["denominator"].sum()


def test_old_new_old_is_the_same_for_every_commune_of_old_bac_ninh():
    old = {one.id: one.parent for one in territory.of_level("2025-06", "commune")}
    back = {
        part.id: units.old_district(unit_id).id
        for unit_id in OF_OLD_BAC_NINH
        for part in borders.origin(unit_id, "2025-06").parts
    }
    assert back == old
    assert set(back.values()) == set(DISTRICTS)


@cache
def parts_of(district):
    return [part.id for part in borders.origin(district, "2025-07").parts]


@settings(max_examples=15, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(OF_OLD_BAC_NINH)), st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_a_carried_figure_is_the_whole_sum_or_none(told):
    store = services(*(came("2025-07", unit_id, *both) for unit_id, both in told.items()))
    table = by_unit(store, seen("old"), "received")
    for district, value in table["value"].items():
        parts = parts_of(district)
        is_whole = all(part in told for part in parts)
        assert (math.isnan(value), is_whole) in {(True, False), (False, True)}
        assert not is_whole or value == sum(sum(told[part]) for part in parts)
    (whole,) = tables.by_month(store, "received", seen("old")).to_dict("records")
    assert (0 if math.isnan(whole["value"]) else whole["value"]) == table["value"].sum()
    assert whole["units_reported"] == table["value"].notna().sum()


# --- the sample's months around the merger ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The reports of areas of June and July 2025."""
    store = open_store(tmp_path_factory.mktemp("sample"))
    for month in ("06", "07"):
        for path in sorted((FOLDER / "2025" / month).iterdir()):
            if "các sở" not in path.name and "địa bàn" not in path.name and "(1)" not in path.name:
                store.accept(read(path), path.read_bytes(), by="Hoa")
    return AsOf(store, store.version)


@pytest.mark.parametrize("one", all_measures(), ids=lambda one: one.id)
def test_the_samples_districts_after_the_merger_are_their_communes(sample, one):
    carried = tables.by_unit(
        sample, one.id, Selection(one.kind, "2025-07", "2025-07", unit_levels=("district",), borders="old")
    ).set_index("unit_id")
    told = tables.by_unit(
        sample, one.id, Selection(one.kind, "2025-07", "2025-07", unit_levels=("commune",))
    ).set_index("unit_id")
    for district in DISTRICTS:
        of_district = told.loc[parts_of(district)]
        is_whole = of_district["state"].isin(carrying.HAS_FIGURE).all()
        figure = carried.loc[district]
        assert math.isnan(figure["numerator"]) != is_whole
        if is_whole:
            assert figure["numerator"] == of_district["numerator"].sum()
            assert pd.isna(figure["denominator"]) or figure["denominator"] == of_district["denominator"].sum()


def test_the_samples_carried_line_has_no_gap_at_the_merger(sample):
    line = Selection("service_usage", "2025-06", "2025-07", units=(GIA_BINH,), borders="old")
    table = tables.by_month(sample, "online_share", line, "unit")
    assert table["value"].notna().tolist() == [True, True]
    assert table["is_carried"].tolist() == [False, True]
    assert last_day("2025-06") == units.unit(GIA_BINH).valid_to


def test_the_cells_and_files_behind_a_carried_figure_are_those_of_its_parts(sample):
    line = Selection("service_usage", "2025-07", "2025-07", units=(GIA_BINH,), borders="old")
    cells = tracing.cells(sample, "online_share", line)
    assert set(cells["unit_id"]) == set(parts_of(GIA_BINH))
    figure = tracing.figure(sample, "online_share", line)
    assert cells.loc[cells["part"] == "numerator", "value"].sum() == figure.numerator
    assert set(cells["file"]) <= {one.name for one in sources.files(sample, line)}
