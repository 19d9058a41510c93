"""Forms that give a level of services a column of its own: the rows they become, their sums, what the store counts."""

from __future__ import annotations

import pytest

from loaders import load_in_process
from loaders.match import score
from store import open_store

PERIOD = "(Từ ngày 01/09/2024 đến ngày 30/09/2024)"
ONE_LEVEL = ("Số thủ tục", "Số hồ sơ phát sinh cả trực tuyến và trực tiếp", "Số hồ sơ phát sinh trực tuyến")
ALL_LEVELS = (
    *("Số thủ tục phát sinh hồ sơ", "Số hồ sơ phát sinh cả trực tuyến và trực tiếp"),
    "Số thủ tục trực tuyến phát sinh hồ sơ",
    "Số hồ sơ phát sinh cả trực tuyến và trực tiếp trong các thủ tục trực tuyến",
    "Số hồ sơ phát sinh trực tuyến",
)
INFORMATION = ("Số thủ tục", "Số thủ tục phát sinh hồ sơ", "Số hồ sơ phát sinh")
CHANNELS = ("Tổng số", "trực tiếp", "trực tuyến toàn trình", "trực tuyến một phần", "hình thức khác", "phi địa giới")
LATE = ("Quá hạn (đã có thư xin lỗi)", "Quá hạn (chưa có thư xin lỗi)")


def _cells(*texts: object, rows: int = 1, columns: int = 1) -> str:
    return "".join(f"<td rowspan={rows} colspan={columns}>{text}</td>" for text in texts)


def _page(title: str, head: tuple[str, ...], *lines: tuple[object, ...]) -> bytes:
    rows = [_cells(title, columns=6), _cells(PERIOD, columns=6), *head, *(_cells(*line) for line in lines)]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>".encode()


TARGETS = (
    _cells("STT", "Tên đơn vị", rows=3)
    + _cells("Cung cấp DVC trực tuyến", columns=4)
    + _cells("Phát sinh hồ sơ", columns=14),
    _cells("Tổng số thủ tục", rows=2)
    + _cells("DVC trực tuyến", columns=3)
    + _cells("Tổng", columns=5)
    + _cells("Toàn trình", "Một phần", "Dịch vụ cung cấp thông tin", columns=3),
    _cells("Tổng số", "Toàn trình", "Một phần", *ALL_LEVELS, *ONE_LEVEL, *ONE_LEVEL, *INFORMATION),
)
SERVICES = (
    _cells("STT", "Tên đơn vị", "Tổng DVC", "DVC toàn trình", "DVC một phần", "Dịch vụ cung cấp thông tin trực tuyến"),
)
HA_NOI = (
    _cells("", "Đơn vị giải quyết TTHC", rows=2)
    + _cells("Tiếp nhận", columns=8)
    + _cells("Đã giải quyết", columns=4)
    + _cells("Đang giải quyết", "Thanh toán", columns=3),
    _cells(*CHANNELS, "Kỳ trước chuyển qua", "Bưu chính/BCCI", "Tổng", "Đúng và trước hạn", *LATE)
    + _cells("Tổng", "Chưa đến hạn", "Quá hạn", "Tổng", "Trực tuyến", "Trực tiếp"),
)
TARGETS_FILE = _page(
    "THEO DÕI CHỈ TIÊU DVC TRỰC TUYẾN - THEO QUYẾT ĐỊNH SỐ 766/QĐ-TTG NGÀY 23/06/2022",
    TARGETS,
    (1, "Sở Tư pháp", 124, 100, 60, 40, 90, 1000, 80, 900, 700, 50, 600, 500, 30, 300, 200, 24, 10, 100),
)
SERVICES_FILE = _page(
    "TỔNG HỢP SỐ LƯỢNG DỊCH VỤ CÔNG TRỰC TUYẾN",
    SERVICES,
    ("I", "Sở ban ngành cấp tỉnh", "", "", "", ""),
    (1, "Sở Tư pháp", 124, 60, 40, 24),
    ("II", "UBND cấp huyện", 300, 100, 100, 100),
    ("", "Tổng", 424, 160, 140, 124),
)
HA_NOI_LINE = ("", "Sở Tư pháp", 100, 20, 30, 20, 0, 0, 20, 10, 80, 70, 6, 4, 20, 15, 5, 50, 40, 10)
HA_NOI_FILE = _page("TỔNG HỢP KẾT QUẢ GIẢI QUYẾT TTHC THEO ĐƠN VỊ", HA_NOI, HA_NOI_LINE)
READ = [
    ("QD766-targets", TARGETS_FILE, "procedures", {"all": 124, "full": 60, "partial": 40, "info": 24}),
    ("QD766-targets", TARGETS_FILE, "received", {"all": 1000, "full": 600, "partial": 300, "info": 100}),
    ("QD766-targets", TARGETS_FILE, "received_online", {"all": 700, "full": 500, "partial": 200}),
    ("QD766-targets", TARGETS_FILE, "procedures_online", {"all": 100}),
    ("services-count", SERVICES_FILE, "procedures", {"all": 124, "full": 60, "partial": 40, "info": 24}),
    ("HN-A", HA_NOI_FILE, "received_online", {"all": 50, "full": 30, "partial": 20}),
    ("HN-A", HA_NOI_FILE, "resolved_overdue", {"all": 10}),
]


