"""Text files in the code pages that Vietnamese offices have used, and text written for fonts that Unicode replaced."""

import unicodedata

import pytest

from loaders import container
from loaders.container.legacy import font
from tests.loaders import spoiled

ROWS = "Đơn vị\tTổng số\nHuyện Gia Bình\t1.264\nThị xã Quế Võ\t812\n"
PAGE = "<table><tr><td>Đơn vị<td>Tổng số<tr><td>Huyện Gia Bình<td>1.264</table>"
TCVN3 = "§¬n vÞ\tTæng sè\nHuyÖn Gia B×nh\t1.264\nThÞ x· QuÕ Vâ\t812\n"
VNI = "Ñôn vò\tToång soá\nHuyeän Gia Bình\t1.264\nThò xaõ Queá Voõ\t812\n"


def in_1258(text):
    """Write text as Windows does in Vietnamese: letters whole where the code page has them, their tones after them."""
    bases = unicodedata.normalize("NFD", text)
    for decomposed in ("Ă", "ă", "Â", "â", "Ê", "ê", "Ô", "ô", "Ơ", "ơ", "Ư", "ư"):
        bases = bases.replace(unicodedata.normalize("NFD", decomposed), decomposed)
    # the hook or dot may stand between a letter and its circumflex in NFD
    for letter in "âêôÂÊÔ":
        base, circumflex = unicodedata.normalize("NFD", letter)
        bases = bases.replace(f"{base}\u0323{circumflex}", f"{letter}\u0323")
    return bases.encode("cp1258")


def texts(contents):
    return [held.text for held in contents.sheets[0].cells.values()]


def codes(contents):
    return [(finding.severity, finding.code) for finding in contents.findings]


@pytest.mark.parametrize(
    "data",
    [
        ROWS.encode("utf-8"),
        ROWS.encode("utf-8-sig"),
        ROWS.encode("utf-16"),
        ROWS.encode("utf-16-le"),
        ROWS.encode("utf-16-be"),
        ("\ufeff" + ROWS).encode("utf-16-be"),
        unicodedata.normalize("NFD", ROWS).encode("utf-8"),
    ],
)
def test_unicode_is_read_with_or_without_its_mark(data):
    contents = container.read(data, "a.csv")
    assert contents.findings == ()
    assert [unicodedata.normalize("NFC", text) for text in texts(contents)][2:4] == ["Huyện Gia Bình", "1.264"]


def test_the_windows_code_page_is_read_with_a_warning():
    contents = container.read(in_1258(ROWS), "a.csv")
    assert codes(contents) == [("warning", "encoding-guessed")]
    assert texts(contents) == [cell for line in ROWS.splitlines() for cell in line.split("\t")]


@pytest.mark.parametrize(
    ("declared", "findings"),
    [
        ("windows-1258", []),
        ("iso-8859-1", [("warning", "encoding-guessed")]),
        ("windows-1252", [("warning", "encoding-guessed")]),
    ],
)
def test_a_page_in_the_windows_code_page_is_read_whatever_it_declares(declared, findings):
    contents = container.read(f"<meta charset={declared}>".encode() + in_1258(PAGE), "a.xls")
    assert codes(contents) == findings
    assert texts(contents) == ["Đơn vị", "Tổng số", "Huyện Gia Bình", "1.264"]


@pytest.mark.parametrize(("written", "name"), [(TCVN3, "TCVN3 (.VnTime)"), (VNI, "VNI")])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_text_of_an_old_font_is_refused_with_the_fonts_name(written, name, encoding):
    (finding,) = container.read(written.encode(encoding), "a.csv").findings
    assert (finding.severity, finding.code, finding.where) == ("error", "legacy-font", "Sheet1!A1")
    assert finding.values["font"] == name
    assert "UniKey" in finding.hint("vi")


def test_an_old_font_is_told_in_a_workbook_too():
    cell = '<row r="1"><c r="B2" t="inlineStr"><is><t>Huyeän Gia Bình</t></is></c></row>'
    (finding,) = container.read(spoiled.workbook(cell), "a.xlsx").findings
    assert (finding.code, finding.where) == ("legacy-font", "Biểu 01!B2")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UBND huyÖn Yªn Phong", "TCVN3 (.VnTime)"),
        ("TæNG Sè Hå S¬", "TCVN3 (.VnTime)"),
        ("TOÅNG SOÁ", "VNI"),
        ("Phöôøng Vuõ Ninh", "VNI"),
        ("Huyện Gia Bình, diện tích 107,59 km²", None),
        ("Größe in Köln, naïve façade, © ® ± × ÷", None),
        ("Sở Y tế", None),
        ("", None),
    ],
)
def test_an_old_font_is_told_by_common_words_alone(text, name):
    assert font(text) == name


@pytest.mark.parametrize("text", ["Huyện Gia Bình", "Đơn vị", "Phường Vũ Ninh", "Tổng số"])
def test_unicode_read_a_byte_at_a_time_is_garbled(text):
    wrong = text.encode().decode("latin-1")
    for seen in {wrong, text.encode().decode("cp1252", "replace")}:
        (finding,) = container.read(f"a;b\n{seen};1\nx;2\n".encode(), "a.csv").findings
        assert (finding.severity, finding.code) == ("error", "garbled-text")
