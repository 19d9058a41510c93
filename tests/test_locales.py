"""The catalogues: nothing untranslated, nothing left over, and numbers and months in the reader's form."""

import ast
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po

import locales
from loaders import report
from reference import indicators, league, measures, tables, targets
from store import errors

ROOT = Path(__file__).parent.parent
CODE = (
    "streamlit_app.py",
    "server.py",
    "adoption",
    "documents",
    "forms_out",
    "loaders",
    "locales",
    "pages",
    "reference",
    "store",
    "ui",
)
KEYWORDS = ("_", "N_", "say", "SAY", "translator", "words")
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")


def sentences_in_code():
    """What the code marks: _("...") where it is shown (also say, translator(language)), N_("...") in a table.

    Read from the syntax tree, since Babel's own extractor skips the calls within an f-string.
    """
    paths = [path for part in CODE for path in ([ROOT / part] if part.endswith(".py") else (ROOT / part).rglob("*.py"))]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths if path.exists()]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return {text for call in calls if name_of(call) in KEYWORDS for text in texts(call.args[0])}


def name_of(call):
    """The name called: of `say("...")`, and of what made the function in `translator(language)("...")`."""
    function = call.func.func if isinstance(call.func, ast.Call) else call.func
    return getattr(function, "id", getattr(function, "attr", ""))


def texts(argument):
    """The literal that a call is given, or both of "this" if ... else "that"."""
    if isinstance(argument, ast.IfExp):
        return texts(argument.body) + texts(argument.orelse)
    return [argument.value] if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else []


def sentences_in_tables():
    """What the reference tables hold, and what parts say that may not import the catalogues."""
    of_measures = {
        part for one in measures.all_measures() for part in (one.label, one.definition, one.excludes, one.source)
    }
    of_targets = {one.note for one in targets.all_targets()}
    of_indicators = {one.label for one in indicators.all_indicators()}
    of_due_days = {row["basis"] for row in tables.rows("due_days")}
    of_league = {one.basis for one in league.all_weights()}
    said = {*get_args(report.Severity), *errors.SENTENCES.values()}
    return (of_measures | of_targets | of_indicators | of_due_days | of_league | said) - {""}


SENTENCES = sorted(sentences_in_code() | sentences_in_tables())
CATALOGUES = sorted((ROOT / "locales" / "vi").glob("*.po"))


def entries(path):
    with path.open("rb") as file:
        return [one for one in read_po(file) if one.id]


def test_every_sentence_has_its_vietnamese():
    translations = {one.id: one.string for path in CATALOGUES for one in entries(path)}
    assert [sentence for sentence in SENTENCES if not translations.get(sentence)] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_no_catalogue_keeps_what_nobody_says(path):
    assert [one.id for one in entries(path) if one.id not in SENTENCES] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_both_languages_fill_the_same_blanks(path):
    differing = [one.id for one in entries(path) if blanks(one.id) != blanks(one.string)]
    assert differing == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_a_catalogue_is_whole(path):
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    assert not catalogue.obsolete
    assert [one.id for one in catalogue if one.id and one.fuzzy] == []
    assert len({one.id for one in entries(path)}) == len(entries(path))


def blanks(sentence):
    return Counter(PLACEHOLDER.findall(sentence))


def test_files_agree_on_the_sentences_they_share():
    assert locales.translator("vi")("Dossiers received") == "Hồ sơ tiếp nhận"


def test_a_sentence_without_translation_stays_as_it_is():
    assert locales.translator("vi")("never said anywhere") == "never said anywhere"
    assert locales.translator("en")("Dossiers received") == "Dossiers received"
    assert locales.N_("marked") == "marked"


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        (0, 0, "0", "0"),
        (1264, 0, "1.264", "1,264"),
        (1234567.891, 2, "1.234.567,89", "1,234,567.89"),
        (-1234, 0, "-1.234", "-1,234"),
        (57.76, 1, "57,8", "57.8"),
        (57.65, 1, "57,7", "57.7"),
        (0.5, 0, "1", "1"),
        (2.5, 0, "3", "3"),
        (80, 2, "80,00", "80.00"),
        (-0.04, 1, "0,0", "0.0"),
    ],
)
def test_a_number_is_in_the_readers_form(value, decimals, vietnamese, english):
    assert [locales.number(value, language, decimals) for language in ("vi", "en")] == [vietnamese, english]


def test_a_percentage_is_in_the_readers_form():
    assert [locales.percent(57.76, language) for language in ("vi", "en")] == ["57,8%", "57.8%"]
    assert [locales.percent(100, language, 0) for language in ("vi", "en")] == ["100%", "100%"]


@pytest.mark.parametrize(
    ("month", "language", "long", "short"),
    [
        ("2024-09", "vi", "Tháng 9/2024", "T9/2024"),
        ("2024-12", "vi", "Tháng 12/2024", "T12/2024"),
        ("2024-09", "en", "September 2024", "Sep 2024"),
        ("2025-05", "en", "May 2025", "May 2025"),
    ],
)
def test_a_month_is_in_the_readers_form(month, language, long, short):
    assert (locales.month(month, language), locales.month(month, language, short=True)) == (long, short)


def test_a_day_is_in_the_readers_form():
    assert [locales.day(date(2024, 9, 1), language) for language in ("vi", "en")] == ["01/09/2024", "1 Sep 2024"]
