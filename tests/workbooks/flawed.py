"""Golden workbooks with one flaw of real life each, and the finding that must name its cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.workbooks.forms import II06A, II06A_UNITS, K2_1, K2_2, K3_1, PL3, Figures, Form
from tests.workbooks.names import DEPARTMENTS, DISTRICTS, SHORT
from tests.workbooks.one_stop import II07B, PROCEDURES, procedures
from tests.workbooks.pair import Filler, Pair, summed
from tests.workbooks.paper import Box, Paper, Value
from tests.workbooks.records import (
    BY_OFFICE,
    CERTIFICATES,
    DOCUMENTS,
    RECORDS,
    SEPTEMBER,
    adults_share,
    digital_share,
    fill,
    records,
    signed_share,
)
from tests.workbooks.results import SECTORS, dossiers
from tests.workbooks.services import DISTRICT_COUNTS, ratios, sub_rows, unit_with_levels

MONTH = "Tháng 9 năm 2024"


def error(code: str, *where: str) -> dict[str, Any]:
    return {"severity": "error", "code": code, "where": list(where)}


def warning(code: str, *where: str) -> dict[str, Any]:
    return {"severity": "warning", "code": code, "where": list(where)}


def _pair(filler: Filler, name: str, *findings: dict[str, Any], may: tuple[str, ...] = ()) -> Pair:
    pair = filler.pair(f"flaw-{name}")
    pair.findings, pair.may, pair.counts = list(findings), list(may), []
    return pair


def _unread(pair: Pair) -> Pair:
    """Leave open what a reader makes of the rest of a table that it must refuse."""
    pair.reports = None
    return pair


def _records(*periods: str, form: Form = K2_2, period: list[str] | None = SEPTEMBER) -> Filler:
    return Filler(form, "Bieu 02", period, BY_OFFICE).head(*(periods or (MONTH,)))


def _records_with(column: str, value: Value | Box, unit_id: str = "district-gia-binh") -> tuple[Filler, str]:
    """Fill K2-2 in and put something else where one count of one district stood; return its address too."""
    filler = _records()
    fill(filler, DISTRICTS, RECORDS, digital_share)
    filler.total("Toàn tỉnh", RECORDS.values())
    row = next(row for row in filler.report["rows"] if row["unit_id"] == unit_id)
    row.pop(column)
    place = (row["row"], filler.column(column))
    filler.paper.boxes[place] = value if isinstance(value, Box) else Box(value)
    return filler, filler.paper.where(*place)


def _unreadable(name: str, code: str, value: Value | Box) -> Pair:
    filler, where = _records_with("records_digital", value)
    return _pair(filler, name, error(code, where), may=("total-differs", "total-unchecked", "percent-unchecked"))


def words_for_a_count() -> Pair:
    return _unreadable("words-for-a-count.xlsx", "not-a-count", "một nghìn")


def date_for_a_count() -> Pair:
    """Somebody typed 12/9 and Excel made it a day."""
    return _unreadable("date-for-a-count.xlsx", "date-for-figure", Box(datetime(2024, 9, 12), format="dd/mm"))  # noqa: DTZ001 a cell's day has no zone


def negative_count() -> Pair:
    return _unreadable("negative-count.xlsx", "not-a-count", -12)


def damaged_thousands() -> Pair:
    """1.264 read by an English Excel: a real number that once was twelve hundred and sixty-four."""
    pair = _unreadable("damaged-thousands.xlsx", "damaged-thousands", Box(1.264, format="General"))
    pair.findings.append(warning("damaged-neighbours", "Bieu 02!D12"))  # the only count below a thousand
    return pair


def error_cell() -> Pair:
    return _unreadable("error-cell.xlsx", "error-cell", "#REF!")


def stale_formula() -> Pair:
    """A formula that no program has calculated yet."""
    return _unreadable("stale-formula.xlsx", "stale-formula", Box(None, formula="C12-12"))


def _wrong_total(name: str, more: int, finding: str) -> Pair:
    filler = Filler(K3_1, "CKS", SEPTEMBER, BY_OFFICE).head(MONTH)
    lines = fill(filler, DISTRICTS, CERTIFICATES, adults_share)
    place = (filler.total("Tổng cộng", lines), filler.column("issued/business"))
    filler.paper.boxes[place] = filler.paper.boxes[place].plus(more)
    severity = warning if more == 1 else error
    return _pair(filler, name, severity(finding, filler.paper.where(*place)))


def total_off_by_one() -> Pair:
    return _wrong_total("total-off-by-one.xlsx", 1, "total-off-by-one")


def total_differs() -> Pair:
    return _wrong_total("total-differs.xlsx", 120, "total-differs")


def unknown_unit() -> Pair:
    """A district of Hà Nội in Bắc Ninh's table."""
    filler = _records()
    fill(filler, DISTRICTS, RECORDS, digital_share)
    stranger = records(412, 400)
    row = filler.line("9", "UBND huyện Gia Lâm", stranger, digital_share(stranger), unit_id=None)
    filler.total("Toàn tỉnh", [*RECORDS.values(), stranger])
    return _pair(filler, "unknown-unit.xlsx", error("unknown-unit", filler.paper.where(row, 2)))


