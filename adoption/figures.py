"""Facts as a lazy table -> one figure a unit and month, from the one breakdown that can give it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, get_args

import narwhals as nw
import numpy as np
import pandas as pd

from adoption import months
from adoption.facts import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adoption.arithmetic import Arithmetic
    from adoption.facts import FactStore
    from adoption.selection import Selection

State = Literal[
    "reported", "zero_cases", "no_case", "partial", "blank", "withdrawn", "not_sent", "uncarried", "not_due"
]
"""Why a figure stands there or not.

"reported": a value, zero among them; "zero_cases": the denominator is zero, so there is no share; "no_case": the
report prints "-"; "blank": a report came, without what this measure needs; "withdrawn": it came and was taken back;
"not_sent": due, and no report of it; "not_due": the unit owes none. Of a figure carried into other borders: "partial"
where some of its parts told theirs and others not; "uncarried" where the units of then cannot tell it.
"""

STATES: tuple[State, ...] = get_args(State)
"""From the one that says most to the one that says least: over several months the first that occurs is shown."""

_PLACES = {state: place for place, state in enumerate(STATES)}

PREFERENCE = ("level", "holder", "none", "sector", "procedure")
"""Which breakdown is read where a unit has several for a month; they repeat each other, so they are never added."""

DETAILED = ("dossiers",)
"""Breakdowns that tell a unit by sector and procedure at once; where one is asked for, a unit's own line is not."""

SOURCE_KEYS = ("unit_id", "month", "start_day", "breakdown")
"""What tells the rows that make one figure from all others."""

LEGAL_START = 15
"""The day on which a reporting month of Circular 01/2020/TT-VPCP may begin, ending on the 14th."""


def of_store(store: FactStore, how: Arithmetic, selection: Selection) -> pd.DataFrame:
    """Return `by_unit_and_month` of the store's facts in the selection.

    Each unit and month is figured by itself, so all of a measure's are figured at once and remembered, whatever the
    size of the facts some thousand rows; other months, units or levels of units are then found among them.
    """
    every = _every(
        store, how, replace(selection, first="0000-01", last="9999-12", units=(), unit_levels=(), borders="then")
    )
    is_wanted = (every["month"] >= selection.first) & (every["month"] <= selection.last)
    if selection.units:
        is_wanted &= every["unit_id"].isin(selection.units)
    return every[is_wanted].reset_index(drop=True)


@remembered
def _every(store: FactStore, how: Arithmetic, selection: Selection) -> pd.DataFrame:
    return by_unit_and_month(store.facts(how.kind, selection.as_of), how, selection)


def by_unit_and_month(
    facts: nw.LazyFrame[Any], how: Arithmetic, selection: Selection, by: Sequence[str] = ()
) -> pd.DataFrame:
    """Return one row a unit and month (and value of the columns `by`) that has facts in the selection.

    Columns: `unit_id, month, start_day, breakdown, *by, numerator, denominator, state`; numbers are floats, NaN where
    not known. A period that is not a reporting month is left out; of a calendar month and a 15th-14th month of one
    name, the calendar month counts. `start_day` is 1 or 15: before months are added up, see `addable`. `breakdown` is
    the one that was read.
    """
    rows = _with_parts(_chosen(facts, selection, by), how, selection, by)
    keys = [*SOURCE_KEYS, *by]
    sums = rows.group_by(*keys).agg(*_sums(how)).sort(*keys).collect("pandas").to_native()
    figures = _one_breakdown(_judged(sums, how))
    return figures[[*keys, "numerator", "denominator", "state"]]


