"""What accepting would change, told before anything is stored."""

import hashlib

import pandas as pd
import pytest

from adoption import consequence
from loaders.report import Loaded, Report
from reference.period import Period
from store import Refused, intake, open_store
from store.schema import KINDS

SEPTEMBER = Period.month(2024, 9)
GIA_BINH, TIEN_DU = "district-gia-binh", "district-tien-du"
KEYS = ["unit_id", "level", "field"]


@pytest.fixture
def store(tmp_path):
    return open_store(tmp_path)


def intake_of(received, online, unit_id=GIA_BINH, **more):
    counter = received - online
    return {
        "unit_id": unit_id,
        "received": received,
        "received_online": online,
        "received_in_person": counter,
        **more,
    }


def load(*rows, kind="service_usage", period=SEPTEMBER, name=b"one"):
    """Make a file of one report by hand; its bytes are its name."""
    frame = pd.DataFrame([{"sheet": "PL3", "row": place, "dashes": "", **row} for place, row in enumerate(rows, 8)])
    counts = {field: "Int64" for field in KINDS[kind].counts if field in frame}
    columns = dict.fromkeys(counts, "C")
    report = Report(kind, "PL3", period, "PL3", "", frame.astype(counts), columns)
    return Loaded(f"{name.decode()}.xls", hashlib.sha256(name).hexdigest(), "xls", (report,)), name


def changes(cells):
    return {(row.unit_id, row.field): row.change for row in cells.itertuples()}


def test_into_an_empty_store_everything_is_new(store):
    told = consequence.of(store, *load(intake_of(100, 80)))
    assert set(told.cells["change"]) == {"new"}
    assert told.count("new") == 3
    assert not told.restates


def test_a_restated_figure_shows_old_and_new_and_the_rest_is_unchanged(store):
    store.accept(*load(intake_of(100, 80)), by="Hoa")
    told = consequence.of(store, *load(intake_of(100, 90), name=b"two"))
    cell = told.cells.set_index("field")
    assert cell.loc["received", "change"] == "unchanged"
    assert tuple(cell.loc["received_online", ["old", "new", "change"]]) == (80, 90, "restated")
    assert told.restates


def test_what_the_new_file_no_longer_says_is_gone(store):
    store.accept(*load(intake_of(100, 80), intake_of(5, 5, level="info")), by="Hoa")
    told = consequence.of(store, *load(intake_of(100, 80), name=b"two"))
    gone = told.cells[told.cells["change"] == "gone"]
    assert set(gone["part"]) == {"level / info"}
    assert gone["new"].isna().all()
    assert told.restates


def test_a_sector_that_stands_twice_is_added_up_before_it_is_compared(store):
    store.accept(*load(intake_of(100, 80, sector="Đất đai"), intake_of(50, 20, sector="Đất đai")), by="Hoa")
    told = consequence.of(store, *load(intake_of(140, 80, sector="Đất đai"), intake_of(1, 1), name=b"two"))
    cell = told.cells.set_index(["part", "field"]).loc[("sector / all / Đất đai", "received")]
    assert tuple(cell[["old", "new", "change"]]) == (150, 140, "restated")


def test_a_published_rank_that_moves_is_a_cell_that_changes(store):
    rank = {"unit_id": "province-bac-ninh", "indicator": "dti_rank", "value": None, "out_of": 63, "unit_of_measure": ""}
    year = Period.parse("2024")
    store.accept(*load(rank | {"rank": 7}, kind="headline", period=year), by="Hoa")
    told = consequence.of(store, *load(rank | {"rank": 6}, kind="headline", period=year, name=b"two"))
    assert told.cells.set_index("field")["change"].to_dict() == {"rank": "restated", "out_of": "unchanged"}


def test_units_the_file_does_not_name_keep_their_figures(store):
    store.accept(*load(intake_of(100, 80), intake_of(40, 10, TIEN_DU)), by="Hoa")
    told = consequence.of(store, *load(intake_of(100, 90), name=b"two"))
    assert set(told.cells["unit_id"]) == {GIA_BINH}
    assert TIEN_DU not in set(told.figures["unit_id"])


def test_figures_of_the_unit_and_the_province_move(store):
    store.accept(*load(intake_of(100, 80), intake_of(100, 90, TIEN_DU)), by="Hoa")
    told = consequence.of(store, *load(intake_of(100, 100), name=b"two"))
    share = told.moved[told.moved["measure_id"] == "online_share"].set_index("unit_id")
    assert tuple(share.loc["province-bac-ninh", ["old", "new"]]) == (85, 95)
    assert tuple(share.loc[GIA_BINH, ["old", "new"]]) == (80, 100)
    assert tuple(share.loc[GIA_BINH, ["old_rank", "new_rank"]]) == (2, 1)
    assert TIEN_DU not in share.index, "its own figure is the same, though it is overtaken"


