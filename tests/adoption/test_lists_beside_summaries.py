"""A list of dossiers stands beside a unit's summaries of the month: never added to them, never in their place."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
import xlsxwriter

import loaders
from adoption import arithmetic, figures, guards, tables, tracing
from adoption.selection import Selection
from reference.period import Period
from store import open_store

SEPTEMBER = Period.month(2025, 9)
HEADS = ("Mã hồ sơ", "Đơn vị giải quyết", "Hình thức nộp", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày có kết quả")


def workbook(*lines):
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("Biểu")
    for row, values in enumerate(lines):
        sheet.write_row(row, 0, values)
    book.close()
    return target.getvalue()


def summary(online, in_person):
    heads = ("STT", "Tên đơn vị", "Tổng số hồ sơ", "Trực tuyến", "Trực tiếp", "BCCI")
    line = (1, "Xã Gia Bình", online + in_person, online, in_person, 0)
    return workbook(("PHỤ LỤC 4",), ("Tháng 9 năm 2025",), heads, line)


def listed(online, in_person, title="DANH SÁCH HỒ SƠ"):
    channels = ["Trực tuyến"] * online + ["Trực tiếp"] * in_person
    rows = [
        (f"H05.{number}", "UBND xã Gia Bình", channel, "05/09/2025", "08/09/2025", "10/09/2025")
        for number, channel in enumerate(channels)
    ]
    return workbook((title,), ("(Từ ngày 01/09/2025 đến ngày 30/09/2025)",), HEADS, *rows)


@pytest.fixture
def store(tmp_path):
    return open_store(tmp_path / "var")


def accept(store, data, why=""):
    loaded = loaders.load_in_process(data, "a.xlsx")
    assert loaded.is_acceptable, loaded.errors
    return store.preview(loaded, data), store.accept(loaded, data, by="Mẫu", why=why).receipt.number


def received(store):
    selection = Selection("service_usage", "2025-09", "2025-09")
    found = figures.by_unit_and_month(store.facts("service_usage"), arithmetic.of("received"), selection)
    return found["numerator"].tolist()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_summary_is_shown_whichever_came_first_and_the_list_once_it_is_withdrawn(store, order):
    files = [summary(5, 3), listed(1, 1)]
    numbers = {place: accept(store, files[place])[1] for place in order}
    assert received(store) == [8]
    assert not store.receipts()[1].supersedes
    store.withdraw(numbers[0], by="Mẫu", why="a test")
    assert received(store) == [2]


def test_a_second_list_of_the_month_restates_the_first_and_nothing_else(store):
    for data in (summary(5, 3), listed(1, 1)):
        accept(store, data)
    change, _ = accept(store, listed(2, 1), why="a later export")
    assert (change.added, change.replaced, change.supersedes) == (0, 2, (2,))


def test_a_part_of_a_list_is_told_to_take_the_place_of_the_other_part(store):
    first = loaders.load_in_process(listed(3, 1), "a.xlsx")
    assert "list-takes-place" not in {one.code for one in guards.findings(store, first)}
    accept(store, listed(3, 1))
    (told,) = guards.findings(store, loaders.load_in_process(listed(1, 1), "b.xlsx"))
    assert (told.code, told.found) == ("list-takes-place", "a.xlsx")
    assert (told.values["units"], told.values["old"], told.values["new"]) == ("1", "4", "2")


def test_what_became_of_a_months_dossiers_is_not_what_was_resolved_in_the_month(store):
    accept(store, listed(1, 1))
    rows = store.facts("service_usage").collect("pandas").to_native()
    assert rows[["resolved", "resolved_overdue", "pending"]].isna().all(axis=None)


def test_what_became_of_a_months_dossiers_is_kept_and_told_by_a_measure_of_its_own(store):
    due, resolved_on = "08/09/2025", ("05/09/2025", "08/09/2025", "10/09/2025", "")
    rows = [
        (f"H05.{number}", "UBND xã Gia Bình", "Trực tuyến", "05/09/2025", due, resolved)
        for number, resolved in enumerate(resolved_on)
    ]
    title = ("DANH SÁCH HỒ SƠ",), ("(Từ ngày 01/09/2025 đến ngày 30/09/2025)",)
    change, _ = accept(store, workbook(*title, HEADS, *rows))
    assert {key.part for key in store.current()} == {"intake", "outcomes"}
    assert change.added == 2
    month = Selection("service_usage", "2025-09", "2025-09", units=("commune-gia-binh-2025",))
    told = tracing.figure(store, "received_and_on_time_share", month)
    assert (told.numerator, told.denominator, told.value) == (2, 4, 50)
    cells = tracing.cells(store, "received_and_on_time_share", month)
    assert cells.groupby("part")["value"].sum().to_dict() == {"numerator": 2, "denominator": 4}
    assert tracing.figure(store, "resolved_on_time_share", month).state == "blank"


def by_procedure(*told):
    """A list of a sector's and procedure's dossiers, some without one."""
    rows = [
        (f"H05.{number}", "UBND xã Gia Bình", "Trực tuyến", "4", "05/09/2025", *subject)
        for number, subject in enumerate(told)
    ]
    heads = ("Mã hồ sơ", "Đơn vị giải quyết", "Hình thức nộp", "Mức độ", "Ngày tiếp nhận", "Lĩnh vực", "Thủ tục")
    return workbook(("DANH SÁCH HỒ SƠ",), ("(Từ ngày 01/09/2025 đến ngày 30/09/2025)",), heads, *rows)


BIRTH, LAND = ("Hộ tịch", "Đăng ký khai sinh"), ("Đất đai", "Đăng ký biến động")


@pytest.mark.parametrize(("told", "sum_of_sectors"), [((BIRTH, LAND, BIRTH), 3), ((BIRTH, LAND, ("", "")), 2)])
@pytest.mark.parametrize("level", ["all", "full"])
def test_a_list_answers_by_sector_and_procedure_and_its_unit_is_their_sum(store, told, sum_of_sectors, level):
    accept(store, by_procedure(*told))
    month = Selection("service_usage", "2025-09", "2025-09", units=("commune-gia-binh-2025",), level=level)
    assert tracing.figure(store, "received", month).value == 3
    assert tables.by_sector(store, "received", month)["numerator"].sum() == sum_of_sectors
    births = replace(month, procedure="Đăng ký khai sinh")
    assert tracing.figure(store, "received", births).value == told.count(BIRTH)
    assert tracing.figure(store, "received", replace(births, sector="Hộ tịch")).value == told.count(BIRTH)
    assert tracing.cells(store, "received", births)["value"].sum() == told.count(BIRTH)


def test_a_late_list_claims_other_keys_than_the_list_and_the_summary(store):
    accept(store, listed(1, 1))
    change, _ = accept(store, listed(1, 0, title="DANH SÁCH HỒ SƠ CHẬM TRỄ"))
    assert (change.added, change.replaced) == (1, 0)
    assert {key.breakdown for key in store.current()} == {"dossiers", "dossiers-late"}
    assert received(store) == [2]
