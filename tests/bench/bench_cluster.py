"""A cluster of this machine beside its own cores: `python tests/bench/bench_cluster.py [--articles
20000]`.

Imports the same made articles twice, with uids and a clock that are the same each time: over two
processes of this machine, and on a Dask cluster of two workers, one of which is killed in the
middle. Says whether both databases hold the same rows and exports are the same bytes (else it ends
with 1), and tells for each the CPU time of all processes, the time on the clock and the peak memory
of the one that writes. With --pairs it takes turns, so that what else the machine does weighs on
both alike. Needs the extra `cluster`, and cryptography.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from cluster_cases import LocalCluster, children_of, cluster, dask_environment, importing, rows_of  # noqa: E402
from made_articles import articles  # noqa: E402

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Took:
    """What one import took."""

    cpu: float
    """Seconds, of all processes."""
    clock: float
    memory: float
    """Megabytes at most, of the process that writes."""


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--pairs", type=int, default=1)
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "made.jsonl"
        with source.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(one) + "\n" for one in articles(options.articles))
        runs = [_pair(folder / str(pair), source) for pair in range(options.pairs)]
    for what, took in (
        ("here", [one for one, _, _ in runs]),
        ("there", [one for _, one, _ in runs]),
    ):
        cpu, clock = (median(getattr(one, name) for one in took) for name in ("cpu", "clock"))
        memory = max(one.memory for one in took)
        print(f"{what}: {cpu:.1f} s of CPU, {clock:.0f} s, {memory:.0f} MB")
    print(f"CPU there / here: {median(there.cpu / here.cpu for here, there, _ in runs):.3f}")
    same = all(is_same for _, _, is_same in runs)
    print("the same rows and exports" if same else "NOT the same")
    return 0 if same else 1


def _pair(folder: Path, source: Path) -> tuple[Took, Took, bool]:
    folder.mkdir()
    here, there = folder / "here.db", folder / "there.db"
    environment = dask_environment(folder)
    first = _import(here, source, "", environment)
    with cluster(folder) as made:
        workers = made.add_worker(processes=2)
        before = _cpu_of(made)
        second = _import(there, source, made.address, environment, kill=workers[0])
        second = Took(second.cpu + _cpu_of(made) - before, second.clock, second.memory)
    is_same = rows_of(here) == rows_of(there) and _exported(here) == _exported(there)
    return first, second, is_same


def _import(
    path: Path, source: Path, on: str, environment: dict[str, str], kill: int | None = None
) -> Took:
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    half = source.read_bytes().count(b"\n") // 2
    process = importing(path, source, on, environment)
    assert process.stdout
    memory = 0.0
    for number, _ in enumerate(process.stdout, 1):
        if number == half and kill:
            os.kill(kill, signal.SIGKILL)
        if number % 50 == 0:
            memory = max(memory, _peak(process.pid))
    assert process.wait() == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(cpu, time.monotonic() - begun, memory)


def _peak(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def _cpu_of(made: LocalCluster) -> float:
    """Seconds of CPU of a cluster so far, with the processes of it that have ended."""
    total = 0
    waiting = [process.pid for process in made.processes]
    while waiting:
        number = waiting.pop()
        try:
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(one) for one in fields[11:15])
        waiting += children_of(number)
    return total / _TICKS


def _exported(path: Path) -> list[bytes]:
    """The lines of an export, but for the first: that one says when it was made."""
    words = ["export", "--format", "jsonl", "--out", "-"]
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "--db", str(path), "--analyst", "ana", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.split(b"\n")[1:]


if __name__ == "__main__":
    sys.exit(main())