def test_only_measures_of_which_a_figure_moves_are_moving(store):
    store.accept(*load(intake_of(100, 80)), by="Hoa")
    assert consequence.of(store, *load(intake_of(100, 90), name=b"two")).moving == {"online_share"}
    assert not consequence.of(store, *load(intake_of(100, 80), name=b"three")).moving


def test_a_unit_without_figures_has_none_before(store):
    told = consequence.of(store, *load(intake_of(100, 80)))
    row = told.figures[(told.figures["measure_id"] == "online_share") & (told.figures["unit_id"] == GIA_BINH)].iloc[0]
    assert pd.isna(row["old"])
    assert row["new"] == 80


def test_a_file_that_would_be_refused_is_refused_here_too(store):
    with pytest.raises(Refused, match="states no period"):
        consequence.of(store, *load(intake_of(100, 80), period=None))
    assert consequence.of(store, *load(intake_of(100, 80), period=None), SEPTEMBER).count("new") == 3


RECORDS = {"unit_id": GIA_BINH, "records": 10, "records_digital": 9}
DOCUMENTS = {"unit_id": GIA_BINH, "documents_in": 7, "documents_out": 5, "documents_signed": 4}
CARDS = {"unit_id": GIA_BINH, "holder": "citizen", "issued": 7}
AUGUST = Period.month(2024, 8)


@pytest.mark.parametrize(
    ("kind", "first", "second", "first_period"),
    [
        ("service_usage", intake_of(100, 80), intake_of(90, 70), SEPTEMBER),
        ("service_usage", intake_of(100, 80), intake_of(90, 70), AUGUST),
        ("service_usage", intake_of(100, 80), intake_of(90, 70, TIEN_DU), SEPTEMBER),
        ("service_usage", intake_of(100, 80, sector="Đất đai"), intake_of(90, 70), SEPTEMBER),
        ("service_usage", intake_of(100, 80) | {"dashes": "received_postal"}, intake_of(90, 70), SEPTEMBER),
        ("work_records", RECORDS, DOCUMENTS, SEPTEMBER),
        ("work_records", RECORDS | DOCUMENTS, DOCUMENTS | {"documents_in": 8}, SEPTEMBER),
        ("digital_signatures", CARDS, CARDS | {"issued": 8}, SEPTEMBER),
    ],
)
def test_the_store_answers_afterwards_as_was_told_before(store, kind, first, second, first_period):
    store.accept(*load(first, kind=kind, period=first_period), by="Hoa")
    loaded, original = load(second, kind=kind, name=b"two")
    told = figures(consequence.WhatIf(store, intake.prepare(loaded, original, None)), kind)
    store.accept(loaded, original, by="Hoa")
    pd.testing.assert_frame_equal(told, figures(store, kind), check_dtype=False)


def figures(store, kind):
    """Return what a store answers, without the receipt's number and without rows that say nothing."""
    table = store.facts(kind).collect("pandas").to_native().drop(columns=["receipt", "file"])
    said = table[list(KINDS[kind].counts)].notna().any(axis=1) | (table["dashes"] != "")
    return table[said].sort_values(["period_start", "unit_id", "breakdown", "row"]).reset_index(drop=True)


def test_a_unit_passed_by_another_changes_places_though_its_figure_stays(store):
    store.accept(*load(intake_of(100, 80), intake_of(100, 70, TIEN_DU)), by="Hoa")
    told = consequence.of(store, *load(intake_of(100, 90, TIEN_DU), name=b"two"))
    places = told.places.set_index(["measure_id", "unit_id"])[["old_rank", "new_rank"]]
    assert list(places.loc[("online_share", GIA_BINH)]) == [1, 2]
    assert list(places.loc[("online_share", TIEN_DU)]) == [2, 1]
    assert GIA_BINH not in set(told.moved["unit_id"])


@pytest.mark.parametrize(
    ("before", "after", "crossed"), [(70, 90, ["reached"]), (90, 70, ["below"]), (85, 95, []), (10, 20, [])]
)
def test_a_target_that_is_crossed_is_told(store, before, after, crossed):
    store.accept(*load(intake_of(100, before)), by="Hoa")
    told = consequence.of(store, *load(intake_of(100, after), name=b"two"))
    of_unit = told.crossings[(told.crossings["unit_id"] == GIA_BINH) & (told.crossings["measure_id"] == "online_share")]
    assert list(of_unit["new_state"]) == crossed
