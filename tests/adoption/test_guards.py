"""What is probably a slip is told with its evidence; what is an ordinary month is left in peace."""

from __future__ import annotations

import hashlib

import pandas as pd
import pytest

from adoption import guards, months
from loaders.report import Loaded, Report
from reference.period import Period
from store import open_store

DISTRICTS = ("bac-ninh", "yen-phong", "que-vo", "tien-du", "tu-son", "thuan-thanh", "gia-binh", "luong-tai")
FIELDS = ("received", "received_online", "received_in_person")


def figures(month, nth):
    """Return an office's ordinary month: about the same as ever, never quite."""
    size = 700 + 90 * nth + (37 * nth + 53 * int(month[-2:])) % 41
    online = round(size * (0.7 + 0.01 * ((nth + int(month[-2:])) % 7)))
    return [size, online, size - online]


def load(month, changed=None):
    """Make the file of a month by hand, with some units' figures changed."""
    rows = [
        {"unit_id": f"district-{name}", "unit_name": name, "level": "all", "sheet": "PL3", "row": 9 + nth, "dashes": ""}
        | dict(zip(FIELDS, (changed or {}).get(name) or figures(month, nth), strict=True))
        for nth, name in enumerate(DISTRICTS)
    ]
    frame = pd.DataFrame(rows).astype(dict.fromkeys(FIELDS, "Int64"))
    columns = dict(zip(FIELDS, "CDE", strict=True))
    report = Report("service_usage", "PL3", Period.parse(month), "PL3", "", frame, columns)
    name = f"{month}{changed}".encode()
    return Loaded(f"{month}.xls", hashlib.sha256(name).hexdigest(), "xls", (report,)), name


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store that holds the year 2024 up to September."""
    kept = open_store(tmp_path_factory.mktemp("store"))
    for month in months.stretch("2024-01", "2024-09"):
        kept.accept(*load(month), by="Hoa")
    return kept


def told(store, month, changed=None):
    return [
        (one.code, one.where, one.found, dict(one.values)) for one in guards.findings(store, load(month, changed)[0])
    ]


def test_an_ordinary_month_raises_nothing(store):
    assert told(store, "2024-10") == []


def test_the_first_file_of_all_raises_nothing(tmp_path):
    assert told(open_store(tmp_path), "2024-10") == []


def test_last_month_sent_again_under_a_new_month_is_told(store):
    copied = {name: figures("2024-09", nth) for nth, name in enumerate(DISTRICTS)}
    assert ("copied-from-last-month", "PL3", "2024-10", {"month": "2024-09", "count": "24", "of": "24"}) in told(
        store, "2024-10", copied
    )


def test_the_figures_of_an_earlier_month_are_told_with_that_month(store):
    again = {name: figures("2024-03", nth) for nth, name in enumerate(DISTRICTS)}
    assert told(store, "2024-10", again)[0][0] == "same-as-other-month"
    assert told(store, "2024-10", again)[0][3]["month"] == "2024-03"


def test_half_a_copied_month_is_not_yet_called_a_copy(store):
    some = {name: figures("2024-09", nth) for nth, name in enumerate(DISTRICTS) if nth < 3}
    assert told(store, "2024-10", some) == []


def test_two_units_with_the_same_line_are_told_at_the_second(store):
    same = {"tien-du": figures("2024-10", 6)}
    assert told(store, "2024-10", same) == [
        ("units-equal", "PL3!C15", "Huyện Gia Bình", {"other": "Huyện Tiên Du", "row": "12"})
    ]


@pytest.mark.parametrize("factor", [0.1, 10])
def test_a_digit_too_many_or_too_few_is_told_against_the_units_own_year(store, factor):
    size, online, counter = (round(one * factor) for one in figures("2024-10", 6))
    found = told(store, "2024-10", {"gia-binh": [size, online, counter]})
    assert {(code, where) for code, where, *_ in found} == {("far-from-usual", f"PL3!{letter}15") for letter in "CDE"}
    assert found[0][3] | {"usual": ""} == {
        "unit": "Huyện Gia Bình",
        "field": "received",
        "usual": "",
        "months": "9",
    }


def test_a_month_in_which_everyone_has_half_is_no_slip_of_one_unit(store):
    halved = {name: [round(one / 2) for one in figures("2024-10", nth)] for nth, name in enumerate(DISTRICTS)}
    assert told(store, "2024-10", halved) == []


def test_a_report_of_a_quarter_is_compared_with_no_month(store):
    loaded, _ = load("2024-10")
    (report,) = loaded.reports
    quarter = Report(
        report.kind, report.form, Period.parse("2024-07-01..2024-09-30"), "PL3", "", report.frame, report.columns
    )
    assert guards.findings(store, Loaded("q.xls", loaded.sha256, "xls", (quarter,))) == ()
