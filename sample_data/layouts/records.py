"""Documents and work records by unit -> K2-1 (signed documents) and K2-2 (records handled digitally)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sample_data.layouts import clerk
from sample_data.layouts.grid import Cell, Grid, heads, laid_out, ordinal
from sample_data.layouts.wording import month_in_words
from sample_data.model.curves import combined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reference.period import Period
    from sample_data.model.records import Work

ROMAN = ("I", "II", "III")
SIGNED = (
    "STT",
    "Đơn vị",
    "Tổng số văn bản đến",
    "Tổng số văn bản đi",
    "Văn bản đi có ký số từ hồ sơ công việc",
    "Tỷ lệ (%)",
    "Tăng/giảm so với tháng trước",
)
DIGITAL = (
    "STT",
    "Đơn vị",
    "Tổng số hồ sơ công việc",
    "Hồ sơ xử lý trên môi trường mạng (không bao gồm hồ sơ mật)",
    "Tỷ lệ",
    "Chỉ tiêu (90/80/60)",
    "Đánh giá",
)
TARGETS = {"department": 0.9, "district": 0.8, "commune": 0.6}


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's month, and the month before where the unit reported one."""

    name: str
    work: Work
    before: Work | None


@dataclass(frozen=True, slots=True)
class Section:
    """The units of one level of government."""

    title: str
    level: str
    lines: Sequence[Line]


def signed(sections: Sequence[Section], period: Period, signed_on: date) -> Grid:
    """Lay out K2-1: section lines without figures, a total below, the change in points against the month before."""
    rows = [
        *clerk.head("KẾT QUẢ XỬ LÝ VĂN BẢN VÀ KÝ SỐ VĂN BẢN ĐIỆN TỬ", month_in_words(period), 7),
        list(heads(*SIGNED)),
    ]
    for numeral, section in zip(ROMAN, sections, strict=False):
        rows.append([ordinal(numeral), Cell(section.title, "section"), *([Cell()] * 5)])
        rows += [_signed_line(number, line) for number, line in enumerate(section.lines, start=1)]
    rows.append([Cell(), Cell("Tổng cộng", "section"), *_signed_counts(_whole(sections)), Cell()])
    return laid_out("K2-1", (6, 44, 14, 14, 18, 11, 16), [*rows, *clerk.foot(signed_on, 7)])


def digital(sections: Sequence[Section], period: Period, signed_on: date) -> Grid:
    """Lay out K2-2: section lines hold subtotals, a total below, target and assessment a line."""
    title = "KẾT QUẢ XỬ LÝ HỒ SƠ CÔNG VIỆC TRÊN MÔI TRƯỜNG MẠNG"
    rows = [*clerk.head(title, month_in_words(period), 7), list(heads(*DIGITAL))]
    for numeral, section in zip(ROMAN, sections, strict=False):
        target, subtotal = TARGETS[section.level], _digital_counts(_whole([section]))
        rows.append([ordinal(numeral), Cell(section.title, "section"), *subtotal, Cell(), Cell()])
        rows += [_digital_line(number, line, target) for number, line in enumerate(section.lines, start=1)]
    rows.append([Cell(), Cell("Tổng cộng", "section"), *_digital_counts(_whole(sections)), Cell(), Cell()])
    return laid_out("K2-2", (6, 44, 16, 22, 11, 12, 16), [*rows, *clerk.foot(signed_on, 7)])


def _whole(sections: Sequence[Section]) -> Work:
    return combined(line.work for section in sections for line in section.lines)


def _signed_line(number: int, line: Line) -> list[Cell]:
    change = "-" if line.before is None else round(_points(line.work) - _points(line.before), 2)
    return [ordinal(number), Cell(line.name), *_signed_counts(line.work), Cell(change, "change")]


def _signed_counts(work: Work) -> list[Cell]:
    counts = (work.documents_in, work.documents_out, work.documents_signed)
    return [*(Cell(count, "count") for count in counts), Cell(_points(work), "points")]


def _digital_line(number: int, line: Line, target: float) -> list[Cell]:
    share = line.work.records_digital / line.work.records
    return [
        ordinal(number),
        Cell(line.name),
        *_digital_counts(line.work),
        Cell(target, "share"),
        Cell(_assessment(share, target)),
    ]


def _digital_counts(work: Work) -> list[Cell]:
    share = round(work.records_digital / work.records, 4)
    return [Cell(work.records, "count"), Cell(work.records_digital, "count"), Cell(share, "share")]


def _points(work: Work) -> float:
    return round(100 * work.documents_signed / work.documents_out, 2)


def _assessment(share: float, target: float) -> str:
    if share < target:
        return "Không đạt"
    return "Đạt" if share - target < 0.005 else "Vượt chỉ tiêu"
