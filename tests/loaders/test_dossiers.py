"""Lists of dossiers become counts by unit, month and level; no name, address or number of a person comes out."""

import json
import re
import zipfile
from collections import Counter
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

import loaders
from loaders import load_in_process, sandbox
from loaders.container import limits, streamed, wire
from loaders.dossiers import days, tally, words
from loaders.dossiers import listed as listed_module
from loaders.dossiers.offices import is_office
from loaders.dossiers.subjects import subject
from loaders.opening import opened
from reference.period import Period
from sample_data import lists

SEPTEMBER = Period.month(2025, 9)
HEADS = ("STT", "Mã hồ sơ", "Đơn vị giải quyết", "Hình thức nộp", "Mức độ", "Chủ hồ sơ", "Ngày tiếp nhận")
PERSON = "Nguyễn Thị Mẫu"
UNIT = "UBND xã Gia Bình"


@pytest.fixture(params=["cell by cell", "by column"])
def way(request, monkeypatch):
    """Read small workbooks as small or as large ones are read."""
    if request.param == "by column":
        monkeypatch.setattr(limits, "LIST_PART_BYTES", 1)
    return request.param


def row(number=1, **changed):
    """A dossier in the columns of HEADS."""
    plain = {"code": f"H05.{number}", "unit": UNIT, "channel": "Trực tuyến", "level": "4", "day": "05/09/2025"}
    told = plain | changed
    return (str(number), told["code"], told["unit"], told["channel"], told["level"], PERSON, told["day"])


