"""A unit's month -> what became of its dossiers as form II.06a counts them, whole or sector by sector."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sample_data.model.curves import chance, split

if TYPE_CHECKING:
    from sample_data.model.services import Usage

SECTORS = {
    "Chứng thực": 0.29,
    "Hộ tịch": 0.26,
    "Đất đai": 0.14,
    "Bảo trợ xã hội": 0.09,
    "Thành lập và hoạt động của hộ kinh doanh": 0.08,
    "Người có công": 0.06,
    "Hoạt động xây dựng": 0.05,
    "Thi đua - Khen thưởng": 0.03,
}
"""Sectors in which districts and communes receive dossiers, by their plain share."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Dossiers of a line; in person means in person or by post, which the form counts together."""

    online: int
    in_person_or_post: int
    carried_over: int
    resolved_early: int
    resolved_on_time: int
    resolved_overdue: int
    pending_in_time: int
    pending_overdue: int


def outcome(usage: Usage) -> Outcome:
    """Return the unit's month as the form counts it."""
    return Outcome(
        usage.online,
        usage.in_person + usage.postal,
        usage.carried_over,
        usage.resolved_early,
        usage.resolved_on_time,
        usage.resolved_overdue,
        usage.pending_in_time,
        usage.pending_overdue,
    )


def by_sector(usage: Usage, unit_id: str) -> list[tuple[str, Outcome]]:
    """Split a unit's month over the sectors: each line adds up within itself, and the lines sum to the unit's."""
    whole = outcome(usage)
    plain = [weight * (1 + 0.3 * chance("sector", unit_id, name)) for name, weight in SECTORS.items()]
    online, offline = split(whole.online, plain), split(whole.in_person_or_post, plain)
    carried = split(whole.carried_over, plain)
    due = [sum(parts) for parts in zip(online, offline, carried, strict=True)]
    pending = split(whole.pending_in_time + whole.pending_overdue, due)
    pending_late = split(whole.pending_overdue, pending)
    resolved = [all_due - still for all_due, still in zip(due, pending, strict=True)]
    late = split(whole.resolved_overdue, resolved)
    in_time = [done - over for done, over in zip(resolved, late, strict=True)]
    early = split(whole.resolved_early, in_time)
    on_time = [done - ahead for done, ahead in zip(in_time, early, strict=True)]
    pending_in_time = [still - over for still, over in zip(pending, pending_late, strict=True)]
    lines = zip(online, offline, carried, early, on_time, late, pending_in_time, pending_late, strict=True)
    return [(name, Outcome(*line)) for name, line in zip(SECTORS, lines, strict=True)]
