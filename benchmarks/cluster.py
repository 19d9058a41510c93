"""A PostgreSQL server of one's own, on a Unix socket in a temporary folder, for tests and for being killed.

PostgreSQL refuses to be started by root, so root starts it as the user that Debian's package makes for it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

USER = "ledger"
MISSING = "no PostgreSQL server here: apt-get install postgresql"
_DEBIAN = Path("/usr/lib/postgresql")
_PATIENCE_SECONDS = 60.0


@cache
def programs() -> Path | None:
    """Return the folder of initdb and postgres (of several versions the newest), None where there is none."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


class Cluster:
    """A server with one empty database; `address` names a new schema in it, and so a ledger of its own."""

    def __init__(self, *, is_durable: bool = True) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ledger-"))
        self._is_durable = is_durable
        self._as: dict[str, Any] = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        if self._as:
            shutil.chown(self.folder, **self._as)
        self._run("initdb", "-D", self._at("data"), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._schemas = 0
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers; after a kill its children may still be leaving."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            durable = () if self._is_durable else ("-c", "fsync=off")
            command = (self._program("postgres"), "-D", self._at("data"), "-k", str(self.folder), "-h", "")
            log = (self.folder / "log").open("ab")
            self.server = subprocess.Popen((*command, *durable), stdout=log, stderr=log, cwd="/", **self._as)
            log.close()
            if self._answers(until):
                return
            if time.monotonic() > until:
                raise TimeoutError((self.folder / "log").read_text("utf-8"))

    def kill(self) -> None:
        """Kill the server as a power cut would, and do not start it again."""
        self.server.kill()
        self.server.wait()

    def close(self) -> None:
        """Stop the server and remove its folder."""
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def address(self) -> str:
        """Return the address of a new, empty schema."""
        self._schemas += 1
        schema = f"ledger_{self._schemas}"
        with psycopg.connect(self._address(), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {schema}".encode())
        return self._address() + f"&options={quote(f'-csearch_path={schema}')}"

    def _address(self) -> str:
        return f"postgresql://{USER}@/postgres?host={quote(str(self.folder), safe='')}"

    def _answers(self, until: float) -> bool:
        while self.server.poll() is None and time.monotonic() < until:
            try:
                psycopg.connect(self._address()).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return True
        time.sleep(0.2)
        return False

    def _run(self, name: str, *arguments: str) -> None:
        subprocess.run((self._program(name), *arguments), check=True, capture_output=True, cwd="/", **self._as)

    def _program(self, name: str) -> str:
        folder = programs()
        if folder is None:
            raise FileNotFoundError(MISSING)
        return str(folder / name)

    def _at(self, name: str) -> str:
        return str(self.folder / name)
