"""`python -m loaders FILE...`: what each file is, its period, what was found and where.

Exit 0 when all can be accepted, 1 when a file has an error, 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from loaders import load, marked
from loaders.messages import SEVERITIES, sentence
from locales import LANGUAGES, translator
from reference.period import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from loaders.report import Finding, Loaded, Report


def main(arguments: Sequence[str]) -> int:
    """Read the files named and print what they are; return the exit code."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.marked and len(chosen.files) != 1:
        parser.error("--marked takes exactly one FILE")
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
    with ThreadPoolExecutor(os.cpu_count()) as readers:
        for path, loaded in zip(
            chosen.files,
            readers.map(lambda path: load(path.read_bytes(), path.name, chosen.period), chosen.files),
            strict=True,
        ):
            print(show(loaded, path, chosen.language))
            acceptable = acceptable and loaded.is_acceptable
            if chosen.marked:
                chosen.marked.write_bytes(
                    marked(path.read_bytes(), path.name, loaded.findings, chosen.language).workbook
                )
    return 0 if acceptable else 1


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
