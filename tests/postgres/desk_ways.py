"""A short sitting at a desk, step by step: how often each goes to a server and back, and how long
the analyst waits for what she sees of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from desk_driver import SAMPLE, Desk, library
from waiting import PATIENCE

from workbench.domain.fact import Quote

Ways = Callable[[], int]
"""How often something went to the server so far."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that an analyst does."""

    name: str
    keys: tuple[str, ...]
    """The last one does it."""
    shows: Callable[[Desk], object]
    """What is another one once she sees what came of it."""


class Cost(NamedTuple):
    """What a step took."""

    ways: int
    """Until it is seen."""
    beside: int
    """Behind that, beside the keys."""
    seconds: float
    """Until it is seen."""


def _number(desk: Desk) -> int | None:
    return desk.screen_of.opened.article.view.number if desk.screen_of.opened else None


def _claims(desk: Desk) -> int:
    return len(desk.screen_of.opened.article.view.claims) if desk.screen_of.opened else 0


def _last(desk: Desk) -> object:
    """Whether the last row of the list is there to be read."""
    library = desk.screen_of.library.library
    return library.row(len(library) - 1) is not None


def _painted(desk: Desk) -> str:
    """The lines over the list: which page is shown, not only meant."""
    return "\n".join(desk.strips()[:2])


SITTING = (
    Step("a move in the list", ("j",), lambda desk: desk.row),
    Step("a page of the list", ("G",), _last),
    Step("an article is opened", ("g", "g", "enter"), _number),
    Step("a move between facts", ("j",), lambda desk: desk.row),
    Step("a move in the text", ("tab", "w"), lambda desk: desk.page.article.offset),
    Step("a claim is made", ("c", "enter"), _claims),
    Step("it is taken back", ("u",), _claims),
    Step("a quote is accepted", ("tab", "Q", "a"), _claims),
    Step("a suggestion is rejected", ("x",), lambda desk: "rejected" in desk.status),
    Step("undo", ("u",), lambda desk: "undo" in desk.status),
    Step("the next article", ("J",), _number),
    Step("back in the list", ("q",), _painted),
    Step("words in all articles", ("g", "/", *"kapal", "enter"), _painted),
    Step("the board of claims", ("q", "g", "c"), _painted),
)


def made_library(folder: Path) -> Path:
    """A file with the sample set, and more articles than a list reads at once."""
    more = folder / "more"
    more.mkdir()
    for n in range(80):
        words = f"Kabar {n}\n\nKapal nomor {n} tiba di pelabuhan."
        (more / f"{n}.txt").write_text(words, encoding="utf-8")
    return library(folder / "library.db", SAMPLE, more)


async def sitting(desk: Desk, ways: Ways) -> dict[str, Cost]:
    """What each step of a sitting takes, by its name. It begins in the list."""
    return {step.name: await _cost(desk, step, ways) for step in SITTING}


async def _cost(desk: Desk, step: Step, ways: Ways) -> Cost:
    for key in step.keys[:-1]:
        await (_on_a_quote(desk) if key == "Q" else desk.press(key))
    await settled(desk)
    seen, began, before = step.shows(desk), time.monotonic(), ways()
    desk.put(step.keys[-1])
    async with asyncio.timeout(PATIENCE):
        while step.shows(desk) == seen:
            await asyncio.sleep(0.001)
    took, gone = time.monotonic() - began, ways() - before
    await settled(desk)
    return Cost(gone, ways() - before - gone, took)


async def _on_a_quote(desk: Desk) -> None:
    """The cursor goes to a question that gives a claim whose source is somebody."""
    await desk.on_fact(
        lambda fact: isinstance(fact.attributes, Quote) and fact.attributes.speaker is not None
    )


async def settled(desk: Desk) -> None:
    """Wait until nothing goes on beside the keys."""
    await desk.done()
    if weighing := desk.app.desk.places._judge:
        await weighing
    await desk.done()
