"""What a file leaves open is asked on the page: its period, whom a name means, what stands in a column."""

from datetime import date

import pytest
from opened import SAMPLE, open_page, press, said, settled
from unknown_forms import DISTRICTS, FIELDS, workbook

from reference.period import Period
from ui import period_choice

PAGE = "pages/manage/upload.py"
REPORTS = "pages/manage/reports.py"
WITHOUT_PERIOD = next((SAMPLE / "refused").glob("*thiếu kỳ*"))
UNKNOWN_UNIT = next((SAMPLE / "refused").glob("*đơn vị lạ*"))
GIA_LAM = "UBND huyện Gia Lâm"


def opened(*files, language="en"):
    """Open the page with these files (name, bytes), an officer's name given where one is asked for."""
    app = open_page(PAGE, language)
    for name, content in files:
        app.file_uploader[0].upload(name, content)
    settled(app)
    if "by" in [field.key for field in app.text_input]:
        app.text_input(key="by").set_value("Hoa")
        settled(app)
    return app


def from_path(path):
    return path.name, path.read_bytes()


def otherwise(path):
    """Return the same page in other bytes."""
    return path.read_bytes() + b"<!-- -->"


def names_open(app):
    return sum(len(file.unknown_names) for file in app.session_state["tray waiting"].values())


def select(app, key):
    """Return the one select whose key begins so."""
    (field,) = [field for field in app.selectbox if field.key.startswith(key)]
    return field


def choose(app, key, label):
    field = select(app, key)
    field.select_index(field.options.index(label))
    return settled(app)


def buttons(app):
    return [button.label for button in app.button]


def explain(app):
    """Answer what stands in the columns, and have it remembered."""
    for letter, field in FIELDS.items():
        choose(app, f"field service_usage {letter} ", field)
    return press(app, "Remember this form")


def periods(store):
    return [str(report.period) for receipt in store.receipts() for report in receipt.reports]


# --- periods


@pytest.mark.parametrize(
    ("kind", "label", "period"),
    [
        ("Month", "June 2024", "2024-06"),
        ("Month, 15th to 14th", "15 May 2024 – 14 Jun 2024", "2024-05-15..2024-06-14"),
        ("Quarter", "Quarter 2/2024", "2024-04-01..2024-06-30"),
        ("Half-year", "First half of 2024", "2024-01-01..2024-06-30"),
        ("Nine months", "Nine months of 2024", "2024-01-01..2024-09-30"),
        ("Year", "Year 2024", "2024-01-01..2024-12-31"),
    ],
)
def test_a_period_is_answered_by_its_kind_and_then_which(store, kind, label, period):
    app = choose(opened(from_path(WITHOUT_PERIOD)), "period kind", kind)
    field = next(one for one in app.selectbox if one.label == "Period")
    field.select_index(field.options.index(label))
    assert f"You said that it reports on {label}" in said(settled(app))
    app.text_input(key="by").set_value("Hoa")
    press(app, "Accept")
    assert periods(store) == [period]


def test_any_stretch_of_days_can_be_answered(store):
    app = choose(opened(from_path(WITHOUT_PERIOD)), "period kind", "Other days")
    app.date_input[0].set_value((date(2024, 6, 3), date(2024, 6, 28)))
    app = settled(app)
    app.text_input(key="by").set_value("Hoa")
    press(app, "Accept")
    assert periods(store) == ["2024-06-03..2024-06-28"]


def test_several_files_without_a_period_are_answered_at_once(store):
    app = opened(from_path(WITHOUT_PERIOD), ("hai.xls", otherwise(WITHOUT_PERIOD)))
    assert "2 files do not say" in said(app)
    choose(app, "period month all", "June 2024")
    assert {str(file.period) for file in app.session_state["tray waiting"].values()} == {"2024-06"}


def test_the_month_that_a_name_speaks_of_is_offered_and_never_taken_silently(store):
    app = opened(("Thang 9-2024.xls", WITHOUT_PERIOD.read_bytes()))
    (file,) = app.session_state["tray waiting"].values()
    assert file.period is None
    offer = next(label for label in buttons(app) if "take September 2024" in label)
    press(app, offer)
    (file,) = app.session_state["tray waiting"].values()
    assert file.loaded.reports[0].period == Period.month(2024, 9)


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("month", "2024-02"),
        ("legal", "2024-01-15..2024-02-14"),
        ("quarter", "2024-01-01..2024-03-31"),
        ("half", "2024-01-01..2024-06-30"),
        ("nine", "2024-01-01..2024-09-30"),
        ("year", "2024-01-01..2024-12-31"),
    ],
)
def test_the_newest_period_that_has_begun_is_offered_first(kind, first):
    assert str(period_choice.offered(kind, date(2024, 2, 20))[0]) == first


# --- names


def test_an_unknown_name_is_asked_about_and_the_answer_holds_for_every_waiting_file(store):
    app = opened(from_path(UNKNOWN_UNIT), ("hai.xls", otherwise(UNKNOWN_UNIT)))
    field = next(one for one in app.selectbox if one.key.startswith(f"name {GIA_LAM}"))
    field.select_index(field.options.index("Gia Bình district"))
    assert names_open(app) == 2
    press(app, "Remember this answer")
    (name,) = store.memory().names
    assert (name.printed, name.unit_id, name.by) == (GIA_LAM, "district-gia-binh", "Hoa")
    assert names_open(app) == 0


