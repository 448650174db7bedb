"""Shell completion and the manual page: made from the parser, tried in real shells and man."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_cases import ROOT, Cli

from workbench.cli.main import build_parser
from workbench.cli.manual import manual
from workbench.cli.reference import verbs_of
from workbench.cli.shells import SCRIPTS, commands_of
from workbench.cli.shells.commands import value_options
from workbench.services.exporting import list_formats

COMMANDS = commands_of(build_parser())

ASK = """
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMP_LINE="$*"
COMP_POINT=${#COMP_LINE}
compopt() { :; }
$(complete -p workbench | sed 's/.*-F \\([^ ]*\\).*/\\1/')
printf '%s\\n' "${COMPREPLY[@]}"
"""

Ask = Callable[..., list[str]]


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("completion") / "workbench.bash"
    path.write_text(SCRIPTS["bash"](COMMANDS), "utf-8")
    return path


@pytest.fixture
def ask(script: Path, tmp_path: Path) -> Ask:
    """What bash offers after these words."""

    def offered(*words: str) -> list[str]:
        done = subprocess.run(
            ["bash", "--norc", "-c", ASK, "bash", str(script), "workbench", *words],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
        )
        assert done.stderr == ""
        return sorted(done.stdout.split())

    return offered


def test_verbs_are_offered_at_each_level(ask: Ask) -> None:
    verbs = {name for name in verbs_of(build_parser()) if " " not in name}
    assert set(ask("")) == verbs
    assert ask("se") == ["search", "select", "session", "set"]
    assert ask("select", "") == [
        "assign", "divide", "drop", "freeze", "list", "move", "parts", "save", "show", "unassign",
    ]  # fmt: skip
    assert ask("annotations", "") == ["import"]
    assert ask("--analyst", "list", "so") == ["sources"], "the name is no verb"
    assert ask("--db=x.db", "sources", "m") == ["merge"]


def test_options_and_choices_are_offered(ask: Ask) -> None:
    assert ask("list", "--o") == ["--order"]
    assert ask("list", "--order", "") == ["check", "newest", "oldest", "questions"]
    assert ask("list", "--order", "=", "o") == ["oldest"]
    assert ask("list", "--order", "oldest", "--l") == ["--limit"]
    assert ask("session", "s") == ["show", "summary"]
    assert ask("completion", "") == ["bash", "fish", "zsh"]
    assert "--version" in ask("--")
    for verb, parser in verbs_of(build_parser()).items():
        options = {name for action in parser._actions for name in action.option_strings}
        assert set(ask(*verb.split(), "--")) == {name for name in options if name[:2] == "--"}


def test_formats_are_those_that_can_do_it(ask: Ask) -> None:
    formats = list_formats()
    assert ask("export", "--format", "") == sorted(f["name"] for f in formats if f["writes"])
    assert ask("annotations", "import", "--format", "") == sorted(
        f["name"] for f in formats if f["reads"]
    )


def test_files_are_offered_where_files_are_named(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "berita pagi.txt").touch()
    (tmp_path / "data.db").touch()
    assert ask("import", "da") == ["data.db"]
    assert ask("import", "be") == ["berita", "pagi.txt"], "one name with a space"
    assert ask("list", "--db", "da") == ["data.db"]
    assert ask("export", "--out", "da") == ["data.db"]


def test_what_a_shell_cannot_know_is_left_alone(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "data.db").touch()
    for words in (["show", ""], ["set", ""], ["list", "--where", ""], ["--analyst", ""],
                  ["list", "--limit", ""], ["sources", "rate", ""]):  # fmt: skip
        assert ask(*words) == [], words


@pytest.mark.parametrize("shell", sorted(SCRIPTS))
def test_the_verb_prints_the_script(empty: Cli, shell: str) -> None:
    done = empty.good("completion", shell)
    assert done.out == SCRIPTS[shell](COMMANDS)
    assert not empty.db.exists()
    if program := shutil.which(shell):
        checked = subprocess.run([program, "-n"], input=done.raw, capture_output=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, b"")


def test_an_option_takes_a_value_everywhere_or_nowhere() -> None:
    """The scripts pass over values by the option's name alone."""
    alone = {n for one in COMMANDS for o in one.options if o.takes is None for n in o.names}
    assert not alone & set(value_options(COMMANDS))


@pytest.mark.parametrize("shell", sorted(SCRIPTS))
def test_every_verb_and_option_is_in_every_script(shell: str) -> None:
    script = SCRIPTS[shell](COMMANDS)
    for command in COMMANDS:
        assert command.name in script
        for name in (name for option in command.options for name in option.names):
            assert (f"-l {name[2:]}" if shell == "fish" and name[:2] == "--" else name) in script


PAGE = ROOT / "docs" / "workbench.1"


def test_the_manual_is_what_the_program_says() -> None:
    """After a change: python -m workbench.cli.manual > docs/workbench.1"""
    assert manual() == PAGE.read_text("utf-8")


@pytest.mark.parametrize("columns", ["20", "300"])
def test_the_manual_does_not_depend_on_the_terminal(
    monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert manual() == PAGE.read_text("utf-8")


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_man_sets_the_page_without_a_warning() -> None:
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", "-P-cbou", str(PAGE)],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    page = re.sub(r"\s+", " ", done.stdout.decode("utf-8").replace("‐ ", "").replace("−", "-"))
    for verb, parser in verbs_of(build_parser()).items():
        assert f"workbench {verb}" in page
        for action in parser._actions:
            assert all(name in page for name in action.option_strings)
    for section in ("NAME", "SYNOPSIS", "FILTERS", "EXIT STATUS", "ENVIRONMENT"):
        assert section in page


def test_the_wheel_brings_the_manual() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {"docs/workbench.1": "share/man/man1/workbench.1"}
