"""What the desk says names keys by what they do, so that an analyst's own keys are named."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desk_driver import SETTINGS, Desk, story

import workbench
from workbench.settings import KeyOverride
from workbench.tui.catalogue import read_catalogue
from workbench.tui.registry import Pane, as_command, keyed

HOUSE = Path(workbench.__file__).parent
SPOKEN = ("tui", "present", "services")
"""Folders whose words an analyst reads on the desk."""
NO_MESSAGES = frozenset(("tui/help.py", "tui/keynames.py", "tui/keymap.py"))
"""Of keys themselves."""
VERBS = (
    "adds", "answers", "begins", "brings", "bring", "closes", "does", "drops", "finds", "go",
    "goes", "hides", "judges", "leaves", "links", "lists", "looks", "makes", "marks", "merges",
    "moves", "opens", "records", "saves", "says", "shows", "skips", "stops", "takes", "thaws",
    "turns", "unmarks", "writes", "reaches", "rejects", "accepts", "rates",
)  # fmt: skip
KEY = r"(?:[A-Za-z]|[gde\]\[][A-Za-z*/.>]|[?*/=<>&.]|g space|enter|tab|space|ctrl\+\w|f1)"
NAMED = re.compile(
    rf"(?:^|[\s(;:,“/]){KEY} (?:and {KEY} )?(?:{'|'.join(VERBS)})\b|: (?:g[*/.]|[/\]]\w?)$"
)
PLACE = re.compile(r"\{([a-z]+\.[a-z_]+)\}")


def spoken_words() -> Iterator[tuple[str, str]]:
    """Every literal that is no docstring, with where it stands."""
    for folder in SPOKEN:
        for file in sorted((HOUSE / folder).rglob("*.py")):
            name = file.relative_to(HOUSE).as_posix()
            if name in NO_MESSAGES:
                continue
            tree = ast.parse(file.read_text("utf-8"))
            told = {
                id(node.value)
                for node in ast.walk(tree)
                if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            }
            for node in ast.walk(tree):
                if not isinstance(node, ast.Constant) or id(node) in told:
                    continue
                if isinstance(node.value, str):
                    yield f"{name}:{node.lineno}", node.value


@pytest.mark.parametrize(
    "words",
    ["recorded; u takes it back", "none left, q goes back", "(R judges it)", "g/ looks elsewhere",
     "search something first: /", "n and N go through them", "enter takes them",
     "same words here: g*"],
)  # fmt: skip
def test_a_key_that_is_named_is_seen(words: str) -> None:
    assert NAMED.search(words)


def test_no_message_names_a_key_itself() -> None:
    found = [f"{where}: {words!r}" for where, words in spoken_words() if NAMED.search(words)]
    assert not found


def test_what_messages_name_are_actions() -> None:
    actions = {action.id for action in read_catalogue()}
    named = [(where, PLACE.findall(words)) for where, words in spoken_words()]
    assert sum(len(ids) for _, ids in named) > 40
    assert not [(where, one) for where, ids in named for one in ids if one not in actions]


def test_an_action_without_a_key_is_told_by_its_name() -> None:
    assert keyed("{desk.undo} takes it back", as_command) == ":desk.undo takes it back"
    assert keyed("a title with {braces} and {no.Action}", as_command).count("{") == 2


def own_keys(**keys: str) -> tuple[KeyOverride, ...]:
    return tuple(
        KeyOverride(name.replace("__", "."), tuple(filter(None, [key])), Path("keys.toml"), 1)
        for name, key in keys.items()
    )


@story
async def test_messages_name_the_keys_that_an_analyst_has(port: Path) -> None:
    keys = own_keys(
        desk__undo="f5", mark__again="f6", pane__escape="f7", pane__back="f8",
        article__done="f9", desk__help="", row__open="f10", claim__new="f11",
    )  # fmt: skip
    async with Desk.open(port, settings=replace(SETTINGS, keys=keys)) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("f7")
        assert desk.status == "f7 again leaves the article, f8 at once"
        await desk.press("*", "a", "y")
        assert desk.status.endswith("f5 takes it all back, f6 marks them again")
        assert desk.pane == Pane.FACTS
        await desk.press("%")
        assert desk.status == "% means nothing here; :desk.help lists the keys"
        await desk.press("f5", "tab", "f11", "enter")
        assert "f10 opens it, f5 takes it back" in desk.status
