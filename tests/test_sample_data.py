"""The sample says it is synthetic, is what its script writes, adds up, holds its flaws and the published figures."""

from __future__ import annotations

import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

import loaders
from reference.period import Period
from sample_data import flaws, plan, writing
from sample_data.layouts.wording import SYNTHETIC
from sample_data.loading import bring_back, load_into, may_load, remove_from, was_removed
from sample_data.model import curves, outcomes, places, services
from sample_data.model.records import work
from sample_data.model.signatures import signatures
from store import open_store
from tests.sample import read

if TYPE_CHECKING:
    from loaders.report import Loaded, Report

FOLDER = writing.FOLDER
SEPTEMBER = Period.month(2024, 9)


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    return dict(writing.everything())


@pytest.fixture(scope="module")
def loaded() -> dict[str, Loaded]:
    """Every committed workbook as read, by its path."""
    return {path.relative_to(FOLDER).as_posix(): read(path) for path in writing.workbooks(FOLDER)}


@pytest.fixture(scope="module")
def reports(loaded: dict[str, Loaded]) -> list[tuple[str, Report]]:
    """The reports of the sample in the order in which they arrived."""
    return [(one.path, report) for one in plan.documents() for report in loaded[one.path].reports]


def test_script_writes_the_same_bytes_twice(written: dict[str, bytes], tmp_path: Path) -> None:
    writing.write(tmp_path)
    assert {path: (tmp_path / path).read_bytes() for path in written} == written


def test_committed_files_are_what_the_script_writes(written: dict[str, bytes]) -> None:
    committed = {path.relative_to(FOLDER).as_posix() for path in writing.workbooks(FOLDER)} | {writing.FLAWS}
    assert committed == set(written)
    assert not [path for path in written if _members((FOLDER / path).read_bytes()) != _members(written[path])]


def _members(content: bytes) -> dict[str, bytes]:
    """A workbook's parts, since another release of zlib may pack the same parts into other bytes."""
    if not content.startswith(b"PK"):
        return {"": content}
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_sample_is_small() -> None:
    assert sum(path.stat().st_size for path in writing.workbooks(FOLDER)) < 6_000_000


def test_every_sheet_says_that_it_is_synthetic() -> None:
    silent = [
        (path.name, text[:80]) for path in writing.workbooks(FOLDER) for text in _sheets(path) if SYNTHETIC not in text
    ]
    assert not silent


def _sheets(path: Path) -> list[str]:
    content = path.read_bytes()
    if not content.startswith(b"PK"):
        return [content.decode()]
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return [str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]


def test_paths_suit_every_system(written: dict[str, bytes]) -> None:
    for path in written:
        assert unicodedata.is_normalized("NFC", path)
        assert not set(path) & set('<>:"\\|?*')
        assert "  " not in path
        assert len(path) < 120


def test_every_file_of_a_month_has_a_name_of_its_own_and_arrives_after_the_period() -> None:
    documents = plan.documents()
    assert len({one.path for one in documents}) == len(documents)
    assert list(documents) == sorted(documents, key=lambda one: (one.received, one.path))


@pytest.mark.parametrize("whole", [0, 1, 7, 1264])
@pytest.mark.parametrize("weights", [(1,), (1, 1, 1), (5, 0, 3), (0.2, 0.7, 0.1)])
def test_split_loses_nothing(whole: int, weights: tuple[float, ...]) -> None:
    assert sum(curves.split(whole, weights)) == whole


def test_sectors_sum_to_the_unit_and_each_line_adds_up() -> None:
    unit = services.usage("district-gia-binh", SEPTEMBER)
    sectors = [sector for _, sector in outcomes.by_sector(unit, "district-gia-binh")]
    assert curves.combined(sectors) == outcomes.outcome(unit)
    for one in sectors:
        came_in = one.online + one.in_person_or_post + one.carried_over
        resolved = one.resolved_early + one.resolved_on_time + one.resolved_overdue
        assert came_in == resolved + one.pending_in_time + one.pending_overdue


@pytest.mark.parametrize("district", [unit.id for unit in places.reporting_units(SEPTEMBER, "district")])
def test_communes_go_on_where_their_district_ended(district: str) -> None:
    before, after = (
        curves.combined(services.usage(place.id, month) for place in places.places(district))
        for month in (Period.month(2025, 6), Period.month(2025, 7))
    )
    assert services.usage(district, Period.month(2025, 6)) == before
    assert after.received == pytest.approx(before.received, rel=0.15)
    assert after.carried_over == before.pending_in_time + before.pending_overdue


