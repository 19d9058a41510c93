"""Processes that write into one store as fast as they can, tell each thing that was acknowledged, and may be killed."""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import resource
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from loaders.report import Loaded, Report
from reference.period import Period
from store import StoreError, open_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from store import Receipt, Store

SEPTEMBER = Period.month(2024, 9)
_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["benchmarks.writers", "store.keeper", "store.postgres"])
"""A server that has imported everything makes a writer in milliseconds; a fresh Python takes a second."""
_BREATH_SECONDS = 0.05
"""After something was declined, as an officer would, too."""


@dataclass(slots=True)
class Told:
    """What a writer told before it ended: each attempt has a word of its own, which is its receipt's reason."""

    kept: dict[int, str] = field(default_factory=dict)
    """By number."""
    declined: dict[str, str] = field(default_factory=dict)
    """The error's code by the attempt's word."""
    unanswered: str = ""
    """The attempt that was under way when it was killed."""


class Writer:
    """A process that writes until it is killed, or `attempts` times."""

    def __init__(self, folder: Path, ledger: str, name: str, attempts: int = 1_000_000, largest_file: int = 0) -> None:
        self._hearing, speaking = _FORKING.Pipe(duplex=False)
        arguments = (speaking, (folder, ledger), name, attempts, largest_file)
        self.process = _FORKING.Process(target=_write, args=arguments, daemon=True)
        self.process.start()
        speaking.close()
        self.told = Told()

    def wait_for(self, kept: int) -> None:
        """Listen until so much was acknowledged."""
        while len(self.told.kept) < kept and self._listen():
            pass

    def kill(self) -> None:
        """Kill it as `kill -9` does."""
        self.process.kill()

    def end(self) -> Told:
        """Hear the rest of what it told, and wait until it is gone."""
        while self._listen():
            pass
        self.process.join()
        return self.told

    def _listen(self) -> bool:
        try:
            word, answer = self._hearing.recv()
        except (EOFError, OSError):
            return False
        if answer is None:
            self.told.unanswered = word
            return True
        self.told.unanswered = ""
        if isinstance(answer, int):
            self.told.kept[answer] = word
        else:
            self.told.declined[word] = answer
        return True


def report_of(unit: str, received: int) -> Report:
    """Make a report of one unit's dossiers in September 2024."""
    row = {"unit_id": unit, "unit_name": unit, "sheet": "PL3", "row": 8, "level": "all", "dashes": ""}
    frame = pd.DataFrame([{**row, "received": received}]).astype({"received": "Int64"})
    return Report("service_usage", "PL3", SEPTEMBER, "PL3", "PHỤ LỤC 3", frame, {"received": "C"}, ())


def put(store: Store, unit: str, received: int, original: bytes, why: str = "") -> Receipt:
    """Accept a file of these bytes."""
    loaded = Loaded("thang 9.xls", hashlib.sha256(original).hexdigest(), "xls", (report_of(unit, received),), ())
    return store.accept(loaded, original, by="Hoa", why=why).receipt


def write(store: Store, unit: str, count: int, kept: Sequence[int], why: str) -> Receipt:
    """Do the next thing: mostly accept, now and then decide a name, withdraw and reinstate what one brought oneself."""
    if count % 11 == 5:
        return store.decide_name(f"{unit} {count}", "district-gia-binh", by="Hoa", why=why)
    if count % 11 == 7 and kept:
        return store.withdraw(kept[0], by="Hoa", why=why)
    if count % 11 == 8 and kept:
        return store.reinstate(kept[0], by="Hoa", why=why)
    return put(store, f"{unit}-{count % 4}", count, f"{why} ".encode() * 300 * (1 + count), why)


def _write(speaking: Connection[Any, Any], where: tuple[Path, str], name: str, attempts: int, largest: int) -> None:
    """Say each attempt's word before it, and after it the receipt's number or the error's code."""
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    with contextlib.suppress(BrokenPipeError):
        store = open_store(*where)
        kept: list[int] = []
        for count in range(attempts):
            word = f"{name}-{count}"
            speaking.send((word, None))
            try:
                receipt = write(store, name, count, kept, word)
            except StoreError as error:
                speaking.send((word, error.code))
                time.sleep(_BREATH_SECONDS)
            else:
                kept += [receipt.number] if receipt.event == "accepted" else []
                speaking.send((word, receipt.number))
