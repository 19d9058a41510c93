"""League, targets, "why it moved", cards and a unit beside others: each number is the one worked out by hand."""

import math

import pandas as pd
import pytest

from adoption import comparing, contribution, headline, league, outlook, tables
from adoption.selection import Selection
from documents.month import similar
from tests.adoption.tables_of_facts import Facts, came
from tests.numbers.oracle import (
    FEW,
    MEASURES,
    Oracle,
    gap,
    is_share,
    kind_of,
    levels,
    pace,
    shifted,
    target,
    units_of,
    weights,
)

BEFORE, AFTER = ("2024-04", "2024-05", "2024-06", "2025-04"), ("2025-07", "2026-04", "2026-05")
EACH = [(month, level) for month in BEFORE for level in ("department", "district")]
EACH += [(month, level) for month in AFTER for level in ("department", "commune")]
SHARES = [name for name in MEASURES if is_share(name)]
SIX_MONTHS = ("2024-06", "2026-05")


def same(told, wanted):
    """Whether a cell says the number, or that there is none."""
    if wanted is None:
        return pd.isna(told)
    return told == pytest.approx(float(wanted), abs=1e-9)


@pytest.mark.parametrize(("month", "level"), EACH)
def test_every_part_of_every_score(store, oracle, month, level):
    rows = league.of(store, level, month).parts.to_dict("records")
    parts, of = oracle.league(level, month), weights(level, month)
    assert {(row["unit_id"], row["measure"]) for row in rows} == {(one, name) for one in parts for name in of}
    for row in rows:
        figure, aim, points, part = parts[row["unit_id"]][row["measure"]]
        wanted = {
            "weight": of[row["measure"]],
            "value": figure.value,
            "target": aim and aim.value,
            "points": points,
            "part": part,
            "is_few": figure.value is not None and figure.bottom < FEW,
        }
        if figure.value is not None:
            wanted |= {"numerator": figure.top, "denominator": figure.bottom}
        assert [name for name, number in wanted.items() if not same(row[name], number)] == [], row


@pytest.mark.parametrize(("month", "level"), EACH)
def test_every_score_place_range_and_move(store, oracle, month, level):
    table = league.of(store, level, month).table
    standings, moved = oracle.standings(level, month), oracle.moved(level, month)
    assert set(table["unit_id"]) == set(standings)
    for row in table.to_dict("records"):
        standing, *numbers = standings[row["unit_id"]]
        numbers.append((moved or {}).get(row["unit_id"]))
        told = [row[name] for name in ("score", "place", "best", "worst", "moved")]
        assert row["standing"] == standing
        assert all(map(same, told, numbers)), (row, numbers)


@pytest.mark.parametrize(("month", "level"), [("2025-03", "district"), ("2024-04", "district"), ("2026-05", "commune")])
def test_every_place_that_came_late_changed(store, oracle, month, level):
    due = pd.Timestamp(f"{shifted(month, 1)}-10").date()
    evening = max(one.number for one in oracle.receipts if one.day <= due)
    then, now = (each.standings(level, month) for each in (Oracle(store, evening), oracle))
    wanted = {one: (then[one][2], now[one][2]) for one in now if then[one][2] != now[one][2]}
    late = league.late(store, level, month)
    told = late.moved.to_dict("records") if late else []
    assert set(wanted) == {row["unit_id"] for row in told}
    for row in told:
        assert all(map(same, (row["then"], row["now"]), wanted[row["unit_id"]]))


@pytest.mark.parametrize("month", SIX_MONTHS)
def test_every_number_of_the_targets_page(store, oracle, month):
    rows = outlook.table(store, month).to_dict("records")
    asked = {(measure, level) for measure in SHARES for level in levels(month) if target(measure, level, month)}
    is_owed = {pair for pair in asked if pair != ("adults_share", "department")}
    assert is_owed <= {(row["measure"], row["level"]) for row in rows}
    for row in rows:
        measure, level = row["measure"], row["level"]
        figures = [oracle.figure(measure, one.id, month) for one in units_of(month, level)]
        whole, aim = oracle.whole(measure, month, units_of(month, level)).value, target(measure, level, month)
        assert same(row["value"], whole)
        assert same(row["target"], aim and aim.value)
        assert row["units"] == sum(one.state != "not_due" for one in figures)
        if aim:
            assert row["reached"] == sum(one.value is not None and one.value >= aim.value for one in figures)
            assert row["no_figure"] == sum(one.value is None and one.state != "not_due" for one in figures)
            assert sum(row[state] for state in outlook.UNIT_STATES) == row["units"]
            assert same(row["pace"], pace(measure, level, month, whole))


