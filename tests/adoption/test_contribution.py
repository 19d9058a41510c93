"""The province's change splits exactly into its parts' rates, the mix, and who reported."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_of_facts import came, known

from adoption import contribution

DISTRICTS = tuple(f"district-{name}" for name in ("bac-ninh", "yen-phong", "gia-binh", "luong-tai"))
GIA_BINH, YEN_PHONG = "district-gia-binh", "district-yen-phong"
AUGUST, SEPTEMBER = "2024-08", "2024-09"


def split(august, september, measure="online_share"):
    """Split a change of {unit: (online, at the counter)}."""
    facts = [came(AUGUST, unit, *both, received_postal=0) for unit, both in august.items()]
    facts += [came(SEPTEMBER, unit, *both, received_postal=0) for unit, both in september.items()]
    return contribution.of(known(service_usage=facts), measure, SEPTEMBER, AUGUST)


def effects(told):
    return told.parts.set_index("id")[["rate", "mix", "effect"]].round(9)


def test_a_unit_that_does_better_moves_the_province_by_its_weight():
    told = split({GIA_BINH: (50, 50), YEN_PHONG: (50, 50)}, {GIA_BINH: (70, 30), YEN_PHONG: (50, 50)})
    assert (told.before, told.after, told.rest) == (50, 60, 0)
    assert list(effects(told).loc[GIA_BINH]) == [10, 0, 10]
    assert list(effects(told).loc[YEN_PHONG]) == [0, 0, 0]


def test_more_cases_of_a_better_unit_are_mix_and_nobody_s_merit():
    told = split({GIA_BINH: (90, 10), YEN_PHONG: (10, 90)}, {GIA_BINH: (270, 30), YEN_PHONG: (10, 90)})
    assert told.rate == pytest.approx(0)
    assert told.mix == pytest.approx(told.change) == pytest.approx(20)


def test_who_told_one_month_only_stands_apart():
    told = split({GIA_BINH: (50, 50)}, {GIA_BINH: (50, 50), YEN_PHONG: (100, 0)})
    assert (told.came, told.went) == ((YEN_PHONG,), ())
    assert list(told.parts["id"]) == [GIA_BINH]
    assert told.rest == pytest.approx(told.change) == pytest.approx(25)


def test_a_count_is_split_into_its_units_changes():
    told = split({GIA_BINH: (50, 50), YEN_PHONG: (1, 1)}, {GIA_BINH: (70, 50), YEN_PHONG: (1, 0)}, "received")
    assert list(effects(told).loc[GIA_BINH]) == [20, 0, 20]
    assert told.change == 19


def test_months_of_other_units_are_not_compared():
    facts = [came("2025-06", GIA_BINH, 5, 5), came("2025-07", "commune-gia-binh-2025", 5, 5)]
    told = contribution.of(known(service_usage=facts), "online_share", "2025-07", "2025-06")
    assert not told.is_comparable
    assert told.parts.empty


def test_a_level_of_service_may_be_what_moved():
    facts = [
        came(month, GIA_BINH, online, 10, received_postal=0, level=level, breakdown="level", in_total=level == "all")
        for month, levels in {
            AUGUST: {"all": 80, "full": 40, "partial": 40},
            SEPTEMBER: {"all": 90, "full": 50, "partial": 40},
        }.items()
        for level, online in levels.items()
    ]
    told = contribution.of(known(service_usage=facts), "received_online", SEPTEMBER, AUGUST, by="level")
    assert dict(zip(told.parts["id"], told.parts["effect"], strict=True)) == {"full": 10, "partial": 0}


MONTH = st.dictionaries(
    st.sampled_from(DISTRICTS), st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=4
)


@settings(max_examples=30)
@given(MONTH, MONTH, st.sampled_from(["online_share", "received"]))
def test_whatever_the_figures_the_parts_add_up_to_the_change(august, september, measure):
    told = split(august, september, measure)
    if told.is_comparable and not math.isnan(told.change):
        assert told.parts["effect"].sum() + told.rest == pytest.approx(told.change, abs=1e-6)
