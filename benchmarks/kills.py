"""Nothing acknowledged is lost: writers and servers killed, folders copied meanwhile, disks full or read-only.

`python -m benchmarks.kills [--kills 200] [--server-kills 20] [--copies 20] [--seed N]`; each finding stops it with an
AssertionError, else it prints what it did as Markdown.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.cluster import Cluster
from benchmarks.measuring import circumstances, markdown
from benchmarks.writers import Told, Writer, put
from store import StoreError, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from store import Receipt, Store

WRITERS = 3
ROUNDS_A_FOLDER = 25
"""So that checking a folder whole does not grow with the square of the kills."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: all of `acknowledged` were found whole; `unanswered` count too, since the kill hid the answer."""

    kills: int = 0
    acknowledged: int = 0
    unanswered: int = 0
    declined: int = 0

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.kills + other.kills,
            self.acknowledged + other.acknowledged,
            self.unanswered + other.unanswered,
            self.declined + other.declined,
        )


def of_writers(folder: Path, ledger: str, chance: random.Random, rounds: int) -> Outcome:
    """Let three processes write at once and kill all three at one moment, again and again; then check the folder."""
    told: list[Told] = []
    open_store(folder, ledger)
    for place in range(rounds):
        writers = [Writer(folder, ledger, f"r{place}w{number}") for number in range(WRITERS)]
        chance.choice(writers).wait_for(chance.randint(1, 6))
        time.sleep(chance.uniform(0, 0.05))
        for writer in writers:
            writer.kill()
        told += [writer.end() for writer in writers]
        check_tail(open_store(folder, ledger), told[-WRITERS:])
    return check(open_store(folder, ledger), told, kills=WRITERS * rounds)


def of_server(folder: Path, cluster: Cluster, chance: random.Random, kills: int) -> Outcome:
    """Kill the database's server under three writers, who go on when it is back; then check the folder."""
    ledger = cluster.address()
    open_store(folder, ledger)
    writers = [Writer(folder, ledger, f"w{number}") for number in range(WRITERS)]
    for _ in range(kills):
        writer = chance.choice(writers)
        writer.wait_for(len(writer.told.kept) + 3)
        time.sleep(chance.uniform(0.05, 0.6))
        cluster.kill()
        time.sleep(chance.uniform(0, 0.3))
        cluster.start()
    for writer in writers:
        writer.wait_for(len(writer.told.kept) + 2)
        writer.kill()
    return check(open_store(folder, ledger), [writer.end() for writer in writers], kills=kills)


def of_copies(folder: Path, ledger: str, chance: random.Random, copies: int, new_ledger: Callable[[], str]) -> int:
    """Copy the folder while three write, make each copy's ledger from its files alone, compare; return the events."""
    open_store(folder, ledger)
    writers = [Writer(folder, ledger, f"w{number}") for number in range(WRITERS)]
    targets = [folder.with_name(f"copy-{place}") for place in range(copies)]
    lasts = []
    for target in targets:
        writer = chance.choice(writers)
        writer.wait_for(len(writer.told.kept) + chance.randint(1, 3))
        lasts.append(copy(folder, target))
    for writer in writers:
        writer.kill()
    told = [writer.end() for writer in writers]
    store = open_store(folder, ledger)
    for target, last in zip(targets, lasts, strict=True):
        again = open_store(target, new_ledger())
        assert state(again) == state(store, last), f"{target} is not what held after receipt {last}"
        assert again.verify() == ()
        shutil.rmtree(target)
    check(store, told)
    return lasts[-1]


def copy(source: Path, target: Path) -> int:
    """Copy receipts first and then what they name, and nothing of the database; return the last receipt's number."""
    last = max((int(path.stem) for path in (source / "ledger").glob("*.json")), default=0)
    (target / "ledger").mkdir(parents=True)
    for number in range(1, last + 1):
        name = f"{number:012d}.json"
        shutil.copyfile(source / "ledger" / name, target / "ledger" / name)
    for area in ("originals", "facts"):
        shutil.copytree(source / area, target / area)
    return last


