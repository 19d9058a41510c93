"""Dated events: each with its source, each change of borders among them, and only those that touch a series shown."""

from datetime import date
from typing import get_args

import pytest

from reference import events, tables, targets, units
from reference.measures import all_measures


def test_every_event_is_whole():
    for one in events.all_events():
        assert one.vietnamese
        assert one.english
        assert one.source
        assert one.sort in get_args(events.Sort)
        assert set(one.levels) <= set(units.LEVELS)
        assert set(one.report_kinds) <= {measure.kind for measure in all_measures()}


def test_every_day_on_which_our_units_changed_is_an_event_and_no_other_is():
    changed = {date.fromisoformat(row["on"]) for row in tables.rows("changes")}
    assert {one.day for one in events.all_events() if one.sort == "borders"} == changed


def test_an_event_of_a_target_is_a_document_that_sets_one_from_that_day():
    known = {(one.document, one.valid_from) for one in targets.all_targets()}
    told = {(one.document, one.day) for one in events.all_events() if one.sort == "target"}
    assert told - known == {("QĐ 2629/QĐ-TTg", date(2025, 12, 1))}  # it sets procedures, which no measure counts


@pytest.mark.parametrize(
    ("kind", "level", "days"),
    [
        ("service_usage", "commune", ["2024-12-01", "2025-07-01", "2025-07-01"]),
        ("service_usage", "department", ["2025-03-01", "2025-07-01", "2025-07-01"]),
        ("work_records", "district", ["2025-02-23", "2025-07-01"]),
        ("digital_signatures", None, ["2024-12-01", "2025-03-01", "2025-07-01"]),
    ],
)
def test_a_series_has_the_events_that_touch_it(kind, level, days):
    assert [one.day.isoformat() for one in events.between("2024-10", "2025-08", kind, level)] == days


def test_an_event_speaks_the_readers_language():
    (merger,) = events.between("2025-07", "2025-07", "digital_signatures", "district")
    assert merger.label("vi").startswith("Kết thúc cấp huyện")
    assert merger.label("en").startswith("Districts abolished")
