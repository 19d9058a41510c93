"""A frame and its columns -> the table on screen in the reader's form, and the same rows as XLSX, CSV and Parquet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Literal

import pandas as pd
import streamlit as st

import locales
from adoption import exports, sources
from adoption.exports import About, ExportColumn
from reference.measures import measure
from reference.period import VIETNAM
from ui import address, language, plain_view
from ui.findings import plain
from ui.session import ask, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pandas.io.formats.style import Styler
    from streamlit.delta_generator import DeltaGenerator

    from adoption.exports import Format
    from adoption.selection import Selection


ACROSS = 8
"""So many columns of a table stand beside one another on a page of paper."""
_LINK = "link"
_SHADES = {True: "background-color: rgba(224, 138, 30, 0.28)", False: ""}
"""Seen on both grounds."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the frame, its English heading, how its figures are written."""

    name: str
    heading: str
    format: Format = "text"
    help: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    """What a code in the column means: {code: English}."""


def about(
    title: str, filters: Mapping[str, str], selection: Selection | None = None, measures: Sequence[str] = ()
) -> About:
    """Say where a table comes from: `title` and `filters` in the reader's words, measures by their ids."""
    _ = language.words()
    definitions = tuple((_(one.label), _(one.definition)) for one in map(measure, measures))
    return About(
        title=title,
        made_at=datetime.now(VIETNAM),
        language=language.current(),
        filters=tuple(filters.items()),
        definitions=definitions,
        data_version=shown(),
        sources=ask(sources.files, selection) if selection else (),
        link=address.link(),
    )


def folded(what: str) -> DeltaGenerator:
    """Return a fold below a chart for the same as a table; `what` tells it from the page's others."""
    return plain_view.fold(language.words()("As a table"), icon=":material/table:", key=f"{what} as a table")


def show(
    table: pd.DataFrame,
    columns: Sequence[Column],
    *,
    alt: str,
    name: str,
    about: About,
    on_pick: Callable[[str], None] | None = None,
    links: Sequence[str] = (),
    shaded: pd.DataFrame | None = None,
    at_most: int | None = None,
) -> None:
    """Show the rows and offer exactly them for download; where they are more than `at_most`, the first are shown.

    `alt` names the table to a screen reader and is in the reader's words; `name` is the downloads' file name without
    ending, and the widgets' key; `on_pick` is told the `unit_id` of a row that is clicked; `links` lead from each row
    to where its figure comes from, and are not part of a download; `shaded` has a column of bool for each column in
    which cells are to be read with care.
    """
    shown = in_words(table, columns)
    if plain_view.is_on():
        show_whole(shown, columns, alt, shaded)
        return
    linked = shown.head(at_most).copy() if at_most else shown.copy()
    if links:
        linked.insert(1, _LINK, list(links)[: len(linked)])  # in sight beside the name, however many columns there are
    tell: Callable[[], None] | Literal["ignore"] = _teller(table, name, on_pick) if on_pick else "ignore"
    _show_rows(linked, columns, alt, name, on_select=tell, shaded=shaded)
    if len(linked) < len(shown):
        said = language.words()("The first {count} of {all} rows are shown; a download has all of them.")
        st.caption(said.format(count=language.count(len(linked)), all=language.count(len(shown))))
    offer(shown, columns, name, about)


