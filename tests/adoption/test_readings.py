"""Month on month, year on year and year to date: what each is made of, and when it is not whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_of_facts import came, known, row

from adoption import readings, tables, territory
from adoption.selection import Selection

GIA_BINH, TIEN_DU = "district-gia-binh", "district-tien-du"
DISTRICTS = [unit.id for unit in territory.of_level("2024-09", "district")]
OWING = [unit.id for level in ("department", "district") for unit in territory.of_level("2024-09", level)]


def chosen(first, last, *units):
    return Selection("service_usage", first, last, units=units)


def services(*rows):
    return known(service_usage=rows)


def told(store, reading, selection, by="unit", measure="online_share"):
    rows = readings.by_month(store, measure, selection, by, reading=reading)
    return list(zip(rows["month"], rows["value"].round(6).fillna(-999), rows["is_whole"], strict=True))


def test_a_change_on_the_month_before_is_in_points():
    store = services(came("2024-08", GIA_BINH, 40, 60), came("2024-09", GIA_BINH, 55, 45))
    assert told(store, "month", chosen("2024-09", "2024-09", GIA_BINH)) == [("2024-09", 15, True)]


def test_a_change_on_a_year_before_is_on_the_same_month():
    store = services(
        came("2023-09", GIA_BINH, 10, 90), came("2024-08", GIA_BINH, 90, 10), came("2024-09", GIA_BINH, 55, 45)
    )
    assert told(store, "year", chosen("2024-09", "2024-09", GIA_BINH)) == [("2024-09", 45, True)]


@pytest.mark.parametrize("reading", ["month", "year"])
def test_without_an_earlier_figure_there_is_no_change_and_nothing_is_whole(reading):
    store = services(came("2024-09", GIA_BINH, 55, 45))
    assert told(store, reading, chosen("2024-09", "2024-09", GIA_BINH)) == [("2024-09", -999, False)]


def test_since_january_is_summed_before_dividing_and_says_which_months_it_lacks():
    store = services(
        came("2024-01", GIA_BINH, 1, 0), came("2024-02", GIA_BINH, 0, 99), came("2024-04", GIA_BINH, 49, 1)
    )
    rows = told(store, "to_date", chosen("2024-01", "2024-04", GIA_BINH))
    assert rows == [
        ("2024-01", 100, True),
        ("2024-02", 1, True),
        ("2024-03", 1, False),
        ("2024-04", pytest.approx(100 * 50 / 150), False),
    ]


def test_a_new_year_starts_its_sum_anew():
    store = services(came("2024-12", GIA_BINH, 10, 0), came("2025-01", GIA_BINH, 1, 3))
    values = [value for _, value, _ in told(store, "to_date", chosen("2024-12", "2025-01", GIA_BINH))]
    assert values == [100, 25]


def test_what_stands_at_a_months_end_is_not_added_up_since_january():
    store = known(
        digital_signatures=[
            row(f"2024-0{month}", GIA_BINH, issued_to_date=month * 10, breakdown="none") for month in (1, 2)
        ]
    )
    two = Selection("digital_signatures", "2024-01", "2024-02", units=(GIA_BINH,))
    assert told(store, "to_date", two, measure="issued_to_date") == [("2024-01", 10, True), ("2024-02", 20, True)]


def test_the_provinces_month_is_whole_once_all_who_owe_have_told():
    all_of_them = [came("2024-09", unit, 1, 1) for unit in OWING]
    one = chosen("2024-09", "2024-09")
    assert told(services(*all_of_them), "value", one, by="province") == [("2024-09", 50, True)]
    assert told(services(*all_of_them[1:]), "value", one, by="province") == [("2024-09", 50, False)]


def test_a_count_is_not_compared_with_that_of_other_units():
    both = came("2024-08", GIA_BINH, 10, 0), came("2024-08", TIEN_DU, 500, 0), came("2024-09", GIA_BINH, 11, 0)
    one = chosen("2024-09", "2024-09")
    assert told(services(*both), "month", one, by="province", measure="received_online") == [("2024-09", -999, False)]
    also = came("2024-09", TIEN_DU, 500, 0)
    assert told(services(*both, also), "month", one, by="province", measure="received_online") == [
        ("2024-09", 1, False)
    ]


def test_two_provinces_of_one_name_are_not_compared():
    store = services(came("2025-06", GIA_BINH, 10, 0), came("2025-07", "commune-gia-binh", 1, 1))
    assert told(store, "month", chosen("2025-07", "2025-07"), by="province")[0][1] == -999


def test_by_unit_a_change_is_that_of_the_last_month_and_a_years_months_stand_beside_the_year_before():
    store = services(
        came("2023-08", GIA_BINH, 20, 80),
        came("2023-09", GIA_BINH, 30, 70),
        came("2024-08", GIA_BINH, 50, 50),
        came("2024-09", GIA_BINH, 80, 20),
    )
    two = chosen("2024-08", "2024-09", GIA_BINH)
    changes = {one: readings.by_unit(store, "online_share", two, one)["change"].iloc[0] for one in ("month", "year")}
    assert changes == {"month": 30, "year": 50}
    to_date = readings.by_unit(store, "online_share", two, "to_date").iloc[0]
    assert to_date[["value", "previous", "months_reported", "months_due", "is_whole"]].tolist() == [65, 25, 2, 9, False]


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(DISTRICTS[:3]), st.integers(1, 9), st.integers(0, 50), st.integers(0, 50)),
        unique_by=lambda one: one[:2],
        min_size=1,
    )
)
def test_since_january_is_what_the_same_stretch_gives_as_one(cases):
    store = services(*(came(f"2024-0{month}", unit, top, rest) for unit, month, top, rest in cases))
    nine = Selection("service_usage", "2024-01", "2024-09", units=tuple(DISTRICTS[:3]))
    rows = readings.by_month(store, "online_share", nine, "unit", reading="to_date")
    last = rows[rows["month"] == "2024-09"].set_index("unit_id")["value"]
    whole = tables.by_unit(store, "online_share", nine).set_index("unit_id")["value"]
    assert last.fillna(-1).to_dict() == whole.fillna(-1).to_dict()
