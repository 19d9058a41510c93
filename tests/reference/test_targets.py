"""Targets: which document binds a level on a day, and for what."""

from datetime import date

import pytest

from reference import indicators, measures, targets, units


@pytest.mark.parametrize(
    ("measure", "level", "on", "value", "document"),
    [
        ("records_share", "commune", date(2024, 9, 30), 80, "NQ 52-NQ/TU"),  # the nation asks 60
        ("records_share", "district", date(2024, 9, 30), 80, "NQ 52-NQ/TU"),
        ("records_share", "province", date(2024, 9, 30), 90, "NQ 52-NQ/TU"),
        ("records_share", "department", date(2024, 9, 30), 90, "NQ 52-NQ/TU"),
        ("records_share", "district", date(2021, 9, 1), 85, "2243/UBND-VX"),
        ("records_share", "commune", date(2021, 7, 31), 60, "QĐ 942/QĐ-TTg"),
        ("records_share", "commune", date(2025, 6, 30), 80, "NQ 52-NQ/TU"),
        ("records_share", "commune", date(2025, 7, 1), 60, "QĐ 942/QĐ-TTg"),  # the province that set 80 ended
        ("records_share", "commune", date(2026, 1, 1), 70, "QĐ 749/QĐ-TTg"),
        ("online_share", "district", date(2021, 12, 15), 70, "2243/UBND-VX"),
        ("online_share", "district", date(2022, 6, 30), 100, "2243/UBND-VX"),
        ("online_share", "district", date(2022, 7, 1), 80, "NQ 52-NQ/TU"),
        ("online_share", "commune", date(2024, 9, 30), 80, "NQ 52-NQ/TU"),
        ("online_share", "commune", date(2025, 8, 31), 80, "QĐ 749/QĐ-TTg"),
        ("online_share", "commune", date(2025, 12, 31), 80, "QĐ 126/QĐ-BCĐCP"),
        ("online_share", "commune", date(2026, 10, 31), 80, "QĐ 126/QĐ-BCĐCP"),
        ("full_share", "department", date(2024, 9, 30), 80, "QĐ 942/QĐ-TTg"),
        ("signed_share", "district", date(2024, 9, 30), 100, "QĐ 942/QĐ-TTg"),
        ("adults_share", "district", date(2024, 9, 30), 50, "QĐ 411/QĐ-TTg"),
        ("adults_share", "commune", date(2026, 9, 30), 70, "QĐ 411/QĐ-TTg"),
        ("digital_economy_share", "province", date(2024, 12, 31), 20, "NQ 230/NQ-HĐND"),
    ],
)
def test_the_document_in_force_is_the_one_nearest_home(measure, level, on, value, document):
    target = targets.in_force(measure, level, on)
    assert (target.value, target.document) == (value, document)


@pytest.mark.parametrize(
    ("measure", "level", "on"),
    [
        ("records_share", "group", date(2024, 9, 30)),
        ("records_share", "commune", date(2020, 6, 2)),
        ("online_share_without_post", "district", date(2024, 9, 30)),
        ("received", "district", date(2024, 9, 30)),
        ("full_share", "commune", date(2026, 1, 1)),
        ("digital_economy_share", "province", date(2026, 1, 1)),
        ("adults_share", "district", date(2031, 1, 1)),
    ],
)
def test_no_target_is_made_up(measure, level, on):
    assert targets.in_force(measure, level, on) is None


def test_every_target_is_of_something_measured_and_of_someone():
    known = {one.id: one.unit for one in measures.all_measures()}
    known |= {one.id: one.unit_of_measure for one in indicators.all_indicators()}
    for target in targets.all_targets():
        assert known[target.measure] == target.unit_of_measure
        assert target.level in {"all", "province", "district", "commune"}
        assert target.scope == "national" or units.unit(target.scope).level == "province"
        assert target.document
        assert target.source
        assert target.valid_to is None or target.valid_from <= target.valid_to


def test_one_document_asks_one_thing_of_a_level_on_a_day():
    every = targets.all_targets()
    for one in every:
        same = [
            other
            for other in every
            if (other.measure, other.level, other.document) == (one.measure, one.level, one.document)
            and other.valid_from <= one.valid_from <= (other.valid_to or date.max)
        ]
        assert same == [one]
