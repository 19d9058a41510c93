"""A file that was read but not accepted -> what accepting it would change: cell by cell, and figure by figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from adoption import tables, targets
from adoption.selection import Selection
from reference.measures import measure
from store import facts as parquet
from store import intake, schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adoption.facts import FactStore
    from loaders.report import Loaded
    from reference.period import Period
    from store import Store
    from store.intake import Filed
    from store.receipts import Receipt

TOLD = {
    "service_usage": ("online_share", "received"),
    "work_records": ("records_share", "signed_share"),
    "digital_signatures": ("issued", "issued_to_date"),
}
"""The measures that tell an officer soonest whether a file says what it should, by kind."""

CELL_COLUMNS = ("kind", "period_start", "period_end", "unit_id", "part", "field", "old", "new", "change")
FIGURE_COLUMNS = (
    *("measure_id", "month", "unit_id", "unit_name", "unit_level"),
    *("old", "new", "target", "old_rank", "new_rank"),
)
_DAYS_BEFORE = 62
"""A month's figures are compared with those of the month before, which a 15th-14th month begins earlier still."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What accepting would change.

    `cells`: one row a figure of the file, or one that it takes back: `kind, period_start, period_end, unit_id, part`
    (the rest of its key as text: breakdown, level, sector ...), `field, old, new` and `change` ("new", "restated",
    "gone", "unchanged"). `figures`: one row a measure, month and unit whose value or place changes, the province always
    and first: `measure_id, month, unit_id, unit_name, unit_level, old, new, target, old_rank, new_rank`; NaN:
    no figure.
    """

    cells: pd.DataFrame
    figures: pd.DataFrame

    def count(self, change: str) -> int:
        """Say how many cells change in that way."""
        return int((self.cells["change"] == change).sum())

    @property
    def restates(self) -> bool:
        """Whether figures that hold now would read otherwise, or be gone."""
        return bool(self.cells["change"].isin(["restated", "gone"]).any())

    @property
    def moving(self) -> frozenset[str]:
        """The ids of the measures of which a unit's or the province's figure would read otherwise."""
        is_moved = self.figures["old"].fillna(-1) != self.figures["new"].fillna(-1)
        return frozenset(self.figures.loc[is_moved, "measure_id"])

    @property
    def moved(self) -> pd.DataFrame:
        """The figures that would read otherwise, and the province's beside them."""
        is_moved = self.figures["old"].fillna(-1) != self.figures["new"].fillna(-1)
        of_moving = self.figures["measure_id"].isin(self.moving)
        return self.figures[of_moving & (is_moved | (self.figures["unit_level"] == "province"))]

    @property
    def places(self) -> pd.DataFrame:
        """The figures whose place among the units of their level would be another, also where only others moved."""
        is_ranked = self.figures["measure_id"].map(lambda one: measure(one).better != "none").astype(bool)
        ranks = self.figures[["old_rank", "new_rank"]].astype(float)
        return self.figures[is_ranked & ranks.notna().all(axis=1) & (ranks["old_rank"] != ranks["new_rank"])]

    @property
    def crossings(self) -> pd.DataFrame:
        """The figures that would reach their target or fall short of it, with `old_state, new_state`."""
        states = {}
        for when in ("old", "new"):
            better = self.figures["measure_id"].map(lambda one: measure(one).better).astype("object")
            against = targets.against(self.figures[when].astype(float), self.figures["target"].astype(float), better)
            states[f"{when}_state"] = against["target_state"]
        told = self.figures.assign(**states)
        is_known = told[["old_state", "new_state"]].isin(["reached", "below"]).all(axis=1)
        return told[is_known & (told["old_state"] != told["new_state"])]


class WhatIf:
    """The store as it would answer if the reports were accepted: a FactStore, around the reports' months only."""

    def __init__(self, store: FactStore, filed: Sequence[Filed]) -> None:
        self._store = store
        self._filed = filed
        self._engine = duckdb.connect()

    def facts(self, kind: str, as_of: int | None = None) -> nw.LazyFrame[Any]:
        """Return the facts of a kind with the reports laid over those they take over from."""
        filed = [one for one in self._filed if one.receipt.kind == kind]
        facts = self._store.facts(kind, as_of)
        if not filed:
            return facts
        since = min(one.receipt.period.start for one in filed) - timedelta(days=_DAYS_BEFORE)
        table = facts.filter(nw.col("period_end") >= since).collect("pyarrow").to_native()
        for one in filed:
            table = _laid_over(table, one)
        return nw.from_native(self._engine.from_arrow(table)).lazy()

    def receipts(self) -> tuple[Receipt, ...]:
        """Return the ledger's events: accepting takes none of them back."""
        return self._store.receipts()


def of(
    store: Store, loaded: Loaded, original: bytes, period: Period | None = None, language: str = "vi"
) -> Consequence:
    """Say what accepting would change; store.Refused where it would be refused."""
    filed = intake.prepare(loaded, original, period)
    after = WhatIf(store, filed)
    kinds = dict.fromkeys(one.receipt.kind for one in filed)
    cells = [compare(_window(store, kind, filed), _window(after, kind, filed), kind) for kind in kinds]
    months = dict.fromkeys((one.receipt.kind, one.receipt.period.reporting_month) for one in filed)
    figures = [
        _figures(store, after, measure_id, Selection(kind, month, month), language)
        for kind, month in months
        if month
        for measure_id in TOLD.get(kind, ())
    ]
    return Consequence(_stacked(cells, CELL_COLUMNS), _stacked(figures, FIGURE_COLUMNS))


