"""Outlines of the map: one for each unit of the day, drawn the way the chart library fills them."""

import json
from datetime import date
from itertools import pairwise

import pytest

from reference import boundaries, units

DISTRICTS, COMMUNES = date(2025, 6, 30), date(2025, 7, 1)


def rings(feature):
    geometry = feature["geometry"]
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for part in parts for ring in part]


def outer_rings(feature):
    geometry = feature["geometry"]
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [part[0] for part in parts]


def is_clockwise(ring):
    return sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring)) > 0


@pytest.mark.parametrize(("day", "level"), [(DISTRICTS, "district"), (COMMUNES, "commune")])
def test_each_unit_of_the_day_has_one_outline(day, level):
    drawn = boundaries.features(day)
    ours = units.units_on(day, level, units.home_province(day).id)
    assert drawn["type"] == "FeatureCollection"
    assert sorted(one["id"] for one in drawn["features"]) == sorted(one.id for one in ours)
    assert {one["properties"]["unit_id"]: one["properties"]["name"] for one in drawn["features"]} == {
        one.id: one.full_name for one in ours
    }


@pytest.mark.parametrize("day", [DISTRICTS, COMMUNES])
def test_outlines_are_closed_clockwise_and_within_the_province(day):
    for feature in boundaries.features(day)["features"]:
        assert all(is_clockwise(ring) for ring in outer_rings(feature))
        for ring in rings(feature):
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert all(105.8 < x < 107.1 and 20.9 < y < 21.7 for x, y in ring)


def test_the_files_are_small_enough_to_send_to_a_phone():
    sizes = {path.name: path.stat().st_size for path in boundaries.FOLDER.iterdir()}
    assert sizes.keys() == {"districts_2024.geojson", "units_2025.geojson"}
    assert max(sizes.values()) < 150_000


def test_the_day_decides_which_map():
    before, after = (json.dumps(boundaries.features(day))[:200] for day in (DISTRICTS, COMMUNES))
    assert before != after
