"""The province's change between two months -> words, a waterfall and a table of who moved it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd
import streamlit as st

from adoption import months, territory
from adoption.selection import Selection
from documents import charts as drawn_charts
from locales import N_
from ui import charts, labels, language, origin
from ui import tables as shown_tables
from ui.findings import plain
from ui.tables import Column

if TYPE_CHECKING:
    from adoption.contribution import Contribution
    from adoption.exports import Format
    from reference.measures import Measure

AGAINST = {"month": N_("The month before"), "year": N_("The same month a year before")}
BY = {"unit": N_("Units"), "level": N_("Levels of service"), "sector": N_("Sectors")}
PARTS_DRAWN = 12
NAMED = 3
_COLORS = {"whole": "#576067", "up": drawn_charts.RISE, "down": drawn_charts.FALL}


def base_of(month: str, against: str) -> str:
    """Return the month that is compared with."""
    return months.shift(month, -12 if against == "year" else -1)


def say(told: Contribution, one: Measure) -> None:
    """Say in words how far the measure moved, how much of it is mix, and who moved it most."""
    _ = language.words()
    stretch = {"since": language.in_month(told.base), "until": language.in_month(told.month)}
    if pd.isna(told.change):
        st.info(_("One of the two months has no figure: {since}, {until}.").format(**stretch), icon=":material/info:")
        return
    moved = _("**{measure}** went from {before} to {after} between {since} and {until}: {change}.")
    figures = {
        "before": _figure(one, told.before),
        "after": _figure(one, told.after),
        "change": _move(one, told.change),
    }
    st.markdown(moved.format(measure=_(one.label), **figures, **stretch))
    if not told.is_comparable:
        st.info(_("The units of the two months are not the same, so the change is not split."), icon=":material/info:")
        return
    for line in _lines(told, one):
        st.markdown(f"- {line}")


def waterfall(told: Contribution, one: Measure) -> None:
    """Draw the way from the earlier figure to the later one, the largest effects each by itself."""
    _ = language.words()
    steps = _steps(told, one)
    label = alt.Axis(labelLimit=210, ticks=False, domain=False)
    base = alt.Chart(steps).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=label),
        tooltip=[alt.Tooltip("name:N", title=_("What moved it")), alt.Tooltip("shown:N", title=_("Effect"))],
    )
    scale = alt.Scale(domain=list(_COLORS), range=list(_COLORS.values()))
    bars = base.mark_bar(cornerRadius=1).encode(
        x=alt.X("start:Q", title=_(one.label), scale=alt.Scale(zero=False, nice=True)),
        x2=alt.X2("end:Q"),
        color=alt.Color("sign:N", scale=scale, legend=None),
    )
    words = base.mark_text(align="left", dx=5, color=drawn_charts.MUTED).encode(
        x=alt.X("furthest:Q"), text=alt.Text("shown:N")
    )
    alt_text = _("{measure}: from {since} to {until}, step by step").format(
        measure=_(one.label), since=language.in_month(told.base), until=language.in_month(told.month)
    )
    drawn = alt.layer(bars, words, height={"step": drawn_charts.BAR_STEP})
    key = f"waterfall {one.id} {told.base} {told.month}"
    charts.show(drawn, alt_text=alt_text, key=key)
    charts.offer(lambda: drawn, title=alt_text, key=key)


def table(told: Contribution, one: Measure, by: str) -> None:
    """Show every part with its figures of both months and its effects, for download too."""
    _ = language.words()
    is_share = one.unit == "percent"
    rows = told.parts.assign(name=[labels.breakdown(name) for name in told.parts["name"]])
    if is_share:
        for suffix in ("", "_before"):
            rows[f"value{suffix}"] = 100 * rows[f"numerator{suffix}"] / rows[f"denominator{suffix}"]
    else:
        rows = rows.assign(value=rows["numerator"], value_before=rows["numerator_before"])
    title = _("What moved {measure}").format(measure=_(one.label).lower())
    said = {
        _("Months"): f"{language.month(told.base)} → {language.month(told.month)}",
        _("Split by"): _(BY[by]),
    }
    about = shown_tables.about(title, said, measures=[one.id])
    name = f"why-{one.id}-{by}-{told.base}-{told.month}"
    links = [_source(told, one, by, str(part)) for part in rows["id"]]
    shown_tables.show(rows, _columns(is_share=is_share), alt=title, name=name, about=about, links=links)


def _source(told: Contribution, one: Measure, by: str, part: str) -> str:
    """Lead to the cells of a part's later figure: of that unit, or of the province at that level or in that sector."""
    month = Selection(one.kind, told.month, told.month)
    if by == "unit":
        return origin.href(origin.asked(one.id, part, month))
    of_part = replace(month, level=part) if by == "level" else replace(month, sector=part)
    return origin.href(origin.asked(one.id, territory.province(told.month).id, of_part))


