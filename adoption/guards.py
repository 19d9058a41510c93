"""A file that was read, beside what the store holds -> warnings where its figures look copied, misdated or mistyped.

Each warning names the evidence; none keeps a file from being accepted. The thresholds were chosen on the sample months
that hold no planted flaw, where fewer than one report in fifty may raise one (tests/adoption/test_guards.py).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import narwhals as nw
import numpy as np
import pandas as pd

from adoption import months
from adoption.arithmetic import STOCKS
from loaders.report import Finding
from reference import units
from store import facts, schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adoption.facts import FactStore
    from loaders.report import Loaded, Report

MONTHS_BACK = 24
"""How far back another month with the same figures is looked for."""

FEWEST_OF_A_UNIT, LEAST_OF_A_UNIT = 3, 500
"""How many figures a unit's line must have, and how much they must add up to, to be equal to another's by no chance."""

HISTORY_MONTHS = 12
LEAST_HISTORY = 6
"""Months with a figure that a unit needs before a jump can be told from its habit."""

SMALLEST_FIGURE = 10
"""Smaller counts are often equal from month to month by chance."""

FEWEST_FIGURES = 8
SHARE_COPIED = 0.6
"""Of a report's figures of at least SMALLEST_FIGURE, equal to another month's: chance gives a few in a hundred."""

FAR = 5.0
"""How many robust standard deviations a unit must lie off both its own history and its peers."""

LEAST_SPREAD = 0.08
"""Spread (of logarithms) below which a history is taken for steadier than the work of an office can be."""

_NO_FLOWS = ("procedures", "outcomes")
"""How many procedures there are is no work of the month; outcomes depend on the day a list was exported."""

_KEYS = ("unit_id", "part", "field")


def findings(store: FactStore, loaded: Loaded) -> tuple[Finding, ...]:
    """Return the warnings for a file's reports; none for one whose period is no reporting month."""
    found: list[Finding] = []
    for report in loaded.reports:
        month = report.period.reporting_month if report.period else None
        if month and report.kind != "headline":
            known = _known(store, report, month)
            now = cells(_table(report), report.kind)
            found += [*_copied(report, now, known, month), *_equal_units(report, now)]
            found += _jumps(report, now, known, month)
            found += _earlier_list(store, report)
    return tuple(found)


def _earlier_list(store: FactStore, report: Report) -> Iterator[Finding]:
    """Tell that a list takes the place of another for the same days: parts of one list would not be added up."""
    if report.form != "dossiers" or report.period is None:
        return
    rows = store.facts(report.kind).filter(
        nw.col("breakdown") == report.form,
        nw.col("period_start") == report.period.start,
        nw.col("period_end") == report.period.end,
        nw.col("unit_id").is_in(sorted(set(report.frame["unit_id"]))),
    )
    held = rows.select("unit_id", "file", "received", "in_total").collect("pandas").to_native()
    if len(held):
        both = _table(report)
        both = both[both["unit_id"].isin(held["unit_id"])]
        old, new = (int(table.loc[table["in_total"], "received"].sum()) for table in (held, both))
        values = {"units": str(held["unit_id"].nunique()), "old": str(old), "new": str(new)}
        yield Finding("warning", "list-takes-place", report.sheet, ", ".join(sorted(set(held["file"]))[:3]), values)


def _table(report: Report) -> pd.DataFrame:
    """Return the report's rows as the store would keep them."""
    assert report.period is not None  # noqa: S101 - the caller asked for its month
    table: pd.DataFrame = facts.table_of(report, report.period).to_pandas()
    return table


def _known(store: FactStore, report: Report, month: str) -> pd.DataFrame:
    """Return the cells that the store holds of the same units, split in the same way, in the months before."""
    rows = store.facts(report.kind).filter(
        nw.col("breakdown") == facts.breakdown_of(report),
        nw.col("unit_id").is_in(sorted(set(report.frame["unit_id"]))),
        nw.col("month") >= months.shift(month, -MONTHS_BACK),
        nw.col("month") < month,
    )
    return cells(rows.collect("pandas").to_native(), report.kind)