def state(store: Store, as_of: int | None = None) -> tuple[object, ...]:
    """Return all that a ledger says."""
    return store.receipts(as_of), store.current(as_of=as_of), store.closed(as_of), store.memory(as_of)


def of_limit(folder: Path, ledger: str, largest_file: int, attempts: int = 40) -> Outcome:
    """Write on a disk on which no file can grow past so many bytes; what is declined must leave no trace."""
    put(open_store(folder, ledger), "first", 1, b"first", "first")
    told = Writer(folder, ledger, "w", attempts, largest_file).end()
    check_declined(told)
    store = open_store(folder, ledger)
    outcome = check(store, [told])
    put(store, "last", 1, b"last", "last")
    return outcome


def of_full_disk(folder: Path, ledger: str, attempts: int = 200) -> Outcome:
    """Write until the disk that the folder is on has no room; what is declined must leave no trace."""
    put(open_store(folder, ledger), "first", 1, b"first", "first")
    told = Writer(folder, ledger, "w", attempts).end()
    check_declined(told)
    store = open_store(folder, ledger)
    check_tail(store, [told])
    assert not set(told.declined) & {receipt.why for receipt in store.receipts()}
    return Outcome(0, len(told.kept), 0, len(told.declined))


def of_read_only(folder: Path, ledger: str) -> str:
    """Try to write where nothing can be written; return the sentence."""
    before = sorted(path for path in folder.rglob("*") if path.is_file())
    said = None
    try:
        put(open_store(folder, ledger), "a", 1, b"another", "another")
    except StoreError as error:
        said = error
    assert said is not None
    assert said.code == "not-writable", said
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == before
    return str(said)


def check_declined(told: Told) -> None:
    """On a full disk something is declined for that; a withdrawal, too, whose reinstating was declined before."""
    assert "disk-full" in told.declined.values()
    assert set(told.declined.values()) <= {"disk-full", "already-withdrawn", "not-withdrawn"}, told.declined


def check_tail(store: Store, told: Sequence[Told]) -> None:
    """After each kill: what was acknowledged is there under its number."""
    receipts = {receipt.number: receipt.why for receipt in store.receipts()}
    for one in told:
        assert one.kept.items() <= receipts.items(), set(one.kept.items()) - set(receipts.items())


def check(store: Store, told: Sequence[Told], kills: int = 0) -> Outcome:
    """Hold the store to what the writers told: all acknowledged, nothing declined, nothing that nobody tried."""
    assert store.verify() == ()
    receipts = store.receipts()
    check_tail(store, told)
    words = {receipt.why for receipt in receipts}
    kept = {word for one in told for word in one.kept.values()}
    declined = {word for one in told for word in one.declined}
    unanswered = {one.unanswered for one in told} & words
    assert not declined & words, declined & words
    assert words <= kept | unanswered | {"first", "last"}, words - kept - unanswered
    assert figures(store) == expected(receipts)
    return Outcome(kills, len(kept), len(unanswered), len(declined))


def figures(store: Store) -> dict[str, int]:
    """Return what each unit received, as the store answers it."""
    facts = store.facts("service_usage").collect("pandas").to_native()
    return {unit: int(count) for unit, count in zip(facts["unit_id"], facts["received"], strict=True)}


def expected(receipts: Sequence[Receipt]) -> dict[str, int]:
    """Work out the same from the attempts' words alone: the last standing file of a unit holds."""
    gone: set[int] = set()
    for receipt in receipts:
        gone ^= {number for number in (receipt.withdraws, receipt.reinstates) if number}
    held = {}
    for receipt in receipts:
        if receipt.event == "accepted" and receipt.number not in gone:
            held[receipt.reports[0].units[0]] = int(receipt.why.rpartition("-")[2]) if "-" in receipt.why else 1
    return held


