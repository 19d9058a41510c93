"""In the view to print every list stands whole, as a table of the page, and no table is wider than paper."""

import pytest
from opened import open_page, put, sample
from streamlit.testing.v1 import AppTest

from loaders.report import Finding
from ui import tables
from ui.tables import Column

GIA_BINH = {"measure": "online_share", "unit": "district-gia-binh", "from": "2024-09", "to": "2024-09"}


@pytest.fixture
def filled(store):
    put(store, sample("2024/09", "cấp huyện"))
    return store


def test_findings_that_differ_are_all_there_and_unfolded():
    def page(found):
        from ui import findings as on_page

        on_page.show(found)

    found = [Finding("error", "not-a-count", f"Biểu!C{row}", f"số *{row}*") for row in range(10, 40)]
    app = AppTest.from_function(page, args=(found,))
    app.session_state["plain view"] = True
    app.run()
    assert not app.exception
    assert not app.dataframe
    (listed,) = app.table
    assert list(listed.value.iloc[:, 1]) == [f"số \\*{row}\\*" for row in range(10, 40)]
    assert app.expander[0].proto.expanded


def test_the_files_received_are_a_table_of_the_page(filled):
    app = open_page("pages/manage/reports.py", plain="yes")
    assert not app.dataframe
    tables = [table.value for table in app.table]
    assert {len(table) for table in tables} == {1}
    assert {"File", "Warnings", "Reason"} <= {heading for table in tables for heading in table.columns}


def test_the_sheets_own_lines_are_a_table_of_the_page(filled):
    app = open_page("pages/explore/source.py", plain="yes", **GIA_BINH)
    assert not app.dataframe
    lines = app.table[-1].value
    assert "UBND huyện Gia Bình" in {str(cell) for cell in lines["B"]}


@pytest.mark.parametrize("count", [8, 9, 18, 40])
def test_a_wide_table_is_parted_and_each_part_names_its_rows(count):
    columns = [Column("place", "Rank", "integer"), Column("name", "Unit")]
    columns += [Column(f"c{number}", f"C{number}", "integer") for number in range(count - 2)]
    parts = tables.parted(columns)
    assert max(map(len, parts)) <= tables.ACROSS
    assert (len(parts) == 1) == (count <= tables.ACROSS)
    told = [column for part in parts for column in part if column.name != "name"]
    assert told == [column for column in columns if column.name != "name"]
    assert all("name" in [column.name for column in part] for part in parts)
