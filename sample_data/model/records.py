"""A unit and a month -> documents in, out and signed, and work records in all and handled digitally."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reference import units
from sample_data.model.curves import chance, combined, on_curve
from sample_data.model.places import REFORM, Office, Place, offices, places
from sample_data.model.services import TET, TET_MONTHS

if TYPE_CHECKING:
    from reference.period import Period

DOCUMENTS_PER_COMMUNE, DOCUMENTS_PER_1000_PEOPLE = 260, 5.0
OUT_OF_IN, RECORDS_OF_IN = 0.42, 0.36
MERGED_PROVINCE = 1.6
SEASON = (0.98, 0.95, 1.05, 1.02, 1.0, 0.98, 0.96, 1.0, 1.02, 1.04, 1.06, 1.22)

UNSIGNED = {
    "office": {"2023-12": 0.045, "2024-09": 0.012, "2025-02": 0.010, "2025-03": 0.024, "2026-10": 0.004},
    "area": {"2023-12": 0.050, "2024-09": 0.030, "2025-06": 0.022, "2025-07": 0.070, "2026-10": 0.018},
}  # fmt: skip
"""Documents sent out that no leader signed from a work record (Bắc Ninh, August 2023: 96.25 % and 96.67 % signed)."""

ON_PAPER = {
    "office": {"2023-12": 0.030, "2024-08": 0.008, "2024-09": 0, "2024-10": 0.004, "2025-03": 0.016, "2026-10": 0.001},
    "area": {"2023-12": 0.110, "2024-09": 0.060, "2025-06": 0.045, "2025-07": 0.150, "2025-12": 0.09, "2026-10": 0.05},
}  # fmt: skip
"""Work records not handled digitally; none at all in the departments in September 2024, the published 100 %."""


@dataclass(frozen=True, slots=True)
class Work:
    """Documents and work records of a unit and a month."""

    documents_in: int
    documents_out: int
    documents_signed: int
    records: int
    records_digital: int


@cache
def work(unit_id: str, month: Period) -> Work:
    """Return the documents and records of a department, a district until June 2025 or a commune from July 2025."""
    if units.unit(unit_id).level == "department":
        return combined(_work(office, month) for office in offices(unit_id))
    return combined(_work(place, month) for place in places(unit_id))


def _work(piece: Place | Office, month: Period) -> Work:
    documents_in = round(_documents(piece, month))
    documents_out = round(documents_in * OUT_OF_IN * (1 + 0.12 * chance("out", piece.id)))
    records = round(documents_in * RECORDS_OF_IN * (1 + 0.12 * chance("records", piece.id)))
    level = "office" if isinstance(piece, Office) else "area"
    unsigned = _shortfall(on_curve(UNSIGNED[level], month), piece, month, "signed")
    on_paper = _shortfall(on_curve(ON_PAPER[level], month), piece, month, "digital")
    return Work(
        documents_in,
        documents_out,
        documents_out - round(documents_out * unsigned),
        records,
        records - round(records * on_paper),
    )


def _documents(piece: Place | Office, month: Period) -> float:
    if isinstance(piece, Office):
        plain = piece.documents * (MERGED_PROVINCE if month.start >= REFORM else 1.0)
    else:
        plain = DOCUMENTS_PER_COMMUNE + piece.people / 1000 * DOCUMENTS_PER_1000_PEOPLE
    season = TET if f"{month}" in TET_MONTHS else SEASON[month.start.month - 1]
    return plain * season * (1 + 0.05 * chance("documents", piece.id, f"{month}"))


def _shortfall(level: float, piece: Place | Office, month: Period, what: str) -> float:
    """Spread a level of what is missing over units and months; a level of zero stays zero."""
    district = piece.district if isinstance(piece, Place) else piece.id
    lasting = 1 + 0.55 * chance(what, district) + 0.25 * chance(what, piece.id)
    return level * lasting * (1 + 0.2 * chance(what, piece.id, f"{month}"))
