"""Scripts never load a screen: each verb runs in a process of its own and its modules are read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

NEVER = {
    "textual", "rich", "pyte", "pytest", "httpx", "httpcore", "protego", "ssl",
    "dask", "distributed", "psycopg", "workbench.postgres",
}  # fmt: skip
"""What no verb but the desk loads, nor one that is on a file."""

ARTICLE = {
    "id": "a-1",
    "title": "Polisi menahan dua orang",
    "outlet": "Antara",
    "published": "2020-01-09",
    "lang": "id",
    "text": 'Polisi menahan dua orang.\n\n"Mereka ditahan kemarin," kata Budi Santoso.\n',
}

VERBS: dict[str, list[str]] = {
    "help": ["--help"],
    "version": ["--version"],
    "import": ["import", "{folder}/article.jsonl", "--json"],
    "feeds add": ["feeds", "add", "http://127.0.0.1:9/feed", "http://127.0.0.1:9/page"],
    "feeds list": ["feeds", "list", "--json"],
    "feeds rename": ["feeds", "rename", "http://127.0.0.1:9/feed", "Kabar"],
    "feeds export": ["feeds", "export", "--opml"],
    "feeds remove": ["feeds", "remove", "http://127.0.0.1:9/page"],
    "list": ["list", "--json"],
    "show": ["show", "1", "--json"],
    "facts": ["facts", "1", "--json"],
    "facts-stream": ["facts", "--jsonl"],
    "search": ["search", "polisi", "--json"],
    "export": ["export", "--format", "jsonl", "--out", "{folder}/out.jsonl"],
    "formats": ["formats", "--json"],
    "evaluate": ["evaluate", "--json"],
    "verify": ["verify"],
    "locate": ["locate"],
}
"""In this order, on one database."""

QUIET = {"export", "evaluate", "verify", "feeds add", "feeds rename", "feeds remove"}
"""Verbs whose words are for people and go to standard error, or whose data goes to a file."""


ASKED = "(asked the network)"
"""Stands among the modules of a process that did."""


def _run(words: list[str], folder: Path) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """The finished process, and of every module that it loaded the top-level name, and the part of
    the package."""
    report = folder / "modules.json"
    program = (
        "import atexit, json, pathlib, runpy, sys\n"
        "asked = set()\n"
        "def heard(event, words):\n"
        "    if event in ('socket.connect', 'socket.sendto', 'socket.getaddrinfo'):\n"
        f"        asked.add({ASKED!r})\n"
        "sys.addaudithook(heard)\n"
        "first = lambda many: {'.'.join(n.split('.')[:many]) for n in sys.modules}\n"
        "names = lambda: sorted(first(1) | first(2) | asked)\n"
        f"report = pathlib.Path({str(report)!r})\n"
        "atexit.register(lambda: report.write_text(json.dumps(names())))\n"
        f"sys.argv[1:] = {words!r}\n"
        "runpy.run_module('workbench', run_name='__main__', alter_sys=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        input=json.dumps({"id": "x", "text": ARTICLE["text"], "lang": "id"}) + "\n",
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "WORKBENCH_DB": str(folder / "desk.db"),
            "WORKBENCH_ANALYST": "tester",
        },
    )
    return done, set(json.loads(report.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def results(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[subprocess.CompletedProcess[str], set[str]]]:
    folder = tmp_path_factory.mktemp("headless")
    (folder / "article.jsonl").write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    return {
        name: _run([word.format(folder=folder) for word in words], folder)
        for name, words in VERBS.items()
    }


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_does_its_work_without_a_screen(
    results: dict[str, tuple[subprocess.CompletedProcess[str], set[str]]], verb: str
) -> None:
    done, modules = results[verb]
    assert done.returncode == 0, done.stderr
    assert done.stdout or verb in QUIET
    assert "workbench" in modules
    assert not modules & {*NEVER, ASKED}


def test_only_an_update_of_feeds_asks_the_network(tmp_path: Path) -> None:
    pytest.importorskip("httpx", reason="the extra fetch is not installed")
    _run(["feeds", "add", "http://127.0.0.1:9/feed"], tmp_path)
    done, modules = _run(["feeds", "update", "--allow-host", "127.0.0.1"], tmp_path)
    assert done.returncode == 3, done.stderr
    assert {"httpx", ASKED} <= modules


def test_the_way_to_help_loads_no_library_at_all(
    results: dict[str, tuple[subprocess.CompletedProcess[str], set[str]]],
) -> None:
    libraries = {"sqlite3", "sqlite_utils", "rapidfuzz", "selectolax"}
    assert not results["help"][1] & libraries
    assert not results["version"][1] & libraries


def test_the_desk_without_a_terminal_is_refused_before_a_screen_is_loaded(tmp_path: Path) -> None:
    done, modules = _run([], tmp_path)
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
    assert not modules & NEVER
    assert not (tmp_path / "desk.db").exists()
