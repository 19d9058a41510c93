"""What is shown of a table that no form reads: its columns with guesses, a few lines, and never a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders import guess
from loaders.container.contents import Contents
from loaders.memory import header_signature
from loaders.read import read
from tests.loaders.drawn import PERIOD, RECORDS, loaded, sheet

ODD = ("STT", "Tên cơ quan", "Văn bản phát hành", "Văn bản tiếp nhận", "Văn bản phát hành đã ký số", "Ghi nhận")
LINES = ((1, "Sở Tư pháp", 200, "1.300", "-", "tốt"), (2, "Sở Y tế", 100, 50, 80, None))


def test_a_table_that_no_form_reads_is_described():
    (table,) = loaded((PERIOD,), ODD, *LINES).unrecognised
    assert (table.sheet, table.top, table.bottom, table.last, table.kind, table.label) == (
        *("S", 2, 2, 4),
        *("work_records", 2),
    )
    assert [(one.letter, one.path, one.suggestion, one.is_figures) for one in table.columns] == [
        ("A", "STT", "", False),
        ("B", "Tên cơ quan", "", False),
        ("C", "Văn bản phát hành", "documents_out", True),
        ("D", "Văn bản tiếp nhận", "documents_in", True),
        ("E", "Văn bản phát hành đã ký số", "documents_signed", True),
        ("F", "Ghi nhận", "", False),
    ]
    assert table.sample == (("1", "Sở Tư pháp", "200", "1.300", "-", "tốt"), ("2", "Sở Y tế", "100", "50", "80", ""))
    assert table.signature == header_signature((text,) for text in ODD)


def test_no_more_than_eight_lines_are_shown():
    lines = [(at, "Sở Tư pháp", at, at, at, None) for at in range(1, 20)]
    (table,) = loaded((PERIOD,), ODD, *lines).unrecognised
    assert [line[0] for line in table.sample] == list("12345678")


def test_what_is_nearly_a_form_is_described_with_what_was_recognised():
    head = ("TT", "Tên đơn vị", "Tổng số hồ sơ", "Trực tuyến", "Nộp trực tiếp tại quầy", "BCCI")
    (table,) = loaded((PERIOD,), head, (1, "Huyện Gia Bình", 6, 3, 2, 1)).unrecognised
    assert (table.kind, table.label) == ("service_usage", 2)
    assert [one.suggestion for one in table.columns[2:]] == [
        *("received", "received_online", "received_in_person", "received_postal")
    ]


def test_a_table_that_is_read_is_not_described():
    assert loaded((PERIOD,), RECORDS, (1, "Sở Tư pháp", 200, 95)).unrecognised == ()


def test_a_hidden_sheet_is_not_described():
    hidden = replace(sheet((PERIOD,), ODD, *LINES), is_hidden=True)
    assert read(Contents("xlsx", (hidden,), ()), "x.xlsx", "0" * 64).unrecognised == ()


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (("STT", "Mã hồ sơ", "Chủ hồ sơ", "Lĩnh vực"), ("H1", "Nguyễn Văn An", "Đất đai")),
        (("STT", "Số hiệu", "Địa chỉ liên hệ", "Lĩnh vực"), ("H1", "Thôn Đoài", "Đất đai")),
        (("STT", "Đơn vị", "Cán bộ", "Số hồ sơ"), ("Sở Y tế", "Trần Thị Bích Ngọc", 4)),
        (("STT", "Đơn vị", "Liên hệ", "Số hồ sơ"), ("Sở Y tế", "0912 345 678", 4)),
        (("STT", "Đơn vị", "Mã", "Số hồ sơ"), ("Sở Y tế", "027123456789", 4)),
    ],
)
def test_lines_of_people_are_never_shown(head, line):
    lines = [(at, *line) for at in range(1, 6)]
    assert loaded((PERIOD,), head, *lines).unrecognised == ()


def test_units_that_are_called_as_people_are_remain_units():
    names = ("Xã Trung Kênh", "Phường Nam Sơn", "Lê Lợi", "Sở Y tế")
    lines = [(at, name, 4, 5, 3, None) for at, name in enumerate(names, 1)]
    assert len(loaded((PERIOD,), ODD, *lines).unrecognised) == 1


@pytest.mark.parametrize(
    ("kind", "heading", "field"),
    [
        ("work_records", "Số văn bản đi ký số", "documents_signed"),
        ("work_records", "Tổng số văn bản đi trong kỳ", "documents_out"),
        ("work_records", "Văn bản nội bộ", ""),
        ("service_usage", "Nộp trực tiếp tại quầy", "received_in_person"),
        ("service_usage", "Hồ sơ qua bưu điện", "received_postal"),
        ("service_usage", "DVC toàn trình / Hồ sơ nộp qua mạng", "received_online/full"),
        ("service_usage", "Quá hạn giải quyết", ""),
        ("service_usage", "Tỷ lệ trực tuyến (%)", ""),
        ("service_usage", "Trực tuyến (nghìn)", ""),
        ("service_usage", "Số tiền (đồng)", ""),
        ("digital_signatures", "Đã cấp mới cho / Công dân", "issued/citizen"),
        ("digital_signatures", "Tổng đến nay / Công chức", "issued_to_date/official"),
    ],
)
def test_a_heading_is_taken_for_a_field_only_where_its_words_tell_it_from_the_others(kind, heading, field):
    guessed = guess.of_kind(kind, {3: tuple(heading.split(" / "))})
    assert [name for name, _ in guessed.values()] == [field] * bool(field)


def test_two_columns_alike_to_one_field_are_left_to_the_officer():
    paths = {3: ("Văn bản đi",), 4: ("Văn bản phát hành",), 5: ("Văn bản đến",)}
    assert guess.fields(paths, None) == ("work_records", {5: "documents_in"})