def ambiguous_unit() -> Pair:
    """Until December 2024 two wards were called Ninh Xá, and nothing on this sheet says of which town."""
    filler = Filler(II06A_UNITS, "Biểu 06a", SEPTEMBER, BY_OFFICE).head(MONTH)
    wards = {
        "commune-bac-ninh-vo-cuong": ("Phường Võ Cường", (84, 21, 3, 60, 40, 0, 0)),
        "": ("Phường Ninh Xá", (40, 9, 1, 33, 12, 0, 0)),
        "commune-thuan-thanh-ho": ("Phường Hồ", (61, 30, 4, 50, 31, 1, 0)),
    }
    lines, rows = [], {}
    for number, (unit_id, (name, seven)) in enumerate(wards.items(), 1):
        lines.append(dossiers(seven))
        rows[unit_id] = filler.line(str(number), name, lines[-1], unit_id=unit_id or None, level="all")
    filler.total("Tổng số", lines)
    return _pair(filler, "ambiguous-unit.xlsx", error("ambiguous-unit", filler.paper.where(rows[""], 2)))


def unit_twice() -> Pair:
    filler = _records()
    fill(filler, DISTRICTS, RECORDS, digital_share)
    again = records(88, 80)
    row = filler.line("9", SHORT["district-gia-binh"], again, digital_share(again), unit_id="district-gia-binh")
    filler.total("Toàn tỉnh", [*RECORDS.values(), again])
    return _pair(filler, "unit-twice.xlsx", error("unit-twice", filler.paper.where(row, 2)))


def hidden_row() -> Pair:
    """A district's line is hidden and yet in the total: it is read, and said so."""
    filler = _records()
    fill(filler, DISTRICTS, RECORDS, digital_share)
    filler.total("Toàn tỉnh", RECORDS.values())
    row = filler.report["rows"][3]["row"]
    filler.paper.hidden_rows.add(row)
    where = [filler.paper.name, *(filler.paper.where(row, column) for column in range(1, 8))]
    return _pair(filler, "hidden-row.xlsx", warning("hidden-rows", *where))


def hidden_column() -> Pair:
    """The column of all records is hidden; its figures are read, and said so."""
    filler = _records()
    fill(filler, DISTRICTS, RECORDS, digital_share)
    filler.total("Toàn tỉnh", RECORDS.values())
    column = filler.column("records")
    filler.paper.hidden_columns.add(column)
    where = [filler.paper.name, *(filler.paper.where(row, column) for row in range(1, filler.row))]
    return _pair(filler, "hidden-column.xlsx", warning("hidden-columns", *where))


def scaled_figures() -> Pair:
    """The line above the table says thousands of dossiers: whatever is printed is no count."""
    between = ("Đơn vị báo cáo: UBND huyện Gia Bình", "Đơn vị tính: nghìn hồ sơ")
    filler = Filler(II06A, "Biểu 06a", SEPTEMBER, replace(BY_OFFICE, between=between)).head(MONTH)
    lines = [dossiers(seven) for seven in SECTORS.values()]
    for number, (sector, figures) in enumerate(zip(SECTORS, lines, strict=True), 1):
        filler.line(str(number), sector, figures, unit_id="district-gia-binh", level="all", sector=sector)
    filler.total("TỔNG CỘNG", lines)
    (place,) = (place for place, box in filler.paper.boxes.items() if box.value == between[1])
    return _unread(_pair(filler, "scaled-figures.xlsx", error("scaled-figures", filler.paper.where(*place))))


def several_values_in_a_cell() -> Pair:
    """A count, a share and points in one cell, as the payment page writes them."""
    return _unreadable("several-values-in-a-cell.xlsx", "several-values", "1.234\n98.5%")


