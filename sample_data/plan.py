"""The months from January 2024 to October 2026 -> every file that arrives, in the order of arrival."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reference import units
from reference.period import Period
from sample_data import reports
from sample_data.desk import Document, due, from_clerk, from_system
from sample_data.flaws import LATE, MISSING, NESTED, RESTATED
from sample_data.layouts.wording import name_by_clerk
from sample_data.model.places import REFORM
from sample_data.model.records import work
from sample_data.model.services import usage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reference.units import Unit
    from sample_data.layouts.grid import Grid
    from sample_data.model.records import Work
    from sample_data.model.services import Usage

MONTHS = tuple(Period.month(2024 + index // 12, index % 12 + 1) for index in range(34))
YEARS = (2023, 2024, 2025)
BY_LEVEL = frozenset({"2024-03", "2025-05"})
"""Months whose districts came as Layout C in place of PHỤ LỤC 3."""

OF_PROVINCE = frozenset({"2024-01", "2024-09", "2024-12", "2025-06", "2025-09", "2026-03", "2026-09"})
"""Months with PHỤ LỤC 1."""

BY_SECTOR = {
    "2024-09": ("district-bac-ninh", "district-tu-son", "district-gia-binh"),
    "2025-02": ("district-que-vo", "district-tien-du"),
    "2025-09": ("commune-kinh-bac-2025", "commune-gia-binh-2025"),
    "2026-03": ("commune-vo-cuong-2025", "commune-tu-son-2025"),
    "2026-09": ("commune-kinh-bac-2025", "commune-bac-giang-2025"),
}
"""Districts and communes that sent II.06a by sector."""

USAGE = "Bảng thống kê tiếp nhận hồ sơ trực tuyến"
OUTCOMES = "Thống kê báo cáo tổng hợp 06 các cấp"
DAYS_LATE = 13
FIRST_HOUR = 8
"""The outcomes come in before the annexes of the day, so that what came in is told by the finer of the two."""


def documents() -> tuple[Document, ...]:
    """List all files that can be accepted, in the order of arrival."""
    monthly = (one for month in MONTHS for one in _of_month(month))
    return tuple(sorted((*monthly, *map(_headline, YEARS)), key=lambda one: (one.received, one.path)))


def _of_month(month: Period) -> Iterator[Document]:
    yield from _of_departments(month)
    yield from _of_areas(month)
    yield _outcomes(month, reports.offices(month), _on_time(month), flaw=_absence(month, "service_usage"))
    yield from _late(month)
    yield from (_sectors(month, unit_id) for unit_id in BY_SECTOR.get(f"{month}", ()))
    yield from _records(month)
    yield _signatures(month)


def _of_departments(month: Period) -> Iterator[Document]:
    if f"{month}" in OF_PROVINCE:
        yield from_system(f"{USAGE} trên địa bàn tỉnh", "PL1", month, partial(reports.annex_1, month))
    yield from_system(f"{USAGE} các sở, ban, ngành tỉnh", "PL2", month, partial(reports.annex_2, month))


def _of_areas(month: Period) -> Iterator[Document]:
    expected, flaw = _on_time(month), _absence(month, "service_usage")
    if f"{month}" in BY_LEVEL:
        yield from_system(f"{USAGE} theo TTHC", "C", month, partial(reports.report_by_level, month, expected))
        return
    if ("service_usage", f"{month}") in RESTATED:
        as_first_told = partial(reports.annex_of_areas, month, expected, _with_unsynchronised)
        corrected = partial(reports.annex_of_areas, month, expected)
        yield _annex(month, as_first_told, flaw="the dossiers of a district were not all synchronised")
        yield _annex(
            month, corrected, days_late=DAYS_LATE, suffix=" (1)", flaw="the month again, the district corrected"
        )
        return
    yield _annex(month, partial(reports.annex_of_areas, month, expected), flaw=flaw)


def _annex(month: Period, grid: partial[Grid], *, days_late: int = 0, suffix: str = "", flaw: str = "") -> Document:
    is_nested = f"{month}" in NESTED
    title, layout = (" của UBND cấp xã", "PL4") if month.start >= REFORM else (" của UBND cấp huyện", "PL3")
    return from_system(
        USAGE + title,
        layout,
        month,
        grid,
        days_late=days_late,
        suffix=suffix,
        is_nested=is_nested,
        flaw=flaw or ("the table stands inside another" if is_nested else ""),
    )


def _late(month: Period) -> Iterator[Document]:
    late = [unit for unit in reports.areas(month) if unit.id in LATE.get(("service_usage", f"{month}"), ())]
    if late:
        flaw = "the district that was missing, two weeks later"
        yield _annex(month, partial(reports.annex_of_areas, month, late), days_late=DAYS_LATE, flaw=flaw)
        yield _outcomes(month, (), late, days_late=DAYS_LATE, flaw=flaw)


def _outcomes(
    month: Period, departments: Sequence[Unit], areas: Sequence[Unit], *, days_late: int = 0, flaw: str = ""
) -> Document:
    if month.start < REFORM:
        grid = partial(reports.outcomes_by_unit, month, departments, areas)
        return from_system(OUTCOMES, "06", month, grid, days_late=days_late, hour=FIRST_HOUR, flaw=flaw)
    name = f"Tổng hợp 06 các cấp tháng {_dotted(month)}"
    grids = partial(_alone, partial(reports.outcomes_by_unit, month, departments, areas))
    return from_clerk(name, ["06"], month, grids, hour=FIRST_HOUR, flaw=flaw)


def _sectors(month: Period, unit_id: str) -> Document:
    unit = units.unit(unit_id)
    name = f"II.06a {name_by_clerk(unit).replace('TP. ', 'TP ').replace('TX. ', 'TX ')} tháng {_dotted(month)}"
    return from_clerk(name, ["II.06a"], month, partial(_alone, partial(reports.outcomes_by_sector, month, unit)))


def _records(month: Period) -> Iterator[Document]:
    name = f"Xử lý văn bản và hồ sơ công việc tháng {_dotted(month)}"
    if ("work_records", f"{month}") in RESTATED:
        flaw = "the signed documents of a commune were not all counted"
        yield _records_file(name, month, 0, flaw, _with_uncounted)
        yield _records_file(f"{name} (1)", month, DAYS_LATE, "the month again, the commune corrected")
        return
    yield _records_file(name, month)


def _records_file(
    name: str, month: Period, days_late: int = 0, flaw: str = "", work_of: reports.WorkOf = work
) -> Document:
    signed_on = due(month, days_late)
    grids = partial(reports.work_records, month, signed_on, work_of)
    return from_clerk(name, ["K2-1", "K2-2"], month, grids, days_late=days_late, flaw=flaw)


def _signatures(month: Period) -> Document:
    absent = MISSING.get(("digital_signatures", f"{month}"), frozenset())
    expected = [unit for unit in reports.areas(month) if unit.id not in absent]
    grids = partial(reports.digital_signatures, month, expected, due(month))
    name = f"Tổng hợp cấp chữ ký số tháng {_dotted(month)}"
    return from_clerk(name, ["K3-1", "K3-2"], month, grids, flaw=_absence(month, "digital_signatures"))


def _headline(year: int) -> Document:
    period = Period.parse(f"{year}")
    name = f"Các chỉ tiêu chuyển đổi số chủ yếu năm {year}"
    return from_clerk(name, ["headline"], period, partial(_alone, partial(reports.indicators, year, due(period))))


def _alone(grid: Callable[[], Grid]) -> list[Grid]:
    return [grid()]


def _on_time(month: Period) -> list[Unit]:
    key = ("service_usage", f"{month}")
    absent = MISSING.get(key, frozenset()) | LATE.get(key, frozenset())
    return [unit for unit in reports.areas(month) if unit.id not in absent]


def _absence(month: Period, kind: str) -> str:
    key = (kind, f"{month}")
    never = [units.unit(unit_id).full_name for unit_id in sorted(MISSING.get(key, ()))]
    later = [units.unit(unit_id).full_name for unit_id in sorted(LATE.get(key, ()))]
    return "; ".join(
        f"missing: {', '.join(names)}{when}" for names, when in ((never, ""), (later, " (sent later)")) if names
    )


def _with_unsynchronised(unit_id: str, month: Period) -> Usage:
    told = usage(unit_id, month)
    if unit_id != RESTATED["service_usage", f"{month}"]:
        return told
    return replace(told, partial_online=round(told.partial_online * 0.6))


def _with_uncounted(unit_id: str, month: Period) -> Work:
    told = work(unit_id, month)
    if unit_id != RESTATED["work_records", f"{month}"]:
        return told
    return replace(told, documents_signed=round(told.documents_signed * 0.7))


def _dotted(month: Period) -> str:
    return f"{month.start.month}.{month.start.year}"
