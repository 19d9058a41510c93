"""What the child process answers for a list of dossiers: counts by unit, month and procedure, nothing of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from reference.period import Period

if TYPE_CHECKING:
    from collections.abc import Mapping

FULL_SHEETS = (65_536, 1_048_576)

Selection = Literal["all", "late", "pending-late"]
"""Which dossiers a list names: all that were received, those resolved late, those pending and late."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The dossiers of one unit, month of receipt and level of service, and of one sector and procedure.

    `sector` and `procedure` are "" where the list does not say them. `unit` is as the row names it, `group` as the
    group row above it does; either may be "". `row` is the first row of them as Excel shows it. `first` and `last` are
    the days between which they were received. `counts` is by field.
    """

    unit: str
    group: str
    month: str
    level: str
    row: int
    first: date
    last: date
    counts: Mapping[str, int]
    sector: str = ""
    procedure: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One list. `stated` is the period its title gives; `columns` says in which column a count was read.

    `last_row` is the last row of its sheet, as Excel shows it.
    """

    sheet: str
    selection: Selection
    title: str
    stated: Period | None
    unit_column: str
    columns: Mapping[str, str]
    tallies: tuple[Tally, ...]
    last_row: int = 0

    @property
    def is_full(self) -> bool:
        """Whether it reaches the last row that a sheet can have, of .xls or of .xlsx."""
        return self.last_row in FULL_SHEETS

    @property
    def fields(self) -> frozenset[str]:
        """The counts that it gives."""
        return frozenset(name for tally in self.tallies for name in tally.counts)


def packed(listed: Listed) -> dict[str, Any]:
    """Return it as JSON's types; the names of the counts stand once, since a province's year has many tallies."""
    fields = sorted(listed.fields)
    return {
        "sheet": listed.sheet,
        "selection": listed.selection,
        "title": listed.title,
        "stated": [listed.stated.start.isoformat(), listed.stated.end.isoformat()] if listed.stated else None,
        "unit_column": listed.unit_column,
        "columns": dict(listed.columns),
        "fields": fields,
        "tallies": [_packed_tally(tally, fields) for tally in listed.tallies],
        "last_row": listed.last_row,
    }


def unpacked(read: Mapping[str, Any]) -> Listed:
    """Return the list; raise ValueError, KeyError or TypeError where the answer is not of this shape."""
    fields = read["fields"]
    return Listed(
        read["sheet"],
        read["selection"],
        read["title"],
        Period(*map(date.fromisoformat, read["stated"])) if read["stated"] else None,
        read["unit_column"],
        read["columns"],
        tuple(_unpacked_tally(fields, tally) for tally in read["tallies"]),
        read["last_row"],
    )


def _packed_tally(tally: Tally, fields: list[str]) -> list[Any]:
    days = (tally.first.isoformat(), tally.last.isoformat())
    place = (tally.unit, tally.group, tally.month, tally.level, tally.row)
    return [*place, *days, [tally.counts.get(name) for name in fields], tally.sector, tally.procedure]


def _unpacked_tally(fields: list[str], packed_tally: list[Any]) -> Tally:
    unit, group, month, level, row, first, last, counts, sector, procedure = packed_tally
    known = {name: count for name, count in zip(fields, counts, strict=True) if count is not None}
    days = (date.fromisoformat(first), date.fromisoformat(last))
    return Tally(unit, group, month, level, row, *days, known, sector, procedure)
