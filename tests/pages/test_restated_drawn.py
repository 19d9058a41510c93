"""What a trend says of months that were restated: a ring around the point, with what was first accepted."""

import pyarrow as pa
import pytest
from opened import open_page
from small_province import USED, accept, fill, report, usage

SEPTEMBER = {"from": "2024-08", "to": "2024-09", "unit_level": "district"}


@pytest.fixture
def sent_again(store):
    """Give September anew: of Gia Binh's 1,000 dossiers 800 came online."""
    fill(store)
    accept(store, report("service_usage", "C", "2024-09", usage(USED | {"district-gia-binh": (800, 200)})))
    return store


def ringed(app):
    """The (month, words) that the rings of the trend are drawn around."""
    charts = [chart.proto for chart in app.get("vega_lite_chart") if "datum.restated" in chart.proto.spec]
    rows = [row for chart in charts for drawn in chart.datasets for row in table(drawn)]
    return {(row["label"], row["restated"]) for row in rows if row.get("restated")}


def table(drawn):
    return pa.ipc.open_stream(drawn.data.data).read_all().to_pylist()


@pytest.mark.parametrize(
    ("language", "page", "asked", "words"),
    [
        ("en", "explore/services", {"units": "district-gia-binh"}, "57.8% when first accepted"),
        ("vi", "explore/services", {"units": "district-gia-binh"}, "57,8% khi được chấp nhận lần đầu"),
        ("en", "explore/services", {}, "figures of Gia Bình district"),
        ("en", "explore/unit", {"unit": "district-gia-binh"}, "57.8% when first accepted"),
    ],
)
def test_a_restated_month_is_ringed(sent_again, language, page, asked, words):
    app = open_page(f"pages/{page}.py", language, **SEPTEMBER, **asked)
    assert ringed(app) >= {({"en": "Sep 2024", "vi": "T9/2024"}[language], words)}
    assert {month for month, _ in ringed(app)} <= {"Sep 2024", "T9/2024"}


def test_where_nothing_was_restated_there_is_no_ring(store):
    fill(store)
    assert not ringed(open_page("pages/explore/services.py", **SEPTEMBER))
