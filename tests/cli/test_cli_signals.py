"""A signal at any time of a verb: one line, its code, nothing half written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_cases import command, environment, jsonl, process
from waiting import PATIENCE

from workbench.signals import ENDING, Ended, ended_in_order

ROUNDS = max(2, int(os.environ.get("FAULT_ROUNDS", "2")) // 2)
NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
MANY = jsonl(*({"text": f"Nomor {at} saja.\n\nIsi {at}, kata Budi Santoso."} for at in range(300)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a database of 300 articles."""
    folder = tmp_path_factory.mktemp("home")
    assert process(folder, "import", "-", stdin=MANY).returncode == 0
    return folder


def ended(
    folder: Path, number: int, seconds: float, *words: object
) -> subprocess.CompletedProcess[bytes]:
    """What became of a verb to which a signal was sent after a while."""
    bare = [word for word in command(*words) if word not in ("-W", "error")]
    verb = subprocess.Popen(
        bare, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(folder),
    )  # fmt: skip
    time.sleep(seconds)
    verb.send_signal(number)
    out, errors = verb.communicate(timeout=PATIENCE)
    return subprocess.CompletedProcess(verb.args, verb.returncode, out, errors)


def measured(folder: Path, *words: object) -> float:
    """About how long a verb takes, to know where to send signals."""
    started = time.monotonic()
    assert process(folder, *words).returncode == 0
    return time.monotonic() - started


def is_quiet(done: subprocess.CompletedProcess[bytes], number: int) -> bool:
    """Whether it ended by the signal, or before it, and said at most a line of that."""
    if done.returncode == 0:
        return True
    words = done.stderr.decode()
    # Before our first line an interrupt is Python's own.
    if "Traceback" in words and "workbench/" not in words and number == signal.SIGINT:
        return True
    lines = [line for line in words.splitlines() if line.startswith("workbench: stopped; ")]
    return (
        done.returncode in (128 + number, -number)
        and "Traceback" not in words
        and "Exception" not in words
        and len(lines) <= 1
    )


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.name)
@pytest.mark.parametrize(
    ("form", "name"), [("jsonl", "out"), ("brat", "out"), ("package", "out.zip")]
)
def test_an_export_that_is_ended_leaves_nothing_half_written(
    folder: Path, tmp_path: Path, number: signal.Signals, form: str, name: str
) -> None:
    out = tmp_path / name
    words = ("export", "--format", form, "--out", out)
    whole = measured(folder, *words)
    before = contents(out)
    for at in range(ROUNDS):
        done = ended(folder, number, whole * (at + 0.5) / ROUNDS, *words)
        assert is_quiet(done, number), (done.returncode, done.stderr)
        assert [one.name for one in tmp_path.iterdir()] == [name]
        assert contents(out).keys() == before.keys()
        assert form != "package" or contents(out) == before


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_a_package_that_is_killed_leaves_the_one_that_was_there(
    folder: Path, tmp_path: Path, name: str
) -> None:
    out = tmp_path / name
    words = ("export", "--format", "package", "--out", out)
    whole = measured(folder, *words)
    before = contents(out)
    for at in range(ROUNDS):
        ended(folder, signal.SIGKILL, whole * (at + 0.5) / ROUNDS, *words)
        assert contents(out) == before
        # Nothing tidies up after a kill; what is left is hidden, and in nobody's way.
        assert all(one.name.startswith((name, f".{name}.")) for one in tmp_path.iterdir())
    assert process(folder, *words).returncode == 0
    assert contents(out) == before


def contents(out: Path) -> dict[str, bytes]:
    found = [out] if out.is_file() else sorted(out.rglob("*"))
    return {one.name: one.read_bytes() for one in found if one.is_file()}


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.name)
def test_an_import_that_is_ended_is_gone_on_with(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "many.jsonl").write_bytes(MANY)
    other = tmp_path / "other"
    other.mkdir()
    whole = measured(other, "import", tmp_path / "many.jsonl")
    for at in range(ROUNDS):
        home = tmp_path / f"home{at}"
        home.mkdir()
        done = ended(home, number, whole * (at + 0.5) / ROUNDS, "import", tmp_path / "many.jsonl")
        assert is_quiet(done, number), (done.returncode, done.stderr)
        if done.returncode == 128 + number and b"stopped" in done.stderr:
            assert b"nothing is added twice" in done.stderr
        again = process(home, "import", tmp_path / "many.jsonl")
        assert again.returncode == 0, again.stderr
        assert process(home, "verify").returncode == 0
        assert process(home, "list").stdout.count(b"\n") == 300


def raised_in_order(number: int) -> None:
    with ended_in_order():
        signal.raise_signal(number)


@pytest.mark.parametrize("number", ENDING, ids=lambda number: number.name)
def test_one_signal_ends_in_order_and_handlers_are_put_back(number: signal.Signals) -> None:
    before = [signal.getsignal(one) for one in ENDING]
    with pytest.raises(Ended) as found:
        raised_in_order(number)
    assert found.value.code == 128 + number
    assert [signal.getsignal(one) for one in ENDING] == before


def test_a_signal_while_a_class_is_made_ends_in_order() -> None:
    class Field:
        def __set_name__(self, owner: type, name: str) -> None:
            signal.raise_signal(signal.SIGTERM)

    with pytest.raises(Ended) as found, ended_in_order():
        type("Made", (), {"field": Field()})
    assert found.value.number == signal.SIGTERM


def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ended_in_order():
            signal.raise_signal(signal.SIGHUP)
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


DROPPED = """
import os, signal, sys, time
from workbench.signals import ended_in_order
class Thing:
    def __del__(self):
        signal.raise_signal(signal.SIGTERM)
with ended_in_order():
    thing = Thing()
    del thing
    time.sleep(60)
"""


def test_a_signal_that_comes_while_an_object_goes_is_not_lost() -> None:
    done = subprocess.run(
        [sys.executable, "-c", DROPPED], capture_output=True, check=False, timeout=PATIENCE - 10,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (143, b"")
