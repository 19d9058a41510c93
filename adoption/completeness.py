"""Who owes a kind of report for a month, who has sent it and who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from adoption.facts import FactStore
    from reference.units import Unit


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who reported, of those due, in one month."""

    kind: str
    month: str
    due: tuple[Unit, ...]
    reported: tuple[Unit, ...]
    """Of those due; a report by a unit that owes none does not count, so that the share stays within 100 %."""
    missing: tuple[Unit, ...]

    @property
    def share(self) -> float | None:
        """Reported of due in percent; None where none is due."""
        return 100 * len(self.reported) / len(self.due) if self.due else None


def expected(kind: str, month: str) -> tuple[Unit, ...]:
    """Return the units that owe the kind for the month, in official order."""
    raise NotImplementedError


def coverage(store: FactStore, kind: str, month: str, as_of: int | None = None) -> Coverage:
    """Return who is due, who reported and who is missing."""
    raise NotImplementedError


def missing(store: FactStore, kind: str, month: str, as_of: int | None = None) -> tuple[Unit, ...]:
    """Return the units that owe the month and have no current report of it."""
    raise NotImplementedError


def matrix(store: FactStore, kind: str, first: str, last: str, as_of: int | None = None) -> pd.DataFrame:
    """Return one row a unit and month: `unit_id, unit_name, unit_level, month, state` ("reported", "not_sent", "not_due")."""
    raise NotImplementedError
