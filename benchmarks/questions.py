"""A store with the sample data -> how long the app's questions take, beside their bare sums done by pandas."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from adoption import arithmetic, headline, tables
from adoption.selection import Selection
from benchmarks import by_pandas
from benchmarks.measuring import circumstances, in_turns, markdown, milliseconds, ratio
from sample_data.loading import load_into
from store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benchmarks.by_pandas import Facts
    from store import Store

    Sums = Mapping[str, float]
    """What both ways must agree on: a unit, month, level or measure -> its value."""

ROUNDS = 7
MEASURE = "online_share"
KINDS = ("service_usage", "work_records", "digital_signatures")
FIRST, YEAR_AGO, MONTH_BEFORE, MONTH = "2024-01", "2025-10", "2026-08", "2026-09"


@dataclass(frozen=True, slots=True)
class Question:
    """One question asked in both ways."""

    words: str
    app: Callable[[Store], Sums]
    pandas: Callable[[Facts], Sums]


def main() -> None:
    """Measure on ADOPTION_STORE where that is set, else on the sample data, loaded into a temporary folder first."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        print(_measured(_store(folder), folder))


def _store(folder: Path) -> Store:
    """Open the store that is there, to which nothing is added, or make one of the sample data."""
    if os.environ.get("ADOPTION_STORE"):
        return open_store()
    store = open_store(folder / "store")
    load_into(store)
    return store


def _measured(store: Store, folder: Path) -> str:
    read, held = _facts_of(store, folder)
    rows = []
    for question in QUESTIONS:
        _check_agreement(question.words, question.app(store), question.pandas(read))
        ways = {"app": question.app, "read": question.pandas, "held": question.pandas}
        sources = {"app": store, "read": read, "held": held}
        times = in_turns({name: partial(ask, sources[name]) for name, ask in ways.items()}, ROUNDS)
        took = [milliseconds(one) for one in times.values()]
        rows.append([question.words, *took, *(ratio(times["app"], times[name]) for name in ("read", "held"))])
    facts = ", ".join(f"{len(held(kind, ['month'])):,} rows of {kind}" for kind in KINDS)
    headings = ("question", "app", "pandas, file read", "pandas, in memory", "app / read", "app / in memory")
    return f"{circumstances('pandas', 'pyarrow', 'duckdb', 'narwhals')} Facts: {facts}.\n\n{markdown(headings, rows)}"


def _facts_of(store: Store, folder: Path) -> tuple[Facts, Facts]:
    """Return two sources of the store's facts: Parquet files read at each question, and frames held in memory."""
    for kind in KINDS:
        store.facts(kind).sink_parquet(folder / f"{kind}.parquet")
    frames = {kind: pd.read_parquet(folder / f"{kind}.parquet") for kind in KINDS}

    def read(kind: str, columns: Sequence[str]) -> pd.DataFrame:
        return pd.read_parquet(folder / f"{kind}.parquet", columns=list(columns))

    def held(kind: str, columns: Sequence[str]) -> pd.DataFrame:
        return frames[kind][list(columns)]

    return read, held


def _check_agreement(words: str, app: Sums, pandas: Sums) -> None:
    """Raise where the two ways differ: a time is worth nothing beside another answer."""
    told = {name: value for name, value in app.items() if value is not None and not np.isnan(value)}
    other = {name: value for name, value in pandas.items() if not np.isnan(value)}
    differing = [name for name in told.keys() | other.keys() if not np.isclose(told.get(name, -1), other.get(name, -1))]
    if differing:
        raise AssertionError(f"{words}: {[(name, told.get(name), other.get(name)) for name in sorted(differing)]!r}")


def _units_of_app(first: str, store: Store) -> Sums:
    return _by(tables.by_unit(store, MEASURE, Selection("service_usage", first, MONTH)), "unit_id")


def _months_of_app(store: Store) -> Sums:
    return _by(tables.by_month(store, MEASURE, Selection("service_usage", FIRST, MONTH)), "month")


def _levels_of_app(store: Store) -> Sums:
    return _by(tables.by_level(store, MEASURE, Selection("service_usage", YEAR_AGO, MONTH)), "level")


def _cards_of_app(store: Store) -> Sums:
    return {card.measure_id: card.value for card in headline.headline_cards(store, MONTH) if card.value is not None}


def _sums_of_pandas(first: str, by: str, facts: Facts) -> Sums:
    return by_pandas.sums(facts, arithmetic.of(MEASURE), first, MONTH, by)["value"].to_dict()


def _cards_of_pandas(facts: Facts) -> Sums:
    """Sum the month of the cards and the one before, which the app compares it with."""
    cards = {}
    for measure_id in headline.HEADLINE_MEASURES:
        months = by_pandas.sums(facts, arithmetic.of(measure_id), MONTH_BEFORE, MONTH, "month")
        cards[measure_id] = months["value"][MONTH]
    return cards


def _by(table: pd.DataFrame, key: str) -> Sums:
    return table.set_index(key)["value"].to_dict()


QUESTIONS = (
    Question("units, one month", partial(_units_of_app, MONTH), partial(_sums_of_pandas, MONTH, "unit_id")),
    Question("units, twelve months", partial(_units_of_app, YEAR_AGO), partial(_sums_of_pandas, YEAR_AGO, "unit_id")),
    Question("the province, month by month", _months_of_app, partial(_sums_of_pandas, FIRST, "month")),
    Question("levels of service, twelve months", _levels_of_app, partial(_sums_of_pandas, YEAR_AGO, "level")),
    Question("the overview's six cards", _cards_of_app, _cards_of_pandas),
)

if __name__ == "__main__":
    main()
