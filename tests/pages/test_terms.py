"""The words of the pages are explained on Methods, and each stands in GLOSSARY.md too."""

from pathlib import Path

import pytest
from opened import open_page, put, said, sample

from locales import translator
from ui.terms import TERMS

ROWS = (Path(__file__).parents[2] / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
NAMED = {name.strip() for row in ROWS if row.startswith("| ") for name in row.split("|")[1].split(",")}


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.word)
def test_a_word_of_the_pages_stands_in_the_glossary(term):
    assert term.code in NAMED


@pytest.mark.parametrize("language", ["vi", "en"])
def test_methods_explains_every_word(store, language):
    put(store, sample("2025/03", "cấp huyện 7_4"))
    told = said(open_page("pages/explore/methods.py", language))
    say = translator(language)
    assert [term.word for term in TERMS if say(term.meaning) not in told] == []
