"""Definitions of figures, and the province's headline indicators."""

import dataclasses

import pytest

from reference import indicators, measures

COLUMNS = {
    "service_usage": {
        "received", "received_online", "received_in_person", "received_postal", "carried_over", "resolved",
        "resolved_early", "resolved_on_time", "resolved_overdue", "pending", "pending_in_time", "pending_overdue",
        "procedures", "procedures_online", "outcome_early", "outcome_on_time", "outcome_overdue", "outcome_pending",
    },
    "work_records": {"records", "records_digital", "documents_in", "documents_out", "documents_signed"},
    "digital_signatures": {"issued", "issued_to_date", "revoked", "active", "adults"},
}  # fmt: skip


@pytest.mark.parametrize("measure", measures.all_measures(), ids=lambda one: one.id)
def test_a_measure_reads_columns_that_its_reports_have(measure):
    assert COLUMNS[measure.kind].issuperset(measure.numerator + measure.denominator)
    assert measure.numerator
    assert (measure.unit == "percent") == bool(measure.denominator)
    assert measure.label
    assert measure.definition
    assert measure.source
    hash(measure)


@pytest.mark.parametrize(
    "measure", [one for one in measures.all_measures() if one.unit == "percent"], ids=lambda one: one.id
)
def test_a_share_cannot_pass_100_by_its_definition(measure):
    if measure.kind == "service_usage":
        assert set(measure.numerator) <= set(measure.denominator)


def test_shares_of_one_name_differ_in_their_definition():
    three = [measures.measure(name) for name in ("online_share", "online_share_without_post", "full_share")]
    assert len({one.label for one in three}) == len({one.definition for one in three}) == 3
    assert three[2].numerator_where == (("level", "full"),)


def test_measures_are_found_by_kind_and_id():
    assert [one.id for one in measures.of_kind("work_records")] == [
        "records_share",
        "signed_share",
        "records",
        "documents_out",
    ]
    assert measures.of_kind("headline") == ()
    with pytest.raises(KeyError):
        measures.measure("nothing")


def test_a_definition_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        measures.measure("received").unit = "percent"


@pytest.mark.parametrize(
    ("text", "indicator_id"),
    [
        ("Chỉ số chuyển đổi số cấp tỉnh (DTI)", "dti_rank"),
        ("1. Xếp hạng chuyển đổi số", "dti_rank"),
        ("XẾP HẠNG CHÍNH QUYỀN SỐ", "dti_government_rank"),
        ("Xếp hạng kinh tế số", "dti_economy_rank"),
        ("Xã hội số", "dti_society_rank"),
        ("Tỷ trọng kinh tế số trong GRDP", "digital_economy_share"),
        ("Tỷ trọng kinh tế số/GRDP", "digital_economy_share"),
        (
            "Tỷ lệ dịch vụ công mức độ 3, 4 kết nối, tích hợp với Cổng Dịch vụ công quốc gia",
            "services_on_national_portal_share",
        ),
        ("Số khu công nghiệp có hệ thống quan trắc môi trường tự động", "industrial_parks_monitored"),
        ("Số KCN có hệ thống quan trắc môi trường tự động", "industrial_parks_monitored"),
        ("Kinh tế", None),
        ("Xep hang kinh te so", None),
        ("", None),
    ],
)
def test_an_indicator_is_known_by_its_printed_name(text, indicator_id):
    assert indicators.match(text) == indicator_id


def test_no_spelling_belongs_to_two_indicators():
    for one in indicators.all_indicators():
        assert {indicators.match(spelling) for spelling in one.spellings} == {one.id}