def in_words(table: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """Return only the columns named, their codes in the reader's words."""
    _ = language.words()
    shown = table[[column.name for column in columns]].copy()
    for column in columns:
        if column.words:
            said = {code: _(english) for code, english in column.words.items()}
            shown[column.name] = shown[column.name].map(lambda code, said=said: said.get(code, code))
    return shown


def offer(table: pd.DataFrame, columns: Sequence[Column], name: str, about: About) -> None:
    """Offer the rows as three kinds of file; each is written only when its button is clicked."""
    _ = language.words()
    exported = [ExportColumn(column.name, _(column.heading), column.format) for column in columns]
    # A download runs on a thread without a session, so everything it needs is bound here.
    ways = {
        "xlsx": partial(exports.to_xlsx, table, exported, about),
        "csv": partial(exports.to_csv, table, exported, about.link),
        "parquet": partial(exports.to_parquet, table, exported, about),
    }
    with st.container(horizontal=True):
        for ending, write in ways.items():
            st.download_button(
                ending.upper(),
                write,
                file_name=f"{name}.{ending}",
                key=f"{name}_{ending}",
                icon=":material/download:",
                on_click="ignore",
                help=_("Exactly the rows above, as {kind}").format(kind=ending.upper()),
            )


def _show_rows(
    table: pd.DataFrame,
    columns: Sequence[Column],
    alt: str,
    name: str,
    *,
    on_select: Callable[[], None] | Literal["ignore"],
    shaded: pd.DataFrame | None,
) -> None:
    _ = language.words()
    headings = {
        column.name: st.column_config.Column(_(column.heading), help=_(column.help) if column.help else None)
        for column in columns
    }
    if _LINK in table:
        help_text = _("From which cells the figure comes")
        headings[_LINK] = st.column_config.LinkColumn(
            _("Cells"), display_text=":material/account_tree:", help=help_text, width="small"
        )
    st.dataframe(
        _formatted(table, columns, shaded),
        column_config=headings,
        hide_index=True,
        alt=alt,
        key=name,
        placeholder=language.NOTHING,
        on_select=on_select,
        selection_mode="single-row",
    )


def show_whole(table: pd.DataFrame, columns: Sequence[Column], alt: str, shaded: pd.DataFrame | None = None) -> None:
    """Show all rows at once, as a table of the page itself: for paper, and for who hears it.

    A page is only so wide, so more than `ACROSS` columns are parted, each part led by the one that names its rows.
    """
    parts = parted(columns)
    for number, part in enumerate(parts, start=1):
        _show_part(table, part, alt if len(parts) == 1 else f"{alt} ({number}/{len(parts)})", shaded)


def parted(columns: Sequence[Column]) -> list[list[Column]]:
    """Return the columns as they stand, or in parts of about the same width."""
    if len(columns) <= ACROSS:
        return [list(columns)]
    lead = next((one for one in columns if one.format == "text"), columns[0])
    rest = [one for one in columns if one is not lead]
    count = -(-len(rest) // (ACROSS - 1))
    size = -(-len(rest) // count)
    return [[lead, *rest[start : start + size]] for start in range(0, len(rest), size)]


def _show_part(table: pd.DataFrame, columns: Sequence[Column], alt: str, shaded: pd.DataFrame | None) -> None:
    _ = language.words()
    written: dict[str, pd.Series[str]] = {}
    for column in columns:
        heading = _(column.heading)
        while heading in written:  # two columns of one heading stay two
            heading += "\N{NO-BREAK SPACE}"
        written[heading] = table[column.name].map(partial(_written, form=column.format))
    styler = pd.DataFrame(written).reset_index(drop=True).style
    if shaded is not None:
        marks = shaded.reindex(columns=[column.name for column in columns], fill_value=False).replace(_SHADES)
        marks = marks.set_axis(list(written), axis="columns").set_axis(styler.index)
        styler = styler.apply(lambda _table: marks, axis=None)
    st.table(styler, alt=alt, hide_index=True)


def _teller(table: pd.DataFrame, name: str, on_pick: Callable[[str], None]) -> Callable[[], None]:
    units = list(table["unit_id"])

    def tell() -> None:
        for row in st.session_state[name]["selection"]["rows"]:
            on_pick(units[row])

    return tell


def _formatted(table: pd.DataFrame, columns: Sequence[Column], shaded: pd.DataFrame | None) -> Styler | pd.DataFrame:
    """Give figures the reader's form; a number column of Streamlit would follow the browser's language instead.

    The cells stay numbers, so that a click on a heading sorts them as such. A table of more cells than pandas will
    write out one by one follows the browser.
    """
    figures = [column for column in columns if column.format != "text"]
    is_plain = shaded is None and not figures
    if is_plain or table.size > pd.get_option("styler.render.max_elements"):
        return table
    styler = table.style
    if shaded is not None:
        of_cells = shaded.set_axis(table.index).reindex(columns=table.columns, fill_value=False).replace(_SHADES)
        styler = styler.apply(lambda _table: of_cells, axis=None)
    return styler.format(
        {column.name: partial(_figure, form=column.format) for column in figures},
        na_rep=language.NOTHING,
    )


def _written(value: object, form: Format) -> str:
    """Write a cell in words; what an office wrote is no markup."""
    if pd.isna(value):  # type: ignore[call-overload]  # pandas' stubs know no cell of any type
        return language.NOTHING
    return plain(str(value)) if form == "text" else _figure(float(str(value)), form)


def _figure(value: float, form: Format) -> str:
    if form == "decimal":
        return locales.number(value, language.current(), 0 if float(value).is_integer() else 2)
    return language.percent(value) if form.startswith("percent") else language.count(value)
