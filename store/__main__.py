"""`python -m store`: accept files, list, withdraw, teach and forget, verify, rebuild.

Exit 0 done, 1 refused or broken, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import getpass
import io
import json
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from loaders.memory import LearnedForm
from locales import N_, translator
from reference import units
from reference.period import Period
from store import Refused, StoreError, closed_store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future

    from loaders.memory import Memory, NameDecision
    from loaders.report import Finding, Loaded
    from store import Accepted, Receipt, State

Say = Callable[[str], str]
"""Gives the text in the reader's language for the English one."""

_STATES = {
    "current": N_("holds"),
    "partly-superseded": N_("partly superseded"),
    "superseded": N_("superseded"),
    "withdrawn": N_("withdrawn"),
}
_EVENTS = {
    "withdrawn": N_("withdrawal"),
    "name-decided": N_("name decided"),
    "form-learned": N_("form learned"),
    "taken-back": N_("answer taken back"),
}
_READ_AT_ONCE = 2
_READ_AHEAD = 6


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # Windows would write a redirected Vietnamese sentence in cp1252
    say = translator(_language(arguments))
    chosen = _parser(say).parse_args(arguments)
    try:
        return _COMMANDS[chosen.command](chosen, say)
    except StoreError as error:
        print(error.sentence(say), file=sys.stderr)
        return 1


def _accept(chosen: argparse.Namespace, say: Say) -> int:
    store, refused = open_store(), 0
    for done, (path, original, loaded) in enumerate(_read(chosen.files, chosen.period, store.memory()), 1):
        _progress(f"{done}/{len(chosen.files)} {path.name}")
        try:
            accepted = store.accept(loaded, original, by=chosen.by, why=chosen.why)
        except Refused as refusal:
            refused += 1
            print(f"{path.name}: {say('refused')}: {refusal.sentence(say)}")
            _print_findings(refusal.findings, chosen.language)
        else:
            print(f"{path.name}: {_outcome(accepted, say)}", flush=True)
    _progress("")
    return 1 if refused else 0


def _list(chosen: argparse.Namespace, say: Say) -> int:
    store = open_store()
    states = store.states()
    described = [_description(receipt, states.get(receipt.number), say) for receipt in store.receipts()]
    if chosen.json:
        print(json.dumps(described, ensure_ascii=False, indent=1))
        return 0
    for one in described:
        state = _EVENTS.get(one["event"]) or _STATES[one["state"]]
        told = [one["id"], one["at"][:19], say(state), one["filename"], one["taught"], one["by"], one["why"]]
        told += [f"{report['kind']} {report['form']} {report['period_text']}" for report in one["reports"]]
        print(" | ".join(text for text in told if text))
    return 0


def _withdraw(chosen: argparse.Namespace, say: Say) -> int:
    receipt = open_store().withdraw(chosen.id, by=chosen.by, why=chosen.why)
    print(say("{filename} (number {number}) is withdrawn.").format(filename=receipt.filename, number=receipt.withdraws))
    return 0


def _names(_: argparse.Namespace, say: Say) -> int:
    for one in open_store().memory().names:
        print(" | ".join((one.id, one.at[:19], _meaning(one, say), one.by)))
    return 0


def _name(chosen: argparse.Namespace, say: Say) -> int:
    receipt = open_store().decide_name(chosen.printed, chosen.unit_id, by=chosen.by, why=chosen.why)
    print(say("Number {number}: {meaning}").format(number=receipt.number, meaning=_meaning(receipt.decision, say)))
    return 0


def _forms(_: argparse.Namespace, say: Say) -> int:
    for one in open_store().memory().forms:
        print(" | ".join((one.id, one.at[:19], _meaning(one, say), one.by)))
        for path, field in one.columns.items():
            print(f"    {path} = {field or '–'}")
    return 0


def _take_back(chosen: argparse.Namespace, say: Say) -> int:
    store = open_store()
    receipt = store.take_back(chosen.id, by=chosen.by, why=chosen.why)
    print(say("Answer {number} is taken back.").format(number=receipt.withdraws))
    files = store.read_with(chosen.id)
    if files:
        print(say("{count} accepted files were read with it; their figures stay as they are:").format(count=len(files)))
    for one in files:
        print(f"  {one.number} {one.filename}")
    return 0


def _verify(_: argparse.Namespace, say: Say) -> int:
    store = closed_store()
    problems = store.verify(lambda done, of: _progress(f"{done}/{of}"))
    _progress("")
    for problem in problems:
        print(problem.sentence(say))
    print(
        say("{count} things are broken.").format(count=len(problems))
        if problems
        else say("Whole: every file, receipt and row is what was written.")
    )
    return 1 if problems else 0


def _rebuild(_: argparse.Namespace, say: Say) -> int:
    store = closed_store()
    store.rebuild()
    print(say("The ledger was made again from {count} receipts.").format(count=store.version))
    return 0


_COMMANDS = {
    "accept": _accept,
    "list": _list,
    "withdraw": _withdraw,
    "names": _names,
    "name": _name,
    "forms": _forms,
    "take-back": _take_back,
    "verify": _verify,
    "rebuild": _rebuild,
}