def compare(before: pd.DataFrame, after: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Compare two states of a kind's facts (columns of store.schema.of_question), cell by cell, in `after`'s order."""
    old, new = _cells(before, kind).rename("old"), _cells(after, kind).rename("new")
    both = pd.concat([new, old], axis=1, join="outer")
    both["change"] = "restated"
    both.loc[both["old"] == both["new"], "change"] = "unchanged"
    both.loc[both["old"].isna(), "change"] = "new"
    both.loc[both["new"].isna(), "change"] = "gone"
    return both.reset_index().assign(kind=kind)[list(CELL_COLUMNS)]


def part_names(facts: pd.DataFrame, kind: str) -> pd.Series[str]:
    """Return the rest of each row's key as text: its breakdown, level, sector ... joined by " / "."""
    parts = facts[["breakdown", *schema.KINDS[kind].identity]].astype("object")
    names = [" / ".join(str(name) for name in row if pd.notna(name)) for row in parts.itertuples(index=False)]
    return pd.Series(names, index=facts.index, dtype="object")


def _cells(facts: pd.DataFrame, kind: str) -> pd.Series[float]:
    """Return the figures that stand there, by period, unit, part and field; a sector told twice is added up."""
    keys = ["period_start", "period_end", "unit_id", "part"]
    fields = ["value", "rank", "out_of"] if kind == "headline" else list(schema.KINDS[kind].counts)
    named = facts.assign(part=part_names(facts, kind))
    long = named.melt(id_vars=keys, value_vars=fields, var_name="field", value_name="figure").dropna(subset="figure")
    return long.astype({"figure": float}).groupby([*keys, "field"], sort=False)["figure"].sum()


def _window(store: FactStore, kind: str, filed: Sequence[Filed]) -> pd.DataFrame:
    """Return the facts of the periods, units and breakdowns that the reports claim."""
    claims = [
        (nw.col("period_start") == one.receipt.period.start)
        & (nw.col("period_end") == one.receipt.period.end)
        & (nw.col("breakdown") == one.receipt.breakdown)
        & nw.col("unit_id").is_in(list(one.receipt.units))
        for one in filed
        if one.receipt.kind == kind
    ]
    rows = store.facts(kind).filter(nw.any_horizontal(*claims, ignore_nulls=True)).sort("receipt", "row")
    table: pd.DataFrame = rows.collect("pandas").to_native()
    return table


def _figures(before: FactStore, after: FactStore, measure_id: str, month: Selection, language: str) -> pd.DataFrame:
    """Put each unit's and the province's figure of the month beside what it would be."""
    old, new = (_figured(facts, measure_id, month, language) for facts in (before, after))
    table = new.assign(new=new["value"], old=old["value"], new_rank=new["rank"], old_rank=old["rank"])
    ranks = table[["old_rank", "new_rank"]].astype(float).fillna(-1)
    has_moved = (table["new"].fillna(-1) != table["old"].fillna(-1)) | (ranks["old_rank"] != ranks["new_rank"])
    is_told = has_moved | (table["unit_level"] == "province")
    named = table[is_told].reset_index().assign(measure_id=measure_id, month=month.last)
    return named[list(FIGURE_COLUMNS)]


def _figured(facts: FactStore, measure_id: str, month: Selection, language: str) -> pd.DataFrame:
    whole = tables.by_month(facts, measure_id, month, language=language)
    return pd.concat([whole, tables.by_unit(facts, measure_id, month, language)]).set_index("unit_id")


def _laid_over(table: pa.Table, filed: Filed) -> pa.Table:
    """Take from the facts what the report takes over, and add its own rows with the number 0."""
    for claim in filed.receipt.claims:
        is_claimed = _is_claimed(table, filed, claim.units)
        if filed.receipt.kind == "headline":
            table = table.filter(pc.invert(pc.and_(is_claimed, pc.is_in(table["indicator"], pa.array(claim.parts)))))
        else:
            table = _without(table, is_claimed, schema.KINDS[filed.receipt.kind].parts, claim.parts)
    rows = parquet.decode(filed.parquet, filed.receipt.kind)
    whole = rows.append_column("receipt", pa.array([0] * len(rows), pa.int64()))
    whole = whole.append_column("file", pa.array([""] * len(rows), pa.string()))
    return pa.concat_tables([table.cast(whole.schema), whole])


def _is_claimed(table: pa.Table, filed: Filed, units: Sequence[str]) -> pa.ChunkedArray:
    report = filed.receipt
    same_days = pc.and_(
        pc.equal(table["period_start"], pa.scalar(report.period.start)),
        pc.equal(table["period_end"], pa.scalar(report.period.end)),
    )
    same_rows = pc.and_(pc.equal(table["breakdown"], report.breakdown), pc.is_in(table["unit_id"], pa.array(units)))
    return pc.and_(same_days, same_rows)


def _without(
    table: pa.Table, is_claimed: pa.ChunkedArray, parts: Mapping[str, Sequence[str]], taken: Sequence[str]
) -> pa.Table:
    """Blank the taken parts' figures and dashes in the claimed rows."""
    names = {name for part in taken for name in parts[part]}
    for name in names:
        blanked = pc.if_else(is_claimed, pa.scalar(None, pa.int64()), table[name])
        table = table.set_column(table.schema.get_field_index(name), name, blanked)
    dashes = [
        " ".join(name for name in text.split() if name not in names) if claimed else text
        for text, claimed in zip(table["dashes"].to_pylist(), is_claimed.to_pylist(), strict=True)
    ]
    return table.set_column(table.schema.get_field_index("dashes"), "dashes", pa.array(dashes, pa.string()))


def _stacked(frames: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    kept = [frame for frame in frames if len(frame)]
    return pd.concat(kept, ignore_index=True) if kept else pd.DataFrame(columns=list(columns))
