"""What happens to the child process never happens to the server: each death is one finding."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from loaders import sandbox
from loaders.container import limits, read, wire
from loaders.spare import Spare
from tests.loaders import spoiled

ROOT = Path(__file__).parents[2]
EXAMPLES = [
    spoiled.workbook('<row r="3"><c r="B3"><v>1264</v></c><c r="C3" s="1"><v>45566.5</v></c></row>'),
    spoiled.workbook('<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>A1</f></c></row>'),
    "<table><tr><td rowspan=2>Huyện</td><td>1.264</td></tr><tr hidden><td>2</td></tr></table>".encode(),
    b"a;b\n1;2\n",
    b"%PDF-1.7",
]


@pytest.fixture
def working(tmp_path, monkeypatch):
    """Let the children run a script in place of the worker."""

    def run(script):
        (tmp_path / "worker.py").write_text(script, encoding="utf-8")
        monkeypatch.setattr(sandbox, "WORKER", tmp_path / "worker.py")
        monkeypatch.setattr(sandbox, "_SPARE", Spare())

    return run


@pytest.mark.parametrize("data", EXAMPLES)
def test_the_child_reads_what_is_read_in_process(data):
    assert sandbox.contents(data, "Biểu 01.xlsx") == read(data, "Biểu 01.xlsx")


@pytest.mark.parametrize("data", EXAMPLES)
def test_contents_survive_the_wire(data):
    contents = read(data, "a")
    assert wire.unpacked(wire.packed(contents)) == contents


@pytest.mark.parametrize(
    ("script", "code", "found"),
    [
        ("import os; os.abort()", "reader-killed", "SIGABRT"),
        ("import sys; sys.exit(3)", "reader-killed", "3"),
        ("print('{\"container\": 1}')", "reader-killed", "answer"),
        ("print('not json')", "reader-killed", "answer"),
        ("import sys; sys.stdin.buffer.read(); sys.stdout.write('x' * 10_000_000)", "reader-killed", "SIGKILL"),
        ("import time; time.sleep(60)", "reader-timeout", ""),
        ("while True: pass", "reader-timeout", ""),
    ],
)
def test_a_child_that_dies_is_one_finding(script, code, found, working, monkeypatch):
    working(script)
    monkeypatch.setattr(sandbox, "ANSWER_BYTES", 1_000_000)
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 1.0 if code == "reader-timeout" else 30.0)
    contents = sandbox.contents(bytes(3_000_000), "a.xlsx")
    assert [(f.severity, f.code, f.found) for f in contents.findings] == [("error", code, found)]
    assert contents.findings[0].values["name"] == "a.xlsx"


def in_child(lines):
    """Run lines in a child under the worker's limits and return what they print."""
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom loaders import worker\nworker._limit()\n{lines}"
    return subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource limits; the wall clock remains there")
@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ("bytearray(2 * 1024 ** 3)", "MemoryError"),
        ("import pathlib\npathlib.Path('FOLDER', 'x').write_text('x')", "File too large"),
        ("import os\nfor _ in range(99): os.dup(0)", "Too many open files"),
    ],
)
def test_the_child_cannot_take_more_than_its_limits(lines, error, tmp_path):
    assert error in in_child(lines.replace("FOLDER", str(tmp_path))).stderr


def test_the_child_imports_no_frames_and_no_screen():
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom loaders import worker\nworker._answers()\n"
        "print(sorted({'pandas', 'numpy', 'streamlit', 'duckdb', 'openpyxl', 'lxml'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_child_sees_nothing_of_the_servers_environment(working, monkeypatch):
    monkeypatch.setenv("ADOPTION_LEDGER", "postgresql://user:secret@host/db")
    working("import os, sys; sys.exit(len(set(os.environ) - {'LC_CTYPE', 'TZ', 'LD_LIBRARY_PATH'}))")
    assert sandbox.contents(b"", "a").findings[0].found == "answer"


def test_a_file_beyond_the_limit_does_not_reach_a_child(monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 2 * limits.MEGABYTE)
    monkeypatch.setattr(sandbox, "WORKER", Path("/nowhere"))
    monkeypatch.setattr(sandbox, "_SPARE", Spare())
    (finding,) = sandbox.contents(bytes(3 * limits.MEGABYTE), "a.xlsx").findings
    assert (finding.code, finding.found, finding.values["limit"]) == ("too-large", "3 MB", "2 MB")


def test_a_zip_is_unpacked_in_the_child_and_other_files_stay_whole():
    one = spoiled.workbook()
    folder = sandbox.unzip(spoiled.zipped({"Tháng 9/a.xlsx": one, "b.xls": b"<table>"}), "gửi.zip")
    assert folder.files == (("Tháng 9/a.xlsx", one), ("b.xls", b"<table>"))
    assert sandbox.unzip(one, "a.xlsx").files == (("a.xlsx", one),)


def test_a_summary_is_read_within_a_blink():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="s"><v>0</v></c></row>' for n in range(1, 31))
    whole, spent = spoiled.workbook(rows), []
    for _ in range(3):
        start = os.times()
        sandbox.contents(whole, "a.xlsx")
        end = os.times()
        spent.append(end.children_user + end.children_system - start.children_user - start.children_system)
    assert min(spent) < 0.3  # 0.12 measured: CPU time, since the machine that tests may be busy


def test_a_child_waits_for_the_next_upload_and_reads_it_as_any_other(monkeypatch):
    spare, started = Spare(), []
    monkeypatch.setattr(sandbox, "_SPARE", spare)
    start = sandbox._child
    monkeypatch.setattr(sandbox, "_child", lambda *asked: started.append(asked) or start(*asked))
    first, second = (sandbox.contents(EXAMPLES[0], "a.xlsx") for _ in range(2))
    assert first == second == read(EXAMPLES[0], "a.xlsx")
    assert len(started) == 3  # the first upload's, the second's while it waited, and one for a third


def test_a_child_that_died_while_it_waited_is_replaced(monkeypatch):
    spare = Spare()
    monkeypatch.setattr(sandbox, "_SPARE", spare)
    sandbox.contents(EXAMPLES[0], "a.xlsx")
    spare._waiting.kill()
    spare._waiting.wait()
    assert not sandbox.contents(EXAMPLES[0], "a.xlsx").findings


def test_no_child_outlives_its_reader():
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom loaders import sandbox\n"
        "sandbox.contents(b'a;b\\n1;2', 'a.csv')\nprint(sandbox._SPARE._waiting.pid)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    with pytest.raises(ProcessLookupError):
        os.kill(int(run.stdout), 0)
    assert run.stderr == ""
