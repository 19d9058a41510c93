"""Pages show the newest figures, or those of the state that a link or a chosen day names, and say which."""

from datetime import date

import pytest
from opened import open_page, press
from small_province import USED, accept, fill, report, usage

SERVICES = "pages/explore/services.py"
SEPTEMBER = {"from": "2024-09", "to": "2024-09", "unit_level": "district"}
SHARE_BEFORE, SHARE_AFTER = pytest.approx(100 * 730 / 1264), pytest.approx(80)


@pytest.fixture
def restated(store):
    """Give September anew: of Gia Binh's 1,000 dossiers 800 came online."""
    fill(store)
    accept(store, report("service_usage", "C", "2024-09", usage(USED | {"district-gia-binh": (800, 200)})))
    return store


def share(app):
    """The share of Gia Binh."""
    return app.dataframe[0].value.set_index("unit_name")["value"]["Gia Bình district"]


def said(app):
    return " ".join(one.value for one in app.markdown)


def test_the_newest_state_is_shown_and_its_number_stands_in_the_address(restated):
    app = open_page(SERVICES, **SEPTEMBER)
    assert share(app) == SHARE_AFTER
    assert app.query_params["as_of"] == "6"
    assert "Newer figures exist" not in said(app)


@pytest.mark.parametrize("as_of", ["5", "2"])
def test_a_link_of_before_keeps_its_figures_and_says_so(restated, as_of):
    app = open_page(SERVICES, **SEPTEMBER, as_of=as_of)
    assert share(app) == SHARE_BEFORE
    assert f"Figures as of No. {as_of}" in said(app)
    assert app.query_params["as_of"] == as_of


def test_the_way_to_the_newest_is_on_the_page(restated):
    app = press(open_page(SERVICES, **SEPTEMBER, as_of="5"), "Show the newest")
    assert share(app) == SHARE_AFTER
    assert app.query_params["as_of"] == "6"


@pytest.mark.parametrize("as_of", ["7", "0", "x", "-1", "2001-01-01", "2024-13-01", "9999999999999999999999"])
def test_a_state_that_never_was_is_the_newest(restated, as_of):
    app = open_page(SERVICES, **SEPTEMBER, as_of=as_of)
    assert share(app) == SHARE_AFTER
    assert app.query_params["as_of"] == "6"


def test_a_day_may_be_asked_for(restated):
    today = date.fromisoformat(restated.receipts()[-1].day.isoformat())
    assert share(open_page(SERVICES, **SEPTEMBER, as_of=today.isoformat())) == SHARE_AFTER


def test_the_filters_offer_only_what_was_known_then(restated):
    app = open_page(SERVICES, as_of="1")
    assert app.selectbox(key="to").options == ["Aug 2024"]


def test_a_reader_who_pinned_nothing_follows_the_ledger(restated):
    app = open_page(SERVICES, **SEPTEMBER)
    accept(restated, report("service_usage", "C", "2024-09", usage(USED | {"district-gia-binh": (900, 100)})))
    app.run()
    assert share(app) == pytest.approx(90)
    assert app.query_params["as_of"] == "7"


@pytest.mark.parametrize("name", ["upload", "reports"])
def test_where_something_is_done_only_the_newest_counts(restated, name):
    app = open_page(f"pages/manage/{name}.py", as_of="2")
    assert "Newer figures exist" not in said(app)
    assert app.query_params["as_of"] == "2"
