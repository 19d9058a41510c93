"""The words for what stands in reports and receipts: kinds, forms, figures, breakdowns, periods, states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

import locales
from documents import labels as named
from locales import N_
from reference.period import VIETNAM
from reference.units import all_units, unit
from ui import language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from reference.period import Period

KINDS, NOTHINGS = named.KINDS, named.NOTHINGS
FIELDS = {
    "unit_name": N_("Unit"),
    "row": N_("Row"),
    "level": N_("Level of service"),
    "sector": N_("Sector"),
    "procedure": N_("Procedure"),
    "holder": N_("Holder"),
    "received": N_("Received"),
    "received_online": N_("Received online"),
    "received_in_person": N_("Received in person"),
    "received_postal": N_("Received by post"),
    "carried_over": N_("Carried over"),
    "resolved": N_("Resolved"),
    "resolved_early": N_("Resolved early"),
    "resolved_on_time": N_("Resolved on time"),
    "resolved_overdue": N_("Resolved overdue"),
    "pending": N_("Pending"),
    "pending_in_time": N_("Pending, in time"),
    "pending_overdue": N_("Pending, overdue"),
    "procedures": N_("Procedures"),
    "procedures_online": N_("Procedures online"),
    "outcome_resolved": N_("Of them resolved by the list's day"),
    "outcome_early": N_("Of them resolved early"),
    "outcome_on_time": N_("Of them resolved on their due day"),
    "outcome_overdue": N_("Of them resolved overdue"),
    "outcome_pending": N_("Of them pending on the list's day"),
    "outcome_closed": N_("Of them closed without a result"),
    "records": N_("Work records"),
    "records_digital": N_("Work records processed digitally"),
    "documents_in": N_("Documents received"),
    "documents_out": N_("Documents issued"),
    "documents_signed": N_("Documents digitally signed"),
    "issued": N_("Certificates issued"),
    "issued_to_date": N_("Certificates issued to date"),
    "revoked": N_("Certificates revoked"),
    "active": N_("Certificates in use"),
    "adults": N_("Adults"),
    "indicator": N_("Indicator"),
    "value": N_("Value"),
    "unit_of_measure": N_("Unit of measure"),
    "rank": N_("Rank"),
    "out_of": N_("Out of"),
}
WHOLE = N_("All")
LEVELS = {
    "all": WHOLE,
    "full": N_("Fully online"),
    "partial": N_("Partly online"),
    "info": N_("Information only"),
}
HOLDERS = {
    "all": WHOLE,
    "citizen": N_("Citizens"),
    "business": N_("Businesses"),
    "official": N_("Officials"),
}
BREAKDOWNS = {**LEVELS, **HOLDERS}
STATES = {
    "current": N_("In force"),
    "partly-superseded": N_("Partly replaced"),
    "superseded": N_("Replaced"),
    "withdrawn": N_("Withdrawn"),
}
EVENTS = {
    "accepted": N_("Accepted"),
    "withdrawn": N_("Withdrawn"),
    "reinstated": N_("Reinstated"),
    "month-closed": N_("Month closed"),
    "month-reopened": N_("Month reopened"),
    "name-decided": N_("A name explained"),
    "form-learned": N_("A form explained"),
    "taken-back": N_("Taken back"),
    "weights-set": N_("Weights of the league set"),
}
FORMS = {
    "headline": "",
    "dossiers": "Danh sách hồ sơ",
    "dossiers-late": "Danh sách hồ sơ chậm trễ",
    "dossiers-pending-late": "Danh sách hồ sơ đang chậm trễ",
    "C": "Tiếp nhận hồ sơ trực tuyến theo mức độ",
    "C2": "Tiếp nhận hồ sơ trực tuyến theo TTHC",
    "II.06a": "Biểu II.06a/VPCP/KSTT",
    "II.07b": "Biểu II.07b/VPCP/KSTT",
    "G-unit": "Tổng hợp theo đơn vị (một cửa)",
    "G-sector": "Tổng hợp theo lĩnh vực (một cửa)",
    "QD766-targets": "Chỉ tiêu DVC trực tuyến (QĐ 766)",
    "QD766-progress": "Tiến độ giải quyết hồ sơ (QĐ 766)",
    "services-count": "Số lượng dịch vụ công trực tuyến",
    "EGOV": "Tổng hợp xử lý hồ sơ (EGOV)",
    "FDS": "Tổng hợp giải quyết hồ sơ (FDS)",
    "HN-A": "Tổng hợp kết quả giải quyết TTHC theo đơn vị",
}
"""The forms' own printed names, the same in every language."""
_STRETCHES = {
    ("01-01", "03-31"): N_("Quarter 1/{year}"),
    ("04-01", "06-30"): N_("Quarter 2/{year}"),
    ("07-01", "09-30"): N_("Quarter 3/{year}"),
    ("10-01", "12-31"): N_("Quarter 4/{year}"),
    ("01-01", "06-30"): N_("First half of {year}"),
    ("07-01", "12-31"): N_("Second half of {year}"),
    ("01-01", "09-30"): N_("Nine months of {year}"),
    ("01-01", "12-31"): N_("Year {year}"),
}
"""What a stretch from one day to another of the same year is called."""
UNITS_NAMED = 4


