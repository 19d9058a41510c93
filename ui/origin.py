"""A figure on a page -> the way to the page that says from which cells it comes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ui import address, language, navigation

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from adoption.selection import Selection
    from adoption.tracing import Place

PAGE = "source"
EVERYTHING = "all"


def asked(measure_id: str, unit_id: str, selection: Selection) -> dict[str, str]:
    """Return what the page is to be asked for a figure; `unit_id` may be the province's or a group's of units."""
    return {
        "measure": measure_id,
        "unit": unit_id,
        "from": selection.first,
        "to": selection.last,
        "level": selection.level,
        "sector": selection.sector or EVERYTHING,
        "holder": selection.holder or EVERYTHING,
        "borders": selection.borders,
    }


def href(wanted: Mapping[str, str]) -> str:
    """Write a link to the page that keeps the language and the state of the ledger."""
    kept = {name: value for name, value in address.held().items() if name in {"lang", "as_of"}}
    return f"{PAGE}?{urlencode({**kept, **wanted})}"


def cell_href(place: Place, number: int) -> str:
    """Write a link to where one figure of the facts stood after a ledger number."""
    named = "~".join((place.kind, str(place.period), place.unit_id, place.field, place.part))
    return f"cell?{urlencode({'lang': language.current(), 'as_of': number, 'cell': named})}"


def of_months(rows: pd.DataFrame, measure_id: str, selection: Selection) -> list[str]:
    """Write a link for each row (`unit_id, month`) of a trend, narrowed as the selection is."""
    pairs = zip(rows["unit_id"], rows["month"], strict=True)
    return [href(asked(measure_id, unit, replace(selection, first=month, last=month))) for unit, month in pairs]


def link(wanted: Mapping[str, str]) -> None:
    """Show a small link to the page."""
    navigation.link(PAGE, language.words()("Where it comes from"), ":material/account_tree:", **wanted)
