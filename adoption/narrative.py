"""A month -> its finding text, by rules from the figures: level, change, target, who leads, who lags, who is missing.

The same store, month and language give the same words. Every number keeps the view it comes from, so that a page can
link it and a test recompute it. Where fewer than `HEDGED` percent of those due have reported the words say so; below
completeness.ENOUGH percent nothing is said of a measure but who is missing, for what is left would not be the province.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pandas as pd

import locales
from adoption import completeness, headline, months, tables, targets, territory
from adoption.completeness import ENOUGH
from adoption.facts import events
from adoption.selection import Selection
from locales import N_
from reference.measures import measure
from store import folding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from adoption.completeness import Coverage
    from adoption.facts import FactStore
    from reference.measures import Measure
    from reference.units import Unit

MEASURES = {
    "service_usage": ("online_share", "full_share", "resolved_on_time_share"),
    "work_records": ("records_share", "signed_share"),
    "digital_signatures": ("issued",),
}
"""What the text tells of each kind, in its order."""

HEDGED = 95.0
"""Percent of the units due that have reported."""
NAMED = 3
"""So many leaders, and so many of those behind, are named."""
LISTED = 20
"""Of a level so many at most are named as missing; more are counted, or their names would bury the figures."""
FEWEST_CASES = 30
"""A share of fewer cases moves by whole points with one dossier, so it neither leads nor lags."""
LEAST_APART = 1.0
"""Units that lie closer together than this, in points, are told no leaders."""
NOTABLE = 0.05
"""A change below this, in points, is told as none."""

What = Literal["value", "numerator", "denominator", "change", "year_change", "target", "gap", "count", "words"]


@dataclass(frozen=True, slots=True)
class Said:
    """Something a sentence says: its words, the number behind them, what it is of which unit, and where it is seen."""

    words: str
    number: float | None = None
    what: What = "words"
    unit_id: str = ""
    view: Mapping[str, str] = field(default_factory=dict)
    """The page's name under "page", and its address's parameters."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the reader's language with {blanks}, and what fills them."""

    pattern: str
    values: Mapping[str, Said] = field(default_factory=dict)
    measure_id: str = ""

    def text(self, shown: Callable[[Said], str] = lambda said: said.words) -> str:
        """Return the whole sentence; `shown` may write what is said otherwise, as a link."""
        whole = self.pattern.format(**{name: shown(said) for name, said in self.values.items()})
        return whole[:1].upper() + whole[1:]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is said of one kind of report, under its heading; or of the month as a whole."""

    title: str
    sentences: tuple[Sentence, ...]

    def by_measure(self) -> Iterator[tuple[Sentence, ...]]:
        """Return the sentences of each measure; those of none, on who has reported, come first."""
        for measure_id in dict.fromkeys(one.measure_id for one in self.sentences):
            yield tuple(one for one in self.sentences if one.measure_id == measure_id)


_TITLES = {
    "service_usage": N_("Online public services"),
    "work_records": N_("Work records"),
    "digital_signatures": N_("Digital signatures"),
}
_PAGES = {"service_usage": "services", "work_records": "records", "digital_signatures": "signatures"}
_LEVELS = {
    "department": N_("departments"),
    "district": N_("districts"),
    "commune": N_("communes and wards"),
}

_TOO_FEW = N_("Only {reported} of {due} units have reported for {month}, too few to tell; missing: {units}.")
_TOO_FEW_TELL = N_("{measure} in {month}: only {reported} of {due} units gave a figure, too few to tell.")
_PROVISIONAL = N_(
    "{reported} of {due} units have reported for {month}, so the figures are provisional; missing: {units}."
)
_SOME_MISSING = N_("{reported} of {due} units have reported for {month}; missing: {units}.")


def story(store: FactStore, month: str, language: str = "vi", as_of: int | None = None) -> tuple[Paragraph, ...]:
    """Return the month's text ("2024-09"), a paragraph a kind of report that is due, and one of what was corrected."""
    paragraphs = [_Teller(store, kind, month, language, as_of).paragraph() for kind in MEASURES]
    corrected = _corrected(store, month, language, as_of)
    return tuple(one for one in (*paragraphs, *corrected) if one.sentences)


def listed(units: tuple[Unit, ...], language: str) -> str:
    """Name the units, or count those of a level of which there are more than `LISTED`: "99 communes and wards"."""
    say = locales.translator(language)
    told: list[str] = []
    for level in dict.fromkeys(one.level for one in units):
        names = [one.label(language) for one in units if one.level == level]
        is_long = len(names) > LISTED
        count = say(N_("{count} {level}")).format(count=locales.number(len(names), language), level=say(_LEVELS[level]))
        told += [count] if is_long else names
    return ", ".join(told)