def kind(name: str) -> str:
    """Name a kind of report."""
    return language.words()(KINDS.get(name, name))


def form(form_id: str) -> str:
    """Name a form as offices do: the annexes are numbered, others go by what is printed on them or by nothing."""
    if form_id.startswith("PL"):
        return f"PHỤ LỤC {form_id.removeprefix('PL')}"
    if form_id.startswith("learned:"):
        return language.words()("a form that was explained")
    return FORMS.get(form_id, form_id)


def field(name: str) -> str:
    """Name a figure."""
    return language.words()(FIELDS.get(name, name))


def field_of(name: str) -> str:
    """Name a figure with the side it is of: "Received · Fully online" for "received/full"."""
    figure, _, side = name.partition("/")
    return f"{field(figure)} · {breakdown(side)}" if side else field(figure)


def breakdown(value: str) -> str:
    """Name a level of service or a holder; what an office wrote itself (a sector) stays as it is."""
    return language.words()(BREAKDOWNS.get(value, value))


def detail(text: str) -> str:
    """Name what a line is of ("full", "sector / full"): levels and holders in words, the rest as offices wrote it."""
    return " · ".join(breakdown(one) for one in text.split(" / ") if one not in {"", "all"})


def state(name: str) -> str:
    """Name how an accepted file stands."""
    return language.words()(STATES[name])


def unit_name(unit_id: str) -> str:
    """Name a unit."""
    return unit(unit_id).label(language.current())


def units(unit_ids: Iterable[str]) -> str:
    """Name a few units in official order, and say how many there are besides."""
    order = {one.id: place for place, one in enumerate(all_units())}
    names = [unit_name(one) for one in sorted(unit_ids, key=order.__getitem__)]
    more = len(names) - UNITS_NAMED
    if more <= 1:
        return ", ".join(names)
    shown = ", ".join(names[:UNITS_NAMED])
    return language.words()("{units} and {count} more").format(units=shown, count=language.count(more))


def period(stretch: Period | None) -> str:
    """Name a month, quarter, half, nine months or year, else say its first and last day."""
    if stretch is None:
        return language.words()("no period")
    if stretch.is_calendar_month:
        return language.month(f"{stretch.start:%Y-%m}")
    named = _STRETCHES.get((f"{stretch.start:%m-%d}", f"{stretch.end:%m-%d}"))
    if named and stretch.start.year == stretch.end.year:
        return language.words()(named).format(year=stretch.start.year)
    return " – ".join(locales.day(day, language.current()) for day in (stretch.start, stretch.end))


def moment(at: datetime) -> str:
    """Say a day and time by Vietnam's clock."""
    local = at.astimezone(VIETNAM)
    return f"{locales.day(local.date(), language.current())} {local:%H:%M}"


def number(value: float | None) -> str:
    """Write a figure as printed in a report: whole where it is a count, else with two decimals."""
    if value is None or pd.isna(value):
        return language.NOTHING
    return locales.number(value, language.current(), 0 if float(value).is_integer() else 2)