def test_planted_findings_are_all_found_and_no_other(loaded: dict[str, Loaded]) -> None:
    planted = {(flaw.file, flaw.code, flaw.where) for flaw in writing.planted() if flaw.code}
    found = {
        (file, finding.code, finding.where)
        for file, one in loaded.items()
        for finding in one.findings
        if finding.severity != "note"
    }
    assert planted <= found
    # In a refused file one flaw may bring others with it: a count that is no number is missing in the total.
    assert not [one for one in found - planted if not one[0].startswith("refused/")]


def test_only_the_refused_files_cannot_be_accepted(loaded: dict[str, Loaded]) -> None:
    assert {file for file, one in loaded.items() if not one.is_acceptable} == {
        file for file in loaded if file.startswith("refused/")
    }


def test_every_file_states_its_period(reports: list[tuple[str, Report]]) -> None:
    for path, report in reports:
        year, *month = path.split("/")[:-1]
        assert report.period == Period.parse("-".join([year, *month])), path


def test_flawed_numbers_read_right(reports: list[tuple[str, Report]]) -> None:
    for form, month, field in (("K2-1", "2024-05", "documents_in"), ("K3-1", "2025-05", "adults")):
        frame = _frame(reports, form, Period.parse(month))
        model = _model(form, Period.parse(month))
        assert frame[field].dropna().sum() == model


def _model(form: str, month: Period) -> int:
    areas = places.reporting_units(month, "district")
    if form == "K3-1":
        return sum(signatures(unit.id, month).adults for unit in areas)
    return sum(work(unit.id, month).documents_in for unit in (*areas, *places.reporting_units(month, "department")))


@pytest.mark.parametrize("month", sorted(plan.OF_PROVINCE))
def test_province_line_is_the_sum_of_its_units(reports: list[tuple[str, Report]], month: str) -> None:
    period = Period.parse(month)
    areas = "PL4" if period.start >= places.REFORM else "PL3"
    summary = _frame(reports, "PL1", period)
    for field in ("received", "received_online", "received_in_person", "received_postal"):
        printed = summary[summary.level == "all"][field].sum()
        assert printed == sum(_of_units(_frame(reports, form, period))[field].sum() for form in ("PL2", areas))


@pytest.mark.parametrize("month", ["2024-03", "2024-09", "2024-11", "2025-03", "2025-07", "2026-10"])
def test_outcomes_and_annexes_agree_on_what_came_in(reports: list[tuple[str, Report]], month: str) -> None:
    period = Period.parse(month)
    areas = "PL4" if period.start >= places.REFORM else "C" if month in plan.BY_LEVEL else "PL3"
    annexes = pd.concat([_of_units(_frame(reports, form, period)) for form in ("PL2", areas)]).groupby("unit_id").sum()
    outcome = _frame(reports, "II.06a", period)
    outcome = outcome[outcome.sector.isna()].set_index("unit_id")
    assert outcome.received_online.to_dict() == annexes.received_online.to_dict()
    assert outcome.received_in_person.to_dict() == (annexes.received_in_person + annexes.received_postal).to_dict()


def _frame(reports: list[tuple[str, Report]], form: str, month: Period) -> pd.DataFrame:
    """A form's rows of a month as they stand in the end: a later file's rows replace those of its units."""
    frames = [report.frame for _, report in reports if report.form == form and report.period == month]
    kept = frames[0]
    for later in frames[1:]:
        is_one_unit = later.get("sector") is not None and later.sector.notna().any()
        kept = kept if is_one_unit else pd.concat([kept[~kept.unit_id.isin(later.unit_id)], later])
    return kept


def _of_units(frame: pd.DataFrame) -> pd.DataFrame:
    """A row a unit: its own line where that has counts, else the sum of its levels."""
    counts = ["received", "received_online", "received_in_person", "received_postal"]
    own = frame[(frame.level == "all") & frame.received.notna()]
    rest = frame[~frame.unit_id.isin(own.unit_id) & (frame.level != "all")]
    return pd.concat([own, rest])[["unit_id", *counts]].groupby("unit_id").sum().reset_index()


