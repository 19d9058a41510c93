"""A form on paper, as LibreOffice prints it: nobody signs a page without figures, and no column is left for another."""

import shutil
import subprocess

import pytest

from forms_out import paper
from forms_out.layouts import LAYOUTS
from forms_out.table import Line, Table
from reference.period import Period
from tests.documents.paper_store import members
from tests.forms_out.read_back import MADE_AT

PROGRAMS = ("soffice", "pdftotext")
COUNTS = {"II.06a": (18, 21, 24, 27, 33, 60), "PL4": (13, 17), "K3-2": (36,)}
"""Units of which some make a page full, some a page and a little, some more."""


def made(form, count):
    layout = LAYOUTS[form]
    below = {"partial": {}, "full": {}} if layout.rows == "levels" else {}
    figures = {name: 1000 for name in layout.figures if "/" not in name}
    lines = tuple(Line("unit", f"Xã Bình An {at}", figures, ordinal=at, below=below) for at in range(1, count + 1))
    return Table(layout, Period.month(2026, 5), "UBND TỈNH BẮC NINH", lines, note="Tổng hợp báo cáo của các đơn vị")


@pytest.mark.skipif(not all(map(shutil.which, PROGRAMS)), reason="apt install libreoffice-calc poppler-utils")
def test_the_page_that_is_signed_has_lines_of_figures_and_a_page_is_as_wide_as_the_form(tmp_path):
    for form, counts in COUNTS.items():
        for count in counts:
            (tmp_path / f"{form} {count}.xlsx").write_bytes(paper.written(made(form, count), MADE_AT))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    files = sorted(map(str, tmp_path.glob("*.xlsx")))
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240)
    of_files = {path.stem: _pages(path) for path in tmp_path.glob("*.pdf")}
    assert len(of_files) == len(files)
    for name, pages in of_files.items():
        units = [page.count("Xã Bình An") for page in pages]
        assert sum(units) == int(name.split()[-1])
        assert min(units) >= (1 if name.startswith("PL4") else 2), name  # there a unit has two levels below it
        assert "THỦ TRƯỞNG ĐƠN VỊ" in pages[-1]


def _pages(path):
    told = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, timeout=60)
    return told.stdout.decode().split("\f")[:-1]


def test_a_form_that_is_one_page_or_ends_well_within_another_is_left_to_the_program():
    """A break of ours would make two pages of one."""
    for count in (5, 42):
        assert b"rowBreaks" not in _sheet(paper.written(made("II.06a", count), MADE_AT))
    assert b"rowBreaks" in _sheet(paper.written(made("II.06a", 24), MADE_AT))


def _sheet(content):
    return members(content)["xl/worksheets/sheet1.xml"]
