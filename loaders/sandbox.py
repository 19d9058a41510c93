"""An upload's bytes into its contents, read in a child process whose death costs nothing but one finding.

A workbook of 1 KB can abort the process that reads it. The child has none of our environment, no way to write a file,
and limits on memory and time (loaders.worker); what it answers is JSON, never code, and is cut off at a size.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import BoundedSemaphore, Event, Thread, Timer
from typing import IO, TYPE_CHECKING, TypeVar, cast

from loaders.container import limits, wire
from loaders.container.contents import Contents, Folder, Unreadable, named
from loaders.container.folder import is_archive
from loaders.container.sniff import check_size
from loaders.spare import Spare

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")

WALL_SECONDS = 60.0
WALL_SECONDS_PER_MEGABYTE = 4.0
"""What a larger file gets besides, for each megabyte above LARGE_BYTES."""
LARGE_BYTES = 8 * limits.MEGABYTE
"""A file from which on only one is read at a time: a list of a million dossiers takes 0.7 GB and all cores."""
ANSWER_BYTES = 160 * limits.MEGABYTE
WORKER = Path(__file__).with_name("worker.py")
_INHERITED = ("SYSTEMROOT", "LD_LIBRARY_PATH", "TZ")
"""The only variables a child gets: others hold the server's passwords."""
_AT_ONCE = BoundedSemaphore(max(2, os.cpu_count() or 2))
_LONGEST_LINE = 4_096
_LARGE_AT_ONCE = BoundedSemaphore(1)
_MOST_ASKED = "contents"
_SPARE = Spare()
"""The child for the next upload; it waits with our code imported, and gets one upload like any other."""


def contents(data: bytes, filename: str, progress: Callable[[float], None] | None = None) -> Contents:
    """Return what the file holds; whatever happens to the child, this returns, with a finding where it gave nothing.

    `progress` is told, from another thread, how much of a large list is read: 0 to 1.
    """
    try:
        check_size(data)
        read = _asked("contents", data, wire.unpacked, progress)
    except Unreadable as end:
        return Contents("", findings=named([end.finding], filename))
    return replace(read, findings=named(read.findings, filename))


def unzip(data: bytes, filename: str) -> Folder:
    """Return the files of an uploaded zip; anything that is not a zip of files comes back as itself, alone."""
    if not is_archive(data):
        return Folder(((filename, data),))
    try:
        check_size(data)
        folder = _asked("folder", data, wire.unpacked_folder)
    except Unreadable as end:
        return Folder(findings=named([end.finding], filename))
    return replace(folder, findings=named(folder.findings, filename))


def marked(data: bytes, order: bytes) -> bytes:
    """Return what the child made of a file to be marked (loaders.marking); raise Unreadable where it made nothing."""
    check_size(data)
    return _asked("marked", b"\n".join([order, data]), bytes)


def _asked(
    question: str, data: bytes, unpack: Callable[[bytes], Answer], progress: Callable[[float], None] | None = None
) -> Answer:
    """Return the child's answer; raise Unreadable where it died, was too slow, or answered nonsense."""
    too_slow, beyond = Event(), max(0, len(data) - LARGE_BYTES)
    with ExitStack() as turns:
        if beyond:
            turns.enter_context(_LARGE_AT_ONCE)
        turns.enter_context(_AT_ONCE)
        child = turns.enter_context(_SPARE.taken(_child) if question == _MOST_ASKED else _child(question))
        clock = Timer(WALL_SECONDS + WALL_SECONDS_PER_MEGABYTE * beyond / limits.MEGABYTE, _end, (child, too_slow))
        clock.start()
        listener = Thread(target=_listen, args=(child.stderr, progress or _unheard), daemon=True)
        listener.start()
        try:
            answer = _exchanged(child, data)
        finally:
            clock.cancel()
            child.kill()  # it has ended by now, unless something was raised here
            listener.join()
    if too_slow.is_set() or child.returncode == -getattr(signal, "SIGXCPU", 0):
        raise Unreadable("reader-timeout")
    if child.returncode != 0:
        raise Unreadable("reader-killed", found=_last_word(answer, child.returncode))
    _SPARE.refill(_child)
    try:
        return unpack(answer)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unreadable("reader-killed", found="answer") from None


def _child(question: str = _MOST_ASKED) -> subprocess.Popen[bytes]:
    """Start Python anew: a fork of a server with threads and its memory would be no wall."""
    folders = [str(WORKER.parents[1]), *(folder for folder in sys.path if folder)]
    return subprocess.Popen(  # noqa: S603 - Python itself with our own script; nothing of the upload is an argument
        [sys.executable, "-I", "-S", "-X", "utf8", str(WORKER), question, *folders],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # a traceback could hold cells, and logs are read by others: of this only bare numbers are ever taken
        stderr=subprocess.PIPE,
        env={name: os.environ[name] for name in _INHERITED if name in os.environ},
        cwd=WORKER.anchor,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _exchanged(child: subprocess.Popen[bytes], data: bytes) -> bytes:
    """Hand over the bytes, then read the answer: the child reads all before it writes, so neither blocks the other."""
    stdin, stdout = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
    try:
        stdin.write(data)
        stdin.close()
    except OSError:
        pass  # it died before it had read all; its exit code says so
    answer = stdout.read(ANSWER_BYTES + 1)
    if len(answer) > ANSWER_BYTES:
        child.kill()
    child.wait()
    return answer


def _listen(told: IO[bytes], progress: Callable[[float], None]) -> None:
    """Pass on the numbers from 0 to 100 that the child writes, and nothing else of what it writes."""
    while line := told.readline(_LONGEST_LINE):
        if line.strip().isdigit():
            progress(min(int(line), 100) / 100)


def _unheard(_: float) -> None:
    """Let nobody know; what the child tells must still be read, or it would wait for a reader."""


def _end(child: subprocess.Popen[bytes], too_slow: Event) -> None:
    too_slow.set()
    child.kill()


def _last_word(answer: bytes, code: int) -> str:
    """Return the name of the signal that ended the child, or of what it raised."""
    if code < 0:
        return signal.Signals(-code).name
    return answer.decode("ascii", "replace")[:40] if answer.isalpha() else str(code)
