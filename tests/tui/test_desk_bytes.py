"""What the desk sends over the wire, step by step, on a real pseudo-terminal.

Bytes decide how the desk feels over a slow link, and they are the same in every run: a budget that
is broken was broken by a change of ours. No time is asserted. Where a step is a move, the key's own
bytes (sent at once, and again for each repeat of a held key) are told from what follows once the
cursor rests.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from desk_run import READY, copied, start_desk
from made_articles import make_store
from terminal_meter import Terminal

ARTICLES = 40
AT_THE_KEY = 0.04
"""Seconds of quiet that part a key's own bytes from what follows when the cursor rests."""

BUDGETS = {
    "start": 32_000,
    "idle": 0,
    "library move, at the key": 90,
    "library move": 420,
    "library page": 14_000,
    "prompt": 520,
    "open": 25_000,
    "facts move, at the key": 90,
    "facts move": 1_400,
    "pane switch": 480,
    "text move": 430,
    "accept": 1_900,
    "back": 15_500,
}
"""Step -> bytes at 120x40 and 256 colours: what was reached, and a fifth for air."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of articles of our own; not to be written to."""
    return make_store(tmp_path_factory.mktemp("made"), ARTICLES)


@pytest.fixture(scope="module")
def desk(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """A desk for an analyst who was never there."""
    folder = tmp_path_factory.mktemp("bytes")
    with start_desk(copied(store, folder / "desk.db"), folder) as terminal:
        yield terminal


def moved(desk: Terminal, key: str, times: int = 5) -> tuple[int, float]:
    """Bytes of a move: the least at the key, and the median of all that it brings about."""
    at_once, whole = [], []
    for _ in range(times):
        first = desk.press(key, quiet=AT_THE_KEY).bytes
        at_once.append(first)
        whole.append(first + desk.settle().bytes)
    return min(at_once), median(whole)


@pytest.fixture(scope="module")
def sent(desk: Terminal) -> dict[str, float]:
    """Bytes of every step, in one sitting."""
    found: dict[str, float] = {}
    desk.wait(READY)
    desk.settle()
    found["start"] = desk.bytes
    found["idle"] = desk.listen(3)
    desk.press("down")
    found["library move, at the key"], found["library move"] = moved(desk, "down")
    found["library page"] = desk.press("pagedown").bytes
    desk.press("home")
    found["prompt"] = desk.press(":").bytes
    desk.press("escape", quiet=0.4)
    found["open"] = desk.press("enter", quiet=0.4).bytes
    desk.wait("facts")
    found["facts move, at the key"], found["facts move"] = moved(desk, "down")
    found["pane switch"] = max(desk.press("tab").bytes, desk.press("tab").bytes)
    desk.press("tab")
    found["text move"] = desk.press("down").bytes
    desk.press("tab")
    found["accept"] = desk.press("a", quiet=0.4).bytes
    desk.wait("accepted|claim")
    found["back"] = desk.press("q", quiet=0.4).bytes
    assert desk.end("Q") == 0
    return found


@pytest.mark.parametrize("step", BUDGETS)
def test_a_step_stays_within_its_bytes(sent: dict[str, float], step: str) -> None:
    assert sent[step] <= BUDGETS[step], sent


@pytest.mark.parametrize("step", [step for step in BUDGETS if step != "idle"])
def test_a_step_is_seen(sent: dict[str, float], step: str) -> None:
    """A step that sends nothing was not done, and its budget means nothing."""
    assert sent[step] > 0, sent


def test_what_is_sent_in_parts_adds_up_to_the_whole_screen(store: Path, tmp_path: Path) -> None:
    """After each step the terminal shows what it shows when everything is painted anew."""
    steps = ("down", "pagedown", "enter", "down", "a", "tab", "down", "v", "q", "down")
    with start_desk(copied(store, tmp_path / "desk.db"), tmp_path) as desk:
        desk.wait(READY)
        desk.settle()
        for step in steps:
            desk.press(step)
            in_parts = desk.text()
            desk.resize(desk.columns + 1, desk.rows)
            desk.resize(desk.columns - 1, desk.rows)
            assert desk.text() == in_parts, step
        assert desk.end("Q") == 0


def test_what_follows_a_held_key_is_sent_once(store: Path, tmp_path: Path) -> None:
    with start_desk(copied(store, tmp_path / "desk.db"), tmp_path) as desk:
        desk.wait(READY)
        desk.settle()
        held = desk.press(*["down"] * 10)
        assert held.bytes <= 10 * BUDGETS["library move, at the key"] + BUDGETS["library move"]
        assert "11/40" in desk.text()
        assert desk.end("Q") == 0
