"""Golden workbooks whose levels of service stand in columns: the targets of Decision 766 and the count of services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.workbooks.forms import Figures, Form
from tests.workbooks.names import COMMUNES_2025, DEPARTMENTS_2025, DISTRICTS
from tests.workbooks.pair import Filler, Pair, Style
from tests.workbooks.records import fill
from tests.workbooks.services import AUGUST_2025, OCTOBER, SEPTEMBER

if TYPE_CHECKING:
    from collections.abc import Mapping

_ARISEN = ("Số thủ tục", "Số hồ sơ phát sinh cả trực tuyến và trực tiếp", "Số hồ sơ phát sinh trực tuyến")
TARGETS = Form(
    "service_usage",
    "QD766-targets",
    (
        *("STT", "Tên đơn vị"),
        ("Cung cấp DVC trực tuyến", ("Tổng số thủ tục", ("DVC trực tuyến", ("Tổng số", "Toàn trình", "Một phần")))),
        (
            "Phát sinh hồ sơ",
            (
                (
                    "Tổng",
                    (
                        "Số thủ tục phát sinh hồ sơ",
                        "Số hồ sơ phát sinh cả trực tuyến và trực tiếp",
                        "Số thủ tục trực tuyến phát sinh hồ sơ",
                        "Số hồ sơ phát sinh cả trực tuyến và trực tiếp trong các thủ tục trực tuyến",
                        "Số hồ sơ phát sinh trực tuyến",
                    ),
                ),
                ("Toàn trình", _ARISEN),
                ("Một phần", _ARISEN),
                ("Dịch vụ cung cấp thông tin", ("Số thủ tục", "Số thủ tục phát sinh hồ sơ", "Số hồ sơ phát sinh")),
            ),
        ),
    ),
    (
        *("stt", "name", "procedures", "procedures_online", "procedures/full", "procedures/partial"),
        *("_used", "received", "_online_used", "_in_online", "received_online"),
        *("_used_full", "received/full", "received_online/full"),
        *("_used_partial", "received/partial", "received_online/partial"),
        *("procedures/info", "_used_info", "received/info"),
    ),
    ("THEO DÕI CHỈ TIÊU DVC TRỰC TUYẾN - THEO QUYẾT ĐỊNH SỐ 766/QĐ-TTG NGÀY 23/06/2022",),
)
COUNT = Form(
    "service_usage",
    "services-count",
    (
        *("STT", "Tên đơn vị", "Tổng DVC", "DVC toàn trình", "DVC một phần"),
        "Dịch vụ cung cấp thông tin trực tuyến",
    ),
    ("stt", "name", "procedures", "procedures/full", "procedures/partial", "procedures/info"),
    ("TỔNG HỢP SỐ LƯỢNG DỊCH VỤ CÔNG TRỰC TUYẾN",),
)


def targets(offered: tuple[int, int, int], full: tuple[int, int], partial: tuple[int, int], told: int) -> Figures:
    """Return a line: procedures full, partial, info; dossiers and online ones of full and of partial; of info."""
    return {
        "procedures": sum(offered),
        "procedures_online": offered[0] + offered[1],
        "procedures/full": offered[0],
        "procedures/partial": offered[1],
        "_used": offered[0] // 2 + offered[1] // 3 + offered[2] // 4,
        "received": full[0] + partial[0] + told,
        "_online_used": offered[0] // 2 + offered[1] // 3,
        "_in_online": full[0] + partial[0],
        "received_online": full[1] + partial[1],
        "_used_full": offered[0] // 2,
        "received/full": full[0],
        "received_online/full": full[1],
        "_used_partial": offered[1] // 3,
        "received/partial": partial[0],
        "received_online/partial": partial[1],
        "procedures/info": offered[2],
        "_used_info": offered[2] // 4,
        "received/info": told,
    }


TARGETS_OF = {
    "district-bac-ninh": targets((120, 96, 51), (3556, 3127), (2730, 2310), 44),
    "district-que-vo": targets((118, 94, 49), (2015, 1688), (1639, 1342), 12),
    "district-gia-binh": targets((117, 95, 49), (812, 400), (1264, 730), 5),
    "district-luong-tai": targets((117, 93, 50), (968, 801), (784, 655), 0),
}
TARGETS_2025 = {
    "commune-gia-binh-2025": targets((141, 120, 60), (421, 410), (247, 205), 2),
    "commune-que-vo-2025": targets((140, 121, 60), (520, 491), (290, 240), 0),
    "commune-tu-son-2025": targets((141, 121, 61), (1201, 1047), (622, 518), 7),
}
COUNTS = {
    "dept-tu-phap": (118, 61, 12),
    "dept-tai-chinh-2025": (140, 30, 4),
    "dept-noi-vu-2025": (88, 40, 21),
}
GROUPS = {"group-districts": (133, 97, 51), "group-communes": (70, 44, 19)}


def counted(full: int, partial: int, info: int) -> Figures:
    whole = full + partial + info
    return {"procedures": whole, "procedures/full": full, "procedures/partial": partial, "procedures/info": info}


def _targets(
    style: Style, period: list[str], phrase: str, names: Mapping[str, str], of: Mapping[str, Figures]
) -> Filler:
    filler = Filler(TARGETS, "Theo dõi chỉ tiêu", period, style).head(phrase)
    fill(filler, dict(names), dict(of), level="all")
    filler.paper.body_ends = filler.row - 1
    filler.total("Tổng số", of.values())
    return filler


def targets_september() -> Pair:
    phrase = "(Từ ngày 01/09/2024 đến ngày 30/09/2024)"
    return _targets(Style(letterhead=None), SEPTEMBER, phrase, DISTRICTS, TARGETS_OF).pair(
        "qd766-targets-districts-2024-09.xls"
    )


def targets_august_2025() -> Pair:
    """Re-saved: real numbers, the first column empty, communes that bear old districts' names."""
    style = Style(separator=None, total_separator=None, left=1, above=1)
    filler = _targets(style, AUGUST_2025, "Tháng 8 năm 2025", COMMUNES_2025, TARGETS_2025)
    filler.foot("Ngày 05 tháng 9 năm 2025", "NGƯỜI LẬP BIỂU")
    return filler.pair("qd766-targets-communes-2025-08.xlsx")


