"""The choices all explore pages share, and a page's own -> a selection that adoption understands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from adoption import choices, territory
from adoption.months import shift
from adoption.selection import Selection
from documents.labels import UNIT_LEVELS
from locales import N_
from ui import address, labels, language
from ui.session import ask

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from streamlit.delta_generator import DeltaGenerator

    from adoption.selection import Borders

KINDS = ("service_usage", "work_records", "digital_signatures")

BORDERS = {
    "then": N_("Units as they were"),
    "now": N_("Units of today"),
    "old": N_("Units until June 2025"),
}

NARROWING = ("borders", "unit_level", "units")
"""The shared filters besides the months."""

CARRIED = N_(
    "Counts are carried over a change of borders by adding them up; what cannot be added up stays empty. Departments "
    "and districts go on over every change. A commune of today has figures of before July 2025 only where its old "
    "communes sent theirs, and an old commune has none after it was merged."
)
"""Which levels can be carried at all."""

MONTHS_AT_FIRST = 12
MOST_IN_SIGHT = 4
EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Shared:
    """What was chosen for all pages: months "2024-09", both ends in it; `units` () is every unit of the level."""

    first: str
    last: str
    unit_level: str
    units: tuple[str, ...]
    borders: Borders

    @property
    def border_month(self) -> str:
        """The month whose units are shown."""
        return territory.border_month(self.borders, self.last)


def months_with_facts() -> tuple[str, ...]:
    """Return the months to choose from, oldest first; none while the store is empty."""
    return tuple(sorted({month for kind in KINDS for month in ask(choices.months, kind)}))


def show_shared(months: Sequence[str], narrowing: Collection[str] = NARROWING) -> None:
    """Show the months and those of the shared filters that the page heeds; the frame calls it before the page runs.

    The others stay as they were chosen, for the pages that heed them.
    """
    _first, until = choose_months(months)
    borders = cast("Borders", address.one("borders", BORDERS, "then"))
    if "borders" in narrowing:
        _show_borders()
    month = territory.border_month(borders, until)
    level = address.one("unit_level", UNIT_LEVELS, _level_of(month))
    if "unit_level" in narrowing:
        _show_levels()
    names = unit_names(month, level)
    address.several("units", names)
    if "units" in narrowing:
        _show_units(names)


def choose_months(months: Sequence[str]) -> tuple[str, str]:
    """Let the first and the last month be chosen, at first the latest year; the same on every page.

    A last month that the address alone asks for holds, with the year before it.
    """
    _ = language.words()
    first, last = st.columns(2)
    until = _last_asked(months)
    year = [month for month in months if shift(until, 1 - MONTHS_AT_FIRST) <= month <= until]
    since = address.one("from", [month for month in months if month <= until], year[0])
    _choose_month(first, _("From"), "from", months)
    later = [month for month in months if month >= since]
    until = address.one("to", later, later[-1])
    _choose_month(last, _("To"), "to", later)
    return since, until


def unit_names(month: str, level: str) -> dict[str, str]:
    """Return the names of the province's units of a level, each one told from its namesakes by the unit above it."""
    of_level = territory.of_level(month, level)
    names = {one.id: one.label(language.current()) for one in of_level}
    twice = {name for name, times in Counter(names.values()).items() if times > 1}
    above = {one.id: labels.unit_name(one.parent) for one in of_level if one.parent}
    return {unit_id: f"{name} ({above[unit_id]})" if name in twice else name for unit_id, name in names.items()}


def in_words() -> dict[str, str]:
    """Return the shared filters in the reader's words, for a download's source sheet."""
    _ = language.words()
    chosen = shared()
    units = ", ".join(map(labels.unit_name, chosen.units)) or _("All")
    level = _(UNIT_LEVELS[chosen.unit_level])
    return {
        _("Months"): language.months(chosen.first, chosen.last),
        _("Borders"): _(BORDERS[chosen.borders]),
        _("Unit level"): level,
        _("Units"): units,
    }


def shared() -> Shared:
    """Return what the shared filters say in this run."""
    held = address.held()
    chosen = tuple(filter(None, held.get("units", "").split(",")))
    return Shared(held["from"], held["to"], held["unit_level"], chosen, cast("Borders", held["borders"]))


