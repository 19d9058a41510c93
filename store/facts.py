"""A report and its period -> the Parquet facts that are kept for it, the same bytes for the same input."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from store import schema
from store.errors import Refused
from store.receipts import Claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.report import Report
    from reference.period import Period


def table_of(report: Report, period: Period) -> pa.Table:
    """Return the report's rows with the kind's full schema (`schema.of_report`), in the sheet's order.

    Refused("unknown-unit" | "same-row-twice") where a row is nobody's or would be counted twice.
    """
    frame = _with_defaults(report)
    _check_rows(report, frame)
    placed = {
        "period_start": period.start,
        "period_end": period.end,
        "month": period.reporting_month,
        "form": report.form,
        "breakdown": breakdown_of(report),
    }
    target = schema.of_report(report.kind)
    whole = frame.assign(**placed, in_total=_in_total(report, frame)).reindex(columns=target.names)
    return pa.Table.from_arrays([_array(whole[field.name], field.type) for field in target], schema=target)


def encode(table: pa.Table) -> bytes:
    """Write Parquet; equal tables give equal bytes as long as pyarrow stays the same."""
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", version="2.6", data_page_version="1.0")
    return sink.getvalue()


def decode(parquet: bytes, kind: str) -> pa.Table:
    """Read what `encode` wrote, with the schema of today: what was not yet kept when it was written is null."""
    table = pq.read_table(io.BytesIO(parquet))
    for field in schema.of_report(kind):
        if field.name not in table.column_names:
            table = table.append_column(field, pa.nulls(len(table), field.type))
    return table.select(schema.of_report(kind).names)


def breakdown_of(report: Report) -> str:
    """Return by what the report splits a unit: "procedure", "sector", "level" or "holder", else "none".

    Reports that look at a unit differently stand beside each other, whichever comes later: II.06a, which tells outcomes
    and no levels ("none"), beside PHỤ LỤC 2 to 4 of the month ("level", also where a restated one has lost its levels);
    the state's certificates (K3-2, named by its one holder, "official") beside those of everyone (K3-1, "holder").
    A list of dossiers is a way of its own, by its form and whatever its columns: it counts what others sum up.
    """
    if report.form.startswith("dossiers"):
        return report.form
    frame = _with_defaults(report)
    if report.kind == "digital_signatures":
        holders = set(frame["holder"])
        return "none" if holders == {"all"} else holders.pop() if len(holders) == 1 else "holder"
    if report.kind == "service_usage":
        for column in ("procedure", "sector", "level"):
            if any(pd.notna(value) and value != "all" for value in frame[column]):
                return column
        return "none" if "resolution" in _parts(report) else "level"
    return "none"


def claims_of(report: Report) -> tuple[Claim, ...]:
    """Return for which units the report gives which parts; these are the keys that it takes over."""
    frame = report.frame
    if report.kind != "headline":
        return (Claim(_parts(report), tuple(sorted(set(frame["unit_id"])))),)
    indicators: dict[str, set[str]] = {}
    for unit, indicator in zip(frame["unit_id"], frame["indicator"], strict=True):
        indicators.setdefault(unit, set()).add(indicator)
    return tuple(Claim(tuple(sorted(names)), (unit,)) for unit, names in sorted(indicators.items()))


def _parts(report: Report) -> tuple[str, ...]:
    """Return the parts that the form has a column for, though every cell of it may be blank."""
    kind = schema.KINDS[report.kind]
    mapped = {name.split("/")[0] for name in report.columns}
    dashed = set(" ".join(report.frame.get("dashes", pd.Series(dtype=str)).dropna()).split())
    filled = {name for name in kind.counts if name in report.frame and report.frame[name].notna().any()}
    given = {kind.part_of(name) for name in mapped | dashed | filled}
    return tuple(part for part in kind.parts if part in given) or tuple(kind.parts)


def _with_defaults(report: Report) -> pd.DataFrame:
    kind = schema.KINDS[report.kind]
    frame = report.frame.copy()
    for name in kind.identity:
        text = frame[name] if name in frame else pd.Series([None] * len(frame), index=frame.index)
        default = (kind.defaults or {}).get(name)
        frame[name] = [default if pd.isna(value) or value == "" else value for value in text]
    dashes = frame["dashes"] if "dashes" in frame else pd.Series([""] * len(frame), index=frame.index)
    frame["dashes"] = dashes.fillna("")
    return frame


def _check_rows(report: Report, frame: pd.DataFrame) -> None:
    """Hold the two lines behind the loaders' own checks: no row without a unit, no unit's own line counted twice.

    A sector may stand twice: once for a ministry's system and once for the province's, to be added.
    """
    for unit, row in zip(frame["unit_id"], frame["row"], strict=True):
        if pd.isna(unit):
            raise Refused("unknown-unit", where=f"{report.sheet}!{row}")
    is_detail = frame[[name for name in ("sector", "procedure") if name in frame]].notna().any(axis=1)
    repeated = frame[frame.duplicated(["unit_id", *schema.KINDS[report.kind].identity]) & ~is_detail]
    if len(repeated):
        first = repeated.iloc[0]
        raise Refused("same-row-twice", where=f"{report.sheet}!{first['row']}", unit=first["unit_id"])


@dataclass(frozen=True, slots=True)
class _Line:
    place: int
    path: tuple[str | None, ...]
    has_figures: bool


def _in_total(report: Report, frame: pd.DataFrame) -> list[bool]:
    """Say which rows make a unit's total: its own line where that has figures, else what stands beneath it."""
    kind = schema.KINDS[report.kind]
    deciding = [name for name in kind.parts[_parts(report)[0]] if name in frame] if kind.parts else []
    has_figures = frame[deciding].notna().any(axis=1).tolist()
    steps = [[None if pd.isna(value) or value == "all" else value for value in frame[name]] for name in kind.path]
    lines: dict[str, list[_Line]] = {}
    for place, unit in enumerate(frame["unit_id"]):
        path = tuple(step[place] for step in steps)
        lines.setdefault(unit, []).append(_Line(place, path, has_figures[place]))
    chosen = {line.place for of_unit in lines.values() for line in _standing(of_unit, 0)}
    return [place in chosen for place in range(len(frame))]


def _standing(lines: Sequence[_Line], depth: int) -> Sequence[_Line]:
    """Return the lines that together are the whole: at each step of the path the whole's own line, else its members."""
    if depth == len(lines[0].path):
        return lines
    groups: dict[str | None, list[_Line]] = {}
    for line in lines:
        groups.setdefault(line.path[depth], []).append(line)
    whole = groups.pop(None, [])
    members_have = any(line.has_figures for group in groups.values() for line in group)
    if whole and (any(line.has_figures for line in whole) or not members_have):
        return _standing(whole, depth + 1)
    return [line for group in groups.values() for line in _standing(group, depth + 1)]


def _array(values: pd.Series, kind: pa.DataType) -> pa.Array:
    if pa.types.is_integer(kind):
        values = values.astype("Int64")  # a fraction in a count raises here: it is a bug of whoever read it
    return pa.array([None if pd.isna(value) else value for value in values], type=kind)
