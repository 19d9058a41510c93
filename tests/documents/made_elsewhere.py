"""Everything that leaves the program for a month, made in a process of its own; prints each one's SHA-256 as JSON."""

import hashlib
import json
import sys
from functools import partial
from pathlib import Path

from adoption import exports, narrative, tables, territory
from adoption.exports import About, ExportColumn
from adoption.facts import AsOf
from adoption.selection import Selection
from documents import book, charts, maps, note, pictures, slips
from documents.month import SAY, gathered
from documents.pictures import Caption
from forms_out import blank, paper
from forms_out.filled import Filling
from forms_out.layouts import LAYOUTS
from reference.measures import measure
from reference.period import Period
from store import open_store
from tests.documents.paper_store import AT, FILLED

MONTH = "2024-04"
COLUMNS = (ExportColumn("unit_name", "Đơn vị"), ExportColumn("value", "Kết quả", "percent1"))


def everything(store):
    """Yield each paper, form, picture, table and text by its name."""
    month = gathered(store, MONTH, store.number)
    yield "report", note.written(month, FILLED, AT)
    yield "slips and letters", slips.zipped(month, FILLED, AT)
    yield "workbook", book.written(month, AT)
    yield from forms(store)
    one = measure("online_share")
    table = tables.by_unit(store, one.id, Selection(one.kind, MONTH, MONTH))
    yield from drawn(table, one)
    about = About("Bảng", AT, filters=(("Tháng", MONTH),), link="http://127.0.0.1:8501/services")
    yield "xlsx", exports.to_xlsx(table, COLUMNS, about)
    yield "parquet", exports.to_parquet(table, COLUMNS, about)
    yield "csv", exports.to_csv(table, COLUMNS, about.link)
    for language in ("vi", "en"):
        told = narrative.story(store, MONTH, language)
        yield f"text {language}", "\n".join(each.text() for part in told for each in part.sentences).encode()


def forms(store):
    period = Period.parse(MONTH)
    for name, layout in LAYOUTS.items():
        units = territory.of_levels(MONTH, layout.levels)
        if units and layout.rows != "sectors":
            table = Filling(store, layout, period).table(units, paper.PROVINCE)
            yield f"{name} filled", paper.written(table, AT)
            known = blank.stocks(store, layout, period, units)
            asked = blank.Blank(blank.named(layout, period, units, paper.PROVINCE), ("Hộ tịch",), known)
            yield f"{name} blank", blank.written(asked, AT)


def drawn(table, one):
    ways = {
        "ranking": partial(charts.ranking, table, one, SAY),
        "map": partial(maps.chart, table, MONTH, one, SAY, look=maps.PAPER),
    }
    for name, draw in ways.items():
        caption = Caption(name, "Nguồn")
        yield f"{name} png", pictures.png(draw, caption, SAY)
        yield f"{name} svg", pictures.svg(draw, caption, SAY)


if __name__ == "__main__":
    kept = open_store(Path(sys.argv[1]))
    asked = AsOf(kept, kept.version)
    print(json.dumps({name: hashlib.sha256(content).hexdigest() for name, content in everything(asked)}))  # noqa: T201
