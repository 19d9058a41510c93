"""Findings on a page: the gravest first, many equal ones as one line, and all of them one by one on demand."""

import pytest
from streamlit.testing.v1 import AppTest

from loaders.report import Finding


def shown(findings, language="en"):
    """Return the page that shows the findings."""

    def page(found):
        from ui import findings as on_page

        on_page.show(found)

    app = AppTest.from_function(page, args=(findings,))
    app.session_state["lang"] = language
    app.run()
    assert not app.exception
    return app


def not_counts(number, found="một"):
    return [Finding("error", "not-a-count", f"Biểu!C{row}", found) for row in range(10, 10 + number)]


def test_one_finding_is_one_sentence_with_its_cell():
    (error,) = shown(not_counts(1)).error
    assert error.value.startswith("**Biểu\\!C10** · “một” is not a whole number")


def test_equal_findings_share_a_line_that_counts_the_cells_not_named():
    (error,) = shown(not_counts(15)).error
    assert "**Biểu\\!C10, C11, C12** and 12 more cells · “một”" in error.value


def test_findings_of_one_kind_that_differ_are_told_for_the_first_few():
    app = shown([finding for n in range(9) for finding in not_counts(1, found=f"số {n}")[:1]])
    assert app.error[0].value.count("whole number") == 3
    assert "and 6 more like these" in app.error[0].value
    assert list(app.dataframe[0].value["What stands there"]) == [f"số {n}" for n in range(9)]


def test_errors_come_before_warnings_and_notes_are_folded():
    findings = [Finding("note", "macro-ignored"), Finding("warning", "hidden-sheet", "B"), *not_counts(1)]
    app = shown(findings)
    assert [len(app.error), len(app.warning)] == [1, 1]
    assert app.expander[0].label == "Good to know: 1"


@pytest.mark.parametrize(("language", "words"), [("vi", "và 12 ô nữa"), ("en", "and 12 more cells")])
def test_the_folded_line_is_in_the_readers_language(language, words):
    assert words in shown(not_counts(15), language).error[0].value


@pytest.mark.parametrize(("language", "words"), [("vi", "Gần giống"), ("en", "Similar")])
def test_of_no_similar_unit_nothing_is_said(language, words):
    options = {"none": "", "one": "Huyện Gia Bình"}
    told = {
        name: Finding("error", "unknown-unit", "B!B9", "Gia Bin", {"options": option}).hint(language)
        for name, option in options.items()
    }
    assert words in told["one"]
    assert words not in told["none"]
    assert "–" not in told["none"]
