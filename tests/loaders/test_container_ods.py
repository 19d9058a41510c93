"""An .ods as LibreOffice, Excel and Google write it: values, shares, errors, merges, hidden lines, bombs of repeats."""

from datetime import date, datetime, time

import pytest

from loaders import container
from loaders.container import limits
from loaders.sheet import Range
from tests.loaders import spoiled

FORMULA = 'table:formula="of:=1/0"'


def read(rows, **around):
    return container.read(spoiled.ods(f'<table:table table:name="Biểu 01">{rows}</table:table>', **around), "a.ods")


def row(*cells, **attributes):
    written = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-row{written}>{''.join(cells)}</table:table-row>"


def cell(attributes="", words=""):
    return f"<table:table-cell {attributes}>{f'<text:p>{words}</text:p>' if words else ''}</table:table-cell>"


def number(value, more="", words=""):
    return cell(f'office:value-type="float" office:value="{value}" {more}', words or str(value))


def text(words, more=""):
    return cell(f'office:value-type="string" {more}', words)


def only_cell(written):
    contents = read(row(written))
    assert contents.findings == ()
    (held,) = contents.sheets[0].cells.values()
    return held


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (number(1264, words="1.264"), 1264),
        (number("12.5"), 12.5),
        (text("Huyện Gia Bình"), "Huyện Gia Bình"),
        (text("Huyện<text:s text:c='2'/>Gia<text:span> Bình</text:span>"), "Huyện  Gia Bình"),
        (text("UBND<text:line-break/>TỈNH"), "UBND\nTỈNH"),
        (text("UBND</text:p><text:p>TỈNH"), "UBND\nTỈNH"),
        (cell('office:value-type="string" office:string-value="Gia Bình"', "x"), "Gia Bình"),
        (cell('office:value-type="boolean" office:boolean-value="true"', "TRUE"), True),
        (cell('office:value-type="date" office:date-value="2024-10-01"', "01/10/2024"), date(2024, 10, 1)),
        (
            cell('office:value-type="date" office:date-value="2024-10-01T12:30:00"', "x"),
            datetime(2024, 10, 1, 12, 30),  # noqa: DTZ001 - a cell's moment has no zone
        ),
        (cell('office:value-type="time" office:time-value="PT12H30M00S"', "12:30"), time(12, 30)),
    ],
)
def test_a_cell_keeps_its_type(written, value):
    held = only_cell(written)
    assert held.value == value
    assert type(held.value) is type(value)


@pytest.mark.parametrize(("shown", "number_format"), [("57,76 %", "0.00%"), ("57.8%", "0.0%"), ("58%", "0%")])
def test_a_share_says_that_it_is_one(shown, number_format):
    held = only_cell(cell('office:value-type="percentage" office:value="0.5776"', shown))
    assert (held.value, held.format) == (0.5776, number_format)


@pytest.mark.parametrize(
    ("written", "error"),
    [
        (
            cell(f'{FORMULA} office:value-type="string" office:string-value="" calcext:value-type="error"', "#N/A"),
            "#N/A",
        ),
        (cell(f'{FORMULA} office:value-type="float" office:value="0"', "#DIV/0!"), "#DIV/0!"),
        (cell(f'{FORMULA} office:value-type="float" office:value="0"', "Err:508"), "Err:508"),
        (cell(f'{FORMULA} office:value-type="string" office:string-value=""', "#REF!"), "#REF!"),
        (cell(f'{FORMULA} calcext:value-type="error" office:value-type="string"', "#NAME?"), "#NAME?"),
    ],
)
def test_a_formulas_error_is_no_blank_and_no_zero(written, error):
    held = only_cell(written)
    assert (held.value, held.error) == (None, error)


def test_a_formula_without_a_result_is_stale():
    assert only_cell(cell('table:formula="of:=[.A1]"')).stale


def test_a_comment_in_a_cell_is_not_its_text():
    note = "<office:annotation><text:p>nháp</text:p></office:annotation>"
    written = f'<table:table-cell office:value-type="string">{note}<text:p>Xã Đại Bái</text:p></table:table-cell>'
    assert only_cell(written).text == "Xã Đại Bái"


