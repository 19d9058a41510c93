"""Small tables -> charts of one look: ranking bars and trend lines, in the reader's words, clickable by unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd
import streamlit as st
from babel import Locale

from locales import N_
from ui import events as happened
from ui import language, restated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reference.events import Event
    from reference.measures import Measure

PICK = "unit"
"""The selection's name: a click gives the `unit_id` of a bar, a point or an area."""

MUTED = "#8290a2"
"""A grey that is seen on both grounds: targets, and what is not chosen."""
LINES_AT_MOST = 6
BAR_STEP = 24
ESTIMATE = "≈\N{NARROW NO-BREAK SPACE}"
_STATES = {"reached": N_("Target reached"), "below": N_("Below target"), "none": N_("No target")}


def ranking(table: pd.DataFrame, one: Measure, chosen: Sequence[str] = ()) -> alt.LayerChart | alt.FacetChart:
    """Draw a bar a unit, best first, from zero, with the target; units in `chosen` stand out.

    `table` is adoption's `by_unit`; units without a figure are left out (see `panels.say_missing`).
    """
    _ = language.words()
    bars = table.dropna(subset="value").sort_values(
        "value", ascending=one.better == "lower", kind="stable", key=lambda values: values.round(9)
    )
    bars = bars.assign(shown=_shown(bars, one), said=bars["target_state"].map(_STATES).map(_))
    order = list(bars["unit_name"])
    base = alt.Chart(_only(bars, "unit_id", "unit_name", "value", "shown", "said", "target", "is_estimate")).encode(
        y=alt.Y("unit_name:N", sort=order, title=None, axis=alt.Axis(labelLimit=210, ticks=False, domain=False)),
        x=alt.X("value:Q", title=_axis_title(one), scale=_from_zero(one, bars), axis=_ticks(one)),
        tooltip=[alt.Tooltip("unit_name:N", title=_("Unit")), alt.Tooltip("shown:N", title=_(one.label))],
    )
    pick = alt.selection_point(name=PICK, fields=["unit_id"], on="click", toggle=False)
    look = {"color": _by_target(bars), "opacity": _standing_out(chosen)}
    marks = base.mark_bar(cornerRadiusEnd=2, cursor="pointer").encode(**look).transform_filter("!datum.is_estimate")
    hollow = base.mark_bar(filled=False, strokeWidth=1.5).encode(**look).transform_filter("datum.is_estimate")
    words = base.mark_text(align="right", color=MUTED).encode(text="shown:N", x=alt.value("width"))
    height = {"step": BAR_STEP}
    estimates = [hollow] if bars["is_estimate"].any() else []
    return alt.layer(marks.add_params(pick), *estimates, words, *_target_rule(bars)).properties(height=height)


def trend(table: pd.DataFrame, one: Measure, events: Sequence[Event] = ()) -> alt.LayerChart | alt.FacetChart:
    """Draw a line a unit over the months, with the target and the events; a month without a figure is a gap.

    `table` has adoption's `by_month` rows of one or several units, in the order of the legend, and may have
    `href`: where a click on the point leads, and what was restated (ui.restated), which rings the point. Where other
    units stand for the same name after a change of borders the line breaks; an estimate is drawn hollow.
    """
    _ = language.words()
    lines = table.assign(
        shown=_shown(table, one), label=table["month"].map(lambda month: language.month(month, short=True))
    )
    labels = list(dict.fromkeys(lines.sort_values("month")["label"]))
    axis = alt.Axis(labelAngle=0, labelOverlap=True, labelSeparation=12)
    x = alt.X("label:N", sort=labels, title=None, scale=alt.Scale(domain=labels), axis=axis)
    y = alt.Y("value:Q", title=_axis_title(one), scale=alt.Scale(zero=one.unit != "percent", nice=True))
    names = list(dict.fromkeys(lines["unit_name"]))
    color = alt.Color("unit_name:N", title=None, scale=alt.Scale(domain=names), legend=_legend(names))
    known = [name for name in ("href", restated.COLUMN) if name in lines]
    base = alt.Chart(_only(lines, "unit_id", "unit_name", "label", "value", "shown", "is_estimate", *known))
    pick = alt.selection_point(name=PICK, fields=["unit_id"], on="click", toggle=False)
    line = base.mark_line(strokeWidth=2.5, invalid="break-paths-show-path-domains").encode(
        x=x, y=y, color=color, detail="unit_id:N"
    )
    href = alt.Href("href:N") if "href" in lines else alt.Undefined
    fill = alt.condition("datum.is_estimate", alt.value("transparent"), color)
    points = base.mark_point(size=55, opacity=1, cursor="pointer", invalid="filter").encode(
        x=x,
        y=y,
        color=color,
        fill=fill,
        href=href,
        tooltip=[
            alt.Tooltip("unit_name:N", title=_("Unit")),
            alt.Tooltip("label:N", title=_("Month")),
            alt.Tooltip("shown:N", title=_(one.label)),
        ],
    )
    rings = restated.layers(lines, base.encode(x=x, y=y, color=color, href=href))
    drawn = [*happened.layers(events, x), line, points.add_params(pick), *rings, *_target_line(lines, x)]
    return alt.layer(*drawn).properties(height=320)


