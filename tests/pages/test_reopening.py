"""A table downloaded here and dropped on Upload is told for what it is, with the way back to its view."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pandas as pd
import pytest
from opened import open_page, put, said, sample, settled

from adoption import exports
from adoption.exports import About, ExportColumn
from loaders import load_in_process
from loaders.container.xlsx_parts import ORIGIN_NAME
from ui import reopening

LINK = "http://127.0.0.1:8501/services?from=2024-09&to=2024-09&unit_level=district&as_of=1"
ABOUT = About("Hồ sơ trực tuyến", datetime(2024, 10, 5, tzinfo=UTC), link=LINK)
TABLE = pd.DataFrame({"unit": ["Gia Bình"], "received": [12.0]})
COLUMNS = (ExportColumn("unit", "Đơn vị"), ExportColumn("received", "Tổng số", "integer"))
WRITERS = {
    "xlsx": exports.to_xlsx,
    "parquet": exports.to_parquet,
    "csv": lambda table, columns, about: exports.to_csv(table, columns, about.link),
}


def codes(data):
    return [finding.code for finding in load_in_process(data, "a").findings]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("ending", WRITERS)
def test_a_download_names_the_view_it_came_from(ending, language):
    loaded = load_in_process(WRITERS[ending](TABLE, COLUMNS, replace(ABOUT, language=language)), "a")
    assert [(one.code, one.found) for one in loaded.errors if one.code == "own-download"] == [("own-download", LINK)]
    assert "no-table" not in [one.code for one in loaded.findings]
    assert not loaded.is_acceptable


def test_a_download_saved_again_by_another_program_is_still_known(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(exports.to_xlsx(TABLE, COLUMNS, ABOUT))
    openpyxl.load_workbook(path).save(path)
    assert "own-download" in codes(path.read_bytes())


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_csv_sorted_and_saved_again_by_a_spreadsheet_is_still_known(delimiter):
    lines = exports.to_csv(pd.concat([TABLE, TABLE.assign(unit="An")]), COLUMNS, LINK).decode("utf-8-sig").splitlines()
    saved = "\r\n".join([lines[0], *sorted(lines[1:])]).replace(",", delimiter)
    assert codes(f"{saved}\r\n".encode("utf-16")) == ["own-download"]


def test_a_csv_opens_as_its_rows_with_one_column_more():
    read = pd.read_csv(io.BytesIO(exports.to_csv(TABLE, COLUMNS, LINK)))
    assert read.drop(columns=ORIGIN_NAME).to_dict("list") == {"Đơn vị": ["Gia Bình"], "Tổng số": [12]}
    assert read[ORIGIN_NAME].tolist() == [LINK]


def test_other_files_are_nobodys_download():
    assert "own-download" not in codes(exports.to_xlsx(TABLE, COLUMNS, replace(ABOUT, link="")))
    assert codes(exports.to_parquet(TABLE, COLUMNS, replace(ABOUT, link=""))) == ["not-a-workbook"]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (LINK, ("services", {"from": "2024-09", "to": "2024-09", "unit_level": "district", "as_of": "1"})),
        ("https://elsewhere.example/services?from=2024-09", ("services", {"from": "2024-09"})),
        ("http://127.0.0.1:8501/?from=2024-09", ("overview", {"from": "2024-09"})),
        ("http://127.0.0.1:8501/services?evil=1&from=" + "9" * 501, ("services", {})),
        ("http://127.0.0.1:8501/admin?from=2024-09", None),
        ("javascript:alert(1)", None),
        ("http://[broken", None),
        ("http://a/services?" + "&".join("from=1" for _ in range(50)), None),
    ],
)
def test_only_our_own_pages_and_parameters_are_taken_from_a_file(address, found):
    assert reopening.view(address) == found


@pytest.mark.parametrize(("language", "label"), [("vi", "Mở lại bảng"), ("en", "Open the view it came from")])
def test_upload_offers_the_view(store, language, label):
    put(store, sample("2024/09", "cấp huyện"))
    app = open_page("pages/manage/upload.py", language)
    app.file_uploader[0].upload("bang.xlsx", exports.to_xlsx(TABLE, COLUMNS, ABOUT))
    settled(app)
    assert any(link.value.startswith(label) for link in app.page_link)
    assert LINK.partition("?")[0] in said(app).replace("\\", "")
