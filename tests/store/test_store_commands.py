"""`python -m store`, as an administrator types it."""

import json
import re
from pathlib import Path

import openpyxl
import pytest

from loaders.memory import LearnedForm
from store import open_store
from store.__main__ import main
from tests import commands

ROOT = Path(__file__).parents[2]
ORIGINALS = ROOT / "tests" / "workbooks" / "originals"
PL3, K2_2 = ORIGINALS / "pl3-districts-2024-09.xls", ORIGINALS / "k2-2-records-2024-09.xlsx"
NO_PERIOD, NO_TABLE = ORIGINALS / "flaw-no-period.xlsx", ORIGINALS / "flaw-no-table.xlsx"


@pytest.fixture
def run(tmp_path):
    def command(*arguments, **environment):
        return commands.run(main, *arguments, **{"ADOPTION_STORE": str(tmp_path / "kho"), **environment})

    return command


def test_as_a_process_it_says_the_same(run, tmp_path):
    for arguments in (("accept", PL3, NO_TABLE), ("list", "--json"), ("list",), ("withdraw", "9", "--why", "x"), ()):
        told = run(*arguments)
        own = {"ADOPTION_STORE": str(tmp_path / "again")}
        again = commands.run_as_process("store", *arguments, **own)
        assert again.returncode == told.returncode
        assert without_times(again.stdout) == without_times(told.stdout)
        assert again.stderr == told.stderr


def without_times(text):
    return re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^ \"|]*", "", text)


def test_files_are_accepted_told_apart_and_never_twice(run):
    first = run("accept", PL3, NO_TABLE, K2_2, "--by", "Hoa", "--language", "en")
    assert first.returncode == 1
    accepted, refused, finding, second = first.stdout.splitlines()
    assert accepted == "pl3-districts-2024-09.xls: accepted, number 1: service_usage PL3 2024-09 8 units"
    assert refused.startswith("flaw-no-table.xlsx: refused: ")
    assert "No table" in finding
    assert second == "k2-2-records-2024-09.xlsx: accepted, number 2: work_records K2-2 2024-09 8 units"
    again = run("accept", PL3)
    assert (again.returncode, again.stdout) == (0, "pl3-districts-2024-09.xls: đã có từ trước, số 1\n")


def test_files_that_give_the_same_figures_are_not_accepted_together(run, tmp_path):
    other = workbook(tmp_path / "other.xlsx", "Huyện Gia Bình")
    clash = run("accept", PL3, K2_2, other, "--language", "en")
    assert (clash.returncode, clash.stdout) == (1, "")
    assert clash.stderr.splitlines()[-1] == (
        "k2-2-records-2024-09.xlsx and other.xlsx both give figures of 2 units for 2024-09: which one holds? "
        "Leave one out, or accept the one that was corrected afterwards, by itself."
    )
    assert json.loads(run("list", "--json").stdout) == []
    copy = tmp_path / "copy of K2-2.xlsx"
    copy.write_bytes(K2_2.read_bytes())
    twice = run("accept", K2_2, copy, "--language", "en")
    assert (twice.returncode, twice.stdout.splitlines()[1]) == (0, "copy of K2-2.xlsx: already there, number 1")
    later = run("accept", K2_2, other, "--language", "en")
    assert (later.returncode, later.stdout.splitlines()[1].endswith("takes over from number 1")) == (0, True)


def test_a_period_is_given_to_files_that_state_none_and_to_no_others(run):
    assert run("accept", NO_PERIOD).returncode == 1
    given = run("accept", NO_PERIOD, "--period", "2024-08", "--language", "en")
    assert given.stdout == "flaw-no-period.xlsx: accepted, number 1: work_records K2-2 2024-08 8 units\n"
    assert run("accept", K2_2, "--period", "2024-08").returncode == 1


def test_list_tells_every_event_with_its_state(run):
    run("accept", PL3, K2_2, "--by", "Hoa", "--why", "tháng 9")
    run("withdraw", "2", "--why", "nhầm kỳ", "--by", "Bình")
    events = json.loads(run("list", "--json").stdout)
    assert [(one["id"], one["event"], one["state"]) for one in events] == [
        ("1", "accepted", "current"),
        ("2", "accepted", "withdrawn"),
        ("3", "withdrawn", "withdrawal"),
    ]
    assert (events[0]["by"], events[0]["why"], events[2]["why"]) == ("Hoa", "tháng 9", "nhầm kỳ")
    assert events[0]["reports"][0]["period"] == ["2024-09-01", "2024-09-30"]
    assert run("list").stdout.count("\n") == 3


