"""A Dask cluster on this machine: its own scheduler and worker processes, with certificates made
here. Skipped, visibly, where the extra is not installed.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from waiting import PATIENCE

from workbench.services.importing import Outcome, import_documents, read
from workbench.services.workbench import Workbench
from workbench.store import open_store

ROOT = Path(__file__).resolve().parents[1]

UNWATCHED = {
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "5s",
}
"""What Dask spends on watching itself, off: docs/cluster.md says so too."""

needs_dask = pytest.mark.skipif(
    not find_spec("distributed") or not find_spec("cryptography"),
    reason="the extra `cluster` is not installed, or cryptography is not",
)


@dataclass
class LocalCluster:
    """A scheduler, and what was started for it; all end with `stop`."""

    folder: Path
    environment: Mapping[str, str]
    scheme: str = "tls"
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""

    def start(self, *options: str) -> LocalCluster:
        """Start the scheduler."""
        log = self._run(
            "scheduler", "--host", f"{self.scheme}://127.0.0.1", "--port", "0", *options
        )
        self.address = _waited_for(log, r"Scheduler at:\s+(\S+)")
        return self

    def add_worker(
        self, *options: str, processes: int = 1, environment: Mapping[str, str] | None = None
    ) -> list[int]:
        """Start workers, of a thread each; the numbers of their processes."""
        log = self._run(
            "worker", self.address, "--nworkers", str(processes), "--nthreads", "1",
            "--local-directory", str(self.folder), *options, environment=environment,
        )  # fmt: skip
        _waited_for(log, r"(Registered to)", processes)
        return _at_work(self.processes[-1].pid)

    def _run(self, what: str, *words: str, environment: Mapping[str, str] | None = None) -> Path:
        log = self.folder / f"{what}-{len(self.processes)}.log"
        with log.open("wb") as stream:
            self.processes.append(
                subprocess.Popen(
                    [
                        sys.executable,
                        "-m",
                        f"distributed.cli.dask_{what}",
                        "--no-dashboard",
                        *words,
                    ],
                    stdout=stream,
                    stderr=subprocess.STDOUT,
                    env={**self.environment, **(environment or {})},
                    cwd=self.folder,
                    start_new_session=True,
                )
            )
        return log

    def kill_scheduler(self) -> None:
        """As a machine that is switched off."""
        self.processes[0].kill()
        self.processes[0].wait()

    def stop(self) -> None:
        """End all that was started, by process groups that are ours alone."""
        for process in self.processes:
            for number in (signal.SIGTERM, signal.SIGKILL):
                if process.poll() is None:
                    os.killpg(process.pid, number)
                    try:
                        process.wait(5)
                    except subprocess.TimeoutExpired:
                        continue


@contextmanager
def cluster(
    folder: Path, *scheduler: str, scheme: str = "tls", **environment: str
) -> Iterator[LocalCluster]:
    """A scheduler without workers. scheduler: options of it."""
    made = LocalCluster(folder, dask_environment(folder, **environment), scheme)
    try:
        yield made.start(*scheduler)
    finally:
        made.stop()


def dask_environment(folder: Path, **more: str) -> dict[str, str]:
    """Where Dask finds certificates, as its own configuration names them."""
    if not (folder / "ca.pem").exists():
        make_certificates(folder)
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    named = {f"{tls}CA_FILE": str(folder / "ca.pem")}
    for side in ("CLIENT", "SCHEDULER", "WORKER"):
        named |= {f"{tls}{side}__CERT": str(folder / "cert.pem")}
        named |= {f"{tls}{side}__KEY": str(folder / "key.pem")}
    return {
        **os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore",
        **UNWATCHED, **named, **more,
    }  # fmt: skip


def make_certificates(folder: Path) -> None:
    """An authority of our own and one certificate for all sides: ca.pem, cert.pem, key.pem."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    folder.mkdir(parents=True, exist_ok=True)
    begun = datetime.now(UTC) - timedelta(days=1)

    def signed(
        name: str, key: ec.EllipticCurvePrivateKey, by: str, with_key: ec.EllipticCurvePrivateKey
    ) -> bytes:
        subject, issuer = (
            x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, one)]) for one in (name, by)
        )
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begun)
            .not_valid_after(begun + timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=name == by, path_length=None), critical=True)
        )
        return builder.sign(with_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    authority, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    (folder / "ca.pem").write_bytes(signed("authority", authority, "authority", authority))
    (folder / "cert.pem").write_bytes(signed("cluster", own, "authority", authority))
    (folder / "key.pem").write_bytes(
        own.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def another_workbench(folder: Path, change: Callable[[Path], None]) -> dict[str, str]:
    """The environment of a worker with a copy of this program in which something is changed."""
    shutil.copytree(
        ROOT / "workbench", folder / "workbench", ignore=shutil.ignore_patterns("__pycache__")
    )
    change(folder / "workbench")
    return {"PYTHONPATH": str(folder)}


def import_same(path: Path, source: Path, on: str = "") -> Iterator[Outcome]:
    """Import with uids and a clock that are the same in each run."""
    numbers = count(1)
    with open_store(path) as store:
        bench = Workbench(
            store,
            "ana",
            now=lambda: "2026-01-09T08:00:00Z",
            uid=lambda: str(UUID(int=next(numbers))),
        )
        yield from import_documents(bench, read([source]), on=on)


def importing(
    path: Path, source: Path, on: str, environment: Mapping[str, str]
) -> subprocess.Popen[str]:
    """The same in a process of its own, which tells a line for each outcome."""
    return subprocess.Popen(
        [sys.executable, __file__, str(path), str(source), on],
        env={**environment, "PYTHONHASHSEED": "0", "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        stdout=subprocess.PIPE,
        text=True,
    )


def rows_of(path: Path) -> list[str]:
    """All that a database holds, but when its tables were made."""
    with sqlite3.connect(path) as connection:
        return [one for one in connection.iterdump() if "_sqlite_migrations" not in one]


def _waited_for(log: Path, pattern: str, times: int = 1) -> str:
    """What a log says, once it says it so often."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = re.findall(pattern, log.read_text("utf-8", "replace"))
        if len(found) >= times:
            return str(found[0])
        time.sleep(0.1)
    raise AssertionError(f"{log.name} never said {pattern}:\n{log.read_text()}")


def children_of(process: int) -> list[int]:
    """The processes that one has started, by any of its threads."""
    found = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(one) for one in path.read_text().split()]
    return found


def _at_work(nanny: int) -> list[int]:
    """The processes in which a worker's tasks run."""
    children = children_of(nanny)
    words = {one: Path(f"/proc/{one}/cmdline").read_bytes() for one in children}
    return [one for one in children if b"spawn_main" in words[one]]


if __name__ == "__main__":
    for told in import_same(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]):
        print(told.became, told.number, flush=True)
