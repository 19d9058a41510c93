"""Methods: every definition the program goes by is on the page, in both languages, as code and reference have it."""

import pytest
from opened import open_page, said
from small_province import fill

from loaders.forms import FORMS
from locales import translator
from reference.measures import all_measures, measure
from ui import methods

PAGE = "pages/explore/methods.py"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_measure_is_told_with_what_it_leaves_out(store, language):
    fill(store)
    app = open_page(PAGE, language)
    say, text = translator(language), said(app)
    labels = [expander.label for expander in app.expander]
    assert [one.id for one in all_measures() if say(one.label) not in labels] == []
    assert [one.id for one in all_measures() if say(one.definition) not in text or say(one.excludes) not in text] == []
    assert len(app.code) == len(all_measures())


def test_the_arithmetic_is_written_in_the_figures_own_words(store):
    fill(store)
    formulas = [code.value for code in open_page(PAGE, "en").code]
    assert "100 × Σ Work records processed digitally / Σ Work records" in formulas
    assert (
        "100 × Σ Received online [Fully online] / Σ (Received online + Received in person + Received by post)"
        in formulas
    )


def test_targets_in_force_are_those_of_the_month_shown(store):
    fill(store)
    tables = [table.value for table in open_page(PAGE, "en").dataframe]
    documents = [set(table["document"]) for table in tables if "document" in table]
    assert any("QĐ 749/QĐ-TTg" in found for found in documents)


@pytest.mark.parametrize(
    ("measure_id", "gives", "gives_not"),
    [
        ("online_share", {"PL3", "II.06a"}, {"II.07b", "K2-1"}),
        ("online_share_without_post", {"PL3"}, {"II.06a"}),
        ("full_share", {"PL3"}, {"II.06a"}),
        ("records_share", {"K2-2"}, {"K2-1"}),
        ("signed_share", {"K2-1"}, {"K2-2"}),
        ("active", {"K3-2"}, {"K3-1"}),
    ],
)
def test_a_form_gives_a_measure_if_it_prints_every_figure_of_it(measure_id, gives, gives_not):
    given = {form.id for form in FORMS if methods._gives(form, measure(measure_id))}
    assert gives <= given
    assert not gives_not & given


@pytest.mark.parametrize(("language", "words"), [("vi", "Giả định"), ("en", "Assumed")])
def test_a_due_day_that_no_document_sets_says_so(store, language, words):
    fill(store)
    (table,) = [table.value for table in open_page(PAGE, language).dataframe if "basis" in table.value]
    assert all(told.startswith(words) for told in table["basis"])
