"""Golden workbooks of public services that a reader must refuse or doubt: bodies of another form, dropped sheets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.workbooks import by_procedure
from tests.workbooks.forms import PL2, PL3, Form
from tests.workbooks.names import DEPARTMENTS, DISTRICTS
from tests.workbooks.older import figures, older
from tests.workbooks.pair import Filler, Pair, Style
from tests.workbooks.paper import Box
from tests.workbooks.results import BY_UNIT
from tests.workbooks.services import (
    AS_EXPORTED,
    AUGUST,
    DEPARTMENT_COUNTS,
    DISTRICT_COUNTS,
    SEPTEMBER,
    ratios,
    sub_rows,
    unit_with_levels,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

JUDGED = "Đánh giá theo Quyết định số 01/QĐ-UBND ngày 01/01/2025 của UBND tỉnh"
RATED = ("Tỷ lệ hồ sơ nộp trực tuyến", "Đánh giá", "Tỷ lệ hồ sơ nộp trực tuyến toàn trình", "Đánh giá")
MONTH = "(Từ ngày 01/09/2024 đến ngày 30/09/2024)"


def _at(filler: Filler, row: int, column: int) -> str:
    return filler.paper.where(row, column)


def _found(severity: str, code: str, *where: str) -> dict[str, Any]:
    return {"severity": severity, "code": code, "where": list(where)}


def _judged_by_decision(form: Form) -> Form:
    headings = (*form.headings[:3], (JUDGED, RATED), *form.headings[4:])
    return replace(form, headings=headings, titles=("BẢNG THỐNG KÊ TIẾP NHẬN HỒ SƠ TRỰC TUYẾN",))


def _other_body(form: Form, style: Style, names: Mapping[str, str], counts: Any, remark: str) -> Filler:
    """Head a table with ratings and fill in how many procedures met them: the header of one form, another's body."""
    filler = Filler(_judged_by_decision(form), "Thống kê hồ sơ trực tuyến", SEPTEMBER, style).head(MONTH)
    first = filler.left + 8
    for number, (unit_id, lines) in enumerate(counts.items(), 1):
        row = filler.line(str(number), names[unit_id], extra={"share": ratios(lines, 3)["share"]})
        for column, value in enumerate((f"{number + 10}", f"{number}", f"{number + 30}", remark), first):
            filler.paper.put(row, column, Box(value, down=3))
        sub_rows(filler, unit_id, lines)
    return filler


def _refused(filler: Filler, name: str, *more: dict[str, Any]) -> Pair:
    starts = filler.report["rows"][0]["row"] - 1
    places = [_at(filler, row, filler.left + column) for row in range(starts, filler.row, 3) for column in (8, 10)]
    pair = filler.pair(name)
    pair.findings = [*(_found("error", "column-not-as-headed", place) for place in places), *more]
    pair.reports, pair.counts, pair.may = None, [], ["percent-differs"]
    return pair


def ratings_over_counts() -> Pair:
    """As the system makes it: 10 columns headed as PHỤ LỤC 3, 11 filled, the last of them empty."""
    filler = _other_body(PL3, AS_EXPORTED, DISTRICTS, DISTRICT_COUNTS, "")
    return _refused(filler, "flaw-ratings-over-counts.xls")


def ratings_over_counts_with_remarks() -> Pair:
    """Re-saved: the header of PHỤ LỤC 2, whose remarks have a heading."""
    style = Style(separator=None, left=1, above=1, letterhead=None)
    filler = _other_body(PL2, style, DEPARTMENTS, DEPARTMENT_COUNTS, "Đã rà soát")
    return _refused(filler, "flaw-ratings-over-counts-with-remarks.xlsx")


def figure_for_a_rating() -> Pair:
    """One rating typed as a figure among words."""
    filler = Filler(PL3, "PL3", SEPTEMBER).head(MONTH)
    wholes = [
        unit_with_levels(filler, str(number), DISTRICTS[unit_id], unit_id, lines)
        for number, (unit_id, lines) in enumerate(DISTRICT_COUNTS.items(), 1)
    ]
    filler.total("Tổng số", wholes)
    column = filler.left + 8
    for nth, row in enumerate(row["row"] for row in filler.report["rows"] if row["level"] == "all"):
        filler.paper.boxes[row, column] = Box(("Vượt chỉ tiêu", "Đạt chỉ tiêu", "Không đạt")[nth % 3], down=3)
    place = (filler.report["rows"][9]["row"], column)
    filler.paper.boxes[place] = Box("87.5", down=3)
    pair = filler.pair("flaw-figure-for-a-rating.xls")
    pair.findings, pair.counts = [_found("error", "column-not-as-headed", _at(filler, *place))], []
    return pair


