"""Every form of the registry, filled in by its own declaration in any style and container, is read as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import load_in_process
from loaders.forms import FORMS
from tests.loaders import golden
from tests.workbooks.bindings import BINDINGS
from tests.workbooks.declared import Choice, written
from tests.workbooks.pair import MOTTO, REPUBLIC, Style

NAMED = {f"{number} {form.id}": form for number, form in enumerate(FORMS)}

styles = st.builds(
    Style,
    separator=st.sampled_from((".", ",", " ", "\xa0", "", None)),
    left=st.integers(0, 2),
    above=st.integers(0, 3),
    letterhead=st.sampled_from((None, ("", REPUBLIC), ("UBND TỈNH BẮC NINH", f"{REPUBLIC}\n{MOTTO}"))),
    gap=st.integers(0, 2),
    numbered=st.booleans(),
    number_format=st.sampled_from(("#,##0", "General", "0")),
)
choices = st.builds(
    Choice,
    style=styles,
    total=st.sampled_from(("last", "first", "")),
    has_ordinal=st.booleans(),
    is_merged=st.booleans(),
    variant=st.integers(0, 5),
    rows=st.integers(2, 6),
)


@pytest.mark.parametrize("name", NAMED)
@settings(max_examples=10, deadline=None)
@given(choice=choices, binding=st.sampled_from(sorted(BINDINGS)), drawn=st.data())
def test_any_form_in_any_style_and_container_is_read_as_it_was_filled_in(name, choice, binding, drawn):
    pair = written(NAMED[name], choice, lambda most: drawn.draw(st.integers(0, max(0, most))), name)
    loaded = load_in_process(BINDINGS[binding](pair.papers[0]), "a.xls")
    assert loaded.container == binding
    assert [finding for finding in loaded.findings if finding.severity != "note"] == []
    assert [report.form for report in loaded.reports] == [NAMED[name].id]
    assert [golden.rows(report) for report in loaded.reports] == [golden.expected_rows(pair.reports[0])]
