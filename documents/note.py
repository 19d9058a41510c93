"""A month -> the monthly report to the leaders: its text, tables and charts, as a Word document to be signed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from adoption import completeness, months, narrative, tables
from adoption.completeness import ENOUGH
from adoption.selection import Selection
from documents import charts, labels, maps, office, pictures
from documents.month import SAY, of_province, why_withheld
from documents.office import Column
from documents.pictures import Caption
from reference.measures import measure

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator
    from datetime import datetime

    from docx.document import Document as Paper

    from adoption import headline
    from documents.charts import Chart
    from documents.month import Month
    from documents.office import Heading

LISTED = ("online_share", "records_share")
"""The measures whose units are listed in the annex."""

DRAWN = "online_share"
MONTHS_DRAWN = 12
PICTURE_WIDTH = 140
"""Millimetres; so the trend and the map stand on one page below the annex's name."""
PARTS = ("I", "II", "III")
KIND = "BC"
"""The decree's sign of a report."""


def written(month: Month, heading: Heading, made_at: datetime) -> bytes:
    """Return the report; the same month, heading and moment give the same bytes."""
    about = SAY("Results of online public services, work records and digital signatures in {month}").format(
        month=month.words
    )
    made = office.paper(made_at, about)
    office.head(made, heading, KIND)
    office.title(made, "BÁO CÁO", about)
    _tell(made, month)
    _headlines(made, month)
    _missing(made, month)
    office.last_words(made, SAY("This is the report on the results of {month}.").format(month=month.words))
    office.closing(made, heading)
    _annex(made, month, heading)
    return office.written(made)


def _tell(made: Paper, month: Month) -> None:
    opening = SAY("On the figures that offices and localities reported for {month}, the results are as follows:")
    office.text(made, opening.format(month=month.words))
    office.heading_of_part(made, f"{PARTS[0]}. {SAY('GENERAL RESULTS')}")
    told = narrative.story(month.store, month.month)
    for place, paragraph in enumerate(told, start=1):
        office.heading_of_part(made, f"{place}. {paragraph.title}")
        for sentences in paragraph.by_measure():
            office.text(made, " ".join(one.text() for one in sentences))
    if not told:
        office.text(made, SAY("There is nothing to tell of this month."))


def _headlines(made: Paper, month: Month) -> None:
    """Write the province's measures as a table."""
    office.heading_of_part(made, f"{PARTS[1]}. {SAY('MAIN MEASURES')}")
    office.caption(made, SAY("Main measures of the province in {month}").format(month=month.words))
    columns = (
        Column(SAY("Line"), 0.6),
        Column(SAY("Measure"), 3.1, "left"),
        Column(SAY("Result")),
        Column(SAY("On the month before"), 1.4),
        Column(SAY("Target")),
        Column(SAY("Gap to target"), 1.5),
        Column(SAY("Units reported"), 1.1),
    )
    office.table(made, columns, [_card(place, card) for place, card in enumerate(month.cards, start=1)])
    if withheld := why_withheld(month.cards):
        office.text(made, withheld, size=11, italic=True, side="left", before=3)
    office.text(made, month.source, size=11, italic=True, side="left", before=3)


def _card(place: int, card: headline.Card) -> list[str]:
    one = measure(card.measure_id)
    is_percent = one.unit == "percent"
    return [
        str(place),
        SAY(one.label),
        of_province(card),
        SAY.change(card.change, is_percent=is_percent),
        "–" if card.target is None else SAY.target(card.target),
        "–" if card.gap is None else SAY.change(card.gap, is_percent=True),
        f"{card.units_reported}/{card.units_due}",
    ]


def _missing(made: Paper, month: Month) -> None:
    """Write who has reported and who has not, kind by kind."""
    office.heading_of_part(made, f"{PARTS[2]}. {SAY('REPORTING')}")
    columns = (
        Column(SAY("Report"), 1.5, "left"),
        Column(SAY("Units due"), 0.7),
        Column(SAY("Reported"), 0.7),
        Column(SAY("Not yet reported"), 3.2, "left"),
    )
    rows = [
        [
            SAY(labels.KINDS[kind]),
            SAY.count(len(found.due)),
            SAY.count(len(found.reported)),
            narrative.listed(found.missing, SAY.language) or SAY("Nobody is missing."),
        ]
        for kind, found in month.coverage.items()
    ]
    office.caption(made, SAY("Units that have reported for {month}").format(month=month.words))
    office.table(made, columns, rows, is_before_closing=True)