@contextlib.contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """Give a file system of that size; CalledProcessError where one may not be mounted."""
    folder = Path(tempfile.mkdtemp(prefix="disk-"))
    subprocess.run(
        ("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder), check=True, capture_output=True
    )
    try:
        yield folder
    finally:
        subprocess.run(("umount", folder), check=True)
        folder.rmdir()


def remount(folder: Path, *options: str) -> None:
    """Mount it otherwise: read-only, or larger."""
    subprocess.run(("mount", "-o", ",".join(("remount", *options)), folder), check=True, capture_output=True)


HEADINGS = ("ledger", "what was done", "kills", "acknowledged", "unanswered, yet there", "declined")


def main() -> None:
    """Run everything on both ledgers and print it."""
    chosen = _arguments()
    print(f"{circumstances('duckdb', 'pyarrow', 'psycopg')} Seed {chosen.seed}.\n")
    print(markdown(HEADINGS, ()), flush=True)
    cluster = Cluster()
    try:
        said = [
            _run(name, new_ledger, chosen)
            for name, new_ledger in (("SQLite", lambda: ""), ("PostgreSQL", cluster.address))
        ]
        with tempfile.TemporaryDirectory() as folder:
            outcome = of_server(Path(folder) / "var", cluster, random.Random(chosen.seed), chosen.server_kills)
        _say("PostgreSQL", "its server killed under three writers", outcome)
    finally:
        cluster.close()
    print("\n" + "\n".join(said))


def _run(name: str, new_ledger: Callable[[], str], chosen: argparse.Namespace) -> str:
    """Print what comes as figures, a row each, and return the rest in words."""
    chance = random.Random(chosen.seed)
    total = Outcome()
    for start in range(0, chosen.kills, ROUNDS_A_FOLDER):
        with tempfile.TemporaryDirectory() as folder:
            total += of_writers(Path(folder) / "var", new_ledger(), chance, min(ROUNDS_A_FOLDER, chosen.kills - start))
        print(f"{name} {start + ROUNDS_A_FOLDER}/{chosen.kills}", file=sys.stderr)
    _say(name, f"three writers killed at one moment, {chosen.kills} times", total)
    with tempfile.TemporaryDirectory() as folder:
        events = of_copies(Path(folder) / "var", new_ledger(), chance, chosen.copies, new_ledger)
    told = (
        f"- {name}: {chosen.copies} copies of the folder, taken while three wrote {events} events; the ledger made\n"
        "  from each is, receipt by receipt and key by key, what held after its last receipt."
    )
    try:
        return f"{told}\n- {name}, read-only: {_on_bad_disks(name, new_ledger())}"
    except subprocess.CalledProcessError as error:
        return f"{told}\n- {name}: no small disk could be mounted ({error.stderr.decode().strip()}); root may."


def _on_bad_disks(name: str, ledger: str) -> str:
    """Fill a disk up, give it room again, make it read-only; return what is said then."""
    with small_disk(2) as disk:
        _say(name, "a disk of 2 MB filled up", of_full_disk(disk / "var", ledger))
        remount(disk, "size=8m")
        put(open_store(disk / "var", ledger), "last", 1, b"last", "last")
        remount(disk, "ro")
        return of_read_only(disk / "var", ledger).replace(str(disk), "/disk")


def _say(name: str, what: str, done: Outcome) -> None:
    """Print a row; that all acknowledged are there and nothing declined is was held before."""
    counts = (done.kills, done.acknowledged, done.unanswered, done.declined)
    print(f"| {name} | {what} | {' | '.join(map(str, counts))} |", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills")
    for option, default in (("--kills", 200), ("--server-kills", 20), ("--copies", 20), ("--seed", 20261125)):
        parser.add_argument(option, type=int, default=default)
    return parser.parse_args()


if __name__ == "__main__":
    main()
