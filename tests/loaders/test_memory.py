"""What officers taught is used where nothing else reads, holds to its day, says so, and overrules nothing."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from loaders.container.contents import Contents
from loaders.memory import NOTHING, LearnedForm, Memory, NameDecision, header_signature, named_paths, spoken
from loaders.read import read
from loaders.sheet import Range
from tests.loaders.drawn import PERIOD, RECORDS, codes, sheet

IN_2025 = "(Từ ngày 01/09/2025 đến ngày 30/09/2025)"
AT = "2024-10-05T07:30:00+00:00"
ODD = ("STT", "Tên cơ quan", "Văn bản phát hành", "Văn bản tiếp nhận", "Văn bản phát hành đã ký số", "Tỷ lệ (%)")
ODD_COLUMNS = {ODD[2]: "documents_out", ODD[3]: "documents_in", ODD[4]: "documents_signed", ODD[5]: ""}
ODD_LINES = (
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    (1, "Sở Tư pháp", 200, 300, 150, 75),
    (2, "Sở Y tế", 100, 50, 80, 80),
    (None, "Tổng cộng", 300, 350, 230, None),
)


def loaded(*rows, memory=NOTHING, merges=()):
    return read(Contents("xlsx", (sheet(*rows, merges=merges),), ()), "x.xlsx", "0" * 64, None, memory)


def decisions(*pairs):
    return Memory(tuple(NameDecision(name, unit, "Hoa", AT, str(at)) for at, (name, unit) in enumerate(pairs, 1)))


def taught(table, kind, columns, label):
    """Return a memory in which the officer said what an unknown table is."""
    return Memory(forms=(LearnedForm(table.signature, kind, label, columns, "Hoa", AT, "7"),))


def learned(*rows, kind, columns, label, merges=()):
    """Read rows that no form reads, then again with what was said of them."""
    (table,) = loaded(*rows, merges=merges).unrecognised
    return loaded(*rows, merges=merges, memory=taught(table, kind, columns, label))


def odd(lines=ODD_LINES):
    return learned((PERIOD,), ODD, *lines, kind="work_records", columns=ODD_COLUMNS, label="Tên cơ quan")


def notes(result):
    return [finding for finding in result.findings if finding.severity == "note"]


# names


def test_an_unknown_name_is_taken_for_the_unit_that_was_decided_and_it_is_said():
    rows = ((PERIOD,), RECORDS, (1, "Gia Bin", 10, 5), (2, "Huyện Lương Tài", 8, 4))
    assert codes(loaded(*rows)) == ["unknown-unit"]
    result = loaded(*rows, memory=decisions(("GIA  BIN", "district-gia-binh")))
    assert codes(result) == []
    (report,) = result.reports
    assert list(report.frame["unit_id"]) == ["district-gia-binh", "district-luong-tai"]
    (note,) = notes(result)
    assert (note.code, note.where, note.found) == ("name-decided", "S!B3", "Gia Bin")
    assert note.hint("en") == "“Gia Bin” was taken for Huyện Gia Bình, as Hoa decided on 2024-10-05."
    assert (report.taught, result.taught) == (("1",), ("1",))


def test_a_decision_holds_only_while_its_unit_is_in_force():
    memory = decisions(("Gia Bin", "district-gia-binh"))
    assert codes(loaded((IN_2025,), RECORDS, (1, "Gia Bin", 10, 5), memory=memory)) == ["unknown-unit"]


def test_one_name_may_mean_one_unit_before_the_reform_and_another_after_it():
    memory = decisions(("Gia Bin", "district-gia-binh"), ("Gia Bin", "commune-gia-binh-2025"))
    found = [
        loaded((period,), RECORDS, (1, "Gia Bin", 10, 5), memory=memory).reports[0].frame["unit_id"][0]
        for period in (PERIOD, IN_2025)
    ]
    assert found == ["district-gia-binh", "commune-gia-binh-2025"]


def test_a_sure_name_is_never_taken_for_another():
    result = loaded(
        (PERIOD,), RECORDS, (1, "Huyện Gia Bình", 10, 5), memory=decisions(("Huyện Gia Bình", "district-luong-tai"))
    )
    assert list(result.reports[0].frame["unit_id"]) == ["district-gia-binh"]
    assert (notes(result), result.taught) == ([], ())


def test_an_ambiguous_name_is_settled_by_a_decision_among_its_own_units_only():
    rows = ((PERIOD,), RECORDS, (1, "Gia Bình", 10, 5))
    assert codes(loaded(*rows)) == ["ambiguous-unit"]
    settled = loaded(*rows, memory=decisions(("Gia Bình", "district-gia-binh")))
    assert (codes(settled), list(settled.reports[0].frame["unit_id"])) == ([], ["district-gia-binh"])
    other = loaded(*rows, memory=decisions(("Gia Bình", "district-luong-tai")))
    assert codes(other) == ["ambiguous-unit"]


def test_two_lines_decided_to_be_one_unit_are_still_twice_the_same():
    rows = ((PERIOD,), RECORDS, (1, "Gia Bin", 10, 5), (2, "Huyện Gia Bình", 8, 4))
    assert codes(loaded(*rows, memory=decisions(("Gia Bin", "district-gia-binh")))) == ["unit-twice"]


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ("Xã Hòa Bình", "XÃ  HOÀ BÌNH", True),
        ("Chi nhánh số 1", "Chi nhánh số 2", False),
        ("Phượng Mao", "Phương Mao", False),
        ("Gia Bin", "Gia Binh", False),
    ],
)
def test_names_are_compared_as_read_aloud_with_their_tones_and_numbers(one, other, are_same):
    assert (spoken(one) == spoken(other)) is are_same


# headers


def test_a_signature_outlives_case_and_spacing_but_no_other_words_order_or_quantity():
    paths = [("STT",), ("Đơn vị",), ("Trong đó", "Trực tuyến"), ("Trong đó", "Trực tiếp")]
    same = header_signature(paths)
    assert header_signature([("stt",), ("ĐƠN VỊ:",), ("Trong  đó", "Trực tuyến"), ("Trong đó", "Trực tiếp")]) == same
    others = [
        paths[::-1],
        paths[:3],
        [*paths[:3], ("Trong đó", "Trực tiếp (nghìn)")],
        [*paths[:3], ("Trực tiếp",)],
        [*paths[:2], ("Tỷ lệ > 50", "Trực tuyến"), paths[3]],
    ]
    assert same not in map(header_signature, others)


@settings(max_examples=50)
@given(st.lists(st.lists(st.sampled_from(["Số", "số", "Số 2", "Tổng"]), min_size=1, max_size=2).map(tuple)))
def test_every_column_has_a_path_of_its_own(paths):
    form = LearnedForm("", "work_records", "", {path: str(at) for at, path in enumerate(named_paths(paths))})
    assert [form.field_of(path) for path in named_paths(paths)] == [str(at) for at in range(len(paths))]


def test_a_table_of_odd_headings_is_read_as_taught():
    result = odd()
    assert codes(result) == []
    (report,) = result.reports
    assert report.form == f"learned:{loaded((PERIOD,), ODD).unrecognised[0].signature[:8]}"
    assert (report.kind, str(report.period), report.taught) == ("work_records", "2024-09", ("7",))
    assert report.columns == {"documents_out": "C", "documents_in": "D", "documents_signed": "E"}
    assert report.frame[["unit_id", "documents_out", "documents_in", "documents_signed"]].to_numpy().tolist() == [
        ["dept-tu-phap", 200, 300, 150],
        ["dept-y-te", 100, 50, 80],
    ]
    (note,) = notes(result)
    assert (note.code, note.where, note.values["by"]) == ("form-learned", "S!A2", "Hoa")
    assert result.unrecognised == ()


def test_a_learned_form_has_its_total_recomputed():
    wrong = (None, "Tổng cộng", 310, 350, 230, None)
    assert codes(odd(lines=(*ODD_LINES[:3], wrong))) == ["total-differs"]


def test_a_learned_column_of_anything_but_counts_is_an_error():
    assert codes(odd(lines=((1, "Sở Tư pháp", 200, "nhiều", 150, 75),))) == ["not-a-count"]


def test_a_learned_header_that_speaks_of_thousands_is_no_count():
    head = (*ODD[:2], "Văn bản phát hành (nghìn)", *ODD[3:])
    rows = ((PERIOD,), head, *ODD_LINES)
    columns = {head[2]: "documents_out", head[3]: "documents_in"}
    result = learned(*rows, kind="work_records", columns=columns, label="Tên cơ quan")
    assert not result.is_acceptable
    assert "scaled-figures" in codes(result)


def test_a_column_that_nobody_spoke_of_is_named():
    (table,) = loaded((PERIOD,), ODD, *ODD_LINES).unrecognised
    columns = {path: name for path, name in ODD_COLUMNS.items() if name}
    result = loaded((PERIOD,), ODD, *ODD_LINES, memory=taught(table, "work_records", columns, "Tên cơ quan"))
    assert codes(result) == ["unknown-column"]


def test_a_header_that_changed_is_unknown_again():
    (table,) = loaded((PERIOD,), ODD, *ODD_LINES).unrecognised
    memory = taught(table, "work_records", ODD_COLUMNS, "Tên cơ quan")
    swapped = (*ODD[:2], ODD[3], ODD[2], *ODD[4:])
    assert loaded((PERIOD,), swapped, *ODD_LINES, memory=memory).reports == ()


def test_what_a_known_form_reads_is_not_read_as_taught():
    rows = ((PERIOD,), RECORDS, (1, "Sở Tư pháp", 200, 95))
    signature = header_signature((text,) for text in RECORDS)
    form = LearnedForm(signature, "work_records", "Đơn vị", {RECORDS[2]: "documents_in"}, "Hoa", AT, "7")
    (report,) = loaded(*rows, memory=Memory(forms=(form,))).reports
    assert (report.form, report.taught) == ("K2-2", ())


def test_what_is_nearly_a_known_form_is_read_as_taught():
    rows = (
        (PERIOD,),
        ("TT", "Tên đơn vị", "Tổng số hồ sơ", "Trực tuyến", "Nộp tại quầy", "BCCI"),
        (1, "Huyện Gia Bình", 6, 3, 2, 1),
    )
    assert codes(loaded(*rows)) == ["missing-column"]
    columns = dict(zip(rows[1][2:], ("received", "received_online", "received_in_person", ""), strict=True))
    result = learned(*rows, kind="service_usage", columns=columns, label="Tên đơn vị")
    assert codes(result) == []
    assert result.reports[0].frame[["received", "received_online", "received_in_person"]].to_numpy().tolist() == [
        [6, 3, 2]
    ]


def test_signatures_in_a_column_for_each_holder():
    rows = (
        (PERIOD,),
        ("TT", "Đơn vị", "Cấp mới", None, "Cộng dồn", None),
        (None, None, "Công dân", "Công chức", "Công dân", "Công chức"),
        (1, "Huyện Gia Bình", 5, 6, 50, 60),
    )
    merges = (Range(2, 1, 3, 1), Range(2, 2, 3, 2), Range(2, 3, 2, 4), Range(2, 5, 2, 6))
    names = ("issued/citizen", "issued/official", "issued_to_date/citizen", "issued_to_date/official")
    paths = ("Cấp mới / Công dân", "Cấp mới / Công chức", "Cộng dồn / Công dân", "Cộng dồn / Công chức")
    columns = dict(zip(paths, names, strict=True))
    result = learned(*rows, kind="digital_signatures", columns=columns, label="Đơn vị", merges=merges)
    assert codes(result) == []
    assert result.reports[0].frame[["holder", "issued", "issued_to_date"]].to_numpy().tolist() == [
        ["citizen", 5, 50],
        ["official", 6, 60],
    ]


def test_dossiers_in_columns_for_each_level_headed_alike():
    rows = (
        (PERIOD,),
        ("TT", "Đơn vị", "Nhận", "Qua mạng", "Nhận", "Qua mạng"),
        (1, "Huyện Gia Bình", 50, 40, 30, 10),
        (2, "Huyện Lương Tài", 20, 10, "-", 0),
    )
    names = ("received/full", "received_online/full", "received/partial", "received_online/partial")
    columns = dict(zip(("Nhận", "Qua mạng", "Nhận #2", "Qua mạng #2"), names, strict=True))
    result = learned(*rows, kind="service_usage", columns=columns, label="Đơn vị")
    assert codes(result) == []
    (report,) = result.reports
    assert report.columns["received/partial"] == "E"
    told = report.frame.astype(object).where(report.frame.notna(), None)
    assert told[["unit_id", "level", "received", "received_online", "dashes"]].to_numpy().tolist() == [
        ["district-gia-binh", "full", 50, 40, ""],
        ["district-gia-binh", "partial", 30, 10, ""],
        ["district-luong-tai", "full", 20, 10, ""],
        ["district-luong-tai", "partial", None, 0, "received"],
    ]