def _annex(made: Paper, month: Month, heading: Heading) -> None:
    """Write what is looked up: the charts, and each level's units by measure."""
    office.annex(made, SAY("ANNEX"), SAY("FIGURES BY UNIT"), heading, KIND)
    for draw, caption in drawn(month):
        office.picture(made, pictures.png(draw, caption, SAY), caption.title, PICTURE_WIDTH)
    for measure_id in LISTED:
        table = month.by_unit[measure_id]
        if table["value"].notna().any():
            for level, of_level in table.groupby("unit_level", sort=False):
                _listed(made, month, measure_id, str(level), of_level)
    office.text(made, month.source, size=11, italic=True, side="left", before=6)


def drawn(month: Month) -> Iterator[tuple[Callable[[], Chart], Caption]]:
    """Draw the year behind the month, and the map, where there are figures for them.

    The year has no point where too few units told it; the map has the figures of those that did, which are their own.
    """
    one, table = measure(DRAWN), month.by_unit[DRAWN]
    first = months.shift(month.month, 1 - MONTHS_DRAWN)
    told = tables.by_month(month.store, one.id, Selection(one.kind, first, month.month))
    lines = completeness.of_enough(told)
    if lines["value"].notna().any():
        lines = lines.assign(unit_name=lines["unit_name"].iloc[-1])
        name = SAY("{measure} by month").format(measure=SAY(one.label))
        yield partial(charts.trend, lines, one, SAY), Caption(name, month.source, _gaps(lines))
    if table["value"].notna().any():
        name = f"{SAY('{measure} by unit').format(measure=SAY(one.label))}, {month.words}"
        own = SAY("The colours are those of the units that reported.") if month.whole[DRAWN].is_withheld else ""
        yield partial(maps.chart, table, month.month, one, SAY, look=maps.PAPER), Caption(name, month.source, own)


def _gaps(lines: pd.DataFrame) -> str:
    """Say which months have no point though some units told theirs."""
    withheld = [SAY.month(month).lower() for month in lines.loc[lines["is_withheld"], "month"]]
    said = SAY("Not drawn, since fewer than {percent} of the units due gave a figure: {months}.")
    return said.format(percent=SAY.target(ENOUGH), months=", ".join(withheld)) if withheld else ""


def _listed(made: Paper, month: Month, measure_id: str, level: str, rows: pd.DataFrame) -> None:
    """Write a level's units in official order, with value, change, target and place."""
    one = measure(measure_id)
    office.caption(
        made,
        SAY("{measure} in {month}: {level}").format(
            measure=SAY(one.label), month=month.words, level=SAY(labels.UNIT_LEVELS[level]).lower()
        ),
    )
    columns = (
        Column(SAY("Line"), 0.6),
        Column(SAY("Unit"), 3, "left"),
        Column(SAY("Result")),
        Column(SAY("On the month before"), 1.3),
        Column(SAY("Target")),
        Column(SAY("Gap to target"), 1.3),
        Column(SAY("Rank"), 0.7),
    )
    office.table(made, columns, [_unit(place, row) for place, row in enumerate(rows.to_dict("records"), start=1)])
    for state, without in rows[rows["value"].isna()].groupby("state", sort=False):
        said = f"{SAY(labels.NOTHINGS[str(state)])}: {', '.join(without['unit_name'])}."
        office.text(made, said, size=11, italic=True, side="left", before=2)


def _unit(place: int, row: dict[Hashable, Any]) -> list[str]:
    target = row["target"]
    return [
        str(place),
        row["unit_name"],
        SAY.percent(row["value"]),
        SAY.change(row["change"], is_percent=True),
        "–" if pd.isna(target) else SAY.target(target),
        SAY.change(row["gap"], is_percent=True),
        "–" if pd.isna(row["rank"]) else SAY.count(row["rank"]),
    ]