def selection(kind: str, **narrowed: Any) -> Selection:  # noqa: ANN401 - the fields of a Selection
    """Turn the shared filters and a page's own (`level`, `sector`, `holder`, `units` ...) into a selection."""
    chosen = shared()
    whole = {"first": chosen.first, "last": chosen.last, "units": chosen.units, "unit_levels": (chosen.unit_level,)}
    whole["borders"] = chosen.borders
    return Selection(kind, **{**whole, **narrowed})


def choose(label: str, key: str, options: Mapping[str, str], help_text: str | None = None) -> str:
    """Let one of {id: English label} be chosen, all in sight or in a list if there are many; kept in the address."""
    _ = language.words()
    if len(options) <= MOST_IN_SIGHT:
        return choose_in_sight(label, key, {option: _(words) for option, words in options.items()}, help_text)
    return choose_in_list(label, key, options, help_text)


def choose_in_sight(label: str, key: str, options: Mapping[str, str], help_text: str | None = None) -> str:
    """Let one of {id: label in the reader's words} be chosen, all of them in sight."""
    ids = list(options)
    value = address.one(key, ids, ids[0])
    st.segmented_control(
        label, ids, format_func=options.__getitem__, key=key, required=True, help=help_text, persist_state="session"
    )
    return value


def choose_in_list(label: str, key: str, options: Mapping[str, str], help_text: str | None = None) -> str:
    """Let one of {id: English label} be chosen from a list, which takes little room."""
    _ = language.words()
    ids = list(options)
    value = address.one(key, ids, ids[0])
    shown = {option: _(words) for option, words in options.items()}
    st.selectbox(label, ids, format_func=shown.__getitem__, key=key, help=help_text, persist_state="session")
    return value


def choose_or_all(label: str, key: str, options: Sequence[str]) -> str | None:
    """Let one of the words that reports themselves use be chosen; None is all, also where there is no choice."""
    if not options:
        return None
    everything = language.words()(labels.WHOLE)
    ids = [EVERYTHING, *options]
    value = address.one(key, ids, EVERYTHING)
    st.selectbox(
        label, ids, format_func=lambda one: everything if one == EVERYTHING else one, key=key, persist_state="session"
    )
    return None if value == EVERYTHING else value


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
    label = _("Only {units}").format(units=labels.units(chosen))
    st.button(label, key="clear_units", icon=":material/close:", on_click=_clear, help=_("Show all units again"))


def _last_asked(months: Sequence[str]) -> str:
    """Return the last month that the address asks for, else the newest; a first month it does not name is let go."""
    asked = address.wished("to")
    if asked is None or asked not in months:
        return months[-1]
    if not address.names("from"):
        st.session_state.pop("from", None)
    return asked


def _show_levels() -> None:
    _ = language.words()
    levels = {code: _(words) for code, words in UNIT_LEVELS.items()}
    st.selectbox(
        _("Unit level"), list(levels), format_func=levels.__getitem__, key="unit_level", persist_state="session"
    )


def _show_units(names: Mapping[str, str]) -> None:
    _ = language.words()
    st.multiselect(
        _("Units"),
        list(names),
        format_func=names.__getitem__,
        key="units",
        placeholder=_("All"),
        persist_state="session",
    )


def _show_borders() -> None:
    """Let the units be chosen whose figures are shown, over the changes of borders."""
    _ = language.words()
    st.selectbox(
        _("Borders"),
        list(BORDERS),
        format_func=lambda code: _(BORDERS[code]),
        key="borders",
        help=_(CARRIED),
        persist_state="session",
        on_change=_show_reporting_level,
    )


def _show_reporting_level() -> None:
    """Show the areas that report in the borders just chosen, unless offices are looked at."""
    month = territory.border_month(st.session_state["borders"], st.session_state["to"])
    if st.session_state["unit_level"] != "department":
        st.session_state["unit_level"] = _level_of(month)


def _clear() -> None:
    st.session_state["units"] = []


def _choose_month(where: DeltaGenerator, label: str, key: str, months: Sequence[str]) -> None:
    names = {month: language.month(month, short=True) for month in months}
    where.selectbox(label, months, format_func=names.__getitem__, key=key, persist_state="session")


def _level_of(month: str) -> str:
    """Return the level of areas that report for the month."""
    return territory.summed_levels(month)[-1]
