"""A month -> one zip: a page for each unit with its figures, a letter to each that is missing, and a list of all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from adoption import exports
from adoption.exports import About, ExportColumn
from documents import labels, office, packed
from documents.month import MEASURES, SAY, of_province, similar, why_withheld
from documents.office import Column
from loaders.messages import sentence
from locales import day
from reference.due import due_on
from reference.measures import measure
from store import folding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from documents.month import Month
    from documents.office import Heading
    from reference.units import Unit

CONTENTS = "00-muc-luc.xlsx"
WARNINGS = 2


def zipped(month: Month, heading: Heading, made_at: datetime, tell: Callable[[int, int], None] | None = None) -> bytes:
    """Return all slips and letters; `tell` hears how many units are done, of how many."""
    rows, members = [], []
    about = Province(month)
    for place, one in enumerate(month.due, start=1):
        name = f"{place:03d}-{one.id}"
        missing = ", ".join(SAY(labels.KINDS[kind]) for kind in month.missing(one))
        members.append((f"phieu/{name}.docx", slip(about, one, heading, made_at)))
        rows.append((f"phieu/{name}.docx", one.full_name, SAY("Slip"), missing))
        if missing:
            members.append((f"don-doc/{name}.docx", letter(month, one, heading, made_at)))
            rows.append((f"don-doc/{name}.docx", one.full_name, SAY("Reminder letter"), missing))
        if tell:
            tell(place, len(month.due))
    return packed.zipped([(CONTENTS, _contents(rows, month, made_at)), *members])


class Province:
    """What a slip tells of its unit, looked up once for all units."""

    def __init__(self, month: Month) -> None:
        self.month = month
        self.rows = {name: _by_id(table.assign(similar=similar(table))) for name, table in month.by_unit.items()}
        self.ranked = {name: table.groupby("unit_level")["rank"].count() for name, table in month.by_unit.items()}
        self.standing = {kind: _by_id(table) for kind, table in month.standing.items()}
        self.doubts = dict(_doubts(month))


def _by_id(table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    return {str(row["unit_id"]): {str(name): value for name, value in row.items()} for row in table.to_dict("records")}


def slip(about: Province, one: Unit, heading: Heading, made_at: datetime) -> bytes:
    """Return a unit's page: its figures beside target, province and similar units; what is missing; whom to answer."""
    month = about.month
    made = office.paper(made_at, f"{one.full_name}, {month.words}")
    office.head(made, heading)
    office.title(made, SAY("SLIP OF FIGURES"), f"{one.full_name}, {month.words}")
    office.caption(made, SAY("Figures, against target, province and similar units"))
    office.table(made, _FIGURES, [_figures(about, name, one) for name in MEASURES], size=10)
    if without := _without(about, one):
        office.text(made, without, size=10, side="left", before=2)
    note = SAY("Similar units: those of the same level and type together. Place: among the units of its level.")
    withheld = why_withheld(month.whole[name] for name in MEASURES if measure(name).unit == "percent")
    office.text(made, " ".join(filter(None, (note, withheld))), size=10, italic=True, side="left", before=2)
    office.caption(made, SAY("Reports of the unit"))
    office.table(made, _REPORTS, [_report(about, kind, one) for kind in month.standing], size=10)
    for doubt in _told(about.doubts.get(one.id, ())):
        office.text(made, f"- {doubt}", size=10, side="left", before=2)
    office.text(made, _answer(heading), size=11, side="left", before=6)
    office.text(made, month.source, size=10, italic=True, side="left", before=2)
    office.closing(made, replace(heading, recipients=(addressee(one),)), lines=3)
    return office.written(made)


def letter(month: Month, one: Unit, heading: Heading, made_at: datetime) -> bytes:
    """Return the letter that asks a unit for the reports it has not sent."""
    about = SAY("Re: sending the reports for {month}").format(month=month.words)
    made = office.paper(made_at, f"{about}, {one.full_name}")
    office.head(made, heading, "", about)
    office.text(made, SAY("To: {unit}").format(unit=addressee(one)), size=14, side="center", before=16)
    opening = SAY("As the reports stand, {unit} has not yet sent the following for {month}:")
    office.text(made, opening.format(unit=addressee(one), month=month.words), before=14)
    for kind in month.missing(one):
        office.text(made, f"- {_owed(kind, month)}")
    request = SAY(
        "Please send them, or say in writing why a report is not due, so that the province's figures are whole."
    )
    office.text(made, request)
    office.last_words(made, _answer(heading))
    office.closing(made, replace(heading, recipients=(SAY("As above"), *heading.recipients)))
    return office.written(made)


def addressee(one: Unit) -> str:
    """Name whom a letter goes to: of an area its people's committee."""
    return f"UBND {one.type} {one.name}" if one.is_area else one.full_name


