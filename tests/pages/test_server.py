"""What the server adds to Streamlit: headers, health, own-origin rule, hidden metrics, upload budget."""

import asyncio
import http.client
import json
import os
import socket
import subprocess
import sys
import time
import tomllib
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import server
from loaders.container import limits
from reference import boundaries

ROOT = Path(__file__).parents[2]
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The port of a real server, since what is tested is what goes over the wire."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environment = {**os.environ, "ADOPTION_STORE": str(tmp_path_factory.mktemp("store"))}
    command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_until_up(port)
            yield port
        finally:
            process.terminate()


def wait_until_up(port):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if ask(port, "/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not answer within a minute")


def ask(port, path, method="GET", headers=None):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        response.text = "" if response.status == 101 else response.read().decode()
        return response


def test_health_is_answered(port):
    assert ask(port, "/healthz").text == '{"status":"ok"}'


@pytest.mark.parametrize("path", ["/", "/overview", "/healthz", "/_stcore/metrics", "/_stcore/health"])
def test_every_answer_carries_the_security_headers(port, path):
    headers = ask(port, path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-eval" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/metrics?families=x"])
def test_metrics_are_hidden(port, path):
    assert ask(port, path).status == 404


@pytest.mark.parametrize("day", [date(2025, 6, 30), date(2025, 7, 1)])
def test_browsers_fetch_the_outlines_of_maps_and_keep_them(port, day):
    answer = ask(port, f"/{boundaries.address(day)}")
    assert json.loads(answer.text) == boundaries.features(day)
    assert "immutable" in answer.headers["Cache-Control"]


def test_agent_api_is_off(port):
    assert ask(port, "/_stcore/agent", "POST").status in {404, 405}


def test_websockets_of_foreign_pages_are_refused_at_once(port):
    foreign = {**HANDSHAKE, "Origin": "http://elsewhere.example"}
    start = time.monotonic()
    assert {ask(port, "/_stcore/stream", headers=foreign).status for _ in range(10)} == {403}
    assert time.monotonic() - start < 2


def test_websocket_of_another_port_is_refused(port):
    """Streamlit alone trusts every page on localhost, whatever serves it."""
    headers = {**HANDSHAKE, "Origin": f"http://127.0.0.1:{port + 1}"}
    assert ask(port, "/_stcore/stream", headers=headers).status == 403


def test_websocket_of_our_page_is_let_through(port):
    headers = {**HANDSHAKE, "Origin": f"http://127.0.0.1:{port}"}
    assert ask(port, "/_stcore/stream", headers=headers).status == 101


def test_change_from_a_foreign_page_is_refused(port):
    headers = {"Origin": "http://elsewhere.example"}
    assert ask(port, "/_stcore/upload_file/s/f", "DELETE", headers).text == "Foreign origin."


def test_first_bookmark_after_a_start_is_not_taken_for_an_old_kind_of_app():
    said = (
        "import server; from streamlit.runtime.pages_manager import PagesManager as it; print(it.uses_pages_directory)"
    )
    answer = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


def test_policy_names_the_host_for_websockets_only_if_it_is_a_plain_one():
    assert "connect-src 'self' ws://127.0.0.1:8501 wss://127.0.0.1:8501;" in server.policy("127.0.0.1:8501")
    assert "connect-src 'self' ws://[::1]:8501 wss://[::1]:8501;" in server.policy("[::1]:8501")
    assert "connect-src 'self';" in server.policy("x; script-src *")


def upload(budget, file, pieces, *, session="s", method="PUT", declared=None):
    """Send one upload through the budget to an app that reads it; return (status, bytes that arrived)."""
    headers = [] if declared is None else [(b"content-length", str(declared).encode())]
    scope = {"type": "http", "method": method, "path": f"/_stcore/upload_file/{session}/{file}", "headers": headers}
    coming = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    coming.append({"type": "http.request", "body": b"", "more_body": False})
    sent = []

    async def receive():
        return coming.pop(0)

    async def send(message):
        sent.append(message)

    asyncio.run(budget(scope, receive, send))
    return sent[0]["status"], sent[1]["body"]


async def reader(scope, receive, send):
    arrived = 0
    while (message := await receive())["type"] == "http.request":
        arrived += len(message["body"])
        if not message["more_body"]:
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(arrived).encode()})


def test_session_may_hold_so_many_bytes_and_gets_them_back():
    budget = server.UploadBudget(reader, bytes_at_most=100)
    sixty = [b"x" * 60]
    assert upload(budget, "a", sixty, declared=60) == (200, b"60")
    assert upload(budget, "b", sixty, declared=60)[0] == 413
    assert upload(budget, "b", sixty, declared=60, session="another") == (200, b"60")
    upload(budget, "a", [], method="DELETE")
    assert upload(budget, "b", sixty, declared=60) == (200, b"60")


def test_a_list_of_a_million_dossiers_can_be_uploaded_and_a_larger_file_is_refused_in_words():
    budget = server.UploadBudget(reader)
    assert upload(budget, "a", [b"x" * 1_000_000] * 96, declared=96_000_000) == (200, b"96000000")
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] * limits.MEGABYTE > limits.FILE_BYTES > 96_000_000


def test_session_may_hold_so_many_files():
    budget = server.UploadBudget(reader, files_at_most=2)
    assert [upload(budget, file, [b"x"])[0] for file in "abc"] == [200, 200, 413]


def test_bytes_that_were_not_declared_are_counted_as_they_come():
    budget = server.UploadBudget(reader, bytes_at_most=100)
    assert upload(budget, "a", [b"x" * 40] * 5) == (200, b"80")
    assert upload(budget, "b", [b"x" * 90]) == (200, b"90")


def test_what_the_page_lets_go_makes_room_and_what_waits_on_it_counts():
    held = server.Held()
    budget = server.UploadBudget(reader, bytes_at_most=100, held=held)
    assert upload(budget, "a", [b"x" * 60], declared=60)[0] == 200
    held.give_back("s", "a")
    held.keep("s", "waiting file", 60)
    assert upload(budget, "b", [b"x" * 60], declared=60)[0] == 413
    held.give_back("s", "waiting file")
    assert upload(budget, "b", [b"x" * 60], declared=60)[0] == 200


def test_the_server_and_the_page_count_in_one_place():
    from ui import reading

    (budget,) = [layer for layer in server.app._user_middleware if layer.cls is server.UploadBudget]
    assert budget.kwargs["held"] is reading.HELD


@pytest.mark.parametrize(
    ("address", "preferred", "said"),
    [
        ("/", "vi-VN,vi;q=0.9,en;q=0.5", "vi"),
        ("/overview", "en-GB", "en"),
        ("/overview?lang=vi", "en-GB", "vi"),
        ("/overview?lang=en", "vi", "en"),
        ("/overview?lang=%ff", "de", "en"),
    ],
)
def test_the_page_itself_says_which_language_it_is_in(port, address, preferred, said):
    headers = {"Accept": "text/html", "Accept-Encoding": "gzip", "Accept-Language": preferred}
    assert f'<html lang="{said}">' in ask(port, address, headers=headers).text
