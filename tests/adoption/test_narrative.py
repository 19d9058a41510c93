"""The month's text says what the tables say, hedges where reports are missing, and is the same twice."""

from __future__ import annotations

import pytest
from tables_of_facts import came, known, row

from adoption import months, narrative, tables, targets, territory
from adoption.facts import AsOf
from adoption.selection import Selection
from reference.measures import measure
from tests.sample import filled

SEPTEMBER = "2024-09"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    kept = filled(tmp_path_factory.mktemp("store"), "2024/08", "2024/09", "2025/07")
    return AsOf(kept, kept.version)


def said(paragraphs):
    return " ".join(sentence.text() for paragraph in paragraphs for sentence in paragraph.sentences)


def recomputed(store, month, sentence, one):
    """Ask the tables for the number that a sentence says."""
    kind = measure(sentence.measure_id).kind
    whole = tables.by_month(store, sentence.measure_id, Selection(kind, months.shift(month, -12), month)).set_index(
        "month"
    )
    if one.what in {"change", "year_change"}:
        base = months.shift(month, -1 if one.what == "change" else -12)
        return whole.loc[month, "value"] - whole.loc[base, "value"]
    if one.what in {"target", "gap"}:
        aim = targets.target(sentence.measure_id, "province", month).value
        return aim if one.what == "target" else whole.loc[month, "value"] - aim
    if one.unit_id == whole.loc[month, "unit_id"]:
        return whole.loc[month, one.what]
    rows = tables.by_unit(store, sentence.measure_id, Selection(kind, month, month)).set_index("unit_id")
    return rows.loc[one.unit_id, one.what]


@pytest.mark.parametrize("month", ["2024-09", "2025-07"])
def test_every_number_is_the_tables_own(store, month):
    numbers = [
        (sentence, one)
        for paragraph in narrative.story(store, month)
        for sentence in paragraph.sentences
        for one in sentence.values.values()
        if one.number is not None and one.what != "count"
    ]
    assert len(numbers) > 20
    for sentence, one in numbers:
        assert one.number == pytest.approx(recomputed(store, month, sentence, one)), sentence.text()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_same_store_gives_the_same_words_with_no_blank_left(store, language):
    first, second = (narrative.story(store, SEPTEMBER, language) for _ in range(2))
    assert first == second
    assert "{" not in said(first)


def test_each_measure_has_a_paragraph_of_its_own_and_no_sentence_is_lost(store):
    for paragraph in narrative.story(store, SEPTEMBER):
        parts = list(paragraph.by_measure())
        assert [{one.measure_id for one in part} for part in parts] == [{part[0].measure_id} for part in parts]
        assert sorted(map(id, paragraph.sentences)) == sorted(id(one) for part in parts for one in part)


def test_how_many_reach_their_target_is_counted(store):
    rows = tables.by_unit(
        store, "online_share", Selection("service_usage", SEPTEMBER, SEPTEMBER, unit_levels=("district",))
    )
    reached = (rows["target_state"] == "reached").sum()
    assert f"{reached} of 8 districts with figures reach their target." in said(narrative.story(store, SEPTEMBER, "en"))


def of_units(count):
    """Make a month in which so many of those due have reported."""
    due = territory.of_levels(SEPTEMBER, ())
    return known(service_usage=[came(SEPTEMBER, one.id, 60, 40, received_postal=0) for one in due[:count]])


@pytest.mark.parametrize(
    ("count", "words", "tells"),
    [
        (29, None, True),
        (28, "28 of 29 units have reported for September 2024; missing:", True),
        (20, "so the figures are provisional; missing:", True),
        (5, "too few to tell; missing:", False),
    ],
)
def test_what_is_missing_is_said_first_and_too_little_is_not_told(count, words, tells):
    text = said(narrative.story(of_units(count), SEPTEMBER, "en"))
    assert ("Dossiers filed online in September 2024: 60.0%" in text) == tells
    assert words is None or words in text


def test_a_figure_that_few_of_the_reports_have_is_not_told_of_the_province():
    due = territory.of_levels(SEPTEMBER, ())
    facts = [came(SEPTEMBER, one.id, 60, 40, received_postal=0) for one in due]
    facts += [row(SEPTEMBER, due[0].id, breakdown="sector", resolved_on_time=9, resolved_overdue=1, resolved_early=0)]
    text = said(narrative.story(known(service_usage=facts), SEPTEMBER, "en"))
    assert "only 1 of 29 units gave a figure, too few to tell." in text
    assert "Dossiers filed online in September 2024: 60.0%" in text


def test_many_missing_of_a_level_are_counted_and_few_are_named():
    months_units = territory.of_levels("2025-08", ())
    departments = [one.label("en") for one in months_units if one.level == "department"]
    text = said(narrative.story(known(), "2025-08", "en"))
    assert f"too few to tell; missing: {', '.join(departments)}, 99 communes and wards." in text
    few = [one for one in months_units if one.level == "commune"][: narrative.LISTED]
    assert narrative.listed(tuple(few), "vi") == ", ".join(one.full_name for one in few)


def test_nothing_is_compared_across_the_merger(store):
    assert "on the month before" not in said(narrative.story(store, "2025-07", "en"))


def test_units_that_lie_close_together_are_told_no_leaders():
    assert "lead" not in said(narrative.story(of_units(29), SEPTEMBER, "en"))