_FIGURES = (
    Column(SAY("Measure"), 2.9, "left"),
    Column(SAY("Result")),
    Column(SAY("On the month before"), 1.35),
    Column(SAY("Target"), 0.85),
    Column(SAY("Gap to target"), 1.4),
    Column(SAY("Province"), 0.95),
    Column(SAY("Similar units"), 1.1),
    Column(SAY("Rank"), 0.95),
)
_REPORTS = (
    Column(SAY("Report"), 1.5, "left"),
    Column(SAY("State"), 1.4),
    Column(SAY("Received on"), 0.9),
    Column(SAY("What is missing"), 2.6, "left"),
)


def _figures(about: Province, name: str, one: Unit) -> list[str]:
    """Write one measure of a unit; a dash where there is none, and why."""
    row, defined = about.rows[name].get(one.id), measure(name)
    is_percent = defined.unit == "percent"
    if row is None:
        return [SAY(defined.label), *["–"] * 7]
    value, change, target, gap, alike, place = (
        _known(row[column]) for column in ("value", "change", "target", "gap", "similar", "rank")
    )
    return [
        SAY(defined.label),
        SAY.figure(value, is_percent=is_percent),
        SAY.change(change, is_percent=is_percent),
        "–" if target is None else SAY.target(target),
        SAY.change(gap, is_percent=True),
        of_province(about.month.whole[name]) if is_percent else "–",
        SAY.percent(alike) if is_percent else "–",
        "–" if place is None or defined.better == "none" else f"{place:.0f}/{about.ranked[name][one.level]}",
    ]


def _without(about: Province, one: Unit) -> str:
    """Say of which measures the unit has no figure, and why."""
    found: dict[str, list[str]] = {}
    for name, rows in about.rows.items():
        if one.id in rows and pd.isna(rows[one.id]["value"]):
            found.setdefault(rows[one.id]["state"], []).append(SAY(measure(name).label))
    return " ".join(f"{SAY(labels.NOTHINGS[state])}: {', '.join(names)}." for state, names in found.items())


def _told(doubts: Sequence[str]) -> Iterator[str]:
    """Tell as many warnings as leave the slip on one page, and how many more there are."""
    yield from doubts[:WARNINGS]
    if len(doubts) > WARNINGS:
        yield SAY("{count} more warnings stand with the unit's files.").format(count=SAY.count(len(doubts) - WARNINGS))


def _report(about: Province, kind: str, one: Unit) -> list[str]:
    """Write how a unit's report came."""
    row = about.standing[kind].get(one.id)
    if row is None:
        return [SAY(labels.KINDS[kind]), SAY(labels.TIMELY["not_due"]), "–", ""]
    came = row["received_on"]
    lacks = ", ".join(SAY(labels.PARTS[part]) for part in str(row["lacks"]).split())
    return [
        SAY(labels.KINDS[kind]),
        SAY(labels.TIMELY[str(row["state"])]),
        SAY.day(came) if came else "–",
        lacks,
    ]


def _owed(kind: str, month: Month) -> str:
    due = due_on(kind, month.month)
    said = SAY("{report} (due by {day})") if due else "{report}"
    return said.format(report=SAY(labels.KINDS[kind]), day=day(due, "vi") if due else "")


def _answer(heading: Heading) -> str:
    return SAY("Questions and corrections to: {contact}").format(contact=heading.contact or office.DOTS * 4)


def _doubts(month: Month) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return each unit's warnings that were accepted knowingly with its files of the month, in words."""
    named = {one.full_name: one.id for one in month.due}
    found: dict[str, list[str]] = {}
    events = month.store.receipts()
    gone = folding.withdrawn_in(events)
    for receipt in events:
        if receipt.number not in gone and any(
            report.period.reporting_month == month.month for report in receipt.reports
        ):
            for finding in receipt.findings:
                blanks: Mapping[str, str] = finding.values  # noqa: PD011 - no frame's values
                whose = named.get(blanks.get("unit", "")) or named.get(finding.found)
                if whose and finding.code in {"far-from-usual", "units-equal"}:
                    found.setdefault(whose, []).append(sentence(finding, "vi"))
    yield from ((unit_id, tuple(dict.fromkeys(doubts))) for unit_id, doubts in found.items())


def _contents(rows: Sequence[tuple[str, ...]], month: Month, made_at: datetime) -> bytes:
    columns = [
        ExportColumn("file", SAY("File")),
        ExportColumn("unit", SAY("Unit")),
        ExportColumn("paper", SAY("Paper")),
        ExportColumn("missing", SAY("Not yet reported")),
    ]
    title = SAY("Slips and reminders of {month}").format(month=month.words)
    about = About(title, made_at, data_version=month.number)
    return exports.to_xlsx(pd.DataFrame(rows, columns=[one.name for one in columns]), columns, about)


def _known(figure: float | None) -> float | None:
    return None if pd.isna(figure) else float(figure)
