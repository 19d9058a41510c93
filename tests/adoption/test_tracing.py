"""From a figure to its cells: they add up to it exactly, and in the file that came stands what they say."""

import random
import re
from pathlib import Path

import pandas as pd
import pytest
from openpyxl.utils import column_index_from_string

import loaders
from adoption import choices, tables, territory, tracing
from adoption.facts import AsOf
from adoption.selection import Selection
from loaders import values
from loaders.opening import opened
from reference.measures import all_measures, measure
from reference.period import Period
from store import open_store
from tests.sample import read

SAMPLE = Path(__file__).parents[2] / "sample_data"
MONTHS = ("2024/10", "2025/02", "2025/03", "2025/06", "2025/07", "2026/10")
"""Districts and communes, a restated month, forms II.06a beside the annexes, a month by sector and by procedure."""

FIGURES = 1_000
EVERY_FIELD = ("online_share", "resolved_on_time_share", "records_share", "signed_share", "issued", "adults_share")
STATES = (9, 17)
"""Ledger numbers that are asked for besides the newest."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Accept what the months' offices sent, as far as it can be accepted, a later correction after its first."""
    kept = open_store(tmp_path_factory.mktemp("store"))
    for path in (path for month in MONTHS for path in in_order(SAMPLE / month)):
        loaded = read(path)
        if loaded.is_acceptable and all(report.period for report in loaded.reports):
            kept.accept(loaded, path.read_bytes(), by="Hoa")
    return kept


@pytest.fixture(scope="module")
def store(kept):
    """Ask as pages do: as of the last event, so that what is asked again is remembered."""
    return AsOf(kept, kept.version)


def in_order(folder):
    """List a month's files, a correction ("(1)") after what it corrects."""
    return sorted(folder.iterdir(), key=lambda path: ("(1)" in path.name, path.name))


def chosen(rng, store, one):
    """Choose months, level, sector or holder, and a state of the ledger, by chance."""
    months = choices.months(store, one.kind)
    last = rng.randrange(len(months))
    first = rng.choice([last, last, rng.randrange(last + 1)])
    narrowed = {"as_of": rng.choice([None, *STATES])}
    if one.kind == "service_usage":
        narrowed["level"] = rng.choice(["all", "all", "full", "partial"])
        narrowed["sector"] = rng.choice([None, None, *choices.values(store, one.kind, "sector")])
    if one.kind == "digital_signatures":
        narrowed["holder"] = rng.choice([None, "citizen", "official"])
    levels = rng.choice([(), territory.summed_levels(months[last])[1:]])
    return Selection(one.kind, months[first], months[last], unit_levels=levels, **narrowed)


def added(cells, by="unit_id"):
    """Add cells up: {unit: (numerator, denominator)}, 0 where nothing is added."""
    sums = cells.pivot_table("value", by, "part", "sum").reindex(columns=["numerator", "denominator"]).fillna(0)
    return {name: tuple(both) for name, both in zip(sums.index, sums.to_numpy(), strict=True)}


def in_table(row):
    return tuple(0 if pd.isna(figure) else figure for figure in (row.numerator, row.denominator))


def test_the_cells_of_a_thousand_figures_add_up_to_them(store):
    rng, told = random.Random(20261125), 0  # noqa: S311 - a seeded choice of examples
    while told < FIGURES:
        one = rng.choice(all_measures())
        selection = chosen(rng, store, one)
        table = tables.by_unit(store, one.id, selection).dropna(subset="numerator")
        sums = added(tracing.cells(store, one.id, selection))
        alive = {row.unit_id: in_table(row) for row in table.itertuples()}
        assert {unit: sums[unit] for unit in sums if unit in alive} == alive, (one.id, selection)
        told += len(alive)


def test_the_cells_of_a_unit_alone_and_of_the_province_add_up_too(store):
    rng, told = random.Random(7), 0  # noqa: S311 - as above
    while told < 8:
        one = rng.choice(all_measures())
        selection = chosen(rng, store, one)
        month = Selection(**{**as_dict(selection), "first": selection.last})
        whole = tables.by_month(store, one.id, month).iloc[0]
        rows = tables.by_unit(store, one.id, selection)
        told += check(store, one.id, month, whole)
        unit = rng.choice(list(rows["unit_id"]))
        alone = Selection(**{**as_dict(selection), "units": (unit,)})
        told += check(store, one.id, alone, rows.set_index("unit_id").loc[unit])


def as_dict(selection):
    return {name: getattr(selection, name) for name in Selection.__slots__}