def show(
    chart: alt.LayerChart | alt.FacetChart, *, alt_text: str, key: str, on_pick: Callable[[str], None] | None = None
) -> None:
    """Show a chart named `alt_text` to screen readers; `on_pick` is told the unit that is clicked.

    The `key` should change with what is chosen: the chart is then made anew, and one more click is a new one.
    """
    shown = chart.configure(locale=_numbers()).configure_axis(titleFontWeight="normal").configure_view(strokeWidth=0)
    if on_pick is None:
        st.altair_chart(shown, alt=alt_text, key=key)
        return

    def tell() -> None:
        for point in st.session_state[key]["selection"].get(PICK, []):
            on_pick(point["unit_id"])

    st.altair_chart(shown, alt=alt_text, key=key, on_select=tell)


def _shown(table: pd.DataFrame, one: Measure) -> pd.Series[str]:
    """Write each figure; "≈" before one that is an estimate."""
    written = table["value"].map(lambda value: language.figure(value, is_percent=one.unit == "percent"))
    return written.mask(table["is_estimate"] & table["value"].notna(), ESTIMATE + written)


def _only(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Keep what is drawn, as plain types; the names of columns are ours, so none can break the chart's expressions."""
    kept = table[list(columns)]
    return kept.astype({name: float for name in ("value", "target") if name in kept})


def _axis_title(one: Measure) -> str:
    label = language.words()(one.label)
    return f"{label} (%)" if one.unit == "percent" else label


def _from_zero(one: Measure, bars: pd.DataFrame) -> alt.Scale:
    """Start at zero; a share ends at 100; room is left for the figures beside the bars."""
    greatest = max(bars["value"].max(), 100 if one.unit == "percent" else 0)
    return alt.Scale(domain=[0, greatest * 1.3], nice=False)


def _ticks(one: Measure) -> alt.Axis:
    """Mark a share up to 100, though the axis goes on to make room."""
    return alt.Axis(values=list(range(0, 101, 20))) if one.unit == "percent" else alt.Axis(tickCount=5)


def _by_target(bars: pd.DataFrame) -> Any:  # noqa: ANN401 - a condition has no public type
    """Colour bars by their target where there is one, others grey; the words of the legend say it too."""
    if (bars["target_state"] == "none").all():
        return alt.Undefined
    _ = language.words()
    words = [_(_STATES[state]) for state in ("reached", "below") if (bars["target_state"] == state).any()]
    color = alt.Color(
        "said:N",
        title=None,
        scale=alt.Scale(domain=[_(_STATES["reached"]), _(_STATES["below"])]),
        legend=alt.Legend(orient="top", direction="vertical", values=words),
    )
    return alt.condition(alt.FieldEqualPredicate(field="said", equal=_(_STATES["none"])), alt.value(MUTED), color)


def _standing_out(chosen: Sequence[str]) -> alt.OpacityValue | Any:  # noqa: ANN401 - a condition has no public type
    if not chosen:
        return alt.value(1)
    return alt.condition(alt.FieldOneOfPredicate(field="unit_id", oneOf=list(chosen)), alt.value(1), alt.value(0.35))


def _target_rule(bars: pd.DataFrame) -> list[alt.Chart]:
    """Draw the target across the bars where it is the same for all."""
    aims = bars.dropna(subset="target")
    if aims.empty or aims["target"].min() != aims["target"].max():
        return []
    aim = aims.iloc[:1].assign(value=aims["target"], said=_aims_said(aims))
    drawn = alt.Chart(_only(aim, "value", "said"))
    return [drawn.mark_rule(strokeDash=[5, 4], strokeWidth=1.5, color=MUTED).encode(x="value:Q", tooltip="said:N")]


def _target_line(lines: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    """Draw the target of each month that has one for all units drawn; they may be other units after a merger."""
    _ = language.words()
    each = lines.dropna(subset="target").groupby("label", sort=False)
    same = each["target"].min() == each["target"].max()
    aims = each[["target", "document"]].first()[same].reset_index().rename(columns={"target": "value"})
    if aims.empty:
        return []
    aims["said"] = _aims_said(aims.assign(target=aims["value"]))
    base = alt.Chart(_only(aims, "label", "value", "said")).encode(x=x, y="value:Q")
    line = base.mark_line(strokeDash=[5, 4], strokeWidth=1.5, color=MUTED, interpolate="step")
    told = base.mark_point(size=90, opacity=0).encode(tooltip=alt.Tooltip("said:N", title=_("Target")))
    end = alt.Chart(_only(aims.tail(1), "label", "value", "said")).encode(x=x, y="value:Q")
    words = end.mark_text(align="right", dy=-8, color=MUTED).encode(text="said:N")
    return [line, told, words]


def _aims_said(table: pd.DataFrame) -> pd.Series[str]:
    """Name each row's target with the document that set it: "Target 80% (QĐ 749/QĐ-TTg)"."""
    said = language.words()("Target {value} ({document})")
    pairs = zip(table["target"], table["document"], strict=True)
    return pd.Series([said.format(value=language.target(aim), document=name) for aim, name in pairs], table.index)


def _legend(names: Sequence[str]) -> alt.Legend | None:
    return alt.Legend(orient="top", columns=2, labelLimit=260, symbolType="stroke") if len(names) > 1 else None


def _numbers() -> alt.Locale:
    """Write numbers on axes as the reader does, whatever the browser's language."""
    symbols = Locale(language.current()).number_symbols["latn"]
    form = {"decimal": symbols["decimal"], "thousands": symbols["group"], "grouping": [3], "currency": ["", ""]}
    return alt.Locale(number=alt.NumberLocale(**form))
