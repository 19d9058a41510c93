"""Files received: how each stands, in words; its details by link; withdrawing with a reason and what comes back."""

import pytest
from opened import open_page, press, put, said, sample, settled

PAGE = "pages/manage/reports.py"
FIRST, CORRECTED = (sample("2025/03", words) for words in ("cấp huyện 7_4", "cấp huyện 18_4"))
RECORDS = sample("2025/03", "hồ sơ công việc")


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Chưa có tệp nào được chấp nhận."), ("en", "No file has been accepted yet.")]
)
def test_an_empty_ledger_says_what_to_do(store, language, words):
    app = open_page(PAGE, language)
    assert words in said(app)
    assert len(app.page_link) > 0


@pytest.mark.parametrize(
    ("language", "states"), [("vi", ["Đang dùng", "Đã bị thay thế"]), ("en", ["In force", "Replaced"])]
)
def test_every_file_is_listed_with_its_state_the_newest_first(store, language, states):
    put(store, FIRST, CORRECTED)
    table = open_page(PAGE, language).dataframe[0].value
    assert table["number"].tolist() == [2, 1]
    assert table["state"].tolist() == states
    assert table["file"].tolist() == [CORRECTED.name, FIRST.name]


def test_the_filters_stand_in_the_address(store):
    put(store, FIRST, RECORDS)
    app = open_page(PAGE, kind="work_records")
    assert app.dataframe[0].value["file"].tolist() == [RECORDS.name]
    app.selectbox(key="kind").set_value("service_usage")
    assert settled(app).query_params["kind"] == "service_usage"
    assert app.dataframe[0].value["file"].tolist() == [FIRST.name]


def test_nothing_that_passes_the_filters_says_what_to_change(store):
    put(store, FIRST)
    assert "choose “All”" in open_page(PAGE, state="withdrawn").info[0].value


def test_a_link_opens_one_file_with_its_history(store):
    put(store, FIRST, CORRECTED)
    told = said(open_page(PAGE, file="2"))
    assert "It took over figures from No. 1." in told
    assert "by Hoa" in told


def test_withdrawing_tells_what_comes_back_wants_name_and_reason_and_is_kept(store):
    put(store, FIRST, CORRECTED)
    app = press(open_page(PAGE, file="2"), "Withdraw…")
    assert "The figures of No. 1 hold again" in said(app)
    press(app, "Withdraw")
    assert app.error[0].value == "Write your name above first."
    app.text_input(key="by").set_value("Lan")
    press(app, "Withdraw")
    assert app.error[0].value == "Say why it is withdrawn."
    app.text_input(key="why withdraw 2").set_value("the wrong month")
    press(app, "Withdraw")
    assert store.receipts()[-1].withdraws == 2
    assert store.states()[1].name == "current"
    assert "by Lan. Reason: the wrong month" in said(settled(app))


def test_a_withdrawn_file_cannot_be_withdrawn_again(store):
    put(store, FIRST)
    store.withdraw(1, by="Lan", why="the wrong month")
    app = open_page(PAGE, file="1")
    assert "Withdraw…" not in [button.label for button in app.button]


def test_a_withdrawn_file_is_reinstated_with_name_and_reason(store):
    put(store, FIRST, CORRECTED)
    store.withdraw(2, "Hoa", "a mistake")
    app = press(open_page(PAGE, file="2"), "Reinstate…")
    app = press(app, "Reinstate")
    assert "Write your name above first." in [one.value for one in app.error]
    app.text_input(key="by").set_value("Lan")
    next(field for field in app.text_input if field.key.startswith("why reinstate")).set_value("it was right")
    app = press(app, "Reinstate")
    assert "Reinstated on" in said(app)
    assert store.states()[2].name == "current"
    last = store.receipts()[-1]
    assert (last.event, last.by, last.why) == ("reinstated", "Lan", "it was right")


def test_weights_set_and_taken_back_are_listed_with_who_and_why(store):
    put(store, FIRST)
    store.set_weights("district", "2025-03", {"online_share": 100}, by="Hoa", why="QĐ 12")
    store.set_weights("district", "2025-03", {"online_share": 60, "full_share": 40}, by="Lan", why="QĐ 15")
    store.take_back(3, by="Bình", why="a slip")
    table = next(one.value for one in open_page(PAGE).dataframe if "weights" in one.value)
    assert table["number"].tolist() == [3, 2]
    assert table["state"].tolist() == ["Taken back", "Holds"]
    assert table["weights"].tolist()[1] == "Dossiers filed online 100"
    assert table["why"].tolist() == ["a slip", "QĐ 12"]


def test_what_changed_names_weights_like_any_other_event(store):
    put(store, FIRST)
    store.set_weights("district", "2025-03", {"online_share": 100}, by="Hoa", why="QĐ 12")
    store.take_back(2, by="Bình", why="a slip")
    table = next(one.value for one in open_page("pages/manage/changes.py").dataframe if "about" in one.value)
    assert table["event"].tolist()[:2] == ["Taken back", "Weights of the league set"]
    assert table["about"].tolist()[1] == "Districts, March 2025"
