"""Definitions, targets, days and thresholds that the program goes by -> the page that says how figures are made.

Nothing is written here a second time: sentences and numbers are those of `reference`, of the forms and of the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

import locales
from adoption import arithmetic, completeness, guards, months, narrative, territory
from documents.labels import KINDS, NOTHINGS, UNIT_LEVELS
from loaders.forms import FORMS
from loaders.report import PARSER_VERSION
from locales import N_
from reference import due, targets
from reference.measures import of_kind
from ui import filters, labels, language, session, tables, terms
from ui.tables import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.form import Form, Ratio
    from reference.measures import Measure
    from reference.targets import Target

MARKS = {"reported": "1.264", "zero_cases": "0 / 0", "no_case": "-"}
"""What stands in a report where a state is read from it; the others are told by what is not there."""

THRESHOLDS = (
    (N_("A report's figures are compared with those of so many months before it"), guards.MONTHS_BACK),
    (N_("Figures smaller than this are too often equal by chance to be compared"), guards.SMALLEST_FIGURE),
    (N_("Figures a report must have before it can look copied"), guards.FEWEST_FIGURES),
    (N_("Percent of a report's figures that must equal another month's to look copied"), 100 * guards.SHARE_COPIED),
    (N_("Months of its own that a unit needs before a figure can be far from its habit"), guards.LEAST_HISTORY),
    (N_("Robust standard deviations off its own history and its peers that are far"), guards.FAR),
    (N_("Below this percent of due units no figure is given for the province"), completeness.ENOUGH),
    (N_("In words: below this percent of due units a figure is called provisional"), narrative.HEDGED),
    (N_("In words: cases a unit needs to lead or to lag"), narrative.FEWEST_CASES),
    (N_("In words: points between units before one leads"), narrative.LEAST_APART),
    (N_("In words: points below which a change is none"), narrative.NOTABLE),
)
"""The numbers by which the program warns or keeps silent."""


def show_measures(kind: str) -> None:
    """Show each measure of a kind: what it is, how it is worked out, what it leaves out, who can give it."""
    _ = language.words()
    for one in of_kind(kind):
        with st.expander(_(one.label), expanded=False, key=f"measure {one.id}"):
            st.markdown(_(one.definition))
            st.code(in_symbols(one), language=None, wrap_lines=True)
            st.markdown(f"**{_('Left out')}:** {_(one.excludes)}")
            st.markdown(f"**{_('Source')}:** {_(one.source)}")
            st.markdown(f"**{_('Forms that give it')}:** {', '.join(forms_of(one)) or language.NOTHING}")
            if arithmetic.from_measure(one).is_stock:
                st.caption(_("A stock: taken at the last month, never added over months."))
            _show_targets(one)


def in_symbols(one: Measure) -> str:
    """Write a measure as a formula in the words of its figures."""
    above = _sum(one.numerator)
    narrowed = ", ".join(labels.breakdown(value) for _column, value in one.numerator_where)
    above = f"{above} [{narrowed}]" if narrowed else above
    if not one.denominator:
        return f"Σ {above}"
    return f"100 × Σ {above} / Σ {_sum(one.denominator)}"


def forms_of(one: Measure) -> tuple[str, ...]:
    """Name the forms that print every figure a measure needs."""
    return tuple(dict.fromkeys(labels.form(form.id).strip() for form in FORMS if _gives(form, one)))


def show_printed_shares() -> None:
    """Show what each form divides under its own heading: the same words stand for several arithmetics."""
    _ = language.words()
    columns = (Column("form", N_("Form")), Column("heading", N_("Heading")), Column("arithmetic", N_("Arithmetic")))
    st.caption(_("Printed percentages are compared with these, and never shown: figures are worked out anew."))
    _show(pd.DataFrame(_printed(), columns=[one.name for one in columns]), columns, "printed", _("What forms divide"))


def show_nothings() -> None:
    """Show every reason why a figure may not be there, and how it is told from the others."""
    columns = (Column("state", N_("State")), Column("printed", N_("In the report")), Column("shown", N_("On screen")))
    _ = language.words()
    rows = [(_(words), MARKS.get(state, ""), _shown(state)) for state, words in NOTHINGS.items()]
    _show(pd.DataFrame(rows, columns=[one.name for one in columns]), columns, "nothings", _("Kinds of nothing"))


def show_units(month: str) -> None:
    """Say which units report for a month, and what borders can be chosen."""
    _ = language.words()
    levels = ", ".join(
        f"{_(words)}: {language.count(len(territory.of_level(month, level)))}" for level, words in UNIT_LEVELS.items()
    )
    st.markdown(f"{language.month(month)} – {levels}")
    summed = ", ".join(_(UNIT_LEVELS[level]) for level in territory.summed_levels(month))
    st.markdown(_("The province's figure is the sum of: {levels}.").format(levels=summed))
    st.markdown("\n".join(f"- {_(words)}" for words in filters.BORDERS.values()))
    st.caption(_(filters.CARRIED))


def show_due_days(month: str) -> None:
    """Show by when each kind's report on a month is due."""
    columns = (Column("kind", N_("Kind")), Column("due", N_("Due")), Column("basis", N_("Note")))
    _ = language.words()
    days = {kind: due.due_on(kind, month) for kind in filters.KINDS}
    rows = [
        (_(KINDS[kind]), locales.day(day, language.current()) if day else "", _(due.basis(kind, month)))
        for kind, day in days.items()
    ]
    title = _("Due days, {month}").format(month=language.in_month(month))
    _show(pd.DataFrame(rows, columns=[one.name for one in columns]), columns, "due", title)


