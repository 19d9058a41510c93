"""Whatever dossiers a list holds and however it is written: read are the sums of a plain groupby of its rows."""

import struct
from collections import Counter
from datetime import date, datetime, time
from io import BytesIO

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from spoiled import record, xls

from loaders import load_in_process
from loaders.container import limits, streamed

UNITS = ("UBND xã Gia Bình", "UBND xã Lương Tài", "Sở Nội vụ")
LEVELS = {"4": "full", "Một phần": "partial", "2": "info"}
CHANNELS = {"Trực tuyến": "online", "Trực tiếp": "in_person", "Bưu chính công ích": "postal"}
STATES = {"Đã trả kết quả": "ended", "Đang xử lý": "", "Tạm dừng": "", "Dừng xử lý": "closed", "Mới đăng ký": "refused"}
HEADS = (
    *("Mã hồ sơ", "Đơn vị giải quyết", "Mức độ", "Hình thức nộp", "Trạng thái", "Chủ hồ sơ"),
    *("Ngày tiếp nhận", "Ngày hẹn trả", "Ngày có kết quả"),
)
DAYS = HEADS[-3:]
COUNTS = ("received", "received_online", "received_in_person", "received_postal")
OUTCOMES = ("resolved", "early", "on_time", "overdue", "pending", "closed")

days = st.dates(date(2025, 7, 1), date(2025, 9, 30))
rows = st.tuples(
    st.sampled_from(UNITS),
    st.sampled_from(tuple(LEVELS)),
    st.sampled_from(tuple(CHANNELS)),
    st.sampled_from(tuple(STATES)),
    st.just("Nguyễn Thị Mẫu"),
    days,
    st.none() | days,
    st.none() | days,
)
dossiers = st.lists(rows, min_size=1, max_size=25).flatmap(
    lambda made: st.lists(st.sampled_from(range(len(made))), max_size=4).map(
        lambda again: [(f"H05.{place}", *made[place]) for place in [*range(len(made)), *again]]
    )
)
quick = settings(max_examples=40, deadline=None)


def text(value, hour=""):
    return f"{value:%d/%m/%Y}{hour}" if isinstance(value, date) else value or ""


def as_text(table, hour=""):
    return [HEADS, *([text(value, hour) for value in row] for row in table)]


def xlsx(lines, **options):
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"default_date_format": "dd/mm/yyyy hh:mm", **options})
    sheet = book.add_worksheet("Danh sách hồ sơ")
    for place, values in enumerate(lines, start=2):
        sheet.write_row(place, 1, ["" if value is None else value for value in values])
    book.close()
    return target.getvalue()


def written_xlsx(table):
    return xlsx(as_text(table))


def written_xlsx_with_dates(table):
    moments = [[datetime.combine(one, time(8, 5)) if isinstance(one, date) else one for one in row] for row in table]
    return xlsx([HEADS, *moments])


def written_csv(table):
    return "\r\n".join(";".join(row) for row in as_text(table, " 16:45")).encode()


def written_html(table):
    lines = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in as_text(table, " 07:30:15"))
    return f"<html><body><table>{lines}</table></body></html>".encode()


def written_xls(table):
    cells = b""
    for row, values in enumerate(as_text(table)):
        for column, one in enumerate(values):
            letters = one.encode("utf-16-le")
            cells += record(0x204, struct.pack("<HHHHB", row, column, 0, len(one), 1) + letters)
    return xls(cells)


def grouped(table):
    """The counts as somebody would make them with pandas alone, by month, unit and level."""
    frame = pd.DataFrame(table, columns=["code", "unit", "level", "channel", "state", "who", "day", "due", "result"])
    frame = frame.drop_duplicates("code")
    state = frame.pop("state").map(STATES)
    frame, state = frame[state != "refused"], state[state != "refused"]
    due, result = (pd.to_datetime(frame[name]) for name in ("due", "result"))
    resolved = (result.notna() | (state == "ended")) & (state != "closed")
    marks = {"received": True}
    marks |= {f"received_{name}": frame["channel"] == word for word, name in CHANNELS.items()}
    marks |= {
        "outcome_resolved": resolved,
        "outcome_early": resolved & (result < due),
        "outcome_on_time": resolved & (result == due),
        "outcome_overdue": resolved & (result > due),
        "outcome_pending": ~resolved & (state != "closed"),
        "outcome_closed": state == "closed",
    }
    month = pd.to_datetime(frame["day"]).dt.strftime("%Y-%m")
    place = [month, frame["unit"].str.removeprefix("UBND ").str.lower(), frame["level"].map(LEVELS)]
    return counter(frame.assign(**marks)[list(marks)].groupby(place).sum())


def counter(sums):
    return +Counter({(*place, name): int(count) for place, line in sums.iterrows() for name, count in line.items()})


def read(data):
    loaded = load_in_process(data, "danh sách.xlsx")
    frames = [
        report.frame.assign(month=str(report.period), unit=report.frame["unit_name"].str.lower())
        for report in loaded.reports
    ]
    assert not [finding.code for finding in loaded.errors if frames]
    if not frames:
        return Counter()
    counts = [*COUNTS, *(f"outcome_{name}" for name in OUTCOMES)]
    return counter(pd.concat(frames).groupby(["month", "unit", "level"])[counts].sum())


@pytest.mark.parametrize("written", [written_xlsx, written_xlsx_with_dates, written_csv, written_html, written_xls])
@given(table=dossiers)
@quick
def test_a_list_gives_the_sums_of_its_rows(written, table):
    assert read(written(table)) == grouped(table)


@pytest.mark.parametrize("written", [written_xlsx, written_xlsx_with_dates])
@given(table=dossiers, chunk=st.integers(50, 3_000))
@quick
def test_so_does_a_list_read_by_column_in_pieces_of_any_size(written, table, chunk):
    data = written(table)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(limits, "LIST_PART_BYTES", 1)
        patched.setattr(streamed, "_CHUNK", chunk)
        patched.setattr(streamed, "_PIECE", chunk)
        assert read(data) == grouped(table)
