"""The columns that the facts of each kind have, always all of them, and which figures are reported together.

A *part* is a group of figures that a form gives together or not at all: some give the intake of dossiers, others the
resolution too; K2-1 gives documents, K2-2 records; lists of dossiers alone give the outcomes of a month's own dossiers.
Parts are what one file takes over from another: were a
unit's month the smallest thing, K2-2 would hide the documents that K2-1 reported, and were it a single figure, the post
of one form would meet the in-person count of another that includes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report: `identity` tells a unit's rows apart; `path` leads from its own line to its details.

    `parts` are in the order in which they decide whether a line "has figures"; of a headline each indicator is a part.
    `sides` are the levels or holders that a form may give a column of its own ("received/full"). `of_lists` are the
    parts that are counted from lists: no form has a column for them, and nobody owes them.
    """

    name: str
    parts: Mapping[str, tuple[str, ...]]
    identity: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    defaults: Mapping[str, str] | None = None
    sides: tuple[str, ...] = ()
    of_lists: tuple[str, ...] = ()

    @property
    def counts(self) -> tuple[str, ...]:
        """All count columns."""
        return tuple(name for names in self.parts.values() for name in names)

    def part_of(self, count: str) -> str | None:
        """Return the part a count belongs to."""
        return next((part for part, names in self.parts.items() if count in names), None)


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "service_usage",
            parts={
                "intake": ("received", "received_online", "received_in_person", "received_postal"),
                "resolution": (
                    *("carried_over", "resolved", "resolved_early", "resolved_on_time", "resolved_overdue"),
                    *("pending", "pending_in_time", "pending_overdue"),
                ),
                "procedures": ("procedures", "procedures_online"),
                "outcomes": (
                    *("outcome_resolved", "outcome_early", "outcome_on_time", "outcome_overdue", "outcome_pending"),
                    "outcome_closed",
                ),
            },
            identity=("level", "sector", "procedure"),
            path=("sector", "procedure", "level"),
            defaults={"level": "all"},
            sides=("full", "partial", "info"),
            of_lists=("outcomes",),
        ),
        Kind(
            "work_records",
            parts={
                "records": ("records", "records_digital"),
                "documents": ("documents_in", "documents_out", "documents_signed"),
            },
        ),
        Kind(
            "digital_signatures",
            parts={"signatures": ("issued", "issued_to_date", "revoked", "active"), "adults": ("adults",)},
            identity=("holder",),
            path=("holder",),
            defaults={"holder": "all"},
            sides=("citizen", "business", "official"),
        ),
        Kind("headline", parts={}, identity=("indicator",)),
    )
}

_HEADLINE = (("value", pa.float64()), ("unit_of_measure", pa.string()), ("rank", pa.int64()), ("out_of", pa.int64()))
_ALWAYS = (("unit_id", pa.string()), ("sheet", pa.string()), ("row", pa.int32()))
_PLACED = (
    ("dashes", pa.string()),
    ("period_start", pa.date32()),
    ("period_end", pa.date32()),
    ("month", pa.string()),
    ("form", pa.string()),
    ("breakdown", pa.string()),
    ("in_total", pa.bool_()),
)
FILED = (("receipt", pa.int64()), ("file", pa.string()))
"""What a question sees besides: the ledger's number and the file's name."""


def fields_of(kind: str) -> tuple[str, ...]:
    """Return what a column of a report of that kind may hold: each count, whole or of one side; none for no kind."""
    if kind not in KINDS:
        return ()
    declared = KINDS[kind]
    printed = (name for part, names in declared.parts.items() if part not in declared.of_lists for name in names)
    return tuple(name for count in printed for name in (count, *(f"{count}/{of}" for of in declared.sides)))


def of_report(kind: str) -> pa.Schema:
    """Return the Arrow schema of the Parquet facts of one report."""
    declared = KINDS[kind]
    figures = _HEADLINE if kind == "headline" else tuple((name, pa.int64()) for name in declared.counts)
    return pa.schema([*_ALWAYS, *((name, pa.string()) for name in declared.identity), *figures, *_PLACED])


def of_question(kind: str) -> pa.Schema:
    """Return the Arrow schema of what `Store.facts` answers."""
    return pa.schema([*of_report(kind), *(pa.field(*column) for column in FILED)])
