"""A form of the registry filled in by nothing but its own declaration, and what must be read from it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from loaders.checks import WHOLES
from loaders.frame import COUNTS
from reference import indicators
from tests.workbooks import forms
from tests.workbooks.names import DISTRICTS
from tests.workbooks.pair import Filler, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from loaders.form import Column, Form, Identity
    from tests.workbooks.pair import Pair, Style
    from tests.workbooks.paper import Heading

    Draw = Callable[[int], int]
    """Gives a whole number from 0 to the one asked for."""

PERIOD = "(Từ ngày 01/09/2024 đến ngày 30/09/2024)"
SENDER = ("dept-tu-phap", "Đơn vị báo cáo: Sở Tư pháp")
LEVELS = {"full": "Toàn trình", "partial": "Một phần", "info": "Cung cấp thông tin"}
PROCEDURES = ("Cấp bản sao trích lục hộ tịch", "Đăng ký khai sinh", "Chứng thực chữ ký", "Cấp phiếu lý lịch tư pháp")
LARGEST = 9_999_999


@dataclass(frozen=True, slots=True)
class Choice:
    """What an office chose: how it heads and numbers the table, where its total stands ("first", "last" or "")."""

    style: Style
    total: str = "last"
    has_ordinal: bool = True
    is_merged: bool = True
    variant: int = 0
    """Which of the headings that a column is known under; the last of those with fewer."""
    rows: int = 4


def written(form: Form, choice: Choice, draw: Draw, name: str) -> Pair:
    """Return the form filled in with drawn figures that its own arithmetic allows."""
    filling = _Filling(form, choice, draw)
    return filling.pair(name)


class _Filling:
    """One table being written; places of the form's columns are its keys, told apart where several share a key."""

    def __init__(self, form: Form, choice: Choice, draw: Draw) -> None:
        self.form, self.choice, self.draw = form, choice, draw
        self.places = {f"{number} {column.key}": column for number, column in enumerate(form.columns)}
        self.meaning = form.meanings[draw(len(form.meanings) - 1)] if form.meanings else None
        style = replace(choice.style, total_separator=choice.style.separator)
        self.filler = Filler(self._layout(), "Bieu", ["2024-09-01", "2024-09-30"], style)

    def _layout(self) -> forms.Form:
        paths = [_path(column, self.choice.variant) for column in self.places.values()]
        leads = (*(("STT",) if self.choice.has_ordinal else ()), self._label())
        fields = (*(("stt",) if self.choice.has_ordinal else ()), "name", *self.places)
        numbering = tuple(f"({number})" for number in range(1, len(fields) + 1))
        return forms.Form(
            self.form.kind,
            self.form.id,
            (*leads, *_grouped(_completed(paths))),
            fields,
            self.form.titles[:1],
            numbering,
        )

    def _label(self) -> str:
        """Return the heading over the lines' names: one that speaks of units where lines may be units."""
        of_units = [heading for heading in self.form.label if "đơn vị" in heading.casefold()]
        return of_units[0] if "unit" in self.form.rows else self.form.label[0]

    def pair(self, name: str) -> Pair:
        filler = self.filler
        filler.head(*((SENDER[1],) if "unit" not in self.form.rows else ()), PERIOD)
        if not self.choice.is_merged:
            _unmerge(filler)
        abouts = [] if self.form.kind == "headline" else list(self._abouts())[: self.choice.rows]
        lines = [self.figures() for _ in abouts]
        if self.choice.total == "first":
            self._total(lines)
        for number, (about, line) in enumerate(zip(abouts, lines, strict=True), 1):
            row = filler.line(str(number), about.pop("name"), self._counts(line), self._beside(line, about))
            filler.report["rows"] += self._expected(row, about, line)
        if self.form.kind == "headline":
            self._indicators()
        if self.choice.total == "last":
            self._total(lines)
        return filler.pair(name)

    # figures

    def figures(self) -> dict[str, int]:
        """Draw a figure for each key: wholes first, then what is part of them, then the parts of each sum."""
        drawn: dict[str, int] = {}
        parts = {part for one in self.identities for part in one.parts}
        least = 1 if self.meaning else 0  # where all were nought, several meanings would hold
        # a sum over parts of other sums comes of those
        late = [one for one in self.identities if set(one.parts) <= {*parts} - set(self._own_parts(one))]
        for key in self.keys:
            if key not in parts and key not in {one.total for one in late}:
                self._put(key, least + self.draw(self._most(key, drawn) - least), drawn)
        return drawn | {one.total: sum(drawn[part] for part in one.parts) for one in late if one.total in self.keys}

    def _own_parts(self, identity: Identity) -> set[str]:
        """Return the parts of a sum that are parts of no other."""
        others = {part for one in self.identities if one is not identity for part in one.parts}
        return set(identity.parts) - others

    @property
    def keys(self) -> list[str]:
        """The counts that the form has, what is part of another after it."""
        counted = [column.key for column in self.form.columns if column.read == "count"]
        return sorted(dict.fromkeys(counted), key=lambda key: key.partition("/")[0] in WHOLES)

    @property
    def identities(self) -> list[Identity]:
        """The form's sums, that of the chosen meaning, and what is a whole of parts without being printed."""
        return [*self.form.identities, *([self.meaning.identity] if self.meaning else [])]

    def _parts(self, key: str) -> Iterator[tuple[Identity, list[str]]]:
        for one in self.identities:
            if one.total == key:
                yield one, [part for part in one.parts if part in self.keys]

    def _most(self, key: str, drawn: Mapping[str, int]) -> int:
        """Return how large a figure may be: no larger than its whole, nor than its parts together."""
        if key in drawn:
            return drawn[key]
        name, slash, of = key.partition("/")
        most = drawn.get(f"{WHOLES[name]}{slash}{of}", LARGEST) if name in WHOLES else LARGEST
        if name in self.form.summed:
            most = drawn[WHOLES[name]] // 2  # it has no column; its parts, two at most, are together no more
        if name.startswith("issued"):
            most = min(drawn.get(f"adults/{of}", most), drawn.get(f"issued_to_date/{of}", most))
        wholes = [sum(self._most(part, drawn) for part in parts) for _, parts in self._parts(key) if parts]
        return min(most, *wholes) if wholes else most

    def _put(self, key: str, value: int, drawn: dict[str, int]) -> None:
        drawn[key] = value
        for identity, parts in self._parts(key):
            left = value - sum(drawn.get(part, 0) for part in parts)
            left -= 1 + self.draw(left - 1) if identity.is_least else 0
            open_parts = [part for part in parts if part not in drawn]
            for place, part in enumerate(open_parts):
                rest = sum(self._most(other, drawn) for other in open_parts[place + 1 :])
                least = max(0, left - rest)
                share = least + self.draw(min(left, self._most(part, drawn)) - least)
                self._put(part, share, drawn)
                left -= share

    def _counts(self, line: Mapping[str, int]) -> dict[str, int]:
        """Return the figures by the place they stand in; a field of several parts is split over them."""
        shared = defaultdict(list)
        for place, column in self.places.items():
            if column.read == "count":
                shared[column.key].append(place)
        counts = {}
        for key, places in shared.items():
            left = line[key]
            for place in places[:-1]:
                counts[place] = left // 2
                left -= left // 2
            counts[places[-1]] = left
        return counts

    def _beside(self, line: Mapping[str, int], about: Mapping[str, Any]) -> dict[str, str]:
        level = LEVELS.get(about.get("level", ""), "")
        texts = {
            place: {"percent": self._percent(column, line), "rating": "Đạt", "level": level}.get(column.read, "")
            for place, column in self.places.items()
        }
        return {place: text for place, text in texts.items() if text}

    def _percent(self, column: Column, line: Mapping[str, int]) -> str:
        ratio = next((one for one in self.form.ratios if one.name == column.name and one.level == "all"), None)
        if ratio is None:
            return ""
        part, whole = (sum(line.get(key, 0) for key in keys) for keys in (ratio.numerator, ratio.denominators[0]))
        return percent(part, whole) if whole else ""

    def _total(self, lines: Iterable[Mapping[str, int]]) -> None:
        if self.form.kind != "headline":
            self.filler.total("Tổng số", [self._counts(line) for line in lines])

    # what must be read

    def _abouts(self) -> Iterator[dict[str, Any]]:
        """Yield what each line is of: a unit, or a procedure of the sender at one level."""
        if "unit" in self.form.rows:
            yield from ({"name": name, "unit_id": unit_id} for unit_id, name in DISTRICTS.items())
        for name in PROCEDURES:
            level = list(LEVELS)[self.draw(2)]
            yield {"name": name, "unit_id": SENDER[0], "procedure": name, "level": level}

    def _expected(self, row: int, about: Mapping[str, Any], line: Mapping[str, int]) -> Iterator[dict[str, Any]]:
        breakdown = "holder" if self.form.kind == "digital_signatures" else "level"
        for of in dict.fromkeys(column.of for column in self.form.columns if column.read == "count"):
            read = self._read(of, line)
            if read or of == "all":
                yield {"row": row, **about, **({breakdown: of} if of != "all" else {}), **read}

    def _read(self, of: str, line: Mapping[str, int]) -> dict[str, int]:
        read = {}
        for key, value in line.items():
            name, _, whose = key.partition("/")
            name = self.meaning.name if self.meaning and name == self.form.ambiguous else name
            if (whose or "all") == of and name in COUNTS[self.form.kind]:
                read[name] = value
        for name in self.form.summed if of == "all" else ():
            read[name] = sum(value for key, value in line.items() if key.startswith(f"{name}/"))
        return read

    def _indicators(self) -> None:
        """Write the province's indicators: those with a rank in words, the others with a value of two decimals."""
        shares = [one for one in indicators.all_indicators() if one.unit_of_measure == "percent"]
        for number, one in enumerate(shares[: self.choice.rows], 1):
            value = self.draw(9_999) / 100
            figures = {"unit_of_measure": "%", "value": f"{value:.2f}".replace(".", ","), "rank": "7", "out_of": "63"}
            extra = {place: figures.get(column.name, "") for place, column in self.places.items()}
            read = {"indicator": one.id, "value": value, "unit_of_measure": "%", "rank": 7, "out_of": 63}
            row = self.filler.line(str(number), one.spellings[0], None, extra)
            self.filler.report["rows"].append({"row": row, "unit_id": "province-bac-ninh", **read})


def _path(column: Column, variant: int) -> tuple[str, ...]:
    heading = column.headings[min(variant, len(column.headings) - 1)]
    return tuple(part.strip().removesuffix("*").strip() for part in heading.split(" / "))


def _completed(paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Put a path that begins within its neighbour's under the same groups."""
    full: list[tuple[str, ...]] = []
    for path in paths:
        above = full[-1][: full[-1].index(path[0])] if full and len(path) > 1 and path[0] in full[-1][1:-1] else ()
        full.append((*above, *path))
    return full


def _grouped(paths: list[tuple[str, ...]]) -> tuple[Heading, ...]:
    """Put neighbours that begin alike under one heading."""
    headings: list[Heading] = []
    for first, several in groupby(paths, key=lambda path: path[0] if len(path) > 1 else None):
        if first is None:
            headings += [path[0] for path in several]
        else:
            headings.append((first, _grouped([path[1:] for path in several])))
    return tuple(headings)


def _unmerge(filler: Filler) -> None:
    """Leave each text in its first cell, as programs do that know no merged cells."""
    boxes = filler.paper.boxes
    for place, box in boxes.items():
        boxes[place] = replace(box, across=1, down=1)
    filler.paper.covered.clear()
