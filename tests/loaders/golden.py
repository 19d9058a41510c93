"""What a loaded file says, in the words of the golden pairs, so that both can be laid side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from tests.workbooks.flawed import PEOPLE
from tests.workbooks.pair import FOLDER

if TYPE_CHECKING:
    from loaders.report import Finding, Report

__all__ = ["PEOPLE"]

ORIGINALS = sorted((FOLDER / "originals").iterdir())
SILENT = {"unit_name", "sheet"}
"""What the pairs do not hold: the name as our tables write it; the sheet is the report's."""


def expectation(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / "expected" / f"{name}.json").read_text(encoding="utf-8"))


def rows(report: Report) -> list[dict[str, Any]]:
    """Return the frame's rows without their blanks, as the pairs are written."""
    records = report.frame.drop(columns=list(SILENT)).to_dict("records")
    return [{key: _plain(value) for key, value in record.items() if not _is_blank(key, value)} for record in records]


def _is_blank(key: str, value: object) -> bool:
    default = (key, value) in {("dashes", ""), ("level", "all"), ("holder", "all")}
    return default or bool(pd.isna(value))


def _plain(value: Any) -> Any:
    value = value.item() if hasattr(value, "item") else value
    return round(value, 9) if isinstance(value, float) else value


def expected_rows(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in row.items() if value is not None and not _is_blank(key, value)}
        for row in report["rows"]
    ]


def summary(report: Report) -> dict[str, Any]:
    period = report.period and [report.period.start.isoformat(), report.period.end.isoformat()]
    return {"kind": report.kind, "form": report.form, "period": period, "sheet": report.sheet}


def is_met(wanted: dict[str, Any], finding: Finding) -> bool:
    return (wanted["severity"], wanted["code"]) == (finding.severity, finding.code) and finding.where in wanted["where"]
