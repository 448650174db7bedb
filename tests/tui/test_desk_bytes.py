"""What the desk sends over the wire, step by step, on a real pseudo-terminal.

Bytes decide how the desk feels over a slow link, and they are the same in every run: a budget that
is broken was broken by a change of ours. No time is asserted. Where a step is a move, the key's own
bytes (sent at once, and again for each repeat of a held key) are told from what follows once the
cursor rests.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from desk_run import READY, copied, start_desk
from made_articles import make_store
from terminal_meter import Terminal

ARTICLES = 170
AT_THE_KEY = 0.04
"""Seconds of quiet that part a key's own bytes from what follows when the cursor rests."""
HELD = 50
"""Presses of a held key in one write."""

BUDGETS = {
    "start": 4_150,
    "start, 24-bit colours": 4_450,
    "resume": 4_150,
    "idle": 0,
    "library move, at the key": 30,
    "library move": 65,
    "library scroll, at the key": 180,
    "library page": 3_350,
    "library held": 2_050,
    "prompt": 40,
    "help": 2_350,
    "which-key": 500,
    "open": 4_250,
    "facts move, at the key": 45,
    "facts move": 260,  # with what other articles say, once the keys rest
    "facts page": 420,
    "pane switch": 175,
    "text move": 75,
    "accept": 440,
    "back": 4_050,
}
"""Step -> bytes at 120x40 and 256 colours: what was found, and a little for the words."""

NEWSBOATS_LIST = 2_003
"""Bytes that newsboat 2.21 sends for its list of these articles on the way back from one, at 80x24:
the median of the same six times (`tests/bench/peers.py`)."""


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


def moved(desk: Terminal, key: str, times: int = 3) -> tuple[float, float]:
    """Bytes of a move: at the key, the least since a slow machine sends what follows into the same
    quiet; and all that it brings about, the median."""
    at_once, whole = [], []
    for _ in range(times):
        first = desk.press(key, quiet=AT_THE_KEY).bytes
        at_once.append(first)
        whole.append(first + desk.settle().bytes)
    return min(filter(None, at_once), default=0), median(whole)


def resumed(desk: Terminal) -> int:
    """Bytes of the whole screen, after it was given away and taken back."""
    desk.press("\x1a", quiet=0.3)
    before = desk.bytes
    desk.process.send_signal(signal.SIGCONT)
    desk.settle()
    return desk.bytes - before


@pytest.fixture(scope="module")
def sent(desk: Terminal) -> dict[str, float]:
    """Bytes of every step, in one sitting."""
    found: dict[str, float] = {}
    desk.wait(READY)
    desk.settle()
    found["start"] = desk.bytes
    found["idle"] = desk.listen(2)
    in_the_library(desk, found)
    found["open"] = desk.press("enter", quiet=0.4).bytes
    desk.wait("facts")
    in_an_article(desk, found)
    found["back"] = desk.press("q", quiet=0.4).bytes
    found["resume"] = resumed(desk)
    assert desk.end("Q") == 0
    return found


def in_the_library(desk: Terminal, found: dict[str, float]) -> None:
    desk.press("down")
    found["library move, at the key"], found["library move"] = moved(desk, "down")
    found["library page"] = median(desk.press("pagedown").bytes for _ in range(3))
    found["library scroll, at the key"], _ = moved(desk, "down")
    desk.press("home")
    found["library held"] = desk.press(*["down"] * HELD).bytes
    assert f"{HELD + 1}/{ARTICLES}" in desk.text()
    desk.press("home")
    found["prompt"] = desk.press(":").bytes
    desk.press("escape", quiet=0.4)
    found["help"] = desk.press("?").bytes
    desk.press("escape", quiet=0.4)
    found["which-key"] = desk.press("g", quiet=1).bytes
    desk.press("escape", quiet=0.4)


