from __future__ import annotations

from pathlib import Path

import pytest

from workbench.settings import KeyOverride
from workbench.tui.catalogue import read_catalogue
from workbench.tui.help import PANE_WORDS, elsewhere_rows, help_rows, keys_markdown, which_key_rows
from workbench.tui.keymap import build_keymap
from workbench.tui.keys import KeyReader, Pending
from workbench.tui.registry import Group, Handler, Pane, Registry, lineage

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = read_catalogue()
KEYMAP, _ = build_keymap(CATALOGUE)
ACTIONS = {action.id: action for action in CATALOGUE}


def _can(action_id: str) -> str | None:
    return None


def test_the_key_page_is_what_the_catalogue_says() -> None:
    """After a change: python -m workbench.tui.help > docs/keys.md"""
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == keys_markdown()


def test_every_action_stands_on_the_key_page_once() -> None:
    page = keys_markdown()
    for action in CATALOGUE:
        assert page.count(f"`{action.id}`") == 1, action.id
        if action.command:
            assert f"`:{action.command}`" in page


def test_every_action_is_described_in_words() -> None:
    for action in CATALOGUE:
        assert action.title[0].isupper(), action.id
        assert action.help.endswith("."), action.id
        noun, _, verb = action.id.partition(".")
        assert noun.isidentifier(), action.id
        assert verb.isidentifier(), action.id
    assert len(ACTIONS) == len(CATALOGUE)
    assert {action.group for action in CATALOGUE} == set(Group)
    assert set(PANE_WORDS) == set(Pane)


def test_command_names_are_not_shared() -> None:
    names = [action.command for action in CATALOGUE if action.command]
    assert len(names) == len(set(names))
    assert not set(names) & set(ACTIONS)


@pytest.mark.parametrize("pane", list(Pane))
def test_help_lists_what_works_here_and_only_that(pane: Pane) -> None:
    rows = help_rows(CATALOGUE, KEYMAP, pane, why_not=_can)
    for row in rows:
        assert set(ACTIONS[row.action_id].panes) & set(lineage(pane))
    assert "desk.help" in {row.action_id for row in rows}
    assert ("selection.swap" in {row.action_id for row in rows}) == (pane is Pane.SELECTION)


def test_a_key_that_means_something_nearer_is_not_listed() -> None:
    rows = {row.action_id: row for row in help_rows(CATALOGUE, KEYMAP, Pane.CLAIM, why_not=_can)}
    assert rows["origin.show"].keys == ("go",)
    assert "fact.correct_speaker" not in rows
    assert rows["chain.add_hop"].keys == ("o",)


def test_help_is_searched_by_all_words_in_keys_titles_and_ids() -> None:
    def ids(query: str) -> list[str]:
        found = help_rows(CATALOGUE, KEYMAP, Pane.TEXT, why_not=_can, query=query)
        return [row.action_id for row in found]

    assert ids("]u") == ["jump.next_question", "jump.next_unfinished"]
    assert ids("NOTHING record") == ["article.done"]
    assert ids("zebra") == []


def test_what_is_searched_is_found_in_other_panes_too_with_where_it_works() -> None:
    found = elsewhere_rows(CATALOGUE, KEYMAP, Pane.FACTS, "hop")
    rows = {row.action_id: row for row in found}
    assert rows["chain.add_hop"].keys == ("o",)
    assert rows["chain.add_hop"].reason == "on a claim"
    assert elsewhere_rows(CATALOGUE, KEYMAP, Pane.FACTS, "") == ()
    here = help_rows(CATALOGUE, KEYMAP, Pane.FACTS, why_not=_can, query="hop")
    assert not set(rows) & {row.action_id for row in here}


def test_what_cannot_be_done_is_listed_with_the_reason() -> None:
    rows = help_rows(
        CATALOGUE,
        KEYMAP,
        Pane.TEXT,
        why_not=lambda action_id: "nothing to undo" if action_id == "desk.undo" else None,
    )
    assert {row.action_id: row.reason for row in rows}["desk.undo"] == "nothing to undo"


def test_which_key_names_what_may_follow() -> None:
    outcome = KeyReader(KEYMAP).feed("g", Pane.TEXT)
    assert isinstance(outcome, Pending)
    rows = which_key_rows(ACTIONS, outcome.continuations, why_not=_can)
    assert {row.key: row.title for row in rows}["g"] == "To the top"
    override = KeyOverride("desk.mouse", ("g m m",), Path("keys.toml"), 1)
    longer, _ = build_keymap(CATALOGUE, [override])
    outcome = KeyReader(longer).feed("g", Pane.TEXT)
    assert isinstance(outcome, Pending)


class _Desk:
    def __init__(self) -> None:
        self.done: list[int | None] = []


def _note(desk: _Desk, count: int | None) -> None:
    desk.done.append(count)


def test_a_registry_needs_one_handler_for_each_action() -> None:
    two = CATALOGUE[:2]
    first, second = (Handler[_Desk](_note) for _ in two)
    registry = Registry.of(two, {two[0].id: first}, {two[1].id: second})
    desk = _Desk()
    registry.run(two[0].id, desk, count=3)
    assert desk.done == [3]
    assert registry.why_not(two[0].id, desk) is None
    with pytest.raises(ValueError, match=f"without a handler: {two[1].id}"):
        Registry.of(two, {two[0].id: first})
    with pytest.raises(ValueError, match="twice"):
        Registry.of(two, {two[0].id: first}, {two[0].id: second})
    with pytest.raises(ValueError, match=r"without an action: no\.such"):
        Registry.of(two, {"no.such": first})


def test_an_action_is_found_by_id_and_by_its_short_name() -> None:
    registry = Registry.of(CATALOGUE, {a.id: Handler[_Desk](_note) for a in CATALOGUE})
    assert registry.named("q") is ACTIONS["desk.quit"]
    assert registry.named("desk.quit") is ACTIONS["desk.quit"]
    assert registry.named("") is None


def test_what_is_a_pane_s_own_comes_before_what_works_everywhere() -> None:
    actions = read_catalogue()
    keymap, _ = build_keymap(actions)
    for pane in (Pane.FACTS, Pane.SELECTION, Pane.BOARD):
        rows = help_rows(actions, keymap, pane, why_not=lambda _: None)
        panes = {action.id: action.panes for action in actions}
        near = lineage(pane)
        far = [
            next(at for at, one in enumerate(near) if one in panes[row.action_id]) for row in rows
        ]
        assert far == sorted(far)
        assert far[0] == 0