def rows_behind(facts: nw.LazyFrame[Any], how: Arithmetic, selection: Selection, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the facts' rows that were added up to these `figures` (of `by_unit_and_month`, without `by`).

    Their columns, and `top` and `bottom`: what the row brings to numerator and denominator, NaN where nothing. Where
    people are counted once a unit, only one of the rows that repeat their number brings it.
    """
    rows = _with_parts(_chosen(facts, selection, ()), how, selection, ())
    brought = rows.filter(~nw.col("top").is_null() | ~nw.col("bottom").is_null()).sort("receipt", "row")
    told = figures.loc[figures["numerator"].notna(), [*SOURCE_KEYS]]
    table: pd.DataFrame = brought.collect("pandas").to_native().merge(told, on=[*SOURCE_KEYS], how="inner")
    if not how.is_share:
        return table.assign(bottom=np.nan)
    if how.is_per_resident:
        is_taken = table.index.isin(table.dropna(subset="bottom").groupby(list(SOURCE_KEYS))["bottom"].idxmax())
        return table.assign(bottom=table["bottom"].where(is_taken))
    return table


def addable(figures: pd.DataFrame) -> pd.DataFrame:
    """Blank what a unit told of days that two of its months share, so that no case is counted twice in their sum.

    A calendar September and an "October" of 15/9-14/10 stand well side by side, but have 15-30/9 in common.
    """
    told = figures[figures["numerator"].notna()]
    is_legal = told["start_day"] == LEGAL_START
    if not is_legal.any():
        return figures
    whole = {(unit, months.shift(month, 1)) for unit, month in told.loc[~is_legal, ["unit_id", "month"]].to_numpy()}
    doubled = {unit for unit, month in told.loc[is_legal, ["unit_id", "month"]].to_numpy() if (unit, month) in whole}
    if not doubled:
        return figures
    shared = figures["unit_id"].isin(doubled)
    unknown = {"numerator": figures["numerator"].mask(shared), "denominator": figures["denominator"].mask(shared)}
    return figures.assign(**unknown, state=figures["state"].mask(shared, "blank"))


def summed(figures: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Add figures up: one row a group with `numerator, denominator`; the sum of nothing is NaN.

    A figure that is not "reported" or "zero_cases" brings neither numerator nor denominator.
    """
    return figures.groupby(list(by), sort=True)[["numerator", "denominator"]].sum(min_count=1).reset_index()


def value(table: pd.DataFrame, how: Arithmetic) -> pd.Series[float]:
    """Return the measure of each row: percent 0-100, or the count; NaN for 0/0 and for what is missing."""
    if not how.is_share:
        return table["numerator"].astype(float)
    denominator = table["denominator"].astype(float)
    return 100 * table["numerator"].astype(float) / denominator.where(denominator > 0)


def best_states(figures: pd.DataFrame, by: str) -> pd.Series[str]:
    """Return the state that says most, of each group."""
    places = figures["state"].map(_PLACES).groupby(figures[by]).min()
    # Without a row pandas would make it a column of numbers, into which no state can be filled.
    return places.map(dict(enumerate(STATES))).astype("object")


def _chosen(facts: nw.LazyFrame[Any], selection: Selection, by: Sequence[str]) -> nw.LazyFrame[Any]:
    """Keep the rows of the selected months, units and breakdown."""
    rows = facts.filter(
        ~nw.col("unit_id").is_null(), nw.col("month") >= selection.first, nw.col("month") <= selection.last
    )
    if selection.units:
        rows = rows.filter(nw.col("unit_id").is_in(list(selection.units)))
    details = _details(selection, by)
    for column in details:
        wanted = getattr(selection, column)
        is_wanted = ~nw.col(column).is_null() if wanted is None else nw.col(column) == wanted
        rows = rows.filter(nw.col("breakdown").is_in((column, *DETAILED)), is_wanted)
    for column in set(by) & {"level", "holder"}:
        rows = rows.filter(nw.col(column) != "all")
    return rows


def _details(selection: Selection, by: Sequence[str]) -> tuple[str, ...]:
    """Return by which columns the question looks into a unit."""
    return tuple(name for name in ("sector", "procedure") if name in by or getattr(selection, name) is not None)


def _with_parts(rows: nw.LazyFrame[Any], how: Arithmetic, selection: Selection, by: Sequence[str]) -> nw.LazyFrame[Any]:
    """Add what each row brings: `top`, `bottom`, how far they are known, and whether it breaks its unit's figure."""
    is_written = nw.any_horizontal(*(_is_known(part) for part in how.parts), ignore_nulls=False)
    total = _total_rows(how, selection, by)
    is_top, is_bottom = is_written & _top_rows(how, total), is_written & _bottom_rows(how, total)
    top_known, bottom_known = _all_known(how.top_needed), _all_known(how.bottom_needed)
    return rows.with_columns(
        start_day=nw.col("period_start").dt.day(),
        top=nw.when(is_top & top_known).then(nw.sum_horizontal(*how.top)),
        bottom=nw.when(is_bottom & bottom_known).then(nw.sum_horizontal(*(how.bottom or how.top))),
        top_known=(is_top & top_known).cast(nw.Int64),
        top_written=(is_top & _any_written(how.top)).cast(nw.Int64),
        bottom_written=(is_bottom & _any_written(how.bottom or how.top)).cast(nw.Int64),
        broken=((is_top & ~top_known) | (is_bottom & ~bottom_known)).cast(nw.Int64),
    )


def _total_rows(how: Arithmetic, selection: Selection, by: Sequence[str]) -> nw.Expr:
    """Say which rows make the selected total; a measure that fixes a level is not narrowed by the selected one."""
    fixed = {column for column, _ in how.top_where}
    if selection.level != "all" and "level" not in fixed:
        return nw.col("level") == selection.level
    if selection.holder is not None and "holder" not in fixed:
        return nw.col("holder") == selection.holder
    if {"level", "holder"} & set(by):
        return nw.lit(value=True)
    is_total = nw.col("in_total")
    return is_total | nw.col("breakdown").is_in(DETAILED) if _details(selection, by) else is_total


def _top_rows(how: Arithmetic, total: nw.Expr) -> nw.Expr:
    fixed = [nw.col(column) == wanted for column, wanted in how.top_where]
    return nw.all_horizontal(*fixed, ignore_nulls=False) if fixed else total


def _bottom_rows(how: Arithmetic, total: nw.Expr) -> nw.Expr:
    return nw.lit(value=True) if how.is_per_resident else total


def _is_known(part: str) -> nw.Expr:
    """Say whether a figure stands there, or the "-" that means there is no such case."""
    dashes = nw.concat_str(nw.lit(" "), nw.col("dashes"), nw.lit(" "))
    return ~nw.col(part).is_null() | dashes.str.contains(f" {part} ", literal=True)


def _all_known(parts: tuple[str, ...]) -> nw.Expr:
    return nw.all_horizontal(nw.lit(value=True), *map(_is_known, parts), ignore_nulls=False)


def _any_written(parts: tuple[str, ...]) -> nw.Expr:
    return nw.any_horizontal(*(~nw.col(part).is_null() for part in parts), ignore_nulls=False)


def _sums(how: Arithmetic) -> tuple[nw.Expr, ...]:
    bottom = nw.col("bottom").max() if how.is_per_resident else nw.col("bottom").sum()
    return (bottom, *(nw.col(name).sum() for name in ("top", "top_known", "top_written", "bottom_written", "broken")))


def _judged(sums: pd.DataFrame, how: Arithmetic) -> pd.DataFrame:
    """Turn each group's sums into numerator, denominator and state."""
    top, bottom = sums["top"].astype(float), sums["bottom"].astype(float)
    is_whole = sums["broken"] == 0
    has_bottom = sums["bottom_written"] > 0
    # A "-" beside figures adds nothing: 0 of 25 came online where "online" is printed "-" and "at the counter" 25.
    has_top = (sums["top_written"] > 0) | ((sums["top_known"] > 0) & has_bottom)
    is_figure = is_whole & has_top & (has_bottom | (not how.is_share))
    is_zero_cases = is_figure & (bottom == 0) if how.is_share else pd.Series(data=False, index=sums.index)
    is_dash = is_whole & (sums["top_known"] > 0) & ~has_top & ~has_bottom
    return sums.assign(
        numerator=top.where(is_figure),
        denominator=bottom.where(is_figure) if how.is_share else np.nan,
        state=np.select([is_zero_cases, is_figure, is_dash], ["zero_cases", "reported", "no_case"], "blank"),
    )


def _one_breakdown(figures: pd.DataFrame) -> pd.DataFrame:
    """Keep for each unit and month the rows of the one period and breakdown that tells most."""
    order = {name: place for place, name in enumerate(PREFERENCE)}
    ranked = figures.assign(
        says=figures["state"].map(STATES.index),
        preferred=figures["breakdown"].map(lambda name: order.get(name, len(order))),
    ).sort_values(["says", "start_day", "preferred", "breakdown"], kind="stable")
    chosen = ranked.drop_duplicates(["unit_id", "month"])[[*SOURCE_KEYS]]
    return figures.merge(chosen, on=[*SOURCE_KEYS], how="inner")