@pytest.mark.parametrize("month", [*SIX_MONTHS, "2025-07"])
def test_every_slope_its_bounds_the_months_told_by_them_and_who_is_on_pace(store, oracle, month):
    for row in outlook.table(store, month).to_dict("records"):
        measure, level, aim = row["measure"], row["level"], target(row["measure"], row["level"], month)
        if aim is None:
            assert row["why"] == "no_target"
            continue
        states = [state(oracle, measure, one, month, aim) for one in units_of(month, level)]
        assert [row[name] for name in outlook.UNIT_STATES] == [states.count(name) for name in outlook.UNIT_STATES]
        why = oracle.why_no_month(measure, level, month, aim)
        lines = None if why else oracle.slope(measure, month, units_of(month, level))
        assert all(map(same, (row["slope"], row["low"], row["high"]), [one[0] for one in lines or [(None,)] * 3]))
        ends = [reached_in(line, aim.value, month) for line in lines or ()]
        seen = [one if one in in_sight(month) else None for one in ends] or [None] * 3
        assert [None if pd.isna(row[name]) else row[name] for name in ("first", "latest", "earliest")] == seen
        assert row["why"] == (why or ("never" if ends[0] is None else "" if seen[0] else "far"))


def reached_in(line, aim, month):
    """The first month after this one in which the line is at the target, going on as it did."""
    slope, height = line
    if height + slope >= aim:
        return shifted(month, 1)
    return shifted(month, math.ceil((aim - height) / slope)) if slope > 0 else None


def in_sight(month):
    """Three years: nobody should look further."""
    return [shifted(month, count) for count in range(1, 37)]


def state(oracle, measure, one, month, aim):
    """How a unit stands against its target: reached, on pace to it by its last month, behind, or not known."""
    figure = oracle.figure(measure, one.id, month)
    if figure.value is None:
        return "" if figure.state == "not_due" else "no_figure"
    if figure.value >= aim.value:
        return "reached"
    if aim.until is None or aim.until <= month:
        return "behind"
    lines = oracle.slope(measure, month, (one,))
    if lines is None:
        return "unknown"
    first = reached_in(lines[0], aim.value, month)
    return "on_pace" if first and first <= aim.until else "behind"


WHY = [
    (measure, "unit", *both)
    for measure in ("online_share", "signed_share", "received")
    for both in (("2024-05", "2024-04"), ("2025-04", "2024-04"), ("2026-05", "2026-04"))
]
WHY += [
    (measure, "level", *both)
    for measure in ("online_share", "received")
    for both in (("2024-05", "2024-04"), ("2026-03", "2026-02"))
]


@pytest.mark.parametrize(("measure", "by", "month", "base"), WHY)
def test_every_effect_of_why_it_moved(store, oracle, measure, by, month, base):
    explained(contribution.of(store, measure, month, base, by=by), oracle, by)


def explained(told, oracle, by):
    """Hold every part's rate, mix and effect to those worked out, and what they and the rest make to the change."""
    split, rest = oracle.effects(told.measure_id, told.month, told.base, by)
    wholes = [oracle.whole(told.measure_id, one).value for one in (told.base, told.month)]
    assert all(map(same, (told.before, told.after, told.rest), (*wholes, rest)))
    assert set(told.parts["id"]) == set(split)
    for row in told.parts.to_dict("records"):
        rate, mix = split[row["id"]]
        assert all(map(same, (row["rate"], row["mix"], row["effect"]), (rate, mix, rate + mix)))
    sums = [sum(effects[place] for effects in split.values()) for place in (0, 1)]
    assert all(map(same, (told.rate, told.mix), sums))
    assert same(told.rate + told.mix + told.rest, wholes[1] - wholes[0])


@pytest.mark.parametrize("measure", ["online_share", "received"])
def test_every_effect_of_a_sector_and_who_tells_none_in_a_month_is_not_a_fall_of_all(measure):
    """Gia Binh tells two sectors in both months, Yen Phong in the first alone, Luong Tai none."""
    facts = Facts(service_usage=[row for one in SECTORS for row in in_sectors(*one)])
    told, oracle = contribution.of(facts, measure, "2024-09", "2024-08", by="sector"), Oracle(facts)
    assert set(told.parts["id"]) == {"Hộ tịch", "Đất đai", "Chứng thực"}
    explained(told, oracle, "sector")


SECTORS = (
    ("2024-08", "district-gia-binh", {"Hộ tịch": (30, 7), "Đất đai": (11, 2)}),
    ("2024-09", "district-gia-binh", {"Hộ tịch": (41, 3), "Đất đai": (8, 13), "Chứng thực": (5, 0)}),
    ("2024-08", "district-yen-phong", {"Hộ tịch": (60, 20), "Chứng thực": (9, 1)}),
    ("2024-09", "district-yen-phong", {"": (71, 17)}),
    ("2024-08", "district-luong-tai", {"": (13, 29)}),
    ("2024-09", "district-luong-tai", {"": (17, 23)}),
)


def in_sectors(month, unit_id, told):
    """Make a unit's rows by sector; of a unit that names none its one row."""
    return [
        came(month, unit_id, *counts, received_postal=0, **({"sector": name, "breakdown": "sector"} if name else {}))
        for name, counts in told.items()
    ]


