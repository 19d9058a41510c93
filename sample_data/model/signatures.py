"""A unit and a month -> digital signatures issued in it and up to it, by who holds them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reference.period import Period
from sample_data.model.curves import chance, combined, on_curve
from sample_data.model.places import REFORM, Office, Place, offices, places

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST = Period.month(2024, 1)

CITIZENS = {
    "2023-12": 0.0050, "2024-08": 0.0184, "2024-09": 0.0194, "2024-10": 0.0204, "2024-11": 0.0218, "2024-12": 0.0240,
    "2025-06": 0.0500, "2025-12": 0.1350, "2026-06": 0.2550, "2026-10": 0.3250,
}  # fmt: skip
"""Adults of the old Bắc Ninh who hold one, of all: 21,000 people in autumn 2024 are 1.9 % of its adults."""

BUSINESSES = {"2023-12": 0.0215, "2024-09": 0.0271, "2025-06": 0.0302, "2026-10": 0.0375}
"""Signatures of businesses, for each adult who lives there."""

OFFICIALS = {"2023-12": 0.0012, "2024-09": 0.0023, "2025-06": 0.0032, "2026-10": 0.0048}
HOLDERS: Mapping[str, Mapping[str, float]] = {"citizen": CITIZENS, "business": BUSINESSES, "official": OFFICIALS}

OFFICE_STAFF = {"2023-12": 0.45, "2024-09": 0.62, "2025-02": 0.70, "2025-06": 0.78, "2026-10": 0.97}
"""Personal service signatures in a department, for each member of its staff."""

BAC_GIANG = 0.85
MERGED_PROVINCE = 1.8
SIM_OF_PERSONAL = 0.08
REVOKED_OF_PERSONAL = 0.06


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signatures of people, businesses and officials in an area; `adults` are its people of 18 and over."""

    adults: int
    citizens_issued: int
    businesses_issued: int
    officials_issued: int
    citizens_to_date: int
    businesses_to_date: int
    officials_to_date: int


@dataclass(frozen=True, slots=True)
class OfficeSignatures:
    """Service signatures of an office up to the month's end; the three issued kinds less the revoked are active."""

    organisations: int
    persons: int
    sims: int
    revoked: int

    @property
    def active(self) -> int:
        """Signatures that can be used today."""
        return self.organisations + self.persons + self.sims - self.revoked


@cache
def signatures(unit_id: str, month: Period) -> Signatures:
    """Return the signatures of a district until June 2025 or a commune from July 2025."""
    return combined(_signatures(place, month) for place in places(unit_id))


@cache
def office_signatures(unit_id: str, month: Period) -> OfficeSignatures:
    """Return the signatures of a department."""
    return combined(_office_signatures(office, month) for office in offices(unit_id))


def _signatures(place: Place, month: Period) -> Signatures:
    last = month.previous_month()
    citizens, businesses, officials = (_to_date(place, holder, month) for holder in HOLDERS)
    return Signatures(
        adults=place.adults,
        citizens_issued=citizens - _to_date(place, "citizen", last),
        businesses_issued=businesses - _to_date(place, "business", last),
        officials_issued=officials - _to_date(place, "official", last),
        citizens_to_date=citizens,
        businesses_to_date=businesses,
        officials_to_date=officials,
    )


@cache
def _to_date(place: Place, holder: str, month: Period) -> int:
    """Return what is issued by the month's end: last month's plus this month's, so that a stock never falls."""
    expected = _expected(place, HOLDERS[holder], month)
    if month < FIRST:
        return round(expected)
    last = month.previous_month()
    growth = expected - _expected(place, HOLDERS[holder], last)
    return _to_date(place, holder, last) + round(growth * (1 + 0.25 * chance(holder, place.id, f"{month}")))


def _expected(place: Place, knots: Mapping[str, float], month: Period) -> float:
    lead = 1 + 0.22 * chance("signatures", place.district) + 0.10 * chance("signatures", place.id)
    region = 1.0 if place.is_old_bac_ninh else BAC_GIANG
    return place.adults * on_curve(knots, month) * lead * region * (1.08 if place.is_ward else 0.95)


def _office_signatures(office: Office, month: Period) -> OfficeSignatures:
    staff = office.staff * (MERGED_PROVINCE if month.start >= REFORM else 1.0)
    persons = round(staff * on_curve(OFFICE_STAFF, month) * (1 + 0.08 * chance("staff", office.id)))
    return OfficeSignatures(
        organisations=2 + office.staff // 20 if month.start >= REFORM else 1 + office.staff // 30,
        persons=persons,
        sims=round(persons * SIM_OF_PERSONAL),
        revoked=round(persons * REVOKED_OF_PERSONAL),
    )
