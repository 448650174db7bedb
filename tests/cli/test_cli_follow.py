"""workbench import --follow: what comes in, until a signal ends it; and the bar of an import."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyte
import pytest
from cli_cases import Cli, command, environment, jsonl
from waiting import PATIENCE

from workbench.cli.bar import Bar


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda one: one.name)
def test_what_comes_is_imported_and_a_signal_ends_it_in_order(
    tmp_path: Path, number: signal.Signals
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out.jsonl"
    folder.mkdir()
    (folder / "a.txt").write_text("Judul\n\nIsi pertama.\n")
    os.utime(folder / "a.txt", (1, 1))
    with out.open("wb") as stream:
        follower = subprocess.Popen(
            command("import", "--follow", folder, "--json"), stdout=stream,
            stderr=subprocess.PIPE, env=environment(tmp_path), cwd=tmp_path,
        )  # fmt: skip
    try:
        until(lambda: out.read_bytes().count(b"\n") == 1)
        part = tmp_path / "part"
        part.write_bytes(jsonl({"text": "Dua\n\nIsi kedua."}, {"text": ""}))
        os.utime(part, (1, 1))
        part.rename(folder / "b.jsonl")
        until(lambda: out.read_bytes().count(b"\n") == 3)
        follower.send_signal(number)
        _, errors = follower.communicate(timeout=PATIENCE)
    finally:
        follower.kill()
    assert follower.returncode == 128 + number
    became = [json.loads(line)["became"] for line in out.read_text().splitlines()]
    assert became == ["added", "added", "refused"]
    lines = errors.decode().splitlines()
    assert lines[0].startswith("following ")
    assert lines[1:] == [
        "workbench: stopped; what was added is there; run it again: nothing is added twice"
    ]


def test_only_folders_are_followed(empty: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Isi.")
    assert empty("import", "--follow", tmp_path / "a.txt").code == 2
    assert empty("import", "--follow", tmp_path / "none").code == 4


SHOWN = """
import sys
import workbench.cli.bar as bar
bar._FIRST_SECONDS = 0.0
from workbench.__main__ import main
sys.exit(main())
"""


def test_the_bar_stands_on_a_terminal_and_tears_no_line(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(
        jsonl(*({"text": f"Nomor {at}.\n\nIsi {at} saja."} for at in range(230)))
    )
    words = [sys.executable, "-c", SHOWN, "--db", tmp_path / "d.db", "import", "in.jsonl"]
    printed = in_terminal(words, tmp_path, TERM="xterm")
    assert printed.count(b"\x1b[K") >= 2
    assert b"in.jsonl:100" in printed
    screen = pyte.Screen(80, 300)
    pyte.ByteStream(screen).feed(printed)
    lines = [line.rstrip() for line in screen.display if line.strip()]
    assert lines == [
        *(f"added: in.jsonl:{at + 1} #{at + 1} Nomor {at}." for at in range(230)),
        "230 added",
    ]
    assert b"\x1b" not in in_terminal(words, tmp_path, TERM="dumb")


def in_terminal(words: list[object], folder: Path, **more: str) -> bytes:
    """What a program prints on a terminal."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [str(word) for word in words], stdin=slave, stdout=slave, stderr=slave, cwd=folder,
        env={**environment(folder), **more},
    ) as program:  # fmt: skip
        os.close(slave)
        pieces: list[bytes] = []
        while True:
            try:
                piece = os.read(master, 65_536)
            except OSError:
                break
            if not piece:
                break
            pieces.append(piece)
    os.close(master)
    assert program.returncode == 0
    return b"".join(pieces)


def test_nothing_of_a_bar_that_is_not_to_be_seen_is_drawn(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bar = Bar(is_seen=False)
    bar.show(1, 2, "kata")
    bar.take_away()
    assert capsys.readouterr() == ("", "")
