"""A login that is for the desk alone: every verb asks, and the environment makes nothing run."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_cases import ARTICLES, environment, jsonl, process
from desk_terminal import terminal
from waiting import PATIENCE

from workbench.cli.main import build_parser
from workbench.policy import Deed

ROOT = Path(__file__).resolve().parents[2]
RESTRICTED = {"WORKBENCH_RESTRICTED": "1"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a database, a copy of it, and files of the machine."""
    home = tmp_path_factory.mktemp("home")
    assert process(home, "import", "-", stdin=jsonl(*ARTICLES)).returncode == 0
    for words in (("backup", home / "copy.db"), ("export", "--format", "jsonl", "--out",
                                                 home / "set.jsonl")):  # fmt: skip
        assert process(home, *words).returncode == 0
    (home / "floors.toml").write_text("")
    return home


def restricted(
    home: Path, *words: object, stdin: bytes | None = None, **more: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "workbench", *map(str, words)],
        input=stdin or b"", capture_output=True, check=False, timeout=2 * PATIENCE, cwd=home,
        env={**environment(home), **RESTRICTED, **more},
    )  # fmt: skip


def everything(home: Path) -> set[Path]:
    return {one for one in home.rglob("*") if one.suffix not in (".db-wal", ".db-shm")}


REFUSED: dict[str, tuple[tuple[str, ...], Deed]] = {
    "import": (("import", "set.jsonl"), Deed.READ_FILES),
    "import --follow": (("import", "--follow", "."), Deed.READ_FILES),
    "feeds add": (("feeds", "add", "set.jsonl"), Deed.READ_FILES),
    "feeds update": (("feeds", "update", "--keep-warc", "new.warc.gz"), Deed.NETWORK),
    "annotations import": (("annotations", "import", "--format", "jsonl", "set.jsonl"),
                           Deed.READ_FILES),
    "annotations import of any format": (("annotations", "import", "copy.db"), Deed.READ_FILES),
    "annotations import of nothing": (("annotations", "import", "none"), Deed.READ_FILES),
    "evaluate": (("evaluate", "set.jsonl"), Deed.READ_FILES),
    "evaluate --floor": (("evaluate", "set.jsonl", "--floor", "floors.toml"), Deed.READ_FILES),
    "evaluate --texts": (("evaluate", "set.jsonl", "--texts", "set.jsonl"), Deed.READ_FILES),
    "restore": (("restore", "copy.db"), Deed.READ_FILES),
    "restore of lines": (("restore", "set.jsonl"), Deed.READ_FILES),
    "export": (("export", "--format", "jsonl", "--out", "new.jsonl"), Deed.WRITE_FILES),
    "export of a folder": (("export", "--format", "brat", "--out", "new"), Deed.WRITE_FILES),
    "report": (("report", "--out", "new.html"), Deed.WRITE_FILES),
    "export of a package": (("export", "--format", "package", "--out", "new.zip"),
                            Deed.WRITE_FILES),
    "export --check": (("export", "--check", "set.zip"), Deed.READ_FILES),
    "codebook import": (("codebook", "import", "set.jsonl"), Deed.READ_FILES),
    "codebook edit": (("codebook", "edit"), Deed.START_PROGRAMS),
    "backup": (("backup", "new.db"), Deed.WRITE_FILES),
    "move": (("move", "--to", "new.db"), Deed.WRITE_FILES),
    "raw": (("raw", "1", "--out", "new.html"), Deed.WRITE_FILES),
    "salvage": (("salvage", "copy.db", "new.db"), Deed.READ_FILES),
    "share": (("share", "root"), Deed.CHOOSE),
    "--db": (("--db", "copy.db", "list"), Deed.CHOOSE),
    "--analyst": (("--analyst", "somebody", "list"), Deed.CHOOSE),
}  # fmt: skip
"""What of the command line names a file, or chooses, and what it is refused as."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_names_a_file_or_chooses_is_refused_and_changes_nothing(home: Path, name: str) -> None:
    words, deed = REFUSED[name]
    before = everything(home)
    done = restricted(home, *words, WORKBENCH_DB=str(database(home)), WORKBENCH_ANALYST="ratna")
    assert (done.returncode, done.stdout) == (2, b"")
    assert deed.value.encode() in done.stderr
    assert everything(home) == before


def database(home: Path) -> Path:
    done = process(home, "locate")
    return Path(done.stdout.decode().split()[1])


HARMLESS = {
    "open": "import asks",
    "completion": "prints",
}
"""Verbs with a file among their arguments that ask elsewhere, or need not."""


def naming_files(parser: argparse.ArgumentParser, verb: str = "") -> Iterator[str]:
    """The verbs of a parser that take a path."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from naming_files(below, f"{verb} {name}".strip())
        elif "--db" not in action.option_strings:
            metavar = str(action.metavar)
            if action.type is Path or any(
                word in metavar for word in ("PATH", "FILE", "FOLDER", "GOLD", "NEW")
            ):
                yield verb


