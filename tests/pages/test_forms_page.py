"""Forms and templates: what is chosen is what is downloaded, in both languages."""

import pytest
from opened import open_page, put, said, sample

from forms_out.layouts import LAYOUTS
from loaders import load_in_process
from ui import outgoing

PAGE = "pages/manage/forms.py"


@pytest.fixture
def filled_store(store):
    put(store, sample("2024/09", "cấp huyện"), sample("2024/09", "hồ sơ công việc"))
    return store


@pytest.mark.parametrize(
    ("language", "title", "way"),
    [("vi", "Biểu mẫu", "Để điền, có sẵn tên đơn vị"), ("en", "Forms and templates", "To be filled in, units named")],
)
def test_the_page_opens_in_both_languages(filled_store, language, title, way):
    app = open_page(PAGE, language, form="PL3")
    assert app.title[0].value == title
    assert way in app.segmented_control(key="way").options
    assert "(8): " in said(app)


def test_a_form_nobody_reported_in_says_so(filled_store):
    app = open_page(PAGE, form="K3-1")
    assert "No accepted file" in app.info[0].value
    assert not app.get("download_button")


def test_an_empty_store_still_gives_blank_forms(store):
    app = open_page(PAGE, form="K2-1", way="named")
    assert app.get("download_button")


@pytest.mark.parametrize(
    ("form", "way"), [("PL3", "filled"), ("PL3", "named"), ("K2-2", "unnamed"), ("K2-1", "filled")]
)
def test_what_is_downloaded_is_read_as_that_form(filled_store, monkeypatch, form, way):
    made = []
    monkeypatch.setattr(outgoing.st, "download_button", lambda _label, data, **about: made.append((about["key"], data)))
    open_page(PAGE, form=form, way=way, period="2024-09")
    (workbook,) = [data for key, data in made if key == "download_form"][-1:]
    loaded = load_in_process(workbook(), "a.xlsx")
    assert not [one for one in loaded.findings if one.code != "no-rows"]
    assert [report.form for report in loaded.reports] == ([] if way == "unnamed" else [LAYOUTS[form].id])
