"""One month's league of a level -> how it is counted, bars, table, who stands apart, and what came late."""

from __future__ import annotations

from dataclasses import replace
from textwrap import wrap
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd
import streamlit as st

import locales
from adoption import league, sources
from adoption.selection import Selection
from documents import charts as drawn_charts
from documents.labels import UNIT_LEVELS
from locales import N_
from reference.measures import measure
from ui import address, charts, labels, language, navigation, origin, plain_view
from ui import tables as shown_tables
from ui.findings import plain
from ui.session import ask
from ui.tables import Column

if TYPE_CHECKING:
    from adoption.exports import About
    from adoption.league import Late, League, Weighting

UNMOVED = {
    "units": N_("Places are not compared with the month before: its units were others."),
    "rules": N_("Places are not compared with the month before: weights or targets were others."),
    "none": N_("The month before has no figures to compare places with."),
}
HEIGHT = 620
LETTERS_ACROSS = 26
"""Of a line in the legend: it stands above the bars, which are narrow on a phone, and what is wider is cut off."""


def say_rule(weighting: Weighting) -> None:
    """Say how points, scores and places come about, what weighs how much, and who says so."""
    _ = language.words()
    rule = _(
        "A measure's points are its value in percent of the target in force, 100 at most; without a target, the value "
        "itself. The score is the mean of the points by weight. Only who reported every weighted measure has a place."
    )
    weights = " · ".join(
        f"{_(measure(one).label)} **{labels.number(weight)}**" for one, weight in weighting.of_measures.items()
    )
    st.markdown(f"{rule}\n\n{_('Weights')}: {weights}")
    st.caption(_basis(weighting))


def bars(told: League, level: str, month: str) -> None:
    """Draw a bar a unit that has a place, made of the parts of its score; a click opens them below."""
    _ = language.words()
    placed = told.table[told.table["standing"] == "placed"]
    rows = told.parts[told.parts["unit_id"].isin(placed["unit_id"])]
    ids = list(told.weighting.of_measures)
    said = {one: "\n".join(wrap(_(measure(one).label), LETTERS_ACROSS)) for one in ids}
    place = dict(zip(placed["unit_id"], placed["place"], strict=True))
    drawn = pd.DataFrame(
        {
            "unit_id": rows["unit_id"],
            "unit": [f"{place[one]}. {name}" for one, name in zip(rows["unit_id"], rows["unit_name"], strict=True)],
            "measure": rows["measure"].map(said),
            "part": rows["part"],
            "shown": rows["part"].map(_points),
            "order": rows["measure"].map(ids.index),
        }
    )
    order = [f"{place[one]}. {name}" for one, name in zip(placed["unit_id"], placed["unit_name"], strict=True)]
    pick = alt.selection_point(name=drawn_charts.PICK, fields=["unit_id"], on="click", toggle=False)
    axis = alt.Axis(labelLimit=230, ticks=False, domain=False)
    marks = (
        alt.Chart(drawn)
        .mark_bar(cursor="pointer", stroke=drawn_charts.MUTED, strokeWidth=0.5)
        .encode(
            y=alt.Y("unit:N", sort=order, title=None, axis=axis),
            x=alt.X("part:Q", title=_("Score"), scale=alt.Scale(domain=[0, 100])),
            color=alt.Color(
                "measure:N",
                title=None,
                scale=alt.Scale(domain=list(said.values())),
                legend=alt.Legend(
                    orient="top", columns=1, labelLimit=230, labelExpr="split(datum.label, '\\n')", symbolStrokeWidth=0
                ),
            ),
            order=alt.Order("order:O"),
            tooltip=[
                alt.Tooltip("unit:N", title=_("Unit")),
                alt.Tooltip("measure:N", title=_("Measure")),
                alt.Tooltip("shown:N", title=_("Part of the score")),
            ],
        )
    )
    alt_text = _("Scores of {count} units, best first, each made of its parts").format(count=len(placed))
    bound = plain_view.height(HEIGHT) if len(placed) * drawn_charts.BAR_STEP > HEIGHT else None
    with st.container(height=bound or "content", border=False):
        drawing = alt.layer(marks.add_params(pick), height={"step": drawn_charts.BAR_STEP})
        charts.show(drawing, alt_text=alt_text, key=f"league {level} {month}", on_pick=_open)
    title = f"{_('League')}: {_(UNIT_LEVELS[level])}, {language.in_month(month)}"
    on_paper = alt.layer(marks, height={"step": drawn_charts.BAR_STEP})
    charts.offer(lambda: on_paper, title=title, key=f"league {level} {month}")


