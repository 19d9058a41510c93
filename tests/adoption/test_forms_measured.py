"""What each form's golden workbook comes to in the measures that the pages show: known, or not known, never half."""

from __future__ import annotations

from pathlib import Path

import pytest

from adoption import arithmetic, figures
from adoption.selection import Selection
from loaders import load_in_process
from store import open_store
from tests.workbooks.pair import FOLDER

ORIGINALS = Path(FOLDER) / "originals"
GIA_BINH = "district-gia-binh"


def measured(name, measure_id, unit, folder):
    """Accept a golden workbook and return numerator, denominator and state of one unit's measure."""
    page = (ORIGINALS / name).read_bytes()
    loaded = load_in_process(page, name)
    store = open_store(folder)
    store.accept(loaded, page, by="Lan")
    month = f"{loaded.reports[0].period.end:%Y-%m}"
    how = arithmetic.of(measure_id)
    selection = Selection("service_usage", month, month, units=(unit,))
    (found,) = figures.by_unit_and_month(store.facts("service_usage"), how, selection).to_dict("records")
    return found["numerator"], found["denominator"], found["state"]


@pytest.mark.parametrize(
    ("name", "measure_id", "unit", "share"),
    [
        ("g-unit-wide-counter-2024-09.xls", "online_share", GIA_BINH, (1130, 2076)),
        ("g-unit-wide-counter-2024-09.xls", "resolved_on_time_share", GIA_BINH, (1813, 1839)),
        ("g-unit-narrow-whole-2024-09.xls", "resolved_on_time_share", GIA_BINH, (1813, 1839)),
        ("g-sector-wide-counter-2024-09.xls", "online_share", GIA_BINH, (1588, 2114)),
        ("c2-procedures-2024-09.xls", "online_share", "dept-tai-nguyen-moi-truong", (1643, 2197)),
        ("c2-procedures-2024-09.xls", "full_share", "dept-tai-nguyen-moi-truong", (433, 2197)),
    ],
)
def test_a_share_is_of_the_whole_unit(tmp_path, name, measure_id, unit, share):
    assert measured(name, measure_id, unit, tmp_path) == (*share, "reported")


@pytest.mark.parametrize(
    ("name", "measure_id"),
    [
        ("g-unit-wide-whole-2024-10.xlsx", "online_share"),
        ("g-unit-wide-whole-2024-10.xlsx", "online_share_without_post"),
        ("g-unit-narrow-whole-2024-09.xls", "online_share"),
        ("g-unit-narrow-counter-2024-09.xlsx", "received"),
    ],
)
def test_a_share_that_lacks_a_part_is_not_known(tmp_path, name, measure_id):
    assert measured(name, measure_id, GIA_BINH, tmp_path)[2] != "reported"
