"""A figure -> the cells of the files received that are added up in its numerator and its denominator.

The rows are those that adoption.figures added up, and the cells those that the receipts say their fields were read
from; so what is shown here is the figure's own sum, and not another reckoning of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd
import pyarrow as pa

from adoption import arithmetic, carrying, consequence, figures, tables
from store import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from adoption.facts import FactStore
    from adoption.selection import Selection
    from reference.period import Period
    from store.receipts import Receipt, ReportReceipt

CELL_COLUMNS = (
    *("part", "unit_id", "month", "detail", "field", "value"),
    *("receipt", "file", "original", "form", "sheet", "row", "cell", "by", "at"),
)
_WHOSE = ("unit_id", "month", "receipt", "file", "form", "sheet", "row")
_PLACED = ("breakdown", "period_start", "dashes")
LISTS = "dossiers"
"""How the ids of the forms begin that list dossiers: their figures are counted, and stand in no cell."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of a selection: NaN for what is not known; `state` (adoption.figures.State) says why."""

    numerator: float
    denominator: float
    value: float
    """Percent 0-100, or the count."""
    state: str


@dataclass(frozen=True, slots=True)
class Place:
    """One figure of the facts, as adoption.consequence names a cell; `part` is its breakdown, level, sector ..."""

    kind: str
    period: Period
    unit_id: str
    part: str
    field: str


def figure(store: FactStore, measure_id: str, selection: Selection) -> Figure:
    """Return the selection's figure: of the one unit named, or of all units of its levels (of the province) together.

    Counts are added over the months, of a stock the last month's is taken. KeyError for an unknown measure or unit.
    """
    how = arithmetic.of(measure_id)
    counted = tables.counted(store, how, selection)
    sums = counted[["numerator", "denominator"]].sum(min_count=1).to_frame().T
    return Figure(
        numerator=float(sums["numerator"].iloc[0]),
        denominator=float(sums["denominator"].iloc[0]),
        value=float(figures.value(sums, how).iloc[0]),
        state=_state(store, measure_id, selection, counted),
    )


def cells(store: FactStore, measure_id: str, selection: Selection) -> pd.DataFrame:
    """Return one row a cell that is added up in the selection's figure; those of the numerator come first.

    Columns: `part` ("numerator", "denominator"), `unit_id, month`, `detail` (level, sector, procedure or holder, joined
    by " / "; "" for a unit's own line), `field`, `value` (NaN for a printed "-", which adds nothing), `receipt` (its
    ledger number), `file, original` (name and sha256), `form, sheet, row`, `cell` ("C10", or "C10+D10" where two
    columns make the field; None where rows of a list are counted), `by, at` (who accepted the file, and when).
    The values of a part add up to it exactly. No row where there is no figure. KeyError as `figure`.
    """
    how = arithmetic.of(measure_id)
    counted = tables.counted(store, how, selection)
    named = replace(selection, units=carrying.reporting(selection))
    rows = figures.rows_behind(store.facts(how.kind, selection.as_of), how, named, counted)
    receipts = {receipt.number: receipt for receipt in store.receipts()}
    sides = (("numerator", "top", how.top), ("denominator", "bottom", how.bottom))
    found = [
        cell | {"part": part}
        for part, brought, fields in sides
        for cell in _cells(rows[rows[brought].notna()], how.kind, fields, receipts)
    ]
    return pd.DataFrame(found, columns=list(CELL_COLUMNS)).astype({"value": float})


def standing(store: FactStore, place: Place) -> pd.DataFrame:
    """Return the cells, as `cells` does, that one figure of the facts was read from; no row where there is none."""
    rows = store.facts(place.kind).filter(
        nw.col("unit_id") == place.unit_id,
        nw.col("period_start") == place.period.start,
        nw.col("period_end") == place.period.end,
    )
    table: pd.DataFrame = rows.sort("receipt", "row").collect("pandas").to_native()
    told = table[(consequence.part_names(table, place.kind) == place.part) & table[place.field].notna()]
    receipts = {receipt.number: receipt for receipt in store.receipts()}
    found = list(_cells(told, place.kind, (place.field,), receipts))
    return pd.DataFrame(found, columns=list(CELL_COLUMNS)).astype({"value": float})


def is_counted(form: str) -> bool:
    """Whether a form's figures are counted from the rows of a list, so that none stands in a cell."""
    return form.startswith(LISTS)


def _state(store: FactStore, measure_id: str, selection: Selection, counted: pd.DataFrame) -> str:
    """Return what best says why the figure is what it is; where there is none, as the tables say it."""
    told = [state for state in counted["state"] if state in carrying.HAS_FIGURE]
    if told:
        return str(min(told, key=figures.STATES.index))
    if selection.units:
        rows = tables.by_unit(store, measure_id, selection)
    else:
        rows = tables.by_month(store, measure_id, replace(selection, first=selection.last))
    return str(rows["state"].iloc[-1]) if len(rows) else "not_due"


def _cells(
    rows: pd.DataFrame, kind: str, fields: Sequence[str], receipts: Mapping[int, Receipt]
) -> Iterator[dict[str, Any]]:
    identity = schema.KINDS[kind].identity
    for row in _records(rows[[*_WHOSE, *_PLACED, *identity, *fields]]):
        receipt = receipts[row["receipt"]]
        whose = {name: row[name] for name in _WHOSE}
        whose |= {"original": receipt.original, "by": receipt.by, "at": receipt.at, "detail": _detail(row, identity)}
        reports = [one for one in receipt.reports if _is_of(one, kind, row)]
        dashed = row["dashes"].split()
        for field in fields:
            if row[field] is not None or field in dashed:
                yield {"field": field, "value": row[field], "cell": _cell(reports, kind, row, field), **whose}


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a dict a row, None for what is missing; pandas would take as long again for each value."""
    records: list[dict[str, Any]] = pa.Table.from_pandas(rows, preserve_index=False).to_pylist()
    return records


def _detail(row: Mapping[str, Any], identity: Sequence[str]) -> str:
    return " / ".join(row[name] for name in identity if row[name] is not None and row[name] != "all")


BESIDE = {"out_of": "rank"}
"""What may stand in one cell with another: "7/63"."""


def _cell(reports: Sequence[ReportReceipt], kind: str, row: Mapping[str, Any], field: str) -> str | None:
    """Return where a fact was read from, by the reports of its file that it is of."""
    if is_counted(row["form"]):
        return None
    side = row.get("holder") if kind == "digital_signatures" else row.get("level")
    names = (field, BESIDE[field]) if field in BESIDE else (field,)
    for report in reports:
        for name in names:
            if address := report.cell(name, row["row"], side or "all"):
                return address.rpartition("!")[2]
    return None


def _is_of(report: ReportReceipt, kind: str, row: Mapping[str, Any]) -> bool:
    """Tell the reports of one sheet apart; what is soonest told comes first."""
    return (
        (report.kind, report.sheet, report.form, report.breakdown)
        == (kind, row["sheet"], row["form"], row["breakdown"])
        and report.first_row <= row["row"] <= report.last_row
        and pd.Timestamp(row["period_start"]).date() == report.period.start
        and row["unit_id"] in report.units
    )
