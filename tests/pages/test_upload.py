"""Upload: read, understood, accepted or left; nothing is stored before that, and nothing bad is stored at all."""

import io
import zipfile

import pytest
from bad_files import BAD_FILES
from opened import SAMPLE, open_page, press, put, said, sample, settled, upload

from loaders.container import limits
from ui import allowance, intake_card, reading
from ui.findings import plain

PAGE = "pages/manage/upload.py"
DISTRICTS = sample("2024/09", "cấp huyện")
RECORDS = sample("2024/09", "hồ sơ công việc")
WITHOUT_PERIOD = next((SAMPLE / "refused").glob("*thiếu kỳ*"))
UNKNOWN_UNIT = next((SAMPLE / "refused").glob("*đơn vị lạ*"))
FIRST_OF_MARCH, CORRECTED_MARCH = (sample("2025/03", words) for words in ("cấp huyện 7_4", "cấp huyện 18_4"))


def sign(app, name="Hoa"):
    app.text_input(key="by").set_value(name)
    return app


def answer(app, key, value):
    """Fill the one text field whose key begins so."""
    next(field for field in app.text_input if field.key.startswith(key)).set_value(value)
    return app


def choose(app, key, label):
    """Choose the option of that label in the one select whose key begins so."""
    field = next(field for field in app.selectbox if field.key.startswith(key))
    field.select_index(field.options.index(label))
    return settled(app)


@pytest.mark.parametrize(("language", "title", "hint"), [("vi", "Tải báo cáo lên", "K2-1"), ("en", "Upload", "K3-2")])
def test_an_empty_page_says_what_is_read(store, language, title, hint):
    app = open_page(PAGE, language)
    assert title in app.title[0].value
    assert hint in said(app)


@pytest.mark.parametrize(
    ("language", "kind", "month", "change"),
    [
        ("vi", "Dịch vụ công trực tuyến", "Tháng 9/2024", "số liệu mới"),
        ("en", "Online services", "September 2024", "figures are new"),
    ],
)
def test_a_file_is_told_in_words_before_it_is_stored(store, language, kind, month, change):
    app = upload(open_page(PAGE, language), DISTRICTS)
    told = said(app)
    assert all(words in told for words in (kind, month, change, "PHỤ LỤC 3"))
    assert store.version == 0


def test_the_table_as_understood_has_units_and_fields_in_words(store):
    app = upload(open_page(PAGE), DISTRICTS)
    table = app.dataframe[1].value
    assert list(table.columns[:3]) == ["Unit", "Level of service", "Received"]
    assert table["Unit"].iloc[0] == "Bắc Ninh city"


def test_accepting_stores_the_file_and_links_to_its_figures(store):
    app = press(sign(upload(open_page(PAGE), DISTRICTS)), "Accept")
    (receipt,) = store.receipts()
    assert (receipt.filename, receipt.by) == (DISTRICTS.name, "Hoa")
    assert "No. 1" in app.success[0].value
    assert "See Online services, September 2024" in [link.value for link in app.page_link]


def test_a_file_is_read_once_however_often_the_page_runs(store):
    app = upload(open_page(PAGE), DISTRICTS)
    (first,) = app.session_state["tray waiting"].values()
    settled(app)
    (again,) = app.session_state["tray waiting"].values()
    assert again.loaded is first.loaded


@pytest.fixture
def held(monkeypatch):
    """What sessions hold, counted anew: all tests' sessions have one name."""
    counted = allowance.Held()
    monkeypatch.setattr(reading, "HELD", counted)
    return lambda: sum(counted.size(session) for session in list(counted._sessions))


def test_bytes_are_let_go_and_given_back_once_accepted_or_left(store, held):
    app = upload(open_page(PAGE), DISTRICTS, RECORDS)
    assert held() == sum(len(path.read_bytes()) for path in (DISTRICTS, RECORDS))
    press(sign(app), "Accept")
    assert held() in {len(path.read_bytes()) for path in (DISTRICTS, RECORDS)}
    press(app, "Leave")
    assert not app.session_state["tray waiting"]
    assert held() == 0
    assert len(store.receipts()) == 1


def test_what_waits_is_told_when_it_leaves_no_room_for_a_large_file(store, held, monkeypatch):
    monkeypatch.setattr(intake_card, "SESSION_BYTES", limits.FILE_BYTES + 1)
    app = upload(open_page(PAGE), DISTRICTS)
    assert any("accept or leave some" in one.value for one in app.warning)
    press(app, "Leave")
    assert not any("accept or leave some" in one.value for one in app.warning)


def test_without_a_name_nothing_is_accepted(store):
    app = press(upload(open_page(PAGE), DISTRICTS), "Accept")
    assert app.error[0].value == "Write your name above first."
    assert store.version == 0


