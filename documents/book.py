"""A month -> one workbook: the province's measures, a sheet a measure by unit, who has sent what, and the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from adoption import sources, workbook
from adoption.exports import About, ExportColumn
from adoption.selection import Selection
from adoption.workbook import Sheet
from documents import labels
from documents.month import MEASURES, SAY
from reference.measures import measure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from adoption.exports import Format
    from adoption.headline import Card
    from documents.month import Month

LONGEST_NAME = 31
"""Characters that Excel allows a sheet's name."""


def written(month: Month, made_at: datetime) -> bytes:
    """Return the workbook; the same month and moment give the same bytes, and nothing in it is a formula."""
    sheets = [_headlines(month), *_by_unit(month), *_standing(month)]
    named = [
        Sheet(f"{place}. {one.name}"[:LONGEST_NAME].rstrip(), one.table, one.columns)
        for place, one in enumerate(sheets, start=1)
    ]
    return workbook.of_sheets(named, _about(month, made_at))


def _about(month: Month, made_at: datetime) -> About:
    """Say where all of it comes from: every measure's definition and every file."""
    files = (
        file
        for kind in month.coverage
        for file in sources.files(month.store, Selection(kind, month.month, month.month))
    )
    return About(
        title=SAY("All figures of {month}").format(month=month.words),
        made_at=made_at,
        filters=((SAY("Month"), SAY.month(month.month)),),
        definitions=tuple((SAY(one.label), SAY(one.definition)) for one in map(measure, MEASURES)),
        data_version=month.number,
        sources=tuple(dict.fromkeys(files)),
    )


def _headlines(month: Month) -> Sheet:
    """List the province's measures; a count and a percent stand in columns of their own, each in its format."""
    rows = [
        {
            "measure": SAY(measure(card.measure_id).label),
            **dict.fromkeys(("percent", "count", "points", "change")),
            **_figures(card),
            "numerator": card.numerator,
            "denominator": card.denominator,
            "target": card.target,
            "gap": card.gap,
            "reported": card.units_reported,
            "due": card.units_due,
            "note": SAY("Too few units for a figure of the province") if card.is_withheld else None,
        }
        for card in month.cards
    ]
    columns = (
        ExportColumn("measure", SAY("Measure")),
        ExportColumn("percent", SAY("Percent"), "percent1"),
        ExportColumn("count", SAY("Count"), "integer"),
        ExportColumn("points", SAY("Change (points)"), "decimal"),
        ExportColumn("change", SAY("Change"), "integer"),
        ExportColumn("numerator", SAY("Numerator"), "integer"),
        ExportColumn("denominator", SAY("Denominator"), "integer"),
        ExportColumn("target", SAY("Target"), "percent1"),
        ExportColumn("gap", SAY("To target (points)"), "decimal"),
        ExportColumn("reported", SAY("Units reported"), "integer"),
        ExportColumn("due", SAY("Units due"), "integer"),
        ExportColumn("note", SAY("Note")),
    )
    return Sheet(SAY("Main measures"), pd.DataFrame(rows), columns)


def _figures(card: Card) -> dict[str, float | None]:
    """Return the figure and its change by the columns they belong in."""
    if measure(card.measure_id).unit == "percent":
        return {"percent": card.value, "points": card.change}
    return {"count": card.value, "change": card.change}


def _by_unit(month: Month) -> Iterator[Sheet]:
    for name, table in month.by_unit.items():
        one = measure(name)
        told = table.assign(
            unit_level=table["unit_level"].map(labels.UNIT_LEVELS).map(SAY),
            state=table["state"].map(labels.NOTHINGS).map(SAY),
            target_state=table["target_state"].map(labels.TARGET_STATES).map(SAY),
        )
        yield Sheet(SAY(one.label), told, _columns(is_share=one.unit == "percent"))


def _columns(*, is_share: bool) -> list[ExportColumn]:
    figure: Format = "percent1" if is_share else "integer"
    shares = (
        ExportColumn("numerator", SAY("Numerator"), "integer"),
        ExportColumn("denominator", SAY("Denominator"), "integer"),
        ExportColumn("target", SAY("Target"), "percent1"),
        ExportColumn("gap", SAY("To target (points)"), "decimal"),
        ExportColumn("target_state", SAY("Against target")),
        ExportColumn("rank", SAY("Place"), "integer"),
    )
    return [
        ExportColumn("unit_name", SAY("Unit")),
        ExportColumn("unit_level", SAY("Unit level")),
        ExportColumn("value", SAY("Result"), figure),
        ExportColumn("previous", SAY("Month before"), figure),
        ExportColumn(
            "change", SAY("Change (points)") if is_share else SAY("Change"), "decimal" if is_share else "integer"
        ),
        *(shares if is_share else ()),
        ExportColumn("state", SAY("State")),
    ]


def _standing(month: Month) -> Iterator[Sheet]:
    """List what became of each report that was due."""
    columns = (
        ExportColumn("unit_name", SAY("Unit")),
        ExportColumn("state", SAY("State")),
        ExportColumn("received_on", SAY("Received on")),
        ExportColumn("days_late", SAY("Days late"), "integer"),
        ExportColumn("lacks", SAY("What is missing")),
    )
    for kind, table in month.standing.items():
        told = table.assign(
            state=table["state"].map(labels.TIMELY).map(SAY),
            received_on=table["received_on"].map(lambda day: SAY.day(day) if day else None),
            lacks=[", ".join(SAY(labels.PARTS[part]) for part in parts.split()) for parts in table["lacks"]],
        )
        yield Sheet(SAY("Reports: {kind}").format(kind=SAY(labels.KINDS[kind]).lower()), told, columns)