def cells(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return one row a figure of a flow: `month, unit_id, part, field, in_total, row, figure`.

    A stock, such as all signatures issued so far, may well stand still from one month to the next.
    """
    parts = schema.KINDS[kind].parts.items()
    flows = [name for part, names in parts if part not in _NO_FLOWS for name in names if name not in STOCKS]
    identity = rows[list(schema.KINDS[kind].identity)].astype("object")
    named = rows.assign(part=[" / ".join(str(one) for one in line if pd.notna(one)) for line in identity.to_numpy()])
    keys = ["month", "unit_id", "part", "in_total", "row"]
    long = named.melt(id_vars=keys, value_vars=flows, var_name="field", value_name="figure").dropna(subset="figure")
    return long.assign(figure=long["figure"].astype(float))


def _copied(report: Report, cells: pd.DataFrame, known: pd.DataFrame, month: str) -> Iterator[Finding]:
    """Tell the month whose figures a report repeats: the one before, or any other (sent again under another date)."""
    telling = cells[cells["figure"] >= SMALLEST_FIGURE].set_index(list(_KEYS))["figure"]
    telling = telling[~telling.index.duplicated()]
    if len(telling) < FEWEST_FIGURES:
        return
    equal = Counter(
        {
            str(earlier): int((telling == _lined_up(of_month, telling)).sum())
            for earlier, of_month in known.groupby("month")
        }
    )
    for earlier, count in equal.most_common(1):
        if count >= SHARE_COPIED * len(telling):
            code = "copied-from-last-month" if earlier == months.shift(month, -1) else "same-as-other-month"
            values = {"month": earlier, "count": str(count), "of": str(len(telling))}
            yield Finding("warning", code, report.sheet, month, values)


def _lined_up(of_month: pd.DataFrame, telling: pd.Series[float]) -> pd.Series[float]:
    figures = of_month.set_index(list(_KEYS))["figure"]
    return figures[~figures.index.duplicated()].reindex(telling.index)


def _equal_units(report: Report, cells: pd.DataFrame) -> Iterator[Finding]:
    """Tell units whose figures are all the same as another's: a line that was copied down."""
    rows = cells.groupby("unit_id")["row"].min().sort_values()
    wide = cells.pivot_table("figure", index="unit_id", columns=["part", "field"], aggfunc="first").loc[rows.index]
    is_telling = ((wide >= SMALLEST_FIGURE).sum(axis=1) >= FEWEST_OF_A_UNIT) & (wide.sum(axis=1) >= LEAST_OF_A_UNIT)
    first: dict[tuple[float, ...], str] = {}
    for unit_id, figures in wide[is_telling].fillna(-1.0).iterrows():
        other = first.setdefault(tuple(figures), str(unit_id))
        if other != unit_id:
            values = {"other": units.unit(other).full_name, "row": str(rows[other])}
            where = f"{report.sheet}!{_first_letter(report)}{rows[str(unit_id)]}"
            yield Finding("warning", "units-equal", where, units.unit(str(unit_id)).full_name, values)


def _first_letter(report: Report) -> str:
    return next(iter(report.columns.values()), "A").partition("+")[0]


def _jumps(report: Report, cells: pd.DataFrame, known: pd.DataFrame, month: str) -> Iterator[Finding]:
    """Tell a unit's figure far off its own last year where its peers are not: a digit too many, or a lost day."""
    totals = _totals(cells)
    recent = _totals(known[known["month"] >= months.shift(month, -HISTORY_MONTHS)])
    for field, now in totals.groupby("field"):
        history = recent[recent["field"] == field].pivot_table("size", index="unit_id", columns="month")
        history = history[history.notna().sum(axis=1) >= LEAST_HISTORY]
        sizes = now.set_index("unit_id")["size"].reindex(history.index).dropna()
        if len(sizes):
            yield from _far(report, str(field), sizes, history.loc[sizes.index], cells)


def _totals(cells: pd.DataFrame) -> pd.DataFrame:
    """Return each unit's total of a field in a month, `size` being its logarithm: an office's work varies in shares."""
    sums = cells[cells["in_total"]].groupby(["month", "unit_id", "field"], as_index=False)["figure"].sum()
    return pd.DataFrame(sums.assign(size=np.log1p(sums["figure"])))


def _far(
    report: Report, field: str, sizes: pd.Series[float], history: pd.DataFrame, cells: pd.DataFrame
) -> Iterator[Finding]:
    usual = history.median(axis=1)
    spread = _spread(history.sub(usual, axis=0)).clip(lower=LEAST_SPREAD)
    moved = sizes - usual
    level = pd.Series([units.unit(str(one)).level for one in sizes.index], index=sizes.index)
    peers = moved.groupby(level).transform("median")
    off_peers = (moved - peers).groupby(level).transform(lambda group: 1.4826 * group.abs().median())
    is_far = (moved.abs() > FAR * spread) & ((moved - peers).abs() > FAR * off_peers.clip(lower=LEAST_SPREAD))
    for unit_id in sizes.index[is_far & (np.expm1(np.maximum(sizes, usual)) >= 3 * SMALLEST_FIGURE)]:
        mine = cells[(cells["unit_id"] == unit_id) & (cells["field"] == field) & cells["in_total"]]
        where = report.cell(field, int(mine["row"].iloc[0])) or report.sheet
        values = {
            "unit": units.unit(str(unit_id)).full_name,
            "field": field,
            "usual": f"{np.expm1(usual[unit_id]):.0f}",
            "months": str(int(history.loc[unit_id].notna().sum())),
        }
        yield Finding("warning", "far-from-usual", where, f"{mine['figure'].sum():.0f}", values)


def _spread(deviations: pd.DataFrame) -> pd.Series[float]:
    """Return the robust standard deviation of each unit's history."""
    return 1.4826 * deviations.abs().median(axis=1)
