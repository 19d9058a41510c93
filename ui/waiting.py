"""A file that was read and waits for the officer's word, with the answers given so far and the questions still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.memory import spoken

if TYPE_CHECKING:
    from loaders.memory import Memory
    from loaders.report import Finding, Loaded
    from reference.period import Period

NAME_CODES = frozenset({"unknown-unit", "ambiguous-unit"})
ANSWERED_HERE = NAME_CODES | {"no-period"}
ANSWERED_BY_A_FORM = frozenset({"no-table"})
"""What is said of a table that nobody knows. A form of ours that lacks a column should be sent whole, not explained."""


def answer_ids(memory: Memory) -> frozenset[str]:
    """Return the numbers of the answers that hold."""
    return frozenset(one.id for one in memory.names) | frozenset(one.id for one in memory.forms)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file as read with `memory`, what officers had taught then; `trouble` is why it was not accepted just now."""

    loaded: Loaded
    original: bytes
    memory: Memory
    period: Period | None = None
    """The officer's answer where a table states no period."""
    is_outdated: bool = False
    """Whether the officer answered something since it was read."""
    trouble: str = ""

    @property
    def key(self) -> str:
        """What its widgets are keyed by."""
        return self.loaded.sha256[:16]

    @property
    def name(self) -> str:
        """The file's name as uploaded."""
        return self.loaded.filename

    @property
    def asks_for_period(self) -> bool:
        """Whether a table of it states no period."""
        return any(finding.code == "no-period" for finding in self.loaded.errors)

    @property
    def unknown_names(self) -> tuple[Finding, ...]:
        """The findings of names that are nobody's or could be several units'."""
        return tuple(finding for finding in self.loaded.errors if finding.code in NAME_CODES)

    @property
    def only_asks(self) -> bool:
        """Whether nothing keeps it out but questions that can be answered on the page."""
        by_a_form = ANSWERED_BY_A_FORM if self.loaded.unrecognised else frozenset()
        return bool(self.loaded.errors) and all(one.code in ANSWERED_HERE | by_a_form for one in self.loaded.errors)

    def reads_otherwise(self, memory: Memory) -> bool:
        """Whether what was taught or taken back since it was read may concern it."""
        if self.is_outdated:
            return True
        changed = answer_ids(self.memory) ^ answer_ids(memory)
        names = {spoken(finding.found) for finding in self.unknown_names}
        headers = {table.signature for table in self.loaded.unrecognised}
        return (
            not changed.isdisjoint(self.loaded.taught)
            or any(one.id in changed and spoken(one.printed) in names for one in memory.names)
            or any(one.id in changed and one.signature in headers for one in memory.forms)
        )
