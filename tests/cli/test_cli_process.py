"""The command line as a process: pipes, signals, exit codes, what it loads."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_cases import ARTICLES, command, environment, jsonl, process
from waiting import PATIENCE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a database of 300 articles."""
    folder = tmp_path_factory.mktemp("home")
    many = [
        {"id": str(at), "title": f"Judul {at}", "text": f"Judul {at}\n\nIsi nomor {at} saja."}
        for at in range(300)
    ]
    done = process(folder, "import", "-", "--json", stdin=jsonl(*ARTICLES, *many))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"\n") == 303
    return folder


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    listing = subprocess.Popen(
        command("list", "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(folder),
    )
    assert listing.stdout is not None
    assert listing.stderr is not None
    first = listing.stdout.readline()
    listing.stdout.close()
    assert listing.stderr.read() == b""
    assert listing.wait(30) == 0
    assert json.loads(first)["uid"]
    listing.stderr.close()


def test_an_import_that_nobody_reads_on_says_that_it_stopped(tmp_path: Path) -> None:
    many = jsonl(*({"title": "T" * 200, "text": f"Nomor {at}.\n\nIsi {at}."} for at in range(250)))
    (tmp_path / "many.jsonl").write_bytes(many)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command("import", tmp_path / "many.jsonl"),
        stdout=writing,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
        check=False,
    )
    os.close(writing)
    assert done.returncode == 1
    assert b"Run it again" in done.stderr
    again = process(tmp_path, "import", tmp_path / "many.jsonl")
    assert again.returncode == 0
    assert process(tmp_path, "list").stdout.count(b"\n") == 250


def test_help_to_a_closed_pipe_is_quiet(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command("--help"),
        stdout=writing,
        stderr=subprocess.PIPE,
        env=environment(folder),
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_3(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("list", "--json"),
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(folder),
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1
    assert b"space" in done.stderr


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
)
def test_signals_end_a_stream_with_their_code(folder: Path, number: int, code: int) -> None:
    stream = subprocess.Popen(
        command("facts", "--jsonl"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(folder),
    )
    assert stream.stdin is not None
    assert stream.stdout is not None
    stream.stdin.write(jsonl({"id": 1, "text": ARTICLES[0]["text"]}))
    stream.stdin.flush()
    assert json.loads(stream.stdout.readline())["id"] == 1
    stream.send_signal(number)
    _, errors = stream.communicate(timeout=PATIENCE)
    assert (stream.returncode, errors) == (code, b"")


def test_an_import_that_is_ended_leaves_a_sound_database(tmp_path: Path) -> None:
    importing = subprocess.Popen(
        command("import", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
    )
    assert importing.stdin is not None
    importing.stdin.write(jsonl(*({"text": f"Nomor {at} saja.\n\nIsi {at}."} for at in range(250))))
    importing.stdin.flush()
    end = time.monotonic() + PATIENCE
    while b"200" not in process(tmp_path, "log").stdout and time.monotonic() < end:
        time.sleep(0.05)
    importing.send_signal(signal.SIGTERM)
    importing.communicate(timeout=PATIENCE)
    assert importing.returncode == 143
    done = process(tmp_path, "verify")
    assert done.returncode == 0, done.stdout
    assert process(tmp_path, "list").stdout.count(b"\n") == 200


def test_a_list_on_a_terminal_fits_its_width(folder: Path) -> None:
    outer, inner = pty.openpty()
    done = subprocess.run(
        command("list", "--limit", "3"),
        stdin=inner,
        stdout=inner,
        stderr=inner,
        env=environment(folder) | {"COLUMNS": "70"},
        check=False,
    )
    os.close(inner)
    painted = os.read(outer, 65536).decode().replace("\r\n", "\n").splitlines()
    os.close(outer)
    assert done.returncode == 0
    assert len(painted) == 4
    assert "title" in painted[0].lower()
    assert all(len(line) <= 70 for line in painted)
    assert "\x1b" not in "".join(painted)


def _loaded(folder: Path, *words: str, stdin: bytes = b"") -> set[str]:
    program = (
        "import runpy, sys\n"
        f"sys.argv[1:] = {list(words)!r}\n"
        "try:\n    runpy.run_module('workbench', run_name='__main__', alter_sys=True)\n"
        "finally:\n    print(*sorted(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=stdin,
        capture_output=True,
        env=environment(folder),
        check=False,
    )
    return set(done.stderr.decode().split())


def test_a_stream_of_facts_loads_no_screen_and_no_ranking(folder: Path) -> None:
    line = jsonl({"id": 1, "text": ARTICLES[0]["text"], "published": "2026-03-10"})
    loaded = _loaded(folder, "facts", "--jsonl", stdin=line)
    assert "workbench.extract.pipeline" in loaded
    assert not {name.split(".")[0] for name in loaded} & {
        "textual", "rich", "sqlite_utils", "rapidfuzz", "selectolax",
    }  # fmt: skip


@pytest.mark.parametrize("verb", ["list", "show", "claims", "log", "sources", "search"])
def test_reading_verbs_load_no_screen_and_no_migrations(folder: Path, verb: str) -> None:
    words = {"show": ["show", "1"], "search": ["search", "judul"]}.get(verb, [verb])
    loaded = _loaded(folder, *words)
    assert "sqlite3" in loaded
    assert not {name.split(".")[0] for name in loaded} & {"textual", "rich", "sqlite_utils"}


def test_help_loads_nothing_that_it_does_not_print(folder: Path) -> None:
    loaded = _loaded(folder, "--help")
    parts = {name.split(".")[1] for name in loaded if name.startswith("workbench.")}
    assert parts == {"cli", "errors", "signals"}
