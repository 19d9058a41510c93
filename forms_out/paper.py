"""A form with its lines -> the workbook that an office prints and signs, or sends on as it is."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import xlsxwriter

from forms_out import naming
from forms_out.headings import placed
from forms_out.layouts import NAME, ORDINAL, Change, Empty, Share
from forms_out.table import Line, shown, total

if TYPE_CHECKING:
    from datetime import datetime

    from xlsxwriter.format import Format as Style
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from forms_out.layouts import Field, Layout
    from forms_out.table import Figure, Table
    from reference.period import Period

FONT = "Times New Roman"
PROVINCE = "UBND TỈNH BẮC NINH"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
RECEIVER = "Văn phòng UBND tỉnh"
SIGNED = ("Người lập biểu", "THỦ TRƯỞNG ĐƠN VỊ\n(ký tên, đóng dấu)")
WHEN = "Ngày …… tháng …… năm ……"
NAME_WIDTH, ORDINAL_WIDTH, FIGURE_WIDTH = 38, 6, 12
ASKED, WORKED_OUT = "#FFF9DB", "#E9ECEF"
UPRIGHT = 8
"""A form of so many columns is read on a page that stands upright, where its lines are twice as many."""
LINE = 17
"""Points that a line of text is high."""
SIGNED_LINES = 4
"""So many rows of figures at least stand on the page that is signed."""
_ROOMS = (0.93, 1.0, 1.05)
"""Of what a page should hold so much may be its room, the least first."""
_A4 = (595.3, 841.9)
"""Points across and down."""
_INCH = 72
_SIDE, _TOP = 0.5, 0.6
"""Margins in inches."""
_PIXELS, _PADDING = 7.4, 5
"""What a character of a column's width takes, and a column besides, at 96 pixels an inch."""

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # Columns are as many of this font's digits wide: where it were one that a machine lacks, another's would count.
    "default_format_properties": {"font_name": FONT, "font_size": 11},
}
_CENTRED = {"align": "center", "valign": "vcenter", "text_wrap": True}
_BOXED = {"border": 1, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, Any]] = {
    "letterhead": {**_CENTRED, "bold": True},
    "left": {"valign": "top", "text_wrap": True},
    "title": {**_CENTRED, "bold": True, "font_size": 13},
    "period": {**_CENTRED, "italic": True},
    "heading": {**_CENTRED, **_BOXED, "bold": True},
    "numbering": {**_CENTRED, **_BOXED, "italic": True, "font_size": 9},
    "text": {**_BOXED, "text_wrap": True},
    "level": {**_BOXED, "indent": 1, "italic": True},
    "ordinal": {**_BOXED, "align": "center"},
    "count": {**_BOXED, "num_format": "#,##0", "align": "right"},
    "share": {**_BOXED, "num_format": "0.00%", "align": "right"},
    "target": {**_BOXED, "num_format": "0%", "align": "center"},
    "change": {**_BOXED, "num_format": "+0.00;-0.00;0.00", "align": "right"},
    "word": {**_BOXED, "align": "center"},
    "note": {"valign": "top", "text_wrap": True, "italic": True, "font_size": 10},
}


@dataclass
class Page:
    """The sheet being written; `row` is the next free one, counted from 0; `places` are the lines' rows.

    `heights` are in points, of rows that are not one line high; `repeated` the first and last row on each page. A sheet
    that `is_blank` is to be filled in: without a total, and with cells to write to.
    """

    book: Workbook
    sheet: Worksheet
    table: Table
    row: int = 0
    is_blank: bool = False
    places: list[tuple[Line, int]] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    repeated: tuple[int, int] = (0, 0)

    @property
    def width(self) -> int:
        """How many columns the form has."""
        return len(self.table.layout.fields)

    def style(self, look: str, **more: Any) -> Style:  # noqa: ANN401 - XlsxWriter's own words
        """Return a look of the house, changed by XlsxWriter's own words for it."""
        return self.book.add_format({"font_name": FONT, "font_size": 11, **_LOOKS[look], **more})

    def high(self, row: int, points: float) -> None:
        """Say how high a row is."""
        self.heights[row] = points
        self.sheet.set_row(row, points)

    def put(self, row: int, column: int, value: object, style: Style, *, rows: int = 1, columns: int = 1) -> None:
        """Put a value in a cell, or in several merged."""
        if rows * columns > 1:
            self.sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", style)
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, value, style)
        else:
            self.sheet.write_number(row, column, float(str(value)), style)

    def across(self, text: str, look: str) -> None:
        """Put a text over the whole width and go on to the next row."""
        self.put(self.row, 0, text, self.style(look), columns=self.width)
        self.high(self.row, LINE * (1 + text.count("\n")))
        self.row += 1

    def beside(self, *parts: tuple[str, str, int]) -> None:
        """Put texts side by side: (text, look, columns each), and go on."""
        column = 0
        for text, look, columns in parts:
            self.put(self.row, column, text, self.style(look), columns=columns)
            column += columns
        self.high(self.row, LINE * max(1 + text.count("\n") for text, _, _ in parts))
        self.row += 1


