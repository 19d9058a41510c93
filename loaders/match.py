"""Tells which form a header is, and which of its columns is which field; by words, never by position."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from loaders.report import Finding
from loaders.words import fold
from reference.names import key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.form import Column, Form
    from loaders.header import Header
    from loaders.sheet import Sheet

_QUALIFIED = re.compile("|".join(map(fold, ("%", "tỷ lệ", "tỉ lệ", "lũy kế", "cộng dồn", "nghìn", "ngàn", "triệu"))))
"""Words that make another quantity of a count, even in parentheses: a share, a sum since January, thousands."""

_WITHOUT_PARENTHESES = str.maketrans("()", "  ")


@dataclass(frozen=True, slots=True)
class Matched:
    """A header recognised: `fields` maps the sheet's columns to the form's; `label` is the column that names lines.

    `inner` is the column beside it that names what of a unit each line is, where a table has two such columns.
    """

    form: Form
    label: int
    fields: dict[int, Column]
    unknown: tuple[int, ...]
    missing: tuple[str, ...]
    doubled: tuple[tuple[int, int], ...]
    inner: int | None = None

    @property
    def level(self) -> int | None:
        """The column that says of which level of service each line is, where the form has one."""
        return next((column for column, field in self.fields.items() if field.read == "level"), None)

    @property
    def rank(self) -> tuple[bool, int, int]:
        """The better it fits, the larger: nothing required missing, most columns claimed, fewest required unclaimed."""
        return (not self.missing, len(self.fields), -len(self.missing))


def best(header: Header, forms: Iterable[Form], title: str) -> Matched | None:
    """Return the form that claims most of the header's columns, None where none is near.

    A near miss (most of a form's required columns are there) is returned too, with what is `missing`.
    """
    candidates = [match for form in forms if (match := _match(header, form, title)) and _is_near(match)]
    return max(candidates, key=lambda match: match.rank, default=None)


def _is_near(match: Matched) -> bool:
    return not match.missing or (len(match.fields) >= 2 and len(match.missing) <= max(1, len(match.form.required) // 3))


def _match(header: Header, form: Form, title: str) -> Matched | None:
    label, inner = _naming(header, form)
    if label is None or not _title_fits(form, title):
        return None
    others = [column for column in header.paths if column not in (label, inner, header.ordinal)]
    fields = {column: field for column in others if (field := _field(header.paths[column], form))}
    keys = {field.key for field in fields.values()}
    unknown = tuple(column for column in others if column not in fields)
    return Matched(form, label, fields, unknown, _missing(form, keys, fields), _doubled(fields), inner)


def _title_fits(form: Form, title: str) -> bool:
    words = f" {fold(title)} "
    return not form.titles or any(f" {fold(part)} " in words for part in form.titles)


def _naming(header: Header, form: Form) -> tuple[int | None, int | None]:
    """Return the column that names lines, and the second one beside it: headed so, or under the same merged heading."""
    inner = _headed(header, form.inner)
    outer = [column for column in _headed(header, form.label) if column not in inner]
    if not outer:
        return next(iter(inner or _headed(header, form.label)), None), None
    alike = [
        column for column in outer[1:2] if column == outer[0] + 1 and header.paths[column] == header.paths[outer[0]]
    ]
    return outer[0], next(iter(inner + alike), None)


def _headed(header: Header, headings: Iterable[str]) -> list[int]:
    folded = {fold(heading) for heading in headings}
    return [column for column, path in header.paths.items() if fold(path[-1]) in folded]


def _missing(form: Form, keys: set[str], fields: dict[int, Column]) -> tuple[str, ...]:
    parts = sum(1 for field in fields.values() if field.is_part)
    wanted = sum(1 for column in form.columns if column.is_part)
    absent = [column for column in form.columns if column.required and column.key not in keys]
    lost_parts = (
        [column for column in form.columns if column.is_part][: max(0, wanted - parts)] if parts < wanted else []
    )
    return tuple(dict.fromkeys(column.headings[0] for column in (*absent, *lost_parts)))


def _doubled(fields: dict[int, Column]) -> tuple[tuple[int, int], ...]:
    first: dict[str, int] = {}
    twice = []
    for column, field in fields.items():
        name = f"{field.key}:{field.headings[0]}" if field.is_part else field.key
        if field.read not in ("rating", "ignore") and first.setdefault(name, column) != column:
            twice.append((first[name], column))
    return tuple(twice)


def _field(path: tuple[str, ...], form: Form) -> Column | None:
    """Return the form's column whose heading path fits best: more words before fewer, exact before open-ended."""
    fits = [
        (best_score, column)
        for column in form.columns
        if (best_score := max(score(path, heading) for heading in column.headings)) and not is_other(path, column)
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def is_other(path: tuple[str, ...], column: Column) -> bool:
    """Whether the path says that the column is a share, a running sum or thousands of what the form counts there."""
    if column.read != "count":
        return False
    declared = {word for heading in column.headings for word in _qualifiers(heading)}
    return any(word not in declared for text in path for word in _qualifiers(text))


@lru_cache(maxsize=20_000)
def _qualifiers(heading: str) -> tuple[str, ...]:
    return tuple(_QUALIFIED.findall(key(heading)))


@lru_cache(maxsize=50_000)
def score(path: tuple[str, ...], heading: str) -> int:
    """Say how well a column's words fit a heading path: 0 not at all, else more for more words, most when exact."""
    wanted = _segments(heading)
    if not path or not _same(path[-1], wanted[-1]):
        return 0
    place = len(path) - 1
    for segment in reversed(wanted[:-1]):
        place = next((i for i in range(place - 1, -1, -1) if _same(path[i], segment)), -1)
        if place < 0:
            return 0
    exact = sum(not segment.endswith("*") for segment in wanted)
    return 100 * len(wanted) + 10 * exact + min(9, len(wanted[-1]) // 8)


@lru_cache(maxsize=2_000)
def _segments(heading: str) -> tuple[str, ...]:
    """Return the words of a declared path, with its "(" and "*" kept as signs of how they compare."""
    return tuple(_words(part, part) + ("*" if part.strip().endswith("*") else "") for part in heading.split(" / "))


def _words(text: str, declared: str) -> str:
    """Return folded words, led by "(" and those in parentheses among them where the declaration has such."""
    return "(" + fold(text.translate(_WITHOUT_PARENTHESES)) if "(" in declared else fold(text)


def _same(text: str, segment: str) -> bool:
    words = _words(text, segment)
    return words.startswith(segment[:-1]) if segment.endswith("*") else words == segment


def findings(match: Matched, header: Header, sheet: Sheet) -> tuple[Finding, ...]:
    """Say which required columns are missing and which two columns claim one field."""
    row = header.bottom
    missing = [
        Finding(
            "error", "missing-column", sheet.name, " | ".join(p[-1] for p in header.paths.values()), {"column": name}
        )
        for name in match.missing
    ]
    doubled = [
        Finding(
            "error",
            "duplicate-column",
            sheet.where(row, second),
            header.paths[second][-1],
            {"other": sheet.where(row, first)},
        )
        for first, second in match.doubled
    ]
    return (*missing, *doubled)
