"""A month and its units -> the grids of each report, figures of the model in the layouts of the offices."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reference.period import Period
from sample_data.layouts import annexes, circular, headline, records, signatures
from sample_data.layouts.wording import dotted, name_by_clerk, name_in_system
from sample_data.model import headline as headline_model
from sample_data.model.curves import chance, combined
from sample_data.model.outcomes import by_sector, outcome
from sample_data.model.places import REFORM, reporting_units
from sample_data.model.records import work
from sample_data.model.services import usage
from sample_data.model.signatures import office_signatures
from sample_data.model.signatures import signatures as area_signatures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reference.units import Level, Unit
    from sample_data.layouts.grid import Grid
    from sample_data.model.records import Work
    from sample_data.model.services import Usage

PROCEDURES = 96

UsageOf = Callable[[str, Period], "Usage"]
WorkOf = Callable[[str, Period], "Work"]


def area_level(month: Period) -> Level:
    """Return the level below the province that reports: districts until June 2025, communes after."""
    return "commune" if month.start >= REFORM else "district"


def areas(month: Period) -> tuple[Unit, ...]:
    """List the districts, from July 2025 the communes, in official order."""
    return reporting_units(month, area_level(month))


def offices(month: Period) -> tuple[Unit, ...]:
    """List the departments of that month."""
    return reporting_units(month, "department")


def annex_1(month: Period) -> Grid:
    """Tabulate PHỤ LỤC 1: a line for all departments, one for all districts or communes."""
    names = ("Sở, ban, ngành cấp tỉnh", "UBND cấp huyện" if area_level(month) == "district" else "UBND cấp xã")
    groups = (offices(month), areas(month))
    lines = [
        annexes.Line(name, combined(usage(unit.id, month) for unit in units))
        for name, units in zip(names, groups, strict=True)
    ]
    return annexes.province(lines, month)


def annex_2(month: Period) -> Grid:
    """Tabulate PHỤ LỤC 2: the departments."""
    return annexes.departments([_usage_line(unit, usage(unit.id, month)) for unit in offices(month)], month)


def annex_of_areas(month: Period, units: Sequence[Unit], usage_of: UsageOf = usage) -> Grid:
    """Tabulate PHỤ LỤC 3 of districts, or PHỤ LỤC 4 of communes; `usage_of` may tell other figures than the model's."""
    lay_out = annexes.districts if area_level(month) == "district" else annexes.communes
    return lay_out([_usage_line(unit, usage_of(unit.id, month)) for unit in units], month)


def report_by_level(month: Period, units: Sequence[Unit]) -> Grid:
    """Tabulate Layout C of districts, with how many procedures met the target."""
    return annexes.by_level([_line_with_procedures(unit, month) for unit in units], month)


def outcomes_by_unit(month: Period, departments: Sequence[Unit], units: Sequence[Unit]) -> Grid:
    """Tabulate "06 các cấp", the outcomes by unit: with dots until June 2025, as numbers from July 2025."""
    title = "Huyện, thị xã, thành phố" if area_level(month) == "district" else "Xã, phường, thị trấn"
    sections = [
        (section, [(name_in_system(unit), outcome(usage(unit.id, month))) for unit in members])
        for section, members in (("Sở ban ngành", departments), (title, units))
        if members
    ]
    return circular.by_unit(sections, month, dotted if area_level(month) == "district" else int)


def outcomes_by_sector(month: Period, unit: Unit) -> Grid:
    """Tabulate II.06a of one district or commune."""
    return circular.by_sector(name_in_system(unit), by_sector(usage(unit.id, month), unit.id), month)


def work_records(month: Period, signed_on: date, work_of: WorkOf = work) -> list[Grid]:
    """Tabulate K2-1 and K2-2 of departments and areas; `work_of` may tell other figures than the model's."""
    titles = {"department": "Cấp tỉnh (Sở, ban, ngành)", "district": "Cấp huyện", "commune": "Cấp xã"}
    before = month.previous_month()
    sections = [
        records.Section(titles[level], level, [_work_line(unit, month, before, work_of) for unit in units])
        for level, units in (("department", offices(month)), (area_level(month), areas(month)))
    ]
    return [records.signed(sections, month, signed_on), records.digital(sections, month, signed_on)]


def digital_signatures(month: Period, units: Sequence[Unit], signed_on: date) -> list[Grid]:
    """Tabulate K3-1 of districts or communes, and K3-2 of departments."""
    kinds = "huyện/TX/TP" if area_level(month) == "district" else "xã/phường"
    of_areas = [(name_by_clerk(unit), area_signatures(unit.id, month)) for unit in units]
    of_offices = [(name_by_clerk(unit), office_signatures(unit.id, month)) for unit in offices(month)]
    return [
        signatures.by_area(of_areas, month, kinds, signed_on),
        signatures.by_office(of_offices, month, signed_on),
    ]


def indicators(year: int, signed_on: date) -> Grid:
    """Tabulate the headline workbook of a year."""
    return headline.of_year(headline_model.indicators(year), year, signed_on)


def _usage_line(unit: Unit, figures: Usage) -> annexes.Line:
    return annexes.Line(name_in_system(unit), figures)


def _line_with_procedures(unit: Unit, month: Period) -> annexes.Line:
    figures = usage(unit.id, month)
    met = round(PROCEDURES * 0.6 * figures.online / figures.received)
    without_dossier = round(PROCEDURES * (0.28 + 0.05 * chance("procedures", unit.id)))
    return annexes.Line(name_in_system(unit), figures, (met, PROCEDURES - without_dossier - met, without_dossier))


def _work_line(unit: Unit, month: Period, before: Period, work_of: WorkOf) -> records.Line:
    existed = unit.is_valid_on(before.end)
    return records.Line(name_by_clerk(unit), work_of(unit.id, month), work(unit.id, before) if existed else None)
