"""Cards of a month and the indicators of a year."""

from datetime import date

import pytest
from tables_of_facts import came, known, row

from adoption import choices, headline, territory

GIA_BINH, TIEN_DU = "district-gia-binh", "district-tien-du"


def others(month, **given):
    """Let the departments and sixty communes, where there are any, report that they had no case."""
    some = [one for one in territory.of_levels(month, ()) if one.level == "department"]
    return [row(month, one.id, **given) for one in some + list(territory.of_levels(month, ("commune",))[:60])]


NO_CASE = {"received_online": 0, "received_in_person": 0}


def test_a_card_tells_value_change_target_and_coverage():
    both = [came("2024-08", GIA_BINH, 70, 30), came("2024-09", GIA_BINH, 85, 15)]
    store = known(service_usage=both + others("2024-08", **NO_CASE) + others("2024-09", **NO_CASE))
    card = headline.card(store, "online_share", "2024-09")
    assert (card.value, card.previous, card.change) == (85, 70, 15)
    assert (card.target, card.gap, card.target_state) == (80, 5, "reached")
    assert (card.units_reported, card.units_due) == (22, 29)


@pytest.mark.parametrize(("units", "is_withheld"), [(17, True), (18, False)])
def test_of_fewer_than_sixty_percent_of_the_units_none_is_given_for_the_province(units, is_withheld):
    due = territory.of_levels("2024-09", ())
    facts = [came(month, one.id, 60, 40) for one in due[:units] for month in ("2024-08", "2024-09")]
    card = headline.card(known(service_usage=facts), "online_share", "2024-09")
    assert card.is_withheld == is_withheld
    assert (card.value, card.previous, card.change) == ((None,) * 3 if is_withheld else (60, 60, 0))
    assert (card.numerator, card.gap, card.pace is None) == (
        (None, None, True) if is_withheld else (60 * units, -20, False)
    )
    assert (card.target, card.units_reported, card.units_due) == (80, units, len(due))


def test_every_headline_measure_has_a_card_also_without_data():
    cards = headline.headline_cards(known(), "2024-09")
    assert [card.measure_id for card in cards] == list(headline.HEADLINE_MEASURES)
    assert all(
        card.value is None and card.change is None and card.target_state in {"none", "no_figure"} for card in cards
    )


@pytest.mark.parametrize(("second_unit", "change"), [(GIA_BINH, 50), (TIEN_DU, None)])
def test_a_count_is_compared_only_between_the_same_units(second_unit, change):
    rows = [row("2024-08", GIA_BINH, issued_to_date=100), row("2024-09", second_unit, issued_to_date=150)]
    rows += [one for month in ("2024-08", "2024-09") for one in others(month, issued_to_date=0)]
    assert headline.card(known(digital_signatures=rows), "issued_to_date", "2024-09").change == change


def test_the_merged_province_is_not_compared_with_the_old_one():
    rows = [came("2025-06", GIA_BINH, 90, 10), came("2025-07", "commune-gia-binh-2025", 70, 30)]
    rows += others("2025-06", **NO_CASE) + others("2025-07", **NO_CASE)
    card = headline.card(known(service_usage=rows), "online_share", "2025-07")
    assert (card.previous, card.change) == (90, None)


def published(year, indicator, **given):
    days = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    return {**row(str(year), "province-bac-ninh"), "indicator": indicator, **days, **given}


def test_published_indicators_keep_their_order_rank_target_and_the_year_before():
    rows = [
        published(2024, "digital_economy_share", value=56.83, unit_of_measure="%"),
        published(2024, "dti_rank", rank=7, out_of=63),
        published(2023, "dti_rank", rank=4, out_of=63),
        published(2024, "dti_rank", rank=9, out_of=63, period_end=date(2024, 6, 30)),
    ]
    table = headline.published_indicators(known(headline=rows), 2024).set_index("indicator")
    assert list(table.index) == ["dti_rank", "digital_economy_share"]
    assert table.loc["dti_rank", ["rank", "previous", "change"]].tolist() == [7, 4, 3]
    against = table.loc["digital_economy_share", ["target", "target_state", "document"]].tolist()
    assert against == [20, "reached", "NQ 230/NQ-HĐND"]


def test_choices_are_what_the_store_holds():
    store = known(
        service_usage=[came("2024-09", GIA_BINH, 1, 1, sector="Hộ tịch"), came("2024-07", GIA_BINH, 1, 1)],
        headline=[published(2023, "dti_rank", rank=4)],
    )
    assert choices.months(store, "service_usage") == ("2024-07", "2024-09")
    assert choices.values(store, "service_usage", "sector") == ("Hộ tịch",)
    assert choices.years_published(store) == (2023,)
