"""The desk on a terminal, page after page: which keys lead where, and what must show there."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desk_terminal import Terminal
from waiting import PATIENCE

DESK_VERBS = {"open", "demo", "tutor"}
"""Verbs that open the desk."""
ESCAPE, ENTER, TAB, F1 = "\x1b", "\r", "\t", "\x1bOP"
SIZE = (120, 30)


@dataclass(frozen=True)
class Step:
    """Keys, and what the screen shows then: some words, and the pane in the status line."""

    keys: str
    shows: str
    pane: str = ""
    """Empty while a prompt is open, which the status line shows instead."""


LIST = "title   "
"""The head of the list of articles."""
OPENING = Step("", "? keys", "library")
STEPS = (
    OPENING,
    Step("?", "keys library"),
    Step(ESCAPE, LIST, "library"),
    Step("H", LIST, "library"),
    Step("H", "by week", "library"),
    Step("gj", "The journal, newest first", "journal"),
    Step("q", LIST, "library"),
    Step("W" + "pagi" + ENTER + "s", "pagi", "library"),
    Step(":selections" + ENTER, "pagi", "selections"),
    Step("q", LIST, "library"),
    Step("gQ", "My queue", "anywhere"),
    Step("q", LIST, "library"),
    Step(":team" + ENTER, "analyst", "team"),
    Step("q", LIST, "library"),
    Step(":topics" + ENTER, "Topics", "topics"),
    Step("q", LIST, "library"),
    Step(":codebook" + ENTER, "Codebook, version", "codebook"),
    Step("v", "Versions of the codebook", "anywhere"),
    Step("q", "Codebook, version", "codebook"),
    Step("q", LIST, "library"),
    Step(":flags" + ENTER, "Flagged for the codebook", "codebook"),
    Step("q", LIST, "library"),
    Step(":families" + ENTER, "belong", "sources"),
    Step("q", LIST, "library"),
    Step(":same" + ENTER, "Sources that may be one", "sameness"),
    Step("q", LIST, "library"),
    Step(":waiting" + ENTER, "Came in and waits", "arrivals"),
    Step("q", LIST, "library"),
    Step("gk", "claims answers speaker", "agreement"),
    Step("q", LIST, "library"),
    Step(":differences" + ENTER, "Where analysts differ", "differences"),
    Step("q", LIST, "library"),
    Step(":otherwise" + ENTER, "Decided otherwise", "otherwise"),
    Step("q", LIST, "library"),
    Step("gH", "dead: 7", "timeline"),
    Step("q", LIST, "library"),
    Step("g/" + "gencatan" + ENTER, "article holds", "anywhere"),
    Step("q", LIST, "library"),
    Step(":filter title:Gencatan" + ENTER, "title:Gencatan", "library"),
    Step(ENTER, "Ingrid Solheim", "facts"),
    Step("gw", "Why the machine found it", "anywhere"),
    Step("q", "Ingrid Solheim", "facts"),
    Step("aaaa", "✓ ← Idris al-Ka", "facts"),
    Step("es", "who"),
    Step(ESCAPE, "Ingrid Solheim", "facts"),
    Step("T", "▌       #", "facts"),
    Step("T", "Ingrid Solheim", "facts"),
    Step(TAB, "Ingrid Solheim", "text"),
    Step("B", "Codebook, version", "text"),
    Step("B", "Ingrid Solheim", "text"),
    Step("ga", "U+", "text"),
    Step("]xX", "uncovered", "text"),
    Step("v", "Ingrid Solheim", "selection"),
    Step(ESCAPE, "Ingrid Solheim", "text"),
    Step("i" + "catatan pagi" + ENTER, "noted", "text"),
    Step(":notes" + ENTER, "catatan pagi", "anywhere"),
    Step("q", "Ingrid Solheim", "text"),
    Step("c" + "Dewi Lestari" + ENTER, "Dewi Lestari has it from"),
    Step(ESCAPE, "· ← Dewi Lestari", "text"),
    Step(ENTER, "words  ", "claim"),
    Step("er" + "Naskah dibahas." + ENTER, "Naskah dibahas.", "claim"),
    Step(":origin" + ENTER, "origin", "anywhere"),
    Step("q", "words  ", "claim"),
    Step(":source" + ENTER, "Source: ", "sources"),
    Step("q", "words  ", "claim"),
    Step("q", "Ingrid Solheim", "text"),
    Step("q", LIST, "library"),
    Step(":filter title:Kimia" + ENTER, "title:Kimia", "library"),
    Step(ENTER, "Gudang Kimia", "facts"),
    Step("jgp", "of other articles", "counterparts"),
    Step("q", "Gudang Kimia", "facts"),
    Step("jg*", "records", "suggestions"),
    Step("q", "Gudang Kimia", "facts"),
    Step("eogK", "Kept open", "open"),
    Step("q", "Gudang Kimia", "facts"),
    Step("a", "accepted", "facts"),
    Step("gr", "The same story as", "related"),
    Step("j=", "Cakrawala Pos 2026-03-10", "compare"),
    Step("q", "The same story as", "related"),
    Step("T", "very words", "carry"),
    Step("q", "The same story as", "related"),
    Step("q", "Gudang Kimia", "facts"),
    Step("q", LIST, "library"),
    Step(":filter lang:ar" + ENTER, "lang:ar", "library"),
    Step(ENTER, "#18", "facts"),
    Step("t", "Front Selatan menolak", "text"),
    Step("t", "#18", "text"),
    Step("q", LIST, "library"),
    Step(":claims" + ENTER, "Naskah dibahas.", "board"),
    Step("q", LIST, "library"),
    Step("gh", "from whom, and what", "timeline"),
    Step("t", "said", "timeline"),
    Step("q", LIST, "library"),
    Step("gL", "Learned from", "anywhere"),
    Step("q", LIST, "library"),
    Step("gd", "origins articles", "dossier"),
    Step(ENTER, "this one", "group"),
    Step("q", "origins articles", "dossier"),
    Step("q", LIST, "library"),
    Step("gn", "has it from", "network"),
    Step(ENTER, "has from", "anywhere"),
    Step("q", "has it from", "network"),
    Step("q", LIST, "library"),
)


def walk_desk(command: str, folder: Path, sample: Path) -> None:
    """Every page, on a database with the sample set, which is left with what was recorded."""
    _walk(command, folder, ("open", str(sample)), STEPS)


def walk_demo(command: str, folder: Path) -> None:
    """The demo."""
    _walk(command, folder, ("demo",), (Step("", "a private copy", "library"),))


def walk_tutor(command: str, folder: Path) -> None:
    """The tutorial."""
    _walk(command, folder, ("tutor",), (Step("", "Invented articles", "library"),))


def panes_walked() -> set[str]:
    """Every pane that a step leads to."""
    return {step.pane for step in STEPS}


def _walk(command: str, folder: Path, words: Iterable[str], steps: Iterable[Step]) -> None:
    desk = Terminal(folder / "walk.db", *words, size=SIZE, command=(command,))
    try:
        for step in steps:
            desk.press(step.keys)
            _shown(desk, step)
        desk.press("Q")
        if (code := desk.exit_code()) != 0:
            sys.exit(f"workbench {' '.join(words)} ended with {code}")
    finally:
        if desk.process.poll() is None:
            desk.process.kill()
            desk.process.wait()


def _shown(desk: Terminal, step: Step) -> None:
    """Wait until the screen shows what the step says."""
    end = time.monotonic() + PATIENCE
    while True:
        screen = desk.screen()
        pane = ["", "", *screen.splitlines()[-1].split()][-2]
        if step.shows in screen and step.pane in ("", pane):
            return
        if time.monotonic() > end or desk.process.poll() is not None:
            sys.exit(f"{step} was not shown:\n{screen}")
        desk.read(0.05)