def _read(files: Sequence[Path], period: Period | None, memory: Memory) -> Iterator[tuple[Path, bytes, Loaded]]:
    """Read files in their order, two at once and a few ahead: each is parsed by a child process of its own."""
    with ThreadPoolExecutor(_READ_AT_ONCE) as pool:
        waiting: deque[Future[tuple[Path, bytes, Loaded]]] = deque()
        for path in files:
            waiting.append(pool.submit(_load, path, period, memory))
            if len(waiting) > _READ_AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _load(path: Path, period: Period | None, memory: Memory) -> tuple[Path, bytes, Loaded]:
    import loaders

    original = path.read_bytes()
    return path, original, loaders.load(original, path.name, period, memory)


def _outcome(accepted: Accepted, say: Say) -> str:
    receipt = accepted.receipt
    if not accepted.is_new:
        return say("already there, number {number}").format(number=receipt.number)
    unit_word = say("units")
    told = [f"{one.kind} {one.form} {one.period} {len(one.units)} {unit_word}" for one in receipt.reports]
    if receipt.supersedes:
        numbers = ", ".join(map(str, receipt.supersedes))
        told.append(say("takes over from number {numbers}").format(numbers=numbers))
    return say("accepted, number {number}").format(number=receipt.number) + ": " + "; ".join(told)


def _meaning(decision: NameDecision | LearnedForm | None, say: Say) -> str:
    """Say what a decision says, "" for none."""
    if decision is None:
        return ""
    if isinstance(decision, LearnedForm):
        return f"{decision.form_id} ({decision.kind}): {decision.label}"
    known = {unit.id: unit.full_name for unit in units.all_units()}
    name = known.get(decision.unit_id, decision.unit_id)
    return say("“{printed}” is {unit}").format(printed=decision.printed, unit=name)


def _print_findings(findings: Sequence[Finding], language: str) -> None:
    for finding in findings:
        print(f"  {finding.where + ': ' if finding.where else ''}{finding.hint(language)}")


def _description(receipt: Receipt, state: State | None, say: Say) -> dict[str, Any]:
    """Return what `list --json` says of an event; `state` is how the file stands, for other events what they are."""
    return {
        "id": receipt.id,
        "event": receipt.event,
        "state": state.name if state else "withdrawal" if receipt.event == "withdrawn" else receipt.event,
        "filename": receipt.filename,
        "original": receipt.original,
        "by": receipt.by,
        "at": receipt.at.isoformat(),
        "why": receipt.why,
        "supersedes": list(receipt.supersedes),
        "withdraws": receipt.withdraws,
        "taught": _meaning(receipt.decision, say),
        "read_with": list(receipt.taught),
        "reports": [
            {
                "kind": report.kind,
                "form": report.form,
                "period": [report.period.start.isoformat(), report.period.end.isoformat()],
                "period_text": str(report.period),
                "sheet": report.sheet,
                "rows": report.rows,
                "units": len(report.units),
            }
            for report in receipt.reports
        ],
    }


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def _language(arguments: Sequence[str]) -> Literal["vi", "en"]:
    """Look for the language before anything else, since the parser's own help is in it too."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--language", default="vi")
    return "en" if early.parse_known_args(arguments)[0].language == "en" else "vi"


def _me() -> str:
    """Return who is signed in to this machine, "" where it has no name for them (a container's bare number)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _parser(say: Say) -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--language", choices=("vi", "en"), default="vi", help=say("language of the messages"))
    by = argparse.ArgumentParser(add_help=False)
    by.add_argument("--by", default=_me(), help=say("who does it"))
    parser = argparse.ArgumentParser(prog="python -m store", description=say("Keeps the files that offices sent."))
    commands = parser.add_subparsers(dest="command", required=True)
    accept = commands.add_parser("accept", parents=[shared, by], help=say("keep files and what they report"))
    accept.add_argument("files", nargs="+", type=_file, metavar="FILE")
    accept.add_argument("--period", type=_period, help=say("for files that state none, such as 2024-09"))
    accept.add_argument("--why", default="", help=say("the reason, kept in the ledger"))
    listing = commands.add_parser("list", parents=[shared], help=say("every event of the ledger"))
    listing.add_argument("--json", action="store_true")
    withdraw = commands.add_parser("withdraw", parents=[shared, by], help=say("take a file's figures back"))
    withdraw.add_argument("id", metavar="ID")
    withdraw.add_argument("--why", required=True, help=say("the reason, kept in the ledger"))
    commands.add_parser("names", parents=[shared], help=say("which names were decided"))
    name = commands.add_parser("name", parents=[shared, by], help=say("say whom a printed name means"))
    name.add_argument("printed", metavar="PRINTED")
    name.add_argument("unit_id", metavar="UNIT_ID")
    name.add_argument("--why", default="", help=say("the reason, kept in the ledger"))
    commands.add_parser("forms", parents=[shared], help=say("which forms were learned"))
    back = commands.add_parser("take-back", parents=[shared, by], help=say("take an answer about a name or form back"))
    back.add_argument("id", metavar="ID")
    back.add_argument("--why", required=True, help=say("the reason, kept in the ledger"))
    commands.add_parser("verify", parents=[shared], help=say("recompute every hash and link"))
    commands.add_parser("rebuild", parents=[shared], help=say("make the database again from the folder"))
    return parser


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"no such file: {text}")
    return path


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: write 2024-09, 2024 or 2024-09-01..2024-09-30") from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
