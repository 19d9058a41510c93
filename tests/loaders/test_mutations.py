"""A count changed behind the back of a printed total or identity is noticed at its place, and nothing else moves."""

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


def _is_beside(where, place):
    sheet, _, address = where.partition("!")
    if sheet != place.paper.name or not address:
        return False
    letters, row = coordinate_from_string(address)
    return row == place.row or letters == coordinate_from_string(place.where.partition("!")[2])[0]


@pytest.mark.parametrize("more", [1, 7])
@pytest.mark.parametrize("name", PAIRS)
def test_a_changed_count_is_noticed_and_nothing_else_changes(name, more):
    pair = PAIRS[name]
    before = {(finding.code, finding.where) for finding in load_in_process(pair.data, name).findings}
    for place in _one_cell_a_column(pair):
        loaded = load_in_process(changed(pair, place, more).data, name)
        news = [finding for finding in loaded.findings if (finding.code, finding.where) not in before]
        assert [finding for finding in news if finding.severity != "note" and _is_beside(finding.where, place)], (
            place.where
        )
        wanted = golden.expected_rows(pair.reports[place.report])
        wanted[place.index][place.field] += more
        assert golden.rows(loaded.reports[place.report]) == wanted, place.where
