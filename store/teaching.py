"""Receipts in their order -> what the reader was taught and has not been made to forget; the later answer holds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from loaders.memory import LearnedForm, Memory, NameDecision, folded, spoken
from reference import units
from store import folding, schema
from store.errors import Refused
from store.receipts import Receipt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reference.units import Unit
    from store.journal import Act, Page
    from store.receipts import Decision, OfTeaching


def fold(receipts: Iterable[Receipt]) -> Memory:
    """Return what holds after these receipts."""
    names: list[NameDecision] = []
    forms: dict[str, LearnedForm] = {}
    for decision in _standing(tuple(receipts)):
        if isinstance(decision, LearnedForm):
            forms[decision.signature] = decision
        else:
            names = [*(one for one in names if not _replaces(decision, one)), decision]
    return Memory(tuple(names), tuple(forms.values()))


def same(decision: Decision, memory: Memory) -> str | None:
    """Return the id of the decision that says this already, None where there is none."""
    if isinstance(decision, LearnedForm):
        known = memory.form(decision.signature)
        return known.id if known and _meaning(known) == _meaning(decision) else None
    return next((one.id for one in memory.decided(decision.printed) if one.unit_id == decision.unit_id), None)


def check_name(decision: NameDecision) -> None:
    """Refuse an answer about no name or for no unit."""
    if not spoken(decision.printed)[0]:
        raise Refused("name-empty")
    if decision.unit_id not in _units():
        raise Refused("unit-id-unknown", unit=decision.unit_id)


def check_form(form: LearnedForm) -> None:
    """Refuse a form that makes no sense: nothing counted, a figure told twice, no column of names."""
    fields = schema.fields_of(form.kind)
    if not fields:
        raise Refused("form-unknown-kind", kind=form.kind)
    if not form.label or form.field_of(form.label):
        raise Refused("form-no-label")
    given = {path: name for path, name in form.columns.items() if name}
    if not given:
        raise Refused("form-no-count")
    if strange := [name for name in given.values() if name not in fields]:
        raise Refused("form-unknown-field", field=strange[0], kind=form.kind)
    _check_once(given)


def teach(page: Page, decision: Decision, act: Act) -> Receipt:
    """Write the receipt of an answer that makes sense, or return the one that says the same already."""
    if known := same(decision, fold(page.all())):
        return page.one(known)
    event: OfTeaching = "form-learned" if isinstance(decision, LearnedForm) else "name-decided"
    return page.commit(Receipt(**page.next_event(act), event=event, decision=decision))


def take_back(page: Page, receipt_id: str | int, act: Act) -> Receipt:
    """Make the reader forget an answer, or let weights of the league hold no more.

    Refused("unknown-receipt" | "unknown-decision" | "already-taken-back" | "take-back-why-missing").
    """
    if not act.why.strip():
        raise Refused("take-back-why-missing")
    decided = page.one(receipt_id)
    if decided.decision is None and decided.weights is None:
        raise Refused("unknown-decision", receipt=receipt_id)
    if page.is_withdrawn(decided.number):
        raise Refused("already-taken-back", receipt=receipt_id)
    return page.commit(Receipt(**page.next_event(act), event="taken-back", withdraws=decided.number))


def _check_once(given: dict[str, str]) -> None:
    """Refuse two columns for one field; two answers about one column are a fault of whoever asks."""
    if len({folded(path) for path in given}) < len(given):
        raise ValueError(f"two answers about one column: {given!r}")
    first: dict[str, str] = {}
    for path, name in given.items():
        if first.setdefault(name, path) != path:
            raise Refused("form-field-twice", field=name, first=first[name], second=path)


def _standing(receipts: Sequence[Receipt]) -> Iterable[Decision]:
    gone = folding.withdrawn_in(receipts)
    return (one.decision for one in receipts if one.decision and one.number not in gone)


def _meaning(form: LearnedForm) -> tuple[str, str, dict[str, str]]:
    return form.kind, folded(form.label), {folded(path): name for path, name in form.columns.items() if name}


def _replaces(later: NameDecision, earlier: NameDecision) -> bool:
    """Whether two answers about one name contradict each other: there is a day on which both units stand."""
    if spoken(later.printed) != spoken(earlier.printed):
        return False
    one, other = (_units().get(decision.unit_id) for decision in (later, earlier))
    return not (one and other) or not (_ends_before(one, other.valid_from) or _ends_before(other, one.valid_from))


@cache
def _units() -> dict[str, Unit]:
    """Return the units by id: a ledger may name one that the tables have no more."""
    return {unit.id: unit for unit in units.all_units()}


def _ends_before(unit: Unit, day: date) -> bool:
    return unit.valid_to is not None and unit.valid_to < day
