"""A month of a store -> everything its papers tell, each question asked once for all units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adoption import completeness, headline, tables, timeliness
from adoption.completeness import ENOUGH, UNIT_KINDS, is_enough
from adoption.facts import AsOf
from adoption.selection import Selection
from locales.words import Words
from reference.measures import measure
from reference.units import unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from adoption.completeness import Coverage
    from adoption.facts import FactStore
    from adoption.headline import Card
    from reference.units import Unit

SAY = Words("vi")
"""The papers are an office's, and Vietnamese whatever the reader's language."""

MEASURES = (
    *("online_share", "full_share", "resolved_on_time_share", "received"),
    *("records_share", "signed_share", "issued", "issued_to_date"),
)
"""What a unit's slip tells, in its order."""


@dataclass(frozen=True, slots=True)
class Month:
    """What is known of a month ("2024-09") after a ledger number.

    `by_unit` has adoption's table by unit of each measure, with a row for every unit that makes up the province's
    figure; `whole` the province's card of each; `standing` the units' states of each kind (adoption.timeliness).
    """

    store: FactStore
    month: str
    number: int
    by_unit: Mapping[str, pd.DataFrame]
    whole: Mapping[str, Card]
    cards: tuple[Card, ...]
    coverage: Mapping[str, Coverage]
    standing: Mapping[str, pd.DataFrame]
    source: str

    @property
    def words(self) -> str:
        """Name it inside a sentence: "tháng 9/2024"."""
        return SAY.month(self.month).lower()

    @property
    def due(self) -> tuple[Unit, ...]:
        """The units that owe any kind of report, in official order."""
        return tuple(dict.fromkeys(one for found in self.coverage.values() for one in found.due))

    def missing(self, one: Unit) -> tuple[str, ...]:
        """Return the kinds that the unit owes and has not sent."""
        return tuple(kind for kind, found in self.coverage.items() if one in found.missing)


def gathered(store: FactStore, month: str, number: int) -> Month:
    """Ask everything of the store as it stood after the ledger number."""
    then = AsOf(store, number)
    day = next((one.day for one in then.receipts() if one.number == number), None)
    said = SAY("Source: the units' own reports, as received up to No. {number} ({day}).")
    return Month(
        store=then,
        month=month,
        number=number,
        by_unit={one: tables.by_unit(then, one, _of(one, month)) for one in MEASURES},
        whole={one: headline.card(then, one, month) for one in MEASURES},
        cards=headline.headline_cards(then, month),
        coverage={kind: completeness.coverage(then, kind, month) for kind in UNIT_KINDS},
        standing={kind: timeliness.matrix(then, kind, month, month) for kind in UNIT_KINDS},
        source=said.format(number=number, day=SAY.day(day) if day else ""),
    )


def of_province(card: Card) -> str:
    """Write the province's figure, or of how few units it would be, see completeness.ENOUGH."""
    if card.is_withheld:
        return SAY("–, {reported}/{due} units").format(reported=card.units_reported, due=card.units_due)
    return SAY.figure(card.value, is_percent=measure(card.measure_id).unit == "percent")


def why_withheld(cards: Iterable[Card]) -> str:
    """Say why the province has no figure where one of them has none; "" where all have theirs."""
    if not any(card.is_withheld for card in cards):
        return ""
    said = SAY("Where fewer than {percent} of the units due have given a figure, none is given for the province.")
    return said.format(percent=SAY.target(ENOUGH))


def similar(table: pd.DataFrame) -> pd.Series[float]:
    """Return for each row of a table by unit the share of all units of its level and type together, in percent.

    Wards are set beside wards and communes beside communes: they differ in what people come for. NaN for a count,
    since units are not of one size, and where too few of them told theirs.
    """
    types = table["unit_id"].map(lambda unit_id: unit(unit_id).type).where(table["unit_level"] != "department", "")
    counted = {"told": table["numerator"].notna(), "due": table["state"] != "not_due"}
    alike = table.assign(type=types, **counted).groupby(["unit_level", "type"])
    sums = alike[["numerator", "denominator", "told", "due"]].transform("sum")
    is_known = (sums["denominator"] > 0) & is_enough(sums["told"], sums["due"])
    return 100 * sums["numerator"] / sums["denominator"].where(is_known)


def _of(measure_id: str, month: str) -> Selection:
    return Selection(measure(measure_id).kind, month, month)
