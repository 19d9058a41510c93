"""The league's weights as the ledger has them -> who set which from when, what holds, what was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from documents.labels import UNIT_LEVELS
from locales import N_
from reference.measures import measure
from ui import labels, language, navigation, tables
from ui.tables import Column
from ui.taught import STATES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store import Receipt
    from store.receipts import Weights

COLUMNS = (
    Column("number", N_("No.")),
    Column("level", N_("Unit level")),
    Column("since", N_("From")),
    Column("weights", N_("Weights")),
    Column("by", N_("By")),
    Column("at", N_("On")),
    Column("state", N_("State"), words=STATES),
    Column("why", N_("Reason")),
)


def show(receipts: Sequence[Receipt]) -> None:
    """List all weights ever set, the newest first, with the way to where they are set and taken back."""
    _ = language.words()
    rows = table(receipts)
    if rows.empty:
        st.markdown(_("Nobody has set weights yet; those of the program hold."))
    else:
        title = _("Weights of the league")
        tables.show(rows, COLUMNS, alt=title, name="weights-set", about=tables.about(title, {}))
    navigation.link("league", _("Set or take back on the League page"), ":material/balance:")


def table(receipts: Sequence[Receipt]) -> pd.DataFrame:
    """Return one row an event "weights-set" with the columns of COLUMNS; `state` as a key of STATES."""
    back = {one.withdraws: one for one in receipts if one.event == "taken-back" and one.withdraws is not None}
    newest = {
        (one.weights.unit_level, one.weights.since): one.number
        for one in receipts
        if one.weights and one.number not in back
    }
    rows = [_row(one, one.weights, back.get(one.number), newest) for one in reversed(receipts) if one.weights]
    return pd.DataFrame(rows, columns=[column.name for column in COLUMNS])


def _row(
    receipt: Receipt, weights: Weights, back: Receipt | None, newest: Mapping[tuple[str, str], int]
) -> tuple[object, ...]:
    _ = language.words()
    said = " · ".join(f"{_(measure(one).label)} {labels.number(weight)}" for one, weight in weights.of_measures.items())
    holds = newest.get((weights.unit_level, weights.since)) == receipt.number
    state = "taken-back" if back else "holds" if holds else "replaced"
    level, since = _(UNIT_LEVELS[weights.unit_level]), language.month(weights.since)
    why = back.why if back else receipt.why
    return receipt.number, level, since, said, receipt.by, labels.moment(receipt.at), state, why
