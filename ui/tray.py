"""Uploaded files -> each read once, waiting in the session with its bytes until the officer accepts or leaves it."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

import loaders
from adoption import consequence
from loaders import sandbox
from loaders.report import Loaded
from reference.period import Period
from store import StoreError
from ui import language, session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from adoption.consequence import Consequence
    from store import Receipt

AT_ONCE = 2
"""Files read at the same time: each is parsed by a child process of its own."""

_WAITING, _ACCEPTED, _ROUND = "tray waiting", "tray accepted", "tray round"

Standing = Literal["refused", "needs-month", "known", "restates", "ready"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was read and waits for the officer's word; `trouble` is why the store did not take it just now."""

    loaded: Loaded
    original: bytes
    trouble: str = ""
    month: str = ""
    """The officer's answer where a table states no period."""

    @property
    def key(self) -> str:
        """What its widgets are keyed by."""
        return self.loaded.sha256[:16]

    @property
    def asks_for_month(self) -> bool:
        """Whether a table of it states no period."""
        return any(finding.code == "no-period" for finding in self.loaded.errors)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be done with a file, and what accepting it would change; `known` is the receipt of the same bytes."""

    standing: Standing
    told: Consequence | None = None
    known: Receipt | None = None
    refusal: str = ""


def uploader_key() -> str:
    """Name the upload widget; a new name empties it once its files are read."""
    return f"upload {st.session_state.get(_ROUND, 0)}"


def receive(uploads: Sequence[UploadedFile]) -> None:
    """Read the uploads, zips unpacked, with visible progress; then start the page anew with an empty upload widget."""
    _ = language.words()
    bar = st.progress(0.0, _("Reading…"))
    files, refused = _unpacked(uploads)
    waiting = _waiting()
    waiting.update({file.loaded.sha256: file for file in refused})
    new = {hashlib.sha256(data).hexdigest(): (name, data) for name, data in files}
    for done, file in enumerate(_read(tuple(new.values())), start=1):
        waiting[file.loaded.sha256] = file
        told = _("Read {done} of {total}: {name}")
        bar.progress(done / len(new), told.format(done=done, total=len(new), name=file.loaded.filename))
    _let_go(uploads)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def waiting() -> tuple[Waiting, ...]:
    """Return the files that wait, as they came."""
    return tuple(_waiting().values())


def accepted() -> tuple[Receipt, ...]:
    """Return the receipts of what was accepted since the last upload."""
    return tuple(st.session_state.get(_ACCEPTED, ()))


def verdict(file: Waiting) -> Verdict:
    """Judge a file against the store as it is now; remembered until the store changes."""
    periods = str([report.period for report in file.loaded.reports])
    place = str(session.store().root), session.version()
    return _judged(file.loaded.sha256, periods, place, language.current(), file)


def answer_month(file: Waiting, month: str) -> None:
    """Read a file again as a report on the chosen month: what a unit's name means depends on it."""
    read = loaders.load(file.original, file.loaded.filename, Period.parse(month))
    _waiting()[file.loaded.sha256] = Waiting(read, file.original, month=month)


def accept(file: Waiting, by: str, why: str = "") -> None:
    """Hand a file to the store and let its bytes go; where the store refuses, the file stays and says so."""
    try:
        taken = session.store().accept(file.loaded, file.original, by=by, why=why)
    except StoreError as error:
        trouble(file, error.sentence(language.words()))
        return
    leave(file)
    st.session_state.setdefault(_ACCEPTED, []).append(taken.receipt)


def trouble(file: Waiting, sentence: str) -> None:
    """Remember why a file was not accepted just now, to be shown beside it."""
    _waiting()[file.loaded.sha256] = replace(file, trouble=sentence)


def leave(file: Waiting) -> None:
    """Forget a file and its bytes."""
    _waiting().pop(file.loaded.sha256, None)


def leave_all() -> None:
    """Forget all files that wait."""
    _waiting().clear()


def forget_accepted() -> None:
    """Take the confirmations away."""
    st.session_state.pop(_ACCEPTED, None)


def _waiting() -> dict[str, Waiting]:
    return cast("dict[str, Waiting]", st.session_state.setdefault(_WAITING, {}))


def _unpacked(uploads: Sequence[UploadedFile]) -> tuple[list[tuple[str, bytes]], list[Waiting]]:
    """Return the files, those of zips included, and what could not be unpacked as a file with its findings."""
    files: list[tuple[str, bytes]] = []
    refused = []
    for upload in uploads:
        original = upload.getvalue()
        folder = sandbox.unzip(original, upload.name)
        files += folder.files
        if folder.findings:
            sha256 = hashlib.sha256(original).hexdigest()
            refused.append(Waiting(Loaded(upload.name, sha256, "zip", (), folder.findings), b""))
    return files, refused


def _let_go(uploads: Sequence[UploadedFile]) -> None:
    """Free the server's memory of the uploads: an upload widget that is gone keeps its bytes until the session ends."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for upload in uploads:
            context.uploaded_file_mgr.remove_file(context.session_id, upload.file_id)


def _read(files: Sequence[tuple[str, bytes]]) -> Iterator[Waiting]:
    """Read on both cores; yield in the order given."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        names, contents = [name for name, _ in files], [data for _, data in files]
        for loaded, data in zip(pool.map(loaders.load, contents, names), contents, strict=True):
            yield Waiting(loaded, data)


@st.cache_data(max_entries=300, show_spinner=False)
def _judged(
    sha256: str,  # noqa: ARG001 - this and the next two are the key under which the verdict is remembered
    periods: str,  # noqa: ARG001
    place: tuple[str, int],  # noqa: ARG001
    in_language: str,
    _file: Waiting,
) -> Verdict:
    if _file.asks_for_month and {finding.code for finding in _file.loaded.errors} == {"no-period"}:
        return Verdict("needs-month")
    try:
        told = consequence.of(session.store(), _file.loaded, _file.original, language=in_language)
        known = session.store().preview(_file.loaded, _file.original).known
    except StoreError as error:
        return Verdict("refused", refusal="" if _file.loaded.errors else error.sentence(language.words()))
    if known:
        return Verdict("known", told, known)
    return Verdict("restates" if told.restates else "ready", told)