def check(store, measure_id, selection, row):
    """Hold a figure to the tables' own, and its cells to the figure; say whether there is one."""
    figure, cells = tracing.figure(store, measure_id, selection), tracing.cells(store, measure_id, selection)
    shown = (row["numerator"], row["denominator"], row["value"])
    assert [figure.numerator, figure.denominator, figure.value] == pytest.approx(list(map(float, shown)), nan_ok=True)
    assert figure.state == row["state"]
    sums = cells.groupby("part")["value"].sum()
    assert in_table(figure) == (sums.get("numerator", 0), sums.get("denominator", 0))
    return not cells.empty


def test_what_stands_in_the_cells_is_what_was_added(kept, traced):
    """Read the stored bytes anew, cell by cell, without the forms that found the columns."""
    for original, cells in traced.groupby("original"):
        sheets = {sheet.name: sheet for sheet in opened(kept.original(original)).sheets}
        for cell in cells.itertuples():
            assert standing(sheets[cell.sheet], cell.cell) == (0 if pd.isna(cell.value) else cell.value), cell


def test_reading_the_stored_file_again_gives_the_cells_and_their_values(kept, traced):
    for original in sorted(set(traced["original"]))[::5]:
        again = {}
        for report in loaders.load_in_process(kept.original(original), "").reports:
            for line in report.frame.to_dict("records"):
                side = line.get("level") or line.get("holder") or "all"
                for field in set(line) & set(traced["field"]):
                    again[report.cell(field, line["row"], side)] = line[field]
        for cell in traced[traced["original"] == original].itertuples():
            found = again[f"{cell.sheet}!{cell.cell}"]
            assert found == cell.value or (pd.isna(found) and pd.isna(cell.value))


@pytest.fixture(scope="module")
def traced(store):
    """Return the cells of every measure over all months, without what is counted from lists."""
    found = []
    for one in map(measure, EVERY_FIELD):
        months = choices.months(store, one.kind)
        found += [tracing.cells(store, one.id, Selection(one.kind, month, month)) for month in months]
    whole = pd.concat(found).drop_duplicates(["original", "sheet", "cell", "field"])
    assert whole[whole["cell"].isna()]["form"].map(tracing.is_counted).all()
    return whole.dropna(subset="cell")


def standing(sheet, cell):
    """Add what stands in "C10" or "C10+D10"; a "-" adds nothing."""
    parts = [re.fullmatch(r"([A-Z]+)([0-9]+)", part).groups() for part in cell.split("+")]
    read = [values.count(sheet.cells[int(row), column_index_from_string(letters)]) for letters, row in parts]
    return sum(one.value or 0 for one in read)


def test_a_restated_figure_leads_to_the_later_file_and_as_of_then_to_the_first(store):
    march = Selection("service_usage", "2025-03", "2025-03", units=("district-que-vo",))
    now = tracing.cells(store, "online_share", march)
    first = next(receipt for receipt in store.receipts() if "cấp huyện 7_4" in receipt.filename)
    assert {"18_4" in name for name in now["file"]} == {True}
    then = Selection(**{**as_dict(march), "as_of": min(now["receipt"]) - 1})
    assert set(tracing.cells(store, "online_share", then)["receipt"]) <= {first.number}


def test_a_unit_without_a_figure_has_no_cells_and_says_why(store):
    unsent = Selection("work_records", "2025-04", "2025-04", units=("district-que-vo",))
    assert tracing.cells(store, "records_share", unsent).empty
    assert tracing.figure(store, "records_share", unsent).state == "not_sent"


def test_the_adults_are_told_once_with_the_file_they_stand_in(store):
    selection = Selection("digital_signatures", "2025-03", "2025-03", units=("district-que-vo",))
    cells = tracing.cells(store, "adults_share", selection)
    adults = cells[cells["part"] == "denominator"]
    assert adults["field"].tolist() == ["adults"]
    assert "chữ ký số" in adults["file"].iloc[0]


@pytest.mark.parametrize(("field", "cell", "value"), [("rank", "E7", 7), ("out_of", "E7", 63)])
def test_a_rank_and_how_many_there_are_stand_in_one_cell(tmp_path, field, cell, value):
    kept, path = open_store(tmp_path), next((SAMPLE / "2023").glob("*.xlsx"))
    kept.accept(read(path), path.read_bytes(), by="Hoa")
    place = tracing.Place("headline", Period.parse("2023"), "province-bac-ninh", "none / dti_rank", field)
    (found,) = tracing.standing(kept, place).to_dict("records")
    assert (found["sheet"], found["cell"], found["value"]) == ("Chỉ tiêu", cell, value)
