from __future__ import annotations

from pathlib import Path

import pytest

from workbench.tui.actions.handlers import FILES, Handlers, table
from workbench.tui.catalogue import read_catalogue
from workbench.tui.keymap import build_keymap
from workbench.tui.registry import Group, Pane, Registry

ENTRY = '[[jump]]\nid = "jump.far"\nkeys = "] x"\ntitle = "Far"\nhelp = "Far away."\n'


def read(folder: Path, text: str) -> str:
    """What the catalogue says of a file with this text: its ids, or the mistake."""
    file = folder / "actions.toml"
    file.write_text(text, encoding="utf-8")
    try:
        return " ".join(action.id for action in read_catalogue(file))
    except ValueError as error:
        return str(error)


def test_every_action_of_the_desk_has_a_handler_and_the_reverse() -> None:
    catalogue = read_catalogue()
    registry = Registry.of(catalogue, *map(table, FILES))
    assert list(registry.actions) == [action.id for action in catalogue]


def test_each_handler_is_found_where_its_noun_is_said_to_be() -> None:
    every = Registry.of(read_catalogue(), *map(table, FILES)).handlers
    handlers = Handlers()
    assert {action_id: handlers[action_id] for action_id in every} == dict(handlers) == every
    with pytest.raises(KeyError):
        handlers["jump.nowhere"]


def test_an_entry_says_all_there_is_about_an_action(tmp_path: Path) -> None:
    file = tmp_path / "actions.toml"
    more = 'panes = ["text", "claim"]\ncommand = "far"\ncounts = true\nrepeats = true\n'
    file.write_text(ENTRY + more, encoding="utf-8")
    (action,) = read_catalogue(file)
    assert (action.id, action.keys) == ("jump.far", ("] x",))
    assert (action.title, action.help) == ("Far", "Far away.")
    assert (action.group, action.panes) == (Group.JUMP, (Pane.TEXT, Pane.CLAIM))
    assert (action.command, action.counts, action.repeats) == ("far", True, True)


def test_what_an_entry_leaves_out_is_everywhere_and_no(tmp_path: Path) -> None:
    file = tmp_path / "actions.toml"
    file.write_text(ENTRY.replace('"] x"', "[]"), encoding="utf-8")
    (action,) = read_catalogue(file)
    assert (action.panes, action.keys) == ((Pane.ANYWHERE,), ())
    assert (action.command, action.counts, action.repeats) == ("", False, False)


def test_actions_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    other = ENTRY.replace("far", "again")
    assert read(tmp_path, ENTRY + other) == "jump.far jump.again"
    assert read(tmp_path, other + ENTRY) == "jump.again jump.far"


@pytest.mark.parametrize("field", ["keys", "title", "help"])
def test_an_entry_without_what_it_needs_is_named(tmp_path: Path, field: str) -> None:
    lines = [line for line in ENTRY.splitlines() if not line.startswith(field)]
    mistake = f"actions.toml, [[jump]] jump.far: has no {field}"
    assert read(tmp_path, "\n".join(lines)) == mistake
    assert read(tmp_path, "\n".join([*lines, f'{field} = ""'])) == mistake


@pytest.mark.parametrize(
    ("before", "after", "mistake"),
    [
        ("[[jump]]", "[[leap]]", "[[leap]] jump.far: 'leap' is no group; there are move, jump,"),
        ("[[jump]]", "[jump]", "[[jump]] begins an entry"),
        ("help", 'panes = "desc"\nhelp', "jump.far: 'desc' is no pane; there are anywhere,"),
        ("help", "panes = []\nhelp", "jump.far: has no panes"),
        ("help", 'count = "yes"\nhelp', "jump.far: 'count' is no field; there are id, keys,"),
        ("help", 'counts = "yes"\nhelp', "jump.far: counts is of the wrong type"),
        ("jump.far", "far", "far: an id is noun.verb"),
        ('id = "jump.far"\n', "", "[[jump]] number 1: has no id"),
    ],
)
def test_a_mistake_is_told_with_its_entry(
    tmp_path: Path, before: str, after: str, mistake: str
) -> None:
    said = read(tmp_path, ENTRY.replace(before, after, 1))
    assert said.startswith("actions.toml, ")
    assert mistake in said


def test_no_two_entries_share_a_name(tmp_path: Path) -> None:
    mistake = "actions.toml, [[jump]] jump.far: jump.far is the name of another one"
    assert read(tmp_path, ENTRY + ENTRY) == mistake
    command = 'command = "go"\n'
    assert read(tmp_path, ENTRY + command + ENTRY.replace("far", "near") + command) == (
        "actions.toml, [[jump]] jump.near: go is the name of another one"
    )


def test_a_default_that_is_no_key_is_told_with_its_action() -> None:
    first, second = read_catalogue()[:2]
    with pytest.raises(ValueError, match=f"{second.id}: 'entr' is no key"):
        build_keymap([first, second._replace(keys=("entr",))])


def test_a_default_key_given_twice_in_one_pane_is_a_problem() -> None:
    first, second = read_catalogue()[:2]
    _, (problem,) = build_keymap([first, second._replace(keys=first.keys[:1])])
    assert second.id in problem.what
