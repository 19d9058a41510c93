"""`python -m loaders FILE...`: what each file is, or each file of a zip, its period, what was found and where.

Exit 0 when all can be accepted, 1 when a file has an error, 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from loaders import load, marked
from loaders.container.folder import is_archive
from loaders.messages import SEVERITIES, sentence
from loaders.report import Loaded
from loaders.sandbox import unzip
from locales import LANGUAGES, translator
from reference.period import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    import pandas as pd

    from loaders.report import Finding, Report


def main(arguments: Sequence[str]) -> int:
    """Read the files named and print what they are; return the exit code."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.marked and (len(chosen.files) != 1 or _is_zip(chosen.files[0])):
        parser.error("--marked takes exactly one FILE, and not a zip of them")
    say = translator(chosen.language)
    unreadable = [path for path in chosen.files if not path.is_file()]
    for path in unreadable:
        print(say("There is no file {path}.").format(path=path), file=sys.stderr)
    if unreadable or (chosen.marked and not _may_be_written(chosen.marked, chosen.files, say)):
        return 2
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # Windows would write a redirected Vietnamese sentence in cp1252
    show = _as_json if chosen.json else _as_text
    acceptable = True
    for path, loaded in _loaded(chosen.files, chosen.period):
        print(show(loaded, path, chosen.language))
        acceptable = acceptable and loaded.is_acceptable
        if chosen.marked:
            chosen.marked.write_bytes(marked(path.read_bytes(), path.name, loaded.findings, chosen.language).workbook)
    return 0 if acceptable else 1


def _is_zip(path: Path) -> bool:
    return path.is_file() and is_archive(path.read_bytes())


def _loaded(paths: Iterable[Path], period: Period | None) -> Iterator[tuple[Path, Loaded]]:
    """Read the files, those inside a zip each by itself, on all cores; yield them in their order."""
    with ThreadPoolExecutor(os.cpu_count()) as readers:
        waiting: list[tuple[Path, Future[Loaded]]] = []
        for path in paths:
            folder = unzip(path.read_bytes(), path.name)
            if folder.findings:
                yield path, Loaded(path.name, sha256(path.read_bytes()).hexdigest(), "zip", (), folder.findings)
            for name, data in folder.files:
                place = path if name == path.name else path / name
                waiting.append((place, readers.submit(load, data, name, period)))
        for place, one in waiting:
            yield place, one.result()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m loaders", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="one JSON object a file")
    parser.add_argument("--marked", type=Path, metavar="OUT.xlsx", help="write the one FILE back, findings marked")
    parser.add_argument("--period", type=_period, help="2024-09, for tables that state none")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    return parser


def _may_be_written(out: Path, files: Sequence[Path], say: Callable[[str], str]) -> bool:
    """Whether the marked workbook has a place of its own; say it where it has none."""
    if out.exists() and any(out.samefile(path) for path in files):
        print(say("Write the marked workbook over no file that was read: {path}.").format(path=out), file=sys.stderr)
        return False
    if out.is_dir() or not out.absolute().parent.is_dir():
        print(say("The marked workbook cannot be written: {path}.").format(path=out), file=sys.stderr)
        return False
    return True


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(text) from error


def _as_text(loaded: Loaded, path: Path, language: str) -> str:
    say = translator(language)
    told = [f"{path}: {loaded.container or '–'}"]
    for report in loaded.reports:
        period = report.period or say("no period")
        told.append(
            f"  {report.kind} ({report.form}), {period}, {report.sheet}: "
            + say("{rows} rows").format(rows=len(report.frame))
        )
    for finding in loaded.findings:
        words = sentence(finding, language)
        told.append(f"  {say(SEVERITIES[finding.severity])} [{finding.code}] {finding.where or path.name}: {words}")
    return "\n".join(told)


def _as_json(loaded: Loaded, path: Path, language: str) -> str:
    described = {
        "file": str(path),
        "sha256": loaded.sha256,
        "reports": [_report(report) for report in loaded.reports],
        "findings": [_finding(finding, language) for finding in loaded.findings],
    }
    return json.dumps(described, ensure_ascii=False)


def _report(report: Report) -> dict[str, object]:
    period = [report.period.start.isoformat(), report.period.end.isoformat()] if report.period else None
    return {
        "kind": report.kind,
        "form": report.form,
        "period": period,
        "sheet": report.sheet,
        "rows": _rows(report.frame),
    }


def _rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    return list(json.loads(frame.to_json(orient="records", force_ascii=False)))


def _finding(finding: Finding, language: str) -> dict[str, str]:
    return {
        "severity": finding.severity,
        "code": finding.code,
        "where": finding.where,
        "found": finding.found,
        "message": sentence(finding, language),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