def test_figures_that_change_want_a_reason_and_show_old_and_new(store):
    put(store, FIRST_OF_MARCH)
    app = sign(upload(open_page(PAGE), CORRECTED_MARCH))
    assert "would change" in said(app)
    assert any(" → " in str(cell) for cell in app.dataframe[0].value.to_numpy().ravel())
    press(app, "Accept")
    assert app.error[0].value == "Say why the figures change."
    press(answer(app, "why", "Gia Bình corrected"), "Accept")
    assert store.receipts()[-1].why == "Gia Bình corrected"


def test_the_same_bytes_again_are_there_already(store):
    put(store, DISTRICTS)
    app = upload(open_page(PAGE), DISTRICTS)
    assert "by Hoa as No. 1" in app.info[0].value
    assert "Accept" not in [button.label for button in app.button]


def test_a_file_without_a_month_can_be_accepted_once_the_month_is_chosen(store):
    app = upload(open_page(PAGE), WITHOUT_PERIOD)
    assert "Accept" not in [button.label for button in app.button]
    choose(app, "period month", "June 2024")
    press(sign(app), "Accept")
    assert str(store.receipts()[0].reports[0].period) == "2024-06"


@pytest.mark.parametrize("bad", BAD_FILES)
def test_a_bad_file_gets_one_clear_sentence_and_the_page_goes_on(store, bad):
    name, content, words = BAD_FILES[bad]
    app = open_page(PAGE)
    app.file_uploader[0].upload(name, content)
    settled(app)
    (error,) = app.error
    assert words in error.value
    assert "Accept" not in [button.label for button in app.button]
    press(sign(upload(app, RECORDS)), "Accept")
    assert len(store.receipts()) == 1


def test_an_unknown_unit_is_named_with_its_cell(store):
    app = upload(open_page(PAGE), UNKNOWN_UNIT)
    assert "B28" in app.error[0].value
    assert "Gia Lâm" in app.error[0].value


def test_a_zip_is_taken_apart_and_accepted_at_once(store, tmp_path):
    archive = tmp_path / "tháng 9.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in (DISTRICTS, RECORDS, UNKNOWN_UNIT):
            packed.write(path, path.name)
    app = press(sign(upload(open_page(PAGE), archive)), "Accept all that can be accepted (2)")
    assert {receipt.filename for receipt in store.receipts()} == {DISTRICTS.name, RECORDS.name}
    assert "B28" in app.error[0].value, "what cannot be accepted stays and says why"


def test_two_files_on_the_same_figures_are_accepted_one_by_one_and_the_second_wants_its_reason(store):
    app = sign(upload(open_page(PAGE), FIRST_OF_MARCH, CORRECTED_MARCH))
    told = " ".join(one.value for one in app.warning)
    assert all(f"also in {plain(path.name)}" in told for path in (FIRST_OF_MARCH, CORRECTED_MARCH))
    assert not [button for button in app.button if button.label.startswith("Accept all")]
    press(app, "Accept")
    assert len(store.receipts()) == 1
    assert "Why do the figures change?" in [field.label for field in app.text_input]


def test_what_another_officer_accepted_meanwhile_is_shown_before_it_is_overwritten(store):
    app = sign(upload(open_page(PAGE), CORRECTED_MARCH))
    put(store, FIRST_OF_MARCH, by="Lan")
    press(app, "Accept")
    assert len(store.receipts()) == 1
    assert "look at the changes once more" in app.error[0].value
    press(answer(app, "why", "Gia Bình corrected"), "Accept")
    assert len(store.receipts()) == 2


def test_a_zip_that_cannot_be_opened_says_so(store):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("a.txt", "x" * 1000)
    app = open_page(PAGE)
    app.file_uploader[0].upload("hỏng.zip", target.getvalue()[:-30])
    settled(app)
    assert len(app.error) == 1
    assert store.version == 0


def as_september(path):
    """Return an August export whose period was changed by hand, as one that was sent again."""
    return path.name, path.read_bytes().replace(b"31/08/2024", b"30/09/2024").replace(b"/08/2024", b"/09/2024")


def test_last_month_s_figures_sent_again_are_told_and_the_doubt_is_kept(store):
    august = sample("2024/08", "cấp huyện")
    put(store, august)
    name, content = as_september(august)
    app = open_page(PAGE)
    app.file_uploader[0].upload(name, content)
    settled(app)
    assert "last month's file sent again?" in said(app).lower()
    assert not any(button.key == "accept all" for button in app.button)
    press(sign(app), "Accept")
    codes = [finding.code for finding in store.receipts()[-1].findings]
    assert "copied-from-last-month" in codes
