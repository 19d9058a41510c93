"""A chart -> the page: shown, clickable by unit, and offered as a picture to whoever writes a report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import altair as alt
import streamlit as st
from altair.utils import schemapi

from adoption import months
from documents import charts, maps, pictures
from documents.pictures import Caption
from reference import boundaries
from ui import language, plain_view, standpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.charts import Chart


@dataclass(frozen=True, slots=True)
class _Whole:
    """A chart that is held as a whole against Vega-Lite's schema only where its parts are: in tests (see server)."""

    chart: Chart

    def to_dict(self) -> dict[str, Any]:
        """Return the chart for the browser."""
        spec: dict[str, Any] = self.chart.to_dict(validate=schemapi.DEBUG_MODE)
        return spec


def show(
    chart: Chart,
    *,
    alt_text: str,
    key: str,
    on_pick: Callable[[str], None] | None = None,
) -> None:
    """Show a chart named `alt_text` to screen readers; `on_pick` is told the unit that is clicked.

    The `key` should change with what is chosen: the chart is then made anew, and one more click is a new one.
    """
    looked = chart.configure(  # all at once: Altair copies a chart for each
        locale=charts.numbers(language.words()),
        axis=alt.AxisConfig(titleFontWeight="normal"),
        view=alt.ViewConfig(strokeWidth=0),
    )
    shown: Any = _Whole(looked)  # Streamlit asks for no more than `to_dict`
    if on_pick is None:
        st.altair_chart(shown, alt=alt_text, key=key)
        return

    def tell() -> None:
        for point in st.session_state[key]["selection"].get(charts.PICK, []):
            on_pick(point["unit_id"])

    st.altair_chart(shown, alt=alt_text, key=key, on_select=tell)


def offer(draw: Callable[[], Chart], *, title: str, key: str, note: str = "") -> None:
    """Offer what `draw` draws for paper as PNG and SVG; each is made only when its button is clicked.

    A download runs on a thread without a session, so `draw` must ask none.
    """
    if plain_view.is_on():
        return
    _ = language.words()
    caption = Caption(title, standpoint.source(), note)
    with st.container(horizontal=True, gap="xxsmall"):
        for ending, write in {"png": pictures.png, "svg": pictures.svg}.items():
            st.download_button(
                ending.upper(),
                partial(write, draw, caption, _),
                file_name=f"{key.replace(' ', '-')}.{ending}",
                key=f"picture {ending} {key}",
                icon=":material/image:",
                type="tertiary",
                on_click="ignore",
                help=_("The chart as a picture for a report, with its title and source"),
            )


def outlines(month: str) -> alt.Data:
    """Return the outlines in force on the month's last day, as browsers fetch and keep them."""
    address = boundaries.address(months.last_day(month))
    return alt.UrlData(address, format=alt.JsonDataFormat(type="json", property="features"))


def look() -> maps.Look:
    """Return the colours of a map on the reader's screen."""
    theme = st.context.theme.type or "light"
    scale = tuple(st.get_option(f"theme.{theme}.chartSequentialColors"))
    changes = tuple(st.get_option(f"theme.{theme}.chartDivergingColors"))
    return maps.Look(scale, changes, maps.EMPTY_AT_NIGHT if theme == "dark" else maps.PAPER.empty)
