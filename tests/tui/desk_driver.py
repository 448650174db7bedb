"""The desk as its user meets it: keys go in, lines of the screen come out.

Stories read as what an analyst does: `await desk.press("]u", "a")`, then `desk.shows(...)`. Every
wait is for the desk having done what was typed, never for time to pass.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.pilot import Pilot
from textual.worker import Worker
from waiting import PATIENCE

from workbench.domain.claim import Claim
from workbench.domain.fact import Fact, Quote
from workbench.domain.span import Span
from workbench.policy import OPEN, Policy
from workbench.services.importing import import_documents, read
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Sight, Workbench
from workbench.settings import Settings
from workbench.store import Access, open_store
from workbench.tui.app import DeskApp
from workbench.tui.keynames import NAMES
from workbench.tui.pages.article import ArticlePage
from workbench.tui.pages.claim import ClaimPage
from workbench.tui.screens.keyloop import COMPANY

P = ParamSpec("P")

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "articles"
SETTINGS = Settings(theme="ink", ascii="off")
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]"
)
"""What must never be in a line of the screen."""

NAMED = frozenset(NAMES)


def story(test: Callable[P, Coroutine[None, None, None]]) -> Callable[P, None]:
    """A test that waits for the desk."""

    @wraps(test)
    def run(*arguments: P.args, **named: P.kwargs) -> None:
        asyncio.run(test(*arguments, **named))

    return run


def keys_of(words: str) -> list[str]:
    """The keys of "]u", "enter" or "ctrl+o": a name is one key, anything else a key a letter."""
    if words in NAMED or re.fullmatch(r"(ctrl|shift)\+\w+", words):
        return [words]
    return list(words)


def library(path: Path, *inputs: Path, analyst: str = "ratna") -> Path:
    """A database at path that holds the inputs (the sample set when none are named)."""
    with open_store(path) as store:
        for outcome in import_documents(Workbench(store, analyst), read(inputs or (SAMPLE,))):
            assert outcome.became.value != "refused", outcome
    return path


class Desk:
    """A running desk and its user."""

    def __init__(self, app: DeskApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.screen_of = app.desk.screen
        self.pilot = pilot
        self.pressed = 0
        """Keys that were pressed since the desk opened; typed words do not count."""

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        path: Path,
        *,
        size: tuple[int, int] = (80, 24),
        analyst: str = "ratna",
        settings: Settings = SETTINGS,
        policy: Policy = OPEN,
        access: Access = Access.WRITE,
    ) -> AsyncIterator[Desk]:
        """A desk on the database at path, once it shows the library or where one was."""
        with open_store(path, access) as store:
            bench = Workbench(store, analyst, policy, Sight.by(settings.blind))
            async with cls.over(bench, size=size, settings=settings) as desk:
                yield desk

    @classmethod
    @asynccontextmanager
    async def over(
        cls,
        bench: Workbench,
        *,
        size: tuple[int, int] = (80, 24),
        settings: Settings = SETTINGS,
    ) -> AsyncIterator[Desk]:
        """The same on a store of whatever kind that is open."""
        os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
        app = DeskApp(bench, settings)
        async with app.run_test(size=size) as pilot:
            desk = cls(app, pilot)
            await desk.done()
            yield desk
        assert app.crash is None, app.crash

    # Doing -----------------------------------------------------------------------------------

    async def press(self, *sequences: str) -> None:
        """Press keys one after the other, each when the one before is done."""
        for key in (key for words in sequences for key in keys_of(words)):
            self.pressed += 1
            self.put(key)
            await self.idle()
        await self.done()

    async def burst(self, *sequences: str) -> None:
        """Press keys faster than the desk can do them."""
        for key in (key for words in sequences for key in keys_of(words)):
            self.put(key)
        await self.done()

    async def type(self, words: str) -> None:
        """Type words into a field."""
        for character in words:
            self.put(character)
        await self.done()

    async def fill(self, words: str) -> None:
        """Empty the field, type words and enter them."""
        await self.press("ctrl+e", "ctrl+u")
        await self.type(words)
        await self.press("enter")

    async def paste(self, words: str) -> None:
        """Paste words, as a terminal with bracketed paste hands them over."""
        self.screen_of.on_paste(events.Paste(words))
        await self.done()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        driver = self.app._driver
        assert isinstance(driver, HeadlessDriver)
        driver._size = Size(width, height)
        self.app.post_message(events.Resize(driver._size, driver._size))
        async with asyncio.timeout(PATIENCE):
            while self.screen_of._compositor.size != driver._size:  # not at once
                await asyncio.sleep(0.002)
        await self.done()

    def put(self, key: str) -> None:
        """Hand a key to the screen as textual does, and wait for nothing."""
        self.screen_of.on_key(events.Key(key, key if len(key) == 1 else None))

    async def idle(self) -> None:
        """Wait until everything typed is done."""
        waiting = asyncio.create_task(self.screen_of.keys.idle.wait())
        ended: asyncio.Task[bool] = asyncio.create_task(self.app._exception_event.wait())
        done, left = await asyncio.wait(
            (waiting, ended), timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED
        )
        for task in left:
            task.cancel()
        assert waiting in done or not self.app.is_running, f"the desk hangs: {self.status}"

    async def _painted(self) -> None:
        if self.app.is_running:
            await self.pilot._wait_for_screen()
            self.screen_of._refresh_layout()
            await self.pilot._wait_for_screen()

    @property
    def _begun(self) -> list[Worker[object]]:
        """What the desk is at; without the look for colleagues, which never ends."""
        return [one for one in self.app.workers if one.name != COMPANY]

    async def done(self) -> None:
        """Wait until everything typed is done, read and painted."""
        await self.idle()
        self.screen_of.follower.now()
        await self._painted()
        while self.app.is_running and (begun := self._begun):
            await self.app.workers.wait_for_complete(begun)
            await self.pilot._wait_for_screen()
            await asyncio.wait_for(self.screen_of.follower.settled.wait(), PATIENCE)
            await self._painted()
        if keeper := self.app.desk.bookmark._keeper:
            await keeper

    # Looking ---------------------------------------------------------------------------------

    def strips(self) -> list[str]:
        """What is painted, line by line."""
        lines = [strip.text for strip in self.screen_of._compositor.render_strips()]
        for line in lines:
            assert not UNSAFE.search(line), repr(line)
        return lines

    def screen(self) -> str:
        """The screen as plain text."""
        return "\n".join(line.rstrip() for line in self.strips())

    def shows(self, *words: str) -> None:
        """Every one of these words is on the screen."""
        screen = self.screen()
        for one in words:
            assert one in screen, f"{one!r} is not shown:\n{screen}"

    def shows_not(self, *words: str) -> None:
        """None of these words is on the screen."""
        screen = self.screen()
        for one in words:
            assert one not in screen, f"{one!r} is shown:\n{screen}"

    @property
    def status(self) -> str:
        """The words of the status line."""
        return self.screen_of.message

    @property
    def pane(self) -> str:
        """What keys mean now."""
        return self.screen_of.pane.value

    @property
    def page(self) -> ArticlePage:
        """The open article, or claim."""
        page = self.screen_of.page
        assert isinstance(page, ArticlePage), page
        return page

    @property
    def fact(self) -> Fact:
        """The fact under the cursor."""
        item = self.page.article.item
        assert item
        assert item.fact
        return item.fact

    @property
    def claim(self) -> Claim:
        """The claim that is open, or under the cursor, as the database has it."""
        page = self.page
        item = page.article.item
        found = page.claim if isinstance(page, ClaimPage) else item.claim if item else None
        assert found
        stored = self.view.claim(found.uid)
        assert stored == found
        return stored

    @property
    def view(self) -> ArticleView:
        """The open article as the database has it now."""
        page = self.screen_of.opened
        assert page
        return view_article(self.bench, page.article.view.number)

    @property
    def bench(self) -> Workbench:
        """What the desk works with."""
        return self.app.bench

    @property
    def row(self) -> int:
        """Row of the list that the cursor is on."""
        return self.screen_of.active_list.cursor

    def questions(self) -> list[Fact]:
        """The open questions of the open article."""
        return self.view.open_questions()

    def words_before(self) -> list[str]:
        """What stands before a claim on the open article's first letter."""
        view = self.view
        return view.lineage.chain_at(Span.of(view.text, 0, 1), (), view.analyst).words

    def chain(self) -> list[str]:
        """Names of the chain of the claim, from the article's outlet to the origin."""
        return self.view.chain_of(self.claim).words

    def ops(self) -> list[str]:
        """What the journal says was done, oldest first, without the import."""
        entries = [entry for entry, *_ in self.bench.store.journal.entries()]
        return [entry.op for entry in entries if not entry.op.startswith(("import", "extract"))]

    # Going -----------------------------------------------------------------------------------

    async def go_to(self, words: str) -> None:
        """Open the article with these words in its title, by its number on the command line."""
        rows = self.bench.store.articles.rows((), analyst=self.bench.analyst, limit=5000)
        number = next(row.number for row in rows if words in row.title)
        await self.press(":")
        await self.type(str(number))
        await self.press("enter")

    async def on_fact(self, wanted: Callable[[Fact], bool]) -> Fact:
        """Put the cursor on the first fact of the list that is wanted."""
        items = self.page.article.items
        place = next(at for at, item in enumerate(items) if item.fact and wanted(item.fact))
        await self.press(f"{place + 1}", "gg")
        return self.fact

    async def on_quote(self, words: str = "") -> Fact:
        """Put the cursor on the first quote with a named speaker that holds these words."""

        def wanted(fact: Fact) -> bool:
            attributes = fact.attributes
            return isinstance(attributes, Quote) and (
                words in fact.span.exact if words else bool(attributes.speaker)
            )

        return await self.on_fact(wanted)

    async def on_words(self, words: str) -> None:
        """Select words of the text by searching them, from facts or text."""
        if self.pane != "text":
            await self.press("tab")
        await self.press("/")
        await self.fill(words)
        await self.press("v")
        await self.press("l" * (len(words) - 1))


def names(things: Iterable[object]) -> list[str]:
    """The values of enumerations, for short assertions."""
    return [str(getattr(thing, "value", thing)) for thing in things]
