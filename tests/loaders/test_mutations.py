"""A count changed behind the back of a printed total or identity is noticed by what depends on it, and nothing else."""

from __future__ import annotations

import pytest
from openpyxl.utils.cell import coordinate_from_string, get_column_letter

from loaders import load_in_process
from tests.loaders import golden
from tests.workbooks import make_originals
from tests.workbooks.pair import Counted, changed

PAIRS = {pair.name: pair for pair in make_originals.clean() if pair.counts}


def _one_cell_a_column(pair):
    """Pick a count from each column, each from another line, so that a form's every check is met."""
    columns = sorted({place.column for place in pair.counts})
    by_column = {column: [place for place in pair.counts if place.column == column] for column in columns}
    return [places[(5 * nth + 1) % len(places)] for nth, places in enumerate(by_column.values())]


def _numbers(pair):
    """List the counts on paper that are no count of the frame."""
    framed = {(place.paper.name, place.row, place.column) for place in pair.counts}
    numbered = ((paper, *at) for paper in pair.papers for at, box in paper.boxes.items() if box.number is not None)
    return [(paper, row, column) for paper, row, column in numbered if (paper.name, row, column) not in framed]


def _one_other_a_column(pair):
    """Pick one of them from each column of the lines, and one from each column of the totals and sections."""
    lines = {line["row"] for report in pair.reports for line in report["rows"]}
    picked = {(paper.name, column, row in lines): (paper, row, column) for paper, row, column in _numbers(pair)}
    return [Counted(*place, report=0, index=0, field="") for place in picked.values()]


def _columns_of_one_field(loaded, place):
    """Return the letters of the columns that add up to what the place's column counts; none where it is ignored."""
    letter = get_column_letter(place.column)
    of_sheet = (report for report in loaded.reports if report.sheet in (place.paper.name, "Sheet1"))
    fields = (letters.split("+") for report in of_sheet for letters in report.columns.values())
    return {one for letters in fields if letter in letters for one in letters}


def _unread(loaded):
    """Return the rows of sections that are known to be of others' units and are not read."""
    return {row for one in loaded.findings for row in one.values.get("rows", "").split(", ")}


def _stands_by(finding, pair, place, columns):
    """Whether what was found is of the place's line, of its column, or of a percentage in a line of its unit."""
    letters, row = coordinate_from_string(finding.where.partition("!")[2])
    return (
        row == place.row or letters in {*columns, get_column_letter(place.column)} or finding.code == "percent-differs"
    )


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


OTHERS = {pair.name: pair for pair in make_originals.clean() if _numbers(pair) and "nested" not in pair.name}
"""Nested tables stand in other rows of the sheet than of the paper."""


@pytest.mark.parametrize("name", OTHERS)
def test_a_number_outside_of_the_frame_changes_only_what_depends_on_it(name):
    """Levels, totals and columns that are only compared: what the form counts is noticed, what it ignores is not."""
    pair = OTHERS[name]
    sound = load_in_process(pair.data, name)
    before = {(finding.code, finding.where) for finding in sound.findings}
    for place in _one_other_a_column(pair):
        loaded = load_in_process(changed(pair, place, 7).data, name)
        news = [one for one in loaded.findings if (one.code, one.where) not in before and one.severity != "note"]
        columns = _columns_of_one_field(sound, place)
        assert news or not columns or str(place.row) in _unread(sound), place.where
        assert all(_stands_by(one, pair, place, columns) for one in news), (place.where, news)
        for now, then in zip(loaded.reports, sound.reports, strict=True):
            rows = zip(golden.rows(now), golden.rows(then), strict=True)
            assert all(one == other or one["row"] == place.row for one, other in rows), place.where
