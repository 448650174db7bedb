"""What an act takes here and on a server of our own: time, and CPU time told apart (Linux)."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from postgres_server import Server

Act = Callable[[], object]


class Cost(NamedTuple):
    """What a run took, in milliseconds."""

    waited: float
    client: float
    """CPU time of this process and those that it started."""
    server: float
    """CPU time of the server's processes."""

    @property
    def both(self) -> float:
        """CPU time of all."""
        return self.client + self.server


@dataclass(frozen=True, slots=True)
class Meter:
    """What is spent, here and by a server."""

    server: Server | None = None

    def taken(self, act: Act) -> Cost:
        """What an act takes."""
        begun = self._now()
        act()
        ended = self._now()
        return Cost(*((ended[at] - begun[at]) * 1000 for at in range(len(begun))))

    def _now(self) -> tuple[float, float, float]:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        here = sum(one.ru_utime + one.ru_stime for one in used)
        return time.monotonic(), here, _seconds_of(self.server) if self.server else 0.0


def _seconds_of(server: Server) -> float:
    """CPU time of a server's processes so far, to the microsecond of those that run, and to a
    hundredth of a second of those that ended."""
    processes = processes_of(server)
    spent = 0
    for one in processes:
        with suppress(FileNotFoundError, ProcessLookupError):  # it ended just now
            spent += int(Path(f"/proc/{one}/schedstat").read_text().split()[0])
    # Behind the name in brackets, of the children that ended.
    ended = Path(f"/proc/{processes[0]}/stat").read_text().rpartition(")")[2].split()[13:15]
    return spent / 1e9 + sum(map(int, ended)) / os.sysconf("SC_CLK_TCK")


def processes_of(server: Server) -> list[int]:
    """The server's first process, and those that it started."""
    assert server.process is not None
    first = server.process.pid
    started = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return [first, *map(int, started)]


def held(process: int) -> float:
    """MB that a process holds, of what is shared its share."""
    with suppress(FileNotFoundError, ProcessLookupError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