class _Teller:
    """What is told of one kind of report in one month."""

    def __init__(self, store: FactStore, kind: str, month: str, language: str, as_of: int | None) -> None:
        self._store = store
        self._kind = kind
        self._month = month
        self._language = language
        self._as_of = as_of
        self._say = locales.translator(language)

    def paragraph(self) -> Paragraph:
        """Tell the kind, or that too few have reported to tell it."""
        found = completeness.coverage(self._store, self._kind, self._month, self._as_of)
        sentences = list(self._of_reporting(found))
        if found.share is not None and found.share >= ENOUGH:
            for measure_id in MEASURES[self._kind]:
                sentences += self._of_measure(measure(measure_id))
        return Paragraph(self._say(_TITLES[self._kind]), tuple(sentences))

    def _of_reporting(self, found: Coverage) -> Iterator[Sentence]:
        if found.share is None or found.share == 100:
            return
        counts = {"reported": self._count(len(found.reported)), "due": self._count(len(found.due))}
        told = _TOO_FEW if found.share < ENOUGH else _PROVISIONAL if found.share < HEDGED else _SOME_MISSING
        yield Sentence(
            self._say(told),
            {
                **counts,
                "month": self._words(self._month_words()),
                "units": self._words(listed(found.missing, self._language)),
            },
        )

    def _of_measure(self, one: Measure) -> Iterator[Sentence]:
        selection = Selection(one.kind, months.shift(self._month, -12), self._month, as_of=self._as_of)
        told = tables.by_month(self._store, one.id, selection, language=self._language)
        rows = completeness.of_enough(told).set_index("month")
        now = rows.iloc[-1]
        if now["is_withheld"]:
            yield self._of_too_few(one, now)
        if pd.isna(now["value"]):
            return
        yield self._of_level(one, now)
        yield from self._of_change(one, now, rows)
        yield from self._of_target(one, now)
        if one.better != "none":
            for level in territory.summed_levels(self._month):
                yield from self._of_units(one, level)

    def _of_too_few(self, one: Measure, now: pd.Series) -> Sentence:
        """Say that the reports came, but not with this figure."""
        values = {
            "reported": self._count(now["units_reported"]),
            "due": self._count(now["units_due"]),
            "month": self._words(self._month_words()),
            "measure": self._words(self._say(one.label)),
        }
        return Sentence(self._say(_TOO_FEW_TELL), values, one.id)

    def _of_level(self, one: Measure, now: pd.Series) -> Sentence:
        values = {
            "month": self._words(self._month_words()),
            "measure": self._words(self._say(one.label)),
            "value": self._figure(one, now["value"], "value", now["unit_id"]),
        }
        if one.unit != "percent":
            return Sentence(self._say(N_("{measure} in {month}: {value}.")), values, one.id)
        for part in ("numerator", "denominator"):
            view = self._cells_of(one, now["unit_id"])
            values[part] = Said(self._number(now[part]), float(now[part]), part, now["unit_id"], view)
        return Sentence(self._say(N_("{measure} in {month}: {value} ({numerator} of {denominator}).")), values, one.id)

    def _of_change(self, one: Measure, now: pd.Series, rows: pd.DataFrame) -> Iterator[Sentence]:
        for what, base, pattern in (
            ("change", months.shift(self._month, -1), N_("That is {change} on the month before.")),
            ("year_change", months.shift(self._month, -12), N_("On the same month a year before it is {change}.")),
        ):
            earlier = rows.loc[base]
            if pd.isna(earlier["value"]) or not self._is_like_for_like(one, base):
                continue
            change = float(now["value"] - earlier["value"])
            said = Said(self._change(one, change), change, what, now["unit_id"], self._why(one, what))
            yield Sentence(self._say(pattern), {"change": said}, one.id)

    def _is_like_for_like(self, one: Measure, base: str) -> bool:
        return headline.is_like_for_like(self._store, one.id, self._month, base, self._as_of)

    def _of_target(self, one: Measure, now: pd.Series) -> Iterator[Sentence]:
        aim = targets.target(one.id, "province", self._month)
        if aim is None:
            return
        gap = float(now["value"] - aim.value)
        values = {
            "target": Said(self._percent(aim.value), aim.value, "target", now["unit_id"]),
            "document": self._words(aim.document),
            "gap": Said(self._change(one, gap), gap, "gap", now["unit_id"]),
        }
        reached = targets.against(pd.Series([now["value"]]), pd.Series([aim.value]), one.better)["target_state"].iloc[0]
        told = (
            N_("The target of {target} ({document}) is reached ({gap}).")
            if reached == "reached"
            else (N_("The target of {target} ({document}) is not reached ({gap})."))
        )
        yield Sentence(self._say(told), values, one.id)

    def _of_units(self, one: Measure, level: str) -> Iterator[Sentence]:
        """Tell of one level how many reach the target, who leads and who is behind; small ones neither."""
        chosen = Selection(one.kind, self._month, self._month, unit_levels=(level,), as_of=self._as_of)
        rows = tables.by_unit(self._store, one.id, chosen, self._language)
        told = rows[rows["value"].notna()]
        large = told[told["denominator"] >= FEWEST_CASES] if one.unit == "percent" else told
        level_words = self._words(self._say(_LEVELS[level]))
        if told["target"].notna().any():
            reached = int((told["target_state"] == "reached").sum())
            values = {"count": self._count(reached), "of": self._count(len(told)), "level": level_words}
            yield Sentence(self._say(N_("{count} of {of} {level} with figures reach their target.")), values, one.id)
        if len(large) < 2 * NAMED or large["value"].max() - large["value"].min() < LEAST_APART:
            return
        ordered = large.sort_values("value", ascending=one.better == "lower", kind="stable")
        for pattern, some in (
            (N_("Among {level} these lead: {units}."), ordered.head(NAMED)),
            (N_("Among {level} these are furthest behind: {units}."), ordered.tail(NAMED).iloc[::-1]),
        ):
            yield self._listed(one, self._say(pattern), level_words, some)

    def _listed(self, one: Measure, pattern: str, level: Said, rows: pd.DataFrame) -> Sentence:
        """Name units with their figures, each figure a blank of its own."""
        names = [f"{name} {{unit{place}}}" for place, name in enumerate(rows["unit_name"])]
        figures = {
            f"unit{place}": self._figure(one, value, "value", unit_id)
            for place, (unit_id, value) in enumerate(zip(rows["unit_id"], rows["value"], strict=True))
        }
        return Sentence(pattern.replace("{units}", ", ".join(names)), {"level": level, **figures}, one.id)

    def _figure(self, one: Measure, value: float, what: What, unit_id: str) -> Said:
        words = self._percent(value) if one.unit == "percent" else self._number(value)
        return Said(words, float(value), what, unit_id, self._cells_of(one, unit_id))

    def _cells_of(self, one: Measure, unit_id: str) -> Mapping[str, str]:
        """Point at the cells whose sum a figure is."""
        return {"page": "source", "measure": one.id, "unit": unit_id, "from": self._month, "to": self._month}

    def _why(self, one: Measure, what: str) -> Mapping[str, str]:
        against = "year" if what == "year_change" else "month"
        return {"page": "why", "measure": one.id, "from": self._month, "to": self._month, "against": against}

    def _words(self, words: str) -> Said:
        return Said(words.replace("{", "").replace("}", ""))

    def _count(self, number: int) -> Said:
        return Said(self._number(number), float(number), "count")

    def _month_words(self) -> str:
        return locales.inside(locales.month(self._month, self._language), self._language)

    def _number(self, value: float) -> str:
        return locales.number(value, self._language)

    def _percent(self, value: float) -> str:
        return locales.percent(value, self._language)

    def _change(self, one: Measure, change: float) -> str:
        if one.unit != "percent":
            return f"{'+' if change >= 0 else ''}{self._number(change)}"
        if round(abs(change), 9) < NOTABLE:
            return self._say("unchanged")
        signed = f"{'+' if change > 0 else ''}{locales.number(change, self._language, 1)}"
        return self._say(N_("{change} points")).format(change=signed)


def _corrected(store: FactStore, month: str, language: str, as_of: int | None) -> Iterator[Paragraph]:
    """Tell which earlier months were corrected since the month began: a text of before may say otherwise."""
    say = locales.translator(language)
    told = events(store, as_of)
    gone = folding.withdrawn_in(told)
    corrected: dict[tuple[str, str], list[int]] = {}
    for receipt in told:
        if receipt.supersedes and receipt.number not in gone and f"{receipt.day:%Y-%m}" >= month:
            for report in receipt.reports:
                if (about := report.period.reporting_month) and about < month and report.kind in _TITLES:
                    corrected.setdefault((about, report.kind), []).append(receipt.number)
    sentences = []
    for (about, kind), numbers in sorted(corrected.items()):
        words = {
            "month": Said(locales.inside(locales.month(about, language), language)),
            "kind": Said(locales.inside(say(_TITLES[kind]), language)),
            "numbers": Said(
                ", ".join(map(str, sorted(set(numbers)))), view={"page": "reports", "file": str(max(numbers))}
            ),
        }
        sentences.append(Sentence(say("{month}, {kind}: corrected by No. {numbers}."), words))
    if sentences:
        yield Paragraph(say("Corrected since"), tuple(sentences))