def group_total_wrong() -> Pair:
    """II.07b: the districts' procedures and the communes' do not make the number printed for both."""
    filler = Filler(II07B, "II.07b", SEPTEMBER, BY_OFFICE).head(MONTH)
    figures = {**procedures(PROCEDURES["district-gia-binh"]), "_b0": 397}
    row = filler.line("1", "UBND huyện Gia Bình", figures, unit_id="district-gia-binh", level="all")
    where = [filler.paper.where(row, filler.column(name)) for name in ("_b0", "_b2", "_b3")]
    return _pair(filler, "group-total-wrong.xlsx", error("identity-differs", *where))


def no_period() -> Pair:
    """The filter was not set when it was exported."""
    filler = _records("(Từ ngày ... đến ngày ...)", period=None)
    fill(filler, DISTRICTS, RECORDS, digital_share)
    filler.total("Toàn tỉnh", RECORDS.values())
    return _pair(filler, "no-period.xlsx", error("no-period", "Bieu 02", "", *_head_cells(filler)))


def periods_disagree() -> Pair:
    """The title says September, the range under it August."""
    filler = _records(MONTH, "(Từ ngày 01/08/2024 đến ngày 31/08/2024)", period=None)
    fill(filler, DISTRICTS, RECORDS, digital_share)
    filler.total("Toàn tỉnh", RECORDS.values())
    return _pair(filler, "periods-disagree.xlsx", error("periods-disagree", "Bieu 02", *_head_cells(filler)))


def _head_cells(filler: Filler) -> list[str]:
    first = filler.report["rows"][0]["row"]
    return [filler.paper.where(*place) for place in filler.paper.boxes if place[0] < first]


def _headed(fields: tuple[str, ...], headings: tuple[Any, ...]) -> Filler:
    filler = _records(form=replace(K2_2, fields=fields, headings=headings, numbering=()))
    fill(filler, DISTRICTS, RECORDS, digital_share)
    filler.total("Toàn tỉnh", RECORDS.values())
    return filler


def duplicate_column() -> Pair:
    """Two columns say that they are the number of records."""
    fields = (*K2_2.fields[:3], "records_digital", "again", *K2_2.fields[4:])
    filler = _headed(fields, (*K2_2.headings[:4], K2_2.headings[2], *K2_2.headings[4:]))
    heads = [place for place, box in filler.paper.boxes.items() if box.value == K2_2.headings[2]]
    return _unread(_pair(filler, "duplicate-column.xlsx", error("duplicate-column", *_places(filler, heads))))


def missing_column() -> Pair:
    """The column of what was sent is not there; only the share signed of it is."""
    form = replace(K2_1, fields=_without(K2_1.fields, 3), headings=_without(K2_1.headings, 3), numbering=())
    filler = _records(form=form)
    for number, (unit_id, figures) in enumerate(DOCUMENTS.items(), 1):
        shown = {key: value for key, value in figures.items() if key != "documents_out"}
        name = {**DEPARTMENTS, **DISTRICTS}[unit_id]
        filler.line(str(number), name, shown, signed_share(figures), unit_id=unit_id)
    where = ["Bieu 02", *_head_cells(filler)]
    return _unread(_pair(filler, "missing-column.xlsx", error("missing-column", *where)))