@pytest.mark.parametrize(("form", "page", "field", "by_level"), READ)
def test_a_level_with_a_column_is_a_row_with_that_levels_figures(form, page, field, by_level):
    loaded = load_in_process(page, "x.xls")
    (report,) = loaded.reports
    own = report.frame[(report.frame["unit_id"] == "dept-tu-phap") & report.frame[field].notna()]
    assert (report.form, dict(zip(own["level"], own[field], strict=True)), loaded.findings) == (form, by_level, ())


@pytest.mark.parametrize(("form", "page", "field", "by_level"), READ)
def test_the_store_counts_a_units_own_figure_once(tmp_path, form, page, field, by_level):
    store = open_store(tmp_path)
    store.accept(load_in_process(page, "x.xls"), page, by="Lan")
    facts = store.facts("service_usage").collect().to_native().to_pandas()
    own = facts[(facts["unit_id"] == "dept-tu-phap") & facts[field].notna()]
    assert dict(zip(own["level"], own[field], strict=True)) == by_level
    assert own.loc[own["in_total"], field].tolist() == [by_level["all"]]


def test_a_figure_of_one_level_leads_back_to_its_column():
    report = load_in_process(HA_NOI_FILE, "x.xls").reports[0]
    assert report.cell("received_online", 5, "full") == "Sheet1!E5"
    assert report.columns["received_online"] == "E+F"


@pytest.mark.parametrize(
    ("page", "right", "wrong", "finding"),
    [
        (TARGETS_FILE, ">100</td>", ">103</td>", ("error", "identity-differs", "Sheet1!D6")),
        (TARGETS_FILE, ">700</td>", ">703</td>", ("warning", "identity-differs", "Sheet1!K6")),
        (SERVICES_FILE, ">124</td><td rowspan=1 colspan=1>60", ">129</td><td rowspan=1 colspan=1>60", None),
        (HA_NOI_FILE, ">80</td>", ">85</td>", ("error", "identity-differs", "Sheet1!K5")),
        (HA_NOI_FILE, ">30</td>", ">300</td>", ("warning", "part-exceeds-whole", "Sheet1!E5")),
    ],
)
def test_levels_that_do_not_add_up_are_found(page, right, wrong, finding):
    spoiled = page.replace(right.encode(), wrong.encode(), 1)
    found = [(one.severity, one.code, one.where) for one in load_in_process(spoiled, "x.xls").findings]
    assert (finding or ("error", "identity-differs", "Sheet1!C5")) in found


CHANNELS_HEAD = ("TT", "Tên đơn vị", "Tổng số hồ sơ", "Trực tuyến", "Trực tiếp", "BCCI")
RATED = (
    _cells(
        *CHANNELS_HEAD, "Tỷ lệ hồ sơ nộp trực tuyến", "Đánh giá", "Tỷ lệ nộp hồ sơ trực tuyến toàn trình", "Đánh giá"
    ),
)


