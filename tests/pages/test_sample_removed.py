"""The sample is said to be made up on every page, and is taken out by name and reason; then the pages greet again."""

import pytest
from opened import open_page, press, put, said, sample

from sample_data import plan
from sample_data.loading import load_into

OVERVIEW = "pages/explore/overview.py"


@pytest.fixture
def sampled(store):
    load_into(store, None, plan.documents()[:4])
    return store


def remove(app):
    press(app, "Remove the sample data…")
    app.text_input(key="by").set_value("Lan")
    app.text_input(key="why remove sample").set_value("our own files come")
    return press(app, "Remove")


def test_after_removal_the_page_greets_again_and_the_ledger_knows_why(sampled):
    app = remove(open_page(OVERVIEW))
    assert [one.value for one in app.title] == ["Welcome"]
    assert "No file counts any more" in said(app)
    assert {one.why for one in sampled.receipts() if one.event == "withdrawn"} == {"our own files come"}


def test_the_sample_can_be_had_again(sampled):
    app = press(remove(open_page(OVERVIEW)), "Load the sample data")
    assert [one.value for one in app.title] == ["Overview"]


def test_without_a_reason_nothing_is_removed(sampled):
    app = press(open_page(OVERVIEW), "Remove the sample data…")
    app.text_input(key="by").set_value("Lan")
    assert "Say why it is removed." in said(press(app, "Remove"))
    assert all(one.event == "accepted" for one in sampled.receipts())


def test_of_the_offices_own_files_nothing_is_said(store):
    put(store, sample("2025/03", "cấp huyện 7_4"))
    assert "made up" not in said(open_page(OVERVIEW))
