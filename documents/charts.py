"""Small tables -> charts of one look, in the words given: ranking bars and trend lines, on screen and on paper.

The pages show them and the month's papers print them, so they know no screen. Encodings are written as channels:
where Altair is given a word or a plain condition it looks through all its schema for their class, 4 ms each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import altair as alt
import pandas as pd
from babel import Locale

from adoption.readings import MONTHS_BACK
from documents.labels import READINGS
from locales import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adoption.readings import Reading
    from locales.words import Words
    from reference.events import Event
    from reference.measures import Measure

Chart = alt.LayerChart | alt.FacetChart | alt.ConcatChart

PICK = "unit"
"""The selection's name: a click gives the `unit_id` of a bar, a point or an area."""

MUTED = "#8290a2"
"""A grey that is seen on both grounds: targets, and what is not chosen."""
RESTATED = "restated"
RING = 200
INCOMPLETE = "incomplete"
"""The column that says what is missing from a figure; "" where it is whole."""

LOZENGE = "\N{WHITE DIAMOND}"
"""What marks such a figure."""

BORDERS_COLOR = "#b45309"
RISE, FALL = "#659f9a", "#c24c1e"
BY_SIGN = alt.ColorValue(RISE, condition={"test": "datum.value < 0", "value": FALL})
"""Seen on both grounds; the sign of the figure beside it says the same."""

LINES_AT_MOST = 6
GAPS: Literal["break-paths-show-path-domains"] = "break-paths-show-path-domains"
"""What becomes of a line at a month without a figure."""

BAR_STEP = 24
ESTIMATE = "≈\N{NARROW NO-BREAK SPACE}"
_STATES = {"reached": N_("Target reached"), "below": N_("Below target"), "none": N_("No target")}


def titled(one: Measure, reading: Reading, say: Words) -> str:
    """Name a measure as it is read: "Dossiers filed online: change on the month before"."""
    how = say(READINGS[reading])
    return say(one.label) if reading == "value" else f"{say(one.label)}: {how[0].lower()}{how[1:]}"


