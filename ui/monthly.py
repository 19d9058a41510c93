"""The months that a trend draws -> the same as a table, each figure with what it lacks and the way to its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.charts import INCOMPLETE
from locales import N_
from ui import filters, language
from ui import tables as shown_tables
from ui.tables import Column

if TYPE_CHECKING:
    import pandas as pd

    from adoption.exports import Format
    from ui.asked import Asked


def show(lines: pd.DataFrame, asked: Asked) -> None:
    """Offer the months drawn: a row a month and unit, downloads with it."""
    _ = language.words()
    rows = lines.assign(named=[language.month(month) for month in lines["month"]])
    about = shown_tables.about(asked.by_month, filters.in_words(), asked.selection, [asked.measure.id])
    selection = asked.selection
    with shown_tables.folded("months"):
        shown_tables.show(
            rows,
            _columns(asked),
            alt=asked.by_month,
            name="-".join(("months", asked.measure.id, asked.reading, selection.first, selection.last)),
            about=about,
            links=list(rows["href"]),
        )


def _columns(asked: Asked) -> list[Column]:
    is_share = asked.measure.unit == "percent"
    figure: Format = "percent1" if is_share else "integer"
    change: Format = "decimal" if is_share else "integer"
    told = (
        [
            Column("previous", N_("Before"), figure),
            Column("value", N_("Change (points)") if is_share else N_("Change"), change),
        ]
        if asked.is_change
        else [Column("value", asked.measure.label, figure, help=asked.measure.definition)]
    )
    parts = [Column("numerator", N_("Numerator"), "integer"), Column("denominator", N_("Denominator"), "integer")]
    return [
        Column("named", N_("Month")),
        Column("unit_name", N_("Unit")),
        *told,
        *(parts if is_share else []),
        Column(INCOMPLETE, N_("Not complete")),
    ]
