"""Two states of the ledger -> which figures read otherwise in the later one, and the events in between."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from adoption import changes
from adoption.tracing import Place
from documents.labels import UNIT_LEVELS
from locales import N_
from reference.indicators import indicator
from reference.period import VIETNAM, Period
from ui import address, labels, language, origin, session
from ui import tables as shown_tables
from ui.tables import Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store import Receipt

ANY, MOVED = "any", "moved"
CHANGES = {"restated": N_("Restated"), "new": N_("New"), "gone": N_("Gone")}
CHOICES = {MOVED: N_("Restated or gone"), **CHANGES, ANY: N_("All")}
DAYS_AT_FIRST, EVENTS_AT_FIRST = 7, 10
COLUMNS = (
    Column("change", N_("Change"), words=CHANGES),
    Column("kind", N_("Reports on"), words=labels.KINDS),
    Column("period", N_("Period")),
    Column("unit_name", N_("Unit")),
    Column("detail", N_("Of which")),
    Column("field", N_("Figure")),
    Column("old", N_("Before"), "decimal"),
    Column("new", N_("After"), "decimal"),
    Column("receipt", N_("No.")),
    Column("event", N_("Event"), words=labels.EVENTS),
    Column("filename", N_("File")),
    Column("by", N_("By")),
    Column("at", N_("On")),
    Column("why", N_("Reason")),
)
EVENTS = (
    Column("number", N_("No.")),
    Column("at", N_("On")),
    Column("event", N_("Event"), words=labels.EVENTS),
    Column("about", N_("Of what")),
    Column("by", N_("By")),
    Column("why", N_("Reason")),
)


def choose(receipts: Sequence[Receipt]) -> tuple[int, int]:
    """Let two states be chosen by their numbers or by days: at first a week ago, or ten events, and the newest."""
    _ = language.words()
    names = {"0": _("Before the first entry"), **{one.id: _name(one) for one in receipts}}
    *earlier, newest = names
    with st.container(horizontal=True, vertical_alignment="bottom"):
        since = address.one("since", earlier, str(_at_first(receipts)))
        st.selectbox(_("From the state after"), earlier[::-1], format_func=names.__getitem__, key="since")
        later = [number for number in names if int(number) > int(since)]
        until = address.one("until", later, newest)
        st.selectbox(_("To the state after"), later[::-1], format_func=names.__getitem__, key="until")
        with st.popover(_("By days…"), icon=":material/calendar_month:"):
            st.caption(_("A state is that of the evening of a day."))
            _choose_day(_("From"), "since", receipts)
            _choose_day(_("To"), "until", receipts)
    return int(since), int(until)


def cells(since: int, until: int) -> pd.DataFrame:
    """Return the cells of every kind that changed (adoption.changes)."""
    found = [session.ask_as_of(until, changes.between, kind, since, until) for kind in labels.KINDS]
    return pd.concat([one for one in found if len(one)] or found[:1], ignore_index=True)


def narrowed(rows: pd.DataFrame) -> pd.DataFrame:
    """Let a kind, a unit and a way of changing be chosen; say how many cells changed in each way; return the rows."""
    _ = language.words()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = _choose(_("Reports on"), "kind", {ANY: _("All"), **_words(labels.KINDS)})
        named = {unit_id: labels.unit_name(unit_id) for unit_id in rows["unit_id"].unique()}
        unit = _choose(_("Unit"), "changed_unit", {ANY: _("All"), **named})
        change = _choose(_("Change"), "change", _words(CHOICES))
    kept = rows[(rows["kind"].eq(kind) | (kind == ANY)) & (rows["unit_id"].eq(unit) | (unit == ANY))]
    for column, way in zip(st.columns(len(CHANGES)), CHANGES, strict=True):
        column.metric(_(CHANGES[way]), language.count(int((kept["change"] == way).sum())), border=True)
    ways = {MOVED: ["restated", "gone"], ANY: list(CHANGES)}.get(change, [change])
    return kept[kept["change"].isin(ways)].reset_index(drop=True)


def show(rows: pd.DataFrame, since: int, until: int) -> None:
    """Show the cells, each with the way to where it stands, and offer them for download."""
    _ = language.words()
    if rows.empty:
        st.info(_("No figure changed like that between these states. Choose another change, or earlier states."))
        return
    title = _("What changed from No. {since} to No. {until}").format(since=since, until=until)
    about = shown_tables.about(title, {})
    places = [_place(cell) for cell in rows.to_dict("records")]
    stood = [since if change == "gone" else until for change in rows["change"]]
    links = [origin.cell_href(place, number) for place, number in zip(places, stood, strict=True)]
    shown_tables.show(
        _in_words(rows, places), COLUMNS, alt=title, name=f"changes-{since}-{until}", about=about, links=links
    )


def _in_words(rows: pd.DataFrame, places: Sequence[Place]) -> pd.DataFrame:
    return rows.assign(
        period=[labels.period(place.period) for place in places],
        unit_name=rows["unit_id"].map(labels.unit_name),
        detail=[_detail(place) for place in places],
        field=rows["field"].map(labels.field),
        at=rows["at"].map(labels.moment),
    )


def show_events(receipts: Sequence[Receipt], since: int, until: int) -> None:
    """List what happened between the two states, the last first."""
    _ = language.words()
    names = {one.number: one.filename for one in receipts}
    between = [one for one in reversed(receipts) if since < one.number <= until]
    rows = [(one.id, labels.moment(one.at), one.event, _about(one, names), one.by, one.why) for one in between]
    title = _("Entries from No. {since} to No. {until}").format(since=since + 1, until=until)
    listed = pd.DataFrame(rows, columns=[column.name for column in EVENTS])
    about = shown_tables.about(title, {})
    shown_tables.show(listed, EVENTS, alt=title, name=f"entries-{since}-{until}", about=about)


def _at_first(receipts: Sequence[Receipt]) -> int:
    """Return the number of a week ago, or of ten events ago where nothing or everything came since."""
    newest = receipts[-1].number
    week_ago = session.store().number_on((datetime.now(VIETNAM) - timedelta(days=DAYS_AT_FIRST)).date())
    return week_ago if 0 < week_ago < newest else max(0, newest - EVENTS_AT_FIRST)


def _name(receipt: Receipt) -> str:
    what = receipt.filename or language.words()(labels.EVENTS[receipt.event])
    return f"{language.words()('No.')} {receipt.number} · {labels.moment(receipt.at)} · {what}"


def _choose_day(label: str, state: str, receipts: Sequence[Receipt]) -> None:
    key = f"{state} day"
    first, last = receipts[0].day - timedelta(days=1), datetime.now(VIETNAM).date()
    st.date_input(
        label,
        None,
        min_value=first,
        max_value=last,
        format="DD/MM/YYYY",
        key=key,
        on_change=_take_day,
        args=(key, state),
    )


def _take_day(key: str, state: str) -> None:
    if day := st.session_state[key]:
        st.session_state[state] = str(session.store().number_on(day))


def _choose(label: str, key: str, options: Mapping[str, str]) -> str:
    value = address.one(key, options, next(iter(options)))
    st.selectbox(label, list(options), format_func=options.__getitem__, key=key, width=260)
    return value


def _words(table: Mapping[str, str]) -> dict[str, str]:
    _ = language.words()
    return {code: _(english) for code, english in table.items()}


def _place(cell: Mapping[Any, Any]) -> Place:
    start, end = (pd.Timestamp(cell[name]).date() for name in ("period_start", "period_end"))
    return Place(cell["kind"], Period(start, end), cell["unit_id"], cell["part"], cell["field"])


def _detail(place: Place) -> str:
    rest = place.part.partition(" / ")[2]
    return language.words()(indicator(rest).label) if place.kind == "headline" else labels.detail(rest)


def _about(receipt: Receipt, names: Mapping[int, str]) -> str:
    """Name the file, the month that was closed or reopened, or the level that weights are for."""
    if receipt.weights:
        level = language.words()(UNIT_LEVELS[receipt.weights.unit_level])
        return f"{level}, {language.month(receipt.weights.since)}"
    if receipt.month:
        return f"{labels.kind(receipt.month.kind)}, {language.month(receipt.month.month)}"
    return receipt.filename or names.get(receipt.withdraws or receipt.reinstates or 0, "")
