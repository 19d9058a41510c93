"""Online applications by unit and level of service -> PHỤ LỤC 1 to 4 and the report by level of the one-stop system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sample_data.layouts.grid import Cell, Grid, Value, across, heads, laid_out
from sample_data.layouts.wording import FULL, NATION, PARTIAL, SYNTHETIC, dotted, percent, span
from sample_data.model.curves import combined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reference.period import Period
    from sample_data.model.services import Usage

Row = list[Cell]
CHANNELS = ("Trực tuyến", "Trực tiếp", "BCCI")
ROMAN = ("I", "II", "III")
TITLE = "BẢNG THỐNG KÊ TIẾP NHẬN HỒ SƠ TRỰC TUYẾN"
SHEET = "Bảng thống kê tiếp nhận hồ sơ trực tuyến"
AREAS_INCLUDED = "Số liệu của UBND cấp huyện bao gồm các xã, phường, thị trấn trực thuộc."


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's line with its two sub-lines: what came in, and how many procedures met the target, did not, saw none."""

    name: str
    usage: Usage
    procedures: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Annex:
    """What the annexes of one system differ in."""

    number: int
    scope: str
    sheet: str
    ordinal: str = "TT"
    targets: tuple[int, int] = (90, 85)
    has_remark: bool = False
    note: str = ""

    @property
    def width(self) -> int:
        """How many columns it has."""
        return 10 + self.has_remark


_DEPARTMENTS = _Annex(2, "CỦA CÁC SỞ, BAN, NGÀNH CẤP TỈNH", f"{SHEET} các sở, ban, ngành tỉnh", has_remark=True)
_DISTRICTS = _Annex(3, "CỦA UBND CẤP HUYỆN", f"{SHEET} của UBND cấp huyện", note=AREAS_INCLUDED)
_COMMUNES = _Annex(4, "CỦA UBND CẤP XÃ", f"{SHEET} của UBND cấp xã", ordinal="STT", targets=(70, 70))


def province(groups: Sequence[Line], period: Period) -> Grid:
    """Lay out PHỤ LỤC 1: a line with counts for each level of government, each followed by three levels of service."""
    rows: list[Row] = [*_head_block(9, 1, "TRÊN ĐỊA BÀN TỈNH", period), *_province_heads()]
    for numeral, group in zip(ROMAN, groups, strict=False):
        ratios = _ratios_without_post(group.usage, rows=4)
        rows.append([Cell(numeral), Cell(group.name), *_counts(group.usage, dotted), *ratios, Cell(rows=4)])
        rows += [[Cell(str(number)), *line] for number, line in enumerate(_level_lines(group.usage, dotted), start=1)]
        rows.append([Cell("3"), Cell("DV cung cấp thông tin trực tuyến"), *(Cell("0", "count") for _ in range(4))])
    return laid_out(f"{SHEET} trên địa bàn tỉnh", (5, 38, *(11,) * 4, 14, 16, 10), rows)


def _province_heads() -> list[Row]:
    ratios = ("Tỷ lệ hồ sơ nộp trực tuyến", "Tỷ lệ hồ sơ nộp trực tuyến DVC trực tuyến toàn trình")
    among = Cell("Trong đó", "head", columns=3)
    first = [*heads("TT", "Đơn vị", "Tổng số hồ sơ", rows=2), among, *heads(*ratios, "Ghi chú", rows=2)]
    return [first, list(heads("Trực tuyến", "Trực tiếp", "Qua BCCI"))]


def departments(lines: Sequence[Line], period: Period) -> Grid:
    """Lay out PHỤ LỤC 2: each department's counts, then those of its two levels of service, a total below the body."""
    return _by_unit(_DEPARTMENTS, lines, period)


def districts(lines: Sequence[Line], period: Period) -> Grid:
    """Lay out PHỤ LỤC 3: as PHỤ LỤC 2, without remarks."""
    return _by_unit(_DISTRICTS, lines, period)


def communes(lines: Sequence[Line], period: Period) -> Grid:
    """Lay out PHỤ LỤC 4: a unit's line has ratios but no counts; these print without dots, except in the total."""
    rows: list[Row] = [*_head_block(10, 4, _COMMUNES.scope, period), *_unit_heads(_COMMUNES)]
    for number, line in enumerate(lines, start=1):
        assessed = _assessed(_ratios_with_post(line.usage), rows=3)
        rows.append([Cell(str(number)), Cell(line.name), *([Cell()] * 4), *assessed])
        rows += [[Cell(), *sub_line] for sub_line in _level_lines(line.usage, str)]
    return _with_total(_COMMUNES, rows, lines, _ratios_with_post)


def by_level(lines: Sequence[Line], period: Period) -> Grid:
    """Lay out Layout C: the level lines hold the counts, the unit's line holds none; no total."""
    rows: list[Row] = [
        across("TÌNH HÌNH TIẾP NHẬN HỒ SƠ TRỰC TUYẾN MỨC TOÀN TRÌNH, MỘT PHẦN", 11, "title"),
        across(span(period), 11, "note"),
        across(f"({SYNTHETIC})", 11, "note"),
        across("Đơn vị giải quyết: Tất cả", 11),
        *_by_level_heads(),
    ]
    for number, line in enumerate(lines, start=1):
        ratio = percent(line.usage.online, line.usage.online + line.usage.in_person).replace("%", " %")
        procedures = (Cell(dotted(count), "count", rows=3) for count in line.procedures)
        merged = [Cell(ratio, rows=3), *procedures, Cell(rows=3)]
        rows.append([Cell(str(number)), Cell(line.name), *([Cell()] * 4), *merged])
        rows += [[Cell(), *sub_line] for sub_line in _level_lines(line.usage, dotted)]
    return laid_out("Bảng thống kê tiếp nhận hồ sơ trực tuyến theo TTHC", (5, 38, *(11,) * 9), rows)


