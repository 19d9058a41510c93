"""The words for what every page and paper names: kinds, levels of units, why a figure is missing, how a report came."""

from __future__ import annotations

from locales import N_

KINDS = {
    "service_usage": N_("Online services"),
    "work_records": N_("Work records"),
    "digital_signatures": N_("Digital signatures"),
    "headline": N_("Published indicators"),
}
UNIT_LEVELS = {"department": N_("Departments"), "district": N_("Districts"), "commune": N_("Communes and wards")}
NOTHINGS = {
    "reported": N_("Reported"),
    "zero_cases": N_("No case in the period"),
    "no_case": N_("Printed “-”: no such case"),
    "partial": N_("Some parts have no figure"),
    "blank": N_("Left blank in the report"),
    "withdrawn": N_("Report withdrawn"),
    "not_sent": N_("Not sent"),
    "uncarried": N_("Cannot be told in these borders"),
    "not_due": N_("Not due"),
}
"""Why a figure stands there or not: adoption.figures.State in words."""

TARGET_STATES = {"reached": N_("Reached"), "below": N_("Below"), "none": N_("No target"), "no_figure": N_("No figure")}
TIMELY = {
    "on_time": N_("On time and whole"),
    "late": N_("Late"),
    "partial": N_("A part is missing"),
    "copied": N_("The month before, sent again"),
    "empty": N_("Without any figure"),
    "not_sent": N_("Not sent"),
    "withdrawn": N_("Withdrawn"),
    "not_due": N_("Not due"),
}
"""What became of a report: adoption.timeliness in words."""

PARTS = {
    "intake": N_("dossiers received"),
    "resolution": N_("dossiers resolved and pending"),
    "procedures": N_("procedures"),
    "outcomes": N_("what became of the month's dossiers"),
    "records": N_("work records"),
    "documents": N_("documents"),
    "signatures": N_("signatures"),
    "adults": N_("adults"),
}
"""What store.schema calls the figures that a form gives together."""

READINGS = {
    "value": N_("Figure"),
    "month": N_("Change on the month before"),
    "year": N_("Change on a year before"),
    "to_date": N_("Since January"),
}
"""The ways to read a measure: adoption.readings.Reading in words."""