def test_withdrawing_says_what_and_declines_a_second_time(run):
    run("accept", PL3)
    done = run("withdraw", "1", "--why", "a slip", "--language", "en")
    assert (done.returncode, done.stdout) == (0, "pl3-districts-2024-09.xls (number 1) is withdrawn.\n")
    again = run("withdraw", "1", "--why", "a slip")
    assert (again.returncode, again.stderr) == (1, "Tệp số 1 đã được rút từ trước.\n")


def test_a_file_is_reinstated_and_a_month_closed_and_reopened(run):
    run("accept", PL3)
    run("withdraw", "1", "--why", "a slip")
    again = run("reinstate", "1", "--why", "it was right", "--language", "en")
    assert (again.returncode, again.stdout) == (0, "pl3-districts-2024-09.xls (number 1) counts again.\n")
    closed = run("close", "service_usage", "2024-09", "--by", "Lan", "--language", "en")
    assert (closed.returncode, closed.stdout) == (0, "Number 4: service_usage 2024-09 is closed.\n")
    refused = run("withdraw", "1", "--why", "a slip")
    assert (refused.returncode, refused.stderr.startswith("Lan đã khóa số liệu tháng 09/2024 ngày ")) == (1, True)
    opened = run("reopen", "service_usage", "2024-09", "--why", "a correction", "--language", "en")
    assert (opened.returncode, opened.stdout) == (0, "Number 5: service_usage 2024-09 is open again.\n")
    events = json.loads(run("list", "--json").stdout)
    assert [(one["event"], one["reinstates"], one["month"]) for one in events[2:]] == [
        ("reinstated", 1, None),
        ("month-closed", None, ["service_usage", "2024-09"]),
        ("month-reopened", None, ["service_usage", "2024-09"]),
    ]
    assert "month reopened | " in run("list", "--language", "en").stdout.splitlines()[-1]
    assert run("verify").returncode == 0


def test_verify_and_rebuild_tell_whole_from_broken(run, tmp_path):
    run("accept", PL3)
    assert run("verify").returncode == 0
    (tmp_path / "kho" / "ledger.sqlite").write_bytes(b"no database" * 1000)
    broken = run("verify", "--language", "en")
    assert (broken.returncode, "rebuild" in broken.stderr) == (1, True)
    rebuilt = run("rebuild", "--language", "en")
    assert (rebuilt.returncode, rebuilt.stdout) == (0, "The ledger was made again from 1 receipts.\n")
    assert run("verify").returncode == 0
    next((tmp_path / "kho" / "originals").glob("*/*")).write_bytes(b"changed")
    broken = run("verify")
    assert broken.returncode == 1
    assert "không còn đúng như khi nhận" in broken.stdout


def test_a_backup_is_made_restored_and_told(run, tmp_path):
    run("accept", PL3)
    made = run("backup", tmp_path / "kho.zip", "--language", "en")
    assert (made.returncode, made.stdout, made.stderr) == (
        0,
        f"{tmp_path / 'kho.zip'}: the store as of number 1.\n",
        "backup 1/1\n",
    )
    again = run("restore", tmp_path / "kho.zip", "--language", "en", ADOPTION_STORE=str(tmp_path / "again"))
    told = f"{tmp_path / 'again'}: restored as of number 1, every file, receipt and row verified.\n"
    assert (again.returncode, again.stdout, again.stderr) == (0, told, "restore 1/1\n")
    twice = run("restore", tmp_path / "kho.zip", "--language", "en", ADOPTION_STORE=str(tmp_path / "again"))
    assert (twice.returncode, "only restored into an empty folder" in twice.stderr) == (1, True)
    assert run("verify", ADOPTION_STORE=str(tmp_path / "again")).stderr == "verify 1/1\n"
    assert run("rebuild", ADOPTION_STORE=str(tmp_path / "again")).stderr == "rebuild 1/1\n"


