"""The sample's April 2024, in which one district sent nothing, and July 2025; and the papers made of them."""

import zipfile
from datetime import date, datetime
from io import BytesIO

from docx import Document

from documents.office import Heading
from reference.period import VIETNAM
from tests import sample

AT = datetime(2026, 10, 20, 8, tzinfo=VIETNAM)
FILLED = Heading(
    *("UBND tỉnh Bắc Ninh", "Văn phòng", "12", "VP", "Bắc Ninh", date(2024, 2, 5)),
    *(("Thường trực UBND tỉnh",), "Chánh Văn phòng", "Nguyễn Văn A", "Phòng KSTTHC, 0222 000 000"),
)


def filled(folder):
    return sample.filled(folder, "2024/03", "2024/04", "2025/07")


def tables(content):
    """Every ruled table of a Word document: a list of its rows' texts."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(BytesIO(content)).tables
        if len(table.columns) > 2
    ]


def words(content):
    made = Document(BytesIO(content))
    framed = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in made.paragraphs), *framed])


def members(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
