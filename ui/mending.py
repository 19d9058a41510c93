"""A file with findings -> the same workbook with each of them marked in its cell, to be mended and sent again."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

import loaders
from ui import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.report import Finding
    from ui.waiting import Waiting

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(file: Waiting) -> None:
    """Offer the marked workbook where something that was found has a cell."""
    _ = language.words()
    found = [finding for finding in file.loaded.findings if finding.severity != "note"]
    if not any("!" in finding.where for finding in found):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            _("Download the marked workbook"),
            # A download runs on a thread without a session, so everything it needs is bound here.
            partial(_marked, file.original, file.name, found, language.current()),
            file_name=_("{name} - marked.xlsx").format(name=PurePath(file.name).stem),
            mime=XLSX,
            key=f"marked {file.key}",
            icon=":material/download:",
            on_click="ignore",
        )
        st.caption(_("Mend the marked cells in Excel or LibreOffice, save, and drop the file here again."))


def _marked(original: bytes, filename: str, findings: Sequence[Finding], in_language: str) -> bytes:
    return loaders.marked(original, filename, findings, in_language).workbook