def as_read(table: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Return adoption's `by_unit` with what is drawn as `value`; a change has no target."""
    if reading not in MONTHS_BACK:
        return table
    return table.assign(value=table["change"], target=float("nan"), target_state="none")


def ranking(
    table: pd.DataFrame, one: Measure, say: Words, chosen: Sequence[str] = (), reading: Reading = "value"
) -> Chart:
    """Draw a bar a unit, best first, from zero, with the target; units in `chosen` stand out.

    `table` is adoption's `by_unit` (see `as_read`); units without a figure are left out (see `panels.say_missing`).
    What lacks months (`is_whole`) is marked.
    """
    bars = table.dropna(subset="value").sort_values(
        "value", ascending=one.better == "lower", kind="stable", key=lambda values: values.round(9)
    )
    bars = bars.assign(
        shown=_marked(bars, shown(bars, one, say, reading)), said=bars["target_state"].map(_STATES).map(say)
    )
    order = list(bars["unit_name"])
    base = alt.Chart(only(bars, "unit_id", "unit_name", "value", "shown", "said", "target", "is_estimate")).encode(
        y=alt.Y("unit_name:N", sort=order, title=None, axis=alt.Axis(labelLimit=210, ticks=False, domain=False)),
        x=alt.X("value:Q", title=axis_title(one, say, reading), **_from_zero(one, bars, reading)),
        tooltip=[
            alt.Tooltip("unit_name:N", title=say("Unit")),
            alt.Tooltip("shown:N", title=titled(one, reading, say)),
        ],
    )
    pick = alt.selection_point(name=PICK, fields=["unit_id"], on="click", toggle=False)
    look = {"color": BY_SIGN if reading in MONTHS_BACK else _by_target(bars, say), "opacity": _standing_out(chosen)}
    marks = base.mark_bar(cornerRadiusEnd=2, cursor="pointer").encode(**look).transform_filter("!datum.is_estimate")
    hollow = base.mark_bar(filled=False, strokeWidth=1.5).encode(**look).transform_filter("datum.is_estimate")
    at_the_edge = alt.XValue("width")  # type: ignore[no-untyped-call]  # Altair leaves it untyped
    words = base.mark_text(align="right", color=MUTED).encode(text=alt.Text("shown:N"), x=at_the_edge)
    estimates = [hollow] if bars["is_estimate"].any() else []
    return alt.layer(marks.add_params(pick), *estimates, words, *_target_rule(bars, say), height={"step": BAR_STEP})


def trend(
    table: pd.DataFrame, one: Measure, say: Words, events: Sequence[Event] = (), reading: Reading = "value"
) -> Chart:
    """Draw a line a unit over the months, with the target and the events; a month without a figure is a gap.

    `table` has adoption's `by_month` rows of one or several units, in the order of the legend, and may have
    `href`: where a click on the point leads, `restated`: what was restated, which rings the point, and `incomplete`:
    what its figure lacks, which makes it a hollow lozenge. Where other units stand for the same name after a change of
    borders, a month is of other days or a sum begins anew, the line breaks; an estimate is drawn hollow.
    """
    lines = table.assign(
        shown=shown(table, one, say, reading), label=table["month"].map(lambda month: say.month(month, short=True))
    )
    labels = list(dict.fromkeys(lines.sort_values("month")["label"]))
    axis = alt.Axis(labelAngle=0, labelOverlap=True, labelSeparation=12)
    x = alt.X("label:N", sort=labels, title=None, scale=alt.Scale(domain=labels), axis=axis)
    y = alt.Y(
        "value:Q", title=axis_title(one, say, reading), scale=alt.Scale(zero=is_from_zero(one, reading), nice=True)
    )
    names = list(dict.fromkeys(lines["unit_name"]))
    color = alt.Color("unit_name:N", title=None, scale=alt.Scale(domain=names), legend=_legend(names))
    if INCOMPLETE not in lines:
        lines[INCOMPLETE] = ""
    known = [name for name in ("href", RESTATED) if name in lines]
    of_year = lines["month"].str[:4] if reading == "to_date" else ""
    lines["line"] = _unbroken(lines) + of_year
    base = alt.Chart(
        only(lines, "unit_id", "unit_name", "label", "value", "shown", "is_estimate", INCOMPLETE, "line", *known)
    )
    pick = alt.selection_point(name=PICK, fields=["unit_id"], on="click", toggle=False)
    line = base.mark_line(strokeWidth=2.5, invalid=GAPS).encode(x=x, y=y, color=color, detail=alt.Detail("line:N"))
    href = alt.Href("href:N") if "href" in lines else alt.Undefined
    fill = alt.condition(f"datum.is_estimate || datum.{INCOMPLETE}", alt.value("transparent"), color)
    points = base.mark_point(opacity=1, cursor="pointer", invalid="filter").encode(
        x=x,
        y=y,
        color=color,
        fill=fill,
        shape=alt.ShapeValue("circle", condition={"test": f"datum.{INCOMPLETE}", "value": "diamond"}),
        size=alt.SizeValue(55, condition={"test": f"datum.{INCOMPLETE}", "value": 110}),
        href=href,
        tooltip=[
            alt.Tooltip("unit_name:N", title=say("Unit")),
            alt.Tooltip("label:N", title=say("Month")),
            alt.Tooltip("shown:N", title=titled(one, reading, say)),
            *([alt.Tooltip(f"{INCOMPLETE}:N", title=say("Not complete"))] if lines[INCOMPLETE].any() else []),
        ],
    )
    rings = _rings(lines, base.encode(x=x, y=y, color=color, href=href), say)
    drawn = [*_event_layers(events, x, say), line, points.add_params(pick), *rings, *_target_line(lines, x, say)]
    return alt.layer(*drawn, height=320)


def _unbroken(lines: pd.DataFrame) -> pd.Series[str]:
    """Name the stretch of a line in which figures are of one unit and of months that begin on one day."""
    units = lines["unit_id"]
    days = lines.groupby(units)["start_day"].ffill()
    before = days.groupby(units).shift()
    is_other = (before.notna() & (days != before)).astype(int)
    return units + " " + is_other.groupby(units).cumsum().astype(str)


def shown(table: pd.DataFrame, one: Measure, say: Words, reading: Reading = "value") -> pd.Series[str]:
    """Write each figure, a change with its sign; "≈" before one that is an estimate."""
    write = say.change if reading in MONTHS_BACK else say.figure
    written = table["value"].map(lambda value: write(value, is_percent=one.unit == "percent"))
    return written.mask(table["is_estimate"] & table["value"].notna(), ESTIMATE + written)


def _marked(table: pd.DataFrame, shown: pd.Series[str]) -> pd.Series[str]:
    """Mark what is not whole, where the rows say whether they are."""
    return shown.mask(~table["is_whole"], f"{LOZENGE} " + shown) if "is_whole" in table else shown


def only(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Keep what is drawn, as plain types; the names of columns are ours, so none can break the chart's expressions."""
    kept = table[list(columns)]
    return kept.astype({name: float for name in ("value", "target") if name in kept})


def axis_title(one: Measure, say: Words, reading: Reading = "value") -> str:
    """Say what an axis counts, in short: how it is read stands in the chart's title."""
    if reading in MONTHS_BACK:
        return say("Change (points)") if one.unit == "percent" else say("Change")
    return f"{say(one.label)} (%)" if one.unit == "percent" else say(one.label)


def _from_zero(one: Measure, bars: pd.DataFrame, reading: Reading) -> dict[str, Any]:
    """Start at zero; a share ends at 100, though the axis goes on to make room for the figures beside the bars."""
    if reading in MONTHS_BACK:
        least, greatest = min(bars["value"].min(), 0), max(bars["value"].max(), 0)
        room = 0.35 * (greatest - least or 1)
        return {"scale": alt.Scale(domain=[least, greatest + room], nice=False), "axis": alt.Axis(tickCount=5)}
    greatest = max(bars["value"].max(), 100 if one.unit == "percent" else 0)
    ticks = {"values": list(range(0, 101, 20))} if one.unit == "percent" else {"tickCount": 5}
    axis = alt.Axis(titleAnchor="end", **ticks)  # on a phone a long title needs the room below the names too
    return {"scale": alt.Scale(domain=[0, greatest * 1.3], nice=False), "axis": axis}


def is_from_zero(one: Measure, reading: Reading) -> bool:
    """Whether a line's scale starts at zero: not that of a share, which says more without."""
    return one.unit != "percent" or reading in MONTHS_BACK


def _by_target(bars: pd.DataFrame, say: Words) -> Any:  # noqa: ANN401 - a condition has no public type
    """Colour bars by their target where there is one, others grey; the words of the legend say it too."""
    if (bars["target_state"] == "none").all():
        return alt.Undefined
    words = [say(_STATES[state]) for state in ("reached", "below") if (bars["target_state"] == state).any()]
    color = alt.Color(
        "said:N",
        title=None,
        scale=alt.Scale(domain=[say(_STATES["reached"]), say(_STATES["below"])]),
        legend=alt.Legend(orient="top", direction="vertical", values=words),
    )
    return alt.condition(alt.FieldEqualPredicate(field="said", equal=say(_STATES["none"])), alt.value(MUTED), color)


def _standing_out(chosen: Sequence[str]) -> alt.OpacityValue:
    if not chosen:
        return alt.OpacityValue(1)
    is_chosen = alt.FieldOneOfPredicate(field="unit_id", oneOf=list(chosen))
    return alt.OpacityValue(0.35, condition={"test": is_chosen, "value": 1})


def _event_layers(events: Sequence[Event], x: alt.X, say: Words) -> list[alt.Chart]:
    """Draw a rule at the first month after each event: whole for a change of units, dotted for any other.

    Events of one month share a rule, with all their numbers at its top and their words in its tooltip.
    """
    if not events:
        return []
    is_borders = alt.FieldEqualPredicate(field="is_borders", equal=True)
    color = alt.ColorValue(MUTED, condition={"test": is_borders, "value": BORDERS_COLOR})
    base = alt.Chart(_rules(events, say)).encode(x=x, tooltip=[alt.Tooltip("said:N", title=say("Event"))])
    dash = alt.StrokeDashValue([2, 3], condition={"test": is_borders, "value": [1, 0]})
    lines = base.mark_rule(strokeWidth=1.5).encode(color=color, strokeDash=dash)
    at_the_top = alt.YValue(0)  # type: ignore[no-untyped-call]  # Altair leaves it untyped
    numbers = base.mark_text(baseline="bottom", dy=-3, fontSize=11, fontWeight="bold").encode(
        y=at_the_top, text=alt.Text("numbers:N"), color=color
    )
    return [lines, numbers]


def _rules(events: Sequence[Event], say: Words) -> pd.DataFrame:
    """Return one row a month: `label`, the events' numbers, their words, and whether units changed."""
    rows = pd.DataFrame(
        {
            "label": [say.month(one.month, short=True) for one in events],
            "numbers": [str(number) for number in range(1, len(events) + 1)],
            "said": [f"{say.day(one.day)}: {one.label(say.language)}" for one in events],
            "is_borders": [one.sort == "borders" for one in events],
        }
    )
    together = rows.groupby("label", sort=False)
    return together.agg({"numbers": ",".join, "said": "; ".join, "is_borders": "any"}).reset_index()


def _rings(lines: pd.DataFrame, drawn: alt.Chart, say: Words) -> list[alt.Chart]:
    """Ring the points of a drawn trend that were restated; none where the rows do not say."""
    if RESTATED not in lines or not lines[RESTATED].any():
        return []
    tooltip = [
        alt.Tooltip("unit_name:N", title=say("Unit")),
        alt.Tooltip("label:N", title=say("Month")),
        alt.Tooltip("shown:N", title=say("Now")),
        alt.Tooltip(f"{RESTATED}:N", title=say("Restated")),
    ]
    ring = drawn.transform_filter(f"datum.{RESTATED} != ''").mark_point(
        size=RING, fill="transparent", strokeWidth=1.5, strokeDash=[3, 2], cursor="pointer"
    )
    return [ring.encode(tooltip=tooltip)]


def _target_rule(bars: pd.DataFrame, say: Words) -> list[alt.Chart]:
    """Draw the target across the bars where it is the same for all."""
    aims = bars.dropna(subset="target")
    if aims.empty or aims["target"].min() != aims["target"].max():
        return []
    aim = aims.iloc[:1].assign(value=aims["target"], said=_aims_said(aims, say))
    drawn = alt.Chart(only(aim, "value", "said"))
    rule = drawn.mark_rule(strokeDash=[5, 4], strokeWidth=1.5, color=MUTED)
    return [rule.encode(x=alt.X("value:Q"), tooltip=alt.Tooltip("said:N"))]


def _target_line(lines: pd.DataFrame, x: alt.X, say: Words) -> list[alt.Chart]:
    """Draw the target of each month that has one for all units drawn; they may be other units after a merger."""
    each = lines.dropna(subset="target").groupby("label", sort=False)
    same = each["target"].min() == each["target"].max()
    aims = each[["target", "document"]].first()[same].reset_index().rename(columns={"target": "value"})
    if aims.empty:
        return []
    aims["said"] = _aims_said(aims.assign(target=aims["value"]), say)
    base = alt.Chart(only(aims, "label", "value", "said")).encode(x=x, y=alt.Y("value:Q"))
    line = base.mark_line(strokeDash=[5, 4], strokeWidth=1.5, color=MUTED, interpolate="step")
    told = base.mark_point(size=90, opacity=0).encode(tooltip=alt.Tooltip("said:N", title=say("Target")))
    end = alt.Chart(only(aims.tail(1), "label", "value", "said")).encode(x=x, y=alt.Y("value:Q"))
    words = end.mark_text(align="right", dy=-8, color=MUTED).encode(text=alt.Text("said:N"))
    return [line, told, words]


def _aims_said(table: pd.DataFrame, say: Words) -> pd.Series[str]:
    """Name each row's target with the document that set it: "Target 80% (QĐ 749/QĐ-TTg)"."""
    said = say("Target {value} ({document})")
    pairs = zip(table["target"], table["document"], strict=True)
    return pd.Series([said.format(value=say.target(aim), document=name) for aim, name in pairs], table.index)


def _legend(names: Sequence[str]) -> alt.Legend | None:
    return alt.Legend(orient="top", columns=2, labelLimit=260, symbolType="stroke") if len(names) > 1 else None


def numbers(say: Words) -> alt.Locale:
    """Return how numbers on axes are written as the reader does, whatever the browser's language."""
    symbols = Locale(say.language).number_symbols["latn"]
    form = {"decimal": symbols["decimal"], "thousands": symbols["group"], "grouping": [3], "currency": ["", ""]}
    return alt.Locale(number=alt.NumberLocale(**form))
