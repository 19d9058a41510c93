"""The province's units as tables: how many there are on a day, what became of them, how many people they have."""

from collections import Counter
from datetime import date, timedelta

import pytest

from reference import units
from reference.spelling import words

BEFORE, AFTER_COMMUNES, MERGED = date(2024, 11, 30), date(2024, 12, 1), date(2025, 7, 1)
OLD_DISTRICTS = (
    "Thành phố Bắc Ninh", "Huyện Yên Phong", "Thị xã Quế Võ", "Huyện Tiên Du",
    "Thành phố Từ Sơn", "Thị xã Thuận Thành", "Huyện Gia Bình", "Huyện Lương Tài",
)  # fmt: skip


def of_home(day, level):
    return units.units_on(day, level, units.home_province(day).id)


@pytest.mark.parametrize(
    ("day", "level", "how_many"),
    [
        (date(2024, 1, 1), "district", 8),
        (date(2024, 1, 1), "commune", 126),
        (BEFORE, "commune", 126),
        (AFTER_COMMUNES, "commune", 121),
        (date(2025, 6, 30), "commune", 121),
        (date(2025, 6, 30), "district", 8),
        (MERGED, "commune", 99),
        (MERGED, "district", 0),
        (MERGED, "department", 16),
        (date(2025, 2, 28), "department", 21),
        (date(2025, 3, 1), "department", 16),
        (BEFORE, "group", 3),
        (MERGED, "group", 2),
        (date(2026, 10, 31), "commune", 99),
    ],
)
def test_as_many_units_as_the_law_had_that_day(day, level, how_many):
    assert len(of_home(day, level)) == how_many


def test_the_99_are_33_wards_and_66_communes():
    assert Counter(one.type for one in of_home(MERGED, "commune")) == {"phường": 33, "xã": 66}


@pytest.mark.parametrize(
    ("district", "until_november", "from_december"),
    [
        ("bac-ninh", 19, 17),
        ("yen-phong", 14, 14),
        ("que-vo", 21, 20),
        ("tien-du", 14, 14),
        ("tu-son", 12, 12),
        ("thuan-thanh", 18, 18),
        ("gia-binh", 14, 14),
        ("luong-tai", 14, 12),
    ],
)
def test_each_district_had_its_communes(district, until_november, from_december):
    counts = [len(units.units_on(day, "commune", f"district-{district}")) for day in (BEFORE, AFTER_COMMUNES)]
    assert counts == [until_november, from_december]


def test_districts_stand_in_official_order():
    assert tuple(one.full_name for one in of_home(BEFORE, "district")) == OLD_DISTRICTS


def test_ids_are_unique_and_parents_exist():
    every = units.all_units()
    assert len({one.id for one in every}) == len(every)
    assert all(one.parent is None or units.unit(one.parent) for one in every)


def test_no_unit_ends_before_it_begins_or_outlives_its_parent():
    for one in units.all_units():
        assert one.valid_to is None or one.valid_from <= one.valid_to
        if one.level == "commune" and one.valid_to:
            assert one.valid_to <= units.unit(one.parent).valid_to


def test_a_code_means_one_unit_of_a_level_on_any_day():
    for day in (BEFORE, AFTER_COMMUNES, date(2025, 6, 30), MERGED):
        codes = Counter((one.level, one.gso_code) for one in units.units_on(day) if one.gso_code)
        assert codes.most_common(1)[0][1] == 1


def test_every_code_of_2025_had_been_another_units_and_most_another_name():
    old = {one.gso_code: one.full_name for one in units.units_on(date(2025, 6, 30), "commune")}
    new = [(words(old[one.gso_code]), words(one.full_name)) for one in of_home(MERGED, "commune")]
    assert len(new) == 99
    assert sum(before == after for before, after in new) == 40


def test_codes_24_and_27_moved_with_the_merger():
    of = {one.id: one.gso_code for one in units.all_units() if one.level == "province"}
    assert of == {"province-bac-ninh": "27", "province-bac-giang": "24", "province-bac-ninh-2025": "24"}


def test_all_313_old_communes_became_exactly_one_of_the_99():
    old = units.units_on(date(2025, 6, 30), "commune")
    became = {one.id: units.successors(one.id) for one in old}
    assert len(old) == 313
    assert {len(found) for found in became.values()} == {1}
    assert {found[0] for found in became.values()} == set(of_home(MERGED, "commune"))


