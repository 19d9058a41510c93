"""Who has sent what: every unit that owes a month has its state, and the missing ones a reminder."""

import pytest
from opened import open_page
from small_province import fill

PAGE = "pages/manage/completeness.py"


@pytest.fixture
def filled(store):
    fill(store)
    return store


def test_empty_store_says_what_to_do(store):
    app = open_page(PAGE)
    assert "No file has been accepted yet." in [one.value for one in app.markdown]
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
    table = open_page(PAGE, **{"from": "2024-08", "to": "2024-09"}).dataframe[0].value.set_index("unit_name")
    assert list(table.loc["Gia Bình district"]) == ["Reported", "Reported"]
    assert list(table.loc["Lương Tài district"]) == ["Not sent", "Not sent"]


def test_a_withdrawn_report_is_told_from_one_never_sent(filled):
    filled.withdraw(2, "Hoa", "wrong file")
    table = open_page(PAGE, **{"from": "2024-08", "to": "2024-09"}).dataframe[0].value.set_index("unit_name")
    assert list(table.loc["Gia Bình district"]) == ["Reported", "Withdrawn"]


def test_the_address_chooses_the_kind(filled):
    table = open_page(PAGE, kind="work_records").dataframe[0].value.set_index("unit_name")
    assert list(table.loc["Gia Bình district"]) == ["Not sent", "Reported"]
    assert list(table.loc["Từ Sơn city"]) == ["Not sent", "Not sent"]
