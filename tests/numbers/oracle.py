"""A month's figures worked out a second time, in plain Python over the store's rows, exact to the last digit.

Written after reference/measures.toml, targets.csv, league.csv and what the modules' first sentences promise; nothing
of `adoption` is asked. Fractions, so that a half is a half: what floats would lose shows as a disagreement.
"""

from __future__ import annotations

import calendar
import csv
import itertools
import math
import statistics
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pandas as pd

from reference import units

REFERENCE = Path(units.__file__).parent
MEASURES = tomllib.loads((REFERENCE / "measures.toml").read_text(encoding="utf-8"))
IN_ANOTHER_COLUMN = {"received_postal", "resolved_early"}
"""What some forms print inside another column, so that its absence is no gap."""
STOCKS = {"issued_to_date", "active"}
FINEST_FIRST = ("level", "holder", "none", "sector", "procedure", "official")
"""How reports split a unit; those of one month repeat each other, so the first that tells a figure is read alone."""
TELLS_MOST_FIRST = ("reported", "zero_cases", "no_case", "blank")
TELLS = ("reported", "zero_cases")
NEVER_COMES = ("zero_cases", "no_case", "not_due")
"""States in which no report still to come can bring a share."""
KINDS = ("service_usage", "work_records", "digital_signatures")
PROVINCES = ("province-bac-ninh", "province-bac-ninh-2025")
FEW = 30
ENOUGH = 60
"""Percent of the units due that must have told a figure before one is given for all of them."""


@dataclass(frozen=True)
class Figure:
    """What one unit, or several together, told of a measure in a month."""

    state: str
    top: int | None = None
    bottom: int | None = None
    is_share: bool = True

    @property
    def value(self) -> Fraction | None:
        if self.top is None or (self.is_share and not self.bottom):
            return None
        return Fraction(100 * self.top, self.bottom) if self.is_share else Fraction(self.top)


@dataclass(frozen=True)
class Aim:
    value: Fraction
    document: str
    until: str | None


def is_share(measure):
    return MEASURES[measure]["unit"] == "percent"


def kind_of(measure):
    return MEASURES[measure]["kind"]


def shifted(month, by):
    year, number = map(int, month.split("-"))
    years, index = divmod(12 * year + number - 1 + by, 12)
    return f"{years}-{index + 1:02d}"


def last_day(month):
    year, number = map(int, month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])


def province(month):
    return next(one for one in map(units.unit, PROVINCES) if one.is_valid_on(last_day(month)))


@cache
def units_of(month, level=None):
    """The province's departments, and its districts or (now) communes, in official order."""
    ours = [one for one in units.units_on(last_day(month)) if _province_of(one) in PROVINCES]
    areas = "district" if any(one.level == "district" for one in ours) else "commune"
    levels = (level,) if level else ("department", areas)
    return tuple(one for wanted in levels for one in ours if one.level == wanted)


def levels(month):
    return tuple(dict.fromkeys(one.level for one in units_of(month)))


def _province_of(one):
    while one.parent:
        one = units.unit(one.parent)
    return one.id


