"""A count changed behind the back of a printed total or identity is noticed by what depends on it, and nothing else."""

from __future__ import annotations

import pytest
from openpyxl.utils.cell import coordinate_from_string

from loaders import load_in_process
from tests.loaders import golden
from tests.workbooks import make_originals
from tests.workbooks.pair import changed

PAIRS = {pair.name: pair for pair in make_originals.clean() if pair.counts}


def _one_cell_a_column(pair):
    """Pick a count from each column, each from another line, so that a form's every check is met."""
    columns = sorted({place.column for place in pair.counts})
    by_column = {column: [place for place in pair.counts if place.column == column] for column in columns}
    return [places[(5 * nth + 1) % len(places)] for nth, places in enumerate(by_column.values())]


def _depends(finding, pair, place):
    """Whether what was found can come of this count: its line's sums, its column's, its unit's percentages."""
    sheet, _, address = finding.where.partition("!")
    if sheet != place.paper.name or not address:
        return False
    letters, row = coordinate_from_string(address)
    if finding.code.startswith(("identity-", "part-exceeds-")):
        return row == place.row
    if finding.code.startswith(("total-", "levels-")):
        return letters == coordinate_from_string(place.where.partition("!")[2])[0]
    return finding.code == "percent-differs" and row in _lines_of_the_unit(pair, place)


def _lines_of_the_unit(pair, place):
    """Return the rows of the unit's levels, and the row above: its own line may have no counts, only percentages."""
    rows = pair.reports[place.report]["rows"]
    of_unit = {line["row"] for line in rows if line["unit_id"] == rows[place.index]["unit_id"]}
    return {*of_unit, min(of_unit) - 1}


@pytest.mark.parametrize("more", [1, 7])
@pytest.mark.parametrize("name", PAIRS)
def test_a_changed_count_is_noticed_and_nothing_else_changes(name, more):
    pair = PAIRS[name]
    before = {(finding.code, finding.where) for finding in load_in_process(pair.data, name).findings}
    for place in _one_cell_a_column(pair):
        loaded = load_in_process(changed(pair, place, more).data, name)
        news = [finding for finding in loaded.findings if (finding.code, finding.where) not in before]
        fired = [finding for finding in news if finding.severity != "note"]
        assert fired, place.where
        assert [finding for finding in fired if not _depends(finding, pair, place)] == [], place.where
        wanted = golden.expected_rows(pair.reports[place.report])
        wanted[place.index][place.field] += more
        assert golden.rows(loaded.reports[place.report]) == wanted, place.where