def _without(items: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    return (*items[:place], *items[place + 1 :])


def _places(filler: Filler, places: list[tuple[int, int]]) -> list[str]:
    return [filler.paper.where(*place) for place in places]


def body_wider_than_header() -> Pair:
    """Ten columns are headed and eleven are filled (Layout C3): nothing says what the last five are."""
    filler = Filler(PL3, "Thống kê hồ sơ trực tuyến", SEPTEMBER).head("(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    starts = filler.row
    for number, (unit_id, lines) in enumerate(DISTRICT_COUNTS.items(), 1):
        row = filler.line(str(number), DISTRICTS[unit_id], extra={"share": ratios(lines, 3)["share"]})
        for column, value in ((8, "12"), (9, "5"), (10, "40"), (11, "x")):
            filler.paper.put(row, column, Box(value, down=3))
        sub_rows(filler, unit_id, lines)
    where = [filler.paper.where(row, 11) for row in range(starts - 3, filler.row)]
    found, may = error("body-wider-than-header", *where), ("column-not-as-headed", "percent-differs")
    return _unread(_pair(filler, "body-wider-than-header.xls", found, may=may))


def percent_differs() -> Pair:
    """74,92 printed where the counts say 84,92."""
    filler = _records()
    fill(filler, DISTRICTS, RECORDS, digital_share)
    filler.total("Toàn tỉnh", RECORDS.values(), digital_share(summed(RECORDS.values())))
    place = (filler.report["rows"][6]["row"], filler.column("share"))
    filler.paper.boxes[place] = Box("74,92%")
    return _pair(filler, "percent-differs.xlsx", warning("percent-differs", filler.paper.where(*place)))


def levels_differ() -> Pair:
    """One district's level "một phần" has five more online than its own line knows of."""
    filler = Filler(PL3, "PL3", SEPTEMBER).head("(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    wholes: list[Figures] = []
    for number, (unit_id, lines) in enumerate(DISTRICT_COUNTS.items(), 1):
        wholes.append(unit_with_levels(filler, str(number), DISTRICTS[unit_id], unit_id, lines))
    filler.total("Tổng số", wholes)
    own, part = (row for row in filler.report["rows"][18:20])
    findings = []
    for field in ("received", "received_online"):
        column = filler.column(field)
        filler.paper.boxes[part["row"], column] = filler.paper.boxes[part["row"], column].plus(5)
        part[field] += 5
        findings.append(warning("levels-differ", *(filler.paper.where(own["row"] + more, column) for more in range(3))))
    return _pair(filler, "levels-differ.xls", *findings, may=("percent-differs",))


def _identity(name: str, more: int, code: str) -> Pair:
    """(4) of one sector, and of the total, is larger than (3) allows."""
    filler = Filler(II06A, "Biểu 06a", SEPTEMBER, replace(BY_OFFICE, between=("Đơn vị báo cáo: UBND huyện Gia Bình",)))
    filler.head(MONTH)
    lines = {sector: dossiers(seven) for sector, seven in SECTORS.items()}
    lines["Hộ tịch"]["received_online"] += more
    rows = [
        filler.line(str(number), sector, figures, unit_id="district-gia-binh", level="all", sector=sector)
        for number, (sector, figures) in enumerate(lines.items(), 1)
    ]
    filler.total("TỔNG CỘNG", lines.values())
    where = [filler.paper.where(rows[1], filler.column(field)) for field in ("received", "received_online")]
    severity = warning if more == 1 else error
    return _pair(filler, name, severity(code, *where), may=(code,))


def identity_off_by_one() -> Pair:
    return _identity("identity-off-by-one.xlsx", 1, "identity-off-by-one")


def identity_differs() -> Pair:
    return _identity("identity-differs.xlsx", 30, "identity-differs")


def no_table() -> Pair:
    """A canteen's list of dishes."""
    words = ("Thực đơn tuần 36", "Thứ hai: cơm gà", "Thứ ba: bún chả", "Thứ tư: phở bò")
    paper = Paper("Sheet1", {(row, 1): Box(text) for row, text in enumerate(words, 1)})
    return Pair("flaw-no-table.xlsx", (paper,), [], [error("no-table", "Sheet1", "")])


PEOPLE = ("Nguyễn Thị Mẫu", "Trần Văn Thử")
"""Invented; no finding may repeat them."""


def personal_list() -> Pair:
    """A list of dossiers, one person a row, as the one-stop system exports it."""
    heads = (
        *("STT", "Đơn vị tiếp nhận", "Người tiếp nhận", "Tên thủ tục hành chính", "Mã hồ sơ", "Trạng thái", "Địa chỉ"),
        *("Người nộp", "Chủ hồ sơ", "Ngày nộp hồ sơ", "Ngày nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý"),
    )
    paper = Paper("Danh sách hồ sơ đang xử lý")
    paper.put(1, 1, Box("", across=13))
    paper.put(2, 1, Box("", across=13))
    paper.heading(3, 1, heads)
    for row, person in enumerate(PEOPLE, 4):
        about = ("UBND huyện Gia Bình", "Lê Cán Bộ", "Đăng ký khai sinh", f"H05.{row}", "Đang xử lý", "xã Đại Bái")
        days = ("02/09/2024", "02/09/2024", "05/09/2024", "")
        for column, value in enumerate((str(row - 3), *about, person, person, *days), 1):
            paper.put(row, column, value)
    where = ["", paper.name, *(paper.where(3, column) for column in range(1, 14))]
    return Pair("flaw-personal-list.xls", (paper,), [], [error("personal-list", *where)], may=["no-period"])


PAIRS = (
    total_off_by_one,
    total_differs,
    unknown_unit,
    ambiguous_unit,
    unit_twice,
    words_for_a_count,
    date_for_a_count,
    negative_count,
    damaged_thousands,
    error_cell,
    stale_formula,
    hidden_row,
    hidden_column,
    scaled_figures,
    several_values_in_a_cell,
    group_total_wrong,
    no_period,
    periods_disagree,
    duplicate_column,
    missing_column,
    body_wider_than_header,
    percent_differs,
    levels_differ,
    identity_off_by_one,
    identity_differs,
    no_table,
    personal_list,
)