def listed(*rows, heads=HEADS, title=("DANH SÁCH HỒ SƠ", "(Từ ngày 01/09/2025 đến ngày 30/09/2025)"), name="Danh sách"):
    """A workbook with the rows under a title and the heading; a row of one text is merged across, as units' are."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(name)
    for place, line in enumerate([*title, heads, *rows]):
        if isinstance(line, str) and line:
            sheet.merge_range(place, 0, place, len(heads) - 1, line)
        elif line:
            sheet.write_row(place, 0, line)
    book.close()
    return target.getvalue()


def codes(loaded):
    return {finding.code for finding in loaded.findings if finding.severity != "note"}


def finding(loaded, code):
    (found,) = [one for one in loaded.findings if one.code == code]
    return found


def received(loaded, field="received"):
    return sum(int(report.frame[field].sum()) for report in loaded.reports)


def test_a_quarter_of_dossiers_is_counted_as_it_was_made(way):
    made = list(lists.dossiers(400, date(2025, 7, 1), date(2025, 9, 30)))
    title = ("DANH SÁCH HỒ SƠ", "(Từ ngày 01/07/2025 đến ngày 30/09/2025)")
    loaded = load_in_process(lists.workbook((one.cells() for one in made), title=title), "a.xlsx")
    assert [report.period for report in loaded.reports] == [Period.month(2025, month) for month in (7, 8, 9)]
    assert loaded.is_acceptable
    levels = {"4": "full", "3": "partial", "2": "info"}
    wanted, outcomes = Counter(), Counter()
    for one in made:
        key = (one.received.month, one.unit.removeprefix("UBND "), levels[one.level])
        wanted[*key, "received"] += 1
        wanted[*key, ("received_in_person", "received_online", "received_postal")[one.channel]] += 1
        outcomes[one.outcome] += 1
    read = Counter()
    for report in loaded.reports:
        for line in report.frame.to_dict("records"):
            for field in ("received", "received_online", "received_in_person", "received_postal"):
                read[report.period.start.month, line["unit_name"], line["level"], field] += line[field]
    assert +read == wanted
    assert {name: received(loaded, f"outcome_{name}") for name in outcomes} == outcomes


def test_a_row_is_the_first_of_its_unit_and_level(way):
    rows = [row(1), row(2, unit="UBND xã Lương Tài"), row(3), row(4, level="3")]
    (report,) = load_in_process(listed(*rows), "a.xlsx").reports
    assert list(zip(report.frame["unit_name"], report.frame["level"], report.frame["row"], strict=True)) == [
        ("Xã Gia Bình", "full", 4),
        ("Xã Lương Tài", "full", 5),
        ("Xã Gia Bình", "partial", 7),
    ]
    assert report.cell("received_online", 4) == "Danh sách!D4"
    assert (report.form, report.period, report.columns["received"]) == ("dossiers", SEPTEMBER, "G")


def test_the_child_process_answers_the_same_as_the_reader_in_the_process():
    data = listed(row(1), row(2, channel="Trực tiếp"))
    assert sandbox.contents(data, "a.xlsx") == opened(data, "a.xlsx")


@pytest.mark.parametrize("mark", [PERSON, "H05.1", "Số 1 đường Thử", "0912345678", "Lê Cán Bộ"])
def test_nothing_of_a_person_leaves_the_child(way, mark):
    heads = (*HEADS, "Địa chỉ", "SĐT", "Người tiếp nhận")
    private = ("Số 1 đường Thử", "0912345678", "Lê Cán Bộ")
    title = ("DANH SÁCH HỒ SƠ", "Người lập: Lê Cán Bộ")
    rows = [
        (*row(1), *private),
        (*row(1), *private),  # a duplicate
        (*row(2, unit="Lê Cán Bộ"), *private),  # a person where the unit should stand
        (*row(3, day="Số 1 đường Thử"), *private),
        (*row(4, day=""), *private),
    ]
    answer = wire.packed(opened(listed(*rows, "Người lập biểu: Lê Cán Bộ", heads=heads, title=title)))
    assert mark not in json.dumps(json.loads(answer), ensure_ascii=False)


LAYOUTS = {
    "the system's export, under two blank rows": (
        ("", ""),
        (
            *("STT", "Đơn vị tiếp nhận", "Người tiếp nhận", "Tên thủ tục hành chính", "Mã hồ sơ", "Trạng thái"),
            *(
                "Địa chỉ",
                "Người nộp",
                "Chủ hồ sơ",
                "Ngày nộp hồ sơ",
                "Ngày nhận",
                "Ngày hẹn trả",
                "Ngày kết thúc xử lý",
            ),
        ),
        [
            (
                *("1", UNIT, "Lê Cán Bộ", "Khai sinh", "H05.1", "Đã trả kết quả", "xã A", PERSON, PERSON),
                *("04/09/2025 21:10", "05/09/2025 08:00", "10/09/2025", "09/09/2025 10:01"),
            ),
            (
                *("2", UNIT, "Lê Cán Bộ", "Khai sinh", "H05.2", "Đang xử lý", "xã A", PERSON, PERSON),
                *("05/09/2025 07:59", "05/09/2025 09:00", "10/09/2025", ""),
            ),
        ],
    ),
    "a register with another's words and seconds": (
        ("SỔ THEO DÕI HỒ SƠ",),
        ("STT", "Mã hồ sơ", "Cơ quan giải quyết", "Trích yếu", "Số bộ", "Chủ hồ sơ", "Ngày tiếp nhận", "Ngày trả"),
        [
            ("1", "H05.1", UNIT, "Việc A", "1", PERSON, "05/09/2025 08:00:05", "06/09/2025 09:10:11"),
            ("2", "H05.2", UNIT, "Việc B", "1", PERSON, "06/09/2025 08:00:05", ""),
        ],
    ),
    "units as merged rows, numbers starting anew": (
        ("DANH SÁCH HỒ SƠ",),
        ("STT", "Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày có kết quả", "Ghi chú"),
        [
            f"I. {UNIT}",
            ("1", "H05.1", "05/09/2025", "10/09/2025", "09/09/2025", ""),
            "II. UBND xã Lương Tài",
            ("1", "H05.2", "05/09/2025", "10/09/2025", "", ""),
        ],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_of_the_field_is_counted(way, layout):
    title, heads, rows = LAYOUTS[layout]
    (report,) = load_in_process(listed(*rows, heads=heads, title=title), "a.xlsx", SEPTEMBER).reports
    figures = ("received", "outcome_resolved", "outcome_pending")
    assert [int(report.frame[name].sum()) for name in figures] == [2, 1, 1]
    assert report.frame["unit_name"].iloc[0] == "Xã Gia Bình"
    assert "received_online" not in report.frame


def test_a_unit_in_a_merged_row_is_that_of_the_rows_below_it(way):
    title, heads, rows = LAYOUTS["units as merged rows, numbers starting anew"]
    (report,) = load_in_process(listed(*rows, heads=heads, title=title), "a.xlsx", SEPTEMBER).reports
    assert list(zip(report.frame["unit_name"], report.frame["row"], strict=True)) == [
        ("Xã Gia Bình", 4),
        ("Xã Lương Tài", 6),
    ]


def test_a_unit_merged_down_is_that_of_all_its_rows(way):
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("Danh sách")
    rows = [HEADS, row(1, unit="UBND xã Lương Tài"), row(2), *(row(number, unit="") for number in (3, 4)), row(5)]
    for place, values in enumerate(rows):
        sheet.write_row(place, 0, values)
    sheet.merge_range(2, 2, 4, 2, UNIT)
    book.close()
    loaded = load_in_process(target.getvalue(), "a.xlsx", SEPTEMBER)
    assert loaded.reports[0].frame.set_index("unit_name")["received"].to_dict() == {"Xã Lương Tài": 1, "Xã Gia Bình": 4}


def test_two_columns_headed_alike_are_asked_about(way):
    heads = (*HEADS, "Đơn vị giải quyết")
    loaded = load_in_process(listed((*row(1), "UBND xã Lương Tài"), heads=heads), "a.xlsx")
    told = finding(loaded, "duplicate-column")
    assert (told.where, told.values["other"], loaded.reports) == ("Danh sách!H3", "Danh sách!C3", ())


@pytest.mark.parametrize(
    ("title", "form", "field"),
    [
        (
            "PHỤ LỤC I - DANH SÁCH ĐƠN VỊ, CÁ NHÂN CHẬM TRỄ TRONG VIỆC GIẢI QUYẾT HỒ SƠ",
            "dossiers-late",
            "resolved_overdue",
        ),
        ("PHỤ LỤC II - DANH SÁCH HỒ SƠ ĐANG CHẬM TRỄ", "dossiers-pending-late", "pending_overdue"),
    ],
)
def test_a_list_of_late_dossiers_counts_as_late_and_never_as_received(way, title, form, field):
    heads = ("STT", "Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày có kết quả", "Ghi chú")
    rows = [
        UNIT,
        ("1", "H05.1", "05/06/2025", "10/06/2025", "09/09/2025", ""),
        ("2", "H05.2", "05/09/2025", "", "", ""),
    ]
    data = listed(*rows, heads=heads, title=(title, "(Từ ngày 01/09/2025 đến ngày 30/09/2025)"))
    (report,) = load_in_process(data, "a.xlsx").reports
    assert (report.form, report.period, report.frame[field].tolist()) == (form, SEPTEMBER, [2])
    assert "received" not in report.frame


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        (("DANH SÁCH HỒ SƠ ĐANG XỬ LÝ",), HEADS),
        (("DANH SÁCH HỒ SƠ NỘP TRỰC TUYẾN",), HEADS),
        (("DANH SÁCH HỒ SƠ",), (*HEADS[:5], "Số biên lai", "Ngày tiếp nhận")),
    ],
)
def test_a_list_of_some_dossiers_is_not_counted(way, title, heads):
    loaded = load_in_process(listed(row(1), heads=heads, title=title), "a.xlsx")
    assert (loaded.reports, codes(loaded)) == ((), {"personal-list"})


def test_a_summary_beside_a_list_is_read_and_the_list_counted(way):
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("Danh sách").write_row(0, 0, HEADS)
    for place, values in enumerate((row(1), row(2)), start=1):
        book.get_worksheet_by_name("Danh sách").write_row(place, 0, values)
    summary = book.add_worksheet("Tổng hợp")
    heads = ("STT", "Tên đơn vị", "Tổng số hồ sơ", "Trực tuyến", "Trực tiếp", "BCCI")
    for place, values in enumerate((("PHỤ LỤC 4",), ("Tháng 9 năm 2025",), heads, (1, "Xã Gia Bình", 5, 3, 1, 1))):
        summary.write_row(place, 0, values)
    book.close()
    loaded = load_in_process(target.getvalue(), "a.xlsx", SEPTEMBER)
    assert {report.form: int(report.frame["received"].sum()) for report in loaded.reports} == {"PL4": 5, "dossiers": 2}


def test_a_list_as_html_or_csv_is_counted_too():
    rows = [HEADS, row(1), row(2)]
    page = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in rows)
    text = "\n".join(";".join(cells) for cells in rows)
    for data in (f"<html><body><table>{page}</table></body></html>".encode(), text.encode()):
        assert received(load_in_process(data, "a.xls", SEPTEMBER)) == 2


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("05/09/2024", date(2024, 9, 5)),
        ("5/9/2024 8:05", date(2024, 9, 5)),
        ("05/09/2024 08:05:33", date(2024, 9, 5)),
        ("08:05 05/09/2024", date(2024, 9, 5)),
        ("05-09-2024", date(2024, 9, 5)),
        ("2024-09-05 00:00:00", date(2024, 9, 5)),
        ("09/25/2024", None),  # no 25th month, and never September 25
        ("31/06/2024", None),
        ("05/09/24", None),
        ("45540", None),
        ("05/09/2024 và 06/09/2024", None),
        ("05/09/2024 6/9/2024", None),
        ("tháng 9", None),
    ],
)
def test_a_day_is_read_as_written_or_not_at_all(written, day):
    assert days.read(written) == day
    if len(written) <= days.LONGEST:
        assert days.begun(written[: days.BEGINNING_LENGTH]) in {day, None}


def test_dates_of_the_spreadsheet_count_as_days(way):
    rows = [row(1, day=datetime(2025, 9, 5)), row(2, day=datetime(2025, 9, 30, 16, 45))]  # noqa: DTZ001 - a cell has no zone
    loaded = load_in_process(listed(*rows), "a.xlsx")
    assert (received(loaded), codes(loaded)) == (2, set())


SPOILED = [
    ([row(1), row(2, day="09/25/2025")], "list-bad-day", "error", "Danh sách!G5", 1),
    ([row(1), row(1), row(1)], "list-duplicates", "warning", "Danh sách!B5", 1),
    ([row(1), row(1, day="06/09/2025")], "list-duplicates-differ", "error", "Danh sách!B5", 1),
    ([row(1), row(1, unit="UBND xã Lương Tài")], "list-duplicates-differ", "error", "Danh sách!B5", 1),
    ([row(1), row(2, code="")], "list-no-code", "warning", "Danh sách!B5", 2),
    ([row(1), row(2, day="")], "list-no-day", "warning", "Danh sách!G5", 1),
    ([row(1), row(2, unit="")], "list-no-unit", "warning", "Danh sách!C5", 1),
    ([row(1), row(2, unit="Lê Văn Thử")], "list-not-an-office", "error", "Danh sách!C5", 1),
    ([row(1), row(2, unit="UBND xã Không Có")], "unknown-unit", "error", "Danh sách!C5", 2),
    ([row(1), row(2, channel="Bồ câu")], "list-unknown-channel", "error", "Danh sách!D5", 2),
    ([row(1), row(2, channel="")], "list-blank-channel", "warning", "Danh sách!D5", 2),
    ([row(1), row(2, level="9")], "list-unknown-level", "warning", "Danh sách!E5", None),
    (
        [*(row(number) for number in range(1, 41)), row(41, day="01/10/2025")],
        "list-outside-period",
        "warning",
        "Danh sách!G44",
        40,
    ),
    ([row(1), row(2, day="05/08/2025")], "list-by-other-days", "error", "Danh sách!G5", 1),
]


@pytest.mark.parametrize(("rows", "code", "severity", "where", "counted"), SPOILED)
def test_what_cannot_be_counted_is_told_by_its_row(way, rows, code, severity, where, counted):
    loaded = load_in_process(listed(*rows), "a.xlsx")
    told = finding(loaded, code)
    assert (told.severity, told.where) == (severity, where)
    assert codes(loaded) - {"list-duplicates"} == {code} - {"list-duplicates"}
    assert counted is None or received(loaded) == counted
    for language in ("vi", "en"):
        assert "{" not in told.hint(language)


def test_days_that_another_program_swapped_are_told(way):
    swapped = [row(1, day=datetime(2025, 5, 9)), row(2, day="25/09/2025")]  # noqa: DTZ001 - a cell has no zone
    loaded = load_in_process(listed(*swapped, title=("DANH SÁCH HỒ SƠ",)), "a.xlsx")
    assert finding(loaded, "list-days-swapped").severity == "error"


def test_dossiers_of_unknown_level_make_the_units_own_line(way):
    (report,) = load_in_process(listed(row(1), row(2, level="")), "a.xlsx").reports
    assert dict(zip(report.frame["level"], report.frame["received"], strict=True)) == {"full": 1, "all": 2}


def test_a_dossier_filed_but_not_taken_in_is_not_received(way):
    heads = (*HEADS[:5], "Trạng thái", "Ngày tiếp nhận")
    rows = [(*row(1)[:5], "Đang xử lý", "05/09/2025"), (*row(2)[:5], "Không được tiếp nhận", "05/09/2025")]
    loaded = load_in_process(listed(*rows, heads=heads), "a.xlsx")
    assert received(loaded) == 1
    assert finding(loaded, "list-not-received").values["rows"] == "5"


def test_a_list_of_one_state_may_have_been_filtered(way):
    heads = (*HEADS[:5], "Trạng thái", "Ngày tiếp nhận")
    rows = [(*row(number)[:5], "Đã trả kết quả", "05/09/2025") for number in range(30)]
    assert finding(load_in_process(listed(*rows, heads=heads), "a.xlsx"), "list-one-value").found == "Đã trả kết quả"


def test_a_list_of_one_channel_may_have_been_filtered(way):
    rows = [row(number, level="34"[number % 2]) for number in range(100)]
    assert finding(load_in_process(listed(*rows), "a.xlsx"), "list-one-value").values["column"] == "Hình thức nộp"


OUTCOME_HEADS = (*HEADS[:5], "Trạng thái", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày có kết quả")


@pytest.mark.parametrize(
    ("status", "due", "resolved", "counted", "told"),
    [
        ("Đã trả kết quả", "10/09/2025", "09/09/2025", {"resolved", "early"}, None),
        ("Đã trả kết quả", "10/09/2025", "10/09/2025 16:00", {"resolved", "on_time"}, None),
        ("Đã trả kết quả", "10/09/2025", "02/10/2025", {"resolved", "overdue"}, None),
        ("Đã trả kết quả", "", "09/09/2025", {"resolved"}, "list-untimed"),
        ("Đã trả kết quả", "10/09/2025", "", {"resolved"}, "list-untimed"),
        ("Đang xử lý", "10/09/2025", "", {"pending"}, None),
        ("Tạm dừng", "10/09/2025", "", {"pending"}, None),
        ("Yêu cầu bổ sung giấy tờ", "", "", {"pending"}, None),
        ("Công dân yêu cầu rút hồ sơ", "10/09/2025", "", {"closed"}, "list-closed"),
        ("Dừng xử lý", "10/09/2025", "08/09/2025", {"closed"}, "list-closed"),
        ("Đã trả kết quả", "10/09/2025", "04/09/2025", {"resolved", "early"}, "list-resolved-before-received"),
    ],
)
def test_what_became_of_a_dossier(way, status, due, resolved, counted, told):
    rows = [(*row(1)[:5], status, "05/09/2025", due, resolved)]
    loaded = load_in_process(listed(*rows, heads=OUTCOME_HEADS), "a.xlsx")
    (report,) = loaded.reports
    read = {name for name in report.frame if name.startswith("outcome_") and report.frame[name].sum()}
    assert (received(loaded), read) == (1, {f"outcome_{name}" for name in counted})
    assert {one.code for one in loaded.findings} - {"list-counted", "list-outcomes"} == {told} - {None}


def test_a_list_that_goes_on_in_a_second_sheet_is_one_report_and_counts_each_dossier_once(way):
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    first, second = [row(1), row(2, unit="UBND xã Lương Tài")], [row(2, unit="UBND xã Lương Tài"), row(3)]
    for name, rows in (("Danh sách", first), ("Danh sách (2)", second)):
        sheet = book.add_worksheet(name)
        for place, values in enumerate((HEADS, *rows)):
            sheet.write_row(place, 0, values)
    book.close()
    loaded = load_in_process(target.getvalue(), "a.xlsx", SEPTEMBER)
    (report,) = loaded.reports
    assert dict(zip(report.frame["unit_name"], report.frame["received"], strict=True)) == {
        "Xã Gia Bình": 2,
        "Xã Lương Tài": 1,
    }
    assert loaded.is_acceptable
    assert finding(loaded, "list-duplicates").where == "Danh sách (2)!B2"


def test_two_sheets_with_different_columns_are_not_added():
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    for name, columns in (("a", (0, 1, 2, 3, 4, 5, 6)), ("b", (0, 1, 2, 4, 5, 6))):
        sheet = book.add_worksheet(name)
        for place, values in enumerate((HEADS, row(len(columns)))):
            sheet.write_row(place, 0, [values[column] for column in columns])
    book.close()
    assert [one.code for one in load_in_process(target.getvalue(), "a.xlsx", SEPTEMBER).errors] == ["table-twice"]


def test_a_list_that_fills_its_sheet_was_cut_off(way, monkeypatch):
    monkeypatch.setattr(listed_module, "FULL_SHEETS", (5,))
    assert [one.code for one in load_in_process(listed(row(1), row(2)), "a.xlsx").errors] == ["list-full-sheet"]
    assert load_in_process(listed(row(1), row(2), row(3)), "a.xlsx").is_acceptable


def test_a_sheet_without_a_heading_after_a_full_one_stays_in_the_child(monkeypatch):
    monkeypatch.setattr(listed_module, "FULL_SHEETS", (2,))
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    for name, rows in (("a", (HEADS, row(1))), ("b", (row(2), row(3)))):
        sheet = book.add_worksheet(name)
        for place, values in enumerate(rows):
            sheet.write_row(place, 0, values)
    book.close()
    contents = opened(target.getvalue())
    assert not any(sheet.cells for sheet in contents.sheets)
    assert "list-full-sheet" in codes(load_in_process(target.getvalue(), "a.xlsx"))


def test_a_few_dossiers_of_another_unit_are_told(way):
    rows = [*(row(number, level="34"[number % 2]) for number in range(40)), row(40, unit="UBND xã Lương Tài")]
    told = finding(load_in_process(listed(*rows), "a.xlsx"), "list-other-units")
    assert (told.severity, told.found, told.values["count"]) == ("warning", "UBND xã Lương Tài", "1")


def test_a_missing_column_is_named(way):
    heads = ("STT", "Mã hồ sơ", "Chủ hồ sơ", "Địa chỉ", "Mức độ", "Hình thức nộp", "Ghi chú")
    loaded = load_in_process(listed(row(1), heads=heads), "a.xlsx")
    missing = {one.values["column"] for one in loaded.findings if one.code == "missing-column"}
    assert (loaded.reports, missing) == ((), {"Ngày tiếp nhận", "Đơn vị giải quyết"})


@pytest.mark.parametrize(
    ("stated", "periods"),
    [
        ("(Từ ngày 10/08/2025 đến ngày 20/09/2025)", ["2025-08-10..2025-08-31", "2025-09-01..2025-09-20"]),
        ("(Từ ngày 15/08/2025 đến ngày 14/09/2025)", ["2025-08-15..2025-09-14"]),
        ("(Từ ngày 01/08/2025 đến ngày 30/09/2025)", ["2025-08", "2025-09"]),
        ("", ["2025-08", "2025-09"]),
    ],
)
def test_a_report_is_of_the_part_of_a_month_that_the_list_covers(way, stated, periods):
    rows = [row(1, day="20/08/2025"), row(2, day="10/09/2025")]
    loaded = load_in_process(listed(*rows, title=("DANH SÁCH HỒ SƠ", stated)), "a.xlsx")
    assert [str(report.period) for report in loaded.reports] == periods
    assert received(loaded) == 2
    assert ("list-days-unknown" in codes(loaded)) == (not stated)


@pytest.mark.parametrize(
    ("chosen", "problem"), [(Period.month(2025, 8), "list-beyond-period"), (Period.parse("2025-09-01..2025-09-20"), "")]
)
def test_the_chosen_period_must_hold_every_dossier(chosen, problem):
    loaded = load_in_process(listed(row(1), title=("DANH SÁCH HỒ SƠ",)), "a.xlsx", chosen)
    assert [finding.code for finding in loaded.errors] == ([problem] if problem else [])


def test_a_list_stands_beside_other_forms_in_the_store(tmp_path):
    from store import facts, open_store

    data = listed(row(1))
    loaded = loaders.load(data, "a.xlsx")
    (report,) = loaded.reports
    assert facts.breakdown_of(report) == "dossiers"
    assert [claim.parts for claim in facts.claims_of(report)] == [("intake",)]
    open_store(tmp_path / "var").accept(loaded, data, by="Mẫu")


def subjects(*told):
    """A list with a dossier of each (sector, procedure)."""
    rows = [(*row(number), sector, procedure) for number, (sector, procedure) in enumerate(told)]
    return listed(*rows, heads=(*HEADS, "Lĩnh vực", "Tên thủ tục hành chính"))


BIRTH, LAND = ("Hộ tịch", "Đăng ký khai sinh"), ("Đất đai", "Đăng ký biến động quyền sử dụng đất")


def test_a_list_is_counted_by_sector_and_procedure_each_dossier_in_one_row(way):
    (report,) = load_in_process(subjects(BIRTH, LAND, BIRTH), "a.xlsx").reports
    lines = report.frame[["level", "sector", "procedure", "received"]].to_dict("split")["data"]
    assert lines == [["full", *BIRTH, 2], ["full", *LAND, 1]]


@pytest.mark.parametrize("lacking", [("", ""), ("Hộ tịch", ""), ("", "Đăng ký khai sinh"), ("Hộ tịch", PERSON)])
def test_a_unit_of_which_a_dossier_names_no_procedure_has_a_line_of_its_own_with_all(way, lacking):
    from store import facts

    loaded = load_in_process(subjects(BIRTH, lacking, LAND), "a.xlsx")
    (report,) = loaded.reports
    table = facts.table_of(report, SEPTEMBER).to_pandas()
    assert table.loc[table["in_total"], ["level", "received"]].to_numpy().tolist() == [["all", 3]]
    assert codes(loaded) == {"list-no-subject"}
    assert report.frame["level"].value_counts()["full"] == 3
    assert PERSON not in report.frame.to_string()


@pytest.mark.parametrize("how_many", ["subjects", "rows"])
def test_a_list_with_too_many_procedures_is_counted_without_them(way, how_many, monkeypatch):
    monkeypatch.setattr(tally, *{"subjects": ("_MOST_SUBJECTS", 1), "rows": ("MOST_TALLIES", 1)}[how_many])
    loaded = load_in_process(subjects(BIRTH, LAND), "a.xlsx")
    assert codes(loaded) == {"list-subjects-too-many"}
    assert loaded.reports[0].frame[["level", "received"]].to_numpy().tolist() == [["full", 2]]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Đăng ký  khai sinh ", "Đăng ký khai sinh"),
        ("ĐĂNG KÝ KHAI SINH", "ĐĂNG KÝ KHAI SINH"),
        ("1.001193.000.00.00.H05 - Đăng ký khai sinh", "1.001193.000.00.00.H05 - Đăng ký khai sinh"),
        ("Lý lịch tư pháp", "Lý lịch tư pháp"),
        (PERSON, None),
        (PERSON.upper(), None),
        (f"Đăng ký khai sinh cho {PERSON}", None),
        ("0912 345 678", None),
        ("Đăng ký khai sinh, CCCD 024012345678", None),
        ("x" * 301, None),
    ],
)
def test_only_what_can_be_a_procedures_name_leaves_the_child(text, named):
    assert subject(text) == named


def changed(data, name, old, new):
    """The workbook with bytes of one part replaced; `name` None damages the zip's stored bytes instead."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.namelist():
            body = before.read(entry)
            after.writestr(entry, body.replace(old, new) if entry == name else body)
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def by_column(monkeypatch):
    monkeypatch.setattr(limits, "LIST_PART_BYTES", 1)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"<sheetData>", b"<!DOCTYPE x><sheetData>", "has-dtd"),
        (b'<row r="5"', b'<!-- </row> --><row r="5"', "damaged"),
        (b'<row r="5"', b'<row r="2"', "damaged"),
        (b'<row r="5"', b'<row r="1048577"', "too-many-rows"),
        (b"</sheetData>", b"</sheetData>" + b" " * 40_000_000, "zip-bomb"),
    ],
)
def test_a_hostile_list_is_refused(by_column, old, new, code):
    loaded = load_in_process(changed(listed(row(1), row(2)), SHEET, old, new), "a.xlsx")
    assert [finding.code for finding in loaded.errors] == [code]
    assert not loaded.reports


