"""What a file is told by its bytes; each that is no workbook ends in one finding that names it."""

import random
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import container
from tests.loaders import spoiled

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 13, b"IHDR") + bytes(17)
WORD = '<Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
SLIDES = WORD.replace("wordprocessingml.document", "presentationml.presentation")
LOCKED_ODS = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": "<encryption-data/>",
}
FLAT_ODF = b'<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
SIGN_IN = "<!DOCTYPE html><html><head><title>Đăng nhập</title></head><body><form></form></body></html>".encode()
ONE_SHEET = spoiled.workbook()
LOCKED_XLS = spoiled.xls(b"", in_globals=spoiled.record(0x2F, b"\0\0"))


def locked_zip() -> bytes:
    whole = bytearray(spoiled.zipped({"a.xlsx": b"x"}))
    whole[6] |= 1
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


@pytest.mark.parametrize(
    ("data", "code", "found"),
    [
        (b"", "empty-file", "0"),
        (b"\r\n  \r\n", "empty-file", "6"),
        (bytes(4096), "empty-file", "4096"),
        (PNG, "image-not-workbook", "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "image-not-workbook", "JPEG"),
        (b"\0\0\0\x18ftypheic" + bytes(100), "image-not-workbook", "HEIC"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "pdf-not-workbook", "PDF"),
        (rb"{\rtf1\ansi Bao cao}", "word-not-workbook", "RTF"),
        (spoiled.zipped({"[Content_Types].xml": WORD}), "word-not-workbook", "Word"),
        (spoiled.zipped({"[Content_Types].xml": SLIDES}), "not-a-workbook", "PowerPoint"),
        (spoiled.compound({"WordDocument": b"x"}), "word-not-workbook", "Word"),
        (spoiled.compound({"PowerPoint Document": b"x"}), "not-a-workbook", "PowerPoint"),
        (spoiled.compound({"__properties": b"x"}), "not-a-workbook", "OLE"),
        (spoiled.zipped({"ảnh.png": PNG}), "not-a-workbook", "zip"),
        (b"Rar!\x1a\x07\x01\0" + bytes(50), "archive-not-read", "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "archive-not-read", "7z"),
        (FLAT_ODF, "format-not-read", "Flat ODF"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "format-not-read", "MHTML"),
        (b"ID;PWXL;N;E\r\n", "format-not-read", "SYLK"),
        (b"<?xml version='1.0'?><invoice/>", "not-a-workbook", "XML"),
        (b'{"error": "Het phien lam viec"}', "not-a-workbook", "text"),
        ("Kính gửi quý cơ quan\nTrân trọng\n".encode(), "not-a-workbook", "text"),
        (SIGN_IN, "html-without-table", "Đăng nhập"),
        (spoiled.compound({"EncryptedPackage": b"x"}), "encrypted", "xlsx"),
        (LOCKED_XLS, "encrypted", "xls"),
        (spoiled.zipped(LOCKED_ODS), "encrypted", "ods"),
        (locked_zip(), "encrypted", "zip"),
        (ONE_SHEET[:20], "truncated", "zip"),
        (ONE_SHEET[:-30], "truncated", "zip"),
        (ONE_SHEET[:700], "truncated", "zip"),
        (spoiled.xls(b"")[:300], "truncated", "OLE"),
        (spoiled.xls(b"")[:2048], "truncated", "OLE"),
        (b"<html><body><table><tr><td>1</td></tr><tr><td>2", "truncated", "HTML"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(data, code, found):
    contents = container.read(data, "Biểu 01.xlsx")
    (finding,) = contents.findings
    assert (finding.severity, finding.code, finding.found) == ("error", code, found)
    assert finding.values["name"] == "Biểu 01.xlsx"
    assert contents.sheets == ()


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv", "a", "a.png"])
def test_the_name_decides_nothing(name):
    assert container.read(ONE_SHEET, name).container == "xlsx"


@pytest.mark.parametrize("seed", range(20))
def test_noise_is_no_workbook(seed):
    noise = random.Random(seed).randbytes(3000)  # noqa: S311 - seeded, so that a failure can be repeated
    (finding,) = container.read(noise, "a.xls").findings
    assert finding.code == "not-a-workbook"


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_nothing_is_raised_for_any_bytes(data):
    contents = container.read(data, "a")
    assert contents.sheets or contents.findings


@pytest.mark.parametrize("header_field", [*range(24, 76, 2)])
def test_a_compound_file_with_a_spoiled_header_is_read_or_refused(header_field):
    whole = bytearray(spoiled.xls(spoiled.record(0x203, struct.pack("<HHHd", 0, 0, 15, 12.0))))
    whole[header_field : header_field + 2] = b"\xf3\x77"
    contents = container.read(bytes(whole), "a.xls")
    assert contents.sheets or contents.findings[0].code in {"damaged", "truncated"}
