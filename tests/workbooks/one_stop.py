"""Golden workbooks of further one-stop systems: II.07b, the progress table of Decision 766, EGOV and FDS."""

from __future__ import annotations

from tests.workbooks.forms import Figures, Form
from tests.workbooks.names import COMMUNES_2025, DEPARTMENTS, DISTRICTS, SHORT
from tests.workbooks.pair import Filler, Pair, Style
from tests.workbooks.results import BY_UNIT, SECTORS, dossiers
from tests.workbooks.services import AUGUST_2025, OCTOBER, SEPTEMBER

_OUTCOME = ("resolved", "resolved_early", "resolved_on_time", "resolved_overdue")
_OPEN = ("pending", "pending_in_time", "pending_overdue")

II07B = Form(
    "service_usage",
    "II.07b",
    (
        *("STT", "Đơn vị"),
        (
            "Tổng số TTHC thuộc thẩm quyền giải quyết của địa phương",
            ("Tổng số TTHC", "Cấp tỉnh", "Cấp huyện", "Cấp xã"),
        ),
        (
            "TTHC được thực hiện theo CCMC, MCLT",
            ("Tổng số TTHC", "Tại BPMC cấp tỉnh", "Tại BPMC cấp huyện", "Tại BPMC cấp xã"),
        ),
        (
            "Quy trình nội bộ, quy trình điện tử giải quyết TTHC",
            ("Tổng số quy trình", "Cấp tỉnh", "Cấp huyện", "Cấp xã"),
        ),
    ),
    ("stt", "name", "procedures", "_a1", "_a2", "_a3", "_b0", "_b1", "_b2", "_b3", "_c0", "_c1", "_c2", "_c3"),
    ("Biểu số II.07b/VPCP/KSTT", "SỐ LƯỢNG THỦ TỤC HÀNH CHÍNH, QUY TRÌNH NỘI BỘ"),
)
PROGRESS = Form(
    "service_usage",
    "QD766-progress",
    (
        *("STT", "Đơn vị"),
        (
            "Tiếp nhận",
            ("Tổng số", "Kỳ trước chuyển sang", ("Trong kỳ", ("Tổng số", "Trực tuyến", "Trực tiếp", "BCCI"))),
        ),
        ("Đã xử lý", ("Tổng số", "Trước hạn", "Trong hạn", "Quá hạn")),
        ("Đang xử lý", ("Tổng số", "Trong hạn", "Quá hạn")),
    ),
    (
        *("stt", "name", "received", "carried_over", "_in_period"),
        *("received_online", "received_in_person", "received_postal", *_OUTCOME, *_OPEN),
    ),
    ("TIẾN ĐỘ GIẢI QUYẾT HỒ SƠ - THEO QUYẾT ĐỊNH SỐ 766/QĐ-TTG NGÀY 23/06/2022",),
)
EGOV = Form(
    "service_usage",
    "EGOV",
    (
        *("STT", "Cơ quan", "Tổng", "Tiếp nhận", "Kỳ trước chuyển qua"),
        ("Hồ sơ đã giải quyết", ("Số hồ sơ", "Sớm hạn", "Đúng hạn", "Trễ hạn")),
        ("Hồ sơ đang giải quyết", ("Số hồ sơ", "Chưa đến hạn", "Đã quá hạn")),
        *("CD rút hồ sơ", "Hồ sơ trả lại", "Tồn cuối"),
    ),
    ("stt", "name", "received", "_in_period", "carried_over", *_OUTCOME, *_OPEN, "_withdrawn", "_returned", "_left"),
    ("BÁO CÁO TỔNG HỢP TÌNH HÌNH XỬ LÝ HỒ SƠ",),
)


