"""Charts as pictures: made offline, twice alike, with title, source and every Vietnamese letter."""

import struct
import tomllib
import unicodedata
from functools import partial
from pathlib import Path

import font_roboto
import pandas as pd
import pytest
from PIL import ImageFont

from documents import charts, maps, pictures
from documents.pictures import Caption
from locales.words import Words
from reference.measures import measure

SHARE = measure("online_share")
SAY = Words("vi")
CAPTION = Caption("Hồ sơ nộp trực tuyến theo đơn vị, tháng 9/2024", "Nguồn: báo cáo của các đơn vị", "Ghi chú: sơ bộ")
TABLE = pd.DataFrame(
    {
        "unit_id": ["district-gia-binh", "district-tu-son"],
        "unit_name": ["Huyện Gia Bình", "Thành phố Từ Sơn"],
        "value": [57.76, 90.0],
        "target": [80.0, 80.0],
        "document": ["QĐ 942/QĐ-TTg"] * 2,
        "target_state": ["below", "reached"],
        "state": ["reported", "reported"],
        "is_estimate": [False, False],
    }
)


def month_by_month():
    return pd.DataFrame(
        {"month": ["2024-08", "2024-09"], "unit_id": "a", "unit_name": "Tỉnh", "value": [1264.0, 20000.0]}
    ).assign(target=float("nan"), document=None, start_day=1, is_estimate=False)


DRAWN = {
    "ranking": partial(charts.ranking, TABLE, SHARE, SAY),
    "trend": partial(charts.trend, month_by_month(), measure("issued"), SAY),
    "map": partial(maps.chart, TABLE, "2024-09", SHARE, SAY, look=maps.PAPER),
}


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_a_picture_is_the_same_twice_and_sharp_enough_for_print(draw):
    first, second = (pictures.png(draw, CAPTION, SAY) for _ in range(2))
    assert first == second
    width, _height = struct.unpack(">II", first[16:24])
    assert width >= pictures.WIDTH * pictures.DOTS_PER_INCH / 72


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_a_picture_names_itself_and_its_source(draw):
    svg = pictures.svg(draw, CAPTION, SAY).decode()
    for words in (CAPTION.title, CAPTION.source, CAPTION.note):
        assert words in svg
    assert svg == pictures.svg(draw, CAPTION, SAY).decode()


def test_numbers_are_written_as_the_reader_does():
    assert ">20.000<" in pictures.svg(DRAWN["trend"], CAPTION, SAY).decode()
    assert ">57,8%<" in pictures.svg(DRAWN["ranking"], CAPTION, SAY).decode()


def test_the_font_has_every_vietnamese_letter():
    """The converter would take another font's letters for those missing, and mix two looks in one word."""
    with_marks = ((base, mark) for base in "aăâeêioôơuưy" for mark in "\u0300\u0301\u0303\u0309\u0323")
    letters = "đăâêôơư" + "".join(unicodedata.normalize("NFC", base + mark) for base, mark in with_marks)
    for name in ("Roboto-Regular.ttf", "Roboto-Bold.ttf"):
        font = ImageFont.truetype(Path(font_roboto.font_directory) / name, 40)
        missing = bytes(font.getmask("\uffff"))
        assert [one for one in letters + letters.upper() if bytes(font.getmask(one)) == missing] == []


def test_paper_has_the_colours_of_the_pages_in_the_light():
    light = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]["light"]
    assert list(pictures.COLORS) == light["chartCategoricalColors"]
    assert list(maps.PAPER.scale) == light["chartSequentialColors"]
    assert list(maps.PAPER.changes) == light["chartDivergingColors"]
