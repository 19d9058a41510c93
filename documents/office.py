"""The layout of an office's paper: head, title, body, tables, pictures and the place for a signature, as Word.

After Decree 30/2020/NĐ-CP on records work, annex I: A4 with its margins, Times New Roman, the national heading with its
rule, the number, the place and date in italics, "Nơi nhận", and page numbers at the top from the second page on. What
the officer has not filled in is left as dots. The decree's own formulas are Vietnamese in every language.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from documents import packed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from docx.document import Document as Paper
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
DOTS = "." * 10
WIDTH = 210 - 30 - 20
"""Millimetres between the margins."""
LEFT = 64
"""Of these, what the issuing body has."""

WHOLE_ROWS = 12
"""A table of so many rows is not divided over two pages."""
_END_ROWS = 3
"""Of a longer one so many stay together at the beginning and at the end."""

Side = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """What the officer fills in; "" and None are left as dots on the paper."""

    superior: str = ""
    body: str = ""
    number: str = ""
    symbol: str = ""
    """What stands behind the body's kind of paper: "VP" in "BC-VP"."""
    place: str = ""
    day: date | None = None
    recipients: tuple[str, ...] = ()
    title: str = ""
    """Of who signs: "CHÁNH VĂN PHÒNG"."""
    signer: str = ""
    contact: str = ""
    """Who answers questions, with a telephone number or an address."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, its side."""

    heading: str
    share: float = 1.0
    side: Side = field(default="center")


def paper(made_at: datetime, title: str) -> Paper:
    """Return an empty A4 paper in the decree's margins and letters, with page numbers from the second page on."""
    made = Document()
    moment = made_at.replace(tzinfo=None)
    properties = made.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = moment
    relations = made.part.package.rels  # the empty paper of python-docx carries a picture of itself
    for name in [name for name, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[name]
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(13)
    fonts = normal.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    normal.paragraph_format.space_after = Pt(0)
    _number_pages(section.header.paragraphs[0])
    return made


def written(made: Paper) -> bytes:
    """Return the paper's bytes; the same paper gives the same."""
    sink = io.BytesIO()
    made.save(sink)
    return packed.dated_anew(sink.getvalue())


def head(made: Paper, heading: Heading, kind: str | None = None, about: str = "") -> None:
    """Write who issues the paper and its number on the left, the nation, its motto, place and date on the right.

    `kind` is the sign of the kind of paper, "BC" for a report; "" for a letter, whose subject `about` stands below its
    number; None for a sheet that has no number of its own.
    """
    left, right = _two_columns(made, LEFT, WIDTH - LEFT)
    _line(left, heading.superior.upper() or DOTS * 3, size=12, first=True)
    _line(left, heading.body.upper() or DOTS * 3, size=12, bold=True)
    _rule(left, LEFT, 24)
    if kind is not None:
        _line(left, f"Số: {_number(heading, kind)}", size=13)
    if about:
        _line(left, about, size=12)
    _line(right, NATION, size=12, bold=True, first=True)
    _line(right, MOTTO, size=13, bold=True)
    _rule(right, WIDTH - LEFT, 57)
    _line(right, f"{heading.place or DOTS}, {_day(heading.day)}", size=13, italic=True)


def title(made: Paper, kind: str, about: str) -> None:
    """Write the kind of paper and what it is about, with the rule below."""
    text(made, kind, size=14, bold=True, side="center", before=14)
    text(made, about, size=14, bold=True, side="center")
    _ruled(made.add_paragraph(), WIDTH, 55)


def text(
    made: Paper,
    words: str,
    *,
    size: float = 13,
    bold: bool = False,
    italic: bool = False,
    side: Side | None = None,
    before: float = 6,
) -> None:
    """Write a paragraph: of the body, justified and indented, unless a `side` is named."""
    paragraph = made.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = Pt(before)
    form.alignment = ALIGN.JUSTIFY if side is None else getattr(ALIGN, side.upper())
    if side is None:
        form.first_line_indent = Mm(10)
        form.line_spacing = 1.1
    _run(paragraph, words, size=size, bold=bold, italic=italic)


def last_words(made: Paper, words: str) -> None:
    """Write the body's last paragraph with the decree's closing sign, on the page of the signature."""
    text(made, f"{words.removesuffix('.')}./.")
    made.paragraphs[-1].paragraph_format.keep_with_next = True


def heading_of_part(made: Paper, words: str) -> None:
    """Write the bold heading of a part, kept with what follows."""
    text(made, words, bold=True)
    made.paragraphs[-1].paragraph_format.keep_with_next = True


def caption(made: Paper, words: str) -> None:
    """Write the line above a table, kept with it."""
    text(made, words, size=12, italic=True, side="center", before=8)
    made.paragraphs[-1].paragraph_format.space_after = Pt(3)
    made.paragraphs[-1].paragraph_format.keep_with_next = True


def table(
    made: Paper,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    size: float = 11,
    *,
    is_before_closing: bool = False,
) -> None:
    """Write a ruled table whose headings stand on every page; a short one is kept on one, and no end is left alone.

    What `is_before_closing` ends on the page of the signature, so that nobody signs an empty page.

    The XML is written whole: cell by cell through python-docx a hundred papers took some minutes.
    """
    whole = sum(one.share for one in columns)
    widths = [round(WIDTH * 56.7 * one.share / whole) for one in columns]  # twentieths of a point
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides_of_text = [one.side for one in columns]
    named = [
        _cell(one.heading, width, "center", size, bold=True, is_kept=True)
        for one, width in zip(columns, widths, strict=True)
    ]
    kept = _kept_with_next(len(rows), is_before_closing=is_before_closing)
    lines = [
        _row([_cell(*cell, size, is_kept=is_kept) for cell in zip(row, widths, sides_of_text, strict=True)])
        for row, is_kept in zip(rows, kept, strict=True)
    ]
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _BORDERS)
    look = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    whole_table = f"{look}<w:tblGrid>{grid}</w:tblGrid>{_row(named, is_heading=True)}{''.join(lines)}"
    made.element.body.insert_element_before(
        parse_xml(f"<w:tbl {nsdecls('w')}>{whole_table}</w:tbl>"),
        "w:sectPr",
    )


