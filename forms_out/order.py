"""What an officer asks for - a form, how, of when, of whom -> the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from adoption import choices
from forms_out import blank, naming, paper
from forms_out.filled import Filling
from locales import translator
from reference.period import VIETNAM

if TYPE_CHECKING:
    from adoption.facts import AsOf
    from forms_out.layouts import Layout
    from reference.period import Period
    from reference.units import Unit

OF_FORMS = "vi"
"""The language of the forms themselves."""

Way = Literal["filled", "named", "unnamed"]
"""Filled in from the store; or to be filled in by an office, the units' lines named or left to it."""


@dataclass(frozen=True, slots=True)
class Order:
    """One workbook asked for; its words beside the form itself are in `language`."""

    layout: Layout
    way: Way
    period: Period
    units: tuple[Unit, ...]
    language: str = "vi"

    @property
    def sender(self) -> str:
        """Who reports: the one unit, or the province."""
        return self.units[0].full_name if len(self.units) == 1 else paper.PROVINCE

    def workbook(self, store: AsOf) -> bytes:
        """Return it, as of the store's number."""
        now = datetime.now(VIETNAM)
        if self.way == "filled":
            told = translator(OF_FORMS)("made from the files received, as of No. {number} of the ledger.")
            note = told.format(number=store.number)
            return paper.written(Filling(store, self.layout, self.period).table(self.units, self.sender, note), now)
        return blank.written(self._named(store) if self.way == "named" else self._unnamed(store), now)

    def _named(self, store: AsOf) -> blank.Blank:
        table = blank.named(self.layout, self.period, self.units, self.sender)
        known = blank.stocks(store, self.layout, self.period, self.units)
        return blank.Blank(table, (), known, self.language)

    def _unnamed(self, store: AsOf) -> blank.Blank:
        is_by_sector = self.layout.rows == "sectors"
        sectors = choices.values(store, self.layout.kind, "sector") if is_by_sector else ()
        names = sectors if is_by_sector else tuple(map(naming.printed, self.units))
        table = blank.unnamed(self.layout, self.period, self.sender, 0 if is_by_sector else len(names))
        return blank.Blank(table, names, language=self.language)
