"""The keys in the status line: of what is under the cursor, from the analyst's own keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, story

from workbench.present.cells import width_of
from workbench.settings import OFF, KeyOverride, Settings
from workbench.tui.catalogue import read_catalogue
from workbench.tui.hints import HELP, hint_words, read_hints
from workbench.tui.keymap import Keymap, build_keymap
from workbench.tui.registry import Pane

ACTIONS = {action.id: action for action in read_catalogue()}
OF_ROWS = {
    "question": Pane.FACTS, "credit": Pane.FACTS, "answered": Pane.FACTS, "own": Pane.FACTS,
    "nothing": Pane.FACTS, "words": Pane.SELECTION, "decided": Pane.CASE,
}  # fmt: skip
"""What may be under the cursor in one pane."""
ROOM = 80 - len(" suggestions  rini ")


def keymap(*overrides: KeyOverride) -> Keymap:
    return build_keymap(tuple(ACTIONS.values()), overrides)[0]


def always(action_id: str) -> str | None:
    return None


@pytest.mark.parametrize("under", read_hints())
def test_what_is_offered_works_there_and_fits(under: str) -> None:
    pane = OF_ROWS.get(under) or Pane(under)
    for action_id in read_hints()[under]:
        assert ACTIONS[action_id].works_in(pane)
        assert keymap().keys_for(action_id, pane), f"{action_id} has no key there"
    words = hint_words(under, pane, keymap(), why_not=always)
    assert 3 <= words.count("  ") + 1 <= 5
    assert width_of(words) <= ROOM


def test_every_pane_has_its_own_or_those_of_anywhere() -> None:
    for pane in Pane:
        words = hint_words(pane.value, pane, keymap(), why_not=always)
        assert words.endswith("? keys"), pane


def test_keys_are_the_analyst_s_own_and_what_has_none_is_left_out() -> None:
    file = Path("keys.toml")
    mine = keymap(
        KeyOverride("fact.accept", ("enter",), file, 1), KeyOverride("fact.reject", (), file, 2)
    )
    words = hint_words("question", Pane.FACTS, mine, why_not=always)
    assert words.startswith("enter accept  es speaker")


def test_what_cannot_be_done_now_is_left_out() -> None:
    def why_not(action_id: str) -> str | None:
        return None if action_id in ("fact.reject", HELP) else "not now"

    assert hint_words("question", Pane.FACTS, keymap(), why_not=why_not) == "x reject  ? keys"


@story
async def test_the_status_line_offers_what_the_row_under_the_cursor_calls_for(port: Path) -> None:
    async with Desk.open(port) as desk:
        desk.shows("enter open", "? keys")
        await desk.go_to("Kapal Terakhir")
        await desk.on_quote("Semua penumpang")
        desk.shows("a accept  x reject")
        await desk.press("a")
        desk.shows_not("a accept")
        await desk.press("tab")
        desk.shows("V sentence", "tab facts")


@story
async def test_a_setting_turns_the_offer_off(port: Path) -> None:
    async with Desk.open(port, settings=Settings(hints=OFF)) as desk:
        desk.shows_not("? keys")
        await desk.go_to("Kapal Terakhir")
        desk.shows_not("a accept")
