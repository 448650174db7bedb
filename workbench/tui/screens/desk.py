"""The desk: the one screen. Lays out pages, runs actions key by key, and is what handlers work on.

Services run in worker threads through `call`; nothing here or in a handler touches the store on the
event loop. What a handler changed is committed before the page is read anew and painted.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from workbench.domain.filter import parse_filter
from workbench.domain.text import safe_line
from workbench.errors import WorkbenchError
from workbench.present.glyphs import Glyphs
from workbench.present.rows import Run
from workbench.services import sitting
from workbench.services.sources import Found, SourceCard, find_sources, source_card
from workbench.services.view import ArticleView, view_article
from workbench.tui.actions.registry import Pane, Registry
from workbench.tui.help import which_key_rows
from workbench.tui.keynames import show_keys
from workbench.tui.keys import KeyReader, Matched, Pending, Unknown
from workbench.tui.pages.article import ArticlePage
from workbench.tui.pages.claim import ClaimPage
from workbench.tui.pages.library import LibraryPage
from workbench.tui.pages.lists import CardPage, SourcesPage
from workbench.tui.pages.page import Page, Shape
from workbench.tui.screens.keyloop import Input, Key, KeyQueue, Pasted
from workbench.tui.screens.prompts import Prompts
from workbench.tui.views.article import OpenArticle
from workbench.tui.views.library import Library
from workbench.tui.widgets.looks import Looks
from workbench.tui.widgets.prompt_bar import Completion, PromptBar
from workbench.tui.widgets.reading_pane import ReadingPane
from workbench.tui.widgets.row_list import RowList
from workbench.tui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from workbench.domain.source import Source
    from workbench.domain.span import Span
    from workbench.tui.app import DeskApp

P = ParamSpec("P")
T = TypeVar("T")

SLOW = 1.0
"""Seconds after which a running call is mentioned, with how to cancel it."""
WHICH_KEY = 0.7
"""Seconds after which what may follow a key is shown."""
SMALLEST = (40, 10)


class Desk(Screen[None], inherit_bindings=False):
    """Library, articles, claims and sources: one page at a time."""

    DEFAULT_CSS = """
    Desk { layout: vertical; background: $background; color: $foreground; }
    #strip { height: 5; display: none; }
    #list, #main, #text, #side { height: 1fr; }
    """
    AUTO_FOCUS = ""

    def __init__(self, app: DeskApp) -> None:
        super().__init__()
        self.home = app
        self.bench = app.bench
        self.settings = app.settings
        self.glyphs: Glyphs = app.glyphs
        self.registry: Registry[Desk] = app.registry
        self.keys = KeyQueue()
        self.reader = KeyReader(app.keymap)
        self.pending: Pending | None = None
        """What was typed of a sequence so far."""
        self.pages: list[Page] = []
        self.last_jump = ""
        """Id of the last jump: what `;` repeats."""
        self.choosing: Callable[[ArticlePage], Awaitable[None]] | None = None
        """What takes the words that are being selected, when an action asked for them."""
        self.trail: list[tuple[int, int]] = []
        """(article, offset) before each jump, newest last."""
        looks: Looks = app.looks
        self.top_line = StatusBar(looks, base="header", id="heading")
        self.strip = RowList(looks, glyphs=self.glyphs, id="strip")
        self.list = RowList(looks, glyphs=self.glyphs, id="list")
        self.text = ReadingPane(looks, glyphs=self.glyphs, id="text")
        self.side = RowList(looks, glyphs=self.glyphs, id="side")
        self.first_detail = StatusBar(looks, base="text", id="detail")
        self.second_detail = StatusBar(looks, base="text", id="more")
        self.bar = PromptBar(looks, glyphs=self.glyphs, id="prompt")
        self.status = StatusBar(looks, id="status")
        self.prompts = Prompts(self, self.bar)
        self.text_share = app.settings.text_share
        self.is_zoomed = False
        self._message: tuple[str, str] = ("", "status")
        self._opened_at = time.monotonic()
        self._loop: asyncio.Task[None] | None = None

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield self.top_line
        yield self.strip
        yield self.list
        with Horizontal(id="main"):
            yield self.text
            yield self.side
        yield self.first_detail
        yield self.second_detail
        yield self.bar
        yield self.status

    # Life ------------------------------------------------------------------------------------

    async def on_mount(self) -> None:
        """Show the library, take up where the analyst was, and begin reading keys."""
        self._loop = asyncio.create_task(self._read_keys())

    async def on_unmount(self) -> None:
        """Stop reading keys."""
        if self._loop:
            self._loop.cancel()

    async def _begin(self) -> None:
        library = Library(self.bench)
        await self.call(library.load_first)
        self.pages = [LibraryPage(library)]
        self.show_page()
        resumed = await self.call(sitting.start_session, self.bench)
        await self._resume(resumed)
        await self.call(library.load_outline)
        if isinstance(self.page, LibraryPage):
            self.list.grew()
            self.tell()

    async def _resume(self, resumed: sitting.Resumed) -> None:
        place = resumed.place
        if words := str(place.get("filter") or ""):
            await self.filter_library(words)
        number = place.get("article")
        if isinstance(number, int):
            await self.select_article(number)
            if place.get("page") == "article":
                try:
                    await self.open_article(number)
                except WorkbenchError:
                    return
                page = self.page
                if isinstance(page, ArticlePage) and isinstance(place.get("key"), str):
                    page.article.select_key(str(place["key"]))
                    page.on_text = bool(place.get("on_text"))
                    self.show_page()
        if self.bench.store.is_read_only:
            self.warn("read-only: this database takes no changes")
        elif resumed.was_interrupted:
            self.say("the last session was interrupted; nothing is lost, here is where you were")
        elif self.home.problems:
            self.warn(f"{len(self.home.problems)} problems in your settings; :problems lists them")
        else:
            self.say("? lists the keys that work here")

    def place(self) -> dict[str, object]:
        """Where the analyst is, for the next start."""
        place: dict[str, object] = {"page": "library", "filter": self.library.library.words}
        page = self.article_page
        if page:
            item = page.article.item
            place |= {
                "page": "article",
                "article": page.article.view.number,
                "key": item.key if item else "",
                "on_text": page.on_text,
            }
        elif self.library.row:
            place["article"] = self.library.row.number
        return place

    # Work ------------------------------------------------------------------------------------

    async def call(self, service: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What a service returns, run in a worker thread; a long wait is mentioned."""
        task = asyncio.create_task(asyncio.to_thread(service, *arguments, **named))
        done, _ = await asyncio.wait([task], timeout=SLOW)
        if not done:
            self.say("still working; escape cancels")
        return await task

    async def do(self, action_id: str, count: int | None = None) -> None:
        """Do an action, or say why it cannot be done now; errors become words."""
        try:
            reason = self.registry.why_not(action_id, self)
            if reason:
                self.warn(reason)
                return
            done = self.registry.run(action_id, self, count=count)
            if done is not None:
                await done
            if self.registry.actions[action_id].repeats:
                self.last_jump = action_id
        except WorkbenchError as error:
            self.warn(str(error))
        except Exception as error:
            self.home.note_crash(error)
            self.warn(f"internal error ({type(error).__name__}); what was shown is saved")

    async def _read_keys(self) -> None:
        await self._begin()
        while True:
            waits = self.pending is not None and not self.bar.is_open
            typed = await self.keys.next(WHICH_KEY if waits else None)
            if typed is None:
                self._show_which_key()
                continue
            await self._take(typed)

    async def _take(self, typed: Input) -> None:
        if isinstance(typed, Pasted):
            self.warn("pasted text is not run as keys; open a field first")
            return
        if self.bar.is_open:
            self.bar.close()
        self.clear_message()
        outcome = self.reader.feed(typed.name, self.pane, character=typed.character)
        self.pending = outcome if isinstance(outcome, Pending) else None
        if isinstance(outcome, Matched):
            await self.do(outcome.action_id, outcome.count)
        elif isinstance(outcome, Pending):
            count = str(outcome.count) if outcome.count is not None else ""
            self.say(f"{count} {show_keys(outcome.keys)}".strip())
        elif isinstance(outcome, Unknown):
            self.warn(f"{show_keys(outcome.keys)} means nothing here; ? lists the keys")
        self.tell()

    def _show_which_key(self) -> None:
        pending = self.pending
        if pending is None or not pending.continuations:
            self.pending = None
            return
        rows = which_key_rows(
            self.registry.actions,
            pending.continuations,
            why_not=lambda action_id: self.registry.why_not(action_id, self),
        )
        self.bar.open("keys", show_keys(pending.keys))
        self.bar.set_completions([Completion(row.key, row.reason or row.title) for row in rows])

    def on_key(self, event: events.Key) -> None:
        """Queue a key; escape ends a call that takes long."""
        event.stop()
        event.prevent_default()
        if self.keys.is_busy and event.key in ("escape", "ctrl+c"):
            self.bench.store.interrupt()
            return
        self.keys.put(Key(event.key, event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Queue pasted words."""
        event.stop()
        self.keys.put(Pasted(event.text))

    def on_resize(self, event: events.Resize) -> None:
        """Lay the page out anew."""
        if self.pages:
            self.lay_out()
            self.tell()

    def on_row_list_rows_wanted(self, message: RowList.RowsWanted) -> None:
        """Read rows of the library that are looked at."""
        self.run_worker(self._load_rows(message), exit_on_error=False)

    async def _load_rows(self, message: RowList.RowsWanted) -> None:
        await asyncio.to_thread(self.library.library.load_page, message.first)
        message.row_list.rows_came(message.first, message.last)

    def on_row_list_cursor_moved(self, message: RowList.CursorMoved) -> None:
        """Let the page know; its details follow."""
        if self.pages and message.row_list is self.active_list:
            self.page.moved(self, message.index)
            self.tell()

    # Pages -----------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page on top."""
        return self.pages[-1]

    @property
    def pane(self) -> Pane:
        """What keys mean now."""
        return self.page.pane if self.pages else Pane.ANYWHERE

    @property
    def library(self) -> LibraryPage:
        """The page at the bottom."""
        first = self.pages[0]
        assert isinstance(first, LibraryPage)
        return first

    @property
    def article_page(self) -> ArticlePage | None:
        """The article that is open, under whatever is on top."""
        return next((page for page in reversed(self.pages) if isinstance(page, ArticlePage)), None)

    @property
    def active_list(self) -> RowList:
        """The list that keys move."""
        return self.list if self.page.shape is Shape.LIST else self.side

    def push(self, page: Page) -> None:
        """Put a page on top."""
        self.pages.append(page)
        self.show_page()

    async def pop(self) -> None:
        """Leave the page on top; what is below is read anew."""
        if len(self.pages) > 1:
            left = self.pages.pop()
            if isinstance(left, ArticlePage) and not isinstance(left, ClaimPage):
                await self._leave_article(left)
            await self.page.load(self)
            self.show_page()

    def show_page(self) -> None:
        """Lay out and paint the page on top."""
        self.lay_out()
        self.page.paint(self)
        self.point_keys()
        self.tell()

    def lay_out(self) -> None:
        """Show the widgets that the page and the screen's size call for."""
        width, height = self.size
        too_small = width < SMALLEST[0] or height < SMALLEST[1]
        is_list = self.page.shape is Shape.LIST
        alone = self.is_zoomed or width < self.settings.single_pane_below
        on_text = isinstance(self.page, ArticlePage) and self.page.on_text
        self.list.display = is_list and not too_small
        self.query_one("#main").display = not is_list and not too_small
        self.text.display = not alone or on_text
        self.side.display = not alone or not on_text
        wanted = self.page.text_share if isinstance(self.page, ArticlePage) else None
        share = min(self.text_share, wanted or self.text_share)
        self.text.styles.width = f"{share}fr"
        self.side.styles.width = f"{100 - share}fr"
        self.top_line.display = not too_small
        for line in (self.first_detail, self.second_detail):
            line.display = not too_small
        if isinstance(self.page, LibraryPage):
            self.page.width = width

    def point_keys(self) -> None:
        """Show where keys go."""
        on_text = isinstance(self.page, ArticlePage) and self.page.on_text
        (self.text.activate if on_text else self.text.deactivate)()
        (self.side.deactivate if on_text else self.side.activate)()

    async def refresh_page(self) -> None:
        """Read what the page shows anew, after a change, and paint it."""
        await self.page.load(self)
        page = self.article_page
        if page and page is not self.page:
            await page.load(self)
        self.page.paint(self)
        self.tell()

    # Articles, claims, sources ---------------------------------------------------------------

    async def read_article(self, number: int) -> ArticleView:
        """Everything about an article."""
        return await self.call(view_article, self.bench, number)

    async def open_article(self, number: int, *, offset: int | None = None) -> ArticlePage:
        """Open an article on top of the library; the one that was open is left."""
        view = await self.read_article(number)
        if offset is None:
            offset = await self.call(self.bench.store.sessions.offset, self.bench.analyst, number)
        article = OpenArticle(view, offset=offset)
        left = self.article_page
        if left:
            await self._leave_article(left)
        self.pages = [self.library]
        page = ArticlePage(article, self.glyphs)
        if not article.items:
            page.on_text = True
        elif offset:
            article.put_offset(offset)
        elif questions := view.open_questions():
            article.select_key(questions[0].id)
            article.select(article.cursor)
        self._opened_at = time.monotonic()
        self.push(page)
        await self.select_article(number)
        await self.call(sitting.remember_place, self.bench, self.place())
        return page

    async def _leave_article(self, page: ArticlePage) -> None:
        seconds = round(time.monotonic() - self._opened_at)
        number = page.article.view.number
        await self.call(sitting.remember_reading, self.bench, number, page.article.offset, seconds)
        await self.call(self.library.library.refresh_article, number)

    async def select_article(self, number: int) -> None:
        """Put the library's cursor on an article, if the filter leaves it."""
        place = await self.call(self.library.library.place_of, number)
        if place is not None:
            self.library.cursor = place
            if self.page is self.library:
                self.list.move_to(place)

    async def open_claim(self, uid: str) -> None:
        """Open a claim of the open article."""
        page = self.article_page
        if page:
            self.push(ClaimPage(page.article, self.glyphs, uid))

    async def open_claim_of(self, article: str, uid: str) -> None:
        """Open a claim on whatever article."""
        found = await self.call(self.bench.store.articles.by_uid, article)
        if found:
            page = await self.open_article(found.number)
            page.article.select_key(uid)
            self.show_page()
            await self.open_claim(uid)

    async def read_card(self, uid: str) -> SourceCard:
        """All that is known of a source."""
        return await self.call(source_card, self.bench, uid)

    async def open_source(self, uid: str) -> None:
        """Open a source's card."""
        page = self.page
        if isinstance(page, ClaimPage):
            page.shows_rating = True
        self.push(CardPage(await self.read_card(uid)))

    async def find_sources(self, words: str) -> list[Found]:
        """The sources that fit the words best."""
        return await self.call(find_sources, self.bench, words, limit=8)

    def sources_and_ratings(self) -> tuple[Sequence[Source], dict[str, str]]:
        """Every source that was not merged, with the latest ratings. In a worker thread."""
        found = [one.source for one in find_sources(self.bench, "", limit=100_000)]
        ratings = self.bench.store.sources.latest_ratings(source.uid for source in found)
        return found, ratings

    async def open_sources(self) -> None:
        """Open the list of sources."""
        sources, ratings = await self.call(self.sources_and_ratings)
        self.push(SourcesPage(sources, ratings, self.glyphs))

    async def filter_library(self, words: str) -> None:
        """Show the articles that a filter leaves. Raises UsageError."""
        library = Library(self.bench, words, parse_filter(words))
        await self.call(library.load_first)
        await self.call(library.load_outline)
        self.library.library = library
        self.library.cursor = 0
        if self.page is self.library:
            self.show_page()

    # Choosing words --------------------------------------------------------------------------

    def choose_words(self, span: Span, take: Callable[[ArticlePage], Awaitable[None]]) -> None:
        """Let the analyst select words in the text, beginning with a span; enter takes them."""
        page = self.page
        if not isinstance(page, ArticlePage):
            return
        self.choosing = take
        page.on_text = True
        page.article.anchor = span.start
        page.article.offset = span.end - 1
        self.show_page()
        self.say("select the words: motions move this end, o the other; enter takes them")

    async def take_words(self) -> None:
        """The selected words are what was asked for."""
        take, page = self.choosing, self.page
        self.choosing = None
        if take and isinstance(page, ArticlePage):
            page.on_text = False
            await take(page)
            page.article.anchor = None
            if self.page is page:
                self.show_page()

    def stop_choosing(self) -> None:
        """No words after all."""
        self.choosing = None
        page = self.page
        if isinstance(page, ArticlePage):
            page.article.anchor = None
            page.on_text = False
            self.show_page()

    def set_looks(self, looks: Looks) -> None:
        """Draw in another theme."""
        widgets = (
            self.top_line, self.strip, self.list, self.text, self.side, self.first_detail,
            self.second_detail, self.bar, self.status,
        )  # fmt: skip
        for widget in widgets:
            widget.set_looks(looks)

    # Words -----------------------------------------------------------------------------------

    def say(self, words: str) -> None:
        """A word in the status line."""
        self._message = (words, "status")
        self.tell()

    def warn(self, words: str) -> None:
        """A warning in the status line."""
        self._message = (words, "warning")
        self.tell()

    def clear_message(self) -> None:
        """Take back the word in the status line."""
        self._message = ("", "status")

    def tell(self) -> None:
        """Show heading, details and status."""
        if not self.pages:
            return
        width, height = self.size
        if width < SMALLEST[0] or height < SMALLEST[1]:
            self.status.show((Run(f"needs {SMALLEST[0]}x{SMALLEST[1]}", "warning"),))
            return
        page = self.page
        self.top_line.show(page.heading, (Run(f" {page.tally}", "header"),))
        first, second = page.details
        self.first_detail.show(first)
        self.second_detail.show(second)
        words, style = self._message
        right = f"{safe_line(self.bench.analyst)} "
        if self.bench.store.is_read_only:
            right = f"read-only  {right}"
        right = f" {self.pane.value}  {right}"
        self.status.show((Run(safe_line(words), style),), (Run(right, "status_key"),))
