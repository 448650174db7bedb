"""The tutorial on the desk: two lines above the status that say what to do next.

It watches what actions did and never reads a key. Whether it was offered, left for good or done is
kept among the state files, where losing it costs nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.paths import private_folder, state_folder
from workbench.present.cells import fit, width_of
from workbench.present.runs import Run, Runs
from workbench.tui.tutorial import Seen, Tutorial, load_lessons

if TYPE_CHECKING:
    from workbench.tui.screens.calls import Calls
    from workbench.tui.screens.home import Home
    from workbench.tui.screens.screen import DeskScreen

OFFER, BEGIN = "offer", "begin"
"""What the desk is opened with: offer the tutorial in a line, or begin it."""
_MEMORY = "tutorial"
"""Name of the state file."""


class Tutor:
    """Offers the tutorial, and leads through it."""

    def __init__(self, screen: DeskScreen, calls: Calls, home: Home) -> None:
        self._screen = screen
        self._calls = calls
        self._home = home
        self._tutorial: Tutorial | None = None
        self._offers = False
        self._seq = 0
        """The last journal entry that was seen."""

    @property
    def is_running(self) -> bool:
        """Whether a lesson is shown."""
        return self._tutorial is not None

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to leave."""
        return self._offers or self.is_running

    async def open(self, lessons: str) -> None:
        """As the desk was opened: begin, or offer it where nobody said no yet."""
        if lessons == BEGIN:
            await self.begin()
        elif lessons == OFFER and not await asyncio.to_thread(_is_known):
            self._offers = True
            self._show()

    async def begin(self) -> None:
        """From the first lesson on."""
        self._offers = False
        self._tutorial = Tutorial(await asyncio.to_thread(load_lessons))
        self._seq, _ = await asyncio.to_thread(self._calls.bench.store.journal.head)
        self._show()

    async def look(self, action_id: str) -> None:
        """An action was done: is it what the lesson waits for?"""
        if self._tutorial is None:
            return
        screen = self._screen
        seen = Seen(
            action="" if screen.is_warned else action_id,
            acts=await asyncio.to_thread(self._acts),
            pane=screen.pane.value,
            is_filtered=bool(screen.library.library.words),
        )
        if self._tutorial.look(seen):
            await self._went_on()

    async def skip(self) -> None:
        """To the next lesson."""
        if self._tutorial:
            self._tutorial.skip()
            await self._went_on()

    async def leave(self) -> None:
        """No more of it, now and at later starts."""
        self._tutorial, self._offers = None, False
        self._show()
        await asyncio.to_thread(_remember)

    async def _went_on(self) -> None:
        self._show()
        if self._tutorial and self._tutorial.is_last:
            await asyncio.to_thread(_remember)

    def _acts(self) -> tuple[str, ...]:
        entries = [entry for entry, *_ in self._calls.bench.store.journal.entries(after=self._seq)]
        if entries:
            self._seq = entries[-1].seq
        return tuple(entry.op for entry in entries)

    def _show(self) -> None:
        lessons = 2 if self._tutorial else int(self._offers)
        self._screen.wish(self._screen.wishes._replace(lessons=lessons))
        self._screen.bar.lift(lessons + 1 if lessons else 0)  # the lesson says what to type
        self._screen.teach(self._lines if lessons else None)

    def _lines(self, width: int) -> Sequence[tuple[Runs, Runs]]:
        """What stands left and right in each line."""
        if self._tutorial is None:
            words = f" New here? {self._keys('tutor.start')} shows the first steps, "
            words += f"{self._keys('tutor.leave')} hides this for good."
            return [((Run(fit(words, width), "prompt"),), ())]
        place = f" {self._tutorial.place + 1}/{len(self._tutorial.lessons)} "
        ways = f"{self._keys('tutor.skip')} skips, {self._keys('tutor.leave')} leaves "
        upper, lower = _in_two(
            self._tutorial.lesson.shown(self._keys),
            width - width_of(place) - 1,
            width - width_of(place) - width_of(ways) - 2,
        )
        return [
            ((Run(place, "status_key"), Run(f" {upper}", "prompt")), ()),
            ((Run(f"{' ' * width_of(place)} {lower}", "prompt"),), (Run(ways, "dim"),)),
        ]

    def _keys(self, action_id: str) -> str:
        return self._shown_keys.get(action_id) or f":{action_id}"

    @cached_property
    def _shown_keys(self) -> dict[str, str]:
        """The first keys of each action."""
        from workbench.tui.keynames import show_keys

        keys: dict[str, str] = {}
        for binding in self._home.keymap.bindings:
            keys.setdefault(binding.action.id, show_keys(binding.keys))
        return keys


def _in_two(words: str, first: int, second: int) -> tuple[str, str]:
    """The words on two lines of these cells, parted between words; what is too long is cut."""
    line: list[str] = []
    rest = words.split(" ")
    while rest and width_of(" ".join([*line, rest[0]])) <= first:
        line.append(rest.pop(0))
    return " ".join(line), fit(" ".join(rest), max(1, second)).rstrip()


def _is_known() -> bool:
    """Whether the tutorial was done or left before, on this account."""
    return (state_folder() / _MEMORY).exists()


def _remember() -> None:
    """Offer it no more. Where nothing can be kept it is offered again: no harm."""
    try:
        (private_folder(state_folder()) / _MEMORY).write_text("seen\n", "utf-8")
    except (OSError, WorkbenchError):
        return
