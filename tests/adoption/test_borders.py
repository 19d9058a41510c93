"""What a unit of one day was, or became, on another: exact where the law made it so, an estimate where it did not."""

from __future__ import annotations

from datetime import date

import pytest

from adoption import borders
from adoption.months import last_day
from reference import units

OURS_OLD = tuple(one.id for one in units.units_on(date(2025, 6, 30), "district", "province-bac-ninh"))
OUR_COMMUNES = tuple(
    one.id for one in units.units_on(date(2026, 1, 1), "commune") if units.old_district(one.id) is not None
)


def _ids(unit_id, month):
    return {one.id for one in borders.origin(unit_id, month).parts}


@pytest.mark.parametrize("month", ["2024-09", "2025-06"])
@pytest.mark.parametrize("unit_id", ["district-gia-binh", "dept-tu-phap"])
def test_a_unit_that_was_there_is_itself(unit_id, month):
    assert borders.origin(unit_id, month) == borders.Origin((units.unit(unit_id),), is_exact=True)


def test_the_eight_old_districts_hold_the_forty_one_new_communes_each_once():
    found = [one for unit_id in OURS_OLD for one in borders.origin(unit_id, "2025-08").parts]
    assert len(found) == len(set(found)) == 41
    assert all(borders.origin(unit_id, "2025-08").is_exact for unit_id in OURS_OLD)


def test_gia_binh_district_goes_on_as_its_five_communes():
    assert _ids("district-gia-binh", "2025-08") == {
        one.id
        for one in units.units_on(date(2025, 8, 1), "commune")
        if units.old_district(one.id) == units.unit("district-gia-binh")
    }
    assert len(_ids("district-gia-binh", "2025-08")) == 5


@pytest.mark.parametrize("unit_id", ["commune-da-mai-2025", "commune-nam-duong-2025"])
def test_a_commune_over_two_old_districts_makes_both_an_estimate(unit_id):
    districts = {one.parent for one in units.predecessors(unit_id)}
    assert len(districts) == 2
    for district in districts:
        carried = borders.origin(district, "2025-08")
        assert unit_id in {one.id for one in carried.parts}
        assert not carried.is_exact


def test_every_new_commune_is_the_sum_of_old_ones_and_none_is_counted_twice():
    parts = [one for unit_id in OUR_COMMUNES for one in borders.origin(unit_id, "2025-06").parts]
    assert len(parts) == len(set(parts))
    assert all(one.is_valid_on(last_day("2025-06")) for one in parts)
    assert all(borders.origin(unit_id, "2025-06").is_exact for unit_id in OUR_COMMUNES)


def test_a_commune_merged_twice_is_traced_over_both_changes():
    assert {"commune-luong-tai-lai-ha", "commune-luong-tai-an-tap"}.isdisjoint(_ids("district-luong-tai", "2024-09"))
    merged = next(one for one in units.successors("commune-luong-tai-an-tap"))
    assert "commune-luong-tai-lai-ha" in _ids(merged.id, "2024-09")


def test_a_township_raised_from_a_commune_is_that_commune():
    township = next(
        one for one in units.all_units() if one.name == "Nhân Thắng" and one.valid_from == date(2024, 12, 1)
    )
    (before,) = borders.origin(township.id, "2024-11").parts
    assert before.name == "Nhân Thắng"
    assert borders.origin(before.id, "2025-01") == borders.Origin((township,), is_exact=True)


def test_a_merged_department_is_the_sum_of_those_it_took_over():
    assert _ids("dept-tai-chinh-2025", "2024-09") == {"dept-tai-chinh", "dept-ke-hoach-dau-tu"}


@pytest.mark.parametrize(
    ("unit_id", "month"),
    [
        ("dept-ke-hoach-dau-tu", "2025-08"),
        ("commune-luong-tai-lai-ha", "2025-01"),
        ("province-bac-ninh-2025", "2024-09"),
    ],
)
def test_what_was_merged_cannot_be_told_apart_again(unit_id, month):
    assert borders.origin(unit_id, month) == borders.Origin((), is_exact=False)


def test_a_commune_whose_neighbour_went_an_unknown_way_is_an_estimate():
    assert units.successors("commune-que-vo-han-quang") == ()
    new = next(one for one in OUR_COMMUNES if units.old_district(one) == units.unit("district-que-vo"))
    assert borders.origin(new, "2025-01").is_exact
    assert not borders.origin(new, "2024-11").is_exact
