"""Every code that the loaders give has a sentence, in both languages, whose blanks are filled where it is given."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

import loaders
from loaders.messages import SENTENCES, sentence
from loaders.report import Finding
from locales import translator

FOLDER = Path(loaders.__file__).parent
SOURCES = (*FOLDER.rglob("*.py"), FOLDER.parent / "adoption" / "guards.py")
WORDS = {
    node.value
    for path in SOURCES
    if path.name != "messages.py"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}
BUILT = {f"{code}-{suffix}" for code in ("total", "identity") for suffix in ("off-by-one", "differs")}


def _given_codes():
    """Codes written out: the second argument of Finding(...), and the problem of a Read or Settled."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id == "Finding" and len(node.args) > 1:
                    yield node.args[1]
                yield from (one.value for one in node.keywords if one.arg == "problem")


def _blanks(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted({n.value for n in _given_codes() if isinstance(n, ast.Constant) and n.value}))
def test_every_code_given_has_a_sentence(code):
    assert code in SENTENCES


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_has_a_code_that_is_given(code):
    assert code in WORDS | BUILT


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_the_translation_has_the_same_blanks(code):
    vietnamese = translator("vi")(SENTENCES[code])
    assert vietnamese != SENTENCES[code]
    assert _blanks(vietnamese) == _blanks(SENTENCES[code])


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_can_be_filled(code, language):
    extra = dict.fromkeys(_blanks(SENTENCES[code]) - {"found", "where"}, "9")
    words = sentence(Finding("error", code, "S!C3", "“{x}”", extra), language)
    assert words[-1] in ".?!"
