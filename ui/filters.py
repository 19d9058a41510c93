"""The choices all explore pages share, and a page's own -> a selection that adoption understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from adoption import choices, territory
from adoption.selection import Selection
from locales import N_
from reference import units
from ui import address, language
from ui.session import ask

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

KINDS = ("service_usage", "work_records", "digital_signatures")

UNIT_LEVELS = {"department": N_("Departments"), "district": N_("Districts"), "commune": N_("Communes and wards")}

MONTHS_AT_FIRST = 12


@dataclass(frozen=True, slots=True)
class Shared:
    """What was chosen for all pages: months "2024-09", both ends belonging to it; `units` () is every unit of the level."""

    first: str
    last: str
    unit_level: str
    units: tuple[str, ...]


def months_with_facts() -> tuple[str, ...]:
    """Return the months to choose from, oldest first; none while the store is empty."""
    return tuple(sorted({month for kind in KINDS for month in ask(choices.months, kind)}))


def show_shared(months: Sequence[str]) -> None:
    """Show the shared filters; the frame calls it before the page runs."""
    _ = language.words()
    first, last = st.columns(2)
    since = address.one("from", months, months[-MONTHS_AT_FIRST:][0])
    _choose_month(first, _("From"), "from", months)
    later = [month for month in months if month >= since]
    until = address.one("to", later, later[-1])
    _choose_month(last, _("To"), "to", later)
    level = address.one("unit_level", UNIT_LEVELS, _level_of(until))
    choose(_("Unit level"), "unit_level", UNIT_LEVELS)
    names = {one.id: one.label(language.current()) for one in territory.of_level(until, level)}
    address.several("units", names)
    st.multiselect(
        _("Units"),
        list(names),
        format_func=names.__getitem__,
        key="units",
        placeholder=_("All"),
        persist_state="session",
    )


def shared() -> Shared:
    """Return what the shared filters say in this run."""
    held = address.held()
    chosen = tuple(filter(None, held.get("units", "").split(",")))
    return Shared(held["from"], held["to"], held["unit_level"], chosen)


def selection(kind: str, **narrowed: Any) -> Selection:  # noqa: ANN401 - the fields of a Selection
    """Turn the shared filters and a page's own (`level`, `sector`, `holder`, `units` ...) into a selection."""
    chosen = shared()
    whole = {"first": chosen.first, "last": chosen.last, "units": chosen.units, "unit_levels": (chosen.unit_level,)}
    return Selection(kind, **{**whole, **narrowed})


def choose(label: str, key: str, options: Mapping[str, str], help_text: str | None = None) -> str:
    """Let one of {id: English label} be chosen, all in sight or in a list if there are many; kept in the address."""
    _ = language.words()
    ids = list(options)
    value = address.one(key, ids, ids[0]) if key not in address.held() else address.held()[key]

    def shown(option: str) -> str:
        return _(options[option])

    if len(ids) <= MOST_IN_SIGHT:
        st.segmented_control(
            label, ids, format_func=shown, key=key, required=True, help=help_text, persist_state="session"
        )
    else:
        st.selectbox(label, ids, format_func=shown, key=key, help=help_text, persist_state="session")
    return value


MOST_IN_SIGHT = 4


def toggle(unit_id: str) -> None:
    """Take a unit into the choice, or out of it; for a callback, before the next run's widgets."""
    chosen = list(st.session_state.get("units", ()))
    st.session_state["units"] = [one for one in chosen if one != unit_id] if unit_id in chosen else [*chosen, unit_id]


def show_chosen_units() -> None:
    """Show which units the page is narrowed to, with a way back to all of them."""
    _ = language.words()
    chosen = shared().units
    if not chosen:
        return
    names = ", ".join(units.unit(one).label(language.current()) for one in chosen)
    st.button(_("Only {units}").format(units=names), key="clear_units", icon=":material/close:", on_click=_clear)


def _clear() -> None:
    st.session_state["units"] = []


def _choose_month(where: Any, label: str, key: str, months: Sequence[str]) -> None:  # noqa: ANN401 - a container
    name: Callable[[str], str] = lambda month: language.month(month, short=True)  # noqa: E731
    where.selectbox(label, months, format_func=name, key=key, persist_state="session")


def _level_of(month: str) -> str:
    """Return the level of areas that report for the month."""
    return territory.summed_levels(month)[-1]
