"""Beside a count that lost its thousands, small whole numbers are no longer taken on trust."""

from __future__ import annotations

import pytest

from tests.loaders.drawn import PERIOD, RECORDS, loaded

DAMAGED = (1, "Sở Tư pháp", 1.264, 730)


def _doubtful(*lines):
    """Return the cells named beside damaged ones."""
    result = loaded((PERIOD,), RECORDS, *lines)
    return [one.values["cells"] for one in result.findings if one.code == "damaged-neighbours"]


def test_small_whole_numbers_in_its_column_and_line_are_named():
    assert _doubtful(DAMAGED, (2, "Sở Y tế", 2, 1500), (3, "Sở Công Thương", 12.0, 11)) == ["C4, C5, D3"]


@pytest.mark.parametrize("neighbour", ["2", 0, 1000, 2345, "-", None, "2.000"])
def test_what_the_damage_cannot_have_made_is_not(neighbour):
    assert _doubtful((1, "Sở Tư pháp", 1.264, 1000), (2, "Sở Y tế", neighbour, 0)) == []


def test_without_damage_small_numbers_are_what_they_are():
    assert _doubtful((1, "Sở Tư pháp", 2, 1), (2, "Sở Y tế", 1264, 12)) == []


def test_a_total_tells_it_too():
    assert _doubtful((1, "Sở Tư pháp", 2, 2), (None, "Tổng số", 3.264, 2)) == ["C3, D4"]
