"""What floats lose of a half is not lost on paper: a number is written as the exact fraction would be."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adoption import maps
from forms_out.layouts import LAYOUTS, Change
from forms_out.table import Line, shown
from locales.words import Words
from tests.numbers import spoken

SHARES = st.builds(
    lambda part, whole: (min(part, whole), whole),
    st.integers(0, 2000),
    st.sampled_from((8, 16, 40, 125, 200, 400, 800, 1000, 2000)),
)
"""Of wholes that often end in a half of what is written."""


def test_a_half_that_floats_lose_is_not_told_as_less():
    assert 100 - 96.45 < 3.55
    assert Words("vi").change(100 - 96.45, is_percent=True) == "+3,6 điểm"


@pytest.mark.parametrize("language", ["vi", "en"])
@given(SHARES, SHARES)
def test_shares_and_their_changes_are_written_as_their_exact_fractions(language, now, before):
    say = Words(language)
    as_floats = [100 * float(part) / float(whole) for part, whole in (now, before)]
    exact = [Fraction(100 * part, whole) for part, whole in (now, before)]
    assert say.percent(as_floats[0]) == spoken.percent(exact[0], language)
    written = say.change(as_floats[0] - as_floats[1], is_percent=True)
    assert written == spoken.change(exact[0] - exact[1], True, language)


def test_a_maps_class_is_named_by_figures_as_they_are_written_beside_it():
    share = 100 * 1153 / 2000
    table = pd.DataFrame({"unit_id": ["district-gia-binh", "district-tu-son"], "value": [10.0, share]})
    layer = maps.layer(table.assign(state="reported", is_estimate=False), "2024-09", is_percent=True)
    assert layer.classes == ("10,0%", Words("vi").percent(share))


def test_a_forms_change_keeps_the_half_that_its_two_decimals_are_written_from():
    layout = LAYOUTS["K2-1"]
    (column,) = (one for one in layout.fields if isinstance(one, Change))
    line = Line(
        *("unit", "", {"documents_signed": 7117, "documents_out": 20000}),
        before={"documents_signed": 3, "documents_out": 100},
    )
    assert round(shown(line, column), 12) == 32.585
