"""One figure -> what is divided by what, the cells that are added up in it, and the files these came in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from adoption import arithmetic, choices, territory
from adoption.tracing import Place
from documents.labels import NOTHINGS
from locales import N_
from reference import units
from reference.measures import all_measures, measure
from reference.period import Period
from ui import address, filters, labels, language, navigation, plain_view, session, sheet_lines, terms
from ui import tables as shown_tables
from ui.findings import plain
from ui.origin import EVERYTHING
from ui.session import ask
from ui.tables import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from adoption.arithmetic import Arithmetic
    from adoption.selection import Selection
    from adoption.tracing import Figure
    from reference.measures import Measure

PARTS = {"numerator": N_("Numerator"), "denominator": N_("Denominator")}
CELLS = (
    Column("part", N_("Part"), words=PARTS),
    Column("unit_name", N_("Unit")),
    Column("field", N_("Figure")),
    Column("value", N_("Value"), "integer"),
    Column("cell", N_("Cell")),
    Column("detail", N_("Of which")),
    Column("month_name", N_("Month")),
    Column("sheet", N_("Sheet")),
    Column("file", N_("File")),
    Column("receipt", N_("No.")),
    Column("form", N_("Form")),
    Column("by", N_("By")),
    Column("at", N_("Received on")),
)
FILES_AT_ONCE = 6
CELLS_SHOWN = 500
"""A year of the whole province is ten thousand cells; nobody reads them on screen, and sending them takes seconds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The figure that the page is about: a measure of a unit, of a group of units or of the province."""

    measure: Measure
    unit_id: str
    selection: Selection

    @property
    def how(self) -> Arithmetic:
        """How it is added up."""
        return arithmetic.of(self.measure.id)


def choose() -> Asked:
    """Let the figure be chosen; all of it stands in the address."""
    _ = language.words()
    shared = filters.shared()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        one = measure(filters.choose(_("Measure"), "measure", {one.id: one.label for one in all_measures()}))
        unit_id = _choose_unit(shared.border_month)
        level, sector, holder = "all", None, EVERYTHING
        if one.kind == "service_usage":
            level = filters.choose_in_list(_("Level of service"), "level", labels.LEVELS, terms.meanings("level"))
            sector = filters.choose_or_all(_("Sector"), "sector", ask(choices.values, one.kind, "sector"))
        if one.kind == "digital_signatures":
            holder = filters.choose_in_list(_("Holder"), "holder", labels.HOLDERS)
    only = None if holder == EVERYTHING else holder
    whole = filters.selection(one.kind, units=(), unit_levels=(), level=level, sector=sector, holder=only)
    return Asked(one, unit_id, _of(whole, unit_id, shared.border_month))


def asked_place() -> Place | None:
    """Return the one figure of the facts that the address names ("kind~period~unit~field~part"), if it makes sense."""
    named = address.anything("cell")
    try:
        kind, period, unit_id, field, part = named.split("~", 4)
        units.unit(unit_id)
        place = Place(kind, Period.parse(period), unit_id, part, field)
    except (ValueError, KeyError):
        return None
    return place if field in {*labels.FIELDS} and kind in labels.KINDS else None


def show_standing(place: Place, cells: pd.DataFrame) -> None:
    """Say the figure, what it is of, and who sent it."""
    _ = language.words()
    st.header(f"{labels.field(place.field)} · {labels.unit_name(place.unit_id)}")
    of = cells["detail"].map(labels.detail).unique()
    st.caption(" · ".join([labels.period(place.period), labels.kind(place.kind), *filter(None, of)]))
    st.markdown(f"### {labels.number(cells['value'].sum())}")


def show_arithmetic(asked: Asked, figure: Figure, cells: pd.DataFrame) -> None:
    """Say the figure, what was divided by what, and what these are; or why there is none."""
    _ = language.words()
    st.header(f"{_(asked.measure.label)} · {labels.unit_name(asked.unit_id)}")
    st.caption(_stretch(asked))
    if pd.isna(figure.numerator):
        said = _("There is no figure: {state}.").format(state=_(NOTHINGS[figure.state]).lower())
        st.info(said, icon=":material/info:")
        return
    st.markdown(f"### {_sum(asked, figure)}")
    st.markdown("\n".join(f"- {line}" for line in _terms(asked, figure)))
    st.caption(_(asked.measure.definition))
    if asked.how.is_per_resident:
        _show_population(cells)


def show_cells(asked: Asked, cells: pd.DataFrame) -> None:
    """Show every cell that is added up, with downloads."""
    _ = language.words()
    st.header(_("Cells that are added up"))
    title = _("Cells of {measure}, {unit}").format(measure=_(asked.measure.label), unit=labels.unit_name(asked.unit_id))
    said = {
        _("Unit"): labels.unit_name(asked.unit_id),
        _("Months"): language.months(asked.selection.first, asked.selection.last),
        _("Level of service"): labels.breakdown(asked.selection.level),
        _("Sector"): asked.selection.sector or _("All"),
        _("Holder"): labels.breakdown(asked.selection.holder or EVERYTHING),
    }
    about = shown_tables.about(title, said, asked.selection, [asked.measure.id])
    name = "-".join(("cells", asked.measure.id, asked.unit_id, asked.selection.first, asked.selection.last))
    shown_tables.show(_in_words(cells), CELLS, alt=title, name=name, about=about, at_most=CELLS_SHOWN)


def show_files(cells: pd.DataFrame) -> None:
    """Show each file with its original to download and the way to its receipt; the first few openly."""
    _ = language.words()
    st.header(_("Files it comes from"))
    numbers = cells[["receipt", "file", "original"]].drop_duplicates().sort_values("receipt")
    files = list(numbers.itertuples(index=False, name=None))
    for file in files[:FILES_AT_ONCE]:
        _show_file(*file)
    if rest := files[FILES_AT_ONCE:]:
        with plain_view.fold(_("{count} more files").format(count=language.count(len(rest))), icon=":material/folder:"):
            for file in rest:
                _show_file(*file)


def _choose_unit(month: str) -> str:
    """Let the province, one of its groups of units, or one unit of the month be chosen."""
    _ = language.words()
    groups = [territory.group(month, level).id for level in territory.summed_levels(month)]
    ids = [territory.province(month).id, *groups, *(one.id for one in territory.of_levels(month, ()))]
    asked = address.wished("unit") or st.session_state.get("unit", "")
    if asked not in ids and _reports(asked):
        ids.append(asked)  # a link's own unit, also where the months chosen since have none of it
    address.one("unit", ids, ids[0])
    return st.selectbox(_("Unit"), ids, format_func=labels.unit_name, key="unit", persist_state="session")


def _reports(unit_id: str) -> bool:
    """Whether it is a unit of the province that reports for itself, or did."""
    try:
        whose = units.unit(unit_id)
    except KeyError:
        return False
    return whose.level in territory.UNIT_LEVELS and territory.is_ours(whose)


def _of(whole: Selection, unit_id: str, border_month: str) -> Selection:
    """Narrow a selection of the province to a unit, or to the units of a group, in the borders of a month."""
    whose = units.unit(unit_id)
    if whose.level == "province":
        return whole
    if whose.level == "group":
        return replace(whole, unit_levels=(_level_of(unit_id, border_month),))
    return replace(whole, units=(unit_id,))


def _level_of(group_id: str, month: str) -> str:
    return next(level for level in territory.summed_levels(month) if territory.group(month, level).id == group_id)


def _stretch(asked: Asked) -> str:
    """Name the months, and what the figure is narrowed to."""
    chosen = asked.selection
    months = chosen.last if asked.how.is_stock else chosen.first
    narrowed = [labels.breakdown(one) for one in (chosen.level, chosen.holder) if one and one != EVERYTHING]
    return " · ".join([language.months(months, chosen.last), *narrowed, *filter(None, [chosen.sector])])


def _sum(asked: Asked, figure: Figure) -> str:
    """Write 534 / 1.264 = **42,2%**, or a count alone."""
    if not asked.how.is_share:
        return language.count(figure.numerator)
    parts = f"{language.count(figure.numerator)} / {language.count(figure.denominator)}"
    return f"{parts} = {language.percent(figure.value)}"


def _terms(asked: Asked, figure: Figure) -> list[str]:
    """Say of each part of the figure which fields are added up in it."""
    _ = language.words()
    how = asked.how
    where = [labels.breakdown(value) for _column, value in how.top_where]
    over = " + ".join(map(labels.field, how.top)) + (f" ({', '.join(where)})" if where else "")
    lines = [f"**{language.count(figure.numerator)}**: {over}"]
    if how.is_share:
        lines.append(f"**{language.count(figure.denominator)}**: {' + '.join(map(labels.field, how.bottom))}")
    return lines


def _show_population(cells: pd.DataFrame) -> None:
    _ = language.words()
    people = cells[cells["part"] == "denominator"]
    for file, inside in people.groupby("file", sort=False):
        said = _("The number of adults is the one printed in {file}: {cells}.")
        st.caption(said.format(file=plain(str(file)), cells=plain(sheet_lines.named(inside))))


def _in_words(cells: pd.DataFrame) -> pd.DataFrame:
    return cells.assign(
        unit_name=_each(cells["unit_id"], labels.unit_name),
        month_name=_each(cells["month"], language.month),
        detail=_each(cells["detail"], labels.detail),
        field=_each(cells["field"], labels.field),
        form=_each(cells["form"], labels.form),
        cell=cells["cell"].fillna(language.words()("(counted)")),
        at=_each(cells["at"], labels.moment),
    )


def _each(values: pd.Series[Any], write: Callable[[Any], str]) -> pd.Series[str]:
    """Write each value, but what occurs ten thousand times once."""
    return values.map({value: write(value) for value in values.unique()})


def _show_file(number: int, name: str, original: str) -> None:
    _ = language.words()
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"{_('No.')} {number} · {plain(name)}", width="stretch")
        navigation.link("reports", _("Its receipt"), ":material/receipt_long:", file=str(number))
        st.download_button(
            _("The original file"),
            partial(session.store().original, original),  # a download runs on a thread without a session
            file_name=name,
            mime="application/octet-stream",
            icon=":material/download:",
            key=f"original {number}",
            on_click="ignore",
        )
