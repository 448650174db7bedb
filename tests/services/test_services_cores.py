"""One function over several processes: order, errors, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from waiting import FOR_EVER, PATIENCE

from workbench.services.cores import ALONE, Cores

several_cores = pytest.mark.skipif(
    len(os.sched_getaffinity(0)) < 2, reason="one core: no other process is ever started"
)


def test_answers_belong_to_their_items() -> None:
    items = ["x" * n for n in range(ALONE + 60)]
    with Cores(len) as cores:
        answers = [cores.submit(item) for item in items]
        assert [answer.result() for answer in answers] == list(range(len(items)))


@several_cores
def test_later_items_are_worked_on_elsewhere() -> None:
    with Cores(_who) as cores:
        answers = [cores.submit(n).result() for n in range(ALONE + 4)]
    assert set(answers[:ALONE]) == {os.getpid()}
    assert os.getpid() not in answers[ALONE:]


@pytest.mark.parametrize("place", [0, ALONE + 1])
def test_an_error_is_the_answer(place: int) -> None:
    with Cores(int) as cores:
        answers = [cores.submit("x" if n == place else str(n)) for n in range(ALONE + 3)]
        with pytest.raises(ValueError, match="invalid literal"):
            answers[place].result()
        assert answers[-1].result() == ALONE + 2


@several_cores
def test_a_process_that_is_killed_costs_no_answer() -> None:
    with Cores(_die_elsewhere) as cores:
        answers = [cores.submit(os.getpid()) for _ in range(ALONE + 20)]
        assert {answer.result(timeout=PATIENCE) for answer in answers} == {os.getpid()}


SLEEPS = f"""
import multiprocessing, sys, time
from workbench.services.cores import Cores

if __name__ == "__main__":
    with Cores(time.sleep) as cores:
        for seconds in [0] * {ALONE} + [{FOR_EVER}] * 4:
            cores.submit(seconds)
        print(*[child.pid for child in multiprocessing.active_children()], flush=True)
        time.sleep({FOR_EVER})
"""


@several_cores
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_its_parent(tmp_path: Path, number: int) -> None:
    script = tmp_path / "sleeps.py"
    script.write_text(SLEEPS)
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": root}
    ) as parent:
        assert parent.stdout
        children = [int(pid) for pid in parent.stdout.readline().split()]
        assert children
        parent.send_signal(number)
        parent.wait(timeout=PATIENCE)
        for _ in range(20 * PATIENCE):
            if not any(map(_runs, children)):
                break
            time.sleep(0.05)
        assert not [pid for pid in children if _runs(pid)]


def _who(_: int) -> int:
    return os.getpid()


def _die_elsewhere(home: int) -> int:
    if os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)
    return home


def _runs(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:3]
    except OSError:
        return False