def _by_level_heads() -> list[Row]:
    ratio = "Tỷ lệ Hồ sơ trực tuyến/hồ sơ (Trực tuyến + Trực tiếp) của TTHC đăng ký trực tuyến"
    procedures = heads("Số TTHC đạt chỉ tiêu", "Số TTHC không đạt chỉ tiêu", "Số TTHC không xuất hiện hồ sơ", rows=2)
    received = Cell("Số lượng hồ sơ tiếp nhận và giải quyết", "head", columns=4)
    first = [*heads("STT", "Tên Đơn vị", rows=3), received, *heads(ratio, rows=3), Cell("Đánh giá", "head", columns=3)]
    second = [*heads("Tổng số hồ sơ", rows=2), Cell("Trong đó", "head", columns=3), *procedures]
    return [[*first, *heads("Ghi chú", rows=3)], second, list(heads(*CHANNELS))]


def _by_unit(annex: _Annex, lines: Sequence[Line], period: Period) -> Grid:
    remark = [Cell(rows=3)] if annex.has_remark else []
    rows: list[Row] = [*_head_block(annex.width, annex.number, annex.scope, period), *_unit_heads(annex)]
    for number, line in enumerate(lines, start=1):
        assessed = _assessed(_ratios_without_post(line.usage), rows=3)
        rows.append([Cell(str(number)), Cell(line.name), *_counts(line.usage, dotted), *assessed, *remark])
        rows += [[Cell(), *sub_line] for sub_line in _level_lines(line.usage, dotted)]
    return _with_total(annex, rows, lines, _ratios_without_post)


def _with_total(annex: _Annex, rows: list[Row], lines: Sequence[Line], ratios: Callable[[Usage], Row]) -> Grid:
    whole = combined(line.usage for line in lines)
    remark = [Cell()] if annex.has_remark else []
    total = [Cell("Tổng số", "section", columns=2), *_counts(whole, dotted), *_assessed(ratios(whole)), *remark]
    note = [across(f"Ghi chú: {annex.note}", annex.width)] if annex.note else []
    widths = (5, 38, *(11,) * (annex.width - 2))
    return laid_out(annex.sheet, widths, [*rows, total, *note], tail=len(rows) + 1)


def _head_block(width: int, number: int, scope: str, period: Period) -> Iterator[Row]:
    half = width // 2
    yield [Cell(None, "letterhead", columns=half), Cell(NATION, "letterhead", columns=width - half)]
    yield across(f"PHỤ LỤC {number}", width, "title")
    yield across(f"{TITLE} {scope}", width, "title")
    yield across(span(period), width, "note")
    yield across(f"({SYNTHETIC})", width, "note")
    yield across(None, width)


def _unit_heads(annex: _Annex) -> list[Row]:
    online, full = annex.targets
    assessment = f"Đánh giá (Tỷ lệ nộp hồ sơ trực tuyến: {online}%; Tỷ lệ nộp hồ sơ trực tuyến toàn trình: {full}%)"
    ratios = heads(
        "Tỷ lệ hồ sơ nộp trực tuyến", "Đánh giá", "Tỷ lệ hồ sơ nộp trực tuyến toàn trình", "Đánh giá", rows=2
    )
    received = Cell("Số lượng hồ sơ tiếp nhận và giải quyết", "head", columns=4)
    remark = heads("Ghi chú", rows=3) if annex.has_remark else ()
    first = [*heads(annex.ordinal, "Tên đơn vị", rows=3), received, Cell(assessment, "head", columns=4), *remark]
    second = [*heads("Tổng số hồ sơ", rows=2), Cell("Trong đó", "head", columns=3), *ratios]
    return [first, second, list(heads(*CHANNELS))]


def _counts(usage: Usage, printed: Callable[[int], Value]) -> Row:
    return [Cell(printed(count), "count") for count in (usage.received, usage.online, usage.in_person, usage.postal)]


def _level_lines(usage: Usage, printed: Callable[[int], Value]) -> list[Row]:
    partial = (usage.partial_online, usage.partial_in_person, usage.partial_postal)
    full = (usage.full_online, usage.full_in_person, usage.full_postal)
    return [
        [Cell(label), *(Cell(printed(count), "count") for count in (sum(channels), *channels))]
        for label, channels in ((PARTIAL, partial), (FULL, full))
    ]


def _ratios_without_post(usage: Usage, rows: int = 1) -> Row:
    return [
        Cell(percent(usage.online, usage.online + usage.in_person), rows=rows),
        Cell(percent(usage.full_online, usage.full_online + usage.full_in_person), rows=rows),
    ]


def _ratios_with_post(usage: Usage) -> Row:
    """Return PHỤ LỤC 4's ratios: over the total, yet still without post for the full-level services."""
    return [Cell(percent(usage.online, usage.received)), _ratios_without_post(usage)[1]]


def _assessed(ratios: Row, rows: int = 1) -> Row:
    """Put an assessment beside each ratio; the system exports that column empty."""
    return [cell for ratio in ratios for cell in (Cell(ratio.value, ratio.look, rows=rows), Cell(rows=rows))]
