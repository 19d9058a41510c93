"""A table by unit -> the province drawn by unit, coloured by classes in words; a grey for each kind of nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from adoption import maps, months
from adoption.readings import MONTHS_BACK
from documents import charts
from documents.charts import ESTIMATE, MUTED, PICK
from documents.labels import NOTHINGS
from reference import boundaries
from reference.units import unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from adoption.readings import Reading
    from documents.charts import Chart
    from locales.words import Words
    from reference.measures import Measure


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a map: ten from pale to strong, ten from fall to rise, and the greys of what has no figure."""

    scale: tuple[str, ...]
    changes: tuple[str, ...]
    empty: tuple[int, int]


PAPER = Look(
    (
        *("#eaf2fa", "#d3e4f3", "#b4d1ea", "#8fbadf", "#69a2d2"),
        *("#4589c3", "#2a70b1", "#15599b", "#0a4480", "#062f5c"),
    ),
    (
        *("#7f3b08", "#b35806", "#e08214", "#fdb863", "#fee0b6"),
        *("#d3e4f3", "#92c1e3", "#4c8fc7", "#1a619f", "#083b6b"),
    ),
    (0xE6, 0x80),
)
"""On white; a test holds the colours to those of the light theme."""
EMPTY_AT_NIGHT = (0x3A, 0xA8)
HEIGHT = 460


def outlines(month: str) -> alt.Data:
    """Return the outlines in force on the month's last day, as a chart carries them along: for paper."""
    return alt.InlineData(values=boundaries.features(months.last_day(month))["features"])


def chart(
    table: pd.DataFrame,
    month: str,
    one: Measure,
    say: Words,
    *,
    look: Look,
    chosen: Sequence[str] = (),
    reading: Reading = "value",
    among: pd.Series[float] | None = None,
    height: int = HEIGHT,
    outlines: Callable[[str], alt.Data] = outlines,
) -> Chart:
    """Draw adoption's `by_unit` (see charts.as_read) on the outlines of the month.

    Units in `chosen` have a thick edge; `among` are the values of all months, where it is one of a row of maps.
    `outlines` tells where those of a month come from.
    """
    is_percent, is_change = one.unit == "percent", reading in MONTHS_BACK
    layer = maps.layer(table, month, is_percent=is_percent, is_change=is_change, language=say.language, among=among)
    title = charts.titled(one, reading, say)
    write = partial(say.change if is_change else say.figure, is_percent=is_percent)
    rows = _said(layer.rows, say, write)
    areas = alt.Chart(outlines(month)).transform_lookup("id", alt.LookupData(rows, "unit_id", list(rows.columns)))
    pick = alt.selection_point(name=PICK, fields=["unit_id"], on="click", toggle=False)
    hollow = alt.FillOpacityValue(1, condition={"test": "datum.is_estimate", "value": 0.35})
    shapes = areas.mark_geoshape(stroke=MUTED, strokeWidth=0.7, cursor="pointer").encode(
        color=_classes(layer, title, say, look, is_change=is_change),
        fillOpacity=hollow,
        tooltip=[alt.Tooltip("label:N", title=say("Unit")), alt.Tooltip("shown:N", title=title)],
    )
    layers = [shapes.add_params(pick)]
    if chosen:
        edges = areas.transform_filter(alt.FieldOneOfPredicate(field="unit_id", oneOf=list(chosen)))
        layers.append(edges.mark_geoshape(fill=None, stroke="#b45309", strokeWidth=3))
    return alt.layer(*layers, projection=alt.Projection(type="mercator"), height=height)


def _said(rows: pd.DataFrame, say: Words, write: Callable[[float], str]) -> pd.DataFrame:
    """Return what the reader sees of each outline: its name, its figure in words or why there is none, its class."""
    is_told = rows["value"].notna()
    nothing = rows.loc[~is_told, "state"].map(lambda state: say(NOTHINGS[state]))
    figure = rows.loc[is_told, "value"].map(write).astype("object")  # of no figure at all pandas makes numbers
    return pd.DataFrame(
        {
            "unit_id": rows["unit_id"],
            "label": [unit(one).label(say.language) for one in rows["unit_id"]],
            "shown": pd.concat([figure.mask(rows["is_estimate"], ESTIMATE + figure), nothing]),
            "class": rows["class"].where(is_told, nothing),
            "is_estimate": rows["is_estimate"],
        }
    )


def _classes(layer: maps.Layer, title: str, say: Words, look: Look, *, is_change: bool) -> alt.Color:
    """Colour classes by the theme's own scales, and what has no figure in greys."""
    steps = len(layer.classes)
    colors = [look.scale[2 + round(place * 7 / max(steps - 1, 1))] for place in range(steps)]
    if is_change:
        colors = [*spread(look.changes[:5], layer.falls), *reversed(spread(look.changes[:4:-1], steps - layer.falls))]
    empty = [say(NOTHINGS[state]) for state in layer.empty]
    greys = _greys(*look.empty, len(empty))
    domain = alt.Scale(domain=[*layer.classes, *empty], range=[*colors, *greys])
    legend = alt.Legend(
        orient="bottom", columns=3, symbolType="square", symbolStrokeWidth=0, titleLimit=400, labelLimit=200
    )
    return alt.Color("class:N", title=title, scale=domain, legend=legend)


def spread(colors: Sequence[str], count: int) -> list[str]:
    """Return so many colours from the strongest, the first, towards the palest."""
    return [colors[place * (len(colors) - 1) // max(count - 1, 1)] for place in range(count)]


def _greys(first: int, last: int, count: int) -> list[str]:
    """Return so many greys from the one to the other."""
    steps = [first + round(place * (last - first) / max(count - 1, 1)) for place in range(count)]
    return [f"#{step:02x}{step:02x}{step:02x}" for step in steps]