def test_merges_are_ranges_and_what_they_cover_is_not_read_in_silence():
    across = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    covered = "<table:covered-table-cell/>"
    plain = read(row(text("Đơn vị", across), covered, number(1)) + row(covered, covered, number(2)))
    assert plain.findings == ()
    assert plain.sheets[0].merges == (Range(1, 1, 2, 2),)
    hidden = covered.replace(
        "/>", ' office:value-type="float" office:value="7"><text:p>7</text:p></table:covered-table-cell>'
    )
    (finding,) = read(row(text("Đơn vị", across), hidden) + row(covered, covered)).findings
    assert (finding.severity, finding.code, finding.where) == ("error", "engines-disagree", "Biểu 01!B1")


def test_hidden_rows_columns_and_sheets():
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    rows = row(number(1)) + row(number(2), visibility="collapse") + row(number(3), visibility="filter")
    folded = f'<table:table-row-group table:display="false">{row(number(4))}</table:table-row-group>'
    below = row(cell(), visibility="collapse", number_rows_repeated="1048000")
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    tables = (
        f'<table:table table:name="A">{columns}{rows}{folded}{row(number(5))}{below}</table:table>'
        f'<table:table table:name="B" table:style-name="ta2">{row(number(1))}</table:table>'
    )
    first, second = container.read(spoiled.ods(tables, styles=hidden), "a.ods").sheets
    assert (first.hidden_rows, first.hidden_columns) == ({2, 3, 4}, {2, 3})
    assert (first.is_hidden, second.is_hidden) == (False, True)


def test_repeated_cells_and_rows_stand_where_excel_shows_them():
    contents = read(
        row(cell(), number_rows_repeated="3")
        + row(cell('table:number-columns-repeated="2"'), number(7, 'table:number-columns-repeated="3"'))
        + row(number(8), number_rows_repeated="2")
        + row(cell('table:number-columns-repeated="1024"'), number_rows_repeated="1048570")
    )
    assert contents.findings == ()
    values = {address: held.value for address, held in contents.sheets[0].cells.items()}
    assert values == {(4, 3): 7, (4, 4): 7, (4, 5): 7, (5, 1): 8, (6, 1): 8}


def test_a_copy_of_another_workbooks_sheet_and_a_table_in_a_cell_are_no_sheets():
    copy = f"""<table:table table:name="'file:///home/x.ods'#$T8">{row(number(9))}</table:table>"""
    inner = f'<table:table table:name="trong" table:is-sub-table="true">{row(number(8))}</table:table>'
    outer = (
        f'<table:table table:name="A">{row(number(1), f"<table:table-cell>{inner}</table:table-cell>")}</table:table>'
    )
    contents = container.read(spoiled.ods(outer + copy), "a.ods")
    assert [sheet.name for sheet in contents.sheets if not sheet.is_hidden][:1] == ["A"]
    assert contents.sheets[0].cells[1, 1].value == 1
    assert all("file:" not in sheet.name for sheet in contents.sheets)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (row(number(1, 'table:number-columns-repeated="16384"')), "too-many-columns"),
        (row(number(1, 'table:number-columns-repeated="99999999999999999999"')), "too-many-columns"),
        (row(number(1), number_rows_repeated="1048576"), "too-many-rows"),
        (row(number(1), number_rows_repeated="99999999999999999999"), "too-many-rows"),
        (row(cell(), number_rows_repeated="999999") + row(number(1)), "too-many-rows"),
        (row(number(1, 'table:number-columns-repeated="500"'), number_rows_repeated="150000"), "too-many-cells"),
        (row(text("x", 'table:number-columns-spanned="1024" table:number-rows-spanned="9999"')), "too-many-merges"),
        (row(text("x", 'table:number-columns-spanned="2"') * 51), "too-many-merges"),
        ("<table:table-row>", "damaged"),
    ],
)
def test_a_bomb_of_repeats_is_refused_before_an_engine_unrolls_it(rows, code, monkeypatch):
    monkeypatch.setattr(limits, "MERGES", 50)
    (finding,) = read(rows).findings
    assert (finding.severity, finding.code) == ("error", code)


def test_sheets_are_counted():
    (finding,) = container.read(spoiled.ods('<table:table table:name="A"/>' * 201), "a.ods").findings
    assert finding.code == "too-many-sheets"


def test_a_document_type_is_refused():
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<!DOCTYPE m><m/>"}
    (finding,) = container.read(spoiled.zipped(parts), "a.ods").findings
    assert finding.code == "has-dtd"
