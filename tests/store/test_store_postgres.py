"""Several servers over one folder: one PostgreSQL ledger, one writer at a time, and a server that may go away."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import ledgers
import psycopg
import pytest
from handmade import make_report, put, received

from benchmarks.cluster import Cluster
from store import Refused, StoreError, blobs, closed_store, journal, open_store
from store.keeper import Store

pytestmark = ledgers.NEEDS_POSTGRES
ROOT = Path(__file__).parents[2]


def of(unit="a", count=1):
    return make_report([{"unit_id": unit, "level": "all", "received": count}])


@pytest.fixture
def address():
    return ledgers.new_address("postgres")


@pytest.fixture
def cluster():
    """Give a server that the test may kill."""
    started = Cluster(is_durable=False)
    yield started
    started.close()


def run(folder, address, *arguments):
    typed = [sys.executable, "-m", "store", *arguments, "--language", "en"]
    environment = {**os.environ, "ADOPTION_STORE": str(folder), "ADOPTION_LEDGER": address}
    return subprocess.run(typed, check=False, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8")


def drop_connections(address):
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )


def test_servers_that_share_a_folder_see_each_others_files_at_once(tmp_path, address):
    one, other = open_store(tmp_path, address), open_store(tmp_path, address)
    put(one, of("a"))
    assert received(other) == {"a": 1}
    assert put(other, of("b"), original=b"two").receipt.number == 2
    other.close_month("service_usage", "2024-09", by="Lan")
    with pytest.raises(Refused, match="Lan closed"):
        put(one, of("c"), original=b"three")
    assert one.verify() == other.verify() == ()
    assert not (tmp_path / "ledger.sqlite").exists()


def test_a_ledger_moves_from_sqlite_to_postgresql_by_opening(tmp_path, address):
    before = open_store(tmp_path, "")
    put(before, of("a"))
    before.decide_name("Gia Bin", "district-gia-binh", by="Hoa")
    after = open_store(tmp_path, address)
    assert (after.receipts(), after.current(), after.memory()) == (
        before.receipts(),
        before.current(),
        before.memory(),
    )
    assert after.verify() == ()


def test_two_ledgers_of_one_database_do_not_wait_for_each_other(tmp_path, address):
    one, other = open_store(tmp_path / "a", address), open_store(tmp_path / "b", ledgers.new_address("postgres"))
    with one._journal.writing():
        assert put(other, of()).receipt.number == 1
    assert (one.version, other.version) == (0, 1)


def test_a_folder_that_lacks_what_the_ledger_has_is_not_written_to(tmp_path, address):
    put(open_store(tmp_path / "right", address), of())
    with pytest.raises(StoreError, match="Is it the right folder"):
        open_store(tmp_path / "wrong", address)
    assert not list((tmp_path / "wrong" / "ledger").iterdir())


def test_a_dropped_connection_is_made_anew(tmp_path, address):
    store = open_store(tmp_path, address)
    put(store, of())
    drop_connections(address)
    assert store.version == 1
    drop_connections(address)
    assert put(store, of("b"), original=b"two").receipt.number == 2


def test_a_connection_that_drops_within_a_question_is_told_and_the_next_one_answers(tmp_path, address):
    store = open_store(tmp_path, address)
    put(store, of())

    def ask():
        with store._journal.reading() as page:
            drop_connections(address)
            page.last()

    with pytest.raises(StoreError) as error:
        ask()
    assert error.value.code == "ledger-unreachable"
    assert received(store) == {"a": 1}


def dropping(address, then=lambda: None):
    """Give a receipt its name, and drop the connection before its row can be committed."""

    def create(temporary, final):
        blobs.by_link(temporary, final)
        drop_connections(address)
        then()

    return create


def test_a_receipt_whose_row_was_never_committed_is_taken_back(tmp_path, address):
    open_store(tmp_path, address)
    with pytest.raises(StoreError, match="nothing was stored"):
        put(Store(tmp_path, address, create=dropping(address)), of())
    store = open_store(tmp_path, address)
    assert (store.version, list((tmp_path / "ledger").iterdir()), store.verify()) == (0, [], ())


def test_a_receipt_whose_row_is_there_after_all_counts(tmp_path, address):
    """Another writer adds the row of whom it takes for dead; so too where only the answer to COMMIT was lost."""
    other = open_store(tmp_path, address)
    store = Store(tmp_path, address, create=dropping(address, other.recover))
    assert put(store, of()).receipt.number == 1
    assert (received(other), other.verify()) == ({"a": 1}, ())


def test_a_server_that_stays_away_leaves_the_file_in_doubt_and_sending_it_again_does_no_harm(
    tmp_path, cluster, monkeypatch
):
    address = cluster.address()
    open_store(tmp_path, address)

    def create(temporary, final):
        blobs.by_link(temporary, final)
        cluster.kill()

    monkeypatch.setattr(journal, "_PATIENCE_SECONDS", 0.0)
    with pytest.raises(StoreError) as error:
        put(Store(tmp_path, address, create=create), of())
    assert (error.value.code, error.value.values["number"]) == ("ledger-in-doubt", "1")
    with pytest.raises(StoreError) as error:
        open_store(tmp_path, address)
    assert error.value.code == "ledger-unreachable"
    cluster.start()
    store = open_store(tmp_path, address)
    assert put(store, of()).receipt.number == 1
    assert (received(store), store.version, store.verify()) == ({"a": 1}, 1, ())


def test_a_server_that_comes_back_soon_is_waited_for(tmp_path, cluster):
    address = cluster.address()
    open_store(tmp_path, address)

    def create(temporary, final):
        blobs.by_link(temporary, final)
        cluster.kill()
        threading.Timer(0.5, cluster.start).start()

    with pytest.raises(StoreError, match="nothing was stored"):
        put(Store(tmp_path, address, create=create), of())
    assert (open_store(tmp_path, address).version, list((tmp_path / "ledger").iterdir())) == (0, [])


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path):
    address = f"postgresql://hoa:s3cret@/ledger?host={tmp_path}&connect_timeout=2"
    with pytest.raises(StoreError, match="does not answer") as error:
        open_store(tmp_path / "var", address)
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize(
    "address", ["mysql://localhost/ledger", "ledger", "postgresql://[", "postgresql:///?nonsense=1"]
)
def test_what_is_no_address_of_postgresql_is_declined(tmp_path, address):
    with pytest.raises(StoreError) as error:
        closed_store(tmp_path, address)
    assert error.value.code == "ledger-unknown"


def test_an_account_that_may_only_read_is_told_so(tmp_path, address):
    put(open_store(tmp_path, address), of())
    with psycopg.connect(address, autocommit=True) as connection:
        (schema,) = connection.execute("SELECT current_schema()").fetchone()
        connection.execute(f"CREATE ROLE reader_of_{schema} LOGIN")
        connection.execute(f"GRANT USAGE ON SCHEMA {schema} TO reader_of_{schema}")
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader_of_{schema}")
    reader = closed_store(tmp_path, address.replace("//ledger@", f"//reader_of_{schema}@"))
    assert received(reader) == {"a": 1}
    with pytest.raises(StoreError) as error:
        put(reader, of("b"), original=b"two")
    assert error.value.code == "ledger-not-writable"
    assert open_store(tmp_path, address).verify() == ()


def test_the_commands_work_on_it(tmp_path, address):
    path = ROOT / "tests" / "workbooks" / "originals" / "pl3-districts-2024-09.xls"
    accepted = run(tmp_path, address, "accept", str(path), "--by", "Hoa")
    assert (accepted.returncode, accepted.stdout.split(":")[1]) == (0, " accepted, number 1")
    assert run(tmp_path, address, "verify").returncode == 0
    assert run(tmp_path, address, "rebuild").stdout == "The ledger was made again from 1 receipts.\n"
    gone = run(tmp_path, "postgresql:///nowhere?host=/nowhere", "list")
    assert (gone.returncode, gone.stderr.startswith("The ledger's database server does not answer")) == (1, True)
    assert "Traceback" not in gone.stderr