def count_before_the_mergers() -> Pair:
    """Roman lines: the first heads its members, the others are whole levels of government with counts of their own."""
    style = Style(separator=".", letterhead=None)
    filler = Filler(COUNT, "Bảng thống kê thủ tục hành chính", OCTOBER, style).head("Tháng 10 năm 2024")
    filler.line("I", "Sở ban ngành cấp tỉnh")
    members = {"dept-tu-phap": "Sở Tư pháp", "dept-tai-chinh": "Sở Tài chính", "dept-noi-vu": "Sở Nội vụ"}
    lines = [counted(*three) for three in COUNTS.values()]
    for number, ((unit_id, name), figures) in enumerate(zip(members.items(), lines, strict=True), 1):
        filler.line(str(number), name, figures, unit_id=unit_id, level="all")
    for stt, (unit_id, three) in zip(("II", "III"), GROUPS.items(), strict=True):
        lines.append(counted(*three))
        name = {"group-districts": "UBND cấp huyện", "group-communes": "UBND cấp xã"}[unit_id]
        filler.line(stt, name, lines[-1], unit_id=unit_id, level="all")
    filler.total("Tổng", lines)
    return filler.pair("services-count-2024-10.xls")


def count_after_the_mergers() -> Pair:
    """Only departments, those of the mergers of March 2025, the total on top."""
    style = Style(separator=None, total_separator=None, letterhead=("UBND TỈNH BẮC NINH", ""), left=1)
    filler = Filler(COUNT, "Sheet1", ["2025-04-01", "2025-04-30"], style).head("Tháng 4 năm 2025")
    lines = {unit_id: counted(*three) for unit_id, three in COUNTS.items()}
    filler.total("Tổng số", lines.values(), spread=True)
    fill(filler, DEPARTMENTS_2025, lines, level="all")
    return filler.pair("services-count-departments-2025-04.xlsx")


PAIRS = (targets_september, targets_august_2025, count_before_the_mergers, count_after_the_mergers)
