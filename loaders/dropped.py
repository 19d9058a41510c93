"""Leaves out the sheets whose own name says that they are dropped (" PL02b- Bỏ", "bản cũ"), and says so.

One that only repeats what a kept sheet reports on is left out with a warning. One that alone has a unit's figures is an
error: whether its name or its figures are right cannot be known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.report import Finding
from loaders.words import toned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.report import Report

_DROPPED = re.compile(
    r"(?:^| )(?:bỏ|hủy|huỷ|cũ|nháp|không dùng|khong dung|ko dùng|không sử dụng|sao lưu"
    r"|old|copy of|bak|backup|draft)(?: |$)"
)


def is_dropped(name: str) -> bool:
    """Whether a sheet's name says that it no longer counts; tones matter, "Bộ" and "Nhập" are no such words."""
    return bool(_DROPPED.search(toned(name.replace("_", " "))))


def without_dropped(reports: Iterable[Report]) -> tuple[list[Report], list[Finding]]:
    """Return the reports that stay, and what is found of those whose sheet is dropped."""
    every = list(reports)
    kept = [report for report in every if not is_dropped(report.sheet)]
    findings = [_finding(report, kept) for report in every if is_dropped(report.sheet)]
    alone = [report for report in every if is_dropped(report.sheet) and not _others(report, kept)]
    return [*kept, *alone], findings


def _finding(report: Report, kept: list[Report]) -> Finding:
    if others := _others(report, kept):
        return Finding("warning", "dropped-sheet", report.sheet, report.sheet, {"other": others[0].sheet})
    return Finding("error", "dropped-sheet-alone", report.sheet, report.sheet)


def _others(report: Report, kept: list[Report]) -> list[Report]:
    """Return the kept reports of the same kind and period where together they have every unit of this one."""
    others = [one for one in kept if (one.kind, one.period) == (report.kind, report.period)]
    has = {unit for one in others for unit in one.frame["unit_id"]}
    units = set(report.frame["unit_id"])
    return others if units and units <= has else []
