"""A table by unit -> the province drawn by unit, coloured by classes in words; a grey for each kind of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import streamlit as st

from adoption import maps
from ui import labels, language
from ui.charts import ESTIMATE, MUTED, PICK

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from reference.measures import Measure

EMPTY = {"light": (0xE6, 0x80), "dark": (0x3A, 0xA8)}
"""From which grey to which those outlines are drawn that have no figure, in the order of the legend."""

HEIGHT = 460


def chart(table: pd.DataFrame, month: str, one: Measure, chosen: Sequence[str] = ()) -> alt.LayerChart | alt.FacetChart:
    """Draw adoption's `by_unit` on the outlines of the month; units in `chosen` have a thick edge."""
    _ = language.words()
    is_percent = one.unit == "percent"
    layer = maps.layer(table, month, is_percent=is_percent, language=language.current())
    areas = alt.Chart(alt.InlineData(values=_features(layer, is_percent=is_percent))).transform_calculate(
        unit_id="datum.properties.unit_id", name="datum.properties.label", shown="datum.properties.shown"
    )
    pick = alt.selection_point(name=PICK, fields=["unit_id"], on="click", toggle=False)
    hollow = alt.condition("datum.properties.is_estimate", alt.value(0.35), alt.value(1))
    shapes = areas.mark_geoshape(stroke=MUTED, strokeWidth=0.7, cursor="pointer").encode(
        color=_classes(layer, _(one.label)),
        fillOpacity=hollow,
        tooltip=[alt.Tooltip("name:N", title=_("Unit")), alt.Tooltip("shown:N", title=_(one.label))],
    )
    layers = [shapes.add_params(pick)]
    if chosen:
        edges = areas.transform_filter(alt.FieldOneOfPredicate(field="unit_id", oneOf=list(chosen)))
        layers.append(edges.mark_geoshape(fill=None, stroke="#b45309", strokeWidth=3))
    return alt.layer(*layers).project("mercator").properties(height=HEIGHT)


def _features(layer: maps.Layer, *, is_percent: bool) -> list[dict[str, Any]]:
    """Return the outlines with what the reader sees of them: name and figure in words."""
    return [
        {**one, "properties": one["properties"] | _said(one["properties"], is_percent)}
        for one in layer.features["features"]
    ]


def _said(properties: dict[str, Any], is_percent: bool) -> dict[str, Any]:
    """Return name and figure in words, or why there is none."""
    value, state = properties["value"], properties["state"]
    name = labels.unit_name(properties["unit_id"])
    if value is None:
        why = language.words()(labels.NOTHINGS[state])
        return {"label": name, "shown": why, "class": why}
    shown = language.figure(value, is_percent=is_percent)
    return {"label": name, "shown": ESTIMATE + shown if properties["is_estimate"] else shown}


def _classes(layer: maps.Layer, title: str) -> alt.Color:
    """Colour classes from pale to strong by the theme's own scale, and what has no figure in greys."""
    _ = language.words()
    theme = st.context.theme.type or "light"
    scale = st.get_option(f"theme.{theme}.chartSequentialColors")
    steps = len(layer.classes)
    colors = [scale[2 + round(place * 7 / max(steps - 1, 1))] for place in range(steps)]
    empty = [_(labels.NOTHINGS[state]) for state in layer.empty]
    greys = _greys(*EMPTY[theme], len(empty))
    domain = alt.Scale(domain=[*layer.classes, *empty], range=[*colors, *greys])
    legend = alt.Legend(
        orient="bottom", columns=3, symbolType="square", symbolStrokeWidth=0, titleLimit=400, labelLimit=200
    )
    return alt.Color("properties.class:N", title=title, scale=domain, legend=legend)


def _greys(first: int, last: int, count: int) -> list[str]:
    """Return so many greys from the one to the other."""
    steps = [first + round(place * (last - first) / max(count - 1, 1)) for place in range(count)]
    return [f"#{step:02x}{step:02x}{step:02x}" for step in steps]
