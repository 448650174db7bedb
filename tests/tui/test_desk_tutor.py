"""The tutorial: done to the last lesson on a real terminal, skipped, left for good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from desk_driver import SETTINGS, Desk, story
from desk_terminal import Terminal, terminal

from workbench.present.cells import width_of
from workbench.settings import KeyOverride
from workbench.tui.catalogue import read_catalogue
from workbench.tui.keymap import build_keymap
from workbench.tui.keynames import show_keys
from workbench.tui.registry import Pane
from workbench.tui.tutorial import Lesson, Seen, Tutorial, load_lessons

CATALOGUE = read_catalogue()
COUNT = len(load_lessons())

STEPS = ("\r", "]u", "a", "esBenny\r", "\t", "V", "cBenyamin Rumbiak\r\r", "\r", "oRashid\r", "u",
         "glflang:id\r", "?")  # fmt: skip
"""What a newcomer types for each lesson but the last."""


def lesson(desk: Terminal, place: int) -> Callable[[], bool]:
    """Whether a lesson is shown, by its number from 1."""
    return lambda: f" {place}/{COUNT} " in "\n".join(desk.screen().splitlines()[-4:])


def test_it_can_be_done_from_the_first_lesson_to_the_last(tmp_path: Path) -> None:
    assert len(STEPS) == COUNT - 1
    with terminal(tmp_path / "mine.db", "tutor") as desk:
        for place, keys in enumerate(STEPS, 1):
            desk.until(lesson(desk, place), f"lesson {place}")
            desk.press(keys)
        desk.until(lambda: "type to search" in desk.screen(), "the help")
        desk.press("\x1b")
        desk.until(lesson(desk, COUNT), "the last lesson")
        desk.press("Q")
        assert desk.exit_code() == 0
        assert b"2 facts answered: 1 accepted, 1 corrected" in desk.output
    assert not (tmp_path / "mine.db").exists(), "it is a private copy"
    assert memory(tmp_path).exists(), "the demo offers it no more"


def memory(folder: Path) -> Path:
    """What is kept of it."""
    return folder / "home" / "state" / "workbench" / "tutorial"


def test_the_demo_offers_it_until_it_is_dismissed(tmp_path: Path) -> None:
    with terminal(tmp_path / "mine.db", "demo") as desk:
        desk.shows("New here? gT shows the first steps, gX hides this for good.")
        desk.press("gT")
        desk.until(lesson(desk, 1), "the first lesson")
        desk.press("g>g>")
        desk.until(lesson(desk, 3), "the third lesson")
        assert not memory(tmp_path).exists(), "it would be offered again"
        desk.press("gX")
        desk.shows("workbench tutor brings it back")
        assert not lesson(desk, 3)()
        desk.press("Q")
        assert desk.exit_code() == 0
    assert memory(tmp_path).exists()
    with terminal(tmp_path / "mine.db", "demo") as desk:
        desk.shows("a private copy")
        desk.press("j")
        desk.until(lambda: "2/31" in desk.screen(), "the next row")
        assert "New here?" not in desk.screen()


@story
async def test_on_ones_own_database_there_is_none(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        desk.shows_not("New here?")
        await desk.press("gT")
        assert "workbench tutor" in desk.status
        await desk.press("g>", "gX")
        assert "no tutorial" in desk.status


def test_lessons_name_actions_that_have_keys_where_they_are_wanted() -> None:
    keymap, problems = build_keymap(CATALOGUE, ())
    assert not problems
    known = {action.id for action in CATALOGUE}
    for one in load_lessons():
        seen: list[str] = []
        one.shown(lambda action_id, seen=seen: seen.append(action_id) or "")  # type: ignore[misc]
        for action_id in (*seen, *one.actions):
            assert action_id in known, action_id
            assert any(binding.action.id == action_id for binding in keymap.bindings), action_id
        assert set(one.panes) <= {pane.value for pane in Pane}


def test_every_lesson_fits_two_lines_of_80_cells() -> None:
    keymap, _ = build_keymap(CATALOGUE, ())
    keys: dict[str, str] = {}
    for binding in keymap.bindings:
        keys.setdefault(binding.action.id, show_keys(binding.keys))
    for one in load_lessons():
        words = one.shown(keys.__getitem__)
        first = 80 - len(" 10/13 ") - 1
        second = first - len("g> skips, gX leaves ") - 1
        line = ""
        rest = words.split(" ")
        while rest and width_of(f"{line} {rest[0]}".strip()) <= first:
            line = f"{line} {rest.pop(0)}".strip()
        assert width_of(" ".join(rest)) <= second, words


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@story
async def test_lessons_speak_the_analysts_own_keys(sample: Path, size: tuple[int, int]) -> None:
    own = KeyOverride("row.open", ("f6",), Path("keys.toml"), 1)
    async with Desk.open(sample, size=size, settings=replace(SETTINGS, keys=(own,))) as desk:
        desk.app.is_temporary = True
        await desk.press("gT")
        desk.shows(f" 1/{COUNT} ", "f6 opens the")
        await desk.press("j", "enter")
        desk.shows(f" 1/{COUNT} ")
        await desk.press("f6")
        desk.shows(f" 2/{COUNT} ")
        await desk.resize(100, 30)
        desk.shows(f" 2/{COUNT} ", "skips")


def test_a_lesson_waits_for_what_it_says() -> None:
    def seen(**what: object) -> Seen:
        return replace(Seen("", (), "library", False), **what)  # type: ignore[arg-type]

    tutorial = Tutorial(
        (Lesson("a", actions=("x",)), Lesson("b", acts=("accept",)), Lesson("c", panes=("text",)),
         Lesson("d", filtered=True), Lesson("e", panes=("library",)))
    )  # fmt: skip
    for wrong, right in (
        (seen(action="y"), seen(action="x")),
        (seen(action="x", acts=("reject",)), seen(acts=("reject", "accept"))),
        (seen(pane="facts"), seen(pane="text")),
        (seen(), seen(is_filtered=True)),
    ):
        assert not tutorial.look(wrong)
        assert tutorial.look(right)
    assert tutorial.is_last
    assert not tutorial.look(seen(pane="library")), "the last one stays"
    tutorial.skip()
    assert tutorial.is_last
