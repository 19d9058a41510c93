"""Uploads -> files read: zips unpacked, several at once, with visible progress; what was uploaded is let go."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

import loaders
from loaders import sandbox
from loaders.report import Loaded
from ui import language
from ui.allowance import HELD
from ui.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from concurrent.futures import Future

    from streamlit.delta_generator import DeltaGenerator
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from loaders.memory import Memory

AT_ONCE = os.cpu_count() or 2
"""Files read at the same time: each is parsed by a child process of its own."""
SECONDS_BETWEEN_WORDS = 0.5


def unpacked(uploads: Sequence[UploadedFile], memory: Memory) -> tuple[list[Waiting], list[Waiting]]:
    """Return the files still to be read, those of zips included and each once; and the zips that cannot be opened."""
    files: dict[str, Waiting] = {}
    refused = []
    for upload in uploads:
        original = upload.getvalue()
        folder = sandbox.unzip(original, upload.name)
        for name, data in folder.files:
            file = _unread(name, data, memory)
            files[file.loaded.sha256] = file
        if folder.findings:
            loaded = Loaded(upload.name, _hash(original), "zip", (), folder.findings)
            refused.append(Waiting(loaded, b"", memory))
    return list(files.values()), refused


def read(files: Sequence[Waiting], memory: Memory) -> tuple[Waiting, ...]:
    """Read files, on all cores and with visible progress, with what officers taught; return them in their order."""
    if not files:
        return ()
    _ = language.words()
    bar = st.progress(0.0, _("Reading…"))
    shares = [0.0] * len(files)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [
            pool.submit(loaders.load, file.original, file.name, file.period, memory, partial(shares.__setitem__, place))
            for place, file in enumerate(files)
        ]
        while not all(one.done() for one in asked):
            wait([one for one in asked if not one.done()], SECONDS_BETWEEN_WORDS, FIRST_COMPLETED)
            _tell(bar, files, asked, shares)
    bar.empty()
    return tuple(
        replace(file, loaded=one.result(), memory=memory, is_outdated=False)
        for file, one in zip(files, asked, strict=True)
    )


def _tell(
    bar: DeltaGenerator, files: Sequence[Waiting], asked: Sequence[Future[Loaded]], shares: Sequence[float]
) -> None:
    """Say how many files are read and which is next; a large one's share moves the bar too."""
    read = [one.done() for one in asked]
    name = files[read.index(False)].name if False in read else files[-1].name
    told = language.words()("Read {done} of {total}: {name}").format(done=sum(read), total=len(read), name=name)
    bar.progress(sum(1.0 if done else share for done, share in zip(read, shares, strict=True)) / len(read), told)


def let_go(uploads: Iterable[UploadedFile]) -> None:
    """Free the server's memory of the uploads: an upload widget that is gone keeps its bytes until the session ends."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for upload in uploads:
            context.uploaded_file_mgr.remove_file(context.session_id, upload.file_id)
            HELD.give_back(context.session_id, upload.file_id)


def keep(file: Waiting) -> None:
    """Count a waiting file's bytes among what its session holds."""
    if context := get_script_run_ctx():
        HELD.keep(context.session_id, file.key, len(file.original))


def held() -> int:
    """Return how many bytes this session holds."""
    context = get_script_run_ctx()
    return HELD.size(context.session_id) if context else 0


def give_back(file: Waiting) -> None:
    """Count them no more."""
    if context := get_script_run_ctx():
        HELD.give_back(context.session_id, file.key)


def _unread(name: str, data: bytes, memory: Memory) -> Waiting:
    return Waiting(Loaded(name, _hash(data), ""), data, memory)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
