"""What is sent to hurt us, and what chance spoils, ends in a finding, soon, and costs the server nothing."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

import pytest

import loaders
from loaders import sandbox
from loaders.container import sniff
from loaders.messages import sentence
from tests.loaders import attacks, spoiling
from tests.loaders.attacks import choking_scan, huge_text, text, with_entities, with_member, with_rows, xml_2003
from tests.loaders.drawn import PERIOD, RECORDS, loaded
from tests.loaders.spoiled import SHEET

CPU_SECONDS = 10.0
"""What one file may cost, its child process included; the tests' own machine may be busy, so no wall clock."""
MEGABYTES = 120
"""What this process may grow by while it hears what became of a file."""

FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
NEAR = f'<row r="1">{attacks.ONE_CELL}</row>'
LOST = {"no-table", "empty-workbook"}

ATTACKS = {
    "zip: 64 MB of blanks in 64 kB": (attacks.dense, {"zip-bomb"}),
    "zip: 310 MB at a ratio that is allowed": (attacks.long, {"zip-bomb"}),
    "zip: the directory says 10 bytes, there are 20 MB": (attacks.understated, {"damaged"}),
    "zip: in zip in zip, twelve deep": (attacks.nested, {"not-a-workbook"}),
    "zip: a part named ../../evil": (with_member("../../evil"), {"unsafe-member-name"}),
    "zip: a part named /etc/passwd": (with_member("/etc/passwd"), {"unsafe-member-name"}),
    "zip: a part named ..\\evil": (with_member("xl\\..\\..\\evil"), {"unsafe-member-name"}),
    "zip: a part named C:\\evil": (with_member("C:\\evil"), {"unsafe-member-name"}),
    "zip: a part twice": (attacks.twice, {"duplicate-member"}),
    "zip: 3,000 parts": (attacks.many_members, {"too-many-members"}),
    "xlsx: a thousand million laughs": (with_entities(SHEET, attacks.LAUGHS, "&a9;"), {"has-dtd"}),
    "xlsx: a file as entity of a sheet": (with_entities(SHEET, attacks.FILE), {"has-dtd"}),
    "xlsx: a file as entity of the texts": (with_entities("xl/sharedStrings.xml", attacks.FILE), {"has-dtd"}),
    "xlsx: an address as document type of the workbook": (
        with_entities("xl/workbook.xml", attacks.WEB, ""),
        {"has-dtd"},
    ),
    "xlsx: a file as entity, in UTF-16": (attacks.in_utf_16, {"has-dtd"}),
    "xlsx: a cell in XFD1048576": (with_rows(FAR), {"too-many-rows"}),
    "xlsx: a cell in row 4,000,000,000": (with_rows(FAR.replace("XFD1048576", "A4000000000")), {"too-many-rows"}),
    "xlsx: a cell in column ZZZZZZ": (with_rows(NEAR.replace("A1", "ZZZZZZ1")), {"too-many-columns"}),
    "xlsx: one merge of the whole sheet": (
        with_rows('<row r="1"/>', after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        {"too-many-merges"},
    ),
    "xlsx: a million merges": (attacks.many_merges, {"too-many-merges"}),
    "xlsx: 4,000,000,000 texts announced": (lambda: attacks.announcing(4_000_000_000), {"damaged"}),
    "xlsx: a million texts": (attacks.many_texts, {"damaged"}),
    "xlsx: 150,000 styles": (attacks.many_styles, {"reader-timeout"} | LOST),
    "xlsx: 60,000 conditional formats": (attacks.many_conditions, {"reader-timeout"} | LOST),
    "xlsx: 20,000 sheets": (attacks.many_sheets, {"too-many-sheets"}),
    "xlsx: 200,000 tags in one another": (attacks.deep, {"zip-bomb", "damaged"} | LOST),
    "xlsx: a quarter of a million cells": (attacks.a_quarter_million_cells, {"too-many-rows", "too-many-cells"}),
    "xlsx: a text of a million letters": (huge_text(1_000_000), {"text-too-long"}),
    "xlsx: 20,000 dossiers of 20,000 offices in 470 kB": (attacks.list_of_offices, {"reader-timeout"}),
    "xlsx: a formula, then 900,000 blanks": (
        choking_scan('<c r="B1"><f>A1</f>', 1, " " * 900_000 + "<x/></c>"),
        LOST,
    ),
    "xlsx: 40,000 error cells without a value": (
        choking_scan('<c r="A1" t="e">', 40_000, "</c>" * 40_000),
        {"damaged"} | LOST,
    ),
    "xlsx: a tag of 900,000 letters r": (choking_scan(f"<c {'r ' * 450_000}/>", 1), {"damaged"} | LOST),
    "xls: a ring of one sector": (lambda: attacks.ring(2, 2), {"damaged"}),
    "xls: a chain back to its start": (lambda: attacks.ring(9, 2), {"damaged"}),
    "xls: a table of 4,000,000,000 sectors": (
        lambda: attacks.compound(at_44=4_000_000_000, at_72=4_000_000_000),
        {"damaged"},
    ),
    "xls: a table of sectors in a ring": (attacks.ring_of_table_sectors, {"damaged"}),
    "xls: a directory beyond the file": (lambda: attacks.compound(at_48=4_000_000), {"damaged", "truncated"}),
    "xls: a record longer than the file": (attacks.lying_record, {"damaged"} | LOST),
    "xls: 4,000,000,000 texts announced": (attacks.lying_texts, {"damaged"} | LOST),
    "xls: a sheet that begins beyond the file": (attacks.lying_sheet_start, {"damaged"} | LOST),
    "xls: a thousand merges of 65,536 rows": (attacks.tall_merges, {"too-many-merges"}),
    "xlsb: a record of 256 MB in 6 bytes": (attacks.xlsb_lying, {"damaged"}),
    "xlsb: a cell in XFD1048576": (attacks.xlsb_far, {"too-many-rows"}),
    "ods: a thousand rows of a thousand cells": (attacks.ods_of_repeats(1_000, 1_000), {"too-many-columns"}),
    "ods: a row 1,000,000 times": (attacks.ods_of_repeats(1_000_000, 5), {"too-many-rows"}),
    "ods: 60,000 rows of five cells": (attacks.ods_of_repeats(60_000, 5), {"too-many-rows"}),
    "ods: 10,000 merges of 900,000 rows": (attacks.ods_of_spans, {"too-many-merges"}),
    "ods: a thousand million laughs": (attacks.ods_with_entities, {"has-dtd"}),
    "xml 2003: a thousand million laughs": (xml_2003("", attacks.LAUGHS), {"has-dtd"}),
    "xml 2003: a file as entity": (xml_2003("", attacks.FILE), {"has-dtd"}),
    "xml 2003: 100 merges of 9,999,999 rows": (
        xml_2003("<Row>" + '<Cell ss:MergeDown="9999999"><Data ss:Type="Number">1</Data></Cell>' * 100 + "</Row>"),
        {"too-many-merges"},
    ),
    "xml 2003: 100,000 tags in one another": (xml_2003("<Row>" * 100_000), {"truncated", "damaged"}),
    "html: 100,000 comments never closed": (text("<table><!-- <td>", 100_000, "<tr><td>1"), {"truncated"}),
    "html: a name of 200,000 blanks": (text("<table><x:Name>" + " " * 200_000, 1, "<tr><td>1</td></tr></table>"), LOST),
    "html: tables 20,000 deep": (text("<table><tr><td>", 20_000, "</html>"), {"damaged"}),
    "html: a cell over a million rows and columns": (
        text('<table><tr><td rowspan="999999" colspan="999999">1</td></tr></table>', 1),
        LOST,
    ),
    "html: 100,000 rows of junk": (text("<tr><td>&#7841;x<td>1.2.3", 100_000, "</table>"), {"too-many-rows"} | LOST),
    "html: 100,000 tags never closed": (
        text("<div><table ", 100_000, "<td>1"),
        {"damaged", "truncated", "html-without-table"},
    ),
    "csv: 200,000 lines of junk": (text("từ ngày ;tháng;năm 1.1.1.1\n", 199_999), {"too-many-rows"}),
    "csv: a line of two million cells": (text("1;", 2_000_000, "\n2;3\n"), {"too-many-columns", "not-a-workbook"}),
    "csv: a quote never closed": (text('a;"b\n', 100_000), {"truncated", "damaged", "too-many-rows"}),
    "csv: a cell of 100 kB": (attacks.long_line, {"text-too-long"}),
    "nothing known": (partial(attacks.noise, b""), {"not-a-workbook"}),
    "only the start of a zip": (partial(attacks.noise, b"PK\x03\x04"), {"truncated", "damaged"}),
    "only the start of an OLE file": (partial(attacks.noise, sniff.OLE), {"damaged", "truncated"}),
}  # fmt: skip


def spent():
    """Return the CPU seconds of this process and its ended children."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


def held(what):
    """Return what this process holds ("VmRSS") or held at most ("VmHWM"), in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{what}:")[2].split()[0]) / 1024


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read from /proc")
@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_in_a_finding_soon_and_without_the_server_growing(name):
    make, codes = ATTACKS[name]
    data = make()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak is counted anew
    before, memory = spent(), held("VmRSS")
    result = loaders.load(data, "a.xlsx")
    assert spent() - before < CPU_SECONDS
    assert held("VmHWM") - memory < MEGABYTES
    errors = [finding for finding in result.findings if finding.severity == "error"]
    assert {finding.code for finding in errors} <= codes
    assert errors
    assert all(sentence(finding, language) for finding in result.findings for language in ("vi", "en"))
    assert result.reports == ()


def test_a_zip_of_zips_is_named_and_not_opened():
    folder = sandbox.unzip(attacks.nested(), "gửi.zip")
    assert {finding.code for finding in folder.findings} == {"archive-not-read"}
    assert folder.files == ()


@pytest.mark.parametrize("binding", ["xlsx", "xls", "xlsb", "ods", "xml-2003", "html"])
def test_a_file_cut_at_any_twentieth_is_refused_or_lost_nothing(binding):
    whole = spoiling.samples()[f"K2-2 as {binding}"]
    cut = [whole[: len(whole) * part // 20] for part in range(20)]
    assert set(spoiling.endings(whole, cut)) <= {spoiling.REFUSED, spoiling.SAME}


def test_a_text_cut_within_a_line_is_refused_and_after_one_doubted():
    whole = spoiling.samples()["K2-2 as csv"]
    start = whole.index("Gia Bình".encode())
    lines = [at for at in range(start, len(whole) - 2) if whole[at : at + 2] == b"\r\n"]
    within = [whole[: at + 6] for at in lines[:-1]]
    assert set(spoiling.endings(whole, within)) == {spoiling.REFUSED}
    after = spoiling.endings(whole, [whole[:at] for at in lines[:-1]])
    assert set(after) <= {spoiling.REFUSED, spoiling.NAMED, spoiling.SAME}
    assert spoiling.NAMED in after


@pytest.mark.parametrize(
    "name",
    ["K2-2 as xlsx", "K2-2 as xls", "K2-2 as xlsb", "K2-2 as ods", "II.06a as xml-2003", "PL3 as html", "PL3 as csv"],
)
def test_a_file_spoiled_by_chance_is_never_taken_with_other_figures(name):
    """A few copies of each; `python -m benchmarks.flips` spoils thousands."""
    whole = spoiling.samples()[name]
    ways = [way for way in spoiling.SPOILINGS if not (way == "cut short" and name.endswith("csv"))]
    files = [one for way in ways for one in spoiling.spoiled(whole, way, times=10, seed=1)]
    assert set(spoiling.endings(whole, files)) <= {*spoiling.ENDINGS} - {spoiling.KILLED}


LONGEST = 8_000
CHOKING = (
    *("ngày tháng ", "từ ngày ", "từ ngày 1/1/2024 ", "tháng 1", "năm ", "lũy kế ", "so với ", "tuần 1 ", "quý I "),
    *("đơn vị báo cáo: ", "đơn vị tính ", "dịch vụ ", "mức 4 ", "tổng ", "cấp xã ", "huyện Gia Bình ", "xã "),
    *(
        "1",
        "1.",
        "1.111.",
        "1 ",
        "1/",
        "(",
        "()",
        "(1=",
        "a: ",
        ";",
        "%",
        "-",
        "X.",
        "_x000D_",
        ". ",
        "a\n",
        "ệ",
        "e\u0323",
    ),
)
"""What patterns look for, over and over without what should follow: the longest text that is let through."""


def _table(place, words):
    """Return a small table with the words in that place."""
    rows = {
        "title": [(words,), (PERIOD,), RECORDS, (1, "Gia Bình", 1, 1)],
        "heading": [(PERIOD,), (*RECORDS[:3], words, RECORDS[3]), (1, "Gia Bình", 1, 1, 1)],
        "name": [(PERIOD,), RECORDS, (1, words, 1, 1)],
        "number": [(PERIOD,), RECORDS, (words, None, 1, 1)],
        "figure": [(PERIOD,), RECORDS, (1, "Gia Bình", words, 1)],
        "foot": [(PERIOD,), RECORDS, (1, "Gia Bình", 1, 1), (None, None, None, None), (words,)],
    }
    return rows[place]


@pytest.mark.parametrize("end", ["", "x"])
@pytest.mark.parametrize("place", ["title", "heading", "name", "number", "figure", "foot"])
def test_no_text_keeps_the_server_busy(place, end):
    for words in CHOKING:
        text = (words * LONGEST)[: LONGEST - 1] + end
        before = spent()
        loaded(*_table(place, text))
        assert spent() - before < 0.5, words


MANY = 5_000
LINES = {
    "a unit": lambda n: (n, "Huyện Gia Bình", 1, 1),
    "unknown names": lambda n: (n, f"Xã {n}", 1, 1),
    "levels": lambda _: (None, "DVC toàn trình", 1, 1),
    "totals": lambda n: (None, "Tổng số", n, 1),
    "sections": lambda n: ("I", f"Cấp xã {n}", None, None),
    "sections with figures": lambda n: ("I", f"Cấp xã {n}", n, 1),
    "names without figures": lambda n: (n, "Huyện Gia Bình", None, None),
    "notes": lambda n: (None, f"ghi {n}", None, None),
    "wrong figures": lambda n: (n, "Huyện Gia Bình", "một", "hai"),
}


@pytest.mark.parametrize("name", LINES)
def test_lines_without_end_take_time_by_their_number_alone(name):
    before = spent()
    loaded((PERIOD,), RECORDS, *map(LINES[name], range(MANY)))
    assert spent() - before < 4.0


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([RECORDS] * 4_000, id="headers alone"),
        pytest.param([("STT",) * 100] * 4_000, id="headers side by side"),
        pytest.param([(PERIOD,), RECORDS, (1, "Gia Bình", 1, 1)] * 1_500, id="tables one under another"),
    ],
)
def test_tables_without_end_are_refused(rows):
    before = spent()
    result = loaded(*rows)
    assert spent() - before < 6.0
    assert [finding.code for finding in result.findings] == ["too-many-tables"]
    assert result.reports == ()
