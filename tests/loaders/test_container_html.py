"""HTML pages saved as .xls: cells as printed, rows where Excel shows them, nothing twice and nothing lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import container
from loaders.container import limits
from loaders.sheet import Range

EXPORT = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><!--[if gte mso 9]>
<xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>{name}</x:Name></x:ExcelWorksheet></xml>
<![endif]--></head><body>{body}</body></html>"""


def sheet(body, name="Biểu 01"):
    contents = container.read(EXPORT.format(name=name, body=body).encode(), "a.xls")
    assert contents.findings == ()
    assert contents.container == "html"
    return contents.sheets[0]


def lines(body):
    """Return the sheet's rows as lists of texts, blanks as ""."""
    read = sheet(body)
    columns = range(1, read.last_column + 1)
    return [
        [str(read.cells[row, column].value) if (row, column) in read.cells else "" for column in columns]
        for row in range(1, read.last_row + 1)
    ]


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("<table><tr><td>1.264<td> 57.76 % </tr></table>", [["1.264", "57.76 %"]]),
        ("<table><tr><td>Đơn\n vị&nbsp;&amp;\t cấp</td></tr></table>", [["Đơn vị & cấp"]]),
        ("<table><tr><td>UBND<br>TỈNH<br/></td></tr></table>", [["UBND\nTỈNH"]]),
        ("<table><tr><td><p>UBND</p><div>TỈNH <b>BẮC</b> NINH</div></td></tr></table>", [["UBND\nTỈNH BẮC NINH"]]),
        ("<table><tr><td>1</td></tr><tr></tr><tr><td>2</td></tr></table>", [["1"], [""], ["2"]]),
        ("<table><tbody><tr><td>1</td></tr></tbody><tr><td>Tổng</td></tr></table>", [["1"], ["Tổng"]]),
        ("<table><tr><td>1</td></tr></table><tr><td>Tổng</td></tr>", [["1"], ["Tổng"]]),
        ("<table><td>1</td><td>2</td></table>", [["1", "2"]]),
        ("<b>BÁO CÁO</b> tháng 9<br>2024<table><tr><td>1</table>", [["BÁO CÁO tháng 9"], ["2024"], ["1"]]),
        ("<h3>A</h3><table><tr><td>1</table><p>Người\nlập</p>", [["A"], ["1"], ["Người lập"]]),
        ("<table><tr><td>1</table><table><tr><td>2<td>3</table>", [["1", ""], ["2", "3"]]),
        ("<table><tr><td><table><tr><td>1<td>2</table></td></tr></table>", [["1", "2"]]),
        ("<table><tr><td>ngoài<td>T<table><tr><td>1</table></tr></table>", [["ngoài"], ["T"], ["1"]]),
        ("<table><tr><td>1<script>alert('2')</script><!-- 3 --><style>b{}</style></td></tr></table>", [["1"]]),
        ("<table><tr><th>TT<th>Tên</tr><tr><td>=1+1<td>@x</tr></table>", [["TT", "Tên"], ["=1+1", "@x"]]),
    ],
)
def test_rows_come_in_the_order_of_the_page(body, rows):
    assert lines(body) == rows


def test_spans_are_merges_and_keep_their_columns():
    read = sheet(
        "<table><tr><th rowspan=2>TT<th colspan='2'>Trong đó</tr><tr><td>a<td>b</tr><tr><td>1<td>2<td>3</tr></table>"
    )
    assert read.merges == (Range(1, 1, 2, 1), Range(1, 2, 1, 3))
    assert {address: cell.text for address, cell in read.cells.items() if address[0] == 2} == {(2, 2): "a", (2, 3): "b"}


@pytest.mark.parametrize(
    ("spans", "merge"),
    [
        ("rowspan=9", Range(1, 1, 2, 1)),
        ("rowspan=0", Range(1, 1, 2, 1)),
        ("rowspan=99999999999999999999", Range(1, 1, 2, 1)),
        ("colspan=100000", Range(1, 1, 1, 512)),
        ("rowspan=9 colspan=99999", Range(1, 1, 2, 512)),
        ("colspan=0", None),
        ("colspan=-3 rowspan=x", None),
    ],
)
def test_a_span_stays_in_its_table(spans, merge):
    read = sheet(f"<table><tr><td {spans}>1</tr><tr></tr></table><table><tr><td>2</tr></table>")
    assert read.merges == ((merge,) if merge else ())
    assert read.cells[3, 1].text == "2"