@pytest.mark.parametrize(
    ("ratings", "codes"),
    [
        (("Đạt chỉ tiêu", "Không đạt"), []),
        (("", ""), []),
        ((12, ""), [("error", "column-not-as-headed", "Sheet1!H4")]),
        ((12, 40), [("error", "column-not-as-headed", "Sheet1!H4"), ("error", "column-not-as-headed", "Sheet1!J4")]),
    ],
)
def test_a_figure_where_a_rating_belongs_keeps_the_file_out(ratings, codes):
    line = (1, "Sở Tư pháp", 100, 60, 40, 0, "60%", ratings[0], "", ratings[1])
    found = load_in_process(_page("TIẾP NHẬN HỒ SƠ TRỰC TUYẾN TRÊN ĐỊA BÀN TỈNH", RATED, line), "x.xls").findings
    assert [(one.severity, one.code, one.where) for one in found] == codes


@pytest.mark.parametrize(
    ("heading", "fits"),
    [("Quá hạn (đã có thư xin lỗi)", True), ("Quá hạn (chưa có thư xin lỗi)", False), ("Quá hạn", False)],
)
def test_words_in_parentheses_count_where_the_form_has_some(heading, fits):
    assert (score(("Đã giải quyết", heading), "Đã giải quyết / Quá hạn (đã có thư xin lỗi)") > 0) is fits


BY_PROCEDURE = (_cells("STT", "Tên thủ tục", "Mức độ", "Tổng số hồ sơ", "Trực tuyến", "Trực tiếp", "BCCI"),)
SENDER = "TIẾP NHẬN HỒ SƠ TRỰC TUYẾN - Đơn vị giải quyết: Sở Tư pháp"


@pytest.mark.parametrize(
    ("printed", "level"),
    [
        *(("Toàn trình", "full"), ("DVC trực tuyến toàn trình", "full"), ("Mức độ 4", "full"), (4, "full")),
        *(("Một phần", "partial"), ("DVC trực tuyến một phần", "partial"), ("3", "partial"), ("Mức độ 3", "partial")),
        *(("Dịch vụ cung cấp thông tin trực tuyến", "info"), ("2", "info"), ("1", "info"), ("Mức độ 1", "info")),
        *(("", None), ("x", None), ("5", None), ("Toàn trình, một phần", None), ("-", None)),
    ],
)
def test_a_procedures_level_is_what_is_printed_beside_it(printed, level):
    line = (1, "Cung cấp thông tin đất đai", printed, 100, 60, 40, 0)
    loaded = load_in_process(_page(SENDER, BY_PROCEDURE, line), "x.xls")
    (row,) = loaded.reports[0].frame.to_dict("records")
    assert (row["unit_id"], row["procedure"], row["received"]) == ("dept-tu-phap", "Cung cấp thông tin đất đai", 100)
    assert [(one.severity, one.code, one.where) for one in loaded.findings] == (
        [] if level else [("error", "not-a-level", "Sheet1!C4")]
    )
    assert level is None or row["level"] == level


def test_a_line_of_a_level_among_procedures_is_not_taken_for_part_of_one():
    lines = (1, "Khai sinh", 4, 90, 60, 30, 0), ("", "DVC trực tuyến toàn trình", "", 90, 60, 30, 0)
    found = load_in_process(_page(SENDER, BY_PROCEDURE, *lines), "x.xls").findings
    assert ("error", "not-a-level", "Sheet1!C5") in [(one.severity, one.code, one.where) for one in found]


@pytest.mark.parametrize("sender", ["TIẾP NHẬN HỒ SƠ", "Đơn vị giải quyết: Tất cả"])
def test_procedures_of_nobody_named_keep_the_file_out(sender):
    found = load_in_process(_page(sender, BY_PROCEDURE, (1, "Khai sinh", 4, 90, 60, 30, 0)), "x.xls").findings
    assert [(one.severity, one.code) for one in found] == [("error", "no-sender")]


def test_the_store_adds_a_units_procedures_up(tmp_path):
    page = _page(SENDER, BY_PROCEDURE, (1, "Khai sinh", 4, 90, 60, 30, 0), (2, "Kết hôn", 3, 10, 4, 6, 0))
    store = open_store(tmp_path)
    store.accept(load_in_process(page, "x.xls"), page, by="Lan")
    facts = store.facts("service_usage").collect().to_native().to_pandas()
    assert facts.loc[facts["in_total"], ["level", "procedure", "received"]].values.tolist() == [
        ["full", "Khai sinh", 90],
        ["partial", "Kết hôn", 10],
    ]
