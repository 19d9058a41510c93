"""A form, a period and units chosen -> the workbook to download: filled in from the store, or to be filled in."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, cast

import streamlit as st

from adoption import months, territory
from adoption.facts import AsOf
from documents.labels import UNIT_LEVELS
from forms_out import filled, paper
from forms_out.filled import Filling
from forms_out.layouts import LAYOUTS
from forms_out.order import Order
from locales import N_
from reference.period import VIETNAM, Period
from ui import address, filters, labels, language, session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adoption.facts import FactStore
    from forms_out.layouts import Layout
    from forms_out.order import Way
    from reference.units import Unit

WAYS: dict[Way, str] = {
    "filled": N_("Filled in from the figures here"),
    "named": N_("To be filled in, units named"),
    "unnamed": N_("To be filled in, blank"),
}
UNFIT: dict[str, Way] = {"levels": "unnamed", "sectors": "named"}
"""How forms whose lines are of that kind cannot be asked for: a line by level needs its unit, a sector has no list."""
NAMES = {"II.06a": N_("II.06a/VPCP/KSTT, by unit"), "II.06a-sectors": N_("II.06a/VPCP/KSTT, one unit by sector")}
INFERRED = N_("No document sets this form: its layout is inferred from what the province publishes.")
MONTHS_OFFERED = 24


def choose_form() -> Layout:
    """Let a form be chosen."""
    _ = language.words()
    names = {form_id: _(NAMES[form_id]) if form_id in NAMES else labels.form(form_id) for form_id in LAYOUTS}
    kinds = {form_id: labels.kind(layout.kind) for form_id, layout in LAYOUTS.items()}
    shown = {form_id: f"{kinds[form_id]} · {name}{_scope(LAYOUTS[form_id])}" for form_id, name in names.items()}
    chosen = _choose(_("Form"), "form", shown)
    if LAYOUTS[chosen].is_inferred:
        st.caption(_(INFERRED))
    return LAYOUTS[chosen]


def choose_way(layout: Layout) -> Way:
    """Let it be chosen whether the form is filled in."""
    _ = language.words()
    ways = {way: _(words) for way, words in WAYS.items() if way != UNFIT.get(layout.rows)}
    chosen = cast("Way", address.one("way", ways, "filled"))
    st.segmented_control(
        _("How"), list(ways), format_func=ways.__getitem__, key="way", required=True, persist_state="session"
    )
    return chosen


def choose_period(layout: Layout, way: Way) -> Period | None:
    """Let a period be chosen: one with figures, or for a blank form any late month; None where there is none."""
    _ = language.words()
    offered = _periods(layout) if way == "filled" else _months_to_come(layout)
    if not offered:
        none = _("No accepted file has figures in the arithmetic of this form.")
        st.info(none if way == "filled" else _("This form is for units that are no more."))
        return None
    named = {str(one): labels.period(one) for one in offered}
    return Period.parse(_choose(_("Period"), "period", named))


def choose_units(layout: Layout, period: Period, way: Way) -> tuple[Unit, ...]:
    """Let units be chosen, all of the form's levels where none is; a form by sector is of one."""
    _ = language.words()
    units = _units(layout, period, way)
    names = {one.id: one.label(language.current()) for one in units}
    if layout.rows == "sectors":
        chosen: tuple[str, ...] = (_choose(_("Unit"), "of", names),) if names else ()
    else:
        chosen = address.several("of", names)
        st.multiselect(
            _("Units"),
            list(names),
            format_func=names.__getitem__,
            key="of",
            placeholder=_("All"),
            persist_state="session",
        )
    return tuple(one for one in units if one.id in chosen) or units


def offer(layout: Layout, way: Way, period: Period, units: tuple[Unit, ...]) -> None:
    """Offer the workbook, and say what is in it and what is missing."""
    _ = language.words()
    missing = _missing(layout, period) if way == "filled" else ()
    named = labels.units([one.id for one in units])
    st.markdown(_("Units ({count}): {units}").format(count=language.count(len(units)), units=named))
    if missing:
        told = _("Without figures of this form, and so not in it: {units}")
        st.caption(told.format(units=labels.units([one.id for one in missing])))
    order = Order(layout, way, period, units, language.current())
    st.download_button(
        _("Download the workbook"),
        # It runs on a thread without a session, so everything it needs is bound here.
        partial(order.workbook, AsOf(session.store(), session.shown())),
        file_name=f"{labels.form(paper.form_id(layout)).replace('/', '-')} {period} {way}.xlsx",
        key="download_form",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )


def _periods(layout: Layout) -> tuple[Period, ...]:
    return session.ask(_periods_of, layout.id)


def _periods_of(store: FactStore, form_id: str) -> tuple[Period, ...]:
    return filled.periods(store, LAYOUTS[form_id])


def _reporting(store: FactStore, form_id: str, period: Period) -> frozenset[str]:
    return Filling(store, LAYOUTS[form_id], period).reporting()


def _months_to_come(layout: Layout) -> tuple[Period, ...]:
    """Return this month and those before it, in which the form's units exist, newest first."""
    last = f"{datetime.now(VIETNAM):%Y-%m}"
    known = filters.months_with_facts()
    last = max(last, known[-1]) if known else last
    offered = months.stretch(months.shift(last, 1 - MONTHS_OFFERED), last)
    return tuple(Period.parse(month) for month in reversed(offered) if territory.of_levels(month, layout.levels))


def _units(layout: Layout, period: Period, way: Way) -> tuple[Unit, ...]:
    """Return the units the form may have: those with figures, or those that owe it."""
    month = f"{period.end:%Y-%m}"
    if way == "filled":
        reporting = session.ask(_reporting, layout.id, period)
        return tuple(one for one in territory.of_levels(month, layout.levels) if one.id in reporting)
    return tuple(one for one in territory.of_levels(month, ()) if one.level in layout.levels)


def _missing(layout: Layout, period: Period) -> tuple[Unit, ...]:
    if layout.rows == "sectors":
        return ()
    there = {one.id for one in _units(layout, period, "filled")}
    return tuple(one for one in _units(layout, period, "named") if one.id not in there)


def _scope(layout: Layout) -> str:
    """Name the level a form is for, where it is for one."""
    if len(layout.levels) > 1:
        return ""
    return f" ({language.words()(UNIT_LEVELS[layout.levels[0]]).lower()})"


def _choose(label: str, key: str, options: Mapping[str, str]) -> str:
    """Let one of {id: words} be chosen from a list; it is kept in the address."""
    ids = list(options)
    value = address.one(key, ids, ids[0])
    st.selectbox(label, ids, format_func=options.__getitem__, key=key, persist_state="session")
    return value
