"""Months of several units -> small charts of one look, a unit each, on one scale or each on its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from documents import charts
from documents.charts import MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adoption.readings import Reading
    from documents.charts import Chart
    from locales.words import Words
    from reference.measures import Measure

HEIGHT = 150
ACROSS = 3
WIDTH_ON_PAPER = 190


@dataclass(frozen=True, slots=True)
class _Scales:
    """What all the small charts have in common; `domain` None where each has its own scale."""

    one: Measure
    reading: Reading
    say: Words
    labels: Sequence[str]
    domain: list[float] | None


def panels(
    table: pd.DataFrame, whole: pd.DataFrame, one: Measure, say: Words, *, shared: bool, reading: Reading = "value"
) -> dict[str, Chart]:
    """Draw a small chart for each unit of adoption's `by_month`, in its order: {unit_id: chart}.

    `whole` are the months of all units together, drawn grey behind each for comparison (none for a count: its scale
    is another). With `shared` all have one scale, so that heights compare; else each has its own.
    """
    rows = pd.concat([table, whole.assign(unit_id="")], ignore_index=True)
    rows = rows.assign(
        shown=charts.shown(rows, one, say, reading), label=rows["month"].map(lambda month: say.month(month, short=True))
    )
    labels = list(dict.fromkeys(rows.sort_values("month")["label"]))
    behind = rows[rows["unit_id"] == ""] if one.unit == "percent" else rows[:0]
    told = table["value"] if behind.empty else rows["value"]
    scales = _Scales(one, reading, say, labels, _domain(told, one, reading) if shared else None)
    return {
        unit_id: _panel(rows[rows["unit_id"] == unit_id], behind, scales) for unit_id in dict.fromkeys(table["unit_id"])
    }


def together(drawn: Sequence[Chart]) -> alt.ConcatChart:
    """Put the small charts side by side, for paper."""
    return alt.concat(*(one.properties(width=WIDTH_ON_PAPER) for one in drawn), columns=ACROSS, spacing=18)


def _panel(own: pd.DataFrame, behind: pd.DataFrame, scales: _Scales) -> Chart:
    say, labels = scales.say, scales.labels
    ends = list(dict.fromkeys((labels[0], labels[-1])))
    axis = alt.Axis(values=ends, labelAngle=0, labelFlush=True, labelOverlap=False, grid=False)
    x = alt.X("label:N", title=None, sort=list(labels), scale=alt.Scale(domain=list(labels)), axis=axis)
    own_scale = alt.Scale(zero=charts.is_from_zero(scales.one, scales.reading), nice=True)
    scale = alt.Scale(domain=scales.domain) if scales.domain else own_scale
    y = alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(tickCount=3))
    tooltip = [
        alt.Tooltip("unit_name:N", title=say("Unit")),
        alt.Tooltip("label:N", title=say("Month")),
        alt.Tooltip("shown:N", title=charts.titled(scales.one, scales.reading, say)),
    ]
    base = alt.Chart(charts.only(own, "unit_name", "label", "value", "shown", "href")).encode(x=x, y=y)
    grey = alt.Chart(charts.only(behind, "label", "value")).encode(x=x, y=y)
    points = base.mark_point(size=26, filled=True, opacity=1, cursor="pointer", invalid="filter")
    layers = [
        *([grey.mark_line(color=MUTED, strokeWidth=1.2, invalid=charts.GAPS)] if len(behind) else []),
        base.mark_line(strokeWidth=2, invalid=charts.GAPS),
        points.encode(href=alt.Href("href:N"), tooltip=tooltip),
    ]
    title = alt.TitleParams(_headed(own), anchor="start", fontSize=13, fontWeight=600, offset=6)
    return alt.layer(*layers, height=HEIGHT, title=title)


def _headed(own: pd.DataFrame) -> str:
    """Name the unit with its last figure."""
    told = own.dropna(subset="value").sort_values("month")
    name = own["unit_name"].iloc[0]
    return f"{name}: {told['shown'].iloc[-1]}" if len(told) else name


def _domain(values: pd.Series[float], one: Measure, reading: Reading) -> list[float] | None:
    """Return one scale for all: that of a chart on its own, over every unit's figures."""
    if values.isna().all():
        return None
    least, greatest = float(values.min()), float(values.max())
    if charts.is_from_zero(one, reading):
        least, greatest = min(least, 0), max(greatest, 0)
    margin = 0.05 * (greatest - least or 1)
    return [least - margin if least else 0, greatest + margin]