def _columns(*, is_share: bool) -> list[Column]:
    figure: Format = "percent1" if is_share else "integer"
    effect: Format = "decimal" if is_share else "integer"
    own = [
        Column("rate", N_("Own move (points)"), effect, help=N_("What the part itself did better or worse.")),
        Column("mix", N_("Mix (points)"), effect, help=N_("What its larger or smaller share of all cases made.")),
    ]
    return [
        Column("name", N_("Part")),
        Column("value_before", N_("Before"), figure),
        Column("value", N_("After"), figure),
        *(own if is_share else []),
        Column("effect", N_("Effect (points)") if is_share else N_("Effect"), effect),
    ]


def _lines(told: Contribution, one: Measure) -> list[str]:
    _ = language.words()
    lines = []
    if one.unit == "percent":
        said = _("Parts that did better or worse made {rate}; that some weigh more or less than before made {mix}.")
        lines.append(said.format(rate=_move(one, told.rate), mix=_move(one, told.mix)))
    if abs(told.rest) > _least(one):
        said = _("Units that told one of the two months only, or tell it not so split, made {rest}.")
        lines.append(said.format(rest=_move(one, told.rest)))
    for sentence, sign in ((_("Raised it most: {parts}."), 1), (_("Held it back most: {parts}."), -1)):
        parts = told.parts[told.parts["effect"] * sign > _least(one)].head(NAMED)
        if len(parts):
            names = (
                f"{plain(labels.breakdown(row['name']))} ({_move(one, row['effect'])})" for _at, row in parts.iterrows()
            )
            lines.append(sentence.format(parts=", ".join(names)))
    return lines


def _steps(told: Contribution, one: Measure) -> pd.DataFrame:
    """Return a row a bar: where it starts and ends, what it is called and what is written beside it."""
    _ = language.words()
    drawn, others = told.parts.head(PARTS_DRAWN), told.parts.iloc[PARTS_DRAWN:]
    effects = [(labels.breakdown(name), effect) for name, effect in zip(drawn["name"], drawn["effect"], strict=True)]
    if len(others):
        many = _("{count} others").format(count=language.count(len(others)))
        effects.append((many, float(others["effect"].sum())))
    if abs(told.rest) > _least(one):
        effects.append((_("Who reported"), told.rest))
    floor, reached = _floor(told, effects), told.before
    rows = [(language.month(told.base), floor, told.before, "whole", _figure(one, told.before))]
    for name, effect in effects:
        rows.append((name, reached, reached + effect, "up" if effect >= 0 else "down", _move(one, effect)))
        reached += effect
    rows.append((language.month(told.month), floor, told.after, "whole", _figure(one, told.after)))
    table = pd.DataFrame(rows, columns=["name", "start", "end", "sign", "shown"])
    return table.assign(furthest=table[["start", "end"]].max(axis=1))


def _floor(told: Contribution, effects: list[tuple[str, float]]) -> float:
    """Return where the two whole bars begin: below the lowest step, for seen from zero no step would be visible."""
    reached, lowest, highest = told.before, told.before, told.before
    for _name, effect in effects:
        reached += effect
        lowest, highest = min(lowest, reached), max(highest, reached)
    return max(0.0, lowest - 0.25 * (highest - lowest or 1))


def _least(one: Measure) -> float:
    """Return what is too small to be told."""
    return 0.005 if one.unit == "percent" else 0.5


def _figure(one: Measure, value: float) -> str:
    return language.figure(value, is_percent=one.unit == "percent")


def _move(one: Measure, change: float) -> str:
    return language.change(change, is_percent=one.unit == "percent", decimals=2)