def picture(made: Paper, content: bytes, about: str, width: int = WIDTH) -> None:
    """Place a picture, `width` millimetres wide, with words for who cannot see it."""
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.alignment = ALIGN.CENTER
    paragraph.paragraph_format.space_before = Pt(6)
    drawn = paragraph.add_run().add_picture(io.BytesIO(content), width=Mm(width))
    drawn._inline.docPr.set("descr", about)  # noqa: SLF001 - python-docx has no other way to name a picture


def closing(made: Paper, heading: Heading, kept: str = "Lưu: VT.", lines: int = 4) -> None:
    """Write who receives the paper on the left, who signs it on the right, with so many lines for the signature."""
    made.add_paragraph().paragraph_format.keep_with_next = True
    left, right = _two_columns(made, 80, WIDTH - 80)
    _line(left, "Nơi nhận:", size=12, bold=True, italic=True, side="left", first=True)
    receivers = heading.recipients or (DOTS * 3,)
    for place, one in enumerate((*receivers, kept)):
        _line(left, f"- {one}{'' if place == len(receivers) else ';'}", size=11, side="left")
    _line(right, heading.title.upper() or DOTS * 4, size=13, bold=True, first=True)
    for _ in range(lines):
        _line(right, "", size=13)
    _line(right, heading.signer or DOTS * 4, size=13, bold=bool(heading.signer))


def annex(made: Paper, words: str, about: str, heading: Heading, kind: str) -> None:
    """Begin the annex on a page of its own, with the paper it belongs to; its pages are numbered anew."""
    section = made.add_section(WD_SECTION.NEW_PAGE)
    # The break is a paragraph after the signatures: as high as a line it could have a page of its own.
    end = made.paragraphs[-1]
    end.paragraph_format.line_spacing = Pt(1)
    end.add_run().font.size = Pt(1)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    whole = section._sectPr  # noqa: SLF001 - where pages begin to count is not in python-docx
    whole.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")
    text(made, words, size=14, bold=True, side="center", before=0)
    text(made, about, size=14, bold=True, side="center", before=0)
    of_paper = f"{_number(heading, kind)} {_day(heading.day)} của {heading.body or DOTS * 2}"
    text(made, f"(Kèm theo Báo cáo số {of_paper})", size=13, italic=True, side="center", before=0)
    _ruled(made.add_paragraph(), WIDTH, 55)


def _number(heading: Heading, kind: str) -> str:
    """Write the number and the signs of a paper: "12/BC-VP"."""
    return f"{heading.number or DOTS}/{'-'.join(one for one in (kind, heading.symbol or '.' * 5) if one)}"


_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def _kept_with_next(count: int, *, is_before_closing: bool) -> list[bool]:
    """Say of each row of a table whether what comes next must stand on its page."""
    ends = {*range(_END_ROWS), *range(count - _END_ROWS, count)}
    return [
        (count <= WHOLE_ROWS or place in ends) and (place < count - 1 or is_before_closing) for place in range(count)
    ]


def _cell(words: str, width: int, side: Side, size: float, *, bold: bool = False, is_kept: bool = False) -> str:
    look = f'{"<w:b/>" if bold else ""}<w:sz w:val="{round(size * 2)}"/>'
    keep = "<w:keepNext/>" if is_kept else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{keep}<w:spacing w:before="20" w:after="20"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p></w:tc>'
    )


def _row(cells: Sequence[str], *, is_heading: bool = False) -> str:
    look = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_heading else ''}</w:trPr>"
    return f"<w:tr>{look}{''.join(cells)}</w:tr>"


def _two_columns(made: Paper, *widths: int) -> tuple[_Cell, _Cell]:
    frame = made.add_table(rows=1, cols=2)
    frame.autofit = False
    for column, cell, width in zip(frame.columns, frame.rows[0].cells, widths, strict=True):
        column.width = cell.width = Mm(width)
    frame.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - not in python-docx
    left, right = frame.rows[0].cells
    return left, right


def _line(
    cell: _Cell,
    words: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    side: Side = "center",
    first: bool = False,
) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.paragraph_format.alignment = getattr(ALIGN, side.upper())
    _run(paragraph, words, size=size, bold=bold, italic=italic)


def _run(paragraph: Paragraph, words: str, *, size: float, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(words)
    run.font.size = Pt(size)
    run.bold, run.italic = bold, italic


def _rule(cell: _Cell, room: float, length: float) -> None:
    _ruled(cell.add_paragraph(), room - 4, length)


def _ruled(paragraph: Paragraph, room: float, length: float) -> None:
    """Turn an empty paragraph into a rule so many millimetres long, in the middle of the room it has."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm((room - length) / 2)
    form.space_before, form.line_spacing = Pt(2), Pt(5)
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in {"val": "single", "sz": "6", "space": "1", "color": "000000"}.items():
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    look = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - borders are not in python-docx
    look.insert_element_before(border, "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _number_pages(paragraph: Paragraph) -> None:
    """Write the page's number in the middle of the head."""
    paragraph.paragraph_format.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = "PAGE"
        run._r.append(mark)  # noqa: SLF001 - fields are not in python-docx


def _day(day: date | None) -> str:
    """Write a day as the decree wants it: with a nought before days under 10 and before January and February."""
    if day is None:
        return "ngày ..... tháng ..... năm ........."
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