def written(table: Table, made_at: datetime) -> bytes:
    """Return the workbook; the same table and time give the same bytes."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, OPTIONS) as book:
        describe(book, table, made_at)
        page = Page(book, book.add_worksheet(sheet_name(table)), table)
        head(page)
        body(page)
        foot(page)
        set_up(page)
    return sink.getvalue()


def describe(book: Workbook, table: Table, made_at: datetime) -> None:
    """Say in the workbook's properties what it is, and when it was made."""
    book.set_properties({"title": " ".join(table.layout.title), "created": made_at.replace(tzinfo=None)})


def form_id(layout: Layout) -> str:
    """Return the form's id as `loaders.forms` knows it."""
    return layout.id.removesuffix("-sectors")


def sheet_name(table: Table) -> str:
    """Name the sheet after the form."""
    return form_id(table.layout)


def head(page: Page) -> None:
    """Write the letterhead, the title with its period, and the headings."""
    if page.table.layout.official:
        _official_head(page)
    else:
        _letterhead(page)
    headings(page)


def period_in_words(period: Period) -> str:
    """Say the period as the forms print it: a month by its name, any other stretch by its days."""
    days = f"Từ ngày {period.start:%d/%m/%Y} đến ngày {period.end:%d/%m/%Y}"
    return f"Tháng {period.start.month} năm {period.start.year}" if period.is_calendar_month else f"({days})"


def _letterhead(page: Page) -> None:
    half = page.width // 2
    left = PROVINCE if page.table.unit_name == PROVINCE else f"{PROVINCE}\n{page.table.unit_name.upper()}"
    page.beside((left, "letterhead", half), (NATION, "letterhead", page.width - half))
    page.row += 1
    for line in page.table.layout.title:
        page.across(line, "title")
    page.across(period_in_words(page.table.period), "period")
    page.row += 1


def _official_head(page: Page) -> None:
    layout = page.table.layout
    days = f"Kỳ báo cáo: {period_in_words(page.table.period)}"
    who = f"- Đơn vị báo cáo: {page.table.unit_name}\n- Đơn vị nhận báo cáo: {RECEIVER}"
    middle = page.width - 2 - 4
    page.beside((layout.official, "left", 2), ("\n".join((*layout.title, days)), "title", middle), (who, "left", 4))
    page.high(page.row - 1, 4 * LINE)
    page.across(layout.unit_of_count, "note")


def headings(page: Page) -> None:
    """Write the heading block and the row that numbers its columns."""
    style = page.style("heading")
    cells = placed(page.table.layout.headings)
    for cell in cells:
        page.put(
            page.row + cell.row,
            cell.column,
            _with_targets(cell.words, page),
            style,
            rows=cell.rows,
            columns=cell.columns,
        )
    rows = max(cell.row + cell.rows for cell in cells)
    for row in range(rows):
        words = [cell for cell in cells if (cell.row, cell.rows) == (row, 1) and cell.columns == 1]
        lines = [len(wrap(_with_targets(cell.words, page), FIGURE_WIDTH - 1)) for cell in words]
        page.high(page.row + row, LINE * max(2 if rows > 1 else 4, *lines, 0))
    page.repeated = (page.row, page.row + rows - 1)
    page.sheet.repeat_rows(*page.repeated)
    page.row += rows
    if page.table.layout.numbering:
        for column, text in enumerate(page.table.layout.numbering):
            page.put(page.row, column, text, page.style("numbering"))
        page.high(page.row, LINE * (2 if max(map(len, page.table.layout.numbering)) > FIGURE_WIDTH else 1))
        page.row += 1


def _with_targets(words: str, page: Page) -> str:
    numbers = "/".join(f"{target:g}" for target in page.table.targets)
    return words.replace("{targets}", numbers) if numbers else words.replace(" ({targets})", "")


def body(page: Page) -> None:
    """Write the lines and their total."""
    page.sheet.freeze_panes(page.row, 2)
    lines = page.table.lines
    for line in lines:
        _write_line(page, line)
    if not page.is_blank and any(line.role in ("unit", "sector") for line in lines):
        _write_line(page, total(page.table.layout.total, lines), has_levels=False)


def _write_line(page: Page, line: Line, *, has_levels: bool = True) -> None:
    if line.role == "section" and page.table.layout.official:
        page.put(page.row, 0, line.name, page.style("text", bold=True), columns=page.width)
        page.row += 1
        return
    is_bold = line.role in ("section", "total")
    levels = _levels(line) if has_levels else []
    page.places.append((line, page.row))
    for column, of in enumerate(page.table.layout.fields):
        rows = 1 + len(levels) if isinstance(of, (Share, Empty)) else 1
        style = page.style(look_of(of), bold=is_bold, **_dress(page, line, of))
        page.put(page.row, column, _value(line, of), style, rows=rows)
    page.row += 1
    for level, figures in levels:
        _write_level(page, naming.SERVICE_LEVELS[level], figures)


