"""What holds for every verb: options on both sides, exit codes, where words go."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cli_cases import Cli, environment

from workbench import __version__
from workbench.cli.main import EXIT_CODES, VERBS, build_parser
from workbench.cli.reference import verbs_of
from workbench.errors import WorkbenchError
from workbench.store import open_store


def _family(error: type[WorkbenchError]) -> list[type[WorkbenchError]]:
    return [error, *(one for below in error.__subclasses__() for one in _family(below))]


def test_the_options_that_all_share_stand_before_or_after_the_verb(cli: Cli) -> None:
    wanted = cli.good("list").raw
    for words in (
        ["--db", cli.db, "--analyst", "ana", "list"],
        ["list", "--db", cli.db, "--analyst", "ana"],
        ["--analyst", "ana", "list", f"--db={cli.db}"],
    ):
        assert cli.bare(*words).raw == wanted
    sources = cli.good("sources").raw
    for words in (
        ["--db", cli.db, "sources", "list"],
        ["sources", "--db", cli.db, "list"],
        ["sources", "list", "--db", cli.db],
    ):
        assert cli.bare(*words).raw == sources


def test_the_nearest_option_goes_before_the_environment(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WORKBENCH_DB", str(cli.db))
    monkeypatch.setenv("WORKBENCH_ANALYST", "eko")
    cli.bare("set", 1, "title=A")
    cli.bare("set", 1, "title=B", "--analyst", "fitri")
    assert [line.split()[2] for line in cli.good("log", "--limit", "2").lines] == ["fitri", "eko"]
    assert cli.bare("list", "--db", tmp_path / "none.db").code == 4


@pytest.mark.parametrize("name", [" ", "x" * 81, "\0"])
def test_a_name_that_is_none_is_a_usage_error(cli: Cli, name: str) -> None:
    assert cli.bare("--db", cli.db, "--analyst", name, "list").code == 2


@pytest.mark.parametrize("words", [["paint"], ["--colour"], ["list", "--colour"], ["show"],
                                   ["--d", "x", "list"], ["restore"]])  # fmt: skip
def test_what_the_parser_does_not_know_is_2_and_data_stays_empty(
    cli: Cli, words: list[str]
) -> None:
    done = cli(*words)
    assert (done.code, done.raw) == (2, b"")
    assert done.err.startswith("usage: workbench")


@pytest.mark.parametrize("word", ["desk", "import_", "nothing"])
def test_a_word_that_is_no_verb_is_answered_with_all_that_are(cli: Cli, word: str) -> None:
    result = cli(word)
    assert result.code == 2
    assert "'open'" in result.err
    assert "'completion'" in result.err


def test_version_and_help_are_data(cli: Cli) -> None:
    assert cli.bare("--version").out == f"workbench {__version__}\n"
    helped = cli.bare("--help")
    assert helped.code == 0
    assert helped.err == ""
    for name in verbs_of(build_parser()):
        assert name.split()[0] in helped.out
        assert cli.bare(*name.split(), "--help").out.startswith(f"usage: workbench {name}")


def test_every_verb_has_help_for_all_it_takes() -> None:
    for name, parser in verbs_of(build_parser()).items():
        for action in parser._actions:
            assert action.help or action.metavar == "WHAT", (name, action.dest)
    assert len(VERBS) == len(set(VERBS))


def test_every_error_of_the_family_has_a_documented_code() -> None:
    for error in _family(WorkbenchError):
        assert str(error.exit_code) in EXIT_CODES


def test_a_busy_database_is_3_and_says_so(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_store.__kwdefaults__ is not None
    monkeypatch.setitem(open_store.__kwdefaults__, "busy_timeout_ms", 20)
    other = sqlite3.connect(cli.db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        done = cli("set", 1, "title=X")
        assert cli("list").code == 0
    finally:
        other.close()
    assert done.code == 3
    assert "busy" in done.err


def test_a_place_that_cannot_be_reached_is_3(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / "desk.db", tmp_path / ("n" * 300)):
        done = cli.bare("import", "-", "--db", place)
        assert done.code == 3, done.err
        assert "internal" not in done.err


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_the_address_of_a_server_that_holds_a_password_is_refused_and_not_told_again(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.chdir(tmp_path)
    address = f"{scheme}://ana:rahasia@kantor/desk"
    monkeypatch.setenv("WORKBENCH_DB", address)
    before = sorted(tmp_path.rglob("*"))
    for words in (["list"], ["import", "-", "--db", address], ["locate"]):
        done = cli.bare(*words)
        assert done.code == 2
        assert "password" in done.err
        assert "rahasia" not in done.err
    assert sorted(tmp_path.rglob("*")) == before


def test_what_nobody_foresaw_is_70_with_a_private_file_and_no_traceback(
    cli: Cli, tmp_path: Path
) -> None:
    class Broken:
        def check(self) -> None:
            raise ZeroDivisionError("Tujuh pekerja tewas")

    done = cli.bare(desk=Broken())
    assert (done.code, done.raw) == (70, b"")
    assert len(done.err.splitlines()) == 1
    assert "Traceback" not in done.err
    (crash,) = (tmp_path / "places").rglob("crash-*.txt")
    assert str(crash) in done.err
    assert stat.S_IMODE(crash.stat().st_mode) == 0o600
    assert "ZeroDivisionError" in crash.read_text()
    assert "pekerja" not in done.err + crash.read_text()


def test_an_interrupt_is_130(cli: Cli) -> None:
    class Interrupted:
        def check(self) -> None:
            raise KeyboardInterrupt

    done = cli.bare(desk=Interrupted())
    assert (done.code, done.raw, done.err) == (130, b"", "")


def test_json_is_ascii_where_the_terminal_takes_no_unicode(cli: Cli) -> None:
    wanted = cli.good("search", "ratih", "--json").records
    narrow = cli.bare("--db", cli.db, "search", "ratih", "--json", encoding="latin-1")
    assert narrow.raw.isascii()
    assert narrow.records == wanted
    assert cli.bare("--db", cli.db, "show", 1, encoding="ascii").code == 0


EVERYTHING = [
    ["list"], ["list", "--json"], ["show", "3"], ["show", "3", "--json"], ["facts", "3"],
    ["facts", "3", "--json"], ["search", "kata"], ["search", "kata", "--json"], ["claims"],
    ["claims", "--json"], ["sources"], ["sources", "--json"], ["log"], ["log", "--json"],
]  # fmt: skip


@pytest.mark.parametrize("words", EVERYTHING, ids=" ".join)
def test_nothing_of_an_article_acts_on_a_terminal(annotated: Cli, words: list[str]) -> None:
    hostile = "\x1b]52;c;x\x07\x9b2J\x7f\u202e\u2028\x85\x00"
    annotated.good("set", 3, f"outlet=Arsip {hostile}", f"author={hostile}")
    annotated.good("sources", "add", f"Sumber {hostile}", "--alias", f"s{hostile}")
    done = annotated.good(*words)
    assert done.lines
    text = done.out.replace("\u3000", " ").replace("\u00a0", " ")
    assert all(line.isprintable() for line in text.split("\n"))
    assert text.count("\n") == len(done.lines)


def test_errors_that_repeat_what_was_typed_are_safe(cli: Cli) -> None:
    for words in (
        ["show", "\x1b[2J\u202exxxxxx"],
        ["search", "x", "--limit", "\x9b1"],
        ["\x1b[31m"],
    ):
        done = cli(*words)
        assert done.code in (2, 4)
        assert all(line.isprintable() for line in done.err.splitlines()), done.err


def test_the_desk_is_opened_without_a_verb_being_loaded(tmp_path: Path) -> None:
    """Each costs the start half a millisecond, and nobody can ask for one any more."""
    program = """
import sys
from workbench.cli.main import main

class Desk:
    def check(self): pass
    def open(self, place, analyst, at_end=None, lessons="", at=None):
        print(place.file.name, *sorted(m for m in sys.modules if m.startswith("workbench.cli.")))
        return 0

sys.exit(main(["--db", sys.argv[1]], Desk()))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "export")],
        capture_output=True, text=True, check=True, env=environment(tmp_path),
    )  # fmt: skip
    name, *modules = done.stdout.split()
    assert name == "export", "what an option names is no verb"
    assert set(modules) <= {
        f"workbench.cli.{name}" for name in ("context", "desk", "import_", "main")
    }
