"""What changed between two states: counts, cells with file and reason, the entries, and the ways to and from it."""

from urllib.parse import parse_qs, urlparse

import pandas as pd
import pytest
from opened import open_page, put, said, sample
from small_province import USED, accept, fill, report, usage

PAGE, CELL, SERVICES = "pages/manage/changes.py", "pages/manage/cell.py", "pages/explore/services.py"
FIRST, CORRECTED = (sample("2025/03", words) for words in ("cấp huyện 7_4", "cấp huyện 18_4"))


@pytest.fixture
def restated(store):
    """Give September anew: of Gia Binh's 1,000 dossiers 800 came online."""
    fill(store)
    accept(store, report("service_usage", "C", "2024-09", usage(USED | {"district-gia-binh": (800, 200)})))
    return store


def counts(app):
    return [metric.value for metric in app.metric]


@pytest.mark.parametrize(
    ("language", "title", "change"), [("vi", "Những gì đã thay đổi", "Gửi lại"), ("en", "What changed", "Restated")]
)
def test_restated_cells_stand_in_a_table_with_old_and_new(restated, language, title, change):
    app = open_page(PAGE, language, since="5", until="6")
    assert [one.value for one in app.title] == [title]
    assert counts(app) == ["3", "0", "0"]
    table = app.dataframe[0].value
    assert table[["old", "new"]].to_numpy().tolist() == [[1264, 1000], [730, 800], [534, 200]]
    assert set(table["change"]) == {change}
    assert set(table["filename"]) == {"file 5.xlsx"}


def test_an_empty_ledger_says_what_to_do(store):
    assert "No file has been accepted yet." in said(open_page(PAGE))


def test_at_first_the_last_ten_entries_are_compared_and_only_what_moved_is_shown(restated):
    app = open_page(PAGE)
    assert (app.query_params["since"], app.query_params["until"]) == ("0", "6")
    assert counts(app)[0] == "0"
    assert "No figure changed like that" in said(app)


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({"change": "new"}, 0),
        ({"change": "any"}, 3),
        ({"kind": "work_records"}, 0),
        ({"changed_unit": "district-gia-binh"}, 3),
        ({"since": "4", "change": "new"}, 2),
        ({"since": "9", "until": "x"}, 0),
    ],
)
def test_the_filters_stand_in_the_address(restated, asked, rows):
    app = open_page(PAGE, **{"since": "5", "until": "6", **asked})
    tables = [one.value for one in app.dataframe if "old" in one.value]
    assert sum(map(len, tables)) == rows


def test_a_published_indicator_is_named(restated):
    table = open_page(PAGE, since="4", until="5", change="any").dataframe[0].value
    assert set(table["detail"]) == {"Digital transformation index: rank among provinces"}


def test_the_entries_between_are_listed(restated):
    restated.withdraw(6, "Lan", "wrong file")
    restated.close_month("service_usage", "2024-08", "Lan")
    entries = open_page(PAGE, since="5", until="8").dataframe[-1].value
    assert entries["event"].tolist() == ["Month closed", "Withdrawn", "Accepted"]
    assert entries["about"].tolist() == ["Online services, August 2024", "file 5.xlsx", "file 5.xlsx"]


@pytest.mark.parametrize(("since", "until", "file"), [(1, 2, CORRECTED), (2, 3, FIRST)])
def test_each_cell_leads_to_where_it_stands(store, since, until, file):
    put(store, FIRST, CORRECTED)
    store.withdraw(2, "Lan", "wrong file")
    table = open_page(PAGE, since=str(since), until=str(until)).dataframe[0].value
    changed = table[table["unit_name"] == "Quế Võ town"].iloc[0]
    link = urlparse(changed["link"])
    app = open_page(CELL, **{name: values[0] for name, values in parse_qs(link.query).items()})
    assert link.path == "cell"
    assert f"## {changed['new']:,.0f}" in said(app)
    assert file.stem.split()[-1] in said(app).replace("\\", "")


def test_a_cell_that_is_gone_leads_to_where_it_stood(store):
    put(store, FIRST)
    store.withdraw(1, "Lan", "wrong file")
    gone = open_page(PAGE, since="1", until="2").dataframe[0].value.iloc[0]
    app = open_page(CELL, **{name: values[0] for name, values in parse_qs(urlparse(gone["link"]).query).items()})
    assert f"## {gone['old']:,.0f}" in said(app)


@pytest.mark.parametrize("asked", ["", "x", "service_usage~2024-09~nowhere~received~level / all", "a~b~c~d~e"])
def test_a_cell_that_never_was_is_said_to_be_none(restated, asked):
    assert "There is no such figure" in said(open_page(CELL, cell=asked))


def test_the_banner_of_an_earlier_state_leads_to_what_changed_since(restated):
    app = open_page(SERVICES, as_of="5")
    assert "What changed since" in [link.value for link in app.page_link]


def test_a_page_of_more_cells_than_are_written_one_by_one_opens_too(restated):
    with pd.option_context("styler.render.max_elements", 3):
        assert len(open_page(PAGE, since="5", until="6").dataframe[0].value) == 3
