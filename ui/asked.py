"""What an explore page shows: a measure, of a selection, read in one of four ways; and its names in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adoption import arithmetic, readings
from adoption.readings import MONTHS_BACK
from documents import charts
from documents.labels import READINGS
from locales import N_
from reference.measures import measure
from ui import address, filters, language

if TYPE_CHECKING:
    from adoption.readings import Reading
    from adoption.selection import Selection
    from reference.measures import Measure


READING_HELP = N_(
    "The figure itself; by how much it changed on the month before, or on the same month a year before; or the sum "
    "of the year so far."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a page; `selection` is what was chosen, `stretch` the months of it whose figures are read."""

    measure: Measure
    selection: Selection
    reading: Reading = "value"

    @property
    def stretch(self) -> Selection:
        """The months that are added up for a figure by unit."""
        return readings.stretch(self.selection, self.reading)

    @property
    def of_all(self) -> Asked:
        """The same of all units of the level, whichever were chosen."""
        return replace(self, selection=replace(self.selection, units=()))

    @property
    def is_change(self) -> bool:
        """Whether figures are told against earlier ones."""
        return self.reading in MONTHS_BACK

    @property
    def title(self) -> str:
        """The measure in words, and how it is read."""
        return charts.titled(self.measure, self.reading, language.words())

    @property
    def by_unit(self) -> str:
        """The title of what shows it by unit."""
        return language.words()("{measure} by unit").format(measure=self.title)

    @property
    def by_month(self) -> str:
        """The title of what shows it by month."""
        return language.words()("{measure} by month").format(measure=self.title)

    @property
    def key(self) -> str:
        """What changes when something else is asked: charts of it are then made anew."""
        one = self.selection
        return f"{self.measure.id} {self.reading} {one.units} {one.borders}"


def choose_measure(*measure_ids: str) -> Measure:
    """Let one of several measures be chosen, the first at first; the chosen one's definition stands beside."""
    _ = language.words()
    options = {measure_id: measure(measure_id).label for measure_id in measure_ids}
    meant = measure(address.one("measure", measure_ids, measure_ids[0])).definition
    return measure(filters.choose_in_list(_("Measure"), "measure", options, _(meant)))


def choose_reading(one: Measure) -> Reading:
    """Let the way be chosen in which the figures are read; what stands at a month's end has no sum since January."""
    _ = language.words()
    ways = {way: words for way, words in READINGS.items() if way != "to_date" or not arithmetic.of(one.id).is_stock}
    chosen: Reading = filters.choose_in_list(_("Read as"), "reading", ways, _(READING_HELP))  # type: ignore[assignment]  # one of the keys
    return chosen
