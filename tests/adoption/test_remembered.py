"""What is figured once for all units and months is what each question would have figured for itself."""

import pytest
from pandas.testing import assert_frame_equal
from tables_of_facts import Facts, came, row

from adoption import arithmetic, figures
from adoption.facts import AsOf, remembered
from adoption.selection import Selection

MONTHS = ("2024-08", "2024-09", "2024-10")
UNITS = ("district-que-vo", "district-gia-binh")


@pytest.fixture(scope="module")
def store():
    """Two districts' three months, one of them half blank, one of 15th to 14th, one told in two ways."""
    rows = [came(month, unit, 10 * place, 3, level="all") for place, month in enumerate(MONTHS, 1) for unit in UNITS]
    rows += [came("2024-10", UNITS[0], 1, None), row("2024-08-15..2024-09-14", UNITS[1], received_online=7)]
    rows += [came("2024-09", UNITS[0], 4, 5, breakdown="level", level="full", in_total=False)]
    return Facts(service_usage=rows)


@pytest.mark.parametrize("measure_id", ["online_share", "received", "received_online", "full_share"])
@pytest.mark.parametrize("units", [(), UNITS[:1], UNITS])
@pytest.mark.parametrize(("first", "last"), [("2024-08", "2024-10"), ("2024-09", "2024-09"), ("2030-01", "2030-02")])
@pytest.mark.parametrize("level", ["all", "full"])
def test_what_is_found_among_all_is_what_is_asked_alone(store, measure_id, units, first, last, level):
    how, selection = arithmetic.of(measure_id), Selection("service_usage", first, last, units, level=level)
    alone = figures.by_unit_and_month(store.facts("service_usage"), how, selection)
    for asked in (store, AsOf(store, 1)):
        found = figures.of_store(asked, how, selection)
        assert_frame_equal(found, alone, check_dtype=bool(len(alone)))


def test_only_a_store_that_knows_nothing_later_is_asked_once(store):
    asked = []

    @remembered
    def question(of, about):
        asked.append((of, about))
        return len(asked)

    assert [question(AsOf(store, 1), "a"), question(AsOf(store, 1), "a"), question(AsOf(store, 2), "a")] == [1, 1, 2]
    assert [question(store, "a"), question(store, "a")] == [3, 4]