def _annex(sheet: str, period: list[str], phrase: str) -> Filler:
    filler = Filler(PL3, sheet, period, Style(separator=None, total_separator=None)).head(phrase)
    wholes = [
        unit_with_levels(filler, str(number), DISTRICTS[unit_id], unit_id, lines)
        for number, (unit_id, lines) in enumerate(DISTRICT_COUNTS.items(), 1)
    ]
    filler.total("Tổng số", wholes)
    return filler


def dropped_sheet() -> Pair:
    """The annex and, on a sheet named as dropped, the same annex before it was corrected."""
    old, new = _annex(" PL03- Bỏ", SEPTEMBER, MONTH), _annex("PL03_MOI ", SEPTEMBER, MONTH)
    for place, box in old.paper.boxes.items():
        if box.number == DISTRICT_COUNTS["district-gia-binh"]["full"]["received_online"]:
            old.paper.boxes[place] = box.plus(9)
    pair = new.pair("flaw-dropped-sheet.xlsx", old.paper)
    pair.findings, pair.counts = [_found("warning", "dropped-sheet", old.paper.name)], []
    return pair


def named_after_another_month() -> Pair:
    """August's sheet, filled in for September and not renamed."""
    pair = _annex("T8", SEPTEMBER, "Tháng 9 năm 2024").pair("flaw-named-after-another-month.xlsx")
    pair.findings, pair.counts = [_found("warning", "period-name-differs", "T8")], []
    return pair


def named_after_its_month() -> Pair:
    """A sheet named "T8" that is August's: nothing is wrong."""
    return _annex("T8", AUGUST, "Tháng 8 năm 2024").pair("pl3-districts-named-2024-08.xlsx")


def meaning_unclear() -> Pair:
    """Two systems' lines put together by hand: "Trong kỳ" is the counter in some and all that came in in the others."""
    counter = older("G-unit", "Đơn vị", is_wide=True, is_counter=True)
    filler = Filler(counter, "Sheet1", SEPTEMBER).head(MONTH)
    places = []
    for nth, unit_id in enumerate(DISTRICTS, 1):
        line = dict(figures(counter, BY_UNIT[unit_id]))
        if nth > 5:
            line["received_in_person"] = line["received"] - line["carried_over"]
        row = filler.line(str(nth), DISTRICTS[unit_id], line, unit_id=unit_id, level="all")
        places += [_at(filler, row, filler.column("received"))] if nth > 5 else []
        del filler.report["rows"][-1]["received_in_person"]
    pair = filler.pair("flaw-meaning-unclear.xls")
    pair.findings, pair.counts = [_found("error", "meaning-unclear", place) for place in places], []
    return pair


def level_unknown() -> Pair:
    """One procedure's level is a word that is none, another's is missing."""
    pair = by_procedure.department()
    (paper,) = pair.papers
    column = by_procedure.C2.fields.index("grade") + 1
    rows = [row["row"] for row in pair.reports[0]["rows"]][1:3]
    for row, words, line in zip(rows, ("Trực tuyến", ""), pair.reports[0]["rows"][1:3], strict=True):
        paper.boxes[row, column] = Box(words)
        line["level"] = "all"
    pair.name, pair.counts = "flaw-not-a-level.xls", []
    pair.findings = [_found("error", "not-a-level", paper.where(row, column)) for row in rows]
    pair.may = ["percent-differs"]
    return pair


def stated_sum_differs() -> Pair:
    """The numbering row says that (14) is (10) and (13) together; in one line it is not."""
    form = older("G-unit", "Đơn vị", is_wide=True, is_counter=True)
    numbering = (*(f"({number})" for number in range(1, 14)), "(14 = 10 + 13)")
    headings = (*form.headings, "Tổng số quá hạn")
    form = replace(form, headings=headings, fields=(*form.fields, "_late"), numbering=numbering)
    filler = Filler(form, "Sheet1", SEPTEMBER, Style(separator=None, total_separator=None, left=1)).head(MONTH)
    lines = []
    for nth, unit_id in enumerate(DISTRICTS, 1):
        line = dict(figures(form, BY_UNIT[unit_id]))
        line["_late"] = line["resolved_overdue"] + line["pending_overdue"] + 5 * (nth == 3)
        row = filler.line(str(nth), DISTRICTS[unit_id], line, unit_id=unit_id, level="all")
        lines.append(row)
    pair = filler.pair("flaw-stated-sum-differs.xlsx")
    pair.findings, pair.counts = (
        [_found("error", "identity-differs", _at(filler, lines[2], filler.column("_late")))],
        [],
    )
    pair.may = ["unknown-column"]
    return pair


CLEAN = (named_after_its_month,)
PAIRS = (
    ratings_over_counts,
    ratings_over_counts_with_remarks,
    figure_for_a_rating,
    dropped_sheet,
    named_after_another_month,
    meaning_unclear,
    level_unknown,
    stated_sum_differs,
)