def show_thresholds() -> None:
    """Show the numbers by which the program warns or keeps silent."""
    columns = (Column("rule", N_("Rule")), Column("value", N_("Value"), "decimal"))
    _ = language.words()
    rows = [(_(rule), float(value)) for rule, value in THRESHOLDS]
    _show(pd.DataFrame(rows, columns=[one.name for one in columns]), columns, "thresholds", _("Thresholds"))


def show_terms() -> None:
    """Show what the pages' own words mean."""
    columns = (Column("word", N_("Word")), Column("meaning", N_("What is meant")))
    _ = language.words()
    rows = [(_(term.word), _(term.meaning)) for term in terms.TERMS]
    st.markdown("\n".join(f"- **{word}**: {meaning}" for word, meaning in rows))
    tables.offer(
        pd.DataFrame(rows, columns=[one.name for one in columns]),
        columns,
        "methods-terms",
        tables.about(_("Words of the pages"), {}),
    )


def show_glossary() -> None:
    """Show each figure's name in both languages, and as downloads call it."""
    columns = (Column("vi", N_("Vietnamese")), Column("en", N_("English")), Column("code", N_("In downloads")))
    say = locales.translator(locales.LANGUAGES[0])
    rows = [(say(words), words, name) for name, words in labels.FIELDS.items()]
    _ = language.words()
    _show(pd.DataFrame(rows, columns=[one.name for one in columns]), columns, "glossary", _("Glossary"))


def show_version() -> None:
    """Say which state of the ledger and of the reader the figures are of."""
    told = language.words()("Figures as of No. {number} of the ledger; rules of reading: version {version}.")
    st.caption(told.format(number=session.shown(), version=PARSER_VERSION))


def _show_targets(one: Measure) -> None:
    columns = (
        *(Column("document", N_("Document")), Column("level", N_("For")), Column("value", N_("Target"), "percent1")),
        *(Column("since", N_("Valid from")), Column("until", N_("Valid to")), Column("note", N_("Note"))),
    )
    _ = language.words()
    found = [target for target in targets.all_targets() if target.measure == one.id]
    day = months.last_day(filters.shared().last)
    in_force = [target for target in found if target.is_in_force_on(day)]
    if not in_force:
        return
    title = _("Targets in force on {day}").format(day=locales.day(day, language.current()))
    st.markdown(f"**{title}**")
    rows = [_target_row(target) for target in in_force]
    _show(pd.DataFrame(rows, columns=[column.name for column in columns]), columns, f"targets-{one.id}", title)


def _target_row(target: Target) -> tuple[str, str, float, str, str, str]:
    _ = language.words()
    until = locales.day(target.valid_to, language.current()) if target.valid_to else ""
    level = _(LEVELS_ASKED[target.level])
    since = locales.day(target.valid_from, language.current())
    return target.document, level, target.value, since, until, _(target.note) if target.note else ""


LEVEL_HEADING = "Mức độ"
"""What heads the column of levels in every form that has lines of them."""
LEVELS_ASKED = {**UNIT_LEVELS, "province": N_("Departments"), "all": N_("All")}


def _printed() -> list[tuple[str, str, str]]:
    return [
        (labels.form(form.id).strip(), _heading(form, ratio.name), _divided(ratio, whole))
        for form in FORMS
        for ratio in form.ratios
        for whole in ratio.denominators
    ]


def _divided(ratio: Ratio, whole: Sequence[str]) -> str:
    of = "" if ratio.level == "all" else f" [{labels.breakdown(ratio.level)}]"
    return f"{_sum(ratio.numerator)} / {_sum(whole)}{of}"


def _heading(form: Form, name: str) -> str:
    return next(column.headings[0].rstrip("*") for column in form.columns if column.name == name)


def _gives(form: Form, one: Measure) -> bool:
    """Whether a form has a column for each figure, and lines or columns of the level or holder a measure is of."""
    counts = {column.name for column in form.columns if column.read == "count"}
    counts |= {meaning.name for meaning in form.meanings}
    how = arithmetic.from_measure(one)
    needed = {*how.top_needed, *how.bottom_needed, *one.denominator} - arithmetic.MAY_BE_ABSENT
    apart = arithmetic.NEEDS_ITS_OWN_COLUMN.get(one.id, ())
    if form.kind != one.kind or not needed.union(apart) <= counts:
        return False
    sides = {column.of for column in form.columns if column.read == "count"}
    has_levels = LEVEL_HEADING in form.inner or any(column.read == "level" for column in form.columns)
    return all(value in sides or (name == "level" and has_levels) for name, value in one.numerator_where)


def _sum(keys: Sequence[str]) -> str:
    words = " + ".join(labels.field_of(key) for key in keys)
    return f"({words})" if len(keys) > 1 else words


def _shown(state: str) -> str:
    return language.count(1264) if state == "reported" else language.NOTHING


def _show(table: pd.DataFrame, columns: Sequence[Column], name: str, title: str) -> None:
    tables.show(table, columns, alt=title, name=f"methods-{name}", about=tables.about(title, {}))
