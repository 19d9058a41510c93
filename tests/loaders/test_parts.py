"""A part larger than its whole is told, where no sum of the form tells it already."""

import pytest

from loaders import load_in_process

HEAD = (
    *("STT", "Đơn vị", "Tổng số văn bản đến", "Tổng số văn bản đi", "Văn bản đi có ký số từ hồ sơ công việc"),
    "Tỷ lệ (%)",
)
TITLE = "KẾT QUẢ XỬ LÝ HỒ SƠ CÔNG VIỆC THÁNG 9/2024"


def _found(signed):
    lines = [[TITLE], HEAD, ["1", "Sở Tư pháp", "300", "200", signed, ""], ["2", "Sở Tài chính", "90", "80", "70", ""]]
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in lines)
    loaded = load_in_process(f"<table>{rows}</table>".encode(), "k2.xls")
    return [(one.severity, one.code, one.where, one.found, one.values["whole"]) for one in loaded.findings]


@pytest.mark.parametrize("signed", ["0", "199", "200", "-", ""])
def test_a_part_up_to_its_whole_is_nothing_to_tell(signed):
    assert _found(signed) == []


def test_more_signed_than_went_out_is_told_at_its_cell():
    assert _found("1.201") == [("warning", "part-exceeds-whole", "Sheet1!E3", "1.201", "200")]
