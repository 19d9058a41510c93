"""Which months a later file restated, and what they were before."""

import pytest
from sent import GIA_BINH, TIEN_DU, line, put

from adoption import borders
from adoption.restating import restated
from adoption.selection import Selection
from store import open_store

SEPTEMBER = Selection("service_usage", "2024-09", "2024-09")


@pytest.fixture
def store(tmp_path):
    return open_store(tmp_path)


def test_a_month_is_restated_if_a_later_file_gave_another_figure(store):
    put(store, line(GIA_BINH, 100, 80), line(TIEN_DU, 50, 20))
    put(store, line(GIA_BINH, 100, 90), line(TIEN_DU, 50, 20))
    assert restated(store, "online_share", SEPTEMBER).to_dict("records") == [
        {"month": "2024-09", "unit_id": GIA_BINH, "part_id": GIA_BINH, "numerator": 80, "denominator": 100, "value": 80}
    ]


def test_what_was_restated_twice_is_told_as_it_was_first(store):
    for online in (80, 85, 90):
        put(store, line(GIA_BINH, 100, online))
    assert list(restated(store, "online_share", SEPTEMBER)["value"]) == [80]


@pytest.mark.parametrize("form", ["PL3", "II.06a"])
def test_the_same_figure_again_or_another_form_beside_it_restates_nothing(store, form):
    put(store, line(GIA_BINH, 100, 80, level="full"))
    put(store, line(GIA_BINH, 100, 80, level="full"), form=form)
    assert restated(store, "online_share", SEPTEMBER).empty


def test_a_restatement_that_was_withdrawn_restates_nothing(store):
    put(store, line(GIA_BINH, 100, 80))
    store.withdraw(put(store, line(GIA_BINH, 100, 90)), "Lan", "wrong file")
    assert restated(store, "online_share", SEPTEMBER).empty


def test_it_is_asked_of_the_state_and_the_units_chosen(store):
    put(store, line(GIA_BINH, 100, 80), line(TIEN_DU, 50, 20))
    put(store, line(GIA_BINH, 100, 90), line(TIEN_DU, 50, 30))
    of_one = Selection("service_usage", "2024-09", "2024-09", units=(TIEN_DU,))
    assert list(restated(store, "online_share", of_one)["unit_id"]) == [TIEN_DU]
    then = Selection("service_usage", "2024-09", "2024-09", as_of=1)
    assert restated(store, "online_share", then).empty


def test_a_file_sent_anew_after_it_was_taken_back_restates_what_was_first_accepted(store):
    store.withdraw(put(store, line(GIA_BINH, 100, 80)), "Lan", "wrong file")
    put(store, line(GIA_BINH, 100, 90))
    assert list(restated(store, "online_share", SEPTEMBER)["value"]) == [80]


def test_a_figure_that_was_blank_at_first_is_new_and_not_restated(store):
    put(store, line(GIA_BINH, 100, 80) | {"received_online": None, "received_in_person": None})
    put(store, line(GIA_BINH, 100, 90))
    assert restated(store, "online_share", SEPTEMBER).empty


def test_in_other_borders_the_unit_that_reported_is_named_beside_the_one_shown(store):
    commune = borders.origin(GIA_BINH, "2025-07").parts[0].id
    for online in (80, 90):
        put(store, line(commune, 100, online), period="2025-07")
    carried = Selection("service_usage", "2025-07", "2025-07", units=(GIA_BINH,), borders="old")
    (found,) = restated(store, "online_share", carried).to_dict("records")
    assert (found["unit_id"], found["part_id"], found["value"]) == (GIA_BINH, commune, 80)