def table(told: League, level: str, month: str) -> None:
    """Show every unit with its score and the parts of it; shares of few cases are shaded."""
    _ = language.words()
    wide = _wide(told)
    ids = tuple(told.weighting.of_measures)
    is_few = told.parts.pivot_table("is_few", "unit_id", "measure", "max").reindex(wide["unit_id"])
    shaded = pd.DataFrame({f"value {one}": is_few[one].fillna(value=False).astype(bool).to_numpy() for one in ids})
    st.caption(_("Shaded: shares of fewer than {count} cases, which move by leaps.").format(count=league.FEW_CASES))
    name = f"league-{level}-{month}"
    shown_tables.show(
        wide, _columns(told), alt=_("League"), name=name, about=_about(ids, level, month), on_pick=_open, shaded=shaded
    )


def say_apart(told: League) -> None:
    """Name who has no place, and what is missing, so that nobody seems to be last."""
    _ = language.words()
    told_of = {
        "awaited": _("Without a place until it has come: {unit} ({lacks})."),
        "apart": _("Not in the league this month: {unit} ({lacks})."),
    }
    for standing, said in told_of.items():
        rows = told.table[told.table["standing"] == standing]
        if rows.empty:
            continue
        lines = [
            said.format(unit=unit, lacks=_lacks(told, unit_id))
            for unit, unit_id in zip(rows["unit_name"], rows["unit_id"], strict=True)
        ]
        title = _("Without a place for now: {count}") if standing == "awaited" else _("Not in the league: {count}")
        with plain_view.fold(title.format(count=language.count(len(rows))), icon=":material/person_off:"):
            st.markdown("\n".join(f"- {line}" for line in lines))
    if (told.table["standing"] == "awaited").any():
        st.caption(
            _(
                "“At best” and “At worst” are the places that a unit could have once reports still due came, whatever "
                "they say; figures that were sent are taken as they are."
            )
        )


def say_moved(told: League) -> None:
    """Say why there is no movement, or among whom it is counted."""
    _ = language.words()
    said = _(UNMOVED[told.unmoved]) if told.unmoved else _("Places up are counted among units placed in both months.")
    st.caption(said)


def say_late(late: Late | None, month: str) -> None:
    """Say which places changed by what came, or was taken back, after the due day."""
    if late is None or late.moved.empty:
        return
    _ = language.words()
    said = _("Reports that came or were taken back after {day} changed {count} places of {month}.")
    day = locales.day(late.due, language.current())
    title = said.format(day=day, count=language.count(len(late.moved)), month=language.in_month(month))
    with plain_view.fold(title, icon=":material/history:"):
        columns = (
            Column("unit_name", N_("Unit")),
            Column("then", N_("Then"), "integer"),
            Column("now", N_("Now"), "integer"),
        )
        about = shown_tables.about(title, {_("Month"): language.month(month)})
        shown_tables.show(late.moved, columns, alt=title, name=f"league-late-{month}", about=about)


