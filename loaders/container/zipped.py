"""A zip's bytes into sheets, by what is inside: .xlsx and .xlsm, .xlsb, .ods - or the name of what it is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.container import archive, ods, xlsb, xlsx
from loaders.container.contents import Unreadable
from loaders.report import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.sheet import Sheet

_Signatures = tuple[tuple[bytes, str], ...]

_OPEN_XML: _Signatures = (
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"ms-excel.sheet.macroEnabled.main+xml", "xlsm"),
    (b"ms-excel.template.macroEnabled.main+xml", "xlsm"),
    (b"ms-excel.addin.macroEnabled.main+xml", "xlsm"),
    (b"ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
    (b"wordprocessingml", "word"),
    (b"ms-word", "word"),
    (b"presentationml", "presentation"),
)
_OPEN_DOCUMENT: _Signatures = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.text", "word"),
    (b"application/vnd.oasis.opendocument.presentation", "presentation"),
)
_NOT_WORKBOOKS = {
    "word": ("word-not-workbook", "Word"),
    "presentation": ("not-a-workbook", "PowerPoint"),
    "": ("not-a-workbook", "zip"),
}


def read(data: bytes) -> tuple[str, tuple[Sheet, ...], list[Finding]]:
    """Return the container's name, its sheets and findings; every member was inflated and checked before."""
    members = archive.members(data)
    container = kind(members)
    if container in _NOT_WORKBOOKS:
        code, found = _NOT_WORKBOOKS[container]
        raise Unreadable(code, found=found)
    if container in {"xlsx", "xlsm"}:
        sheets, findings = xlsx.read(data, members)
    else:
        sheets, findings = _checked(data, container, members)
    macro = any(name.lower().endswith("vbaproject.bin") for name in members)
    notes = [Finding("note", "macro-ignored")] if macro else []
    return container, sheets, [*findings, *notes]


def kind(members: Mapping[str, bytes]) -> str:
    """Return "xlsx", "xlsm", "xlsb", "ods", "word", "presentation", or "" for a zip of other things."""
    types, signatures = members.get("[Content_Types].xml"), _OPEN_XML
    if types is None:
        types, signatures = members.get("mimetype", b""), _OPEN_DOCUMENT
    return next((name for signature, name in signatures if signature in types), "")


def _checked(data: bytes, container: str, members: Mapping[str, bytes]) -> tuple[tuple[Sheet, ...], list[Finding]]:
    if b"encryption-data" in members.get("META-INF/manifest.xml", b""):
        raise Unreadable("encrypted", found=container)
    for _ in archive.xml_parts(members):  # its checks are what is wanted
        pass
    return xlsb.read(data, members) if container == "xlsb" else ods.read(data, members)
