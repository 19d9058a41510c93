"""How a table lies in its sheet: what is hidden is told, and figures that left their headings are never taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.loaders.drawn import PERIOD, RECORDS, codes, file, loaded, sheet

HEAD = (*RECORDS, "Tỷ lệ", "Ghi chú")
LINE = (1, "Sở Tư pháp", 200, 100, "50%")


@pytest.mark.parametrize("column", [2, 3, 4, 5])
def test_a_hidden_column_is_read_and_told(column):
    result = file(replace(sheet((PERIOD,), HEAD, LINE), hidden_columns=frozenset({column})))
    (finding,) = result.findings
    assert (finding.severity, finding.code, finding.found) == ("warning", "hidden-columns", HEAD[column - 1])
    assert list(result.reports[0].frame["records"]) == [200]


@pytest.mark.parametrize("column", [1, 6, 7])
def test_a_hidden_column_that_is_not_read_is_no_matter(column):
    assert file(replace(sheet((PERIOD,), HEAD, LINE), hidden_columns=frozenset({column}))).findings == ()


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (((1, "Sở Tư pháp", None, 200, 100),), "first-column-empty"),
        (((1, "Sở Tư pháp", None, 200, None, 100),), "first-column-empty"),
        (((1, "Sở Tư pháp", 200, 100, None, None, 50),), "body-wider-than-header"),
        (((1, None, "Sở Tư pháp", 200, 100),), "unknown-unit"),
        (((None, 1, "Sở Tư pháp", 200, 100),), "unknown-unit"),
        ((("Sở Tư pháp", 200, 100),), "unknown-unit"),
        ((("Sở Tư pháp", None, 200, 100),), None),
        (((1, "Sở Tư pháp", "-", 200),), None),
        (((1, "Sở Tư pháp", None, 200), (2, "Sở Y tế", 300, 200)), None),
        (((1, "Sở Tư pháp"), (2, "Sở Y tế")), None),
    ],
)
def test_a_body_off_its_headings_is_an_error(lines, code):
    result = loaded((PERIOD,), HEAD, *lines)
    assert code in codes(result) if code else codes(result) == []
    assert result.is_acceptable is (code is None)
