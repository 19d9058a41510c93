"""Downloads hold exactly the rows on screen, say where they come from, and run nothing when opened."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adoption import exports
from adoption.exports import About, ExportColumn, SourceFile

ABOUT = About(
    title="Tỷ lệ hồ sơ trực tuyến",
    made_at=datetime(2024, 10, 5, 8, 30, tzinfo=UTC),
    filters=(("Tháng", "Tháng 9/2024"),),
    definitions=(("Hồ sơ nộp trực tuyến", "=trực tuyến / tổng số"),),
    data_version=195,
    sources=(SourceFile("PHỤ LỤC 3.xls", "ab" * 32),),
    link="http://127.0.0.1:8501/services?from=2024-09",
)
COLUMNS = (
    ExportColumn("unit_name", "Đơn vị"),
    ExportColumn("received", "Số hồ sơ", "integer"),
    ExportColumn("value", "Tỷ lệ", "percent1"),
    ExportColumn("change", "Tăng/giảm", "decimal"),
)
TABLE = pd.DataFrame(
    {
        "unit_name": ["Huyện Gia Bình", "Huyện Tiên Du", None],
        "received": pd.array([1264, None, 0], dtype="Int64"),
        "value": [57.76, float("nan"), 0.0],
        "change": [-1.5, 2.0, float("nan")],
        "not_shown": [1, 2, 3],
    }
)
DANGEROUS = [
    '=HYPERLINK("http://example.org";"x")',
    "@SUM(1)",
    "+1",
    "-1+2",
    "\t=1",
    "\r=1",
    "\0=1",
    "＝1",
    "{=1}",
    "http://example.org",
    "mailto:a@example.org",
    "internal:Sheet2!A1",
]


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def lines(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_xlsx_holds_the_rows_of_the_table_and_no_other_columns():
    sheet = opened(exports.to_xlsx(TABLE, COLUMNS, ABOUT)).worksheets[0]
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        ["Đơn vị", "Số hồ sơ", "Tỷ lệ", "Tăng/giảm"],
        ["Huyện Gia Bình", 1264, 0.5776, -1.5],
        ["Huyện Tiên Du", None, None, 2],
        [None, 0, 0, None],
    ]


def test_xlsx_is_ready_to_work_with():
    sheet = opened(exports.to_xlsx(TABLE, COLUMNS, ABOUT)).worksheets[0]
    assert [cell.number_format for cell in sheet[2]] == ["@", "#,##0", "0.0%", "#,##0.00"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D4"
    assert sheet.column_dimensions["A"].width > len("Huyện Gia Bình")


def test_xlsx_prints_on_a4_as_wide_as_one_page_with_lines_and_numbers():
    sheet = opened(exports.to_xlsx(TABLE, COLUMNS, ABOUT)).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.print_options.gridLines
    assert sheet.oddFooter.center.text == "&P/&N"


@pytest.mark.parametrize(("language", "names"), [("vi", ["Số liệu", "Nguồn"]), ("en", ["Data", "Source"])])
def test_xlsx_says_where_it_comes_from(language, names):
    book = opened(exports.to_xlsx(TABLE, COLUMNS, replace(ABOUT, language=language)))
    assert book.sheetnames == names
    said = [cell for row in book.worksheets[1].iter_rows(values_only=True) for cell in row if cell]
    for text in (ABOUT.title, "Tháng 9/2024", "=trực tuyến / tổng số", "195", "PHỤ LỤC 3.xls", ABOUT.link):
        assert text in said


def test_made_twice_it_is_the_same_file():
    for write in (exports.to_xlsx, exports.to_parquet):
        assert write(TABLE, COLUMNS, ABOUT) == write(TABLE, COLUMNS, ABOUT)


def test_a_text_that_no_cell_holds_is_refused_and_not_dropped():
    table = pd.DataFrame({"unit_name": ["x" * 32_768]})
    with pytest.raises(ValueError, match="32768"):
        exports.to_xlsx(table, COLUMNS[:1], ABOUT)


def test_an_empty_table_gives_its_headings():
    assert lines(exports.to_csv(TABLE.head(0), COLUMNS)) == [["Đơn vị", "Số hồ sơ", "Tỷ lệ", "Tăng/giảm"]]
    assert opened(exports.to_xlsx(TABLE.head(0), COLUMNS, ABOUT)).worksheets[0].max_row == 1
    assert pq.read_table(io.BytesIO(exports.to_parquet(TABLE.head(0), COLUMNS, ABOUT))).num_rows == 0


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_is_run_by_who_opens_it(text):
    table = pd.DataFrame({"unit_name": [text]})
    content = exports.to_xlsx(table, [ExportColumn("unit_name", text)], ABOUT)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    (heading,), (cell,) = lines(exports.to_csv(table, [ExportColumn("unit_name", text)]))
    assert not cell.startswith(exports.RUN_BY_SPREADSHEETS)
    assert cell == heading
    assert cell.removeprefix("'") == text


def test_csv_opens_in_excel_as_utf8_with_numbers_as_numbers():
    content = exports.to_csv(TABLE, COLUMNS)
    assert content.startswith(b"\xef\xbb\xbf")
    assert lines(content)[1:] == [
        ["Huyện Gia Bình", "1264", "57.76", "-1.5"],
        ["Huyện Tiên Du", "", "", "2"],
        ["", "0", "0", ""],
    ]


def test_parquet_keeps_names_types_and_the_about():
    table = pq.read_table(io.BytesIO(exports.to_parquet(TABLE, COLUMNS, ABOUT)))
    assert table.column_names == ["unit_name", "received", "value", "change"]
    assert [str(field.type) for field in table.schema] == ["string", "int64", "double", "double"]
    assert table["value"].to_pylist() == [57.76, None, 0.0]
    about = json.loads(table.schema.metadata[b"about"])
    assert (about["title"], about["data_version"]) == (ABOUT.title, 195)
    assert json.loads(table.schema.metadata[b"headings"])["value"] == "Tỷ lệ"


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
figures = st.none() | st.floats(0, 100)
rows = st.lists(st.tuples(texts, st.none() | st.integers(0, 10**9), figures, figures), max_size=8)


@settings(max_examples=25, deadline=None)
@given(rows)
def test_every_cell_comes_back_as_it_went_in(given_rows):
    table = pd.DataFrame(given_rows, columns=[column.name for column in COLUMNS], dtype="object")
    names, *back = lines(exports.to_csv(table, COLUMNS))
    assert len(names) == len(COLUMNS)
    read = [(row[0].removeprefix("'"), *(float(cell) if cell else None for cell in row[1:])) for row in back]
    wanted = [(row[0].removeprefix("'"), *row[1:]) for row in given_rows]
    assert read == wanted
    sheet = opened(exports.to_xlsx(table, COLUMNS, ABOUT)).worksheets[0]
    for row, (text, count, percent, change) in zip(sheet.iter_rows(min_row=2), given_rows, strict=False):
        assert (row[0].value or "", row[1].value) == (text, count)
        assert row[2].value == (None if percent is None else pytest.approx(percent / 100))
        assert row[3].value == (None if change is None else pytest.approx(change))