def test_signatures_to_date_are_last_months_and_this_months(reports: list[tuple[str, Report]]) -> None:
    before = None
    for month in plan.MONTHS:
        frame = _frame(reports, "K3-1", month).set_index(["unit_id", "holder"])
        if before is not None and month.start != places.REFORM:
            both = frame.index.intersection(before.index)
            grown = frame.loc[both, "issued_to_date"] - before.loc[both, "issued_to_date"]
            assert (grown == frame.loc[both, "issued"].fillna(0)).all(), month
        before = frame


def test_published_figures_hold(reports: list[tuple[str, Report]]) -> None:
    usage = pd.concat([_of_units(_frame(reports, form, SEPTEMBER)) for form in ("PL2", "PL3")])
    assert 0.80 < usage.received_online.sum() / usage.received.sum() < 0.90

    records = _frame(reports, "K2-2", SEPTEMBER)
    departments = records[records.unit_id.str.startswith("dept-")]
    assert len(departments) == 21
    assert departments.records_digital.sum() == departments.records.sum()

    issued = _frame(reports, "K3-1", SEPTEMBER).groupby("holder").issued_to_date.sum()
    assert 20_900 < issued["citizen"] < 21_300
    assert 50_000 < issued["citizen"] + issued["business"] < 51_000


def test_published_indicators_hold(reports: list[tuple[str, Report]]) -> None:
    frame = _frame(reports, "headline", Period.parse("2023")).set_index("indicator")
    ranks = {name: (row["rank"], row["out_of"]) for name, row in frame.iterrows() if name.endswith("_rank")}
    assert ranks == {
        "dti_rank": (7, 63),
        "dti_government_rank": (10, 63),
        "dti_economy_rank": (5, 63),
        "dti_society_rank": (7, 63),
    }
    assert frame.value["digital_economy_share"] == 56.83
    assert frame.value["services_on_national_portal_share"] == 100
    assert frame.value["industrial_parks_monitored"] == 9


def test_missing_and_late_units_are_absent_from_the_first_file(reports: list[tuple[str, Report]]) -> None:
    told = _frame(reports, "PL3", Period.month(2024, 4))
    assert flaws.MISSING["service_usage", "2024-04"].isdisjoint(told.unit_id)
    first, late = [
        report.frame for _, report in reports if report.form == "PL3" and report.period == Period.month(2024, 11)
    ]
    assert set(late.unit_id) == flaws.LATE["service_usage", "2024-11"]
    assert set(late.unit_id).isdisjoint(first.unit_id)


def test_loading_goes_on_where_it_stopped_and_leaves_a_used_store_alone(tmp_path: Path) -> None:
    first = plan.documents()[:5]
    store = open_store(tmp_path)
    with pytest.raises(StoppedError):
        load_into(store, _stop_after_three, first)
    assert len(store.receipts()) == 3

    told: list[tuple[int, int]] = []
    assert load_into(store, lambda done, total: told.append((done, total)), first) == 2
    assert told == [(1, 2), (2, 2)]
    assert [receipt.filename for receipt in store.receipts()] == [Path(one.path).name for one in first]
    assert load_into(store, None, first) == 0

    store.withdraw(store.receipts()[0].number, by="an officer", why="a trial")
    assert not may_load(store)
    assert load_into(store, None, plan.documents()[:6]) == 0


def test_the_sample_is_removed_whole_leaves_others_alone_and_can_be_brought_back(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    *sample, own = plan.documents()[:5]
    load_into(store, None, sample)
    content = (FOLDER / own.path).read_bytes()
    store.accept(loaders.load(content, Path(own.path).name), content, by="Hoa")
    with_sample = store.current()

    told: list[tuple[int, int]] = []
    assert remove_from(store, "Lan", "our own files come now", lambda *how_far: told.append(how_far)) == 4
    assert told[-1] == (4, 4)
    assert {source.receipt for source in store.current().values()} == {5}
    assert {one.why for one in store.receipts() if one.event == "withdrawn"} == {"our own files come now"}
    assert was_removed(store)
    assert not may_load(store)

    assert bring_back(store, "Lan", "once more") == 4
    assert store.current() == with_sample
    assert remove_from(store, "Lan", "and out again") == 4


class StoppedError(Exception):
    """Someone closes the window."""


def _stop_after_three(done: int, _total: int) -> None:
    if done == 3:
        raise StoppedError
