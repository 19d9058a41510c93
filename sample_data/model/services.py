"""A unit and a month -> how many dossiers came in by which channel and level of service, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reference import units
from sample_data.model.curves import chance, combined, on_curve, split
from sample_data.model.places import REFORM, Office, Place, offices, places

if TYPE_CHECKING:
    from reference.period import Period

DOSSIERS_PER_1000_PEOPLE = 20.0
TET_MONTHS = frozenset({"2024-02", "2025-01", "2026-02"})
"""The months that lose the Lunar New Year's week (10/2/2024, 29/1/2025, 17/2/2026)."""

TET = 0.72
SEASON = (1.02, 0.98, 1.12, 1.06, 1.0, 1.02, 0.97, 0.99, 1.0, 1.04, 1.05, 1.15)
VOLUME = {"2023-12": 1.0, "2026-10": 1.16}
MERGED_PROVINCE = 2.1
"""How much a department's work grows when it serves two provinces' people (3.62 million for 1.56 million)."""

FULL_SHARE = {"2023-12": 0.40, "2024-09": 0.47, "2025-07": 0.55, "2026-10": 0.70}
"""Dossiers of procedures offered as full-level services (toàn trình), of all."""

ONLINE = {
    "office": {"2023-12": 0.790, "2024-09": 0.905, "2025-07": 0.925, "2026-10": 0.980},
    "bac-ninh": {"2023-12": 0.69, "2024-09": 0.82, "2025-06": 0.88, "2025-07": 0.85, "2025-12": 0.91, "2026-10": 0.965},
    "bac-giang": {"2025-07": 0.805, "2025-12": 0.885, "2026-10": 0.955},
}  # fmt: skip
ONLINE_OF_FULL, ONLINE_OF_PARTIAL = 0.025, -0.025
POST_OF_OFFLINE = 0.06
PENDING_SHARE = 0.34
OVERDUE = {"2023-12": 0.030, "2024-12": 0.018, "2025-07": 0.026, "2026-10": 0.008}
EARLY = {"2023-12": 0.55, "2026-10": 0.72}


@dataclass(frozen=True, slots=True)
class Usage:
    """Dossiers of a unit and a month. What came in or was carried over is either resolved or pending."""

    full_online: int
    full_in_person: int
    full_postal: int
    partial_online: int
    partial_in_person: int
    partial_postal: int
    carried_over: int
    resolved_early: int
    resolved_on_time: int
    resolved_overdue: int
    pending_in_time: int
    pending_overdue: int

    @property
    def online(self) -> int:
        """Received online, of both levels."""
        return self.full_online + self.partial_online

    @property
    def in_person(self) -> int:
        """Received at the counter, of both levels."""
        return self.full_in_person + self.partial_in_person

    @property
    def postal(self) -> int:
        """Received by post, of both levels."""
        return self.full_postal + self.partial_postal

    @property
    def received(self) -> int:
        """Received in the month by the three channels."""
        return self.online + self.in_person + self.postal


@cache
def usage(unit_id: str, month: Period) -> Usage:
    """Return the dossiers of a department, a district until June 2025 or a commune from July 2025."""
    if units.unit(unit_id).level == "department":
        return combined(_usage(office, month) for office in offices(unit_id))
    return combined(_usage(place, month) for place in places(unit_id))


def _usage(piece: Place | Office, month: Period) -> Usage:
    received = _received(piece, month)
    full = round(received * on_curve(FULL_SHARE, month))
    carried_over, pending = _pending(piece, month.previous_month()), _pending(piece, month)
    resolved = carried_over + received - pending
    overdue_rate = (
        on_curve(OVERDUE, month) * (1 + 0.5 * chance("overdue", piece.id)) * (1 + 0.3 * _jitter(piece, month, "o"))
    )
    overdue = round(resolved * overdue_rate)
    early = round((resolved - overdue) * (on_curve(EARLY, month) + 0.05 * chance("early", piece.id)))
    pending_overdue = round(pending * overdue_rate * 0.6)
    return Usage(
        *_channels(piece, month, full, ONLINE_OF_FULL),
        *_channels(piece, month, received - full, ONLINE_OF_PARTIAL),
        carried_over=carried_over,
        resolved_early=early,
        resolved_on_time=resolved - overdue - early,
        resolved_overdue=overdue,
        pending_in_time=pending - pending_overdue,
        pending_overdue=pending_overdue,
    )


def _channels(piece: Place | Office, month: Period, dossiers: int, offset: float) -> tuple[int, int, int]:
    online = round(dossiers * min(max(_online_share(piece, month) + offset, 0.0), 0.998))
    postal, in_person = split(dossiers - online, (POST_OF_OFFLINE, 1 - POST_OF_OFFLINE))
    return online, in_person, postal


def _online_share(piece: Place | Office, month: Period) -> float:
    if isinstance(piece, Office):
        level, bias = "office", 0.03 * chance("online", piece.id)
    else:
        level = "bac-ninh" if piece.is_old_bac_ninh else "bac-giang"
        bias = (
            0.035 * chance("online", piece.district) + 0.02 * chance("online", piece.id) + 0.01 * piece.is_ward - 0.005
        )
    gap = 1 - on_curve(ONLINE[level], month)
    # What sets units apart shrinks with what is left to win: no unit is pushed over 100 %.
    return 1 - gap * (1 - bias / 0.15) + 0.06 * gap * _jitter(piece, month, "online")


@cache
def _received(piece: Place | Office, month: Period) -> int:
    if isinstance(piece, Office):
        plain = piece.dossiers * (MERGED_PROVINCE if month.start >= REFORM else 1.0)
    else:
        plain = piece.people / 1000 * DOSSIERS_PER_1000_PEOPLE * (1 + 0.2 * chance("volume", piece.id))
    season = TET if f"{month}" in TET_MONTHS else SEASON[month.start.month - 1]
    return round(plain * season * on_curve(VOLUME, month) * (1 + 0.05 * _jitter(piece, month, "volume")))


def _pending(piece: Place | Office, month: Period) -> int:
    return round(_received(piece, month) * PENDING_SHARE * (1 + 0.15 * _jitter(piece, month, "pending")))


def _jitter(piece: Place | Office, month: Period, what: str) -> float:
    return chance(what, piece.id, f"{month}")