def test_every_verb_that_names_a_file_is_tried() -> None:
    tried = set(REFUSED) | set(HARMLESS)
    for verb in set(naming_files(build_parser())):
        assert any(verb == name or name.startswith(verb) for name in tried), verb


def test_what_reads_the_database_and_standard_input_goes_on(home: Path) -> None:
    for words in (("list",), ("show", "1"), ("log",), ("claims",), ("verify",), ("--help",)):
        done = restricted(home, *words)
        assert done.returncode == 0, (words, done.stderr)
    printed = restricted(home, "export", "--format", "jsonl", "--out", "-")
    assert printed.returncode == 0, printed.stderr
    assert (
        printed.stdout.partition(b"\n")[2] == (home / "set.jsonl").read_bytes().partition(b"\n")[2]
    )
    assert not (home / "-").exists()
    taken = restricted(home, "import", "-", stdin=jsonl({"text": "Judul\n\nIsi saja."}))
    assert taken.returncode == 0, taken.stderr
    answered = restricted(home, "facts", "--jsonl", stdin=jsonl({"id": 1, "text": "Isi."}))
    assert answered.returncode == 0, answered.stderr


# The environment --------------------------------------------------------------------------------

MARKING = """
from pathlib import Path
Path({mark!r}).write_text(__name__)
"""


def strange(folder: Path, mark: Path, *names: str) -> Path:
    """A folder with modules that leave a mark where they are imported."""
    folder.mkdir()
    for name in names:
        (folder / f"{name}.py").write_text(MARKING.format(mark=str(mark)))
    return folder


def test_modules_of_the_environment_are_not_loaded(home: Path, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    folder = strange(tmp_path / "strange", mark, "sqlite_utils", "rapidfuzz", "selectolax")
    place = f"{ROOT}{os.pathsep}{folder}"
    # Open to everybody they are: what follows is seen only so.
    usual = subprocess.run(
        [sys.executable, "-c", "import sqlite_utils"],
        check=False,
        env={**os.environ, "PYTHONPATH": place},
    )
    assert usual.returncode == 0
    assert mark.exists()
    mark.unlink()
    stdin = jsonl({"text": "Judul\n\nLagi."})
    done = restricted(home, "import", "-", stdin=stdin, PYTHONPATH=place, PYTHONINSPECT="1")
    assert done.returncode == 0, done.stderr
    assert b">>>" not in done.stdout + done.stderr
    assert not mark.exists()


def test_the_desk_takes_nothing_from_the_environment_that_loads_or_logs(
    home: Path, tmp_path: Path
) -> None:
    mark, log = tmp_path / "mark", tmp_path / "log"
    folder = strange(tmp_path / "strange", mark, "textual", "strange_driver")
    with terminal(
        database(home),
        WORKBENCH_RESTRICTED="1",
        PYTHONPATH=f"{ROOT}{os.pathsep}{folder}",
        PYTHONINSPECT="1",
        TEXTUAL_DRIVER="strange_driver:Driver",
        TEXTUAL_LOG=str(log),
        EDITOR="false",
    ) as desk:
        desk.shows("? keys")
        desk.press("\x1a")
        desk.shows(Deed.SUSPEND.value)
        desk.press("\rge")
        desk.shows(Deed.START_PROGRAMS.value)
        desk.press("Q")
        assert desk.exit_code() == 0
    assert not mark.exists()
    assert not log.exists()


def test_what_is_isolated_already_is_not_begun_again(home: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    seen = (
        "import os, sys; sys.path.insert(0, sys.argv.pop(1)); import workbench.__main__ as m;"
        "before = os.getpid(); code = m.main();"
        "assert before == os.getpid() and 'TEXTUAL_LOG' not in os.environ; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", seen, str(ROOT), "locate"],
        capture_output=True, text=True, check=False, timeout=PATIENCE,
        env={**environment(home), **RESTRICTED, "TEXTUAL_LOG": str(log), "LC_TIME": "id_ID"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "database" in done.stdout