def one_unit(told: League, month: str) -> None:
    """Show how one unit's score comes about, each figure with the way to its cells."""
    _ = language.words()
    st.header(_("How a score comes about"))
    ids = list(told.table["unit_id"])
    names = dict(zip(ids, told.table["unit_name"], strict=True))
    chosen = address.one("unit", ids, ids[0])
    st.selectbox(_("Unit"), ids, format_func=names.__getitem__, key="unit", persist_state="session", width=420)
    rows = told.parts[told.parts["unit_id"] == chosen].reset_index(drop=True)
    rows = rows.assign(name=[_(measure(one).label) for one in rows["measure"]])
    columns = (
        Column("name", N_("Measure")),
        Column("value", N_("Value"), "percent1"),
        Column("numerator", N_("Numerator"), "integer"),
        Column("denominator", N_("Denominator"), "integer"),
        Column("target", N_("Target"), "percent1"),
        Column("points", N_("Points"), "decimal"),
        Column("weight", N_("Weight"), "decimal"),
        Column("part", N_("Part of the score"), "decimal"),
        Column("state", N_("State"), words=labels.NOTHINGS),
    )
    title = _("The score of {unit}").format(unit=names[chosen])
    about = shown_tables.about(title, {_("Month"): language.month(month)}, measures=list(rows["measure"]))
    links = [
        origin.href(origin.asked(one, chosen, Selection(measure(one).kind, month, month))) for one in rows["measure"]
    ]
    shown_tables.show(rows, columns, alt=title, name=f"league-{chosen}-{month}", about=about, links=links)
    navigation.link("unit", _("All about {unit}").format(unit=names[chosen]), ":material/location_city:", unit=chosen)


def _open(unit_id: str) -> None:
    st.session_state["unit"] = unit_id


def _basis(weighting: Weighting) -> str:
    _ = language.words()
    receipt = weighting.receipt
    if receipt is None or receipt.weights is None:
        return _(weighting.basis)
    told = _("Set from {month} on by {by}, {moment}: {why} (No. {number})")
    since, moment = language.in_month(receipt.weights.since), labels.moment(receipt.at)
    return told.format(month=since, by=plain(receipt.by), moment=moment, why=plain(receipt.why), number=receipt.number)


def _wide(told: League) -> pd.DataFrame:
    """Return the table with the value and the part of each measure beside one another."""
    _ = language.words()
    by_unit = told.parts.set_index("unit_id")
    wide = told.table.copy()
    for one in told.weighting.of_measures:
        rows = by_unit[by_unit["measure"] == one]
        for name in ("value", "part"):
            wide[f"{name} {one}"] = wide["unit_id"].map(rows[name])
    for name in ("few", "lacks"):
        wide[name] = [", ".join(_(measure(one).label) for one in ids.split()) for ids in wide[name]]
    return wide


def _columns(told: League) -> list[Column]:
    _ = language.words()
    is_open = (told.table["standing"] == "awaited").any()
    span = [Column("best", N_("At best"), "integer"), Column("worst", N_("At worst"), "integer")]
    parts = [
        column
        for one in told.weighting.of_measures
        for column in (
            Column(f"value {one}", _(measure(one).label), "percent1"),
            Column(f"part {one}", _("{measure}: part of the score").format(measure=_(measure(one).label)), "decimal"),
        )
    ]
    return [
        Column("place", N_("Rank"), "integer"),
        *([] if told.unmoved else [Column("moved", N_("Places up"), "integer")]),
        Column("unit_name", N_("Unit")),
        Column("score", N_("Score"), "decimal"),
        *(span if is_open else []),
        *parts,
        Column("few", N_("Shares of few cases")),
        Column("lacks", N_("What is missing")),
    ]


def _about(ids: tuple[str, ...], level: str, month: str) -> About:
    _ = language.words()
    said = {_("Month"): language.month(month), _("Unit level"): _(UNIT_LEVELS[level])}
    whole = shown_tables.about(_("League"), said, measures=ids)
    kinds = dict.fromkeys(measure(one).kind for one in ids)
    files = [file for kind in kinds for file in ask(sources.files, Selection(kind, month, month))]
    return replace(whole, sources=tuple(dict.fromkeys(files)))


def _lacks(told: League, unit_id: str) -> str:
    """Say which measures a unit lacks and why."""
    _ = language.words()
    rows = told.parts[(told.parts["unit_id"] == unit_id) & told.parts["part"].isna()]
    each = zip(rows["measure"], rows["state"], strict=True)
    return "; ".join(f"{_(measure(one).label)}: {_(labels.NOTHINGS[state]).lower()}" for one, state in each)


def _points(value: float) -> str:
    return locales.number(value, language.current(), 2)
