"""Files that no officer should get stuck on: name, bytes, and a word of the sentence each is answered with."""

from __future__ import annotations

from pathlib import Path

from tests.loaders.spoiled import compound, workbook

SAMPLE = Path(__file__).parents[2] / "sample_data"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(64)


def whole_workbook() -> bytes:
    """Return a good workbook, to be spoiled."""
    return next((SAMPLE / "2024" / "09").glob("*.xlsx")).read_bytes()


BAD_FILES = {
    "picture": ("ảnh.xlsx", PNG, "picture"),
    "empty": ("trống.xlsx", b"", "empty"),
    "encrypted": ("mật.xlsx", compound({"EncryptionInfo": b"\x04\x00", "EncryptedPackage": b"\x00"}), "password"),
    "truncated": ("cụt.xlsx", whole_workbook()[:-900], "breaks off"),
    "not ours": ("lịch trực.xlsx", workbook(), "No table of a known form"),
}
