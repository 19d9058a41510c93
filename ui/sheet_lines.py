"""Cells of a file received -> the sheet's own lines around them as they were read, with the cells marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

import loaders
from adoption import tracing
from store import StoreError
from ui import address, labels, language, plain_view, session
from ui.findings import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas.io.formats.style import Styler

    from loaders.surroundings import Excerpt

MARK = "background-color: rgba(240, 160, 75, 0.4); font-weight: 700"
"""Seen on a light and on a dark ground."""


def show(cells: pd.DataFrame) -> None:
    """Show the cells where they stand: the sheet's own lines around them, as they were read."""
    _ = language.words()
    st.header(_("In the sheet"))
    pairs = cells[["receipt", "sheet"]].drop_duplicates().itertuples(index=False, name=None)
    places = {f"{number}/{sheet}": (int(number), str(sheet)) for number, sheet in pairs}
    names = dict(zip(cells["receipt"], cells["file"], strict=True))
    address.one("place", places, next(iter(places)))
    chosen = st.selectbox(
        _("File and sheet"),
        list(places),
        format_func=lambda place: f"{names[places[place][0]]} · {places[place][1]}",
        key="place",
    )
    number, sheet = places[chosen]
    inside = cells[(cells["receipt"] == number) & (cells["sheet"] == sheet)]
    if tracing.is_counted(inside["form"].iloc[0]):
        said = _(
            "Counted from the rows of the sheet “{sheet}”, from row {row} on: a list of dossiers has no cell of it."
        )
        st.caption(said.format(sheet=plain(sheet), row=inside["row"].min()))
    else:
        _show_lines(number, sheet, inside)


def named(inside: pd.DataFrame) -> str:
    """Name a few cells with their sheet."""
    cells = [f"{cell.sheet}!{cell.cell}" for cell in inside.itertuples()]
    more = language.words()("{cells} and {count} more")
    shown = ", ".join(cells[: labels.UNITS_NAMED])
    rest = len(cells) - labels.UNITS_NAMED
    return more.format(cells=shown, count=language.count(rest)) if rest > 0 else shown


def _show_lines(number: int, sheet: str, inside: pd.DataFrame) -> None:
    """Show the sheet's lines, the figure's cells marked."""
    _ = language.words()
    addresses = sorted({one for cell in inside["cell"].dropna() for one in cell.split("+")})
    try:
        excerpt = _excerpt(str(session.store().root), number, sheet, tuple(addresses))
    except StoreError as error:
        st.error(plain(error.sentence(_)))
        return
    if excerpt is None:
        st.caption(
            _("This sheet cannot be shown here. Get the original file and look at: {cells}.").format(
                cells=plain(named(inside))
            )
        )
        return
    st.caption(_("As it was read; the cells of this figure are marked. Lines in between are left out."))
    alt = _("Lines of the sheet {sheet} around the figure's cells").format(sheet=sheet)
    lines = _marked(excerpt, addresses)
    if plain_view.is_on():
        st.table(lines.format(lambda text: plain(str(text))), alt=alt)
    else:
        st.dataframe(lines, alt=alt, key=f"lines {number} {sheet}")


@st.cache_data(max_entries=200, show_spinner=False)
def _excerpt(folder: str, number: int, sheet: str, cells: tuple[str, ...]) -> Excerpt | None:  # noqa: ARG001 - a key
    """Read a stored file's sheet again, as far as it is shown; it never changes, so this is remembered."""
    store = session.store()
    receipt = store.receipt(number)
    last_row = max(report.last_row for report in receipt.reports if report.sheet == sheet)
    return loaders.excerpt(store.original(receipt.original), receipt.filename, sheet, cells, last_row)


def _marked(excerpt: Excerpt, addresses: Sequence[str]) -> Styler:
    """Return the lines as a table of the sheet's own letters and numbers, with the cells marked."""
    row = language.words()("Row")  # a heading for the numbers too, or a screen reader finds a nameless column
    lines = pd.DataFrame(excerpt.texts, index=pd.Index(excerpt.rows, name=row), columns=list(excerpt.columns))
    marked = set(addresses)
    marks = [[MARK if f"{column}{line}" in marked else "" for column in excerpt.columns] for line in excerpt.rows]
    of_cells = pd.DataFrame(marks, index=lines.index, columns=lines.columns)
    return lines.style.apply(lambda _: of_cells, axis=None)
