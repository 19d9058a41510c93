"""The words a form is declared in: its columns by the headings they are known under, and its own arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Reading = Literal["count", "percent", "decimal", "words", "rank", "rating", "level", "ignore"]
"""How a column's cells read. A "percent" is the sheet's own ratio: recomputed and compared, never imported. A "rating"
holds words or nothing ("Vượt", "Đạt"): a figure there says that headings and figures do not belong together. A
"level" says of which level of service the line is, where each line has its own."""

RowKind = Literal["unit", "sector", "procedure", "indicator"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form. `headings` are paths of words from the top of the header down: "Trong đó / Trực tuyến".

    The last word of a path must be the heading nearest to the figures; those before it must stand above it in that
    order, others may stand between. "*" at a word's end lets anything follow. `of` is the holder of a signature, or the
    level of service, whose figures they are where one quantity stands in a column for each; columns with the same name
    and `of` and `is_part` add up.
    """

    name: str
    headings: tuple[str, ...]
    read: Reading = "count"
    required: bool = False
    of: str = "all"
    is_part: bool = False

    @property
    def key(self) -> str:
        """Name of the field with what it is of, as in Report.columns."""
        return self.name if self.of == "all" else f"{self.name}/{self.of}"


@dataclass(frozen=True, slots=True)
class Identity:
    """The form's own arithmetic within a row: `total` is the sum of `parts`, those of them the sheet has.

    One that no document states, only the columns' words suggest, `is_inferred`: a difference there is a warning.
    """

    total: str
    parts: tuple[str, ...]
    is_inferred: bool = False
    is_least: bool = False
    """Whether some parts have no column, so that the total may be more than those there are, never less."""

    def holds(self, total: float, computed: float) -> bool:
        """Whether a printed total goes with the sum of its parts."""
        return total >= computed if self.is_least else total == computed


@dataclass(frozen=True, slots=True)
class Meaning:
    """One of the things a column may mean: the field it then is, and the sum that then holds on every line."""

    name: str
    identity: Identity


@dataclass(frozen=True, slots=True)
class Ratio:
    """The form's own printed percentage, in the column read as `name`: what it divides, of which level's row.

    Several `denominators` are several arithmetics in use under the same heading; any of them may have been meant.
    `elsewhere` are those of other forms: a table that keeps to one of them throughout is told so once, at its heading.
    """

    name: str
    numerator: tuple[str, ...]
    denominators: tuple[tuple[str, ...], ...]
    level: str = "all"
    elsewhere: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A layout that offices send. `id` names it and its arithmetic; `rows` says what its lines may stand for.

    `label` are the headings of the column that names the line, `inner` those of a second one beside it: the sector or
    level of service of a unit, which is named once for several lines. Each form's source stands beside its declaration.
    """

    id: str
    kind: str
    label: tuple[str, ...]
    columns: tuple[Column, ...]
    inner: tuple[str, ...] = ()
    rows: tuple[RowKind, ...] = ("unit",)
    identities: tuple[Identity, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    summed: tuple[str, ...] = ()
    """Fields that the form prints for each level only: the unit's own is their sum."""
    ambiguous: str = ""
    """Name of a column that means several things under one heading; the sheet's own sums say which."""
    meanings: tuple[Meaning, ...] = ()
    """What that column may mean; the first whose sums hold is taken."""
    titles: tuple[str, ...] = field(default=())
    """Words of the title that tell this form from one with the same columns; empty where columns suffice."""

    @property
    def required(self) -> frozenset[str]:
        """Keys of the columns without which it is not this form."""
        return frozenset(column.key for column in self.columns if column.required)
