"""Every number in the month's papers - report, slips, letters, workbook - is the one worked out by hand."""

import re
from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace

import openpyxl
import pytest
from docx import Document

from documents import book, note, pictures, slips
from documents.month import SAY, gathered
from loaders.messages import sentence
from locales import translator
from tests.documents.paper_store import AT, FILLED, members
from tests.numbers import spoken
from tests.numbers.oracle import KINDS, MEASURES, gap, is_share, levels, shifted, target, units_of
from tests.numbers.spoken import NOTHING
from tests.numbers.test_numbers_of_the_text import corrections, month_names, sentences

MONTHS = ("2024-04", "2026-05")
FEW_TOLD = "2025-08"
CARDS = ("online_share", "full_share", "signed_share", "records_share", "issued_to_date", "adults_share")
OF_A_UNIT = (
    *("online_share", "full_share", "resolved_on_time_share", "received"),
    *("records_share", "signed_share", "issued", "issued_to_date"),
)
LISTED = ("online_share", "records_share")
DUE_DAY = 10
OF_THE_OFFICE = ("12/BC-VP", "12/VP", "ngày 05 tháng 02 năm 2024", FILLED.contact)
"""What the officer wrote into the papers' heads."""
NUMBERED = re.compile(r"\d+\. [^.]+")
"""A heading of a part."""
VIETNAMESE = translator("vi")


@pytest.fixture(scope="module", params=MONTHS)
def papers(request, store):
    month = gathered(store, request.param, store.number)
    made = {"note": note.written(month, FILLED, AT), "book": book.written(month, AT)}
    return SimpleNamespace(month=request.param, zip=members(slips.zipped(month, FILLED, AT)), **made)


@pytest.fixture(scope="module")
def explained(papers, oracle):
    """The phrases that hold numbers and are no figures: months, units' names, documents, the ledger's last entry."""
    last = oracle.receipts[-1]
    named = {one.label("vi") for one in units_of(papers.month)} | {one.name for one in units_of(papers.month)}
    documents = {
        aim.document
        for name in MEASURES
        for level in levels(papers.month)
        if (aim := target(name, level, papers.month))
    }
    source = VIETNAMESE("Source: the units' own reports, as received up to No. {number} ({day}).")
    source = source.format(number=last.number, day=f"{last.day:%d/%m/%Y}")
    return {*OF_THE_OFFICE, *month_names("vi"), *named, *documents, source}


def paragraphs(content):
    return [one.text for one in Document(BytesIO(content)).paragraphs]


def ruled(content):
    """Every ruled table: its rows without the headings."""
    return [_rows(one)[1:] for one in Document(BytesIO(content)).tables if len(one.columns) > 2]


def framed(content):
    """What stands in the head, in the closing and in the headings of tables."""
    tables = Document(BytesIO(content)).tables
    return [cell for one in tables for row in (_rows(one)[:1] if len(one.columns) > 2 else _rows(one)) for cell in row]


