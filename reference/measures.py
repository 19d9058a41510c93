"""measures.toml -> the definitions of every figure: what is added, what it is divided by, and what is left out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Unit = Literal["percent", "count"]
Better = Literal["higher", "lower", "none"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure by its definition; figures of different definitions never meet in one line.

    `numerator` and `denominator` (empty for a count) are columns of a report's frame, to be summed before dividing;
    a percent is 100 times their quotient. `numerator_where` lists (column, value) pairs that the rows above the line
    must have. `label`, `definition` and `excludes` are English sentences for `locales.translator`.
    """

    id: str
    kind: str
    label: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    numerator_where: tuple[tuple[str, str], ...]
    unit: Unit
    better: Better
    definition: str
    excludes: str
    source: str


@cache
def all_measures() -> tuple[Measure, ...]:
    """List every measure, a kind's foremost first."""
    with Path(__file__).with_name("measures.toml").open("rb") as file:
        return tuple(_measure(name, fields) for name, fields in tomllib.load(file).items())


@cache
def measure(measure_id: str) -> Measure:
    """Return the measure of that id; KeyError if there is none."""
    return {one.id: one for one in all_measures()}[measure_id]


def of_kind(kind: str) -> tuple[Measure, ...]:
    """List the measures of one kind of report, the foremost first."""
    return tuple(one for one in all_measures() if one.kind == kind)


def _measure(measure_id: str, fields: dict[str, object]) -> Measure:
    known = {
        "id": measure_id,
        "numerator_where": (),
        **{name: _frozen(value) for name, value in fields.items()},
    }
    return Measure(**known)  # type: ignore[arg-type]  # the file's shape is held by tests


def _frozen(value: object) -> object:
    """Make a list or a table of TOML immutable."""
    if isinstance(value, dict):
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value
