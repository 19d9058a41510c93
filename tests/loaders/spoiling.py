"""Files spoiled by chance, and how each ends: refused, read as it was, or changed with the change named - or silently.

Each file is read in the process itself, since a child for each would cost a hundred times as much; that process is one
of its own, so that an engine's abort ends one reading and no test.
"""

from __future__ import annotations

import multiprocessing
import random
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders import load_in_process
from tests.loaders import golden
from tests.workbooks import records, results, services
from tests.workbooks.bindings import BINDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

    from loaders.report import Loaded

REFUSED, SAME, NAMED, KILLED, BLANKED = "refused", "same", "named", "killed", "0 blanked"
"""An error finding; the very figures; other figures and a new warning; the reader's process ended (in the product one
finding); a printed 0 became a blank, which no sum can tell and which is kept as a blank, not as a figure. Whatever else
an ending is called, it is a change that nobody was told of."""
ENDINGS = (REFUSED, SAME, NAMED, KILLED, BLANKED)
SECONDS = 10


def samples() -> dict[str, bytes]:
    """Return reports with levels, without, and by channel of result, each in every container."""
    pairs = (services.districts_september(), records.records_september(), results.all_levels_xlsx())
    return {
        f"{pair.reports[0]['form']} as {name}": bind(replace(pair.papers[0], name="Biểu 01"))
        for pair in pairs
        if pair.reports
        for name, bind in BINDINGS.items()
    }


def _flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _blank(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((1, 16, 512, 4096)))
    data[start:end] = bytes(end - start)


def _splice(data: bytearray, chance: random.Random) -> None:
    start, length, to = chance.randrange(len(data)), chance.randrange(1, 200), chance.randrange(len(data))
    data[to:to] = data[start : start + length]


SPOILINGS: dict[str, Callable[[bytearray, random.Random], None]] = {
    "one bit flipped": _flip,
    "cut short": _cut,
    "a run of zero bytes": _blank,
    "a piece repeated elsewhere": _splice,
}


def spoiled(data: bytes, way: str, times: int, seed: int) -> list[bytes]:
    """Return so many copies of the file, each spoiled once in that way."""
    chance = random.Random(f"{way} {seed}")  # noqa: S311 - nothing is kept secret by it
    copies = [bytearray(data) for _ in range(times)]
    for copy in copies:
        SPOILINGS[way](copy, chance)
    return [bytes(copy) for copy in copies]


def endings(sound: bytes, files: list[bytes]) -> list[str]:
    """Return how each file ends beside the sound one."""
    ended: list[str] = []
    while len(ended) < len(files):
        ended += _in_a_process(sound, files[len(ended) :])
    return ended


def _in_a_process(sound: bytes, files: list[bytes]) -> list[str]:
    """Return the endings up to the one on which the process died, if it did."""
    context = multiprocessing.get_context("spawn")
    hears, tells = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(tells, sound, files))
    process.start()
    tells.close()
    ended = []
    with suppress(EOFError):
        while len(ended) < len(files):
            ended.append(hears.recv())
    process.join()
    return ended if len(ended) == len(files) else [*ended, KILLED]


def _tell(tells: Connection, sound: bytes, files: list[bytes]) -> None:
    _limit_memory()
    whole = load_in_process(sound, "a.xls")
    for one in files:
        if hasattr(signal, "alarm"):
            signal.alarm(SECONDS)  # nobody catches it: it ends the process
        tells.send(_ending(load_in_process(one, "a.xls"), whole))


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _ending(loaded: Loaded, whole: Loaded) -> str:
    if any(finding.severity == "error" for finding in loaded.findings):
        return REFUSED
    if (differences := list(_differences(loaded, whole))) == []:
        return SAME
    known = {(finding.code, finding.where, finding.found) for finding in whole.findings}
    news = [one for one in loaded.findings if one.severity == "warning" and _told(one) not in known]
    if news:
        return NAMED
    return BLANKED if all(one.endswith(" 0, then None") for one in differences) else "; ".join(differences)


def _told(finding: object) -> tuple[str, str, str]:
    return finding.code, finding.where, finding.found  # type: ignore[attr-defined]


def _differences(loaded: Loaded, whole: Loaded) -> Iterator[str]:
    if len(loaded.reports) != len(whole.reports):
        yield f"{len(whole.reports)} tables, then {len(loaded.reports)}"
    for now, before in zip(loaded.reports, whole.reports, strict=False):
        if (now.kind, now.form) != (before.kind, before.form):
            yield f"{before.form}, then {now.form}"
        if now.period != before.period:
            yield f"{before.period}, then {now.period}"
        for one, other in zip(golden.rows(now), golden.rows(before), strict=False):
            changed = {key for key in other | one if one.get(key) != other.get(key)} - {"row"}
            yield from (f"{key} {other.get(key)!r}, then {one.get(key)!r}" for key in sorted(changed))
        if len(now.frame) != len(before.frame):
            yield f"{len(before.frame)} rows, then {len(now.frame)}"
