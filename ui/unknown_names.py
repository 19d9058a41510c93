"""Names that are no unit's, or could be several units' -> the officer's answers, remembered for every later file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from loaders import units as printed_units
from loaders.memory import spoken
from reference import names, units
from store import StoreError
from ui import language, session, tray
from ui.findings import plain
from ui.waiting import NAME_CODES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from loaders.report import Loaded
    from reference.units import Unit
    from ui.waiting import Waiting

CELLS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A printed name to settle for a day, the cells where it stands, and the units of that day, likely ones first."""

    printed: str
    day: date
    cells: tuple[str, ...]
    options: tuple[Unit, ...]


def ask(file: Waiting) -> None:
    """Ask whom each name means; one button remembers all that were answered."""
    _ = language.words()
    asked = questions(file.loaded)
    if not asked:
        return
    with st.container(border=True, key=f"names {file.key}"):
        st.markdown(f"**{_('Who is meant?')}**")
        st.caption(_("Your answers are kept with your name, hold for every later file, and can be taken back."))
        for one in asked:
            _show(one, _key(one, file))
        label = _("Remember this answer") if len(asked) == 1 else _("Remember these answers")
        st.button(
            label, key=f"decide {file.key}", icon=":material/school:", on_click=_decide, args=(file, tuple(asked))
        )


def questions(loaded: Loaded) -> tuple[Question, ...]:
    """Return a question for each name not settled, each once a day; none while the period, so the day, is open."""
    cells: dict[tuple[str, date], list[str]] = {}
    known: dict[object, tuple[str, date]] = {}
    for report in loaded.reports:
        for finding in report.findings:
            if finding.code in NAME_CODES and report.period:
                key = known.setdefault((spoken(finding.found), report.period.end), (finding.found, report.period.end))
                cells.setdefault(key, []).append(finding.where)
    return tuple(Question(name, day, tuple(where), options(name, day)) for (name, day), where in cells.items())


def options(printed: str, day: date) -> tuple[Unit, ...]:
    """List the units that the name may mean that day: those it can mean, those called alike, then all in force."""
    home = units.home_province(day)
    likely = [*printed_units.possible(printed, day), *names.suggestions(printed, day)]
    return tuple(dict.fromkeys([*likely, home, *units.units_on(day, parent=home.id)]))


def full_label(unit: Unit) -> str:
    """Name a unit so that its namesakes differ."""
    name = unit.label(language.current())
    is_inner = unit.level == "commune" and unit.parent is not None
    return f"{name} ({units.unit(unit.parent).label(language.current())})" if is_inner and unit.parent else name


def _show(asked: Question, key: str) -> None:
    _ = language.words()
    more = len(asked.cells) - CELLS_NAMED
    cells = ", ".join(asked.cells[:CELLS_NAMED]) + (" …" if more > 0 else "")
    names_of = {unit.id: full_label(unit) for unit in asked.options}
    st.selectbox(
        f"“{plain(asked.printed)}” · {plain(cells)}",
        list(names_of),
        index=None,
        format_func=names_of.__getitem__,
        key=key,
        placeholder=_("Choose the unit, or type a part of its name"),
        width=520,
    )


def _decide(file: Waiting, asked: Sequence[Question]) -> None:
    """Keep the answers given; every waiting file they concern is read again with them."""
    _ = language.words()
    by = st.session_state.get("by", "").strip()
    answers = {one.printed: st.session_state.get(_key(one, file)) for one in asked}
    if not any(answers.values()):
        tray.trouble(file, _("Choose the unit first."))
    elif not by:
        tray.trouble(file, _("Write your name above first."))
    else:
        _remember(file, {printed: unit_id for printed, unit_id in answers.items() if unit_id}, by)


def _remember(file: Waiting, answers: dict[str, str], by: str) -> None:
    try:
        for printed, unit_id in answers.items():
            session.store().decide_name(printed, unit_id, by)
    except StoreError as error:
        tray.trouble(file, error.sentence(language.words()))


def _key(asked: Question, file: Waiting) -> str:
    return f"name {asked.printed} {asked.day} {file.key}"