def workbook(path, unit="Gia Bin"):
    """Write a table of records by hand whose first line has a name that nobody knows."""
    book = openpyxl.Workbook()
    for line in (
        ("(Từ ngày 01/09/2024 đến ngày 30/09/2024)",),
        ("STT", "Đơn vị", "Tổng số hồ sơ công việc", "Hồ sơ xử lý trên môi trường mạng"),
        (1, unit, 200, 95),
        (2, "Huyện Lương Tài", 100, 50),
    ):
        book.active.append(line)
    book.save(path)
    return path


def test_a_name_is_decided_used_and_taken_back(run, tmp_path):
    path = workbook(tmp_path / "records.xlsx")
    assert run("accept", path).returncode == 1
    decided = run("name", "Gia Bin", "district-gia-binh", "--by", "Hoa", "--language", "en")
    assert (decided.returncode, decided.stdout) == (0, "Number 1: “Gia Bin” is Huyện Gia Bình\n")
    assert "“Gia Bin” is Huyện Gia Bình | Hoa" in run("names", "--language", "en").stdout
    accepted = run("accept", path, "--language", "en")
    assert accepted.stdout == "records.xlsx: accepted, number 2: work_records K2-2 2024-09 2 units\n"
    back = run("take-back", "1", "--why", "a slip", "--language", "en")
    assert back.stdout.splitlines() == [
        "Answer 1 is taken back.",
        "1 accepted files were read with it; their figures stay as they are:",
        "  2 records.xlsx",
    ]
    assert run("names").stdout == ""
    assert run("accept", workbook(tmp_path / "again.xlsx")).returncode == 1
    events = json.loads(run("list", "--json").stdout)
    assert [(one["event"], one["state"], one["read_with"]) for one in events] == [
        ("name-decided", "name-decided", []),
        ("accepted", "current", [1]),
        ("taken-back", "taken-back", []),
    ]
    assert run("list").stdout.count("\n") == 3
    assert run("verify").returncode == 0


def test_learned_forms_are_listed_with_their_columns(run, tmp_path):
    store = open_store(tmp_path / "kho")
    store.learn_form(LearnedForm("f" * 64, "work_records", "Cơ quan", {"Đi": "documents_out", "Khác": ""}), by="Hoa")
    first, *columns = run("forms").stdout.splitlines()
    assert first.endswith("learned:ffffffff (work_records): Cơ quan | Hoa")
    assert columns == ["    Đi = documents_out", "    Khác = –"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("name", "Gia Bin", "nowhere"), "There is no unit with the id nowhere."),
        (("take-back", "7", "--why", "x"), "There is no accepted file with the number 7."),
    ],
)
def test_answers_that_cannot_be_are_declined_in_a_sentence(run, arguments, said):
    declined = run(*arguments, "--language", "en")
    assert (declined.returncode, declined.stderr) == (1, said + "\n")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("name", "Gia Bin"),
        ("take-back", "1"),
        ("accept",),
        ("accept", "no-such-file.xlsx"),
        ("accept", PL3, "--period", "September"),
        ("withdraw", "1"),
        ("reinstate", "1"),
        ("close", "services", "2024-09"),
        ("reopen", "service_usage", "2024-09"),
        ("backup",),
        ("restore", "no-such-file.zip"),
        ("throw-away",),
        ("list", "--language", "fr"),
    ],
)
def test_wrong_usage_is_two_and_touches_nothing(run, tmp_path, arguments):
    assert run(*arguments).returncode == 2
    assert not (tmp_path / "kho").exists()


def test_verifying_where_there_is_no_store_is_no_success(run, tmp_path):
    missing = run("verify", "--language", "en")
    assert (missing.returncode, "cannot be opened" in missing.stderr) == (1, True)
    assert not (tmp_path / "kho").exists()


def test_a_ledger_that_is_neither_sqlite_nor_postgresql_is_declined(run):
    declined = run("list", "--language", "en", ADOPTION_LEDGER="mysql://localhost/ledger")
    assert (declined.returncode, "is not the address of a PostgreSQL database" in declined.stderr) == (1, True)


def test_the_figures_of_a_real_file_lead_back_to_their_cells(run, tmp_path):
    run("accept", PL3)
    store = open_store(tmp_path / "kho")
    facts = store.facts("service_usage").collect("pandas").to_native()
    first = facts.iloc[0]
    address = store.source(int(first["receipt"]), first["sheet"], int(first["row"]), "received")
    assert address == f"{first['sheet']}!C{first['row']}"