def test_a_measure_that_fixes_a_level_is_not_split_by_it():
    """Of the online dossiers of one level no other level has any: its own share would pass for the whole's."""
    assert contribution.ways("full_share") == ("unit", "sector")
    assert contribution.ways("online_share") == ("unit", "level", "sector")
    assert contribution.ways("records_share") == ("unit",)


@pytest.mark.parametrize("month", ["2024-04", "2025-07", "2025-08", "2026-05"])
def test_every_number_of_the_cards(store, oracle, month):
    for card in headline.headline_cards(store, month):
        whole, earlier = (oracle.given(card.measure_id, one) for one in (month, shifted(month, -1)))
        aim = target(card.measure_id, "province", month)
        is_like = oracle.is_like_for_like(card.measure_id, month, shifted(month, -1))
        change = whole.value - earlier.value if is_like and None not in (whole.value, earlier.value) else None
        wanted = (whole.top, whole.bottom, whole.value, earlier.value, change, aim and aim.value, gap(whole.value, aim))
        told = (card.numerator, card.denominator, card.value, card.previous, card.change, card.target, card.gap)
        assert all(map(same, told, wanted)), (card, wanted)
        assert (card.units_reported, card.units_due) == oracle.reported(card.measure_id, month)
        assert same(card.pace, pace(card.measure_id, "province", month, whole.value))


@pytest.mark.parametrize(
    ("unit_id", "month"),
    [
        ("district-gia-binh", "2024-05"),
        ("dept-tu-phap", "2024-04"),
        ("commune-kinh-bac-2025", "2026-05"),
        ("dept-tu-phap", "2026-05"),
    ],
)
def test_every_number_of_a_unit_beside_others(store, oracle, unit_id, month):
    rows = comparing.beside(store, unit_id, month, SHARES).set_index("measure")
    (one,) = (each for each in units_of(month) if each.id == unit_id)
    assert set(rows.index) == {name for name in SHARES if oracle.value(name, unit_id, month) is not None}
    for measure, row in rows.iterrows():
        value, aim = oracle.value(measure, unit_id, month), target(measure, one.level, month)
        places = oracle.places(measure, one.level, month)
        wanted = {
            "value": value,
            "target": aim and aim.value,
            "gap": gap(value, aim),
            "median": oracle.median(measure, one.level, month),
            "level": oracle.whole(measure, month, units_of(month, one.level)).value,
            "province": oracle.whole(measure, month).value,
            "rank": places[unit_id],
            "ranked": sum(place is not None for place in places.values()),
        }
        assert [name for name, number in wanted.items() if not same(row[name], number)] == [], (row, wanted)


@pytest.mark.parametrize(("unit_id", "month"), [("district-gia-binh", "2024-06"), ("commune-kinh-bac-2025", "2026-05")])
@pytest.mark.parametrize("measure", ["online_share", "records_share", "issued"])
def test_every_number_of_a_units_trend_and_of_its_places_over_the_months(store, oracle, unit_id, month, measure):
    first, kind = shifted(month, -5), kind_of(measure)
    (one,) = (each for each in units_of(month) if each.id == unit_id)
    own = tables.by_month(store, measure, Selection(kind, first, month, units=(unit_id,))).set_index("month")
    whole = tables.by_month(store, measure, Selection(kind, first, month, unit_levels=(one.level,))).set_index("month")
    history = comparing.places(store, unit_id, measure, first, month).set_index("month")
    assert set(own.index) == set(whole.index) == set(history.index) == {shifted(month, -back) for back in range(6)}
    for when in own.index:
        aim, places = target(measure, one.level, when), oracle.places(measure, one.level, when)
        peers = units_of(when, one.level)
        assert same(own["value"][when], oracle.value(measure, unit_id, when))
        assert same(whole["value"][when], oracle.whole(measure, when, peers).value)
        assert same(own["target"][when], aim and aim.value)
        assert same(history["place"][when], places[unit_id])
        assert tuple(whole.loc[when, ["units_reported", "units_due"]]) == oracle.reported(measure, when, peers)


@pytest.mark.parametrize("month", ["2024-04", "2026-05"])
def test_what_similar_units_make_together_is_told_of_each_type(store, oracle, month):
    table = tables.by_unit(store, "online_share", Selection("service_usage", month, month))
    alike = dict(zip(table["unit_id"], similar(table), strict=True))
    assert all(same(alike[one.id], oracle.similar("online_share", one, month)) for one in units_of(month))


def test_the_months_chosen_have_what_is_told_apart(oracle):
    """A range, a move and an end of a target, or the tests above would hold nothing of them."""
    standings = [oracle.standings(level, month) for month, level in EACH]
    assert {row[0] for each in standings for row in each.values()} == {"placed", "awaited", "apart"}
    assert any(oracle.moved(level, month) for month, level in EACH)
    assert {kind_of(name) for name in SHARES} == {"service_usage", "work_records", "digital_signatures"}
