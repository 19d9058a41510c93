"""Dossiers received, resolved and pending -> form II.06a of Circular 01/2020/TT-VPCP, by sector or by unit."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from sample_data.layouts.grid import Cell, Grid, Value, across, heads, laid_out, ordinal
from sample_data.layouts.wording import NATION, SYNTHETIC, month_in_words, span
from sample_data.model.curves import combined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reference.period import Period
    from sample_data.model.outcomes import Outcome

WIDTH = 13
WIDTHS = (6, 44, *(11,) * 11)
TITLE = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC"
ISSUED_WITH = "Ban hành theo Thông tư số\n01/2020/TT-VPCP ngày 21/10/2020"
NUMBERING = (
    "(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)", "(7)=(8)+(9)+(10)", "(8)", "(9)", "(10)",
    "(11)=(12)+(13)", "(12)", "(13)",
)  # fmt: skip


def by_sector(unit_name: str, sectors: Sequence[tuple[str, Outcome]], period: Period) -> Grid:
    """Lay out II.06a of one office: a line a sector, TỔNG CỘNG last."""
    rows = [*_official_head(unit_name, period), *_heads("Lĩnh vực, công việc giải quyết theo cấp")]
    rows += [_line(str(number), name, outcome, int) for number, (name, outcome) in enumerate(sectors, start=1)]
    rows.append(_line(None, "TỔNG CỘNG", combined(outcome for _, outcome in sectors), int))
    return laid_out("II.06a", WIDTHS, [*rows, *_signatures()])


def by_unit(
    sections: Sequence[tuple[str, Sequence[tuple[str, Outcome]]]], period: Period, printed: Callable[[int], Value]
) -> Grid:
    """Lay out "06 các cấp": sections of units, whose numbers the system starts at 2, and Tổng số last."""
    rows = [*_system_head(period), *_heads("Lĩnh vực, công việc giải quyết theo cấp")]
    for section, units in sections:
        rows.append(across(section, WIDTH, "section"))
        rows += [_line(str(number), name, outcome, printed) for number, (name, outcome) in enumerate(units, start=2)]
    whole = combined(outcome for _, units in sections for _, outcome in units)
    rows += [_line(None, "Tổng số", whole, printed), across(f"Ghi chú: {SYNTHETIC}", WIDTH)]
    return laid_out("Thống kê tổng hợp 06 các cấp", WIDTHS, rows)


def _line(number: Value, name: str, outcome: Outcome, printed: Callable[[int], Value]) -> list[Cell]:
    return [ordinal(number), Cell(name), *(Cell(printed(count), "count") for count in _columns(outcome))]


def _columns(outcome: Outcome) -> tuple[int, ...]:
    """Return the eleven figures in the form's order, its three totals among them."""
    received, resolved, pending = astuple(outcome)[:3], astuple(outcome)[3:6], astuple(outcome)[6:]
    return (sum(received), *received, sum(resolved), *resolved, sum(pending), *pending)


def _heads(label: str) -> Iterator[list[Cell]]:
    groups = (("Số hồ sơ nhận giải quyết", 4), ("Số hồ sơ đã giải quyết", 4), ("Số hồ sơ đang giải quyết", 3))
    yield [*heads("STT", label, rows=3), *(Cell(text, "head", columns=columns) for text, columns in groups)]
    among = Cell("Trong đó", "head", columns=2)
    resolved = ("Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn")
    pending = ("Tổng số", "Trong hạn", "Quá hạn")
    yield [*heads("Tổng số", rows=2), among, *heads("Từ kỳ trước", *resolved, *pending, rows=2)]
    yield list(heads("Trực tuyến", "Trực tiếp, dịch vụ bưu chính"))
    yield list(heads(*NUMBERING))


def _official_head(unit_name: str, period: Period) -> Iterator[list[Cell]]:
    yield _three("Biểu số II.06a/VPCP/KSTT", TITLE, f"- Đơn vị báo cáo: {unit_name}")
    yield _three(
        ISSUED_WITH,
        f"Kỳ báo cáo: {month_in_words(period)}\n{span(period)}",
        "- Đơn vị nhận báo cáo: Văn phòng UBND tỉnh",
    )
    yield across("Đơn vị tính: Số hồ sơ TTHC.", WIDTH)


def _system_head(period: Period) -> Iterator[list[Cell]]:
    yield _three(f"Biểu số 06 /VPCP/KSTT\n{ISSUED_WITH}", f"{TITLE}\n{span(period)}", f"UBND tỉnh Bắc Ninh\n{NATION}")
    yield across("Đơn vị tính: Số hồ sơ TTHC", WIDTH)


def _three(left: str, middle: str, right: str) -> list[Cell]:
    return [Cell(left, "plain", columns=2), Cell(middle, "title", columns=7), Cell(right, "plain", columns=4)]


def _signatures() -> Iterator[list[Cell]]:
    yield across(f"Ghi chú: {SYNTHETIC}", WIDTH)
    yield [
        Cell("Người lập biểu", "letterhead", columns=2),
        Cell(None, "plain", columns=7),
        Cell("THỦ TRƯỞNG ĐƠN VỊ\n(ký tên, đóng dấu)", "letterhead", columns=4),
    ]
