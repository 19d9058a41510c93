"""Each golden workbook is read as its pair says: the rows, the period, the findings and their cells."""

from __future__ import annotations

import json
import zipfile
from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

import loaders
from loaders.__main__ import main
from tests import commands
from tests.loaders import golden
from tests.workbooks import make_originals

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [path.name for path in golden.ORIGINALS]
run = partial(commands.run, main)
PATHS = {path.name: path for path in golden.ORIGINALS}


@cache
def load(name):
    """Read a workbook as an upload is read, in a child process."""
    return loaders.load(PATHS[name].read_bytes(), name)


@pytest.mark.parametrize("name", NAMES)
def test_workbook_is_read_as_its_pair_says(name):
    expected = golden.expectation(name)
    loaded = load(name)
    if expected["reports"] is not None:
        about = [{key: report[key] for key in ("kind", "form", "period", "sheet")} for report in expected["reports"]]
        assert [golden.summary(report) for report in loaded.reports] == about
        for report, wanted in zip(loaded.reports, expected["reports"], strict=True):
            rows = golden.rows(report)
            if not any("row" in row for row in wanted["rows"]):
                rows = [{key: value for key, value in row.items() if key != "row"} for row in rows]
            assert rows == golden.expected_rows(wanted)


@pytest.mark.parametrize("name", NAMES)
def test_findings_are_those_planted_and_no_others(name):
    expected = golden.expectation(name)
    found = load(name).findings
    missing = [one for one in expected["findings"] if not any(golden.is_met(one, finding) for finding in found)]
    planted = {one["code"] for one in expected["findings"]} if expected["reports"] is None else set()
    surplus = [
        finding
        for finding in found
        if finding.severity != "note"
        and finding.code not in {*expected["may"], *planted}
        and not any(golden.is_met(one, finding) for one in expected["findings"])
    ]
    assert (missing, surplus) == ([], [])


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("flaw-")])
def test_every_finding_has_a_sentence_in_both_languages(name):
    for finding in load(name).findings:
        vietnamese, english = finding.hint("vi"), finding.hint("en")
        assert vietnamese != english
        assert "{" not in vietnamese + english


def test_a_list_of_persons_is_refused_without_repeating_a_name():
    name = "flaw-personal-list.xls"
    loaded = load(name)
    said = repr(loaded.findings) + "".join(
        finding.hint(language) for finding in loaded.findings for language in ("vi", "en")
    )
    assert not [person for person in golden.PEOPLE if person in said]
    assert not loaded.is_acceptable


@pytest.mark.parametrize("name", ["pl3-districts-2024-09.xls", "flaw-total-differs.xlsx"])
def test_command_prints_the_pair_as_json(name):
    expected, answer = golden.expectation(name), commands.run_as_process("loaders", PATHS[name], "--json")
    printed = json.loads(answer.stdout)
    assert set(printed) == {"file", "sha256", "reports", "findings"}
    assert printed["sha256"] == expected["sha256"]
    assert answer.returncode == (1 if name.startswith("flaw-") else 0)
    for report, wanted in zip(printed["reports"], expected["reports"], strict=True):
        assert {key: report[key] for key in ("kind", "period", "sheet")} == {
            key: wanted[key] for key in ("kind", "period", "sheet")
        }
        for row, read in zip(report["rows"], wanted["rows"], strict=True):
            assert read.items() <= row.items()
    for finding in printed["findings"]:
        assert set(finding) == {"severity", "code", "where", "found", "message"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["pl3-districts-2024-09.xls", "flaw-total-off-by-one.xlsx"], 0),
        (["pl3-districts-2024-09.xls", "flaw-unknown-unit.xlsx"], 1),
        (["flaw-no-table.xlsx"], 1),
        ([], 2),
        (["--no-such-option"], 2),
    ],
)
def test_command_says_by_its_exit_code_whether_all_can_be_accepted(arguments, code):
    assert run(*(str(PATHS.get(argument, argument)) for argument in arguments)).returncode == code


def test_originals_are_what_the_script_writes(tmp_path: Path):
    pairs = (*make_originals.clean(), *make_originals.planted())
    assert sorted(pair.name for pair in pairs) == NAMES
    for pair in pairs:
        assert PATHS[pair.name].read_bytes() == pair.data, pair.name
        assert golden.expectation(pair.name) == json.loads(json.dumps(pair.expected)), pair.name


def test_the_files_of_a_zip_are_told_each_by_itself(tmp_path):
    path = tmp_path / "tháng 9.zip"
    with zipfile.ZipFile(path, "w") as folder:
        for name in NAMES[:2]:
            folder.write(PATHS[name], f"phòng/{name}")
    told = [json.loads(line) for line in run("--json", str(path)).stdout.splitlines()]
    assert [one["file"] for one in told] == [str(path / "phòng" / name) for name in NAMES[:2]]
    assert [one["sha256"] for one in told] == [sha256(PATHS[name].read_bytes()).hexdigest() for name in NAMES[:2]]


def test_a_zip_cannot_be_marked(tmp_path):
    path = tmp_path / "tháng 9.zip"
    with zipfile.ZipFile(path, "w") as folder:
        folder.write(PATHS[NAMES[0]], NAMES[0])
    declined = run(str(path), "--marked", str(tmp_path / "out.xlsx"))
    assert (declined.returncode, (tmp_path / "out.xlsx").exists()) == (2, False)
    assert "not a zip" in declined.stderr
