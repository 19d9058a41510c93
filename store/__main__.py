"""`python -m store`: accept files, list, withdraw, reinstate, close months, teach and forget, verify, rebuild, backup.

Exit 0 done, 1 refused or broken, 2 wrong usage.
"""

from __future__ import annotations

import io
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from loaders.memory import LearnedForm
from locales import N_, translator
from reference import units
from store import Refused, StoreError, closed_store, open_store
from store.arguments import language, parser
from store.progress import Progress

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from loaders.memory import Memory, NameDecision
    from loaders.report import Finding, Loaded
    from reference.period import Period
    from store import Accepted, Receipt, State
    from store.arguments import Say

_STATES = {
    "current": N_("holds"),
    "partly-superseded": N_("partly superseded"),
    "superseded": N_("superseded"),
    "withdrawn": N_("withdrawn"),
}
_EVENTS = {
    "withdrawn": N_("withdrawal"),
    "reinstated": N_("reinstatement"),
    "month-closed": N_("month closed"),
    "month-reopened": N_("month reopened"),
    "name-decided": N_("name decided"),
    "form-learned": N_("form learned"),
    "taken-back": N_("answer taken back"),
    "weights-set": N_("weights set"),
}
_READ_AT_ONCE = 2


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # Windows would write a redirected Vietnamese sentence in cp1252
    say = translator(language(arguments))
    chosen = parser(say).parse_args(arguments)
    try:
        return _COMMANDS[chosen.command](chosen, say)
    except StoreError as error:
        print(error.sentence(say), file=sys.stderr)
        return 1


def _accept(chosen: argparse.Namespace, say: Say) -> int:
    store, refused = open_store(), 0
    files = list(_read(chosen.files, chosen.period, store.memory()))
    if clashes := store.clashes(loaded for _, loaded in files):
        raise clashes[0].refusal
    for path, loaded in files:
        try:
            accepted = store.accept(loaded, path.read_bytes(), by=chosen.by, why=chosen.why)
        except Refused as refusal:
            refused += 1
            print(f"{path.name}: {say('refused')}: {refusal.sentence(say)}")
            _print_findings(refusal.findings, chosen.language)
        else:
            print(f"{path.name}: {_outcome(accepted, say)}", flush=True)
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
        told += one["month"] or ()
        told += [f"{report['kind']} {report['form']} {report['period_text']}" for report in one["reports"]]
        print(" | ".join(text for text in told if text))
    return 0


def _withdraw(chosen: argparse.Namespace, say: Say) -> int:
    receipt = open_store().withdraw(chosen.id, by=chosen.by, why=chosen.why)
    print(say("{filename} (number {number}) is withdrawn.").format(filename=receipt.filename, number=receipt.withdraws))
    return 0


def _reinstate(chosen: argparse.Namespace, say: Say) -> int:
    receipt = open_store().reinstate(chosen.id, by=chosen.by, why=chosen.why)
    told = say("{filename} (number {number}) counts again.")
    print(told.format(filename=receipt.filename, number=receipt.reinstates))
    return 0


def _close(chosen: argparse.Namespace, say: Say) -> int:
    receipt = open_store().close_month(chosen.kind, chosen.month, by=chosen.by, why=chosen.why)
    print(say("Number {number}: {kind} {month} is closed.").format(number=receipt.number, **_about(chosen)))
    return 0


def _reopen(chosen: argparse.Namespace, say: Say) -> int:
    receipt = open_store().reopen_month(chosen.kind, chosen.month, by=chosen.by, why=chosen.why)
    print(say("Number {number}: {kind} {month} is open again.").format(number=receipt.number, **_about(chosen)))
    return 0


def _about(chosen: argparse.Namespace) -> dict[str, str]:
    return {"kind": chosen.kind, "month": chosen.month}


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
    problems = store.verify(Progress("verify"))
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
    store.rebuild(Progress("rebuild"))
    print(say("The ledger was made again from {count} receipts.").format(count=store.version))
    return 0


def _backup(chosen: argparse.Namespace, say: Say) -> int:
    last = open_store().backup(chosen.file, Progress("backup"))
    print(say("{file}: the store as of number {number}.").format(file=chosen.file, number=last))
    return 0


def _restore(chosen: argparse.Namespace, say: Say) -> int:
    store = closed_store()
    last = store.restore(chosen.file, Progress("restore"))
    told = say("{folder}: restored as of number {number}, every file, receipt and row verified.")
    print(told.format(folder=store.root, number=last))
    return 0


_COMMANDS = {
    "accept": _accept,
    "list": _list,
    "withdraw": _withdraw,
    "reinstate": _reinstate,
    "close": _close,
    "reopen": _reopen,
    "names": _names,
    "name": _name,
    "forms": _forms,
    "take-back": _take_back,
    "verify": _verify,
    "rebuild": _rebuild,
    "backup": _backup,
    "restore": _restore,
}


def _read(files: Sequence[Path], period: Period | None, memory: Memory) -> Iterator[tuple[Path, Loaded]]:
    """Read files in their order, two at once: each is parsed by a child process of its own; no bytes are held."""
    with ThreadPoolExecutor(_READ_AT_ONCE) as pool:
        loading = pool.map(lambda path: _load(path, period, memory), files)
        progress = Progress("accept")
        for done, (path, loaded) in enumerate(zip(files, loading, strict=True), 1):
            progress(done, len(files), path.name)
            yield path, loaded


def _load(path: Path, period: Period | None, memory: Memory) -> Loaded:
    import loaders

    return loaders.load(path.read_bytes(), path.name, period, memory)


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
        "reinstates": receipt.reinstates,
        "month": receipt.month,
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