def in_an_article(desk: Terminal, found: dict[str, float]) -> None:
    found["facts move, at the key"], found["facts move"] = moved(desk, "down")
    found["pane switch"] = max(desk.press("tab").bytes, desk.press("tab").bytes)
    desk.press("tab")
    found["text move"] = median(desk.press("down").bytes for _ in range(3))
    desk.press("tab")
    found["accept"] = desk.press("a", quiet=0.4).bytes
    desk.wait("accepted|claim")
    desk.press("end", quiet=0.4)
    for _ in range(4):  # so that the text, whose words are further apart, stays where it is
        desk.press("up", quiet=0.4)
    found["facts page"] = desk.press("end").bytes


@pytest.fixture(scope="module")
def sent_in_colour(store: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Bytes of the start where the terminal takes 24-bit colours."""
    folder = tmp_path_factory.mktemp("colour")
    with start_desk(copied(store, folder / "desk.db"), folder, COLORTERM="truecolor") as desk:
        desk.wait(READY)
        desk.settle()
        assert desk.end("Q") == 0
        return desk.bytes


@pytest.mark.parametrize("step", BUDGETS)
def test_a_step_stays_within_its_bytes(
    sent: dict[str, float], sent_in_colour: int, step: str
) -> None:
    """A step that sends nothing was not done, and its budget means nothing."""
    found = {**sent, "start, 24-bit colours": sent_in_colour}
    assert found[step] <= BUDGETS[step], found
    assert found[step] > 0 or step == "idle", found


def test_back_to_the_list_costs_no_more_than_newsboats_list(store: Path, tmp_path: Path) -> None:
    database = copied(store, tmp_path / "desk.db")
    with start_desk(database, tmp_path, size=(80, 24)) as desk:
        desk.wait(READY)
        desk.settle()
        sent = []
        for _ in range(6):
            desk.press("down", "down", quiet=0.25)
            desk.press("enter", quiet=0.4)
            desk.wait("facts")
            desk.press("down", quiet=0.25)
            sent.append(desk.press("q", quiet=0.4).bytes)
            assert "library" in desk.text().splitlines()[-1]
        assert median(sent) <= NEWSBOATS_LIST, sent
        assert desk.end("Q") == 0


def test_what_is_sent_in_parts_adds_up_to_the_whole_screen(store: Path, tmp_path: Path) -> None:
    """After each step the terminal shows what it shows when everything is painted anew."""
    steps = ("down", "pagedown", "enter", "down", "a", "tab", "down", "v", "q", "down")
    with start_desk(copied(store, tmp_path / "desk.db"), tmp_path) as desk:
        desk.wait(READY)
        desk.settle()
        for step in steps:
            desk.press(step, quiet=0.25)
            in_parts = desk.text()
            desk.resize(desk.columns + 1, desk.rows)
            desk.resize(desk.columns - 1, desk.rows)
            for _ in range(20):  # the machine may be busy
                if desk.text() == in_parts:
                    break
                desk.settle()
            assert desk.text() == in_parts, step
        assert desk.end("Q") == 0


def test_what_follows_a_held_key_is_sent_once(store: Path, tmp_path: Path) -> None:
    with start_desk(copied(store, tmp_path / "desk.db"), tmp_path) as desk:
        desk.wait(READY)
        desk.settle()
        held = desk.press(*["down"] * 10)
        assert held.bytes <= 10 * BUDGETS["library move, at the key"] + BUDGETS["library move"]
        assert f"11/{ARTICLES}" in desk.text()
        assert desk.end("Q") == 0


def test_without_the_frame_diff_lines_are_sent_whole(store: Path, tmp_path: Path) -> None:
    """What the budgets rest on: the same desk, painted by textual alone, breaks them."""
    with start_desk(copied(store, tmp_path / "desk.db"), tmp_path, WORKBENCH_FRAME="plain") as desk:
        desk.wait(READY)
        desk.settle()
        assert desk.press("pagedown").bytes > 1.8 * BUDGETS["library page"]
        assert desk.end("Q") == 0
