"""The store's facts of a period -> a form filled in with them: what is blank stays blank, "-" stays "-", 0 stays 0."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd

from adoption import targets
from forms_out import naming
from forms_out.layouts import Change, Target
from forms_out.table import DASH, Figure, Line, Table, added
from reference.period import Period
from reference.units import all_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adoption.facts import FactStore
    from forms_out.layouts import Layout
    from reference.units import Unit


def periods(store: FactStore, layout: Layout) -> tuple[Period, ...]:
    """Return the periods of which there are facts that may fill the form in, newest first."""
    columns = ("period_start", "period_end", "unit_id")
    rows = _of_levels(_fitting(store, layout).select(*columns).unique(), layout)
    days = {(_day(start), _day(end)) for start, end in zip(rows["period_start"], rows["period_end"], strict=True)}
    return tuple(sorted((Period(*both) for both in days), reverse=True))


def aim(layout: Layout, one: Unit, period: Period) -> float | None:
    """Return the target that binds the unit on the period's last day, in percent, where the form prints one."""
    measures = [field.measure for field in layout.fields if isinstance(field, Target)]
    found = targets.target(measures[0], one.level, f"{period.end:%Y-%m}") if measures else None
    return found.value if found else None


@dataclass(frozen=True, slots=True)
class Filling:
    """What a store says of one form and period. Facts of forms with another arithmetic are not used."""

    store: FactStore
    layout: Layout
    period: Period

    def reporting(self) -> frozenset[str]:
        """Return the ids of the units that have a line in it."""
        return frozenset(self.facts()["unit_id"])

    def table(self, units: Sequence[Unit], unit_name: str, note: str = "") -> Table:
        """Return the form with a line for each of the units that has facts of it, by level.

        A form by sector is of the first unit alone; ValueError where none of the units has such a form.
        """
        wanted = [one for one in units if one.level in self.layout.levels]
        if not wanted:
            raise ValueError(f"{self.layout.id} has no line for any of {[one.id for one in units]}")
        lines = self._sectors(wanted[0]) if self.layout.rows == "sectors" else by_level(wanted, self.lines(wanted))
        aims = dict.fromkeys(line.target for line in lines if line.target is not None)
        return Table(self.layout, self.period, unit_name, tuple(lines), tuple(aims), note)

    def lines(self, units: Sequence[Unit]) -> dict[str, Line]:
        """Return each unit's line by its id, those that have none left out."""
        told, before = _by_unit(self.facts()), self._before()
        return {one.id: self._line(one, told[one.id], before.get(one.id)) for one in units if one.id in told}

    def facts(self) -> pd.DataFrame:
        """Return the facts of the period, those of the latest receipt first."""
        rows = _fitting(self.store, self.layout).filter(
            nw.col("period_start") == self.period.start, nw.col("period_end") == self.period.end
        )
        return _of_levels(rows, self.layout).sort_values(["receipt", "row"], ascending=[False, True])

    def _line(self, one: Unit, rows: pd.DataFrame, before: pd.DataFrame | None) -> Line:
        was = {} if before is None else _figures(before, self.layout)
        is_by_level = self.layout.rows == "levels"
        below = _below(rows, self.layout) if is_by_level else {}
        own = rows[rows["level"] == "all"] if is_by_level else rows
        is_added = not len(own) and self.layout.has_own_line
        figures = _whole(below) if is_added else _figures(own, self.layout)
        return Line("unit", naming.printed(one), figures, "", below, was, aim(self.layout, one, self.period))

    def _sectors(self, one: Unit) -> list[Line]:
        """Return a line a sector as it stood, also where two systems each have one of the same name."""
        facts = self.facts()
        rows = facts[facts["unit_id"] == one.id].sort_values(["receipt", "row"])
        return [
            Line("sector", str(name), _figures(rows.iloc[[place]], self.layout), ordinal=place + 1)
            for place, name in enumerate(rows["sector"])
        ]

    def _before(self) -> dict[str, pd.DataFrame]:
        has_change = any(isinstance(field, Change) for field in self.layout.fields)
        if not (has_change and self.period.is_calendar_month):
            return {}
        return _by_unit(replace(self, period=self.period.previous_month()).facts())


def by_level(units: Sequence[Unit], lines: Mapping[str, Line]) -> list[Line]:
    """Put units' lines in order, numbered within their level; levels are headed where there are several."""
    levels = list(dict.fromkeys(one.level for one in units if one.id in lines))
    found: list[Line] = []
    for numeral, level in zip(naming.ROMAN, levels, strict=False):
        if len(levels) > 1:
            found.append(Line("section", naming.SECTIONS[level], ordinal=numeral))
        of_level = (lines[one.id] for one in units if one.level == level and one.id in lines)
        found += [replace(line, ordinal=number) for number, line in enumerate(of_level, 1)]
    return found


def _below(rows: pd.DataFrame, layout: Layout) -> dict[str, dict[str, Figure]]:
    of_levels = {level: rows[rows["level"] == level] for level in naming.SERVICE_LEVELS}
    return {level: _figures(found, layout) for level, found in of_levels.items() if len(found)}


def _whole(below: Mapping[str, Mapping[str, Figure]]) -> dict[str, Figure]:
    """Add up the levels of a unit that printed no line of its own; what one of them leaves blank is not known."""
    sums = added(below.values())
    return {name: figure for name, figure in sums.items() if all(one.get(name) is not None for one in below.values())}


def _figures(rows: pd.DataFrame, layout: Layout) -> dict[str, Figure]:
    """Return the figures of one line; those of a holder stand in the row of that holder."""
    return {key: _figure(rows, *key.split("/")) for key in layout.figures}


def _figure(rows: pd.DataFrame, name: str, holder: str | None = None) -> Figure:
    for row in (rows if holder is None else rows[rows["holder"] == holder]).to_dict("records"):
        if pd.notna(row[name]):
            return int(row[name])
        if name in str(row["dashes"]).split():
            return DASH
    return None


def _by_unit(facts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(unit_id): rows for unit_id, rows in facts.groupby("unit_id")}


def _of_levels(rows: nw.LazyFrame[Any], layout: Layout) -> pd.DataFrame:
    """Collect the rows of units for which the form is made."""
    found: pd.DataFrame = rows.collect("pandas").to_native()
    return found[found["unit_id"].isin([one.id for one in all_units() if one.level in layout.levels])]


def _fitting(store: FactStore, layout: Layout) -> nw.LazyFrame[Any]:
    """Return the facts that mean the same as this form's figures and stand in lines of its own kind."""
    rows = store.facts(layout.kind).filter(nw.col("form").is_in(list(layout.fed_by)))
    if layout.kind != "service_usage":
        return rows
    is_by_sector = nw.col("breakdown") == "sector"
    return rows.filter(is_by_sector if layout.rows == "sectors" else ~is_by_sector)


def _day(value: Any) -> Any:  # noqa: ANN401 - pandas gives a Timestamp or a date
    return pd.Timestamp(value).date()
