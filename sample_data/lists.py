"""Invented dossiers, one a row, as a one-stop system lists them; for tests, the sample and benchmarks.

No person, address or telephone number in them exists. The same seed gives the same dossiers.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from reference import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

PROCEDURES = (
    ("Đăng ký khai sinh", "Hộ tịch", "4"),
    ("Đăng ký kết hôn", "Hộ tịch", "3"),
    ("Xác nhận tình trạng hôn nhân", "Hộ tịch", "4"),
    ("Chứng thực bản sao từ bản chính", "Chứng thực", "2"),
    ("Đăng ký biến động quyền sử dụng đất", "Đất đai", "3"),
    ("Đăng ký thành lập hộ kinh doanh", "Thành lập và hoạt động của hộ kinh doanh", "4"),
    ("Cấp giấy phép xây dựng nhà ở riêng lẻ", "Hoạt động xây dựng", "3"),
    ("Trợ giúp xã hội hằng tháng", "Bảo trợ xã hội", "3"),
)
"""Name, sector, level of service by the systems' code: 4 from end to end, 3 in part, 2 information only."""
CHANNELS = ("Trực tiếp", "Trực tuyến", "Bưu chính công ích")
_FAMILY, _GIVEN = ("Nguyễn", "Trần", "Lê", "Phạm", "Ngô", "Vũ"), ("Mẫu", "Thử", "Ví Dụ", "Giả Định", "Minh Hoạ")

HEADINGS = (
    *("STT", "Mã hồ sơ", "Đơn vị tiếp nhận", "Lĩnh vực", "Tên thủ tục hành chính", "Mức độ", "Hình thức nộp"),
    *("Trạng thái", "Chủ hồ sơ", "Địa chỉ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày có kết quả"),
)
"""What `Dossier.cells` gives, in this order."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One application; `resolved` is None while it is pending, `channel` an index of CHANNELS."""

    number: int
    code: str
    unit: str
    procedure: str
    sector: str
    level: str
    channel: int
    person: str
    address: str
    received: datetime
    due: datetime
    resolved: datetime | None

    @property
    def outcome(self) -> str:
        """What became of it: "early", "on_time", "overdue" or "pending"."""
        if self.resolved is None:
            return "pending"
        days = (self.resolved.date() - self.due.date()).days
        return "early" if days < 0 else "overdue" if days else "on_time"

    def cells(self) -> tuple[str, ...]:
        """Return the row as a system prints it, everything as text."""
        status = "Đã trả kết quả" if self.resolved else "Đang xử lý"
        days = (f"{day:%d/%m/%Y %H:%M}" if day else "" for day in (self.received, self.due, self.resolved))
        about = (self.unit, self.sector, self.procedure, self.level, CHANNELS[self.channel], status)
        return (str(self.number), self.code, *about, self.person, self.address, *days)


def dossiers(count: int, first: date, last: date, seed: int = 1) -> Iterator[Dossier]:
    """Yield dossiers received from `first` to `last`, by the units of the province on the last day."""
    chance = random.Random(seed)
    home = units.home_province(last)
    offices = [unit.full_name for unit in units.units_on(last, level="commune", parent=home.id)]
    days = (last - first).days + 1
    for number in range(1, count + 1):
        procedure, sector, level = chance.choice(PROCEDURES)
        received = _office_hour(chance, first + timedelta(days=chance.randrange(days)))
        due = _office_hour(chance, received.date() + timedelta(days=chance.choice((3, 5, 10, 15))))
        took = chance.choice((-2, -1, -1, 0, 0, 1))
        resolved = None if chance.random() < 0.1 else _office_hour(chance, due.date() + timedelta(days=took))
        yield Dossier(
            number,
            f"H05.{number // 100_000 + 10}-{received:%y%m%d}-{number:07d}",
            f"UBND {chance.choice(offices)}",
            procedure,
            sector,
            level,
            chance.choices(range(3), (30, 65, 5))[0],
            f"{chance.choice(_FAMILY)} {chance.choice(_GIVEN)} {chance.randrange(100_000)}",
            f"Số {chance.randrange(1, 999)} đường Thử Nghiệm {chance.randrange(1, 99)}",
            received,
            due,
            resolved,
        )


def _office_hour(chance: random.Random, day: date) -> datetime:
    return datetime.combine(day, time(chance.randrange(7, 17), chance.randrange(60)))


def workbook(
    rows: Iterable[Sequence[object]], *, headings: Sequence[str] = HEADINGS, title: Sequence[str] = ()
) -> bytes:
    """Return an .xlsx of the rows, under two blank merged rows or the lines of a title, as systems write it."""
    target = BytesIO()
    _write(target, rows, headings, title)
    return target.getvalue()


def save(path: Path, rows: Iterable[Sequence[object]], *, title: Sequence[str] = ()) -> None:
    """Write as `workbook` does, into a file and with little memory, however many rows there are."""
    _write(str(path), rows, HEADINGS, title)


def _write(
    target: BytesIO | str, rows: Iterable[Sequence[object]], headings: Sequence[str], title: Sequence[str]
) -> None:
    is_file = isinstance(target, str)
    book = xlsxwriter.Workbook(target, {"constant_memory": is_file, "default_date_format": "dd/mm/yyyy hh:mm"})
    sheet = book.add_worksheet("Danh sách hồ sơ")
    lines = list(title) or ["", ""]
    for row, line in enumerate(lines):
        sheet.merge_range(row, 0, row, len(headings) - 1, line)
    for row, values in enumerate([headings, *()], start=len(lines)):
        sheet.write_row(row, 0, values)
    for row, values in enumerate(rows, start=len(lines) + 1):
        sheet.write_row(row, 0, values)
    book.close()
