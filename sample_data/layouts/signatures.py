"""Digital signatures by area and by office -> K3-1 and K3-2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_data.layouts import clerk
from sample_data.layouts.grid import Cell, Grid, heads, laid_out, ordinal
from sample_data.layouts.wording import month_in_words
from sample_data.model.curves import combined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reference.period import Period
    from sample_data.model.signatures import OfficeSignatures, Signatures

HOLDERS = ("Người dân", "Doanh nghiệp", "CBCCVC")


def by_area(lines: Sequence[tuple[str, Signatures]], period: Period, kinds: str, signed_on: date) -> Grid:
    """Lay out K3-1: adults, the month's signatures and all so far by holder; `kinds` of unit stand in the heading."""
    first = [
        *heads("STT", f"Đơn vị ({kinds})", "Dân số từ 18 tuổi", rows=2),
        Cell("Số CKS cấp trong tháng", "head", columns=3),
        Cell("Lũy kế", "head", columns=3),
        *heads("Tỷ lệ người trưởng thành có CKS", rows=2),
    ]
    title = "KẾT QUẢ CẤP CHỮ KÝ SỐ CHO NGƯỜI DÂN, DOANH NGHIỆP VÀ CBCCVC"
    rows = [
        *clerk.head(title, month_in_words(period), 10, says_synthetic=False),
        first,
        list(heads(*HOLDERS, *HOLDERS)),
        *([ordinal(number), Cell(name), *_figures(figures)] for number, (name, figures) in enumerate(lines, start=1)),
        [Cell("Tổng cộng", "section", columns=2), *_figures(combined(figures for _, figures in lines))],
        *clerk.foot(signed_on, 10, says_synthetic=True),
    ]
    return laid_out("K3-1", (6, 28, 13, *(12,) * 6, 16), rows)


def by_office(lines: Sequence[tuple[str, OfficeSignatures]], period: Period, signed_on: date) -> Grid:
    """Lay out K3-2: service signatures issued so far by kind, revoked, active."""
    first = [
        *heads("STT", "Cơ quan, đơn vị", rows=2),
        Cell("Đã cấp", "head", columns=3),
        *heads("Thu hồi", "Đang hoạt động", "Ghi chú", rows=2),
    ]
    rows = [
        *clerk.head("TÌNH HÌNH SỬ DỤNG CHỮ KÝ SỐ CHUYÊN DÙNG CÔNG VỤ", month_in_words(period), 8),
        first,
        list(heads("Tổ chức", "Cá nhân", "SIM PKI")),
        *(
            [ordinal(number), Cell(name), *_office(office), Cell()]
            for number, (name, office) in enumerate(lines, start=1)
        ),
        [Cell("Tổng cộng", "section", columns=2), *_office(combined(office for _, office in lines)), Cell()],
        *clerk.foot(signed_on, 8),
    ]
    return laid_out("K3-2", (6, 44, *(12,) * 5, 16), rows)


def _figures(figures: Signatures) -> list[Cell]:
    counts = (
        figures.adults,
        figures.citizens_issued,
        figures.businesses_issued,
        figures.officials_issued,
        figures.citizens_to_date,
        figures.businesses_to_date,
        figures.officials_to_date,
    )
    share = round(figures.citizens_to_date / figures.adults, 4)
    return [*(Cell(count, "count") for count in counts), Cell(share, "share")]


def _office(figures: OfficeSignatures) -> list[Cell]:
    counts = (figures.organisations, figures.persons, figures.sims, figures.revoked, figures.active)
    return [Cell(count, "count") for count in counts]
