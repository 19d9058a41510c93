"""Each kind of nothing keeps its words in the table, the download, under the ranking and on the map; zero counts."""

import csv
import io
import json
import math

import pyarrow as pa
import pytest
from opened import open_page, said
from small_province import accept, report, usage

from adoption import exports
from adoption.exports import ExportColumn
from adoption.figures import STATES
from reference import units
from ui import cards, labels

SERVICES = "pages/explore/services.py"
SEPTEMBER = {"from": "2024-09", "to": "2024-09", "unit_level": "district"}
COUNTS = ("received", "received_online", "received_in_person", "received_postal")
WORDS = {
    "district-bac-ninh": ("Đã báo cáo", "Reported"),
    "district-yen-phong": ("Không phát sinh trong kỳ", "No case in the period"),
    "district-que-vo": ("Ghi “-”: không có trường hợp nào", "Printed “-”: no such case"),
    "district-tien-du": ("Báo cáo để trống", "Left blank in the report"),
    "district-tu-son": ("Báo cáo đã rút", "Report withdrawn"),
    "district-gia-binh": ("Chưa gửi", "Not sent"),
}
LANGUAGES = ("vi", "en")


@pytest.fixture
def told(store):
    """September 2024: 0 of 10 came online, none came at all, "-", blank, withdrawn, and not sent."""
    withdrawn = {"district-tu-son": (1, 1)}
    accept(store, report("service_usage", "C", "2024-09", usage(withdrawn)))
    store.withdraw(store.receipts()[-1].id, by="Hoa", why="by mistake")
    nothing = dict.fromkeys(COUNTS)
    rows = [
        *usage({"district-bac-ninh": (0, 10), "district-yen-phong": (0, 0)}),
        {"unit_id": "district-que-vo", "level": "all", "dashes": " ".join(COUNTS), **nothing},
        {"unit_id": "district-tien-du", "level": "all", **nothing, "received": 5},
    ]
    accept(store, report("service_usage", "C", "2024-09", rows))
    return store


@pytest.mark.parametrize(("place", "language"), list(enumerate(LANGUAGES)))
def test_the_table_and_what_is_downloaded_name_each(told, place, language):
    table = open_page(SERVICES, language, **SEPTEMBER).dataframe[0].value
    names = {unit_id: units.unit(unit_id).label(language) for unit_id in WORDS}
    states = table.set_index("unit_name")["state"]
    assert {unit_id: states[name] for unit_id, name in names.items()} == {
        unit_id: words[place] for unit_id, words in WORDS.items()
    }
    columns = [
        ExportColumn(name, name, "percent1" if name == "value" else "text") for name in ("unit_name", "value", "state")
    ]
    written = list(csv.reader(io.StringIO(exports.to_csv(table, columns).decode("utf-8-sig"))))[1:]
    values = {name: value for name, value, _ in written}
    assert values[names["district-bac-ninh"]] == "0"
    assert {values[name] for unit_id, name in names.items() if unit_id != "district-bac-ninh"} == {""}


def test_only_zero_has_a_place_and_a_bar(told):
    app = open_page(SERVICES, **SEPTEMBER)
    table = app.dataframe[0].value.set_index("unit_name")
    assert table["rank"].dropna().to_dict() == {"Bắc Ninh city": 1}
    (bars,) = (rows for rows in drawn(app, 0) if rows and "said" in rows[0] and "unit_id" in rows[0])
    assert [(row["unit_id"], row["value"]) for row in bars] == [("district-bac-ninh", 0)]


@pytest.mark.parametrize(("place", "language"), list(enumerate(LANGUAGES)))
def test_under_the_ranking_and_on_the_map_each_has_its_words(told, place, language):
    app = open_page(SERVICES, language, **SEPTEMBER)
    captions = said(app)
    spec = json.loads(app.get("vega_lite_chart")[2].proto.spec)
    legend = spec["layer"][0]["encoding"]["color"]["scale"]
    assert len(set(legend["range"])) == len(legend["domain"])
    for unit_id, words in WORDS.items():
        if unit_id != "district-bac-ninh":
            assert f"{words[place]}: " in captions
            assert words[place] in legend["domain"]


def drawn(app, chart):
    """The rows of each of a chart's datasets."""
    datasets = app.get("vega_lite_chart")[chart].proto.datasets
    return [pa.ipc.open_stream(one.data.data).read_all().to_pylist() for one in datasets]


def test_every_state_has_words():
    assert tuple(labels.NOTHINGS) == STATES


@pytest.mark.parametrize(
    ("past", "gaps"), [([1.0, None, 0.0], [False, True, False]), ([None, 2.0], [True, False]), ([None, None], None)]
)
def test_a_cards_line_keeps_its_gaps(past, gaps):
    line = cards.line(past)
    assert (line and list(map(math.isnan, line))) == gaps