@pytest.mark.parametrize(
    "hidden",
    ["style='display:none'", "style='height:0; DISPLAY : None'", "style='mso-hide:all'", "hidden"],
)
def test_a_hidden_row_is_kept_and_marked(hidden):
    read = sheet(f"<table><tr><td>1</tr><tr {hidden}><td>2</tr><tbody {hidden}><tr><td>3</tbody></table>")
    assert read.hidden_rows == {2, 3}
    assert len(read.cells) == 3


@pytest.mark.parametrize(("name", "read_as"), [("Biểu 01", "Biểu 01"), ("A &amp; B", "A & B"), ("", "Sheet1")])
def test_the_sheet_has_the_name_that_excel_gives_it(name, read_as):
    assert sheet("<table><tr><td>1</table>", name=name).name == read_as


TABLE = "<table><tr><td>Huyện Gia Bình</td></tr></table>"


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (TABLE.encode(), []),
        (b"\xef\xbb\xbf" + TABLE.encode(), []),
        (TABLE.encode("utf-16"), []),
        (TABLE.encode("utf-16-le"), []),
        (b"\n \t<!-- export --><?xml version='1.0'?><!DOCTYPE html>" + TABLE.encode(), []),
        (b"Warning: mysql_query() in x.php\n" + TABLE.encode(), []),
        (b"<meta charset=windows-1258>" + TABLE.encode("utf-8"), []),
        (b"<meta charset=windows-1258>" + TABLE.replace("Huyện Gia Bình", "Quê").encode("cp1258"), []),
        (TABLE.replace("Huyện Gia Bình", "Quê").encode("cp1258"), ["encoding-guessed"]),
    ],
)
def test_a_page_is_known_and_decoded_whatever_stands_before_it(data, codes):
    contents = container.read(data, "a.xls")
    assert [finding.code for finding in contents.findings] == codes
    texts = [cell.text for cell in contents.sheets[0].cells.values()]
    assert texts[-1] in {"Huyện Gia Bình", "Quê"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<div>" * 300 + "<table><tr><td>1</table>", "damaged"),
        ("<table>" + "<tr><td>1" * 4_001 + "</table>", "too-many-rows"),
        ("<table><tr>" + "<td>1" * 513 + "</table>", "too-many-columns"),
        ("<table>" + "<tr><td rowspan=9999 colspan=512>1" * 3_000 + "</table>", "too-many-merges"),
    ],
)
def test_a_hostile_page_is_refused(body, code, monkeypatch):
    monkeypatch.setattr(limits, "ROWS", 4_000)
    (finding,) = container.read(EXPORT.format(name="", body=body).encode(), "a.xls").findings
    assert (finding.severity, finding.code) == ("error", code)


def test_a_page_that_breaks_off_between_tables_is_read_with_a_warning():
    contents = container.read(b"<html><body><table><tr><td>1</td></tr></table>", "a.xls")
    assert [(f.severity, f.code) for f in contents.findings] == [("warning", "truncated")]
    assert len(contents.sheets[0].cells) == 1


def test_text_of_zero_bytes_is_garbled_not_dropped():
    contents = container.read(b"<table>" + b" " * 300 + b"<tr><td>S\0e\0</td></tr></table>", "a.xls")
    assert [(f.code, f.where) for f in contents.findings] == [("garbled-text", "Sheet1!A1")]


cells = st.lists(
    st.lists(st.text("abcÂđ<>&.,% 1", min_size=1, max_size=6), min_size=1, max_size=4), min_size=1, max_size=5
)


@settings(max_examples=60, deadline=None)
@given(cells, st.booleans())
def test_what_was_written_is_read(rows, is_nested):
    def escaped(text):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    table = (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{escaped(t)}</td>" for t in row) + "</tr>" for row in rows)
        + "</table>"
    )
    page = f"<table><tr><td>{table}</td></tr></table>" if is_nested else table
    written = {(r, c): " ".join(t.split()) for r, row in enumerate(rows, 1) for c, t in enumerate(row, 1)}
    read = container.read(page.encode(), "a.xls").sheets[0]
    assert {address: cell.text for address, cell in read.cells.items()} == {k: v for k, v in written.items() if v}


def test_a_broken_tag_that_draws_the_cells_after_it_into_its_own_is_damage():
    page = "<table><tr><td>Gia Bình<tdnh</td><td>1.683</td></tr></table>"
    (finding,) = container.read(page.encode(), "a.xls").findings
    assert (finding.severity, finding.code) == ("error", "damaged")
