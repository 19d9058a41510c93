"""A form, units and a period -> the workbook an office fills in, so made that it comes back without a question.

Only cells that are to be filled in can be written to; each takes a whole number or "-". No cell holds a formula:
programs that fill a workbook in do not work one out, and a result that was never saved is no figure.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from adoption.arithmetic import STOCKS
from forms_out import naming, paper
from forms_out.filled import Filling, aim, by_level
from forms_out.layouts import NAME
from forms_out.table import Line, Table
from locales import translator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adoption.facts import FactStore
    from forms_out.layouts import Layout
    from forms_out.paper import Page
    from forms_out.table import Figure, Role
    from reference.period import Period
    from reference.units import Unit

OPEN_LINES = 40
"""So many lines at least has a form whose lines the office names itself."""

LEVELS_ASKED = ("partial", "full")
_WAS = {"carried_over": "pending"}
"""What a period begins with is what the one before left."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A form to be filled in. `choices` are the names an office chooses from where lines are not named beforehand.

    `stocks` are the figures of the month before that go on, by the line's name, to be shown beside their cells.
    """

    table: Table
    choices: tuple[str, ...] = ()
    stocks: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    language: str = "vi"


def named(layout: Layout, period: Period, units: Sequence[Unit], unit_name: str) -> Table:
    """Return the form with a line for each unit, in it nothing but their names."""
    below: dict[str, dict[str, Figure]] = {level: {} for level in LEVELS_ASKED} if layout.rows == "levels" else {}
    lines = {
        one.id: Line("unit", naming.printed(one), below=below, target=aim(layout, one, period))
        for one in units
        if one.level in layout.levels
    }
    return _table(layout, period, unit_name, by_level(units, lines))


def unnamed(layout: Layout, period: Period, unit_name: str, count: int = OPEN_LINES) -> Table:
    """Return the form with numbered lines that the office names itself."""
    role: Role = "sector" if layout.rows == "sectors" else "unit"
    lines = [Line(role, "", ordinal=number) for number in range(1, max(count, OPEN_LINES) + 1)]
    return _table(layout, period, unit_name, lines)


def stocks(store: FactStore, layout: Layout, period: Period, units: Sequence[Unit]) -> dict[str, dict[str, Figure]]:
    """Return what each unit's line had at the end of the month before, of the figures that go on; {} without any."""
    if not period.is_calendar_month or layout.rows == "sectors":
        return {}
    lines = Filling(store, layout, period.previous_month()).lines(units)
    return {line.name: _going_on(line.figures) for line in lines.values()}


def written(blank: Blank, made_at: datetime) -> bytes:
    """Return the workbook: the form, and a sheet that says how it is filled in."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, paper.OPTIONS) as book:
        paper.describe(book, blank.table, made_at)
        page = paper.Page(book, book.add_worksheet(paper.sheet_name(blank.table)), blank.table, is_blank=True)
        paper.head(page)
        first = page.row
        paper.body(page)
        _guard(page, blank, first, page.row - 1)
        paper.foot(page)
        paper.set_up(page)
        page.sheet.protect("", {"format_columns": True, "format_rows": True})
        _explain(page, blank)
    return sink.getvalue()


def _table(layout: Layout, period: Period, unit_name: str, lines: Sequence[Line]) -> Table:
    aims = dict.fromkeys(line.target for line in lines if line.target is not None)
    return Table(layout, period, unit_name, tuple(lines), tuple(aims))


def _going_on(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Return the stocks among a line's figures, each under the figure that begins where it ended."""
    return {
        key: figures.get(_WAS.get(key.split("/")[0], key))
        for key in figures
        if key.split("/")[0] in STOCKS and figures.get(_WAS.get(key.split("/")[0], key)) is not None
    }


def _guard(page: Page, blank: Blank, first: int, last: int) -> None:
    """Let the cells of a figure take whole numbers and "-" only, and those of a name what is on the list."""
    _ = translator(blank.language)
    for column, of in enumerate(page.table.layout.fields):
        if of in page.table.layout.figures:
            page.sheet.data_validation(first, column, last, column, _whole(first, column, blank.language))
        elif of == NAME and blank.choices:
            rule = {
                "validate": "list",
                "source": f"='{_('Help')}'!$A${_FIRST_CHOICE}:$A${_FIRST_CHOICE + len(blank.choices) - 1}",
                "input_message": _("Choose from the list."),
                # An office may have a sector that nobody has sent before; a unit must be one of ours.
                "error_type": "information" if page.table.layout.rows == "sectors" else "stop",
                "error_message": _("This name is not on the list."),
            }
            page.sheet.data_validation(first, column, last, column, rule)
    _show_wrong_sums(page, first, last)
    _show_stocks(page, blank)


def _whole(row: int, column: int, language: str) -> dict[str, object]:
    _ = translator(language)
    cell = xl_rowcol_to_cell(row, column)
    return {
        "validate": "custom",
        "value": f'=OR({cell}="-",AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell})))',
        "input_message": _("A whole number; - where there is no such case; empty where it is not known."),
        "error_title": _("Not a count"),
        "error_message": _("Only whole numbers from 0 up, or - where there is no such case."),
    }


def _show_wrong_sums(page: Page, first: int, last: int) -> None:
    """Let a total turn red while its line is filled in and its parts add up to something else."""
    keys = list(page.table.layout.fields)
    wrong = page.book.add_format({"bg_color": "#F8C9C4"})
    for total, parts in page.table.layout.identities:
        letter = xl_col_to_name(keys.index(total))
        cells = [f"${xl_col_to_name(keys.index(part))}{first + 1}" for part in parts]
        filled = " ,".join(f'{cell}<>""' for cell in (f"${letter}{first + 1}", *cells))
        criteria = f"=AND({filled},SUM(${letter}{first + 1})<>SUM({','.join(cells)}))"
        place = (first, keys.index(total), last, keys.index(total))
        page.sheet.conditional_format(*place, {"type": "formula", "criteria": criteria, "format": wrong})


def _show_stocks(page: Page, blank: Blank) -> None:
    _ = translator(blank.language)
    for line, row in page.places:
        for key, figure in blank.stocks.get(line.name, {}).items():
            told = _("At the end of the month before: {figure}").format(figure=figure)
            column = page.table.layout.fields.index(key)
            page.sheet.write_comment(row, column, told, {"x_scale": 1.4, "y_scale": 0.4})


_FIRST_CHOICE = 9
"""The row on the help sheet from which the names are listed, as Excel counts."""


def _explain(page: Page, blank: Blank) -> None:
    """Write the sheet that says how the form is filled in, and lists the names."""
    _ = translator(blank.language)
    sheet = page.book.add_worksheet(_("Help"))
    sheet.set_column(0, 0, 90)
    wrapped = page.book.add_format({"text_wrap": True, "valign": "top"})
    for row, told in enumerate(
        (
            _("Fill in the yellow cells only; the others are locked and belong to the form."),
            _("Write whole numbers. Write - where there is no such case; leave a cell empty where it is not known."),
            _("Leave out totals and percentages that are grey: they are worked out when the file is read."),
            _("A total that turns red is not the sum of its parts."),
            _("Keep the title and the period as they are, and send this file back as it is."),
        )
    ):
        sheet.write_string(row, 0, told, wrapped)
    for row, name in enumerate(blank.choices, _FIRST_CHOICE - 1):
        sheet.write_string(row, 0, name)
    sheet.protect()
