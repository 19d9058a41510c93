"""Files that are to be accepted together -> those of them that give the same figures; none is guessed right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reference.period import Period
from store import facts, schema
from store.errors import Refused
from store.folding import Key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.report import Loaded
    from store.journal import Page


@dataclass(frozen=True, slots=True)
class Clash:
    """Two files, by their sha256, of which each gives the figures of `units`; `refusal` says so in words."""

    first: str
    second: str
    units: tuple[str, ...]
    refusal: Refused


def among(page: Page, files: Iterable[Loaded], period: Period | None) -> tuple[Clash, ...]:
    """Return each pair of files that give a key twice; files that are kept already, or cannot be, are no party."""
    claiming = {one.sha256: (one, keys_of(one, period)) for one in files if not _is_kept(page, one, period)}
    pairs = list(claiming.values())
    return tuple(
        _clash(one, other, mine & theirs)
        for place, (one, mine) in enumerate(pairs)
        for other, theirs in pairs[place + 1 :]
        if mine & theirs
    )


def keys_of(loaded: Loaded, period: Period | None = None) -> frozenset[Key]:
    """Return every key that a file would claim; none where it cannot be accepted as it is."""
    periods = _periods(loaded, period)
    if loaded.errors or None in periods or any(one.kind not in schema.KINDS for one in loaded.reports):
        return frozenset()
    return frozenset(
        Key(report.kind, stretch.start.isoformat(), stretch.end.isoformat(), unit, facts.breakdown_of(report), part)
        for report, stretch in zip(loaded.reports, periods, strict=True)
        if stretch
        for claim in facts.claims_of(report)
        for unit in claim.units
        for part in claim.parts
    )


def _is_kept(page: Page, loaded: Loaded, period: Period | None) -> bool:
    return page.kept(loaded.sha256, frozenset(_periods(loaded, period))) is not None


def _periods(loaded: Loaded, period: Period | None) -> list[Period | None]:
    return [report.period or period for report in loaded.reports]


def _clash(one: Loaded, other: Loaded, both: frozenset[Key]) -> Clash:
    units = tuple(sorted({key.unit_id for key in both}))
    start, end = min((key.period_start, key.period_end) for key in both)
    stretch = Period(date.fromisoformat(start), date.fromisoformat(end))
    refusal = Refused(
        "same-key-in-two-files", first=one.filename, second=other.filename, count=len(units), period=stretch
    )
    return Clash(one.sha256, other.sha256, units, refusal)
