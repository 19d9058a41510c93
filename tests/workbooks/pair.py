"""Fills a form in as an office would, and keeps beside it what a reader must get out of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.workbooks.paper import Box, Paper, html, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.workbooks.forms import Figures, Form

FOLDER = Path(__file__).parent
REPUBLIC = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def count(number: int, separator: str | None) -> int | str:
    """Write a count with its thousands parted so; None leaves it a number."""
    return number if separator is None else f"{number:,}".replace(",", separator)


def percent(part: int, whole: int, mark: str = ".", sign: str = " %") -> str:
    """Write a ratio as the one-stop system does: two decimals, nothing where it is zero."""
    return f"{100 * part / whole:.2f}".replace(".", mark) + sign if part else ""


@dataclass(frozen=True, slots=True)
class Style:
    """What differs between two offices' copies of one form."""

    separator: str | None = "."
    total_separator: str | None = "."
    left: int = 0
    above: int = 0
    titles: tuple[str, ...] | None = None
    letterhead: tuple[str, str] | None = ("UBND TỈNH BẮC NINH", f"{REPUBLIC}\n{MOTTO}")
    between: tuple[str, ...] = ()
    gap: int = 1
    numbered: bool = True
    footer: tuple[str, ...] = ()
    number_format: str = "#,##0"


