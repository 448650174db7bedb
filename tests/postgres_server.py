"""Debian's PostgreSQL for one run of tests: a server of its own on loopback, with its own folder.

It starts when the first store of its kind is made and ends with the run, by the kernel where the
run is killed. Nothing is synced, but where one is measured (`server_in`). Words sort by ICU's
English there, as on many a server, so that whatever forgets to say COLLATE "C" is found out.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, LiteralString

import psycopg

PROGRAMS = Path("/usr/lib/postgresql")
"""Where Debian keeps the server's programs, in a folder a version."""
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "error",
}
READY_SECONDS = 60.0


@dataclass(slots=True)
class Server:
    """One server, which may be ended and started again."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    settings: Mapping[str, str] = field(default_factory=lambda: SETTINGS)

    def address(self, database: str, **options: str | int) -> str:
        """Of a database on it, as an analyst names one."""
        more = "&".join(f"{name}={value}" for name, value in options.items())
        words = f"postgresql://{OWNER}@127.0.0.1:{self.port}/{database}"
        return f"{words}?{more}" if more else words

    def start(self) -> None:
        """Start it, and wait until it answers."""
        given = [part for one in self.settings.items() for part in ("-c", "=".join(one))]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *_as_server("--pdeathsig", "QUIT"),
                    str(programs() / "postgres"),
                    *("-D", str(self.folder / "data"), "-p", str(self.port)),
                    *("-k", str(self.folder), *given),
                ],
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        end = time.monotonic() + READY_SECONDS
        while True:
            try:
                psycopg.connect(self.address("postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.02)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it; by SIGQUIT as where the power fails."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(READY_SECONDS)
            self.process = None

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as its owner, each by itself."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def has(self, database: str) -> bool:
        """Whether there is a database of this name."""
        return bool(self.ask("SELECT 1 FROM pg_database WHERE datname = %s", database))

    def drop(self, initials: str) -> None:
        """Drop the databases whose names begin so, whoever is connected to them."""
        found = self.ask("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", initials)
        self.run(*(f"DROP DATABASE {name} WITH (FORCE)" for (name,) in found))

    def ask(self, question: LiteralString, value: str) -> list[tuple[Any, ...]]:
        """The rows that answer a question with one value in it."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            return connection.execute(question, (value,)).fetchall()


OWNER = "workbench"
RUNNING = "WORKBENCH_TEST_SERVER"
"""Where processes that a test starts find the server of its run: folder and port."""


@cache
def server() -> Server:
    """The server of this run."""
    if running := os.environ.get(RUNNING):
        place, _, port = running.rpartition(":")
        return Server(Path(place), int(port))
    folder = Path(tempfile.mkdtemp(prefix="workbench-postgres-"))
    started = server_in(folder, SETTINGS)
    os.environ[RUNNING] = f"{folder}:{started.port}"
    atexit.register(_clear, started)
    return started


def server_in(folder: Path, settings: Mapping[str, str]) -> Server:
    """A server whose data are in a folder, which is made where there are none; started."""
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
    if not (folder / "data").is_dir():
        _make_data(folder)
    started = Server(folder, _free_port(), settings=settings)
    started.start()
    return started


def _make_data(folder: Path) -> None:
    subprocess.run(
        [
            *_as_server(),
            *(str(programs() / "initdb"), "-D", str(folder / "data"), "-U", OWNER),
            *("--auth=trust", "--encoding=UTF8", "--no-sync", "--no-instructions"),
            *("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"),
        ],
        check=True,
        capture_output=True,
        cwd=folder,
    )


def _clear(started: Server) -> None:
    started.stop(signal.SIGQUIT)
    shutil.rmtree(started.folder, ignore_errors=True)


def programs() -> Path:
    """Where the server's programs are, of the newest version that is more than a client."""
    found = [path.parent for path in PROGRAMS.glob("*/bin/initdb")]
    if not found:
        raise FileNotFoundError(f"no PostgreSQL in {PROGRAMS}: install Debian's postgresql")
    return max(found, key=lambda path: float(path.parent.name))


def _as_server(*more: str) -> list[str]:
    """What begins a command so that it runs as the server does, which refuses to be root."""
    if os.geteuid() != 0:
        return ["setpriv", *more] if more else []
    return ["setpriv", *("--reuid=postgres", "--regid=postgres", "--clear-groups"), *more]


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        port: int = asking.getsockname()[1]
        return port