def test_a_damaged_list_is_refused_by_its_check_sum(by_column):
    data = bytearray(listed(*(row(number) for number in range(1, 300))))
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        entry = archive.getinfo(SHEET)
    data[entry.header_offset + 40 + entry.compress_size // 2] ^= 4
    loaded = load_in_process(bytes(data), "a.xlsx")
    assert loaded.errors
    assert not loaded.reports


@pytest.fixture
def in_pieces(by_column, monkeypatch):
    """Read by column, a few rows at a time."""
    monkeypatch.setattr(streamed, "_CHUNK", 700)
    monkeypatch.setattr(streamed, "_PIECE", 1_500)


def _unnumbered(xml):
    """The sheet as programs write it that number neither rows nor cells."""
    return re.sub(rb'(<(?:row|c)) r="[A-Z]*\d+"', rb"\1", xml)


def _other_order(xml):
    """The sheet with a cell's attributes in another order."""
    return re.sub(rb'<c r="([A-Z]+\d+)" t="s">', rb'<c t="s" r="\1">', xml)


def _inline(xml):
    """The sheet with the text in each cell, and no table of texts."""
    texts = [match[1] for match in re.finditer(rb"<t[^>]*>([^<]*)</t>", _inline.strings)]
    return re.sub(
        rb't="s"><v>(\d+)</v>', lambda match: b't="inlineStr"><is><t>' + texts[int(match[1])] + b"</t></is>", xml
    )


@pytest.mark.parametrize("written", [None, _unnumbered, _other_order, _inline])
def test_a_list_in_pieces_is_read_as_in_one_piece(in_pieces, written):
    made = list(lists.dossiers(120, date(2025, 9, 1), date(2025, 9, 30)))
    data = lists.workbook((one.cells() for one in made), title=("DANH SÁCH HỒ SƠ", "(Tháng 9 năm 2025)"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheet, _inline.strings = archive.read(SHEET), archive.read("xl/sharedStrings.xml")
    (report,) = load_in_process(changed(data, SHEET, sheet, written(sheet)) if written else data, "a.xlsx").reports
    rows = {}
    for place, one in enumerate(made, start=4):
        rows.setdefault((one.unit.removeprefix("UBND "), one.level), []).append(place)
    levels = {"4": "full", "3": "partial", "2": "info"}
    wanted = {(unit, levels[level]): (places[0], len(places)) for (unit, level), places in rows.items()}
    lines = report.frame.groupby(["unit_name", "level"]).agg({"row": "min", "received": "sum"})
    assert {key: (line["row"], line["received"]) for key, line in lines.to_dict("index").items()} == wanted


def test_blank_rows_and_columns_before_and_between_keep_their_place(in_pieces):
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(6, 2, HEADS)
    for number in range(1, 60):
        day = datetime(2025, 9, 1 + number % 30)  # noqa: DTZ001 - a cell has no zone
        sheet.write_row(6 + 3 * number, 2, row(number, day=day, code=f"H05.{number % 58}"))
    book.close()
    loaded = load_in_process(target.getvalue(), "a.xlsx", SEPTEMBER)
    assert (received(loaded), loaded.reports[0].frame["row"].tolist()) == (58, [10])
    assert finding(loaded, "list-duplicates-differ").where == f"Danh sách!D{7 + 3 * 59}"


def test_days_counted_from_1904_are_days(by_column):
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"default_date_format": "dd/mm/yyyy", "date_1904": True})
    sheet = book.add_worksheet("Danh sách")
    for place, values in enumerate((HEADS, row(1, day=datetime(2025, 9, 5)))):  # noqa: DTZ001 - a cell has no zone
        sheet.write_row(place, 0, values)
    book.close()
    assert load_in_process(target.getvalue(), "a.xlsx").reports[0].period == SEPTEMBER


def test_a_text_number_that_the_table_does_not_have_is_damage(by_column):
    data = changed(listed(row(1)), SHEET, b'<c r="G4" t="s"><v>', b'<c r="G4" t="s"><v>99')
    assert [one.code for one in load_in_process(data, "a.xlsx").errors] == ["damaged"]


def test_a_dimension_that_lies_changes_nothing(by_column):
    data = listed(row(1), row(2))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        dimension = archive.read(SHEET).split(b"<dimension ")[1].split(b"/>")[0]
    assert received(load_in_process(changed(data, SHEET, dimension, b'ref="A1"'), "a.xlsx")) == 2
    assert received(load_in_process(changed(data, SHEET, dimension, b'ref="A1:XFD1048576"'), "a.xlsx")) == 2


def test_errors_and_hidden_rows_are_told_by_column_too(way):
    data = changed(listed(row(1), row(2), row(3)), SHEET, b'<row r="6"', b'<row r="6" hidden="1"')
    data = changed(data, SHEET, b'<c r="G5" t="s"><v>', b'<c r="G5" t="e"><v>#N/A</v></c><c r="I5" t="s"><v>')
    loaded = load_in_process(data, "a.xlsx")
    assert codes(loaded) == {"list-error-cells", "hidden-rows", "list-no-day"}
    assert finding(loaded, "list-error-cells").values["cells"] == "G5"
    assert finding(loaded, "hidden-rows").values["rows"] == "6"


def test_a_large_list_is_read_in_a_child_that_tells_how_far_it_is():
    made = (one.cells() for one in lists.dossiers(6_000, date(2025, 9, 1), date(2025, 9, 30)))
    told = []
    loaded = loaders.load(lists.workbook(made), "a.xlsx", SEPTEMBER, progress=told.append)
    assert received(loaded) == 6_000
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_summary_tells_no_progress():
    told = []
    loaders.load(listed(("1", "2"), heads=("STT", "Tên đơn vị")), "a.xlsx", progress=told.append)
    assert told == []


@pytest.mark.parametrize(
    ("text", "field"),
    [("1", "received_in_person"), ("Trực tuyến", "received_online"), ("BCCI", "received_postal"), ("4", None)],
)
def test_channels_by_word_and_code(text, field):
    assert words.channel(text) == field


@pytest.mark.parametrize(
    ("text", "level"), [("4", "full"), ("Mức độ 3", "partial"), ("Toàn trình", "full"), ("1", "info"), ("5", None)]
)
def test_levels_by_word_and_code(text, level):
    assert words.level(text) == level


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("UBND xã Gia Bình", True), ("Gia Bình", True), ("Sở Nội vụ", True), (PERSON, False), ("Văn Công Thử", False)],
)
def test_only_offices_names_may_leave_the_child(text, is_one):
    assert is_office(text) == is_one