@dataclass
class Pair:
    """One workbook and what must be read from it."""

    name: str
    papers: tuple[Paper, ...]
    reports: list[dict[str, Any]] | None
    findings: list[dict[str, Any]] = field(default_factory=list)
    may: list[str] = field(default_factory=list)
    counts: list[Counted] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        return (xlsx if self.name.endswith(".xlsx") else html)(self.papers)

    @property
    def expected(self) -> dict[str, Any]:
        return {
            "sha256": hashlib.sha256(self.data).hexdigest(),
            "reports": self.reports,
            "findings": self.findings,
            "may": self.may,
        }

    def write(self) -> None:
        """Put the workbook and its expectation into the folders of golden pairs."""
        (FOLDER / "originals" / self.name).write_bytes(self.data)
        text = json.dumps(self.expected, ensure_ascii=False, indent=1) + "\n"
        (FOLDER / "expected" / f"{self.name}.json").write_text(text, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of the body: its sheet, its place, and the row and field of the frame it becomes."""

    paper: Paper
    row: int
    column: int
    report: int
    index: int
    field: str

    @property
    def where(self) -> str:
        return self.paper.where(self.row, self.column)


class Filler:
    """Fills one form on one sheet, from the top."""

    def __init__(self, form: Form, sheet: str, period: list[str] | None, style: Style | None = None) -> None:
        self.form, self.style = form, style or Style()
        self.paper = Paper(sheet)
        self.report: dict[str, Any] = {"kind": form.kind, "form": form.id, "period": period, "sheet": sheet, "rows": []}
        self.counts: list[Counted] = []
        self.row = self.style.above + 1
        self.left = self.style.left
        self.width = len(form.fields)

    def head(self, *periods: str) -> Filler:
        """Write letterhead, titles and what stands for the period, then the heading block."""
        if self.style.letterhead:
            self._letterhead(*self.style.letterhead)
        for words in (
            *(self.form.titles if self.style.titles is None else self.style.titles),
            *periods,
            *self.style.between,
        ):
            self.across(words)
        self.row += self.style.gap
        return self.headings()

    def headings(self) -> Filler:
        """Write the heading block, also again where a page breaks."""
        self.row = self.paper.heading(self.row, self.left + 1, self.form.headings)
        if self.style.numbered and self.form.numbering:
            for column, text in enumerate(self.form.numbering, self.left + 1):
                self.paper.put(self.row, column, text)
            self.row += 1
        return self

    def _letterhead(self, left: str, right: str) -> None:
        half = self.width // 2
        for one, other in zip_lines(left, right):
            self.paper.put(self.row, self.left + 1, Box(one, across=half, bold=True))
            self.paper.put(self.row, self.left + half + 1, Box(other, across=self.width - half, bold=True))
            self.row += 1

    def across(self, words: str, *, bold: bool = True) -> int:
        """Write a line over the whole width: a title, a section, a note."""
        self.paper.put(self.row, self.left + 1, Box(words, across=self.width, bold=bold))
        self.row += 1
        return self.row - 1

    def column(self, field_name: str) -> int:
        return self.left + 1 + self.form.fields.index(field_name)

    def _count(self, number: int, separator: str | None) -> Box:
        writes: Callable[[int], int | str] = lambda changed: count(changed, separator)  # noqa: E731 one way of writing, kept with the box
        return Box(
            writes(number), number=number, writes=writes, format=self.style.number_format if separator is None else "@"
        )

    def line(
        self, stt: str, name: str, figures: Figures | None = None, extra: dict[str, Any] | None = None, **is_: Any
    ) -> int:
        """Write a line of the body; with unit_id= it is a row to be read (level=, sector= where it has them)."""
        row = self._put(stt, name, figures or {}, extra or {}, self.style.separator)
        if "unit_id" in is_:
            self._expect(row, figures or {}, is_)
        self.row += 1
        return row

    def _put(
        self, stt: Any, name: str, figures: Figures, extra: dict[str, Any], separator: str | None, bold: bool = False
    ) -> int:
        for column, key in enumerate(self.form.fields, self.left + 1):
            value = {"stt": stt, "name": name, **extra}.get(key, figures.get(key))
            box = value if isinstance(value, Box) else Box(value, bold=bold)
            if key in figures and isinstance(value, int):
                box = self._count(value, separator)
            self.paper.put(self.row, column, box)
        return self.row

    def _expect(self, row: int, figures: Figures, is_: dict[str, Any]) -> None:
        """Expect a row of the frame for the line, and one more for each level or holder with columns of its own."""
        breakdown = "holder" if self.form.kind == "digital_signatures" else "level"
        for part, fields in by_holder(figures).items():
            dashes = " ".join(key for key, value in fields.items() if value == "-")
            # a name that begins with "_" stands in the sheet, and in its sums, but is no field of the frame
            read = {key: value for key, value in fields.items() if isinstance(value, int) and key[0] != "_"}
            about = {
                **is_,
                **({breakdown: part} if breakdown == "holder" or part != "all" else {}),
                **({"dashes": dashes} if dashes else {}),
            }
            for key in read:
                name = f"{key}/{part}" if f"{key}/{part}" in self.form.fields else key
                self.counts.append(Counted(self.paper, row, self.column(name), 0, len(self.report["rows"]), key))
            self.report["rows"].append({"row": row, **about, **read})

    def count_at(self, row: int, *fields: str) -> None:
        """Note that these fields of the row just written stand in columns of their own names."""
        index = len(self.report["rows"]) - 1
        self.counts += [Counted(self.paper, row, self.column(name), 0, index, name) for name in fields]

    def total(
        self, label: str, lines: Iterable[Figures], extra: dict[str, Any] | None = None, *, spread: bool = False
    ) -> int:
        """Write the sum of some lines; `spread` merges the label over number and name."""
        added = summed(lines)
        self._put(
            Box(label, across=2, bold=True) if spread else "",
            label,
            added,
            extra or {},
            self.style.total_separator,
            bold=True,
        )
        self.row += 1
        return self.row - 1

    def foot(self, *lines: str) -> Filler:
        """Write what stands under the table."""
        self.row += 1
        for words in lines:
            self.paper.put(self.row, self.left + max(1, self.width - 2), Box(words, across=2))
            self.row += 1
        return self

    def pair(self, name: str, *more: Paper) -> Pair:
        return Pair(name, (self.paper, *more), [self.report], counts=list(self.counts))


def zip_lines(left: str, right: str) -> list[tuple[str, str]]:
    """Pair the lines of two letterheads, the shorter one filled up."""
    lines = [left.split("\n"), right.split("\n")]
    longest = max(map(len, lines))
    return list(zip(*(part + [""] * (longest - len(part)) for part in lines), strict=True))


def by_holder(figures: Figures) -> dict[str, dict[str, int | str | None]]:
    """Split {"issued/citizen": 3} by who holds the signature; what is not split stands under "all"."""
    found: dict[str, dict[str, int | str | None]] = {}
    for key, value in figures.items():
        name, _, holder = key.partition("/")
        found.setdefault(holder or "all", {})[name] = value
    return found


def summed(lines: Iterable[Figures]) -> dict[str, int]:
    """Add the lines up, field by field; dashes and blanks add nothing."""
    added: dict[str, int] = {}
    for figures in lines:
        for key, value in figures.items():
            added[key] = added.get(key, 0) + (value if isinstance(value, int) else 0)
    return added


def changed(pair: Pair, place: Counted, more: int) -> Pair:
    """The same pair with one count of its body larger by so many."""
    papers = tuple(replace(paper, boxes=dict(paper.boxes)) for paper in pair.papers)
    paper = papers[pair.papers.index(place.paper)]
    paper.boxes[place.row, place.column] = paper.boxes[place.row, place.column].plus(more)
    return replace(pair, papers=papers)