def _rows(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def moved(oracle, measure, one, month):
    return spoken.change(oracle.change(measure, one.id, month), is_share(measure))


def against(value, aim):
    """The target, and the gap to it."""
    written = NOTHING if aim is None else spoken.target(aim.value)
    return [written, spoken.change(gap(value, aim), True)]


def place(oracle, measure, one, month):
    told = oracle.places(measure, one.level, month)
    return told[one.id], sum(each is not None for each in told.values())


def card(oracle, line, measure, month):
    whole, base = oracle.given(measure, month).value, shifted(month, -1)
    before = oracle.given(measure, base).value if oracle.is_like_for_like(measure, month, base) else None
    change = None if whole is None or before is None else whole - before
    reported, due = oracle.reported(measure, month)
    aim = target(measure, "province", month)
    written = [of_province(oracle, measure, month), spoken.change(change, is_share(measure))]
    return [f"{line}", VIETNAMESE(MEASURES[measure]["label"]), *written, *against(whole, aim), f"{reported}/{due}"]


def of_province(oracle, measure, month):
    """Write the province's figure; where too few told theirs, how few."""
    told, whole = (each(measure, month).value for each in (oracle.given, oracle.whole))
    reported, due = oracle.reported(measure, month)
    is_withheld = told is None and whole is not None
    return f"{NOTHING}, {reported}/{due} đơn vị" if is_withheld else spoken.figure(told, is_share(measure))


def listed(oracle, line, measure, one, month):
    value = oracle.value(measure, one.id, month)
    rank, _ = place(oracle, measure, one, month)
    written = [spoken.figure(value, True), moved(oracle, measure, one, month)]
    aims = against(value, target(measure, one.level, month))
    return [f"{line}", one.label("vi"), *written, *aims, NOTHING if rank is None else f"{rank}"]


def of_a_slip(oracle, measure, one, month):
    value, share = oracle.value(measure, one.id, month), is_share(measure)
    rank, ranked = place(oracle, measure, one, month)
    beside = (of_province(oracle, measure, month), spoken.figure(oracle.similar(measure, one, month), share))
    return [
        VIETNAMESE(MEASURES[measure]["label"]),
        spoken.figure(value, share),
        moved(oracle, measure, one, month),
        *against(value, target(measure, one.level, month)),
        *(beside if share else (NOTHING, NOTHING)),
        f"{rank}/{ranked}" if share and rank is not None else NOTHING,
    ]


def due_day(month):
    return date.fromisoformat(f"{shifted(month, 1)}-{DUE_DAY}")


def test_every_number_of_the_reports_text_is_the_one_worked_out_by_hand(papers, oracle, explained):
    told = paragraphs(papers.note)
    begin, end = (next(at for at, text in enumerate(told) if text.startswith(part)) for part in ("I. ", "II. "))
    text = [one for one in told[begin + 1 : end] if not NUMBERED.fullmatch(one)]
    wanted = [number for numbers, _ in sentences(oracle, papers.month, "vi") for number in numbers]
    wanted += [number for numbers in corrections(oracle, papers.month) for number in numbers]
    assert [number for one in text for number in spoken.numbers(one, explained)] == wanted


def test_nothing_else_in_the_report_is_a_number(papers, explained):
    told = paragraphs(papers.note)
    begin, end = (next(at for at, text in enumerate(told) if text.startswith(part)) for part in ("I. ", "II. "))
    rest = [*told[:begin], *told[end:], *framed(papers.note)]
    assert [(one, found) for one in rest if (found := spoken.numbers(one, explained))] == []


def test_every_cell_of_the_reports_tables_is_the_one_worked_out_by_hand(papers, oracle):
    cards, reporting, *annex = ruled(papers.note)
    month = papers.month
    assert cards == [card(oracle, line, one, month) for line, one in enumerate(CARDS, 1)]
    for row, kind in zip(reporting, KINDS, strict=True):
        missing, due = oracle.missing(kind, month), len(units_of(month))
        assert row[1:3] == [f"{due}", f"{due - len(missing)}"]
        assert row[3] == (", ".join(one.label("vi") for one in missing) or VIETNAMESE("Nobody is missing."))
    wanted = [
        [listed(oracle, line, measure, one, month) for line, one in enumerate(units_of(month, level), 1)]
        for measure in LISTED
        for level in levels(month)
    ]
    assert annex == wanted


def test_every_cell_of_every_slip_is_the_one_worked_out_by_hand(papers, oracle):
    for at, one in enumerate(units_of(papers.month), 1):
        figures, reports = ruled(papers.zip[f"phieu/{at:03d}-{one.id}.docx"])
        assert figures == [of_a_slip(oracle, measure, one, papers.month) for measure in OF_A_UNIT]
        came = [oracle.received_on(kind, one.id, papers.month) for kind in KINDS]
        assert [row[2] for row in reports] == [f"{day:%d/%m/%Y}" if day else NOTHING for day in came]
        assert [
            spoken.numbers(cell) for row in reports for cell in (row[0], row[1], row[3]) if spoken.numbers(cell)
        ] == []


def test_nothing_else_in_a_slip_is_a_number_but_warnings_as_they_were_accepted(papers, oracle, explained):
    accepted = {f"- {sentence(finding, 'vi')}" for receipt in oracle.receipts for finding in receipt.findings}
    for name, content in papers.zip.items():
        if name.startswith("phieu/"):
            rest = [one for one in (*paragraphs(content), *framed(content)) if one not in accepted]
            assert [(one, found) for one in rest if (found := spoken.numbers(one, explained))] == []


def test_every_number_of_a_letter_is_the_day_its_reports_were_due(papers, oracle, explained):
    due = f"{due_day(papers.month):%d/%m/%Y}"
    for at, one in enumerate(units_of(papers.month), 1):
        owed = [kind for kind in KINDS if one in oracle.missing(kind, papers.month)]
        letter = papers.zip.get(f"don-doc/{at:03d}-{one.id}.docx")
        assert (letter is not None) == bool(owed)
        if letter:
            told = [
                found for text in (*paragraphs(letter), *framed(letter)) for found in spoken.numbers(text, explained)
            ]
            assert told == due.split("/") * len(owed)


def test_the_zip_lists_its_papers_and_no_other_number(papers, oracle):
    listed_ = openpyxl.load_workbook(BytesIO(papers.zip[slips.CONTENTS])).worksheets[0]
    rows = [[cell.value for cell in row] for row in listed_.iter_rows(min_row=2)]
    assert [row[0] for row in rows] == [name for name in papers.zip if name != slips.CONTENTS]
    names = {one.full_name for one in units_of(papers.month)}
    assert {row[1] for row in rows} == names
    assert [cell for row in rows for cell in row[2:] if spoken.numbers(str(cell or ""))] == []


def exactly(fraction, part=1):
    return None if fraction is None else pytest.approx(float(fraction / part), abs=1e-9)


def test_every_cell_of_the_workbook_is_the_one_worked_out_by_hand(papers, oracle):
    made, month = openpyxl.load_workbook(BytesIO(papers.book)), papers.month
    sheets = [[[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] for sheet in made.worksheets]
    assert len(sheets) == 1 + len(OF_A_UNIT) + len(KINDS) + 1
    assert [row[1:] for row in sheets[0]] == [headline(oracle, measure, month) for measure in CARDS]
    for measure, rows in zip(OF_A_UNIT, sheets[1:], strict=False):
        assert [row[0] for row in rows] == [one.label("vi") for one in units_of(month)]
        assert [row[2:-1] for row in rows] == [by_unit(oracle, measure, one, month) for one in units_of(month)]
    for kind, rows in zip(KINDS, sheets[1 + len(OF_A_UNIT) :], strict=False):
        came = [oracle.received_on(kind, one.id, month) for one in units_of(month)]
        late = [None if day is None else max(timedelta(), day - due_day(month)).days for day in came]
        assert [row[2] for row in rows] == [f"{day:%d/%m/%Y}" if day else None for day in came]
        assert [row[3] for row in rows] == late


def headline(oracle, measure, month):
    whole, share = oracle.given(measure, month), is_share(measure)
    base, aim = shifted(month, -1), target(measure, "province", month)
    before = oracle.given(measure, base).value if oracle.is_like_for_like(measure, month, base) else None
    change = None if whole.value is None or before is None else whole.value - before
    value = [exactly(whole.value, 100), None] if share else [None, exactly(whole.value)]
    changes = [exactly(change), None] if share else [None, exactly(change)]
    aims = [exactly(aim.value if aim else None, 100), exactly(gap(whole.value, aim))]
    is_withheld = whole.value is None and oracle.whole(measure, month).value is not None
    note = VIETNAMESE("Too few units for a figure of the province") if is_withheld else None
    return [*value, *changes, whole.top, whole.bottom, *aims, *oracle.reported(measure, month), note]


def test_of_a_month_of_which_few_reported_no_figure_of_the_province_is_on_paper(store, oracle):
    """The departments alone told August 2025: their own figures stand, of the province only how few they are."""
    month = gathered(store, FEW_TOLD, store.number)
    cards, *_rest = ruled(note.written(month, FILLED, AT))
    assert cards == [card(oracle, line, one, FEW_TOLD) for line, one in enumerate(CARDS, 1)]
    assert f"{NOTHING}, 16/115 đơn vị" in cards[0]
    sheet = openpyxl.load_workbook(BytesIO(book.written(month, AT))).worksheets[0]
    rows = [[cell.value for cell in row][1:] for row in sheet.iter_rows(min_row=2)]
    assert rows == [headline(oracle, measure, FEW_TOLD) for measure in CARDS]
    (office,) = (one for one in units_of(FEW_TOLD) if one.id == "dept-tu-phap")
    figures, _reports = ruled(slips.slip(slips.Province(month), office, FILLED, AT))
    assert figures == [of_a_slip(oracle, measure, office, FEW_TOLD) for measure in OF_A_UNIT]
    own = oracle.value("online_share", office.id, FEW_TOLD)
    assert figures[0][1] == spoken.percent(own)
    assert figures[0][5] == f"{NOTHING}, 16/115 đơn vị"


@pytest.mark.parametrize("when", [*MONTHS, FEW_TOLD])
def test_every_datum_of_every_chart_in_the_report_is_the_one_worked_out_by_hand(store, oracle, when):
    """What is handed to the converter, of which the picture is drawn."""
    month = gathered(store, when, store.number)
    specs = [pictures.spec(draw(), caption, SAY) for draw, caption in note.drawn(month)]
    is_told = oracle.given("online_share", when).value is not None
    assert len(specs) == (2 if is_told or given_before(oracle, when) else 1)
    for spec in specs[:-1]:
        held_trend(spec, oracle, when)
    held_map(specs[-1], oracle, when)


def given_before(oracle, when):
    return any(oracle.given("online_share", shifted(when, -back)).value is not None for back in range(12))


def held_trend(spec, oracle, when):
    """Hold each point and each target to its month."""
    points, aims = {}, {}
    for rows in spec["datasets"].values():
        for row in rows:
            (points if "unit_name" in row else aims).setdefault(row["label"], []).append(row)
    months = [shifted(when, -back) for back in range(12)]
    assert points.keys() == {SAY.month(one, short=True) for one in months}
    for one in months:
        (point,) = points[SAY.month(one, short=True)]
        told, aim = oracle.given("online_share", one).value, target("online_share", "province", one)
        assert (point["value"], point["shown"]) == (exactly(told), spoken.figure(told, True))
        for row in aims.get(SAY.month(one, short=True), []):
            assert (row["value"], spoken.target(aim.value) in row["said"]) == (exactly(aim.value), True)
        assert (aim is None) == (SAY.month(one, short=True) not in aims)


def held_map(spec, oracle, when):
    """Hold each outline to its unit, and its colour to a class that holds its figure."""
    outlines, rows = sorted(spec["datasets"].values(), key=lambda each: "unit_id" in each[0])
    by_id = {one["unit_id"]: one for one in rows}
    assert by_id.keys() == {one["id"] for one in outlines}
    assert by_id.keys() == {one.id for one in units_of(when) if one.level != "department"}
    for unit_id, drawn in by_id.items():
        value = oracle.value("online_share", unit_id, when)
        if value is None:
            assert drawn["shown"] == drawn["class"] != ""
        else:
            assert drawn["shown"] == spoken.percent(value)
            low, *high = (float(one.rstrip("%").replace(",", ".")) for one in drawn["class"].split("\N{EN DASH}"))
            assert low <= float(spoken.percent(value).rstrip("%").replace(",", ".")) <= (high or [low])[0]


def by_unit(oracle, measure, one, month):
    figure, share = oracle.figure(measure, one.id, month), is_share(measure)
    before = oracle.value(measure, one.id, shifted(month, -1))
    part = 100 if share else 1
    moves = [exactly(figure.value, part), exactly(before, part), exactly(oracle.change(measure, one.id, month))]
    if not share:
        return moves
    aim = target(measure, one.level, month)
    nothing = VIETNAMESE("No figure") if aim else VIETNAMESE("No target")
    words = {True: VIETNAMESE("Reached"), False: VIETNAMESE("Below"), None: nothing}
    short = gap(figure.value, aim)
    state = words[None if short is None else short >= 0]
    aims = [exactly(aim.value if aim else None, 100), exactly(short), state]
    return [*moves, figure.top, figure.bottom, *aims, place(oracle, measure, one, month)[0]]
