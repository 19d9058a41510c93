"""A trend's months whose figures were restated -> in words what was first accepted; their points are ringed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adoption import restating
from documents.charts import RESTATED
from ui import labels, language
from ui.session import ask

if TYPE_CHECKING:
    import pandas as pd

    from adoption.selection import Selection
    from reference.measures import Measure


def noted(lines: pd.DataFrame, one: Measure, selection: Selection) -> pd.DataFrame:
    """Return the rows of a trend (adoption's `by_month` of the selection) with what was restated in each, in words."""
    found = ask(restating.restated, one.id, selection)
    if found.empty:  # as a rule
        return lines.assign(**{RESTATED: ""})
    pairs = zip(lines["month"], lines["unit_id"], strict=True)
    return lines.assign(**{RESTATED: [_said(found, *pair, one, selection) for pair in pairs]})


def _said(found: pd.DataFrame, month: str, unit_id: str, one: Measure, selection: Selection) -> str:
    """Say what a unit's figure was at first, or whose figures were others in a sum; "" where nothing was restated."""
    _ = language.words()
    rows = found[found["month"] == month]
    if unit_id in selection.units:
        rows = rows[rows["unit_id"] == unit_id]
    if rows.empty:
        return ""
    if list(rows["part_id"]) == [unit_id]:
        value = language.figure(rows["value"].iloc[0], is_percent=one.unit == "percent")
        return _("{value} when first accepted").format(value=value)
    return _("figures of {units}").format(units=labels.units(set(rows["part_id"])))
