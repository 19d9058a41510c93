"""Who has sent what: every unit that owes a month has its state, and the missing ones a reminder."""

import pytest
from opened import open_page, press
from small_province import fill

PAGE = "pages/manage/completeness.py"


@pytest.fixture
def filled(store):
    fill(store)
    return store


def test_empty_store_says_what_to_do(store):
    app = open_page(PAGE)
    assert "No file is in force: none was accepted yet, or all were withdrawn." in [one.value for one in app.markdown]
    assert not app.dataframe


@pytest.mark.parametrize(
    ("language", "title", "told"),
    [
        ("en", "Who has sent what", "The report on “online services” for September 2024"),
        ("vi", "Ai đã gửi báo cáo", "Báo cáo “dịch vụ công trực tuyến”"),
    ],
)
def test_the_missing_are_named_in_a_reminder(filled, language, title, told):
    app = open_page(PAGE, language)
    assert [one.value for one in app.title] == [title]
    assert told in app.code[0].value
    assert ("Huyện Lương Tài" if language == "vi" else "Lương Tài district") in app.code[0].value
    assert "Gia Bình" not in app.code[0].value


def test_the_table_has_the_state_of_each_unit_and_month(filled):
    table = open_page(PAGE, **{"from": "2024-08", "to": "2024-09"}).dataframe[-1].value.set_index("unit_name")
    assert list(table.loc["Gia Bình district"]) == ["Late", "Late"]
    assert list(table.loc["Lương Tài district"]) == ["Not sent", "Not sent"]


def test_a_withdrawn_report_is_told_from_one_never_sent(filled):
    filled.withdraw(2, "Hoa", "wrong file")
    table = open_page(PAGE, **{"from": "2024-08", "to": "2024-09"}).dataframe[-1].value.set_index("unit_name")
    assert list(table.loc["Gia Bình district"]) == ["Late", "Withdrawn"]


def test_the_address_chooses_the_kind(filled):
    table = open_page(PAGE, kind="work_records").dataframe[-1].value.set_index("unit_name")
    assert list(table.loc["Gia Bình district"]) == ["Not sent", "Late"]
    assert list(table.loc["Từ Sơn city"]) == ["Not sent", "Not sent"]


def test_what_needs_a_look_is_listed_with_the_day_it_came(filled):
    listed = open_page(PAGE, **{"from": "2024-09", "to": "2024-09"}).dataframe[0].value.set_index("unit_name")
    assert listed.loc["Gia Bình district", "state"] == "Late"
    assert listed.loc["Gia Bình district", "days_late"] > 0
    assert listed.loc["Lương Tài district", "state"] == "Not sent"
    assert listed["received_on"].notna()["Gia Bình district"]
    assert listed["received_on"].isna()["Lương Tài district"]


def labelled(app):
    return [button.label for button in app.button]


def test_a_month_is_closed_and_reopened_by_somebody_who_says_why(filled):
    app = press(open_page(PAGE, **{"from": "2024-09", "to": "2024-09"}), "Close the month…")
    assert "27 units have not reported" in app.warning[0].value
    app = press(app, "Close the month")
    assert "Write your name above first." in [one.value for one in app.error]
    app.text_input(key="by").set_value("Hoa")
    app = press(app, "Close the month")
    ((about, receipt),) = filled.closed().items()
    assert (tuple(about), receipt.by) == (("service_usage", "2024-09"), "Hoa")
    assert any("these figures change no more" in one.value for one in app.markdown)
    app = press(press(app, "Reopen…"), "Reopen")
    assert "Say why it is reopened." in [one.value for one in app.error]
    next(field for field in app.text_input if field.key.startswith("why reopen")).set_value("a late correction")
    press(app, "Reopen")
    assert not filled.closed()


def test_a_state_of_before_can_be_looked_at_and_not_closed(filled):
    app = open_page(PAGE, as_of="2")
    assert "Close the month…" not in labelled(app)