def fds(second: str) -> Form:
    return Form(
        "service_usage",
        "FDS",
        (
            *("STT", second, "Tổng số", "Kỳ trước chuyển qua", "Tiếp nhận trong kỳ"),
            ("Đã giải quyết", ("Tổng số", "Sớm hạn", "Đúng hạn", "Trễ hạn")),
            ("Đang giải quyết", ("Tổng số", "Còn hạn", "Trễ hạn")),
            *("Tổng số trễ hạn", "Rút hồ sơ", "Trả lại"),
        ),
        (
            "stt",
            "name",
            "received",
            "carried_over",
            "_in_period",
            *_OUTCOME,
            *_OPEN,
            "_late",
            "_withdrawn",
            "_returned",
        ),
        ("TỔNG HỢP TÌNH HÌNH GIẢI QUYẾT HỒ SƠ",),
        (
            *("(1)", "(2)", "(3 = 4 + 5)", "(4)", "(5)", "(6 = 7 + 8 + 9)", "(7)", "(8)", "(9)"),
            *("(10 = 11 + 12)", "(11)", "(12)", "(13 = 9 + 12)", "(14)", "(15)"),
        ),
    )


PROCEDURES = {
    "dept-tu-phap": ((124, 0, 0), (118, 0, 0), (130, 0, 0)),
    "dept-tai-chinh": ((39, 0, 0), (39, 0, 0), (39, 0, 0)),
    "district-gia-binh": ((0, 281, 133), (0, 266, 121), (0, 290, 140)),
    "district-luong-tai": ((0, 279, 131), (0, 270, 119), (0, 281, 131)),
}
"""Of the province's, the districts' and the communes' power: procedures, those done at a desk, workflows."""


def procedures(groups: tuple[tuple[int, int, int], ...]) -> Figures:
    """Return the twelve counts of a line; a zero is printed as nothing in this form."""
    found: dict[str, int | str | None] = {}
    for group, three in zip("abc", groups, strict=True):
        found["procedures" if group == "a" else f"_{group}0"] = sum(three)
        found |= {f"_{group}{place}": count or None for place, count in enumerate(three, 1)}
    return found


def _within(figures: dict[str, int], post: int = 0) -> dict[str, int]:
    """Add what the whole period brought in, some of what came at the counter having come by post."""
    counter = figures["received_in_person"] - post
    more = {"_in_period": figures["received"] - figures["carried_over"], "received_postal": post}
    return {**figures, **more, "received_in_person": counter}


def _only(form: Form, figures: dict[str, int]) -> Figures:
    return {name: count for name, count in figures.items() if name in form.fields}


def procedures_september() -> Pair:
    form = Filler(II07B, "II.07b", SEPTEMBER, Style(separator=".", numbered=False)).head(
        "(Từ ngày 01/09/2024 đến ngày 30/09/2024)"
    )
    names = {**DEPARTMENTS, **DISTRICTS}
    lines = [procedures(groups) for groups in PROCEDURES.values()]
    for nth, (unit_id, figures) in enumerate(zip(PROCEDURES, lines, strict=True), 1):
        form.line(str(nth), names[unit_id], figures, unit_id=unit_id, level="all")
    form.total("Tổng số", lines, spread=True)
    return form.pair("ii07b-procedures-2024-09.xls")


def procedures_october() -> Pair:
    style = Style(separator=None, left=1, above=2, numbered=False, footer=("Người lập biểu",))
    form = Filler(II07B, "Sheet1", OCTOBER, style).head("Tháng 10 năm 2024")
    for nth, unit_id in enumerate(("district-gia-binh", "district-luong-tai"), 1):
        form.line(str(nth), SHORT[unit_id], procedures(PROCEDURES[unit_id]), unit_id=unit_id, level="all")
    form.foot("Người lập biểu", "Nguyễn Văn A")
    return form.pair("ii07b-procedures-2024-10.xlsx")


def procedures_first_group_empty() -> Pair:
    """The system fills in the last two groups alone: nothing is told of the procedures in anyone's power."""
    style = Style(separator=".", numbered=False, letterhead=None, above=1)
    form = Filler(II07B, "Thống kê báo cáo tổng hợp đơn vị", SEPTEMBER, style).head("Tháng 9 năm 2024")
    names = {**DEPARTMENTS, **DISTRICTS}
    lines = [
        {key: count for key, count in procedures(groups).items() if key[:2] in ("_b", "_c")}
        for groups in PROCEDURES.values()
    ]
    for nth, (unit_id, figures) in enumerate(zip(PROCEDURES, lines, strict=True), 1):
        form.line(str(nth), names[unit_id], figures, unit_id=unit_id, level="all")
    form.total("Tổng số", lines, spread=True)
    pair = form.pair("ii07b-first-group-empty-2024-09.xls")
    where = form.paper.where(form.report["rows"][0]["row"], form.column("procedures"))
    pair.findings, pair.counts = [{"severity": "warning", "code": "first-group-empty", "where": [where]}], []
    return pair


