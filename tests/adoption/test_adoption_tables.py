"""Tables by unit, month, level, sector and holder: summed first, divided last, right across the border of 1/7/2025."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_of_facts import came, known, row

from adoption import completeness, tables, territory
from adoption.selection import Selection

GIA_BINH, TIEN_DU, YEN_PHONG = "district-gia-binh", "district-tien-du", "district-yen-phong"
SERVICES = ("service_usage", "2024-09", "2024-09")
DISTRICTS = [unit.id for unit in territory.of_level("2024-09", "district")]


def services(*rows):
    return known(service_usage=rows)


def by_unit(store, measure_id="online_share", selection=None):
    chosen = selection or Selection(*SERVICES, unit_levels=("district",))
    return tables.by_unit(store, measure_id, chosen).set_index("unit_id")


def test_by_unit_names_every_unit_in_official_order_also_those_that_sent_nothing():
    table = by_unit(services(came("2024-09", GIA_BINH, 80, 20)))
    assert list(table.index) == DISTRICTS
    assert table.loc[GIA_BINH, ["value", "state"]].tolist() == [80.0, "reported"]
    others = table.drop(GIA_BINH)
    assert others["value"].isna().all()
    assert set(others["state"]) == {"not_sent"}


def test_months_are_summed_before_dividing():
    store = services(came("2024-08", GIA_BINH, 1, 0), came("2024-09", GIA_BINH, 0, 99))
    one = by_unit(store, selection=Selection("service_usage", "2024-08", "2024-09", units=(GIA_BINH,))).loc[GIA_BINH]
    assert one[["numerator", "denominator", "value", "months_reported"]].tolist() == [1, 100, 1.0, 2]


LEGAL_OCTOBER = "2024-09-15..2024-10-14"


def test_a_calendar_month_and_one_that_begins_on_its_15th_are_shown_and_never_added():
    store = services(came("2024-09", GIA_BINH, 60, 40), came(LEGAL_OCTOBER, GIA_BINH, 30, 70))
    stretch = Selection("service_usage", "2024-09", "2024-10", units=(GIA_BINH,))
    each = tables.by_month(store, "online_share", stretch, by="unit")
    assert each[["value", "start_day"]].to_numpy().tolist() == [[60, 1], [30, 15]]
    one = by_unit(store, selection=stretch).loc[GIA_BINH]
    assert one[["numerator", "denominator", "value"]].isna().all()
    assert one["state"] == "blank"


def test_a_sum_of_months_that_begin_on_different_days_says_so():
    store = services(came("2024-10", GIA_BINH, 60, 40), came(LEGAL_OCTOBER, YEN_PHONG, 30, 70))
    october = Selection("service_usage", "2024-09", "2024-10")
    assert tables.by_month(store, "online_share", october)["start_day"].fillna(-1).tolist() == [-1, tables.MIXED_DAYS]


def test_what_two_units_told_for_overlapping_months_is_added():
    store = services(came("2024-09", GIA_BINH, 60, 40), came(LEGAL_OCTOBER, YEN_PHONG, 30, 70))
    stretch = Selection("service_usage", "2024-09", "2024-10", units=(GIA_BINH, YEN_PHONG))
    assert by_unit(store, selection=stretch)["value"].to_dict() == {GIA_BINH: 60, YEN_PHONG: 30}


@pytest.mark.parametrize("total", ["2024-01-01..2024-09-30", "2024", "2024-07-01..2024-09-30"])
def test_a_year_to_date_beside_months_is_never_added_to_them(total):
    store = services(came("2024-08", GIA_BINH, 1, 9), came("2024-09", GIA_BINH, 2, 8), came(total, GIA_BINH, 900, 100))
    stretch = Selection("service_usage", "2024-01", "2024-12", units=(GIA_BINH,))
    assert by_unit(store, selection=stretch).loc[GIA_BINH, ["numerator", "denominator"]].tolist() == [3, 20]
    sectors = [
        {**came(period, GIA_BINH, online, 10 - online), "sector": "Đất đai", "breakdown": "sector"}
        for period, online in (("2024-08", 1), ("2024-09", 2), (total, 9))
    ]
    assert tables.by_sector(services(*sectors), "online_share", stretch)["numerator"].tolist() == [3]


def test_sectors_of_overlapping_months_are_not_added_either():
    sectors = [
        {**came(period, unit, 5, 5), "sector": "Đất đai", "breakdown": "sector"}
        for period, unit in (("2024-09", GIA_BINH), (LEGAL_OCTOBER, GIA_BINH), ("2024-09", YEN_PHONG))
    ]
    stretch = Selection("service_usage", "2024-09", "2024-10", units=(GIA_BINH, YEN_PHONG))
    (row,) = tables.by_sector(services(*sectors), "online_share", stretch).to_dict("records")
    assert (row["numerator"], row["units_reported"]) == (5, 1)


def test_change_compares_with_the_stretch_of_equal_length_before():
    months = {"2024-05": 10, "2024-06": 30, "2024-07": 40, "2024-08": 60, "2024-09": 90}
    store = services(*(came(month, GIA_BINH, online, 100 - online) for month, online in months.items()))
    two = Selection("service_usage", "2024-08", "2024-09", units=(GIA_BINH,))
    assert by_unit(store, selection=two).loc[GIA_BINH, ["value", "previous", "change"]].tolist() == [75, 35, 40]
    five = Selection("service_usage", "2024-05", "2024-09", units=(GIA_BINH,))
    assert math.isnan(by_unit(store, selection=five).loc[GIA_BINH, "change"])


def test_target_and_gap_are_those_in_force():
    one = by_unit(services(came("2024-09", GIA_BINH, 77, 23))).loc[GIA_BINH]
    assert one[["target", "gap", "target_state"]].tolist() == [80, -3, "below"]


def test_the_pace_starts_from_the_last_months_figure_and_not_from_the_stretchs():
    store = services(came("2024-08", GIA_BINH, 10, 90), came("2024-09", GIA_BINH, 50, 50))
    table = by_unit(store, selection=Selection("service_usage", "2024-08", "2024-09", unit_levels=("district",)))
    assert table.loc[GIA_BINH, ["value", "pace", "document"]].tolist() == [
        30,
        2,
        "NQ 52-NQ/TU",
    ]  # 30 points in 15 months
    assert pd.isna(table.loc[TIEN_DU, "pace"])


def test_ranks_are_shared_within_a_level_and_only_for_who_has_a_value():
    rows = [came("2024-09", GIA_BINH, 2, 1), came("2024-09", TIEN_DU, 4, 2), came("2024-09", YEN_PHONG, 1, 1)]
    table = by_unit(services(*rows, came("2024-09", "dept-tu-phap", 1, 9)), selection=Selection(*SERVICES))
    assert table.loc[[GIA_BINH, TIEN_DU, YEN_PHONG, "dept-tu-phap"], "rank"].tolist() == [1, 1, 3, 1]
    assert table["rank"].notna().sum() == 4


def test_a_place_does_not_change_with_the_units_selected():
    store = services(came("2024-09", GIA_BINH, 1, 1), came("2024-09", TIEN_DU, 4, 1), came("2024-09", YEN_PHONG, 3, 1))
    table = by_unit(store, selection=Selection(*SERVICES, units=(GIA_BINH, YEN_PHONG)))
    assert table["rank"].to_dict() == {YEN_PHONG: 2, GIA_BINH: 3}


def test_a_stock_is_taken_at_the_last_month_and_a_flow_is_added():
    rows = [
        row(month, GIA_BINH, issued=issued, issued_to_date=stock)
        for month, issued, stock in (("2024-08", 10, 110), ("2024-09", 20, 130))
    ]
    store, chosen = known(digital_signatures=rows), Selection("digital_signatures", "2024-08", "2024-09")
    assert by_unit(store, "issued", chosen).loc[GIA_BINH, "value"] == 30
    assert by_unit(store, "issued_to_date", chosen).loc[GIA_BINH, "value"] == 130
    longer = Selection("digital_signatures", "2024-08", "2024-10")
    assert by_unit(store, "issued_to_date", longer).loc[GIA_BINH, ["state", "months_reported"]].tolist() == [
        "not_sent",
        2,
    ]


def test_offices_owe_no_share_of_residents():
    stock = row("2024-09", "dept-tu-phap", holder="official", issued_to_date=5)
    store = known(digital_signatures=[stock])
    chosen = Selection("digital_signatures", "2024-09", "2024-09")
    assert by_unit(store, "adults_share", chosen).loc["dept-tu-phap", "state"] == "not_due"
    assert tables.by_month(store, "adults_share", chosen)["units_due"].tolist() == [8]


def test_a_missing_month_is_a_gap_and_not_a_zero():
    store = services(came("2024-07", GIA_BINH, 8, 2), came("2024-09", GIA_BINH, 9, 1))
    table = tables.by_month(store, "online_share", Selection("service_usage", "2024-07", "2024-09"))
    assert table["month"].tolist() == ["2024-07", "2024-08", "2024-09"]
    assert table["value"].fillna(-1).tolist() == [80, -1, 90]
    assert table["units_reported"].tolist() == [1, 0, 1]
    assert table["units_due"].tolist() == [29, 29, 29]


def test_an_empty_store_gives_gaps():
    table = tables.by_month(services(), "online_share", Selection(*SERVICES))
    assert table["value"].isna().all()
    assert tables.by_sector(services(), "online_share", Selection(*SERVICES)).empty


@pytest.mark.parametrize("last", ["2025-07", "2026-10"])
def test_districts_selected_after_their_end_give_no_rows_and_gaps_in_the_sum(last):
    chosen = Selection("service_usage", last, last, unit_levels=("district",))
    store = services(came(last, "commune-gia-binh-2025", 1, 1))
    assert tables.by_unit(store, "online_share", chosen).empty
    assert tables.by_month(store, "online_share", chosen, by="unit").empty
    (one,) = tables.by_month(store, "online_share", chosen).to_dict("records")
    assert math.isnan(one["value"])
    assert (one["state"], one["units_due"]) == ("not_due", 0)


def test_on_30_june_2025_districts_make_the_province_and_on_1_july_communes():
    rows = [
        came("2025-06", GIA_BINH, 6, 4),
        came("2025-06", "commune-gia-binh-2025", 100, 0),
        came("2025-07", "commune-gia-binh-2025", 7, 3),
        came("2025-07", GIA_BINH, 100, 0),
        came("2025-07", "group-communes-2025", 500, 500),
    ]
    table = tables.by_month(services(*rows), "online_share", Selection("service_usage", "2025-06", "2025-07"))
    assert table["unit_id"].tolist() == ["province-bac-ninh", "province-bac-ninh-2025"]
    assert table["value"].tolist() == [60, 70]
    last = by_unit(services(*rows), selection=Selection("service_usage", "2025-06", "2025-07"))
    assert GIA_BINH not in last.index
    assert (last["unit_level"] == "commune").sum() == 99


def test_lines_by_unit_run_only_while_the_unit_existed():
    chosen = Selection("service_usage", "2025-05", "2025-08", units=(GIA_BINH,))
    table = tables.by_month(services(came("2025-06", GIA_BINH, 6, 4)), "online_share", chosen, by="unit")
    assert table["month"].tolist() == ["2025-05", "2025-06"]
    assert table["state"].tolist() == ["not_sent", "reported"]


@pytest.mark.parametrize(
    ("chosen", "unit_id", "target"),
    [
        ({}, "province-bac-ninh", None),
        ({"unit_levels": ("department",)}, "group-departments", 90),
        ({"unit_levels": ("district",)}, "group-districts", 80),
        ({"units": (GIA_BINH,)}, GIA_BINH, 80),
        ({"units": (GIA_BINH, "dept-tu-phap")}, f"{GIA_BINH}+dept-tu-phap", None),
    ],
)
def test_a_sum_has_a_target_only_where_one_value_binds_all_that_is_in_it(chosen, unit_id, target):
    selection = Selection("work_records", "2024-09", "2024-09", **chosen)
    (one,) = tables.by_month(known(), "records_share", selection).to_dict("records")
    assert one["unit_id"] == unit_id
    assert (None if math.isnan(one["target"]) else one["target"]) == target


def test_levels_and_sectors_are_told_apart_and_never_mixed_with_the_total():
    rows = [
        came("2024-09", GIA_BINH, 100, 100, breakdown="level"),
        came("2024-09", GIA_BINH, 10, 90, level="partial", breakdown="level", in_total=False),
        came("2024-09", GIA_BINH, 90, 10, level="full", breakdown="level", in_total=False),
        came("2024-09", TIEN_DU, 1, 3, sector="Hộ tịch", breakdown="sector"),
        came("2024-09", "district-hiep-hoa", 5, 5, sector="Hộ tịch", breakdown="sector"),
    ]
    levels = tables.by_level(services(*rows), "online_share", Selection(*SERVICES))
    assert levels.set_index("level")["value"].to_dict() == {"full": 90, "partial": 10}
    sectors = tables.by_sector(services(*rows), "online_share", Selection(*SERVICES))
    assert sectors.set_index("sector")[["value", "units_reported"]].loc["Hộ tịch"].tolist() == [25, 1]


def test_a_measure_of_another_kind_is_a_bug_and_says_so():
    with pytest.raises(ValueError, match="work_records"):
        tables.by_unit(known(), "records_share", Selection(*SERVICES))


counts = st.one_of(st.none(), st.integers(0, 10_000))
reports = st.lists(st.tuples(st.sampled_from(DISTRICTS), counts, counts), unique_by=lambda one: one[0], max_size=8)


@settings(max_examples=10, deadline=None)
@given(reports)
def test_the_province_is_the_sum_of_its_units_and_every_share_is_a_share(given_reports):
    store = services(*(came("2024-09", *one) for one in given_reports))
    units = tables.by_unit(store, "online_share", Selection(*SERVICES))
    (province,) = tables.by_month(store, "online_share", Selection(*SERVICES)).to_dict("records")
    for part in ("numerator", "denominator"):
        assert pd.Series([province[part]]).fillna(0).tolist() == [units[part].sum()]
    assert units["value"].dropna().between(0, 100).all()
    assert (units["value"].notna() == (units["denominator"] > 0)).all()


@settings(max_examples=10, deadline=None)
@given(st.sets(st.sampled_from(DISTRICTS)), st.sampled_from(["2024-09", "2025-06", "2025-07", "2026-10"]))
def test_coverage_is_never_more_than_whole(senders, month):
    store = services(*(came(month, unit_id, 1, 1) for unit_id in senders))
    told = completeness.coverage(store, "service_usage", month)
    assert 0 <= told.share <= 100
    assert len(told.reported) + len(told.missing) == len(told.due)
