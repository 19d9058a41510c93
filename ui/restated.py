"""A trend's months whose figures were restated -> a ring around each such point, and what was first accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from adoption import restating
from ui import labels, language
from ui.session import ask

if TYPE_CHECKING:
    import pandas as pd

    from adoption.selection import Selection
    from reference.measures import Measure

RING = 200
COLUMN = "restated"


def noted(lines: pd.DataFrame, one: Measure, selection: Selection) -> pd.DataFrame:
    """Return the rows of a trend (adoption's `by_month` of the selection) with what was restated in each, in words."""
    found = ask(restating.restated, one.id, selection)
    pairs = zip(lines["month"], lines["unit_id"], strict=True)
    return lines.assign(**{COLUMN: [_said(found, *pair, one, selection) for pair in pairs]})


def layers(lines: pd.DataFrame, drawn: alt.Chart) -> list[alt.Chart]:
    """Ring the points of a drawn trend that were restated; none where the rows do not say."""
    if COLUMN not in lines or not lines[COLUMN].any():
        return []
    _ = language.words()
    ringed = drawn.transform_filter(f"datum.{COLUMN} != ''")
    tooltip = [
        alt.Tooltip("unit_name:N", title=_("Unit")),
        alt.Tooltip("label:N", title=_("Month")),
        alt.Tooltip("shown:N", title=_("Now")),
        alt.Tooltip(f"{COLUMN}:N", title=_("Restated")),
    ]
    return [
        ringed.mark_point(size=RING, fill="transparent", strokeWidth=1.5, strokeDash=[3, 2], cursor="pointer").encode(
            tooltip=tooltip
        )
    ]


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
