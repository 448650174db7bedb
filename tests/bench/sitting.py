"""A sitting, played: six articles worked through as an analyst does, act by act, on 80x24.

What each kind of act sends is added up, and what for, so that a change of the screen shows where it
costs. The acts and their order never change: figures of two programs are about the same work.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from terminal_meter import Terminal
from wire_shares import Shares

ARTICLES = 6
PAUSE = 0.25
"""Seconds without a byte after which an act counts as done: what follows the cursor comes after
80 ms."""


class Act(NamedTuple):
    """One thing that the analyst does."""

    kind: str
    keys: tuple[str, ...]


def acts() -> Iterator[Act]:
    """The 248 acts of the sitting."""
    for _ in range(ARTICLES):
        yield from [Act("down in the list", ("down",))] * 2
        yield Act("open", ("enter",))
        yield from [Act("move in facts", ("down",))] * 8
        yield from [Act("accept", ("a",))] * 4
        yield from [Act("reject", ("x",))] * 2
        yield Act("undo", ("u",))
        yield Act("redo", ("\x12",))
        yield from [Act("move in facts", ("up",))] * 3
        yield Act("skip", ("s",))
        yield Act("to the text", ("tab",))
        yield from [Act("move in the text", ("down",))] * 4
        yield from [Act("next sentence", (")",))] * 3
        yield Act("page of the text", ("pagedown",))
        yield Act("claim prompt", ("c",))
        yield Act("leave the prompt", ("escape",))
        yield Act("to the facts", ("tab",))
        yield from [Act("next question", ("]", "u"))] * 3
        yield Act("help", ("?",))
        yield Act("leave the help", ("escape",))
        yield Act("back to the list", ("q",))
    yield from [Act("down in the list", ("down",))] * 2


class Played(NamedTuple):
    """What a sitting sent."""

    sizes: dict[str, list[int]]
    """Kind of act -> the bytes of each."""
    shares: dict[str, Shares]
    """Kind of act -> what they were for."""


def play(desk: Terminal) -> Played:
    """Play it; the library must be on the screen, with its first row under the cursor."""
    sizes: dict[str, list[int]] = {}
    shares: dict[str, Shares] = {}
    heard: list[bytes] = []
    desk.hears = heard.append
    for act in acts():
        heard.clear()
        cost = desk.press(*act.keys, quiet=PAUSE)
        sizes.setdefault(act.kind, []).append(cost.bytes)
        if act.kind not in shares:
            shares[act.kind] = Shares(desk.columns, desk.rows, _region)
        shares[act.kind].add(b"".join(heard))
    desk.hears = None
    return Played(sizes, shares)


REGIONS = ("heading", "text or list", "facts or list", "details", "status line")


def _region(line: int) -> str:
    """The part of the desk at 80x24 that a line belongs to."""
    if line == 0:
        return "heading"
    if line >= 21:
        return "status line" if line == 23 else "details"
    return "text or list" if line < 12 else "facts or list"
