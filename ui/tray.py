"""Uploaded files -> each read once, waiting in the session with its bytes until the officer accepts or leaves it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast

import streamlit as st

from adoption import consequence, guards
from store import StoreError, clashes
from ui import language, reading, session

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from adoption.consequence import Consequence
    from loaders.memory import Memory
    from loaders.report import Finding
    from reference.period import Period
    from store import Receipt
    from store.folding import Key
    from ui.waiting import Waiting

_WAITING, _ACCEPTED, _ROUND = "tray waiting", "tray accepted", "tray round"

Standing = Literal["refused", "asks", "known", "restates", "ready"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be done with a file, and what accepting it would change; `known` is the receipt of the same bytes.

    `doubts` are warnings that only what is stored already can raise: figures copied, misdated, or far from usual.
    """

    standing: Standing
    told: Consequence | None = None
    known: Receipt | None = None
    refusal: str = ""
    doubts: tuple[Finding, ...] = ()


def uploader_key() -> str:
    """Name the upload widget; a new name empties it once its files are read."""
    return f"upload {st.session_state.get(_ROUND, 0)}"


def receive(uploads: Sequence[UploadedFile]) -> None:
    """Read the uploads, zips unpacked, with visible progress; then start the page anew with an empty upload widget."""
    memory = taught()
    files, refused = reading.unpacked(uploads, memory)
    for file in (*refused, *reading.read(files, memory)):
        _put(file)
    reading.let_go(uploads)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def refresh() -> None:
    """Read again the files that answers given since, here or by another officer, may read otherwise."""
    memory = taught()
    outdated = [file for file in waiting() if file.original and file.reads_otherwise(memory)]
    for file in reading.read(outdated, memory):
        _put(replace(file, trouble=""))


def waiting() -> tuple[Waiting, ...]:
    """Return the files that wait, as they came."""
    return tuple(_waiting().values())


def taught() -> Memory:
    """Return what officers taught the reader, as it holds now."""
    return session.store().memory()


def accepted() -> tuple[Receipt, ...]:
    """Return the receipts of what was accepted since the last upload."""
    return tuple(st.session_state.get(_ACCEPTED, ()))


def verdict(file: Waiting) -> Verdict:
    """Judge a file against the store as it is now; remembered until the store changes."""
    place = str(session.store().root), session.store().version
    return _judged(file.loaded.sha256, _reading(file), place, language.current(), file)


def rivals(file: Waiting) -> tuple[str, ...]:
    """Name the other waiting files that give some of the same figures: one of them is to be chosen first."""
    mine = _claimed(file)
    others = (other for other in waiting() if other.loaded.sha256 != file.loaded.sha256 and _may_count(other))
    return tuple(other.name for other in others if mine & _claimed(other)) if mine and _may_count(file) else ()


def answer_period(files: Iterable[Waiting], period: Period) -> None:
    """Take files as reports on a period; they are read again, since what a unit's name means depends on it."""
    for file in files:
        _put(replace(file, period=period, is_outdated=True))


def accept(file: Waiting, by: str, why: str = "") -> None:
    """Hand a file to the store and let its bytes go; where the store refuses, the file stays and says so."""
    loaded = replace(file.loaded, findings=(*file.loaded.findings, *verdict(file).doubts))
    try:
        taken = session.store().accept(loaded, file.original, by=by, why=why)
    except StoreError as error:
        trouble(file, error.sentence(language.words()))
        return
    leave(file)
    st.session_state.setdefault(_ACCEPTED, []).append(taken.receipt)


def trouble(file: Waiting, sentence: str) -> None:
    """Remember why something was not done just now, to be shown beside the file."""
    _put(replace(file, trouble=sentence))


def leave(file: Waiting) -> None:
    """Forget a file and its bytes."""
    if gone := _waiting().pop(file.loaded.sha256, None):
        reading.give_back(gone)


def leave_all() -> None:
    """Forget all files that wait."""
    for file in waiting():
        leave(file)


def forget_accepted() -> None:
    """Take the confirmations away."""
    st.session_state.pop(_ACCEPTED, None)


def _put(file: Waiting) -> None:
    _waiting()[file.loaded.sha256] = file
    reading.keep(file)


def _waiting() -> dict[str, Waiting]:
    return cast("dict[str, Waiting]", st.session_state.setdefault(_WAITING, {}))


def _may_count(file: Waiting) -> bool:
    return verdict(file).standing in {"restates", "ready"}


def _claimed(file: Waiting) -> frozenset[Key]:
    return _keys(file.loaded.sha256, _reading(file), file)


@st.cache_data(max_entries=300, show_spinner=False)
def _keys(sha256: str, reading: str, _file: Waiting) -> frozenset[Key]:  # noqa: ARG001 - the first two are the key
    return clashes.keys_of(_file.loaded)


def _reading(file: Waiting) -> str:
    """Tell one reading of the same bytes from another: by its periods, forms, the answers used and what is wrong."""
    read = [(str(report.period), report.form, report.taught) for report in file.loaded.reports]
    return repr((read, [finding.code for finding in file.loaded.errors]))


@st.cache_data(max_entries=300, show_spinner=False)
def _judged(
    sha256: str,  # noqa: ARG001 - this and the next two are the key under which the verdict is remembered
    reading: str,  # noqa: ARG001
    place: tuple[str, int],  # noqa: ARG001
    in_language: str,
    _file: Waiting,
) -> Verdict:
    if _file.only_asks:
        return Verdict("asks")
    try:
        told = consequence.of(session.store(), _file.loaded, _file.original, language=in_language)
        known = session.store().preview(_file.loaded, _file.original).known
    except StoreError as error:
        return Verdict("refused", refusal="" if _file.loaded.errors else error.sentence(language.words()))
    if known:
        return Verdict("known", told, known)
    doubts = guards.findings(session.store(), _file.loaded)
    return Verdict("restates" if told.restates else "ready", told, doubts=doubts)
