"""What officers taught the reader, used: a header read as they said, a name taken for the unit they named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.form import Column, Form
from loaders.match import Matched
from loaders.memory import folded, header_signature, named_paths
from loaders.report import Finding
from loaders.units import ours
from loaders.words import fold
from reference import units

if TYPE_CHECKING:
    from datetime import date

    from loaders.form import RowKind
    from loaders.header import Header
    from loaders.memory import LearnedForm, Memory, NameDecision
    from loaders.sheet import Sheet
    from loaders.units import Settled
    from reference.units import Unit


def form_of(header: Header, memory: Memory) -> LearnedForm | None:
    """Return the form that was learned for this very header; it must have the column that is said to name lines."""
    learned = memory.form(header_signature(header.paths.values()))
    return learned if learned and _label(header, learned) is not None else None


def match(header: Header, learned: LearnedForm) -> Matched:
    """Say which of the header's columns is which field; a column nobody spoke of is unknown, as in any form."""
    label = _label(header, learned)
    if label is None:
        raise ValueError(f"no column {learned.label!r} in {header.paths!r}")
    paths = dict(zip(header.paths, named_paths(header.paths.values()), strict=True))
    said = {column: learned.field_of(path) for column, path in paths.items() if column not in (label, header.ordinal)}
    fields = {column: _column(paths[column], name) for column, name in said.items() if name is not None}
    form = Form(learned.form_id, learned.kind, (learned.label,), tuple(fields.values()), _rows(learned))
    return Matched(form, label, fields, tuple(column for column, name in said.items() if name is None), (), ())


def note(header: Header, learned: LearnedForm, sheet: Sheet) -> Finding:
    """Say that a table was read as somebody taught."""
    where = sheet.where(header.top, min(header.paths))
    return Finding("note", "form-learned", where, learned.label, {"by": learned.by or "–", "at": learned.at[:10]})


def decided(printed: str, found: Settled, day: date, memory: Memory) -> tuple[NameDecision, Unit] | None:
    """Return who a name means by decision: only where it is open, only a unit in force that day.

    A name of several units keeps its table's own hints: a unit that they rule out is not brought back.
    """
    for decision in memory.decided(printed) if found.problem else ():
        unit = _unit(decision, day)
        if unit and (found.problem == "unknown-unit" or unit in found.options):
            return decision, unit
    return None


def stands_for(printed: str, day: date, memory: Memory) -> Unit | None:
    """Return the unit that a name was decided to mean on a day."""
    return next((unit for decision in memory.decided(printed) if (unit := _unit(decision, day))), None)


def _unit(decision: NameDecision, day: date) -> Unit | None:
    return units.unit(decision.unit_id) if decision.unit_id in ours(day) else None


def _label(header: Header, learned: LearnedForm) -> int | None:
    paths = zip(header.paths, named_paths(header.paths.values()), strict=True)
    return next((column for column, path in paths if folded(path) == folded(learned.label)), None)


def _column(path: str, name: str) -> Column:
    count, _, of = name.partition("/")
    return Column(count, (path,), required=True, of=of or "all") if name else Column(path, (path,), "ignore")


def _rows(learned: LearnedForm) -> tuple[RowKind, ...]:
    """Return what the lines stand for: sectors of the sender only where the heading of their names says so."""
    names_sectors = fold(learned.label.rpartition(" / ")[2]).startswith(fold("lĩnh vực"))
    return ("unit", "sector") if names_sectors and learned.kind == "service_usage" else ("unit",)
