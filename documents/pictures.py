"""A chart of the pages -> the same as PNG for print and as SVG, with title, source and note; no network, no browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import altair as alt
import font_roboto
import vl_convert

from documents import charts

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.charts import Chart
    from locales.words import Words

DOTS_PER_INCH = 300
WIDTH = 640
"""In the chart's own pixels, of which 72 make an inch."""

FONT = "Roboto"
"""Of a package, so that a picture is the same on any machine; the converter's own fonts lack Vietnamese letters."""

COLORS = ("#0b5394", "#974420", "#4b7e77", "#d577a5", "#3a3e46", "#2791cf")
"""Those of the light theme (a test holds them equal): paper is white, whatever the reader's screen is."""

_VERSION = "6.4"
"""Of Vega-Lite: that of the pinned Altair."""
_LETTERS_ACROSS = 100
_CLIPS = re.compile(r"(?<=[\"#])clip\d+")


vl_convert.register_font_directory(font_roboto.font_directory)


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands with a picture once it has left its page."""

    title: str
    source: str
    note: str = ""


def png(draw: Callable[[], Chart], caption: Caption, say: Words) -> bytes:
    """Return the picture at 300 dots an inch."""
    made: bytes = vl_convert.vegalite_to_png(
        spec(draw(), caption, say), vl_version=_VERSION, ppi=DOTS_PER_INCH, allowed_base_urls=[]
    )
    return made


def svg(draw: Callable[[], Chart], caption: Caption, say: Words) -> bytes:
    """Return the picture as lines and text."""
    made: str = vl_convert.vegalite_to_svg(spec(draw(), caption, say), vl_version=_VERSION, allowed_base_urls=[])
    return _numbered_anew(made).encode()


def _numbered_anew(drawn: str) -> str:
    """Name clips by their place: the converter goes on counting from one picture to the next."""
    places = {name: f"clip{place}" for place, name in enumerate(dict.fromkeys(_CLIPS.findall(drawn)), start=1)}
    return _CLIPS.sub(lambda found: places[found[0]], drawn)


def spec(chart: Chart, caption: Caption, say: Words) -> dict[str, Any]:
    """Return what is drawn: title above, source and note below, in the look of the pages in the light."""
    title = alt.TitleParams(wrap(caption.title, _LETTERS_ACROSS * 3 // 4), anchor="start", fontSize=15, offset=12)
    below = [line for text in (caption.source, caption.note) for line in wrap(text, _LETTERS_ACROSS)]
    foot = alt.TitleParams(
        below, orient="bottom", anchor="start", fontSize=11, fontWeight="normal", color="#3d4a5c", offset=14
    )
    # Each title has a frame of its own, and the legend stays with the chart: it would stand above the title else.
    sized = chart if isinstance(chart, alt.ConcatChart) else chart.properties(width=WIDTH)
    headed = alt.vconcat(sized).resolve_scale(color="independent").properties(title=title)
    whole = alt.vconcat(headed).resolve_scale(color="independent").properties(title=foot)
    looked = whole.configure(
        locale=charts.numbers(say), font=FONT, background="white", padding=12, range={"category": list(COLORS)}
    ).configure_axis(titleFontWeight="normal")
    written: dict[str, Any] = looked.configure_view(strokeWidth=0).to_dict()
    return written
