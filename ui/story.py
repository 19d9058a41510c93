"""A month's finding text -> the page's paragraphs, each number a link to where it comes from; and the words to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from ui import address, language
from ui.findings import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adoption.narrative import Paragraph, Said, Sentence


def show(paragraphs: Sequence[Paragraph]) -> None:
    """Show the text with its links."""
    for paragraph in paragraphs:
        st.header(paragraph.title)
        for sentences in paragraph.by_measure():
            st.markdown(" ".join(sentence.text(_linked) for sentence in sentences))


def offer(paragraphs: Sequence[Paragraph]) -> None:
    """Offer the words alone, to copy into a report."""
    _ = language.words()
    with st.expander(_("The words to copy"), icon=":material/content_copy:"):
        st.code(words(paragraphs), language=None, wrap_lines=True)


def words(paragraphs: Sequence[Paragraph]) -> str:
    """Return the text without links, a paragraph a measure."""
    return "\n\n".join("\n".join((one.title, *map(_said, one.by_measure()))) for one in paragraphs)


def _said(sentences: Sequence[Sentence]) -> str:
    return " ".join(sentence.text() for sentence in sentences)


def _linked(said: Said) -> str:
    if not said.view:
        return plain(said.words)
    asked = {name: value for name, value in said.view.items() if name != "page"}
    kept = {name: value for name, value in address.held().items() if name in {"lang", "as_of"}}
    return f"[{plain(said.words)}]({said.view['page']}?{urlencode({**kept, **asked})})"