def target(measure, level, month):
    """The province's own document before the nation's, the level's before everyone's, the later before the earlier."""
    if level == "province":
        found = [target(measure, one, month) for one in levels(month)]
        return found[0] if len({one and one.value for one in found}) == 1 else None
    day, asked = last_day(month), {"all", "province" if level == "department" else level}
    with (REFERENCE / "targets.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["measure"] == measure and row["level"] in asked]
    rows = [row for row in rows if row["valid_from"] <= f"{day}" <= (row["valid_to"] or "9999")]
    rows = [row for row in rows if row["scope"] == "national" or units.unit(row["scope"]).is_valid_on(day)]
    if not rows:
        return None
    best = max(rows, key=lambda row: (row["scope"] != "national", row["level"] != "all", row["valid_from"]))
    return Aim(Fraction(best["value"]), best["document"], best["valid_to"][:7] or None)


def gap(value, aim):
    return None if value is None or aim is None else value - aim.value


def pace(measure, level, month, value):
    """Points a month up to the target's last month; none where it is reached, endless, or due now."""
    aim = target(measure, level, month)
    if aim is None or aim.until is None or value is None or value >= aim.value or aim.until <= month:
        return None
    return (aim.value - value) / _months_between(month, aim.until)


def weights(level, month):
    with (REFERENCE / "league.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["unit_level"] == level]
    day = f"{last_day(month)}"
    return {
        row["measure"]: Fraction(row["weight"])
        for row in rows
        if row["valid_from"] <= day <= (row["valid_to"] or "9999")
    }


def _asked(measure, level, month):
    aim = target(measure, level, month)
    return aim and aim.value


def _months_between(month, later):
    (year, number), (to_year, to_number) = (map(int, one.split("-")) for one in (month, later))
    return 12 * (to_year - year) + to_number - number


def places(values):
    """{id: value or None} -> {id: place}: 1 is best, ties share the smaller number."""
    known = [value for value in values.values() if value is not None]
    return {one: None if value is None else 1 + sum(other > value for other in known) for one, value in values.items()}


class Oracle:
    """A store's rows as they stood after a ledger number, by kind, unit and month."""

    def __init__(self, store, as_of=None):
        self.receipts = [one for one in store.receipts() if as_of is None or one.number <= as_of]
        self._rows = {}
        self._known = {}
        for kind in KINDS:
            for row in store.facts(kind, as_of).collect("pandas").to_native().to_dict("records"):
                self._rows.setdefault((kind, row["unit_id"], row["month"]), []).append(row)

    def figure(self, measure, unit_id, month):
        key = (measure, unit_id, month)
        if key not in self._known:
            self._known[key] = self._figure(*key)
        return self._known[key]

    def value(self, measure, unit_id, month):
        return self.figure(measure, unit_id, month).value

    def change(self, measure, unit_id, month):
        now, before = (self.value(measure, unit_id, one) for one in (month, shifted(month, -1)))
        return None if now is None or before is None else now - before

    def whole(self, measure, month, of=None):
        """All units of the month together, or those given."""
        told = [self.figure(measure, one.id, month) for one in (units_of(month) if of is None else of)]
        told = [one for one in told if one.state in TELLS]
        if not told:
            return Figure("blank", is_share=is_share(measure))
        bottom = sum(one.bottom for one in told) if is_share(measure) else None
        return Figure("reported", sum(one.top for one in told), bottom, is_share(measure))

    def given(self, measure, month, of=None):
        """All units together, or nothing where too few of those that owe it told theirs."""
        reported, due = self.reported(measure, month, of)
        whole = self.whole(measure, month, of)
        return whole if 100 * reported >= ENOUGH * due else Figure("blank", is_share=is_share(measure))

    def reported(self, measure, month, of=None):
        """How many units told the measure, and how many owe it: of all units of the month, or those given."""
        states = [self.figure(measure, one.id, month).state for one in (units_of(month) if of is None else of)]
        return sum(one in TELLS for one in states), sum(one != "not_due" for one in states)

    def is_like_for_like(self, measure, month, base):
        """Whether a change means what it says: the same province and, for a count, the same units with figures."""
        if province(month) != province(base):
            return False
        told = [
            {one.id for one in units_of(each) if self.figure(measure, one.id, each).state in TELLS}
            for each in (month, base)
        ]
        return is_share(measure) or told[0] == told[1]

    def missing(self, kind, month):
        return tuple(one for one in units_of(month) if not any(map(_says, self._of(kind, one.id, month))))

    def places(self, measure, level, month):
        return places({one.id: self.value(measure, one.id, month) for one in units_of(month, level)})

    def similar(self, measure, one, month):
        """The units of one level and, but for departments, of one type together."""
        alike = [other for other in units_of(month, one.level) if one.level == "department" or other.type == one.type]
        return self.given(measure, month, alike).value

    def median(self, measure, level, month):
        values = [self.value(measure, one.id, month) for one in units_of(month, level)]
        return statistics.median(value for value in values if value is not None)

    def received_on(self, kind, unit_id, month):
        days = [
            receipt.day
            for receipt in self.receipts
            for report in receipt.reports
            if (report.kind, report.period.reporting_month) == (kind, month) and unit_id in report.units
        ]
        return min(days, default=None)

    def league(self, level, month):
        """{unit id: {measure: (figure, aim, points, part)}}."""
        of = weights(level, month)
        return {
            one.id: {measure: self._part(measure, one, month, of) for measure in of} for one in units_of(month, level)
        }

    def standings(self, level, month):
        """{unit id: (standing, score, place, best, worst)}, the last two over whatever the missing reports may say."""
        of, told = weights(level, month), self.league(level, month)
        low = {one: sum(part[3] or 0 for part in parts.values()) for one, parts in told.items()}
        high = {
            one: low[one] + sum(100 * of[name] / sum(of.values()) for name, part in parts.items() if part[3] is None)
            for one, parts in told.items()
        }
        standing = {one: _standing(parts) for one, parts in told.items()}
        score = {one: low[one] if standing[one] == "placed" else None for one in told}
        place = places(score)
        found = {}
        for one in told:
            others = [other for other in told if other != one and standing[other] != "apart"]
            is_in = standing[one] != "apart"
            certain = sum(low[other] > high[one] for other in others if standing[other] == "placed")
            possible = sum(high[other] > low[one] for other in others)
            ends = (1 + certain, 1 + possible) if is_in else (None, None)
            found[one] = (standing[one], score[one], place[one], *ends)
        return found

    def moved(self, level, month):
        """{unit id: places up since the month before, among those placed in both}; None where not comparable."""
        before = shifted(month, -1)
        rules = [
            [(name, of, _asked(name, level, one)) for name, of in weights(level, one).items()]
            for one in (before, month)
        ]
        now, then = ({one: row[1] for one, row in self.standings(level, each).items()} for each in (month, before))
        if rules[0] != rules[1] or set(now) != set(then) or not then:
            return None
        both = [one for one in now if now[one] is not None and then[one] is not None]
        now, then = (places({one: scores[one] for one in both}) for scores in (now, then))
        return {one: then[one] - now[one] for one in both}

    def slope(self, measure, month, of, count=6):
        """Theil and Sen's slope of some units' last months together and its 90 % bounds, each with its line's height.

        [(slope, height in the month)] of the three; None where a month has no figure.
        """
        values = [self.whole(measure, shifted(month, back), of).value for back in range(1 - count, 1)]
        if None in values:
            return None
        pairs = itertools.combinations(enumerate(values), 2)
        slopes = sorted((b - a) / (j - i) for (i, a), (j, b) in pairs)
        place = sen_bound(values)
        told = (statistics.median(slopes), slopes[place], slopes[-1 - place])
        return [(slope, statistics.median(values) + slope * Fraction(count - 1, 2)) for slope in told]

    def why_no_month(self, measure, level, month, aim, count=6):
        """Why nothing is told of the months ahead, before any line is drawn."""
        of_months = [shifted(month, back) for back in range(1 - count, 1)]
        each = [units_of(one, level) for one in of_months]
        values = [self.whole(measure, *pair).value for pair in zip(of_months, each, strict=True)]
        if values[-1] is not None and values[-1] >= aim.value:
            return "reached"
        if len({frozenset(one.id for one in some) for some in each}) > 1:
            return "units"
        if None in values:
            return "short"
        told = [self.reported(measure, *pair) for pair in zip(of_months, each, strict=True)]
        return "" if all(10 * reported >= 9 * due for reported, due in told) else "coverage"

    def effects(self, measure, month, base, by="unit"):
        """Kitagawa's split of a change over those who told both months, {part: (rate, mix)}; and the rest."""
        told = [self._told_by(measure, by, one) for one in (month, base)]
        both = told[0].keys() & told[1].keys()
        now, then = (_added([each[one] for one in both], is_share(measure)) for each in told)
        nothing = Figure("blank", 0, 0, is_share(measure))
        now, then = ({part: each.get(part, nothing) for part in now.keys() | then.keys()} for each in (now, then))
        if is_share(measure):
            split = _kitagawa(now, then) if now else {}
        else:
            split = {part: (Fraction(now[part].top - then[part].top), Fraction(0)) for part in now}
        changed = self.whole(measure, month).value - self.whole(measure, base).value
        return split, changed - sum(rate + mix for rate, mix in split.values())

    def _told_by(self, measure, by, month):
        """{unit: {part: figure}} of all who told the measure so split, and as a whole."""
        told = {one.id: self.figure(measure, one.id, month) for one in units_of(month)}
        told = {one: figure for one, figure in told.items() if figure.state in TELLS}
        if by == "unit":
            return {one: {one: figure} for one, figure in told.items()}
        parts = {one: self._parts(measure, by, one, month) for one in told}
        return {one: found for one, found in parts.items() if found}

    def _parts(self, measure, by, unit_id, month):
        """{level or sector: figure} of the one report that tells most of them."""
        defined, by_report = MEASURES[measure], {}
        for row in self._of(defined["kind"], unit_id, month):
            is_part = row["breakdown"] == "sector" if by == "sector" else row["level"] != "all"
            if is_part:
                parts = by_report.setdefault((row["period_start"].day, row["breakdown"]), {})
                parts.setdefault(row[by], []).append(row | {"in_total": True})
        found = []
        for (day, breakdown), parts in by_report.items():
            told = {part: _told(defined, rows) for part, rows in parts.items()}
            best = min(TELLS_MOST_FIRST.index(one.state) for one in told.values())
            found.append((best, day, FINEST_FIRST.index(breakdown), told))
        told = min(found, key=lambda one: one[:3])[3] if found else {}
        return {part: figure for part, figure in told.items() if figure.state in TELLS}

    def _of(self, kind, unit_id, month):
        return self._rows.get((kind, unit_id, month), [])

    def _figure(self, measure, unit_id, month):
        defined = MEASURES[measure]
        is_of_people = defined["denominator"] == ["adults"]
        by_report = {}
        for row in self._of(defined["kind"], unit_id, month):
            by_report.setdefault((row["period_start"].day, row["breakdown"]), []).append(row)
        found = [
            (TELLS_MOST_FIRST.index(told.state), day, FINEST_FIRST.index(breakdown), told)
            for (day, breakdown), rows in by_report.items()
            for told in [_told(defined, rows)]
        ]
        best = min(found, key=lambda one: one[:3])[3] if found else Figure("not_sent", is_share=is_share(measure))
        owes = not (is_of_people and units.unit(unit_id).level == "department")
        return Figure("not_due") if best.value is None and best.state in ("blank", "not_sent") and not owes else best

    def _part(self, measure, one, month, of):
        figure = self.figure(measure, one.id, month)
        aim = target(measure, one.level, month)
        if figure.value is None:
            return figure, aim, None, None
        points = min(Fraction(100), 100 * figure.value / (aim.value if aim else 100))
        return figure, aim, points, points * of[measure] / sum(of.values())


def _standing(parts):
    lacking = [part[0].state for part in parts.values() if part[3] is None]
    if any(state in NEVER_COMES for state in lacking):
        return "apart"
    return "awaited" if lacking else "placed"


def _told(defined, rows):
    """Work one report's figure out: numbers, "-" (none, so 0 beside others), or gaps that leave it unknown."""
    needed = [
        [part for part in defined[side] if part not in IN_ANOTHER_COLUMN] for side in ("numerator", "denominator")
    ]
    if defined["denominator"] == ["adults"]:
        needed[1] = []
    fixed = defined.get("numerator_where", {})
    every = dict.fromkeys((*defined["numerator"], *defined["denominator"]))
    rows = [row for row in rows if any(_stands(row, part) for part in every)]
    totals = [row for row in rows if row["in_total"]]
    tops = [row for row in rows if all(row[name] == wanted for name, wanted in fixed.items())] if fixed else totals
    bottoms = rows if defined["denominator"] == ["adults"] else totals if defined["denominator"] else []
    asked = [(row, part) for rows, of in zip((tops, bottoms), needed, strict=True) for row in rows for part in of]
    if not all(_stands(row, part) for row, part in asked):
        return Figure("blank", is_share=bool(defined["denominator"]))
    has_top = any(_number(row, part) is not None for row in tops for part in defined["numerator"])
    has_bottom = any(_number(row, part) is not None for row in bottoms for part in defined["denominator"])
    has_dash = bool(tops) and not has_top
    if defined["denominator"] and has_bottom and (has_top or has_dash):
        below = [sum(_number(row, part) or 0 for part in defined["denominator"]) for row in bottoms]
        bottom = max(below) if defined["denominator"] == ["adults"] else sum(below)
        return Figure("reported" if bottom else "zero_cases", _sum(tops, defined["numerator"]), bottom)
    if not defined["denominator"] and has_top:
        return Figure("reported", _sum(tops, defined["numerator"]), is_share=False)
    is_dashed = has_dash and not has_bottom
    return Figure("no_case" if is_dashed else "blank", is_share=bool(defined["denominator"]))


def _sum(rows, parts):
    return sum(_number(row, part) or 0 for row in rows for part in parts)


def _number(row, part):
    return None if pd.isna(row[part]) else int(row[part])


def _stands(row, part):
    return not pd.isna(row[part]) or part in row["dashes"].split()


def _says(row):
    counts = [name for name in row if name not in _NOT_COUNTS]
    return row["dashes"] != "" or any(not pd.isna(row[name]) for name in counts)


_NOT_COUNTS = {
    *("unit_id", "sheet", "row", "level", "sector", "procedure", "holder", "dashes", "period_start", "period_end"),
    *("month", "form", "breakdown", "in_total", "receipt", "file"),
}


def sen_bound(values):
    """How many of the sorted slopes lie below the lower 90 % bound, and above the upper (Sen, JASA 63, 1968)."""
    count = len(values)
    ties = [times * (times - 1) * (2 * times + 5) for times in Counter(values).values()]
    deviation = math.sqrt((count * (count - 1) * (2 * count + 5) - sum(ties)) / 18)
    slopes = count * (count - 1) // 2
    return max(0, round((slopes - statistics.NormalDist().inv_cdf(0.95) * deviation) / 2) - 1)


def _added(told, share):
    """Add up [{part: figure}] part by part."""
    parts = {part for one in told for part in one}
    figures = {part: [one[part] for one in told if part in one] for part in parts}
    return {
        part: Figure(
            "reported", sum(one.top for one in some), sum(one.bottom for one in some) if share else None, share
        )
        for part, some in figures.items()
    }


def _kitagawa(now, then):
    weight, share, whole = [], [], []
    for each in (then, now):
        total = sum(one.bottom for one in each.values())
        weight.append({one: Fraction(told.bottom, total) for one, told in each.items()})
        share.append({one: told.value for one, told in each.items()})
        whole.append(Fraction(100 * sum(one.top for one in each.values()), total))
    split = {}
    for one in now:
        # Who had no case in a month keeps the other month's share.
        before = share[0][one] if share[0][one] is not None else share[1][one] or Fraction(0)
        after = share[1][one] if share[1][one] is not None else before
        rate = (weight[0][one] + weight[1][one]) / 2 * (after - before)
        mix = (weight[1][one] - weight[0][one]) * ((before + after) / 2 - sum(whole) / 2)
        split[one] = rate, mix
    return split
