"""A form with its lines: for whom, of which days, and what stands in each line, blank, "-" and 0 kept apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from forms_out.layouts import Change, Empty, Share, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from forms_out.layouts import Field, Layout
    from reference.period import Period

DASH: Literal["-"] = "-"
Figure = int | Literal["-"] | None
"""A count, "no such case", or nothing told."""

Role = Literal["section", "unit", "level", "sector", "total"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `below` holds the figures of the levels that stand under a unit's, by level."""

    role: Role
    name: str
    figures: Mapping[str, Figure] = field(default_factory=dict)
    ordinal: int | str = ""
    below: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    before: Mapping[str, Figure] = field(default_factory=dict)
    """The same line's figures of the month before."""
    target: float | None = None
    """In percent."""


@dataclass(frozen=True, slots=True)
class Table:
    """A form for `unit_name`, of `period`; `note` says where its figures come from."""

    layout: Layout
    period: Period
    unit_name: str
    lines: tuple[Line, ...]
    targets: tuple[float, ...] = ()
    note: str = ""


def shown(line: Line, of: Field) -> Figure | float | str:
    """Return what stands in a line under a heading; a share is 0-1, a change in points."""
    if isinstance(of, str):
        return line.figures.get(of)
    if isinstance(of, Share):
        return share(line, of)
    if isinstance(of, Change):
        now, before = _quotient(line.figures, of.share), _quotient(line.before, of.share)
        return None if now is None or before is None else round(100 * (now - before), 9)
    if isinstance(of, Empty) or line.target is None:
        return None
    return _against(line, of, line.target)


def share(line: Line, of: Share) -> float | None:
    """Return a share of a line's figures (of the level under it that it is of), None where there is nothing to say."""
    return _quotient(line.figures if of.level == "all" else line.below.get(of.level, {}), of)


def total(name: str, lines: Sequence[Line]) -> Line:
    """Return the line that adds up units or sectors; what is blank or "-" adds nothing."""
    counted = [line for line in lines if line.role in ("unit", "sector")]
    levels = dict.fromkeys(level for line in counted for level in line.below)
    return Line(
        "total",
        name,
        added(line.figures for line in counted),
        below={level: added(line.below.get(level, {}) for line in counted) for level in levels},
        before=added(line.before for line in counted) if all(line.before for line in counted) else {},
    )


def added(figures: Iterable[Mapping[str, Figure]]) -> dict[str, Figure]:
    """Add lines up, figure by figure; one that no line tells is not told."""
    sums: dict[str, Figure] = {}
    for line in figures:
        for name, figure in line.items():
            known = sums.get(name)
            if isinstance(figure, int):
                sums[name] = figure + (known if isinstance(known, int) else 0)
            elif figure == DASH and known is None:
                sums[name] = DASH
    return sums


def _against(line: Line, of: Target, target: float) -> float | str | None:
    if of.share is None:
        return target / 100
    reached = share(line, of.share)
    if reached is None:
        return None
    return "Đạt" if round(100 * reached, 9) >= target else "Không đạt"


def _quotient(figures: Mapping[str, Figure], of: Share) -> float | None:
    part, wholes = figures.get(of.part), [figures.get(name) for name in of.wholes]
    numbers = [0 if figure == DASH else figure for figure in (part, *wholes)]
    if any(number is None for number in numbers):
        return None
    top, *bottom = (number for number in numbers if isinstance(number, int))
    return top / sum(bottom) if sum(bottom) else None