def test_41_units_nest_in_the_8_old_districts_and_2_straddle_a_line():
    found = [units.old_district(one.id) for one in of_home(MERGED, "commune")]
    assert found.count(None) == 2
    home = Counter(one.full_name for one in found if one and one.parent == "province-bac-ninh")
    assert home == dict(zip(OLD_DISTRICTS, (5, 5, 7, 5, 4, 6, 5, 4), strict=True))


@pytest.mark.parametrize("unit_id", ["commune-da-mai-2025", "commune-nam-duong-2025", "district-gia-binh", "dept-y-te"])
def test_no_old_district_is_named_where_there_is_not_one(unit_id):
    assert units.old_district(unit_id) is None


@pytest.mark.parametrize(
    ("successor", "before"),
    [
        ("commune-bac-ninh-tien-ninh-ve", {"Vệ An", "Tiền An", "Ninh Xá"}),
        ("commune-luong-tai-an-tap", {"Lai Hạ", "Mỹ Hương"}),
        ("commune-luong-tai-quang-minh", {"Trừng Xá", "Minh Tân"}),
        ("commune-gia-binh-nhan-thang-2024", {"Nhân Thắng"}),
        ("commune-gia-binh-2025", {"Gia Bình", "Xuân Lai", "Quỳnh Phú", "Đại Bái"}),
        ("dept-nong-nghiep-moi-truong-2025", {"Sở Nông nghiệp và Phát triển nông thôn", "Sở Tài nguyên và Môi trường"}),
        ("dept-khoa-hoc-cong-nghe-2025", {"Sở Khoa học và Công nghệ", "Sở Thông tin và Truyền thông"}),
        ("province-bac-ninh-2025", {"Bắc Ninh", "Bắc Giang"}),
    ],
)
def test_a_merged_unit_knows_what_it_came_from(successor, before):
    assert {one.name for one in units.predecessors(successor)} == before


def test_a_merger_that_is_not_documented_names_no_successor():
    assert units.successors("commune-que-vo-han-quang") == ()


def test_a_successor_begins_the_day_after():
    for one in units.all_units():
        for after in units.successors(one.id):
            assert one.valid_to == after.valid_from - timedelta(days=1)


def test_units_unchanged_since_have_neither():
    assert units.successors("commune-gia-binh-2025") == units.predecessors("dept-tu-phap") == ()


def test_people_add_up():
    new = sum(units.population(one.id).value for one in of_home(MERGED, "commune"))
    old = sum(units.population(one.id).value for one in of_home(BEFORE, "district"))
    assert (new, old) == (3_619_442, 1_561_524)
    assert units.population("province-bac-ninh").value == old
    assert units.population("province-bac-ninh-2025").value == 3_619_433  # as the resolution prints it
    assert units.population("district-gia-binh").value == 134_304


def test_people_of_an_old_commune_are_not_known():
    assert units.population("commune-gia-binh-gia-binh") is None


def test_departments_belong_to_the_province_of_the_day():
    before, after = of_home(date(2025, 6, 30), "department"), of_home(MERGED, "department")
    assert before == after
    assert not units.units_on(BEFORE, "department", "province-bac-giang")


@pytest.mark.parametrize(
    ("unit_id", "vietnamese", "english"),
    [
        ("district-gia-binh", "Huyện Gia Bình", "Gia Bình district"),
        ("district-bac-ninh", "Thành phố Bắc Ninh", "Bắc Ninh city"),
        ("district-que-vo", "Thị xã Quế Võ", "Quế Võ town"),
        ("commune-vo-cuong-2025", "Phường Võ Cường", "Võ Cường ward"),
        ("commune-tien-du-lim", "Thị trấn Lim", "Lim township"),
        ("commune-gia-binh-2025", "Xã Gia Bình", "Gia Bình commune"),
        ("province-bac-ninh-2025", "Tỉnh Bắc Ninh", "Bắc Ninh province"),
        ("dept-tu-phap", "Sở Tư pháp", "Department of Justice"),
        ("dept-khu-cong-nghiep", "Ban quản lý các khu công nghiệp", "Industrial Zones Authority"),
        ("group-districts", "UBND cấp huyện", "District People's Committees (as one line)"),
    ],
)
def test_a_unit_is_labelled_in_both_languages(unit_id, vietnamese, english):
    assert (units.unit(unit_id).label("vi"), units.unit(unit_id).label("en")) == (vietnamese, english)


def test_every_row_says_where_it_is_from_and_offices_have_an_english_name():
    assert all(one.source for one in units.all_units())
    assert all(one.english for one in units.all_units() if not one.is_area)


def test_an_unknown_id_is_a_key_error():
    with pytest.raises(KeyError, match="district-nowhere"):
        units.unit("district-nowhere")
