"""The league's page: its numbers are those of the store, in both languages, and weights are set for all to see."""

from datetime import UTC, datetime

import pytest
from opened import open_page, press, said, settled
from small_province import accept, report

PAGE = "pages/explore/league.py"
SEPTEMBER = {"from": "2024-09", "to": "2024-09", "unit_level": "district"}
GIA_BINH, TU_SON, YEN_PHONG = "district-gia-binh", "district-tu-son", "district-yen-phong"
SHARES = {
    GIA_BINH: ((60, 40), (90, 10), (60, 100), (30, 50), (200, 1000)),
    TU_SON: ((95, 5), (100, 0), (90, 100), (50, 50), (600, 1000)),
}


def usage(unit, came, resolved):
    online, counter = came
    on_time, overdue = resolved
    return {
        "unit_id": unit,
        "level": "all",
        "received": online + counter,
        "received_online": online,
        "received_in_person": counter,
        "received_postal": 0,
        "resolved": on_time + overdue,
        "resolved_early": 0,
        "resolved_on_time": on_time,
        "resolved_overdue": overdue,
    }


def work(unit, digital, signed):
    named = ("records_digital", "records", "documents_signed", "documents_out")
    return {"unit_id": unit} | dict(zip(named, digital + signed, strict=True))


def citizens(unit, to_date, adults):
    return {"unit_id": unit, "holder": "citizen", "issued": 1, "issued_to_date": to_date, "adults": adults}


@pytest.fixture
def filled(store):
    accept(
        store, report("service_usage", "G-unit", "2024-09", [usage(unit, *told[:2]) for unit, told in SHARES.items()])
    )
    accept(store, report("work_records", "K2-2", "2024-09", [work(unit, *told[2:4]) for unit, told in SHARES.items()]))
    rows = [citizens(unit, *told[4]) for unit, told in SHARES.items()]
    accept(store, report("digital_signatures", "K3-1", "2024-09", rows))
    return store


def rows(app):
    tables = (one.value for one in app.dataframe)
    return next(one for one in tables if "score" in one).set_index("unit_name")


@pytest.mark.parametrize(
    ("language", "title", "unit", "words"),
    [
        ("vi", "Xếp hạng thi đua", "Huyện Gia Bình", "Chưa xếp hạng: 6"),
        ("en", "League", "Gia Bình district", "Without a place for now: 6"),
    ],
)
def test_scores_and_places_stand_in_the_table(filled, language, title, unit, words):
    app = open_page(PAGE, language, **SEPTEMBER)
    assert app.title[0].value == title
    score = (30 * 60 / 0.8 + 20 * 90 + 25 * 60 / 0.8 + 15 * 60 + 10 * 20 / 0.5) / 100
    assert rows(app).loc[unit, ["place", "best", "worst"]].tolist() == [2, 2, 8]
    assert rows(app).loc[unit, "score"] == pytest.approx(score)
    parts = [name for name in rows(app) if name.startswith("part ")]
    assert rows(app).loc[unit, parts].sum() == pytest.approx(score)
    assert words in [one.label for one in app.expander]


def test_how_one_score_comes_about_is_shown_with_its_figures(filled):
    table = open_page(PAGE, "en", **SEPTEMBER, unit=GIA_BINH).dataframe[-1].value.set_index("name")
    assert table.loc["Dossiers filed online", ["numerator", "denominator", "target"]].tolist() == [60, 100, 80]
    assert table.loc["Dossiers filed online", "points"] == pytest.approx(75)


def test_weights_that_were_set_hold_and_say_who_set_them_and_why(filled):
    filled.set_weights("district", "2024-09", {"records_share": 100}, by="Hoa", why="QĐ 12 UBND")
    app = open_page(PAGE, "en", **SEPTEMBER)
    assert rows(app).loc["Gia Bình district", "score"] == pytest.approx(60 / 0.8)
    assert "Set from September 2024 on by Hoa" in said(app)
    assert "QĐ 12 UBND" in said(app)


def test_weights_are_set_in_the_dialog_and_taken_back(filled):
    app = press(open_page(PAGE, "en", **SEPTEMBER), "Set other weights…")
    for one in app.number_input:
        one.set_value({"weight records_share": 70.0, "weight signed_share": 30.0}.get(one.key, 0.0))
    app.text_input(key="by").set_value("Hoa")
    next(one for one in app.text_input if one.key.startswith("why weights")).set_value("QĐ 12")
    press(app, "Set the weights")
    assert filled.receipts()[-1].weights.of_measures == {"records_share": 70.0, "signed_share": 30.0}
    app = press(open_page(PAGE, "en", **SEPTEMBER), "Take these weights back…")
    app.text_input(key="by").set_value("Hoa")
    next(one for one in app.text_input if one.key.startswith("why weights back")).set_value("a slip")
    press(app, "Take back")
    assert "The explorer's own proposal" in said(open_page(PAGE, "en", **SEPTEMBER))


def test_weights_that_do_not_add_up_are_refused_in_a_sentence(filled):
    app = press(open_page(PAGE, "en", **SEPTEMBER), "Set other weights…")
    app.number_input[0].set_value(95.0)
    app.text_input(key="by").set_value("Hoa")
    next(one for one in app.text_input if one.key.startswith("why weights")).set_value("QĐ 12")
    app = press(app, "Set the weights")
    assert "must add up to 100" in app.error[0].value


def test_a_level_that_does_not_report_says_what_to_change(filled):
    app = open_page(PAGE, "en", **{**SEPTEMBER, "unit_level": "commune"})
    assert "Choose another unit level" in app.info[0].value


def test_a_late_report_that_changed_places_is_told(store):
    in_time, too_late = datetime(2024, 10, 8, 3, tzinfo=UTC), datetime(2024, 10, 20, 3, tzinfo=UTC)
    store.set_weights("district", "2024-01", {"records_share": 100}, by="Hoa", why="a try", at=in_time)
    accept(store, report("work_records", "K2-2", "2024-09", [work(GIA_BINH, (60, 100), (1, 1))]), at=in_time)
    later = [work(TU_SON, (70, 100), (1, 1)), work(YEN_PHONG, (10, 100), (1, 1))]
    accept(store, report("work_records", "K2-2", "2024-09", later), at=too_late)
    app = open_page(PAGE, "en", **SEPTEMBER)
    assert "after 10 Oct 2024 changed 3 places of September 2024" in app.expander[0].label
    moved = app.dataframe[0].value.set_index("unit_name").astype("object")
    assert moved.loc["Gia Bình district"].tolist() == [1, 2]


def test_an_unchanged_ledger_tells_of_nothing_late(store):
    in_time = datetime(2024, 10, 8, 3, tzinfo=UTC)
    accept(store, report("work_records", "K2-2", "2024-09", [work(GIA_BINH, (60, 100), (1, 1))]), at=in_time)
    app = settled(open_page(PAGE, "en", **SEPTEMBER))
    assert not [one.label for one in app.expander if "came or were taken back" in one.label]