def _of_units(form: Filler, names: dict[str, str], post: int) -> list[Figures]:
    lines: list[Figures] = []
    units = [unit_id for unit_id in BY_UNIT if unit_id in names]
    for nth, unit_id in enumerate(units, 1):
        figures = _only(form.form, _within(dossiers(BY_UNIT[unit_id]), post))
        extra = {name: 0 for name in ("_withdrawn", "_returned") if name in form.form.fields}
        if "_left" in form.form.fields:
            figures = {**figures, "_left": figures["pending"]}
        if "_late" in form.form.fields:
            late = dossiers(BY_UNIT[unit_id])
            figures = {**figures, "_late": late["resolved_overdue"] + late["pending_overdue"]}
        figures = {**figures, **extra}
        form.line(str(nth), names[unit_id], figures, unit_id=unit_id, level="all")
        lines.append(figures)
    return lines


def progress_september() -> Pair:
    form = Filler(PROGRESS, "Tiến độ", SEPTEMBER).head("(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    form.total("Tổng số", _of_units(form, DISTRICTS, 7), spread=True)
    return form.pair("qd766-progress-2024-09.xls")


def progress_october() -> Pair:
    style = Style(separator=None, total_separator=None, letterhead=None, gap=0)
    form = Filler(PROGRESS, "TONGHOP", OCTOBER, style).head("Kỳ báo cáo: Tháng 10/2024")
    form.across("I. Sở, ban, ngành")
    departments = _of_units(form, DEPARTMENTS, 0)
    form.across("II. UBND cấp huyện")
    form.total("TỔNG CỘNG", departments + _of_units(form, SHORT, 3))
    return form.pair("qd766-progress-2024-10.xlsx")


def egov_september() -> Pair:
    form = Filler(EGOV, "Sheet1", SEPTEMBER).head("(Từ ngày 01/09/2024 đến ngày 30/09/2024)")
    form.total("Tổng cộng", _of_units(form, DISTRICTS, 0), spread=True)
    return form.pair("egov-districts-2024-09.xls")


def egov_quarter() -> Pair:
    style = Style(separator=" ", total_separator=" ", left=1)
    form = Filler(EGOV, "Quý III", ["2024-07-01", "2024-09-30"], style).head("Quý III Năm 2024")
    form.total("TỔNG CỘNG", _of_units(form, DEPARTMENTS, 0))
    return form.pair("egov-departments-quarter-3-2024.xlsx")


def fds_units() -> Pair:
    form = Filler(fds("Đơn vị"), "Sheet1", SEPTEMBER).head("Tháng 9 Năm 2024")
    form.total("Tổng số", _of_units(form, DISTRICTS, 0), spread=True)
    return form.pair("fds-districts-2024-09.xls")


def fds_sectors() -> Pair:
    style = Style(separator=",", total_separator=",", letterhead=("UBND XÃ GIA BÌNH", ""))
    form = Filler(fds("Lĩnh vực"), "Sheet 1", AUGUST_2025, style).head("Tháng 8 Năm 2025")
    lines: list[Figures] = []
    (unit_id,) = (one for one in COMMUNES_2025 if one == "commune-gia-binh-2025")
    for nth, (sector, seven) in enumerate(SECTORS.items(), 1):
        whole = dossiers(seven)
        late = whole["resolved_overdue"] + whole["pending_overdue"]
        figures = {**_only(form.form, _within(whole)), "_late": late, "_withdrawn": nth, "_returned": 0}
        form.line(str(nth), sector, figures, unit_id=unit_id, level="all", sector=sector)
        lines.append(figures)
    form.total("Tổng số", lines)
    return form.pair("fds-sectors-2025-08.xlsx")


PAIRS = (
    procedures_september,
    procedures_october,
    procedures_first_group_empty,
    progress_september,
    progress_october,
    egov_september,
    egov_quarter,
    fds_units,
    fds_sectors,
)
