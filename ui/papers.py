"""The month's papers on a page: what their heads say, the buttons that make them, and what was made to take away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from documents import book, note, slips
from documents.month import gathered
from documents.office import Heading
from locales import N_
from reference.period import VIETNAM
from ui import address, language, session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from documents.month import Month


class Made(NamedTuple):
    """A paper that was made: for which month, state and heading, and its bytes."""

    of: tuple[str, int, Heading]
    content: bytes


class Paper(NamedTuple):
    """One button of the page."""

    name: str
    title: str
    purpose: str
    ending: str
    make: Callable[[Month, Heading, datetime, Callable[[int, int], None]], bytes]


PAPERS = (
    Paper(
        "bao-cao",
        N_("Monthly report"),
        N_("A Word document to sign: the month's text, its tables, charts and every unit's place."),
        "docx",
        lambda of, heading, at, _tell: note.written(of, heading, at),
    ),
    Paper(
        "phieu-so-lieu",
        N_("Slips and reminders"),
        N_("A zip of Word documents: a page for every unit with its figures, a letter to each that is missing."),
        "zip",
        slips.zipped,
    ),
    Paper(
        "so-lieu",
        N_("All figures"),
        N_("An Excel workbook: every measure by unit, who has sent what, and the sources."),
        "xlsx",
        lambda of, _heading, at, _tell: book.written(of, at),
    ),
)


def choose_month(months: Sequence[str]) -> str:
    """Let the month be chosen; it stands in the address."""
    _ = language.words()
    chosen = address.one("to", months, months[-1])
    names = {month: language.month(month) for month in months}
    with st.container(width=220):
        st.selectbox(_("Month"), months, format_func=names.__getitem__, key="to", persist_state="session")
    return chosen


def ask_heading() -> Heading:
    """Ask for what the papers' heads and signatures say; what is left empty is dots on the paper."""
    _ = language.words()
    with st.expander(_("Heading and signature"), icon=":material/edit_note:", expanded=True):
        st.caption(_("What stays empty is left as dots, to be written by hand."))
        left, right = st.columns(2)
        with left:
            superior = _field(_("Superior body"), "paper superior", "UBND tỉnh Bắc Ninh")
            body = _field(_("Issuing body"), "paper body", "Văn phòng UBND tỉnh")
            number = _field(_("Number of the document"), "paper number", "123")
            symbol = _field(_("Sign of the issuing body"), "paper symbol", "VP")
            place = _field(_("Place of issue"), "paper place", "Bắc Ninh")
        with right:
            day = st.date_input(_("Date of issue"), None, format="DD/MM/YYYY", key="paper day")
            title = _field(_("Title of who signs"), "paper title", "Chánh Văn phòng")
            signer = _field(_("Name of who signs"), "paper signer", "")
            contact = _field(_("Who answers questions"), "paper contact", "")
            receivers = st.text_area(_("Recipients, one a line"), key="paper recipients", persist_state="session")
    recipients = tuple(filter(None, (line.strip() for line in receivers.splitlines())))
    return Heading(superior, body, number, symbol, place, day, recipients, title, signer, contact)


def offer(chosen: str, heading: Heading) -> None:
    """Show each paper with its button, and what was made of this month, state and heading to take away."""
    of = (chosen, session.shown(), heading)
    for paper, column in zip(PAPERS, st.columns(len(PAPERS)), strict=True):
        with column.container(border=True, height="stretch"):
            _offer(paper, of)


def _offer(paper: Paper, of: tuple[str, int, Heading]) -> None:
    _ = language.words()
    st.header(_(paper.title))
    st.caption(_(paper.purpose))
    if st.button(_("Make"), key=f"make {paper.name}", icon=":material/description:"):
        st.session_state[_key(paper)] = _make(paper, of)
    made: Made | None = st.session_state.get(_key(paper))
    if made and made.of == of:
        st.download_button(
            _("Download"),
            made.content,
            file_name=f"{paper.name}-{of[0]}.{paper.ending}",
            key=f"take {paper.name}",
            icon=":material/download:",
            on_click="ignore",
        )


def _make(paper: Paper, of: tuple[str, int, Heading]) -> Made:
    """Make the paper, telling how far it is."""
    _ = language.words()
    chosen, number, heading = of
    bar = st.progress(0.0, text=_("Gathering the month's figures…"))
    known = gathered(session.store(), chosen, number)

    def tell(done: int, total: int) -> None:
        bar.progress(done / total, text=_("{done} of {total} units").format(done=done, total=total))

    bar.progress(0.1, text=_("Writing…"))
    content = paper.make(known, heading, datetime.now(VIETNAM), tell)
    bar.empty()
    return Made(of, content)


def _field(label: str, key: str, example: str) -> str:
    # Said to be an example, or it would be taken for what will stand on the paper.
    shown = language.words()("for example {words}").format(words=example) if example else None
    return st.text_input(label, key=key, placeholder=shown, max_chars=120, persist_state="session").strip()


def _key(paper: Paper) -> str:
    return f"paper made {paper.name}"