def test_likely_units_come_first_and_all_of_the_day_follow(store):
    content = workbook(names=("Gia Binh", *DISTRICTS[1:]))
    app = explain(opened(("lạ.xlsx", content)))
    options = select(app, "name Gia Binh").options
    assert "Gia Bình" in options[0]
    assert len(options) > 100


def test_an_answer_is_shown_with_who_gave_it_and_can_be_taken_back(store):
    app = opened(from_path(UNKNOWN_UNIT))
    choose(app, "name ", "Từ Sơn city")
    press(app, "Remember this answer")
    assert "means Từ Sơn city, as Hoa said on" in said(app)
    press(app, "Take back…")
    press(app, "Take back")
    assert "Say why it is taken back." in said(app)
    next(field for field in app.text_input if field.key.startswith("why take back")).set_value("it is another")
    press(app, "Take back")
    settled(app)
    assert store.memory().names == ()
    assert "B28" in app.error[0].value


def test_a_name_is_not_remembered_without_an_officers(store):
    app = open_page(PAGE)
    app.file_uploader[0].upload(*from_path(UNKNOWN_UNIT))
    settled(app)
    choose(app, "name ", "Từ Sơn city")
    press(app, "Remember this answer")
    assert "Write your name above first." in said(app)
    assert store.version == 0


def test_an_answer_of_another_officer_meanwhile_is_used(store):
    app = opened(from_path(UNKNOWN_UNIT))
    store.decide_name(GIA_LAM, "district-gia-binh", by="Lan")
    assert "as Lan said on" in said(settled(app))


# --- forms


def test_an_unknown_form_is_explained_once_and_the_next_file_asks_nothing(store):
    app = opened(("lạ.xlsx", workbook()))
    assert "Needs an answer" in said(app)
    explain(app)
    (form,) = store.memory().forms
    assert {name for name in form.columns.values() if name} == {"received", "received_online", "received_in_person"}
    press(app, "Accept")
    frame = store.facts("service_usage").collect("pandas").to_native()
    assert sorted(frame["received"]) == [101, 102, 103, 104]

    second = opened(("lạ nữa.xlsx", workbook("Tháng 10 năm 2024")))
    assert "Remember this form" not in buttons(second)
    assert "Accept" in buttons(second)


def test_before_it_is_remembered_the_page_shows_how_the_table_would_be_read(store):
    app = opened(("lạ.xlsx", workbook()))
    choose(app, "field service_usage C ", "Received")
    tables = [frame.value for frame in app.dataframe]
    read = next(table for table in tables if list(table.columns[:1]) == ["Unit"])
    assert list(read["Received"]) == ["101", "102", "103", "104"]
    assert store.version == 0


def test_two_columns_for_one_figure_are_refused_in_words_before_anything_is_kept(store):
    app = opened(("lạ.xlsx", workbook()))
    for letter in "CD":
        choose(app, f"field service_usage {letter} ", "Received")
    assert "Choose one." in said(app)
    assert "Remember this form" not in buttons(app)


def test_the_lines_shown_of_an_unknown_table_are_kept_nowhere(store, tmp_path):
    explain(opened(("lạ.xlsx", workbook())))
    kept = b"".join(path.read_bytes() for path in store.root.rglob("*") if path.is_file())
    assert "Lượt qua mạng".encode() in kept
    assert "Lương Tài".encode() not in kept


def test_one_form_in_two_files_is_asked_about_once(store):
    app = opened(("một.xlsx", workbook()), ("hai.xlsx", workbook("Tháng 10 năm 2024")))
    assert buttons(app).count("Remember this form") == 1
    assert "has the same unknown form as" in said(app)
    explain(app)
    assert {file.loaded.is_acceptable for file in app.session_state["tray waiting"].values()} == {True}


# --- what was taught


def test_the_ledger_lists_what_was_taught_with_the_files_read_with_it(store):
    press(explain(opened(("lạ.xlsx", workbook()))), "Accept")
    store.decide_name("Gia Bin", "district-gia-binh", by="Lan")
    table = next(frame.value for frame in open_page(REPORTS).dataframe if "what" in frame.value)
    assert list(table["by"]) == ["Lan", "Hoa"]
    assert list(table["files"]) == [0, 1]
    assert list(table["state"]) == ["Holds", "Holds"]
    assert "“Gia Bin” means Gia Bình district" in table["what"][0]


def test_what_was_taught_is_taken_back_with_a_reason(store):
    store.decide_name("Gia Bin", "district-gia-binh", by="Lan")
    app = open_page(REPORTS)
    app.selectbox(key="answer").select_index(0)
    press(settled(app), "Take back…")
    app.text_input(key="by").set_value("Hoa")
    next(field for field in app.text_input if field.key.startswith("why take back")).set_value("it is a village")
    press(app, "Take back")
    table = next(frame.value for frame in open_page(REPORTS).dataframe if "what" in frame.value)
    assert (table["state"][0], table["why"][0]) == ("Taken back", "it is a village")


def test_nothing_taught_says_where_to_teach(store):
    assert "Nothing yet." in said(open_page(REPORTS))