def _levels(line: Line) -> list[tuple[str, dict[str, Figure]]]:
    return [(level, dict(figures)) for level, figures in line.below.items()]


def _write_level(page: Page, name: str, figures: dict[str, Figure]) -> None:
    for column, of in enumerate(page.table.layout.fields):
        if isinstance(of, str):
            value = name if of == NAME else figures.get(of)
            style = page.style("level" if of == NAME else look_of(of), **_dress(page, None, of))
            page.put(page.row, column, value, style)
    page.row += 1


def _dress(page: Page, line: Line | None, of: Field) -> dict[str, Any]:
    """Return how a cell of a blank form shows whether it is to be written to; `line` is None for a level's."""
    if not page.is_blank or (line and line.role == "section"):
        return {}
    is_asked = of in page.table.layout.figures or isinstance(of, Empty) or (of == NAME and line and not line.name)
    if is_asked:
        return {"locked": False, "bg_color": ASKED}
    return {"bg_color": WORKED_OUT} if isinstance(of, (Share, Change)) or look_of(of) == "word" else {}


def _value(line: Line, of: Field) -> object:
    if of == ORDINAL:
        return line.ordinal
    return line.name if of == NAME else shown(line, of)


def look_of(of: Field) -> str:
    """Return how the cells under a heading look."""
    if isinstance(of, str):
        return {ORDINAL: "ordinal", NAME: "text"}.get(of, "count")
    if isinstance(of, Share):
        return "share"
    if isinstance(of, Change):
        return "change"
    return "text" if isinstance(of, Empty) else "word" if of.share else "target"


def foot(page: Page) -> None:
    """Write where the figures come from, the day and the signatures."""
    if page.table.note:
        page.across(f"Ghi chú: {page.table.note}", "note")
        page.high(page.row - 1, LINE * (1 + len(page.table.note) // (10 * page.width)))
    page.row += 1
    half = page.width // 2
    page.beside(("", "period", half), (WHEN, "period", page.width - half))
    page.beside((SIGNED[0], "letterhead", half), (SIGNED[1], "letterhead", page.width - half))


def set_up(page: Page) -> None:
    """Set the columns' widths and print on A4, as wide as one page, headings and number on each; wide forms across."""
    page.sheet.set_default_row(LINE)
    page.sheet.set_column(0, 0, ORDINAL_WIDTH)
    page.sheet.set_column(1, 1, NAME_WIDTH)
    page.sheet.set_column(2, page.width - 1, FIGURE_WIDTH)
    page.sheet.set_paper(9)
    if page.width > UPRIGHT:
        page.sheet.set_landscape()
    page.sheet.set_margins(left=_SIDE, right=_SIDE, top=_TOP, bottom=_TOP)
    page.sheet.fit_to_pages(1, 0)
    page.sheet.set_footer("&C&P/&N", {"margin": 0.3})
    if row := _last_break(page):
        # Excel goes by no break of ours while it fits a sheet to its pages, so the scale is told in percent.
        page.sheet.set_print_scale(_scale(page))
        page.sheet.set_h_pagebreaks([row])


def _last_break(page: Page) -> int | None:
    """Return the row before which a last page begins, so that nobody signs a page without figures.

    None where the last page has `SIGNED_LINES` rows anyway. Programs do not agree on how much a page holds, so it is
    looked at whether a little more or less does; what is surely more than a page is not kept together.
    """
    ends = [row for _line, row in page.places if page.row - row > SIGNED_LINES + _foot_rows(page)]
    begins = [_last_page(page, room) for room in _ROOMS]
    if not ends or max(begins) <= ends[-1]:
        return None
    return max((row for row in ends if row <= begins[0]), default=None)


def _foot_rows(page: Page) -> int:
    """Count the rows below the last line with figures."""
    line, row = page.places[-1]
    return page.row - row - 1 - len(line.below)


def _last_page(page: Page, room: float) -> int:
    """Return the row that the last page begins with, if a page holds so much of what it should."""
    _across, down = _A4 if page.width <= UPRIGHT else _A4[::-1]
    holds = room * (down - 2 * _TOP * _INCH) * 100 / _scale(page)
    named = {row: LINE * -(-len(line.name) // NAME_WIDTH) for line, row in page.places}
    heights = [page.heights.get(row, named.get(row, LINE)) for row in range(page.row)]
    repeated = sum(heights[page.repeated[0] : page.repeated[1] + 1])
    begin, filled = 0, 0.0
    for row, height in enumerate(heights):
        filled += height
        if filled > holds:
            begin, filled = row, repeated + height
    return begin


def _scale(page: Page) -> int:
    """Return in percent how large a sheet may be printed to be as wide as one page."""
    across, _down = _A4 if page.width <= UPRIGHT else _A4[::-1]
    characters = ORDINAL_WIDTH + NAME_WIDTH + FIGURE_WIDTH * (page.width - 2)
    points = (_PIXELS * characters + _PADDING * page.width) * _INCH / 96
    return min(100, int(98 * (across - 2 * _SIDE * _INCH) / points))
