"""A measure and a selection -> small tables: by unit, by month, by level of service, by sector, by holder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

    from adoption.facts import FactStore
    from adoption.selection import Selection


def by_unit(store: FactStore, measure_id: str, selection: Selection, language: str = "vi") -> pd.DataFrame:
    """Return one row a unit valid on the last day of the selection, in official order.

    Units are `selection.units`, else all of `selection.unit_levels`, else those that make up the province's figure
    (departments and districts until June 2025, departments and communes since). Groups are never rows.

    Columns: `unit_id, unit_name, unit_level`; `numerator, denominator` (sums; the denominator is NaN for a count);
    `value` (percent 0-100 as float, or the count); `previous` (the value over the same-length stretch before), `change`
    (value - previous: points, or a count); `target`, `gap` (value - target, in points), `target_state` ("reached",
    "below", "none"); `rank` (1 is best, ties share the smaller number, among units of its level with a value); `state`
    (see adoption.figures.State); `months_reported` (of the selection's months, those with a value).
    What is missing is NaN, never 0. KeyError for an unknown measure or unit.
    """
    raise NotImplementedError


def by_month(
    store: FactStore,
    measure_id: str,
    selection: Selection,
    by: Literal["province", "unit"] = "province",
    language: str = "vi",
) -> pd.DataFrame:
    """Return one row a month of the selection (by="province"), or one row a month and unit valid then (by="unit").

    A month without data is a row whose value is NaN. With by="province" the row sums the selected units (all that make up
    the province's figure where none is selected) and is named for the province.

    Columns: `month` ("2024-09"), `unit_id, unit_name, unit_level, numerator, denominator, value, target, state,
    units_reported, units_due`.
    """
    raise NotImplementedError


def by_level(store: FactStore, measure_id: str, selection: Selection) -> pd.DataFrame:
    """Return one row a level of service ("full", "partial", "info"), where reports break it down.

    Columns: `level, numerator, denominator, value, units_reported`.
    """
    raise NotImplementedError


def by_sector(store: FactStore, measure_id: str, selection: Selection) -> pd.DataFrame:
    """Return one row a sector, as reports name it. Columns: `sector, numerator, denominator, value, units_reported`."""
    raise NotImplementedError


def by_holder(store: FactStore, measure_id: str, selection: Selection) -> pd.DataFrame:
    """Return one row a holder ("citizen", "business", "official"). Columns as by_sector's, with `holder`."""
    raise NotImplementedError
